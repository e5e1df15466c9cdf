"""Said once for a whole file: the unit of a column, the position of children without one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from emonev.core.scope import EVERYTHING
from emonev.services.history import upload_detail
from emonev.services.import_result import FileResult, ImportOptions
from emonev.services.marked import mark_workbook, problems
from emonev.services.worklist import worklist
from tests.builders import EXPORT_HEADER, child
from tests.services.importing import TODAY, Office, fates

KAB = "73.22"
ONS = (98, 101, 87, 120, 76, 95, 110, 99, 103, 88, 92, 97)
WITHOUT = [name for name in EXPORT_HEADER if name != "Cara Ukur"]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def in_ons() -> list[dict[str, Any]]:
    return [child(i=i, weight_kg=weight) for i, weight in enumerate(ONS, 1)]


def words(office: Office, done: FileResult) -> tuple[str, ...]:
    """What the history tells of the answers of an upload."""
    assert done.batch
    with office.store.reading() as cursor:
        return upload_detail(cursor, EVERYTHING, done.batch).answers


def weights(office: Office) -> list[float | None]:
    return [row[0] for row in office.query("SELECT weight_kg FROM measurement ORDER BY row")]


def test_a_unit_answered_later_updates_the_rows(office: Office) -> None:
    path = office.file(in_ons())
    (asked,) = office.take(path)
    assert [q.kind for q in asked.questions] == ["column_unit"]
    assert fates(asked) == {"new": len(ONS)}
    assert weights(office) == [None] * len(ONS)
    (told,) = office.take(path, units={"weight_kg": "ons"})
    assert told.settled
    assert fates(told) == {"updated": len(ONS)}
    assert weights(office) == [n / 10 for n in ONS]
    assert words(office, told) == ("Satuan kolom Berat: ons (100 g)",)
    (again,) = office.take(path)
    assert fates(again) == {"unchanged": len(ONS)}, "an open question takes nothing away"


def test_sheets_that_ask_the_same_ask_once(office: Office) -> None:
    rows = [list(row.values()) for row in in_ons()]
    more = {"Lembar 2": [EXPORT_HEADER, *([*row[:2], f"ANAK LAIN {at}", *row[3:]]
                                          for at, row in enumerate(rows))]}  # fmt: skip
    (asked,) = office.take(office.file(in_ons(), sheets=more))
    (question,) = asked.questions
    assert (question.kind, question.rows) == ("column_unit", 2 * len(ONS))


def test_marked_workbook_and_work_list_use_the_answer(office: Office, tmp_path: Path) -> None:
    path = office.file([child(i=i, weight_kg=weight, weight_gain="T", age_text="")
                        for i, weight in enumerate(ONS, 1)])  # fmt: skip
    (asked,) = office.take(path, dry_run=True)
    copy = mark_workbook(EVERYTHING, path, asked, tmp_path / "tanda.xlsx", tmp_path / "kerja")
    page = openpyxl.load_workbook(copy)["Application List"]
    assert page["T3"].comment is not None
    assert "Satuan" in page["T3"].comment.text
    (told,) = office.take(path, dry_run=True, units={"weight_kg": "ons"})
    assert problems(told) < problems(asked)
    assert "satuan_belum_dijawab" not in told.sheets[0].issue_counts
    made = worklist(
        EVERYTHING, office.store, office.home, path, ImportOptions(units={"weight_kg": "ons"}),
        who="uji", today=TODAY, now=datetime(2026, 1, 5, 9, 30),
    )  # fmt: skip
    assert 9.8 in [line.weight_kg for line in made.of("gizi").lines]


# --- position


def boys() -> list[dict[str, Any]]:
    """Two boys of 29 months and one of 5, without their positions."""
    young = child(i=3, birth_date="2024-03-15", age_text="", lenhei_cm=66, weight_kg=7)
    return [child(i=1, age_text=""), child(i=2, age_text=""), young]


def heights(office: Office) -> list[tuple[str | None, float]]:
    return office.query("SELECT m.measure, round(m.zlen, 2) FROM measurement AS m ORDER BY m.row")


def test_a_position_said_for_the_file_is_used_and_can_be_changed(office: Office) -> None:
    path = office.file(boys(), header=WITHOUT)
    (plain,) = office.take(path)
    assert plain.settled
    assert plain.sheets[0].without_position == 3
    assert plain.sheets[0].issue_counts["posisi_dari_umur"] == 1
    by_age = heights(office)
    assert [position for position, _ in by_age] == [None, None, None]

    (lying,) = office.take(path, position="l")
    assert fates(lying) == {"updated": 3}
    assert "posisi_dari_umur" not in lying.sheets[0].issue_counts
    assert lying.sheets[0].issue_counts["posisi_menurut_jawaban"] == 1
    assert lying.sheets[0].without_position == 3
    assert words(office, lying) == ("Cara ukur yang tidak tertulis: terlentang",)
    lower = heights(office)
    assert [position for position, _ in lower] == ["l", "l", "l"]
    assert lower[0][1] < by_age[0][1], "0,7 cm less from 24 months on"
    assert lower[2][1] == by_age[2][1], "lying anyway"

    (standing,) = office.take(path, position="h")
    assert fates(standing) == {"updated": 3}
    assert heights(office)[2][1] == by_age[2][1], "nobody below 9 months stood"

    (silent,) = office.take(path)
    assert fates(silent) == {"unchanged": 3}, "a column that is not there takes nothing away"
    (age,) = office.take(path, position="age")
    assert fates(age) == {"updated": 3}
    assert heights(office) == by_age
    assert words(office, age) == ("Cara ukur yang tidak tertulis: menurut umur (standar WHO)",)


def test_a_position_in_the_file_stays(office: Office) -> None:
    rows = [child(i=1), child(i=2, measure=""), child(i=3, lenhei_cm="", measure="")]
    done = office.upload(rows, position="l")
    assert done.sheets[0].without_position == 1
    assert [row[0] for row in office.query("SELECT measure FROM measurement ORDER BY row")] == [
        "h", "l", None,
    ]  # fmt: skip


# --- places in lines above the table


def test_places_above_the_table_are_stored(office: Office) -> None:
    bare = [n for n in EXPORT_HEADER if n not in ("Kec", "Pukesmas", "Desa/Kel", "Posyandu")]
    above = [["Kecamatan : MALANGKE"], ["Puskesmas : MALANGKE"], ["Desa : TOKKE"],
             ["Posyandu : MELATI 1"]]  # fmt: skip
    (done,) = office.take(office.file([child(i=1)], header=bare, above=above))
    assert done.settled
    assert office.query(
        "SELECT a.name, m.puskesmas, m.posyandu FROM measurement AS m "
        "JOIN area AS a ON m.area_code = a.code"
    ) == [("Tokke", "Malangke", "MELATI 1")]
