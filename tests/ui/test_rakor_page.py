"""Rapat: from an empty list to a closed meeting, and what the next one opens with."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from streamlit.testing.v1 import AppTest

from emonev.core.scope import local
from emonev.services.decisions import decisions
from emonev.services.meeting_result import Meeting
from emonev.services.meetings import create_meeting, meetings, participants
from emonev.services.releases import release_of
from emonev.ui.state import open_register, open_store
from tests.ui.conftest import Opener, texts
from tests.ui.pressing import WHO, at, labelled, links, opened, press, refused

KAB = "73.22"
VIEWER = local(KAB)
TODAY = date.today()
SOON = TODAY + timedelta(days=30)


def written(title: str = "Rakor uji", **fields: object) -> int:
    """A meeting written by the service."""
    return create_meeting(
        VIEWER, open_register(), KAB, title=title, held_on=TODAY, who=WHO, **fields
    )  # type: ignore[arg-type]


def held() -> tuple[Meeting, ...]:
    return meetings(VIEWER, open_register(), KAB)


def decided(meeting_id: int | None = None) -> tuple:
    with open_store().reading() as cursor:
        return decisions(VIEWER, open_register(), cursor, KAB, today=TODAY, meeting_id=meeting_id)


def decide(app: AppTest, number: int, what: str, *, due: date | None = SOON, at: int = 0) -> None:
    tag = f"baru_{number}_{at}"
    app.text_area(key=f"apa_{tag}").set_value(what)
    app.selectbox(key=f"pelaksana_opd_{tag}").set_value("Dinas Kesehatan")
    app.date_input(key=f"tenggat_{tag}").set_value(due)
    press(app, "Catat keputusan")


def test_the_name_is_asked_first_and_kept(filled_home: Path, open_page: Opener) -> None:
    app = open_page("rakor")
    assert "Belum ada rapat" in texts(app)
    assert "Buat rapat" not in [one.label for one in app.button]
    labelled(app.text_input, "Nama Anda (pencatat)").set_value(WHO).run()
    press(app, "Buat rapat")
    (one,) = held()
    assert (one.made_by, one.held_on) == (WHO, TODAY)
    assert one.title in [header.value for header in app.header]


def test_people_are_pasted_and_a_release_is_frozen(filled_home: Path, open_page: Opener) -> None:
    number = written()
    app = at(opened(open_page, "rakor"), number, "Persiapan")
    labelled(app.text_area, "Tempel daftar hadir").set_value("1. A; Dinkes; Kepala\n2. B; Camat")
    press(app, "Tambahkan ke daftar")
    assert [one.name for one in participants(VIEWER, open_register(), number)] == ["A", "B"]
    press(app, "Bekukan angka rilis")
    assert not app.error
    with open_store().reading() as cursor:
        frozen = release_of(VIEWER, open_register(), cursor, number)
    assert frozen and frozen.audience == "publik" and frozen.made_by == WHO
    assert links(app) == [f"/tayangan/{frozen.token}"]


def test_internal_is_frozen_only_after_saying_so(filled_home: Path, open_page: Opener) -> None:
    number = written()
    app = at(opened(open_page, "rakor"), number, "Persiapan")
    app.button_group(key=f"penerima_rapat_{number}").set_value("internal").run()
    assert labelled(app.button, "Bekukan angka rilis").disabled
    app.checkbox(key=f"internal_rapat_{number}").check().run()
    press(app, "Bekukan angka rilis")
    with open_store().reading() as cursor:
        frozen = release_of(VIEWER, open_register(), cursor, number)
    assert frozen and frozen.audience == "internal"


def test_a_decision_is_written_or_refused_in_words(filled_home: Path, open_page: Opener) -> None:
    number = written()
    app = at(opened(open_page, "rakor"), number, "Jalannya rapat")
    assert "Belum ada keputusan." in texts(app)
    decide(app, number, "", due=SOON)
    assert "Keputusan belum diisi" in refused(app)
    decide(app, number, "Timbang ulang", due=None)
    assert "Tenggat belum diisi" in refused(app)
    decide(app, number, "Timbang ulang :red[*di desa*]")
    assert not app.error
    (one,) = decided(number)
    assert (one.unit, one.due_on, one.status) == ("Dinas Kesehatan", SOON, "belum")
    assert "Timbang ulang \\:red\\[\\*di desa\\*\\]" in texts(app)
    assert app.text_area(key=f"apa_baru_{number}_1").value == ""


def test_a_decision_is_changed_and_taken_back(filled_home: Path, open_page: Opener) -> None:
    number = written()
    app = at(opened(open_page, "rakor"), number, "Jalannya rapat")
    decide(app, number, "Ukur ulang")
    (one,) = decided(number)
    app.button(key=f"ubah_keputusan_{one.decision_id}").click().run()
    app.text_area(key=f"apa_ubah_{one.decision_id}").set_value("Ukur ulang di Rampi")
    app.number_input(key=f"target_ubah_{one.decision_id}").set_value(120)
    press(app, "Simpan perubahan")
    (after,) = decided(number)
    assert (after.what, after.target_children, after.unit) == (
        "Ukur ulang di Rampi", 120, "Dinas Kesehatan",
    )  # fmt: skip
    app.button(key=f"hapus_{one.decision_id}").click().run()
    assert decided(number) == () and not app.error


def test_the_next_meeting_opens_with_what_is_open(filled_home: Path, open_page: Opener) -> None:
    first = written("Rakor satu")
    app = at(opened(open_page, "rakor"), first, "Jalannya rapat")
    decide(app, first, "Ukur ulang di Rampi")
    second = written("Rakor dua")
    at(app, second, "Jalannya rapat")
    assert "1 terbuka" in texts(app) and "Ukur ulang di Rampi" in texts(app)
    (one,) = decided(first)
    app.button(key=f"lanjut_{one.decision_id}").click().run()
    labelled(app.text_area, "Catatan kemajuan").set_value("Dijadwalkan pekan depan")
    press(app, "Simpan kemajuan")
    assert [entry.note for entry in decided(first)[0].progress] == ["Dijadwalkan pekan depan"]


def test_documents_are_made_and_the_meeting_closed(filled_home: Path, open_page: Opener) -> None:
    number = written()
    app = at(opened(open_page, "rakor"), number, "Hasil")
    for label in ("Buat notula", "Buat daftar hadir", "Buat berita acara kesepakatan"):
        press(app, label)
    assert [one.label for one in app.get("download_button")].count("Unduh") == 3
    press(app, "Tutup rapat")
    assert held()[0].status == "selesai"
    at(app, number, "Jalannya rapat")
    assert "Catat keputusan" not in [one.label for one in app.button]
    at(app, number, "Hasil")
    press(app, "Buka lagi")
    assert held()[0].status == "persiapan"


def test_changed_figures_are_marked_and_a_revision_says_why(
    filled_home: Path, open_page: Opener
) -> None:
    number = written()
    app = at(opened(open_page, "rakor"), number, "Persiapan")
    press(app, "Bekukan angka rilis")
    at(app, number, "Angka rilis")
    assert "Data tidak berubah" in texts(app)
    _lose_children()
    at(app, number, "Angka rilis")
    (beside,) = [one.value for one in app.dataframe if "Berjalan" in one.value]
    marks = dict(zip(beside["Wilayah"], beside["Keterangan"], strict=True))
    assert marks["Masamba"] == "≠ berubah" and marks["Sabbang"].endswith("= tidak berubah")
    press(app, "Simpan revisi")
    assert "Alasan belum diisi" in refused(app)
    labelled(app.text_area, "Mengapa berubah").set_value("Baris ganda ditarik")
    press(app, "Simpan revisi")
    (told,) = [one.value for one in app.dataframe if "Alasan" in one.value]
    assert list(told["Alasan"]) == ["Baris ganda ditarik"] and list(told["Oleh"]) == [WHO]


def _lose_children() -> None:
    from emonev.store.cube import refresh

    with open_store().writing() as cursor:
        cursor.execute(
            "DELETE FROM measurement WHERE measured_on = DATE '2025-08-13' "
            "AND starts_with(area_code, '73.22.03.') AND zlen > -2"
        )
        refresh(cursor, KAB, {"2025-08"})


def test_a_meeting_that_is_gone_leads_back_to_the_list(
    filled_home: Path, open_page: Opener
) -> None:
    written()
    app = opened(open_page, "rakor")
    app.query_params["rapat"] = "999"
    app.run()
    assert not app.exception and not app.error
    assert app.header[0].value == "Rapat"


def test_closed_since(filled_home: Path, open_page: Opener) -> None:
    """A closed meeting is read, not written."""
    from emonev.services.meetings import close_meeting

    number = written()
    close_meeting(VIEWER, open_register(), number, now=datetime.now())
    app = at(opened(open_page, "rakor"), number, "Persiapan")
    labels = [one.label for one in app.button]
    assert not {"Simpan perubahan", "Bekukan angka rilis", "Tambahkan ke daftar"} & set(labels)
