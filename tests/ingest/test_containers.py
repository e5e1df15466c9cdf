"""Every container by its bytes, and every file that is none of them refused with a reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.builders import EXPORT_HEADER, NBSP, child, workbook
from tests.ingest.reading import codes, first, issue, read, rows_of, sheet_of

ROWS = [child(i=1), child(i=2, sex="P"), child(i=3, weight_kg="11,2")]


@pytest.mark.parametrize("container", ["xlsx", "xls", "html", "csv"])
def test_the_same_rows_from_every_container(tmp_path: Path, container: str) -> None:
    parsed = read(workbook(tmp_path, ROWS, container=container, nbsp=True))
    sheet = sheet_of(parsed)
    assert parsed.container == container
    assert (sheet.header_row, sheet.rows_read, sheet.rejected) == (2, 3, 0)
    assert sheet.data_as_of == "2024-09-03 18:28:44"
    rows = rows_of(sheet)
    assert [r["row"] for r in rows] == [3, 4, 5]
    assert [r["sex"] for r in rows] == ["m", "f", "m"]
    assert [r["weight_kg"] for r in rows] == [12.4, 12.4, 11.2]
    assert rows[0]["measure"] == "h"
    assert rows[0]["desa"] == "TOKKE"
    assert str(rows[0]["birth_date"]) == "2022-03-15"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimited_text(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = workbook(
        tmp_path, ROWS, container="csv", delimiter=delimiter, encoding=encoding, nbsp=True
    )
    parsed = read(path)
    assert parsed.encoding == encoding
    assert sheet_of(parsed).rows_read == 3
    assert first(path)["posyandu"] == "MELATI 1"


def test_csv_with_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    rows = [child(i=i, weight_kg="12,4", sheet_haz="-2,31") for i in range(1, 4)]
    row = first(workbook(tmp_path, rows, container="csv", delimiter=";"))
    assert (row["weight_kg"], row["sheet_haz"]) == (12.4, -2.31)


@pytest.mark.parametrize("container", ["xlsx", "csv"])
def test_a_whole_csv_inside_column_a(tmp_path: Path, container: str) -> None:
    import csv

    lines = []
    for values in (list(EXPORT_HEADER), *(list(r.values()) for r in ROWS)):
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(values)
        lines.append([out.getvalue()])
    sheet = sheet_of(read(workbook(tmp_path, lines, header=None, container=container, above=())))
    assert (sheet.rows_read, sheet.rejected) == (3, 0)
    assert codes(sheet)["csv_dalam_sel"] == 1


def test_the_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    path = workbook(tmp_path, ROWS, container="csv", delimiter=";", above=())
    path.write_bytes(b"sep=;\r\n" + path.read_bytes())
    sheet = sheet_of(read(path))
    assert (sheet.header_row, sheet.rows_read) == (1, 3)


def test_one_line_folded_into_its_first_cell(tmp_path: Path) -> None:
    header = ("nama", "jk", "tgl_lahir", "desa_kel", "berat", "tinggi", "tgl_ukur")
    good = ("ANAK CONTOH 1", "L", "2022-03-15", "TOKKE", 12.4, 89.5, "2024-08-15")
    folded = ("ANAK CONTOH 2,P,2022-03-16,TOKKE,12.1,88.5,2024-08-15",)
    path = workbook(tmp_path, [good, folded, good], header=header, above=())
    sheet = sheet_of(read(path))
    assert (sheet.rows_read, sheet.rejected) == (3, 0)
    assert rows_of(sheet)[1]["lenhei_cm"] == 88.5


def test_an_unclosed_quote_does_not_swallow_the_rest(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child(i=i) for i in range(1, 6)], container="csv", above=())
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace("ORANG TUA CONTOH 2", '"ORANG TUA CONTOH 2')
    path.write_text("\n".join(lines), encoding="utf-8")
    sheet = sheet_of(read(path))
    assert (sheet.rows_read, sheet.rejected) == (5, 0)
    assert issue(sheet, "kutip_tidak_ditutup").row == 3


def test_a_line_break_inside_a_quoted_cell_is_one_row(tmp_path: Path) -> None:
    rows = [child(i=1, address="DUSUN\nCONTOH"), child(i=2)]
    sheet = sheet_of(read(workbook(tmp_path, rows, container="csv", above=())))
    assert (sheet.rows_read, sheet.rejected) == (2, 0)


def test_html_with_entities_and_spans(tmp_path: Path) -> None:
    path = tmp_path / "laporan.xls"
    path.write_text(
        "<html><b>Data Tanggal : 2024-09-03 18:28:44</b><table>"
        "<tr><th rowspan=2>No<th rowspan=2>Nama<th rowspan=2>JK<th rowspan=2>Tgl Lahir"
        "<th colspan=3>Pengukuran<th rowspan=2>Desa</tr>"
        "<tr><th>Tanggal<th>Berat<th>Tinggi</tr>"
        "<tr><td>1<td>ANAK CONTOH&nbsp;<td>L&nbsp;<td>2022-03-15<td>2024-08-15<td>12,4<td>89.5"
        "<td>TOKKE &amp; CO</tr></table></html>",
        encoding="utf-8",
    )
    sheet = sheet_of(read(path))
    assert (sheet.header_row, sheet.rows_read) == (3, 1)
    row = rows_of(sheet)[0]
    assert (row["weight_kg"], row["lenhei_cm"], row["desa"]) == (12.4, 89.5, "TOKKE & CO")


# --- refused


def refused(path: Path) -> str:
    parsed = read(path)
    assert parsed.refused is not None
    assert parsed.refused.text.endswith(".")
    assert not any(s.kind == "by_name" for s in parsed.sheets)
    return parsed.refused.code


def _zip(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "berkas_kosong"),
        (b" \r\n \n", "berkas_kosong"),
        (b"%PDF-1.7 palsu", "jenis_berkas"),
        (b"\xff\xd8\xff\xe0 foto", "jenis_berkas"),
        (b"\x89PNG\r\n\x1a\n", "jenis_berkas"),
        (b"Rar!\x1a\x07", "jenis_berkas"),
        (b"\x00\x01\x02\x03" * 300, "jenis_berkas"),
        (b'{"a": 1}', "jenis_berkas"),
        (b"PK\x03\x04 terpotong", "berkas_rusak"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "berkas_rusak"),
        (b"Yth. Kepala Dinas,\nberikut laporan kami.\nTerima kasih.\n", "bukan_tabel"),
        (b"<html><body><p>Silakan masuk kembali</p></body></html>", "bukan_tabel"),
        (b"nama,telepon\nA,1\nB,2\n", "jenis_belum_didukung"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "berkas.xlsx"
    path.write_bytes(content)
    assert refused(path) == code


@pytest.mark.parametrize(
    ("names", "word"),
    [
        (("[Content_Types].xml", "word/document.xml"), "Word"),
        (("mimetype", "content.xml"), "OpenDocument"),
        (("xl/workbook.bin",), "xlsb"),
        (("laporan.xlsx",), "ZIP"),
    ],
)
def test_other_zips_are_named(tmp_path: Path, names: tuple[str, ...], word: str) -> None:
    path = _zip(tmp_path / "berkas.xlsx", *names)
    assert refused(path) == "jenis_berkas"
    parsed = read(path)
    assert parsed.refused is not None
    assert word in parsed.refused.text


@pytest.mark.parametrize("container", ["xlsx", "xls"])
@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_truncated_workbooks_are_refused(tmp_path: Path, container: str, kept: float) -> None:
    path = workbook(tmp_path, [child(i=i) for i in range(1, 200)], container=container)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert refused(path) == "berkas_rusak"


def test_an_encrypted_workbook_is_refused(tmp_path: Path) -> None:
    """Excel wraps an encrypted xlsx in a compound file with a stream EncryptedPackage."""
    path = workbook(tmp_path, ROWS, container="xls")
    content = path.read_bytes()
    old = "Workbook".encode("utf-16-le") + b"\0" * 20
    new = "EncryptedPackage".encode("utf-16-le")
    at = content.index(old[:16])
    content = content[:at] + new + content[at + len(new) :]
    # the directory entry keeps the name's length in bytes, with its final zero
    content = content[: at + 64] + (len(new) + 2).to_bytes(2, "little") + content[at + 66 :]
    path.write_bytes(content)
    assert refused(path) == "berkas_terkunci"


def test_an_xls_with_a_password_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, ROWS, container="xls")
    content = path.read_bytes()
    # turn the first CODEPAGE record (0x42) of the globals into FILEPASS (0x2F)
    at = content.index(b"\x42\x00\x02\x00")
    path.write_bytes(content[:at] + b"\x2f" + content[at + 1 :])
    assert refused(path) == "berkas_terkunci"


def test_empty_workbook_and_header_without_rows(tmp_path: Path) -> None:
    assert refused(workbook(tmp_path, [], header=None, above=(), name="kosong")) == "berkas_kosong"
    parsed = read(workbook(tmp_path, [], name="judul"))
    assert parsed.refused is not None
    assert parsed.refused.code == "berkas_kosong"


def test_a_template_without_a_child_beside_its_instructions_says_so(tmp_path: Path) -> None:
    path = workbook(tmp_path, [], name="templat")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Petunjuk").append(["Isi satu baris per anak."])
    book.save(path)
    parsed = read(path)
    assert parsed.refused is not None
    assert parsed.refused.code == "berkas_kosong"
    assert "tidak ada satu baris anak pun. Isi templatnya" in parsed.refused.text


def test_no_break_space_only_is_empty(tmp_path: Path) -> None:
    path = workbook(tmp_path, [[NBSP], [f"{NBSP} "]], header=None, above=())
    assert refused(path) == "berkas_kosong"


def test_a_small_table_below_many_lines_of_titles(tmp_path: Path) -> None:
    """Most lines hold no delimiter at all: those that do tell which it is."""
    path = workbook(tmp_path, ROWS, container="csv", delimiter="|", above=[["LAPORAN"]] * 20)
    assert sheet_of(read(path)).rows_read == 3
