"""Composed orders: every kind of item, what is left out and why, nothing small for the public."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from emonev.charts.describe import SmallMultiples
from emonev.charts.slides import Audience, Deck, Sentences, Slide, Table, notes_of
from emonev.core.period import month
from emonev.core.scope import Scope, local
from emonev.errors import NoAccess, WrongCall
from emonev.reports.pptx import BODY
from emonev.reports.pptx_text import _table_size
from emonev.services.deck import PAGE_ITEMS, deck, page_items
from emonev.services.figure import Selection
from emonev.services.figures import figures
from emonev.services.meeting_result import Decision, Progress, Since
from emonev.services.order_items import Item
from emonev.services.report import kind_of, write
from emonev.services.slide_kinds import KINDS
from tests.meeting import PARTNER, SMALL
from tests.reports.decks import AUGUST, TODAY, made
from tests.services.test_deck import everything, secrets_in

KABUPATEN, FIRST, SECOND, THIRD = "73.22", "73.22.01", "73.22.02", "73.22.03"
DESA = "73.22.03.1001"
ALL_KINDS = tuple(
    Item(kind.key, THIRD if kind.needs_kecamatan else "", lines=("satu",) if kind.typed else ())
    for kind in KINDS
)


def decision(number: int, **changes: Any) -> Decision:
    plain = Decision(
        decision_id=number, meeting_id=1, meeting_title="Rakor Maret",
        meeting_date=date(2025, 3, 4), number=number, what=f"Ukur ulang {number}",
        unit_kind="opd", unit="Dinas Kesehatan", unit_code="", responsible="Kepala Dinas",
        indicator="stunting", indicator_label="Stunting", lokus="",
        lokus_name="Kabupaten Luwu Utara", target_children=None, due_on=date(2026, 2, 1),
        status="berjalan", overdue=False, days=27, since=None, progress=(), evidence=(),
    )  # fmt: skip
    return replace(plain, **changes)


def since(then: tuple[int, int], now: tuple[int, int]) -> Since:
    told = f"Feb 2025: {then[0]} dari {then[1]}; Agu 2025: {now[0]} dari {now[1]}."
    return Since("2025-02", *then, "2025-08", *now, told)


def composed(
    *items: Item, audience: Audience = "internal", scope: Scope | None = None, **choice: Any
) -> Deck:
    selection = Selection(
        KABUPATEN, choice.pop("period", AUGUST), indicator=choice.pop("indicator", "stunting")
    )
    with made().reading() as cursor:
        return deck(
            cursor, scope or local(KABUPATEN), selection, audience=audience, today=TODAY,
            items=items or None, **choice,
        )  # fmt: skip


def table(slide: Slide) -> Table:
    (body,) = slide.bodies
    assert isinstance(body, Table)
    return body


OPEN = (decision(1), decision(2, overdue=True, days=-12, due_on=date(2025, 12, 24)))


def test_every_kind_can_be_composed_in_any_order() -> None:
    backwards = tuple(reversed(ALL_KINDS))
    shown = composed(*backwards, decisions=OPEN)
    kinds = list(dict.fromkeys(slide.kind for slide in shown.slides))
    assert kinds == [item.kind for item in backwards] and shown.left_out == ()
    assert shown.order == "susunan" and shown.subtitle == "Kabupaten Luwu Utara"


def test_what_is_left_out_is_said_with_its_reason() -> None:
    shown = composed(Item("peta"), Item("tindak_lanjut"), Item("umur", FIRST), audience="publik")
    assert [slide.kind for slide in shown.slides] == ["peta"]
    first, second = shown.left_out
    assert first.startswith("Rencana tindak lanjut rapat ini, Kabupaten Luwu Utara: belum ada")
    assert "Kelompok umur, Kecamatan Malangke" in second and "terlalu kecil" in second


def test_an_order_of_which_nothing_can_be_shown_is_refused_with_the_reasons() -> None:
    with pytest.raises(WrongCall, match="tidak ada rencana tindak lanjut yang masih terbuka"):
        composed(Item("tindak_lanjut_dahulu"))
    with pytest.raises(WrongCall), made().reading() as cursor:
        deck(cursor, local(KABUPATEN), Selection(KABUPATEN, AUGUST), today=TODAY, items=())


def test_text_needs_no_data() -> None:
    item = Item("teks", title="Pembukaan", lines=("Sambutan", "Doa"), notes="pelan\n\njelas")
    (slide,) = composed(item, period=month(2019, 8)).slides
    assert slide.title == "Pembukaan" and slide.bodies == (Sentences(("Sambutan", "Doa")),)
    assert slide.speaker == ("pelan", "jelas") and slide.notes == ()
    assert "Agustus 2019" in slide.footer


def test_own_title_and_notes_go_before_the_slides_own() -> None:
    shown = composed(Item("peta", title="Peta kita", notes="tanya camat"), Item("peta"))
    own, plain = shown.slides
    assert own.title == "Peta kita" != plain.title
    assert own.speaker == ("tanya camat",) and own.notes == plain.notes
    assert own.key != plain.key and own.bodies == plain.bodies
    named = composed(Item("peta"), title="Rakor 4 September")
    assert named.title == "Rakor 4 September"


def test_the_speakers_own_notes_leave_only_with_an_internal_file() -> None:
    for audience, told in (("publik", False), ("internal", True)):
        shown = composed(Item("peta", notes="tanya camat"), audience=audience)
        (slide,) = shown.slides
        assert ("tanya camat" in notes_of(shown, slide)) is told
        assert "tanya camat" in notes_of(shown, slide, speaking=True)
        assert set(slide.notes) <= set(notes_of(shown, slide))


def test_a_page_of_another_indicator_can_be_presented_too() -> None:
    shown = composed(Item("peta"), Item("angka_utama"), indicator="attendance")
    assert [slide.kind for slide in shown.slides] == ["peta"]
    assert "hanya untuk indikator prevalensi" in shown.left_out[0]


def test_items_of_other_places_are_refused() -> None:
    with pytest.raises(WrongCall):
        composed(Item("peta", "73.04.01"))
    with pytest.raises(NoAccess):
        composed(Item("peta", FIRST), scope=local(THIRD))
    own = composed(Item("peta"), Item("tren", THIRD), scope=local(THIRD))
    assert {slide.place for slide in own.slides} == {THIRD}


@pytest.mark.parametrize("page", PAGE_ITEMS)
@pytest.mark.parametrize("kecamatan", ["", THIRD])
def test_every_page_can_be_presented(page: str, kecamatan: str) -> None:
    items = page_items(page, Selection(KABUPATEN, AUGUST, kecamatan=kecamatan))
    about = decision(3, lokus=THIRD, lokus_name="Masamba")
    shown = composed(*items, decisions=(*OPEN, about))
    assert shown.slides and {slide.place for slide in shown.slides} == {kecamatan or KABUPATEN}


def test_the_table_of_areas_holds_the_figures_and_loses_no_row() -> None:
    shown = composed(Item("tabel_wilayah"), Item("tabel_wilayah", THIRD))
    whole = [row for slide in shown.slides if slide.place == KABUPATEN for row in table(slide).rows]
    with made().reading() as cursor:
        found = figures(cursor, local(KABUPATEN), indicators=["stunting"], level="kecamatan",
                        period=AUGUST, within=KABUPATEN)  # fmt: skip
    assert [row[:4] for row in whole[:-1]] == [
        (one.area, one.numerator, one.denominator, one.value) for one in found
    ]
    assert whole[-1][0] == "Luwu Utara"
    below = [slide for slide in shown.slides if slide.place == THIRD]
    rows = [row for slide in below for row in table(slide).rows]
    assert len(below) == 2 and len(rows) == 20 and "(2 dari 2)" in below[1].title
    assert [table(slide).total_rows for slide in below] == [0, 1]
    assert len({len(table(slide).rows) for slide in below}) == 1


def test_small_lines_are_those_of_the_page_tren() -> None:
    (slide,) = composed(Item("tren_kecamatan")).slides
    (body,) = slide.bodies
    assert isinstance(body, SmallMultiples) and len(body.panels) == 15
    values = {panel.code: panel.points[-1].value for panel in body.panels}
    assert values[FIRST] == SMALL[0] / SMALL[1] and body.highest >= max(values.values())
    groups = [panel.group for panel in body.panels]
    assert groups == sorted(groups, key=groups.index) and len(set(groups)) > 1


def test_areas_without_a_line_are_counted() -> None:
    (slide,) = composed(Item("tren_kecamatan"), audience="publik").slides
    (body,) = slide.bodies
    assert isinstance(body, SmallMultiples) and len(body.panels) == 13
    assert not {FIRST, SECOND} & {panel.code for panel in body.panels}
    assert "2 kecamatan tanpa garis" in slide.caption
    assert "dari gelombang ke gelombang" in slide.data[0].title


# ---- follow-up --------------------------------------------------------------------------------


def test_a_rakor_opens_with_what_is_open_and_ends_with_what_it_decided() -> None:
    new = decision(1, meeting_id=2, what="Kunjungan rumah")
    done = decision(3, status="selesai")
    shown = composed(decisions=(*OPEN, done, new), meeting_id=2)
    kinds = [slide.kind for slide in shown.slides]
    assert kinds[0] == "tindak_lanjut_dahulu" and kinds[-2:] == ["tindak_lanjut", "definisi"]
    first, last = shown.slides[0], shown.slides[-2]
    assert first.title == "2 rencana tindak lanjut masih terbuka, 1 lewat tenggat"
    assert [row[1] for row in table(first).rows] == ["Ukur ulang 1", "Ukur ulang 2"]
    assert [row[1] for row in table(last).rows] == ["Kunjungan rumah"]
    before = composed(decisions=(*OPEN, done))
    assert [slide.kind for slide in before.slides].count("tindak_lanjut") == 0
    without = composed(decisions=(done,), meeting_id=2)
    assert not {"tindak_lanjut", "tindak_lanjut_dahulu"} & {s.kind for s in without.slides}


def test_overdue_is_said_with_a_sign_and_in_words() -> None:
    (slide,) = composed(Item("tindak_lanjut_dahulu"), decisions=OPEN).slides
    assert [row[4] for row in table(slide).rows] == ["berjalan", "! lewat 12 hari (berjalan)"]
    assert table(slide).rows[0][2] == "Dinas Kesehatan (Kepala Dinas)"


def test_many_decisions_take_more_slides_and_none_is_lost() -> None:
    many = tuple(decision(at, what=f"Nomor {at} " + "panjang " * 40) for at in range(1, 24))
    shown = composed(Item("tindak_lanjut"), decisions=many)
    rows = [row for slide in shown.slides for row in table(slide).rows]
    assert [row[0] for row in rows] == [str(at) for at in range(1, 24)]
    assert all(len(str(row[1])) <= 110 for row in rows)
    assert all(len(table(slide).rows) == 4 for slide in shown.slides[:-1])
    (data,) = shown.slides[0].data
    assert [row[3] for row in data.rows] == [one.what for one in many]


def test_three_decisions_with_all_their_words_stand_on_one_slide() -> None:
    """A lone row on a slide of its own helps nobody; letters stay as large as the hall needs."""
    words = (
        "Feb 2025: 78 dari 383 (20,4 %); Agu 2025: 72 dari 380 (18,9 %); belum dapat dibedakan "
        "(−1,4 persen poin sejak Feb 2025)"
    )
    target = f"{words}; target paling banyak 66 anak: belum tercapai."
    what = "Mendampingi keluarga balita stunting dan menyediakan PMT pangan lokal 90 hari"
    three = tuple(
        decision(at, what=what, since=replace(since((78, 383), (72, 380)), text=text))
        for at, text in enumerate((target, f"{words}.", f"{words}."), start=1)
    )
    (slide,) = composed(Item("tindak_lanjut_dahulu"), decisions=three).slides
    shown = table(slide)
    rows = [[str(cell) for cell in row] for row in shown.rows]
    assert rows[0][-1] == target and _table_size(shown.columns, rows, BODY) >= 15


def test_a_kecamatan_gets_what_concerns_it() -> None:
    about = decision(3, lokus=DESA, lokus_name="Kappuna")
    by = decision(4, unit_kind="kecamatan", unit="Kecamatan Masamba", unit_code=THIRD)
    other = decision(5, lokus="73.22.04")
    items = (Item("tindak_lanjut_dahulu", THIRD),)
    (slide,) = composed(*items, decisions=(*OPEN, about, by, other)).slides
    assert [row[1] for row in table(slide).rows] == ["Ukur ulang 3", "Ukur ulang 4"]


def test_the_last_note_and_the_target_stand_in_the_workbook() -> None:
    noted = Progress("berjalan", "dua desa selesai", datetime(2025, 9, 1), "a")
    one = decision(1, progress=(noted,), target_children=145, since=since((20, 90), (15, 77)))
    (slide,) = composed(Item("tindak_lanjut"), decisions=(one,)).slides
    row = dict(zip((c.key for c in slide.data[0].columns), slide.data[0].rows[0], strict=True))
    assert row["note"] == "dua desa selesai" and row["target"] == 145
    assert row["since"] == table(slide).rows[0][-1] == "Feb 2025: 20 dari 90; Agu 2025: 15 dari 77."


SHOWN = (
    ("", (218, 1128), (218, 1128)),
    (THIRD, (10, 72), (10, 72)),
)
HIDDEN_SINCE = (
    (FIRST, (9, 53), SMALL),  # small now
    (FIRST, SMALL, (9, 53)),  # small then
    (SECOND, PARTNER, PARTNER),  # hidden together with the first
    (DESA, (30, 90), (30, 91)),  # below kecamatan
    (THIRD, (30, 90), (3, 90)),
    (THIRD, (30, 90), (7, 12)),
    ("73.22.99", (30, 90), (30, 90)),
)


@pytest.mark.parametrize(("lokus", "then", "now"), SHOWN)
def test_counts_since_reach_the_public_where_a_map_would_show_them(
    lokus: str, then: tuple[int, int], now: tuple[int, int]
) -> None:
    one = decision(1, lokus=lokus, since=since(then, now), target_children=12)
    (slide,) = composed(Item("tindak_lanjut"), decisions=(one,), audience="publik").slides
    assert table(slide).rows[0][-1] == one.since.text
    assert 12 in slide.data[0].rows[0]


@pytest.mark.parametrize(("lokus", "then", "now"), HIDDEN_SINCE)
def test_other_counts_since_are_hidden_and_the_star_explained(
    lokus: str, then: tuple[int, int], now: tuple[int, int]
) -> None:
    one = decision(1, lokus=lokus, since=since(then, now))
    shown = composed(Item("tindak_lanjut"), decisions=(one,), audience="publik")
    assert table(shown.slides[0]).rows[0][-1] == "*"
    assert "* disembunyikan" in shown.slides[0].caption
    assert secrets_in(list(everything(shown))) == []
    told = composed(Item("tindak_lanjut"), decisions=(one,))
    assert table(told.slides[0]).rows[0][-1] == one.since.text


def test_what_cannot_be_checked_is_not_shown_to_the_public() -> None:
    strange = replace(since((30, 90), (30, 90)), then_period="dahulu")
    for one in (decision(1, since=strange), decision(1, since=strange, indicator="x")):
        (slide,) = composed(Item("tindak_lanjut"), decisions=(one,), audience="publik").slides
        assert table(slide).rows[0][-1] == "*"


@pytest.mark.parametrize(("target", "lokus"), [(3, THIRD), (12, DESA)])
def test_a_small_target_is_not_for_the_public(target: int, lokus: str) -> None:
    one = decision(1, lokus=lokus, target_children=target)
    (slide,) = composed(Item("tindak_lanjut"), decisions=(one,), audience="publik").slides
    assert target not in slide.data[0].rows[0] and "*" in slide.data[0].rows[0]


# ---- forms and the public ---------------------------------------------------------------------


def test_forms_name_every_desa_once_and_are_empty() -> None:
    shown = composed(Item("form_tpk", THIRD), Item("form_rencana", THIRD), Item("form_rtl", THIRD))
    pages = [table(slide) for slide in shown.slides if slide.kind == "form_tpk"]
    names = [row[0] for page in pages for row in page.rows]
    with made().reading() as cursor:
        rows = cursor.execute("SELECT name FROM area WHERE parent_code = ?", [THIRD]).fetchall()
    assert sorted(names) == sorted([*(name for (name,) in rows), "Jumlah"])
    assert all(page.form for page in pages)
    assert {cell for page in pages for row in page.rows for cell in row[1:]} == {"", "/"}
    (sheet,) = shown.slides[0].data
    assert {column.kind for column in sheet.columns[1:]} == {"count"}
    assert {cell for row in sheet.rows for cell in row[1:]} == {""}
    assert len(sheet.rows) == len(names) and len(sheet.columns) == 1 + 1 + 2 * 5 + 2
    for slide in shown.slides:
        assert "diisi pada lokakarya" in slide.caption.lower()
        assert "sesuaikan dengan formulir yang berlaku" in slide.caption


def test_the_mini_lokakarya_ends_with_its_forms_and_a_profil_has_none() -> None:
    with made().reading() as cursor:
        shown = {
            order: deck(cursor, local(KABUPATEN), Selection(KABUPATEN, AUGUST), order, "internal",
                        today=TODAY, kecamatan=(THIRD,), decisions=OPEN)
            for order in ("lokakarya_kecamatan", "profil_kecamatan")
        }  # fmt: skip
    kinds = {key: [slide.kind for slide in one.slides] for key, one in shown.items()}
    assert kinds["lokakarya_kecamatan"][-4:] == ["form_tpk", "form_rencana", "form_rtl", "definisi"]
    assert not any(kind.startswith(("form", "tindak")) for kind in kinds["profil_kecamatan"])


def everything_public() -> Deck:
    hidden = tuple(
        decision(at, lokus=lokus, since=since(then, now))
        for at, (lokus, then, now) in enumerate(HIDDEN_SINCE, start=1)
    )
    items = [replace(item, place=place) for place in ("", FIRST, SECOND, THIRD)
             for item in ALL_KINDS if place or item.kind != "form_tpk"]  # fmt: skip
    return composed(*items[:60], audience="publik", decisions=hidden)


def test_nothing_below_suppression_in_any_kind_of_item() -> None:
    shown = everything_public()
    assert secrets_in(list(everything(shown))) == []
    assert {"tabel_wilayah", "tren_kecamatan", "tindak_lanjut"} <= {s.kind for s in shown.slides}
    assert "tabel_wilayah" not in {s.kind for s in shown.slides if s.place == THIRD}
    assert shown.left_out


@pytest.mark.parametrize("kind", ["pptx", "xlsx", "pdf", "html"])
def test_every_medium_draws_every_kind(tmp_path: Path, kind: str) -> None:
    shown = composed(*ALL_KINDS, decisions=OPEN)
    write(kind_of(kind), shown, tmp_path / f"a.{kind}")
    assert (tmp_path / f"a.{kind}").stat().st_size > 5_000
