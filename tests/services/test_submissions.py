"""Siapa belum kirim: what was uploaded, against what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from emonev.core.period import month
from emonev.core.scope import Scope, local
from emonev.errors import NoAccess, WrongCall
from emonev.services.submissions import (
    UNKNOWN_PUSKESMAS,
    Submissions,
    recent_months,
    reminder,
    submissions,
)
from emonev.store.store import Cursor, Store

KABUPATEN = "99.01"
AREAS = [
    ("99.01", "Luwu Utara", "kabupaten", "99"),
    ("99.01.01", "Malangke", "kecamatan", "99.01"),
    ("99.01.02", "Rampi", "kecamatan", "99.01"),
    ("99.01.01.2001", "Desa Satu", "desa", "99.01.01"),
    ("99.01.01.2002", "Desa Dua", "desa", "99.01.01"),
    ("99.01.01.2003", "Desa Tiga", "desa", "99.01.01"),
    ("99.01.02.2001", "Desa Empat", "desa", "99.01.02"),
]
JULY, AUGUST = month(2025, 7), month(2025, 8)


@pytest.fixture
def cursor() -> Iterator[Cursor]:
    store = Store(None)
    with store.writing() as cursor:
        cursor.executemany(
            "INSERT INTO area (code, name, level, parent_code) VALUES (?, ?, ?, ?)", AREAS
        )
        yield cursor


def sent(
    cursor: Cursor, period: str, desa: str, puskesmas: str | None, *, children: int = 10
) -> None:
    cursor.execute(
        "INSERT INTO reporting (period, kabupaten_code, kecamatan_code, area_code, puskesmas, "
        "posyandu, children, measured, last_measured_on, last_imported_at) VALUES "
        "($period, '99.01', $kecamatan, $desa, $puskesmas, 'MAWAR', $children, $children - 1, "
        "CAST($period || '-12' AS DATE), TIMESTAMP '2025-09-01 08:00:00')",
        {
            "period": period,
            "kecamatan": desa[:8],
            "desa": desa,
            "puskesmas": puskesmas,
            "children": children,
        },
    )


def view(cursor: Cursor, scope: Scope | None = None) -> Submissions:
    return submissions(cursor, scope or local(KABUPATEN), KABUPATEN, [JULY, AUGUST])


def test_reported_desa_are_counted_against_the_desa_of_the_kecamatan(cursor: Cursor) -> None:
    sent(cursor, "2025-08", "99.01.01.2001", "Malangke", children=30)
    sent(cursor, "2025-08", "99.01.01.2002", "Malangke", children=12)
    row = view(cursor).rows[0]
    july, august = row.cells
    assert (row.kecamatan, row.puskesmas) == ("Malangke", "Malangke")
    assert (july.mark, july.desa_reported, july.desa_total) == ("belum_kirim", 0, 3)
    assert (august.mark, august.text, august.missing) == ("sebagian", "2/3", ("Desa Tiga",))
    assert (august.children, august.measured) == (42, 40)
    assert row.last_measured_on == date(2025, 8, 12)


def test_two_puskesmas_in_a_kecamatan_are_held_to_the_desa_each_ever_reported(
    cursor: Cursor,
) -> None:
    sent(cursor, "2025-07", "99.01.01.2001", "Malangke")
    sent(cursor, "2025-07", "99.01.01.2002", "Malangke")
    sent(cursor, "2025-08", "99.01.01.2001", "Malangke")
    sent(cursor, "2025-08", "99.01.01.2003", "Tolada")
    malangke, tolada = view(cursor).rows[:2]
    assert [cell.text for cell in malangke.cells] == ["2/2", "1/2"]
    assert malangke.cells[1].missing == ("Desa Dua",)
    assert [cell.mark for cell in tolada.cells] == ["belum_kirim", "lengkap"]


def test_a_kecamatan_that_never_sent_anything_is_still_a_row(cursor: Cursor) -> None:
    sent(cursor, "2025-08", "99.01.01.2001", "Malangke")
    rampi = view(cursor).rows[1]
    assert (rampi.kecamatan, rampi.puskesmas) == ("Rampi", UNKNOWN_PUSKESMAS)
    assert [cell.mark for cell in rampi.cells] == ["belum_kirim", "belum_kirim"]
    assert rampi.cells[0].missing == ("Desa Empat",)


def test_a_puskesmas_of_the_master_that_never_sent_is_a_row(cursor: Cursor) -> None:
    cursor.execute("INSERT INTO puskesmas VALUES ('99.01.02', 'Rampi', NULL)")
    sent(cursor, "2025-08", "99.01.01.2001", "Malangke")
    assert [row.puskesmas for row in view(cursor).rows] == ["Malangke", "Rampi"]


def test_a_kecamatan_that_was_split_is_shown_while_it_has_rows(cursor: Cursor) -> None:
    cursor.execute(
        "INSERT INTO area (code, name, level, parent_code, valid_to) "
        "VALUES ('99.01.03', 'Lama', 'kecamatan', '99.01', DATE '2024-12-31')"
    )
    assert "Lama" not in {row.kecamatan for row in view(cursor).rows}
    sent(cursor, "2025-08", "99.01.03.2001", "Lama")
    assert "Lama" in {row.kecamatan for row in view(cursor).rows}


def test_the_title_tells_how_many_have_not_sent_the_newest_month(cursor: Cursor) -> None:
    sent(cursor, "2025-08", "99.01.01.2001", "Malangke")
    shown = view(cursor)
    assert shown.title == ("1 dari 2 puskesmas belum kirim data Agustus 2025, 1 baru sebagian desa")
    assert (shown.not_sent, shown.partial, shown.empty) == (1, 1, "")


def test_nothing_stored_is_an_empty_page_not_a_title(cursor: Cursor) -> None:
    shown = view(cursor)
    assert shown.title == ""
    assert shown.empty.startswith("Belum ada data")


def test_the_reminder_is_polite_concrete_and_without_children(cursor: Cursor) -> None:
    sent(cursor, "2025-08", "99.01.01.2001", "Malangke", children=4321)
    text = reminder(view(cursor), "99.01.01", "Malangke", deadline=date(2025, 9, 20))
    assert "pengelola gizi Puskesmas Malangke, Kecamatan Malangke" in text
    assert "• Juli 2025: belum ada data (3 desa/kelurahan)" in text
    assert (
        "• Agustus 2025: 1 dari 3 desa/kelurahan sudah masuk; belum: Desa Dua dan Desa Tiga" in text
    )
    assert "paling lambat 20 September 2025" in text
    assert "Kabupaten Luwu Utara" in text
    assert "4321" not in text and "4.321" not in text


def test_no_reminder_where_nothing_is_missing(cursor: Cursor) -> None:
    for period in ("2025-07", "2025-08"):
        sent(cursor, period, "99.01.02.2001", "Rampi")
    assert reminder(view(cursor), "99.01.02", "Rampi") == ""


def test_a_reminder_for_an_unknown_puskesmas_is_a_wrong_call(cursor: Cursor) -> None:
    with pytest.raises(WrongCall):
        reminder(view(cursor), "99.01.01", "Bukan Puskesmas")


def test_recent_months_end_with_the_newest_that_has_data(cursor: Cursor) -> None:
    assert recent_months(cursor, local(KABUPATEN), KABUPATEN, 3) == ()
    sent(cursor, "2025-02", "99.01.01.2001", "Malangke")
    found = recent_months(cursor, local(KABUPATEN), KABUPATEN, 3)
    assert [one.key for one in found] == ["2024-12", "2025-01", "2025-02"]


def test_a_viewer_of_one_kecamatan_sees_its_rows_only(cursor: Cursor) -> None:
    sent(cursor, "2025-08", "99.01.01.2001", "Malangke")
    shown = view(cursor, Scope("operator", "99.01.02"))
    assert [row.kecamatan for row in shown.rows] == ["Rampi"]
    with pytest.raises(NoAccess):
        view(cursor, Scope("operator", "99.02"))


def recap_sent(
    cursor: Cursor, period: str, area: str, puskesmas: str = "", *, measured: int = 50
) -> None:
    """What a recap of one place leaves in the ledger."""
    cursor.execute(
        "INSERT INTO batch (batch_id, sequence, imported_at, file_name, file_hash, container, "
        "rows_read, new, updated, unchanged, duplicate, rejected, cases_only, demo, report) "
        "SELECT 'rekap', 1, TIMESTAMP '2025-09-03 08:00:00', 'rekap.xlsx', '', 'xlsx', 1, 1, 0, 0, "
        "0, 0, false, false, '{}' WHERE NOT EXISTS (FROM batch)"
    )
    kecamatan = area[:8] if area.count(".") > 1 else None
    cursor.execute(
        "INSERT INTO entry (kind, kabupaten_code, kecamatan_code, area_code, puskesmas, period, "
        "source, measure, subject, numerator, denominator, state, batch_id, sheet, row) VALUES "
        "('recap', '99.01', $kecamatan, $area, $puskesmas, $period, 'rekap', "
        "'length_measured_share', '', $measured, NULL, 'ada', 'rekap', 'Sheet1', 5)",
        {"kecamatan": kecamatan, "area": area, "puskesmas": puskesmas, "period": period,
         "measured": measured},
    )  # fmt: skip


def test_a_recap_of_desa_has_been_sent_too_and_says_that_it_is_one(cursor: Cursor) -> None:
    sent(cursor, "2025-07", "99.01.01.2001", "Malangke")
    for desa in ("2001", "2002"):
        recap_sent(cursor, "2025-08", f"99.01.01.{desa}", "MALANGKE", measured=40)
    shown = view(cursor)
    malangke = shown.rows[0]
    assert [row.puskesmas for row in shown.rows] == ["Malangke", UNKNOWN_PUSKESMAS]
    assert [cell.text for cell in malangke.cells] == ["1/3", "2/3*"]
    august = malangke.cells[1]
    assert (august.mark, august.recap, august.children) == ("sebagian", True, 80)
    assert august.last_measured_on is None and august.last_imported_at is not None
    assert "hanya rekap" in shown.note
    assert recent_months(cursor, local(KABUPATEN), KABUPATEN, 1) == (AUGUST,)


def test_a_recap_of_a_whole_puskesmas_or_kecamatan_speaks_for_its_desa(cursor: Cursor) -> None:
    cursor.execute("INSERT INTO puskesmas VALUES ('99.01.01', 'Malangke', NULL)")
    recap_sent(cursor, "2025-07", "99.01.01", "Malangke")
    recap_sent(cursor, "2025-08", "99.01.01")
    malangke, rampi = view(cursor).rows
    assert [cell.text for cell in malangke.cells] == ["3/3*", "3/3*"]
    assert [cell.mark for cell in rampi.cells] == ["belum_kirim", "belum_kirim"]


def test_a_recap_of_the_kabupaten_names_no_puskesmas(cursor: Cursor) -> None:
    recap_sent(cursor, "2025-08", "99.01")
    assert {cell.mark for row in view(cursor).rows for cell in row.cells} == {"belum_kirim"}


def test_children_and_a_recap_of_the_same_month_are_told_once(cursor: Cursor) -> None:
    sent(cursor, "2025-08", "99.01.01.2001", "Malangke", children=30)
    recap_sent(cursor, "2025-08", "99.01.01.2001", "Malangke", measured=28)
    recap_sent(cursor, "2025-08", "99.01.01.2003", "Malangke", measured=20)
    august = view(cursor).rows[0].cells[1]
    assert (august.text, august.recap, august.children) == ("2/3", False, 48)
    assert august.missing == ("Desa Dua",)
