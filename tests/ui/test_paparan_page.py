"""Paparan & bahan: presenting, composing, handing out; and the quiet button on other pages."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

from emonev.core.scope import local
from emonev.services.hall import running_hall
from emonev.services.orders import orders
from emonev.services.preferences import choose_limits
from emonev.services.showings import showing, shown_deck
from emonev.ui.composer import Composed
from emonev.ui.state import open_register, open_store
from emonev.ui.writer import LABEL
from tests.ui.conftest import Opener, page_file, texts
from tests.ui.pressing import links, opened, press

KAB = "73.22"
VIEWER = local(KAB)


def deck_at(link: str):  # type: ignore[no-untyped-def]
    return shown_deck(VIEWER, open_register(), link.rpartition("/")[2])


def test_a_ready_order_is_frozen_for_the_public(filled_home: Path, open_page: Opener) -> None:
    app = opened(open_page, "paparan")
    press(app, "Bekukan dan tayangkan")
    (link,) = links(app)
    deck = deck_at(link)
    assert (deck.order, deck.audience, deck.period_key) == ("rakor_kabupaten", "publik", "2025-08")
    assert [slide.kind for slide in deck.slides][:2] == ["angka_utama", "siapa_diukur"]


def test_a_passing_showing_asks_for_no_name_and_keeping_an_order_does(
    filled_home: Path, open_page: Opener
) -> None:
    app = open_page("paparan")
    assert [one.key for one in app.text_input if one.label == LABEL] == ["pencatat_urutan"]
    assert app.button(key="simpan_urutan").disabled
    press(app, "Bekukan dan tayangkan")
    (link,) = links(app)
    assert showing(VIEWER, open_register(), link.rpartition("/")[2]).made_by == ""


def test_a_page_is_presented_without_a_name(filled_home: Path, open_page: Opener) -> None:
    app = open_page("ringkasan", tayangkan_ringkasan=True)
    assert LABEL not in [one.label for one in app.text_input]
    press(app, "Bekukan angkanya")
    assert links(app)


def test_internal_needs_the_tick(filled_home: Path, open_page: Opener) -> None:
    app = opened(open_page, "paparan")
    app.button_group(key="penerima_paparan").set_value("internal").run()
    assert "tayangkan" not in [one.key for one in app.button]
    app.checkbox(key="internal_paparan").check().run()
    press(app, "Bekukan dan tayangkan")
    assert deck_at(links(app)[0]).audience == "internal"


def test_an_order_of_kecamatan_asks_for_them(filled_home: Path, open_page: Opener) -> None:
    app = opened(open_page, "paparan")
    app.selectbox(key="urutan_paparan").set_value("rakor_kecamatan").run()
    assert "Pilih kecamatannya" in texts(app)
    chosen = ["73.22.03", "73.22.01"]
    app.multiselect(key="urutan_kecamatan_paparan_rakor_kecamatan").set_value(chosen).run()
    press(app, "Bekukan dan tayangkan")
    assert {slide.place for slide in deck_at(links(app)[0]).slides} >= set(chosen)


def test_an_order_is_composed_kept_and_dropped(filled_home: Path, open_page: Opener) -> None:
    app = opened(open_page, "paparan")
    app.button(key="turun_0_1").click().run()
    app.button(key="keluar_1_0").click().run()
    app.selectbox(key="tambah_butir").set_value("teks").run()
    app.button(key="tambahkan").click().run()
    found: Composed = app.session_state["susunan"]
    assert [one.kind for one in found.items[:2]] == ["siapa_diukur", "angka_utama"]
    at = found.edited
    app.text_input(key=f"judul_{found.version}_{at}").set_value("Pesan Bupati")
    app.text_area(key=f"isi_{found.version}_{at}").set_value("Satu\nDua")
    app.text_area(key=f"catatan_{found.version}_{at}").set_value("Jeda sebentar")
    press(app, "Pakai")
    app.text_input(key=f"nama_urutan_{found.source}").set_value("Rakor kita").run()
    press(app, "Simpan urutan")
    (saved,) = orders(VIEWER, open_register(), KAB)
    last = saved.items[-1]
    assert (saved.name, last.kind, last.title, last.lines, last.notes) == (
        "Rakor kita", "teks", "Pesan Bupati", ("Satu", "Dua"), "Jeda sebentar",
    )  # fmt: skip
    assert app.selectbox(key="urutan_paparan").value == f"sendiri-{saved.order_id}"
    press(app, "Bekukan dan tayangkan")
    assert deck_at(links(app)[0]).slides[-1].title == "Pesan Bupati"
    assert "belum ada keputusan yang dicatat" in " ".join(one.value for one in app.warning)
    press(app, "Ya, hapus")
    assert orders(VIEWER, open_register(), KAB) == ()
    assert app.selectbox(key="urutan_paparan").value == "rakor_kabupaten"


@pytest.mark.parametrize("kind", ["PowerPoint", "PDF", "Gambar WhatsApp", "Excel"])
def test_a_file_is_made_with_one_click(filled_home: Path, open_page: Opener, kind: str) -> None:
    app = opened(open_page, "paparan")
    press(app, kind)
    assert not app.error
    (offered,) = app.get("download_button")
    assert offered.label == "Unduh"
    assert "detik" in texts(app)
    left = [one.name for one in (filled_home / "kerja-sementara").iterdir()]
    assert left == []
    app.selectbox(key="umur").set_value("baduta").run()
    assert app.get("download_button") == []


def test_small_profil_is_internal_only(filled_home: Path, open_page: Opener) -> None:
    app = opened(open_page, "paparan")
    app.selectbox(key="profil_per").set_value("desa").run()
    assert app.button(key="buat_profil").disabled
    assert "tidak dibuat untuk umum" in texts(app)


@pytest.mark.parametrize(
    ("page", "url", "first"),
    [
        ("ringkasan", "ringkasan", "angka_utama"),
        ("peta", "peta", "peta"),
        ("tren", "tren", "tren"),
        ("belum_kirim", "belum-kirim", "belum_kirim"),
        ("metodologi", "metodologi", "definisi"),
    ],
)
def test_any_page_is_presented(
    page: str, url: str, first: str, filled_home: Path, open_page: Opener
) -> None:
    app = opened(open_page, page)
    app.session_state[f"tayangkan_{url}"] = True
    app.run()
    press(app, "Bekukan angkanya")
    assert not app.error
    assert deck_at(links(app)[0]).slides[0].kind == first


def test_a_page_is_presented_with_its_own_filters(filled_home: Path, open_page: Opener) -> None:
    app = opened(open_page, "peta")
    app.selectbox(key="kecamatan").set_value("73.22.03").run()
    app.session_state["tayangkan_peta"] = True
    app.run()
    press(app, "Bekukan angkanya")
    deck = deck_at(links(app)[0])
    assert {slide.place for slide in deck.slides} == {"73.22.03"}
    app.switch_page(page_file("tren")).run()
    assert links(app) == []


def test_what_is_no_prevalence_is_not_presented(filled_home: Path, open_page: Opener) -> None:
    app = opened(open_page, "peta")
    app.selectbox(key="indikator").set_value("attendance").run()
    app.session_state["tayangkan_peta"] = True
    app.run()
    assert "indikator prevalensi" in texts(app)
    assert "Bekukan angkanya" not in [one.label for one in app.button]


def test_the_public_version_is_shared_with_phones_and_stopped(
    filled_home: Path, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("emonev.ui.hall_box.addresses", lambda: ("127.0.0.1",))
    app = opened(open_page, "paparan")
    press(app, "Mulai bagikan")
    try:
        assert not app.error
        hall = running_hall(VIEWER)
        assert hall is not None
        with urllib.request.urlopen(hall.address, timeout=10) as answer:
            assert "Buka paparan" in answer.read().decode("utf-8")
        assert hall.address.rstrip("/") in app.subheader[-1].value.replace("\\", "")
    finally:
        press(app, "Berhenti bagikan")
    assert running_hall(VIEWER) is None
    assert "Mulai bagikan" in [one.label for one in app.button]


def test_without_a_network_nothing_is_shared(
    filled_home: Path, open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("emonev.ui.hall_box.addresses", lambda: ())
    app = opened(open_page, "paparan")
    assert app.button(key="mulai_ruangan").disabled
    assert "tidak tersambung" in texts(app)


def test_newer_data_are_told_beside_the_link(filled_home: Path, open_page: Opener) -> None:
    app = opened(open_page, "paparan")
    press(app, "Bekukan dan tayangkan")
    assert not app.warning
    choose_limits(VIEWER, open_store(), KAB, 0.7, 0.9)
    app.run()
    assert "pengaturan berubah" in " ".join(one.value for one in app.warning)
