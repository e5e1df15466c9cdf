"""Delimited text as programs and people leave it: encodings, zeros, line breaks inside cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from emonev.ingest.guard import MAX_HTML_SPAN
from emonev.ingest.read import MOST_LINES, read_delimited
from tests.builders import child, workbook
from tests.ingest.reading import codes, first, issue, read, sheet_of

ROWS = [child(i=1), child(i=2, sex="P"), child(i=3, weight_kg="11,2")]


def text_file(folder: Path, rows: list[Any] = ROWS, **options: Any) -> Path:
    """A CSV in UTF-8."""
    options.setdefault("above", ())
    return workbook(folder, rows, container="csv", **options)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_utf_16_without_its_mark(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = text_file(tmp_path, delimiter=delimiter, nbsp=True)
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    parsed = read(path)
    assert (parsed.encoding, sheet_of(parsed).rows_read) == (encoding, 3)
    assert first(path)["desa"] == "TOKKE"


@pytest.mark.parametrize("every", [7, 40, 4000])
def test_zeros_between_the_letters_are_no_letters(tmp_path: Path, every: int) -> None:
    path = text_file(tmp_path)
    content = path.read_bytes()
    parts = [content[at : at + every] for at in range(0, len(content), every)]
    path.write_bytes(b"\x00".join(parts))
    sheet = sheet_of(read(path))
    assert (sheet.rows_read, sheet.rejected) == (3, 0)
    assert first(path)["weight_kg"] == 12.4


@pytest.mark.parametrize(
    "content",
    [b"\x00" * 4000, b"\x00\x01" * 2000, b"a\x00\x00\x00" * 1000, bytes(range(256)) * 20],
)
def test_bytes_that_are_no_text_stay_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "berkas.csv"
    path.write_bytes(content)
    refused = read(path).refused
    assert refused is not None
    assert refused.code == "jenis_berkas"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "zeros"])
def test_a_table_in_html_is_seen_in_every_encoding_and_so_is_a_bomb(
    tmp_path: Path, encoding: str
) -> None:
    def written(text: str) -> Path:
        path = tmp_path / "laporan.xls"
        plain = text.encode() if encoding == "zeros" else text.encode(encoding)
        path.write_bytes(plain.replace(b"sp", b"s\x00p") if encoding == "zeros" else plain)
        return path

    page = "<html><table><tr><td colspan={}>a</td></tr></table></html>"
    assert read(written(page.format(2))).container == "html"
    refused = read(written(page.format(MAX_HTML_SPAN + 1))).refused
    assert refused is not None
    assert refused.code == "terlalu_besar"


def lines_of(count: int) -> str:
    """A text of so many lines, each with a comma."""
    return "\n".join(f"baris {number}, catatan" for number in range(count))


@pytest.mark.parametrize("lines", [2, 6, 20, MOST_LINES])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_cell_of_many_lines_is_one_cell(tmp_path: Path, lines: int, delimiter: str) -> None:
    rows = [child(i=i, address=lines_of(lines)) for i in range(1, 5)]
    sheet = sheet_of(read(text_file(tmp_path, rows, delimiter=delimiter)))
    assert (sheet.rows_read, sheet.rejected, sheet.header_row) == (4, 0, 1)
    assert "kutip_tidak_ditutup" not in codes(sheet)


def test_a_cell_of_more_lines_than_any_is_an_unclosed_quote(tmp_path: Path) -> None:
    rows = [child(i=1), child(i=2, address=lines_of(MOST_LINES + 5)), *[child(i=3)] * 60]
    sheet = sheet_of(read(text_file(tmp_path, rows)))
    assert codes(sheet)["kutip_tidak_ditutup"] >= 1
    assert sheet.rows_read >= 62


def quoted(rows: int, *opened: int, at: int = 2) -> str:
    """Rows of five fields; in ``opened`` ones a quote opens at a field and never closes."""
    made = []
    for number in range(rows):
        fields = [f"a{number}", "b", "c", "d", "e"]
        if number in opened:
            fields[at] = f'"{fields[at]}'
        made.append(",".join(fields))
    return "\n".join(made)


@pytest.mark.parametrize("opened", [(3,), (3, 4), (3, 7), (3, 20), (3, 20, 33)])
@pytest.mark.parametrize("at", [0, 2, 4])
def test_open_quotes_swallow_nothing(opened: tuple[int, ...], at: int) -> None:
    sheet = read_delimited(quoted(40, *opened, at=at), "berkas")
    assert [row[1] for row in sheet.rows] == ["b"] * 40
    assert sheet.repaired == {number + 1 for number in opened}


def test_a_quote_opened_in_one_row_and_closed_in_a_later_one_swallows_nothing() -> None:
    lines = quoted(30, 3, at=4).split("\n")
    lines[20] += '"'
    sheet = read_delimited("\n".join(lines), "berkas")
    assert len(sheet.rows) == 30
    assert sheet.repaired == {4, 21}


def test_headers_with_line_breaks(tmp_path: Path) -> None:
    rows = [child(i=i) for i in range(1, 4)]
    path = text_file(tmp_path, rows)
    header, _, below = path.read_text(encoding="utf-8").partition("\n")
    broken = ",".join('"' + text.strip().replace(" ", "\n") + '"' for text in header.split(","))
    path.write_text(f"{broken}\n{below}", encoding="utf-8")
    sheet = sheet_of(read(path))
    assert (sheet.header_row, sheet.rows_read, sheet.rejected) == (1, 3, 0)
    assert first(path)["lenhei_cm"] == 89.5


def test_the_row_of_an_issue_counts_a_cell_of_many_lines_once(tmp_path: Path) -> None:
    rows = [child(i=1, address=lines_of(9)), child(i=2, sex="XYZ")]
    assert issue(sheet_of(read(text_file(tmp_path, rows))), "jk_tidak_terbaca").row == 3
