"""Code lists of any kabupaten, in any container, with nothing dropped silently."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from emonev.core.area import Area, Level
from emonev.errors import Refused
from emonev.ingest.area_list import AreaListResult, read_area_list, read_master
from emonev.ingest.area_match import AreaIndex
from emonev.ingest.sasaran import NO_SOURCE, SasaranRow

LONG: list[list[object]] = [
    ["Kode", "Nama"],
    ["99.01", "KABUPATEN CONTOH"],
    ["99.01.01", "KEC. MAJU"],
    ["99.01.01.1001", "HARAPAN"],
    ["99.01.01.2002", "HARAPAN BARU"],
]
WIDE: list[list[object]] = [
    ["Daftar wilayah"],
    ["kode_kab", "kabupaten", "kode_kec", "kecamatan", "kode_desa", "nama"],
    ["9901", "Contoh", "990101", "Maju", "9901011001", "Harapan"],
    ["9901", "Contoh", "990101", "Maju", "9901012002", "Harapan Baru"],
]


def csv_file(folder: Path, rows: Sequence[Sequence[object]], sep: str, encoding: str) -> Path:
    path = folder / "daftar.csv"
    text = "\n".join(sep.join(str(cell) for cell in row) for row in rows) + "\n"
    path.write_text(text, encoding=encoding, newline="")
    return path


def xlsx_file(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    path = folder / "daftar.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Wilayah")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    book.close()
    return path


def read(folder: Path, rows: Sequence[Sequence[object]]) -> AreaListResult:
    return read_area_list(xlsx_file(folder, rows))


EXPECTED = [
    ("99.01", "Contoh", Level.KABUPATEN, "kabupaten"),
    ("99.01.01", "Maju", Level.KECAMATAN, None),
    ("99.01.01.1001", "Harapan", Level.DESA, "kelurahan"),
    ("99.01.01.2002", "Harapan Baru", Level.DESA, "desa"),
]


def described(result: AreaListResult) -> list[tuple[str, str, Level, str | None]]:
    return [(area.code, area.name, area.level, area.kind) for area in result.areas]


@pytest.mark.parametrize("sep", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("rows", [LONG, WIDE], ids=["long", "wide"])
def test_csv_of_every_kind(
    tmp_path: Path, sep: str, encoding: str, rows: list[list[object]]
) -> None:
    rows = [*rows[:-1], [str(cell) + "\u00a0" for cell in rows[-1]]]
    result = read_area_list(csv_file(tmp_path, rows, sep, encoding))
    assert described(result) == EXPECTED
    assert result.issues == ()


@pytest.mark.parametrize("rows", [LONG, WIDE], ids=["long", "wide"])
def test_excel(tmp_path: Path, rows: list[list[object]]) -> None:
    result = read(tmp_path, rows)
    assert described(result) == EXPECTED
    assert result.issues == ()


def test_numeric_codes_in_excel(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Kode Wilayah", "Nama Wilayah"], [9901, "Contoh"], [99.02, "Lain"], [990101, "Maju"],
        [9901012002, "Harapan"],
    ]  # fmt: skip
    codes = [area.code for area in read(tmp_path, rows).areas]
    assert codes == ["99.01", "99.02", "99.01.01", "99.01.01.2002"]


def test_the_list_can_be_matched_against_at_once(tmp_path: Path) -> None:
    result = read(tmp_path, WIDE)
    index = AreaIndex(result.areas, result.aliases)
    assert index.match_place("KAB. CONTOH", "MAJU", "HARAPAN").area_code == "99.01.01.1001"


def test_kind_level_bps_alias_dates_puskesmas_and_sasaran_are_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["kode", "nama", "jenis", "kode bps", "alias", "puskesmas", "berlaku sejak", "tahun",
         "sumber data", "Sasaran Balita"],
        ["99.71", "Contoh", "Kota", "", "", "", "", "", "", ""],
        ["99.71.01", "Maju", "Kecamatan", 9971010, "MAJU LAMA; Madju", "", "2018-07-31", "", "",
         ""],
        ["99.71.01.1001", "Harapan", "Kelurahan", "", "", "PKM MAJU", "", 2025, "pusdatin",
         "1.234"],
    ]  # fmt: skip
    result = read(tmp_path, rows)
    kota, kecamatan, _ = result.areas
    assert kota.kind == "kota"
    assert (kecamatan.bps_code, kecamatan.valid_from) == ("9971010", date(2018, 7, 31))
    assert [(a.area_code, a.alias) for a in result.aliases] == [
        ("99.71.01", "MAJU LAMA"),
        ("99.71.01", "Madju"),
    ]
    assert result.puskesmas == (("99.71.01", "Maju"),)
    assert result.sasaran == (SasaranRow("99.71.01.1001", 2025, "Pusdatin", 1234),)
    assert result.issues == ()


def test_a_year_in_the_header_and_no_source(tmp_path: Path) -> None:
    rows = [[*LONG[0], "Sasaran Balita 2025"], *([*row, 10] for row in LONG[1:])]
    result = read(tmp_path, rows)
    assert result.sasaran[0] == SasaranRow("99.01", 2025, NO_SOURCE, 10)
    assert {issue.code for issue in result.issues} == {"sumber_kosong"}
    assert all(issue.taken for issue in result.issues)


@pytest.mark.parametrize(
    ("row", "code", "taken"),
    [
        (["", "Tanpa Kode"], "kode_kosong", False),
        (["99.1", "Kode Salah"], "kode_tidak_terbaca", False),
        (["99.01.01.2003", ""], "nama_kosong", False),
        (["9901010005", "Kode BPS"], "kode_bps", False),
        (["99.01.01.1001", "Kembar"], "kode_ganda", False),
        (["99.01.01.1001", "HARAPAN"], "kode_ganda", False),
        (["99.01.01.1009", "harapan"], "nama_ganda", True),
        (["99.01.09.2001", "Yatim"], "induk_tidak_ada", False),
        (["JUMLAH", "4"], "kode_tidak_terbaca", False),
    ],
)
def test_a_bad_row_is_reported_with_its_number_and_what_to_do(
    tmp_path: Path, row: list[object], code: str, taken: bool
) -> None:
    result = read(tmp_path, [*LONG, row])
    assert [(issue.code, issue.row, issue.taken) for issue in result.issues] == [(code, 6, taken)]
    assert result.issues[0].expected and result.issues[0].next_step
    assert len(result.areas) == 4 + taken


def test_a_desa_without_its_code_beside_its_kecamatans_is_reported(tmp_path: Path) -> None:
    result = read(tmp_path, [*WIDE, ["9901", "Contoh", "990101", "Maju", "", "Tanpa Kode"]])
    assert [(issue.code, issue.row) for issue in result.issues] == [("kode_kosong", 5)]
    assert described(result) == EXPECTED


def test_two_names_for_one_kecamatan_are_reported_and_the_first_is_used(tmp_path: Path) -> None:
    result = read(tmp_path, [*WIDE, ["9901", "Contoh", "990101", "Mundur", "9901012003", "Asri"]])
    assert [(issue.code, issue.found) for issue in result.issues] == [
        ("nama_berbeda", "99.01.01 Mundur")
    ]
    assert described(result)[1] == EXPECTED[1]


def test_a_level_that_contradicts_the_code_is_reported(tmp_path: Path) -> None:
    rows: list[list[object]] = [["kode", "nama", "tingkat"], ["99.01", "Contoh", "desa"]]
    assert [issue.code for issue in read(tmp_path, rows).issues] == ["tingkat_berbeda"]


def test_known_areas_may_be_the_parents(tmp_path: Path) -> None:
    rows = [["kode_desa", "desa"], ["99.01.01.2001", "Asri"]]
    path = xlsx_file(tmp_path, rows)
    assert [issue.code for issue in read_area_list(path).issues] == ["induk_tidak_ada"]
    known = [Area("99.01.01", "Maju", Level.KECAMATAN, "99.01")]
    assert [area.code for area in read_area_list(path, known).areas] == ["99.01.01.2001"]


def test_every_row_is_an_area_or_an_issue(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        *LONG,
        *([f"99.01.01.{n}", f"Desa Nomor {n}"] for n in range(900, 1100)),
    ]
    result = read(tmp_path, rows)
    left_out = [issue for issue in result.issues if not issue.taken]
    assert len(result.areas) + len(left_out) == len(rows) - 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "berkas_kosong"),
        ("a.csv", b"halo;dunia\n1;2\n", "bukan_tabel"),
        ("a.xlsx", b"PK\x03\x04rusak", "berkas_rusak"),
        ("a.pdf", b"%PDF-1.7", "jenis_berkas"),
    ],
)
def test_files_without_a_list_are_refused(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as refusal:
        read_area_list(path)
    assert refusal.value.code == code


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read_area_list(tmp_path / "tidak_ada.csv")
    assert refusal.value.code == "berkas_tidak_ada"


def test_the_shipped_master_read_as_a_list_is_the_master() -> None:
    folder = Path(__file__).parents[2] / "data" / "wilayah"
    result = read_area_list(folder / "areas.csv")
    assert result.areas == read_master(folder).areas
    assert all(issue.taken for issue in result.issues)
