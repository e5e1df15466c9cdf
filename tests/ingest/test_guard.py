"""Small files that ask for a huge memory are refused before they are parsed, or with the child."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emonev.ingest import guard
from emonev.ingest.container import Container, Refusal, recognise
from emonev.ingest.parse import Limits, limits_of, parse_file
from emonev.ingest.parsed import ParsedFile, ParseOptions
from tests.builders import child, workbook
from tests.ingest.reading import KEY, TODAY, read, sheet_of

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def xlsx(
    path: Path, sheet_xml: str, *, more: dict[str, str] | None = None, state: str = ""
) -> Path:
    """A hand-made workbook with the given worksheet XML (and a hidden one in ``more``)."""
    sheets = '<sheet name="Data" sheetId="1" r:id="rId1"/>'
    relations = f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        for number, (name, xml) in enumerate((more or {}).items(), 2):
            sheets += f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}" state="hidden"/>'
            relations += (
                f'<Relationship Id="rId{number}" Type="{_REL}/worksheet" '
                f'Target="worksheets/sheet{number}.xml"/>'
            )
            archive.writestr(f"xl/worksheets/sheet{number}.xml", xml)
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{sheets}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml)
    return path


def sheet_xml(*rows: str) -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


FAR = sheet_xml(
    '<row r="1"><c r="A1"><v>1</v></c></row>',
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
)
FAR_IN_QUOTES = FAR.replace('"A1"', "'A1'").replace('"XFD1048576"', "'XFD1048576'")
FAR_PREFIXED = (
    f'<x:worksheet xmlns:x="{_MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
    '</x:row><x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    "</x:worksheet>"
)


def judged(path: Path) -> guard.Verdict:
    container = recognise(path)
    assert isinstance(container, Container)
    return guard.inspect(path, container)


def by_child(path: Path, limits: Limits | None = None) -> ParsedFile:
    """Through the real child process, in a folder of its own."""
    return parse_file(
        path,
        options=ParseOptions(today=TODAY),
        key=KEY,
        workdir=path.parent / "kerja",
        limits=limits,
    )


@pytest.mark.parametrize("xml", [FAR, FAR_IN_QUOTES, FAR_PREFIXED])
def test_a_sheet_with_two_far_cells_is_refused_before_parsing(tmp_path: Path, xml: str) -> None:
    verdict = judged(xlsx(tmp_path / "bom.xlsx", xml))
    assert verdict.refusal is not None
    assert verdict.refusal.code == "terlalu_besar"


def test_styled_empty_cells_far_out_are_no_reason_to_refuse(tmp_path: Path) -> None:
    xml = sheet_xml(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row>',
        '<row r="1048576"><c r="A1048576" s="3"/></row>',
    )
    assert judged(xlsx(tmp_path / "gaya.xlsx", xml)).refusal is None


def test_a_hidden_solver_sheet_is_left_closed_and_the_rest_is_read(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "solver.xlsx", sheet_xml(), more={"Solver": FAR})
    verdict = judged(path)
    assert verdict.refusal is None
    assert list(verdict.skip) == ["Solver"]


@pytest.mark.parametrize("xml", [FAR, FAR_IN_QUOTES, FAR_PREFIXED])
def test_this_process_survives_the_sparse_bomb(tmp_path: Path, xml: str) -> None:
    pid = os.getpid()
    parsed = by_child(xlsx(tmp_path / "bom.xlsx", xml))
    assert parsed.refused is not None
    assert os.getpid() == pid


def test_this_process_survives_a_bomb_the_guard_lets_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows out of order and without numbers: the reader aborts, only the child dies."""
    xml = sheet_xml(
        '<row><c r="A1"><v>1</v></c></row>',
        '<row><c r="ZZ99999"><v>1</v></c></row>',
    )
    parsed = by_child(
        xlsx(tmp_path / "bom.xlsx", xml), Limits(memory_bytes=300 * 2**20, seconds=30)
    )
    assert parsed.refused is not None
    assert parsed.refused.code in {"gagal_dibaca", "terlalu_besar", "berkas_rusak"}


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + " " * (300 * 2**20)
    path = xlsx(tmp_path / "bom.xlsx", sheet_xml(rows))
    assert path.stat().st_size < 2 * 2**20
    verdict = judged(path)
    assert verdict.refusal is not None
    assert verdict.refusal.code == "terlalu_besar"


def test_many_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_CELLS", 1000)
    path = workbook(tmp_path, [child(i=i) for i in range(40)])
    refusal = judged(path).refusal
    assert refusal is not None
    assert "sel" in refusal.text


def test_encrypted_zip_entries_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child()])
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"PK\x05\x06"))
    content[at + 8] |= 1
    path.write_bytes(bytes(content))
    refusal = judged(path).refusal
    assert refusal is not None
    assert refusal.code == "berkas_terkunci"


@pytest.mark.parametrize("span", ["colspan=1000000000", "rowspan='1000000000'", "COLSPAN = 99999"])
def test_html_spans_are_capped(tmp_path: Path, span: str) -> None:
    path = tmp_path / "bom.xls"
    path.write_text(f"<table><tr><td {span}>x</td></tr></table>", encoding="utf-8")
    refusal = judged(path).refusal
    assert refusal is not None
    assert refusal.code == "terlalu_besar"
    assert by_child(path).refused == refusal


