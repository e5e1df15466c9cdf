"""Whatever a sheet holds: no crash, every row accounted for, no name and no NIK left behind."""

from __future__ import annotations

import json
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emonev.ingest.issues import CATALOGUE, IssueLog, Severity, cell_address, column_letters
from emonev.ingest.parsed import ROW_COLUMNS, ParsedFile
from emonev.ingest.write import read_parsed, write_parsed
from tests.builders import EXPORT_HEADER, NBSP, child, workbook
from tests.ingest.reading import read, rows_of

DIRT = st.one_of(
    st.sampled_from(
        ["", "-", NBSP, "0", 0, 999.99, "=2.4", "8,2", "08-Feb", "#N/A", "05/06/2023", "5324.99",
         "JUMLAH", "1", "2", "L", "P", "Mengetahui,", '"', ";", "a;b;c;d;e", "3.2E+15", "Nama",
         "Tgl Lahir", "2022-03-15", "3 Tahun - 2 Bulan - 10 Hari", "31/02/2023", "1.2.3.4", "-0"]
    ),
    st.integers(-10, 60000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1)),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)  # fmt: skip


def is_error(code: str) -> bool:
    return CATALOGUE[code].severity is Severity.ERROR


@st.composite
def dirty_rows(draw: st.DrawFn) -> list[list[Any]]:
    rows: list[list[Any]] = []
    for i in range(draw(st.integers(0, 8))):
        row = list(child(i=i + 1).values())
        for _ in range(draw(st.integers(0, 6))):
            row[draw(st.integers(0, len(row) - 1))] = draw(DIRT)
        if draw(st.integers(0, 9)) == 0:
            row = [draw(DIRT) for _ in row]
        rows.append(row)
        if draw(st.integers(0, 9)) == 0:
            rows.append(list(EXPORT_HEADER))
    return rows


@pytest.mark.parametrize("container", ["xlsx", "xls", "html", "csv"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=dirty_rows())
def test_dirty_sheets_never_crash_and_lose_no_row(container: str, rows: list[list[Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        parsed = read(workbook(Path(folder), rows, container=container))
        for sheet in parsed.sheets:
            if sheet.kind == "empty":
                continue
            typed = rows_of(sheet)
            assert len(typed) == sheet.rows_read
            assert sum(r["fate"] == "rejected" for r in typed) == sheet.rejected
            assert sum(i.count for i in sheet.issues) == sum(sheet.issue_counts.values())
            errors = {
                i.row
                for i in sheet.issues
                if CATALOGUE[i.code].severity is Severity.ERROR and i.row
            }
            assert errors == {r["row"] for r in typed if r["fate"] == "rejected"}
            for row in typed:
                if row["fate"] is None:
                    assert row["sex"] in ("m", "f")
                    assert row["birth_date"] <= row["measured_on"] <= date(2026, 1, 31)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "berkas.xls"
        path.write_bytes(content)
        assert isinstance(read(path), ParsedFile)


@pytest.mark.parametrize("container", ["xlsx", "xls", "html", "csv"])
def test_no_name_and_no_nik_in_anything_written(tmp_path: Path, container: str) -> None:
    rows = [child(i=i) for i in range(1, 8)]
    shifted = list(child(i=8).values())
    shifted = [*shifted[:1], *shifted[2:], ""]  # one column to the left: the name under NIK
    right = ["", *list(child(i=9).values())[:-1]]  # to the right: the NIK under Nama, Nama under JK
    grid = [*(list(r.values()) for r in rows), shifted, right]
    for place in (19, 20, 23):
        leaky = list(child(i=10).values())
        leaky[place], leaky[place + 1] = leaky[1], leaky[2]
        grid.append(leaky)
    extra = [[*g, "ANAK CONTOH 1", "9900000000000017"] for g in grid]
    header = [*EXPORT_HEADER, "Catatan Kader", "Nomor Lama"]
    parsed = read(workbook(tmp_path, extra, header=header, container=container, nbsp=True))
    assert parsed.refused is None
    out = tmp_path / "parsed.json"
    write_parsed(out, parsed)
    (sheet,) = parsed.sheets
    text = out.read_text(encoding="utf-8") + json.dumps(rows_of(sheet), default=str)
    assert sheet.rows_file is not None
    raw = sheet.rows_file.read_bytes().decode("latin-1")
    for hidden in ("ANAK CONTOH", "ORANG TUA", "DUSUN CONTOH", "99000000000"):
        assert hidden not in text
        assert hidden not in raw
    assert read_parsed(out) == parsed or sheet.rows_file.parent != out.parent


def test_the_document_survives_writing_and_reading(tmp_path: Path) -> None:
    parsed = read(workbook(tmp_path, [child(), child(i=2, sex="")]))
    (sheet,) = parsed.sheets
    assert sheet.rows_file is not None
    out = sheet.rows_file.parent / "parsed.json"
    write_parsed(out, parsed)
    assert read_parsed(out) == parsed


def test_row_files_have_the_contract_s_columns(tmp_path: Path) -> None:
    parsed = read(workbook(tmp_path, [child()]))
    assert list(rows_of(parsed.sheets[0])[0]) == list(ROW_COLUMNS)


def test_addresses_as_excel_shows_them() -> None:
    assert [column_letters(c) for c in (0, 25, 26, 701, 702, 16383)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip
    assert cell_address(14, 18) == "S14"


def test_every_catalogue_entry_speaks() -> None:
    for code, kind in CATALOGUE.items():
        assert kind.title and kind.expected and kind.mend, code
        log = IssueLog("Lembar")
        log.add(code)
        assert log.issues()[0].expected == kind.expected


def test_a_name_under_another_header_is_shown_in_outline(tmp_path: Path) -> None:
    row = child(i=1) | {"TB Lahir": "ORANG TUA CONTOH 1", "LiLA": "9900000000000017"}
    (sheet,) = read(workbook(tmp_path, [row])).sheets
    shown = " ".join(cell for line in sheet.preview for cell in line)
    assert "ORANG TUA" not in shown and "99000000000" not in shown.replace("9" * 16, "")
    assert "Berat Badan Normal" in shown and "MALANGKE" in shown
