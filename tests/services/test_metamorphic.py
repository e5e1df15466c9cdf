"""A file written in another way says the same: same measurements, same cube.

Each mutation below keeps what the file says about the children and changes how it is written
(container, encoding, order, spelling of headers, form of dates and numbers, place of the header).
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from emonev.core.age import DAYS_PER_MONTH
from tests.builders import EXPORT_HEADER, NBSP, child, workbook
from tests.services.importing import Office

Row = dict[str, Any]
Write = Callable[[Path, list[Row]], Path]

HEADER = list(EXPORT_HEADER)
PLACES = (("MALANGKE", "TOKKE"), ("MALANGKE", "TOLADA"), ("MASAMBA", "POMBAKKA"))
DATES = ("Tgl Lahir", "Tanggal Pengukuran")
WAVES = (date(2025, 2, 11), date(2025, 8, 13))
SPELLINGS = {
    "NIK": "no_ktp", "Nama": "NAMA BALITA", "JK": "Jenis Kelamin (L/P)", "Tgl Lahir": "tgl_lahir",
    "Kec": "KECMATAN", "Pukesmas": "Nama Puskesmas", "Desa/Kel": "desa_kel", "Berat": "BB (kg)",
    "Tinggi": "PB/TB (cm)", "Tanggal Pengukuran": "Tgl. Ukur", "ZS TB/U": "z-core tb/u",
    "LiLA": "Lingkar Lengan Atas", "TB/U": "Status TB/U", "Usia Saat Ukur": "Umur",
}  # fmt: skip
MERGED = {
    "Tgl Lahir": ("Lahir", "Tgl"), "BB Lahir": ("", "BB"), "TB Lahir": ("", "TB"),
    "Tanggal Pengukuran": ("Pengukuran", "Tanggal"), "Berat": ("", "Berat"),
    "Tinggi": ("", "Tinggi"), "BB/U": ("BB/U", "Status"), "ZS BB/U": ("", "ZS"),
    "TB/U": ("TB/U", "Status"), "ZS TB/U": ("", "ZS"),
}  # fmt: skip


def children() -> list[Row]:
    """Two waves of 30 invented children; dates and numbers as Python values."""
    rng = random.Random(20)
    rows = []
    for i in range(1, 31):
        kecamatan, desa = PLACES[i % len(PLACES)]
        birth = date(2021, 1, 1) + timedelta(days=rng.randrange(1300))
        for wave in WAVES:
            on = wave + timedelta(days=rng.randrange(9))
            months, days = divmod((on - birth).days, DAYS_PER_MONTH)
            age = f"{int(months) // 12} Tahun - {int(months) % 12} Bulan - {int(days)} Hari"
            rows.append(child(
                i=i, sex="LP"[i % 2], birth_date=birth, measured_on=on, age_text=age,
                kecamatan=kecamatan, puskesmas=kecamatan, desa=desa,
                weight_kg=round(4 + 0.19 * months + rng.random(), 1),
                lenhei_cm=round(56 + 0.75 * months + 4 * rng.random(), 1),
                measure="Terlentang" if months < 24 else "Berdiri",
                sheet_haz=round(rng.uniform(-2, 1), 2), weight_gain=rng.choice("NTOB"),
            ))  # fmt: skip
    return rows


def dated(rows: list[Row], form: Callable[[date], Any]) -> list[Row]:
    return [{k: form(v) if k in DATES else v for k, v in row.items()} for row in rows]


def typed(rows: list[Row], form: Callable[[float], Any]) -> list[Row]:
    return [{k: form(v) if isinstance(v, float) else v for k, v in row.items()} for row in rows]


def changed(rows: list[Row], name: str, form: Callable[[Any], Any]) -> list[Row]:
    return [{**row, name: form(row[name])} for row in rows]


def comma(number: float) -> str:
    return str(number).replace(".", ",")


def iso(rows: list[Row]) -> list[Row]:
    return dated(rows, date.isoformat)


def plain(folder: Path, rows: list[Row]) -> Path:
    return workbook(folder, iso(rows))


def grid(rows: list[Row], header: Sequence[str] = HEADER) -> list[list[Any]]:
    return [[row.get(name, "") for name in header] for row in rows]


def columns_in_another_order(folder: Path, rows: list[Row]) -> Path:
    return workbook(folder, iso(rows), header=random.Random(1).sample(HEADER, len(HEADER)))


def rows_in_another_order(folder: Path, rows: list[Row]) -> Path:
    return workbook(folder, random.Random(2).sample(iso(rows), len(rows)))


def other_header_spellings(folder: Path, rows: list[Row]) -> Path:
    spelt = [{SPELLINGS.get(k, k): v for k, v in row.items()} for row in iso(rows)]
    return workbook(folder, spelt, header=[SPELLINGS.get(name, name) for name in HEADER])


def two_header_rows(folder: Path, rows: list[Row]) -> Path:
    pairs = [MERGED.get(name, (name, "")) for name in HEADER]
    lines = [[below for _, below in pairs], list(range(1, len(HEADER) + 1)), *grid(iso(rows))]
    return workbook(folder, lines, header=[above for above, _ in pairs])


def header_in_row_thirty(folder: Path, rows: list[Row]) -> Path:
    return workbook(folder, iso(rows), above=[["LAPORAN BULANAN"], []] * 14 + [["Agustus"]])


def columns_of_their_own(folder: Path, rows: list[Row]) -> Path:
    own = [{**row, "Status Bulan": "x", "Catatan Kader": "rajin"} for row in iso(rows)]
    return workbook(folder, own, header=["Status Bulan", *HEADER, "Catatan Kader"])


def blank_numbering_and_total_rows(folder: Path, rows: list[Row]) -> Path:
    lines: list[list[Any]] = [list(range(1, len(HEADER) + 1))]
    for at, line in enumerate(grid(iso(rows))):
        lines += [line, [], HEADER, ["", "", "JUMLAH", 12]] if at % 20 == 0 else [line]
    return workbook(folder, lines, header=HEADER)


def three_blocks(folder: Path, rows: list[Row]) -> Path:
    other = random.Random(3).sample(HEADER, len(HEADER))
    ready = iso(rows)
    lines = [*grid(ready[:20]), [], HEADER, *grid(ready[20:40]), other, *grid(ready[40:], other)]
    return workbook(folder, lines, header=HEADER)


def two_sheets(folder: Path, rows: list[Row]) -> Path:
    ready = iso(rows)
    more = {"Lembar 2": [HEADER, *grid(ready[30:])], "Catatan": [["a", "b"], ["c", "d"]]}
    return workbook(folder, ready[:30], sheets=more)


def lines_inside_column_a(folder: Path, rows: list[Row]) -> Path:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([HEADER, *grid(typed(iso(rows), comma))])
    return workbook(folder, [[line] for line in out.getvalue().splitlines()], header=None, above=())


def weights_turned_into_dates(folder: Path, rows: list[Row]) -> Path:
    def spoilt(kg: float) -> Any:
        day, month = map(int, str(kg).split("."))
        return date(2024, month, day) if 1 <= month <= 12 and day > 1 else kg

    return workbook(folder, changed(iso(rows), "Berat", spoilt))


MUTATIONS: dict[str, Write] = {
    f.__name__: f
    for f in (
        columns_in_another_order, rows_in_another_order, other_header_spellings, two_header_rows,
        header_in_row_thirty, columns_of_their_own, blank_numbering_and_total_rows, three_blocks,
        two_sheets, lines_inside_column_a, weights_turned_into_dates,
    )
} | {
    "biff": lambda to, rows: workbook(to, rows, container="xls", nbsp=True),
    "html": lambda to, rows: workbook(to, iso(rows), container="html", nbsp=True),
    "csv_cp1252": lambda to, rows: workbook(
        to, typed(iso(rows), comma), container="csv", delimiter=";", encoding="cp1252", nbsp=True
    ),
    "csv_bom_tab": lambda to, rows: workbook(
        to, iso(rows), container="csv", delimiter="\t", encoding="utf-8-sig"
    ),
    "csv_quoted_commas": lambda to, rows: workbook(to, typed(iso(rows), comma), container="csv"),
    "dates_day_first": lambda to, rows: workbook(
        to, dated(rows, lambda d: d.strftime("%d/%m/%Y") + NBSP)
    ),
    "dates_two_digit_years": lambda to, rows: workbook(
        to, dated(rows, lambda d: d.strftime("%d/%m/%y")), container="csv", delimiter=";"
    ),
    "dates_month_first": lambda to, rows: workbook(
        to, dated(rows, lambda d: f"{d.month}/{d.day}/{d.year}")
    ),
    "dates_as_cells": workbook,
    "dates_as_serials": lambda to, rows: workbook(
        to, dated(rows, lambda d: (d - date(1899, 12, 30)).days)
    ),
    "numbers_as_text": lambda to, rows: workbook(to, typed(iso(rows), comma), nbsp=True),
    "weights_in_grams": lambda to, rows: workbook(
        to, changed(iso(rows), "Berat", lambda kg: round(kg * 1000))
    ),
    "sex_in_numbers": lambda to, rows: workbook(
        to, changed(iso(rows), "JK", lambda sex: {"L": 1, "P": 2}[sex])
    ),
}  # fmt: skip


def told(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """What was understood: measurements without their origin, who has how many, cube."""
    measured = office.query("SELECT * EXCLUDE (child_id, batch_id, sheet, row) FROM measurement")
    links = office.query("SELECT birth_date, list(measured_on ORDER BY measured_on) "
                         "FROM measurement GROUP BY child_id, birth_date")  # fmt: skip
    state = office.state()
    tables = {"measured": measured, "links": links, **{k: state[k] for k in ("cube", "transition")}}
    return {name: sorted(rows, key=repr) for name, rows in tables.items()}


def imported(folder: Path, write: Write) -> dict[str, list[tuple[Any, ...]]]:
    office = Office(folder)
    try:
        (result,) = office.take(write(folder, children()))
        assert result.settled, (result.refused, result.questions)
        assert (result.fate("new"), result.fate("duplicate")) == (60, 0)
        return told(office)
    finally:
        office.store.close()


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What the plain export says."""
    yield imported(tmp_path_factory.mktemp("acuan"), plain)


@pytest.mark.parametrize("name", MUTATIONS)
def test_another_way_of_writing_changes_nothing(
    tmp_path: Path, reference: dict[str, Any], name: str
) -> None:
    assert imported(tmp_path, MUTATIONS[name]) == reference


def test_the_reference_has_something_to_lose(reference: dict[str, Any]) -> None:
    assert len(reference["measured"]) == 60
    assert len(reference["links"]) == 30
    assert any(row[-2] for row in reference["cube"] if "stunting" in row)