def test_html_of_many_wide_rows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bom.xls"
    path.write_text("<table>" + "<tr><td colspan=1000>x" * 9000 + "</table>", encoding="utf-8")
    parsed = read(path)
    assert parsed.refused is not None
    assert parsed.refused.code == "terlalu_besar"


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bom.csv"
    path.write_bytes(b"a,b\n" + b"x" * (2 * 2**20))
    refusal = judged(path).refusal
    assert refusal is not None
    assert refusal.code == "terlalu_besar"


def test_a_biff_cell_outside_its_256_columns_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child()], container="xls")
    content = path.read_bytes()
    at = content.index(b"\xfd\x00\x0a\x00")  # LABELSST: row, column, style, text number
    path.write_bytes(content[: at + 6] + b"\xff\xff" + content[at + 8 :])
    refusal = judged(path).refusal
    assert refusal is not None
    assert refusal.code == "terlalu_besar"


def test_time_and_memory_limits_end_the_child(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child(i=i) for i in range(2000)])
    late = by_child(path, Limits(seconds=0))
    assert late.refused is not None
    assert late.refused.code in {"terlalu_lama", "gagal_dibaca"}
    fat = by_child(path, Limits(memory_bytes=16 * 2**20))
    assert fat.refused is not None
    assert fat.refused.code in {"terlalu_besar", "gagal_dibaca"}


def test_through_the_child_and_in_process_are_equal(tmp_path: Path) -> None:
    path = workbook(tmp_path, [child(i=i) for i in range(1, 30)])
    here, there = sheet_of(read(path)), sheet_of(by_child(path))
    assert there.rows_file is not None and there.rows_file.is_file()
    assert here.rows_read == there.rows_read == 29
    assert here.issues == there.issues
    assert here.columns == there.columns


def test_a_missing_file_is_a_refusal(tmp_path: Path) -> None:
    assert by_child(tmp_path / "tidak-ada.xlsx").refused == Refusal(
        "berkas_tidak_ada",
        "Berkas tidak-ada.xlsx tidak ditemukan. Periksa nama dan foldernya.",
    )


def test_the_reader_loads_neither_pandas_nor_streamlit() -> None:
    """Loading them costs more than reading a file of a puskesmas."""
    code = (
        "import sys, pyarrow\n"
        "from emonev.ingest import child, parse, sheet, write\n"
        "sys.meta_path.insert(0, child.NoPandas)\n"
        "child.warm_up(); pyarrow.array(['a'])\n"
        "print({'pandas', 'geopandas', 'streamlit'} & set(sys.modules))"
    )
    root = Path(guard.__file__).parents[2]
    out = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True)
    assert out.stdout.strip() == b"set()"


@given(
    refs=st.lists(
        st.tuples(
            st.integers(1, 300_000), st.sampled_from(["A", "Z", "AB", "ABC", "XFD"]), st.booleans()
        ),
        min_size=1,
        max_size=12,
        unique_by=lambda ref: ref[:2],
    )
)
def test_the_quick_scan_never_sees_less_than_the_close_one(
    refs: list[tuple[int, str, bool]],
) -> None:
    """Cells far out with a value are found, however the quotes are written."""
    rows = "".join(
        f'<row r="{row}"><c r="{column}{row}"{"><v>1</v></c>" if valued else "/>"}</row>'
        for row, column, valued in sorted(refs)
    )
    with tempfile.TemporaryDirectory() as folder:
        usual = xlsx(Path(folder) / "a.xlsx", sheet_xml(rows))
        other = xlsx(Path(folder) / "b.xlsx", sheet_xml(rows).replace('"', "'"))
        farthest = (
            max((row for row, _, valued in refs if valued), default=0),
            any(valued and len(column) == 3 for _, column, valued in refs),
        )
        if farthest[0] > 100_000 and farthest[1]:
            assert judged(usual).refusal is not None
        assert (judged(usual).refusal is None) == (judged(other).refusal is None)


@pytest.mark.parametrize(
    ("cell", "unfilled"),
    [
        ('<c r="AB7"><f>A1+1</f></c>', True),
        ('<c r="AB7" s="3"><f>A1+1</f><v></v></c>', True),
        ('<c r="AA7"><f>B1</f><v>2</v></c><c r="AB7"><f t="shared" si="0"/><v/></c>', True),
        ('<c r="AB7"><f>A1+1</f><v>2</v></c>', False),
        ('<c r="AB7" t="str"><f>IF(A1,"","")</f><v></v></c>', False),
        ('<c r="AB7" s="3"/>', False),
    ],
)
def test_formulas_without_a_result_are_found(tmp_path: Path, cell: str, unfilled: bool) -> None:
    path = xlsx(tmp_path / "f.xlsx", f'<row r="7"><c r="A7"><v>1</v></c>{cell}</row>')
    verdict = guard.inspect(path, Container("xlsx"))
    assert verdict.unfilled == {"Data": [(7, 27)] if unfilled else []}


def test_text_with_more_columns_than_excel_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lebar.csv"
    path.write_text("NIK;Nama;JK" + ";x" * 20_000 + "\n1;2;3\n", encoding="utf-8")
    refused = read(path).refused
    assert refused is not None and refused.code == "terlalu_besar"


def test_a_larger_file_gets_more_time(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    for megabytes, seconds in ((0, 60), (3, 90), (90, 300)):
        path.write_bytes(b"a" * (megabytes * 2**20 + 1000))
        assert limits_of(path).seconds == seconds
