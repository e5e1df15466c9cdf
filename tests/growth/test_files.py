"""Files in, the same files with twelve columns out: order, text, odd cells, refusals."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from emonev.errors import Refused, WrongCall
from emonev.growth import files, oracle
from emonev.growth.files import ADDED_COLUMNS, zscore_file
from emonev.growth.oracle import Child
from emonev.growth.rules import EPPGBM, FLAG_COLUMNS, Z_COLUMNS

HEADER = "id,sex,age_days,weight_kg,lenhei_cm,measure,muac_cm,headc_cm,oedema"


def _score(tmp_path: Path, text: str | bytes, **options: object) -> list[dict[str, str]]:
    source, target = tmp_path / "masuk.csv", tmp_path / "keluar.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    report = zscore_file(source, target, **options)  # type: ignore[arg-type]
    rows = _rows(target)
    assert report.rows == len(rows)
    return rows


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _added(row: dict[str, str]) -> list[str]:
    return [row[name] for name in ADDED_COLUMNS]


def test_the_contract(tmp_path: Path) -> None:
    rows = _score(tmp_path, f"{HEADER}\n007,f,500,9.2,75.5,l,13.9,45.0,\n")
    assert list(rows[0]) == [*HEADER.split(","), *ADDED_COLUMNS]
    assert list(ADDED_COLUMNS) == [
        *("zlen", "zwei", "zwfl", "zbmi", "zac", "zhc"),
        *("flen", "fwei", "fwfl", "fbmi", "fac", "fhc"),
    ]
    assert rows[0]["id"] == "007"
    assert _added(rows[0]) == [
        *("-1.26", "-0.60", "-0.05", "0.20", "-0.43", "-0.69"),
        *("0", "0", "0", "0", "0", "0"),
    ]


def _mixed_lines(count: int) -> list[str]:
    """Invented children of all ages, some cells empty, some impossible."""
    lines = []
    for i in range(count):
        day = (i * 37) % 1900
        weight = "" if i % 11 == 0 else f"{2.5 + day / 130 + (i % 7) / 10:.1f}"
        length = "" if i % 13 == 0 else f"{47 + day / 31 + (i % 9) / 4:.2f}"
        oedema = "y" if i % 50 == 0 else "n"
        lines.append(
            f"{i:06d},{'mf'[i % 2]},{day},{weight},{length},{'lh'[i % 3 % 2]},"
            f"{10 + i % 9}.5,{34 + i % 17},{oedema}"
        )
    return lines


def _expected(line: str) -> list[str]:
    _, sex, age, weight, length, measure, muac, headc, oedema = line.split(",")
    days, kg, cm = (float(text) if text else None for text in (age, weight, length))
    child = Child(sex, days, kg, cm, measure, float(muac), float(headc), oedema == "y")
    score = oracle.zscore(child)
    z = ["" if score[name] is None else f"{score[name] or 0:.2f}" for name in Z_COLUMNS]
    return z + ["" if score[name] is None else str(score[name]) for name in FLAG_COLUMNS]


@pytest.mark.parametrize("quoted", [False, True], ids=["plain", "with a quoted cell"])
def test_many_rows_keep_their_order_and_equal_the_oracle(tmp_path: Path, quoted: bool) -> None:
    """Both ways of reading a CSV: whole lines where nothing is quoted, else by columns."""
    lines = _mixed_lines(20_000)
    text = "\n".join([HEADER, *lines]) + "\n"
    rows = _score(tmp_path, text.replace("000000,", '"0,00000",', 1) if quoted else text)
    assert [row["id"] for row in rows[1:]] == [line[:6] for line in lines[1:]]
    assert rows[0]["id"] == ("0,00000" if quoted else "000000")
    for row, line in zip(rows, lines, strict=True):
        assert _added(row) == _expected(line), line


@pytest.mark.parametrize("pieces", [1, 2, 3, 7])
def test_pieces_come_together_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pieces: int
) -> None:
    """A large CSV is scored in one piece per core; here cut small, with and without a last \\n."""
    monkeypatch.setattr(files, "_SMALLEST_PIECE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: pieces)
    lines = _mixed_lines(50)
    for end in ("\n", "\r\n", ""):
        rows = _score(tmp_path, (end or "\n").join([HEADER, *lines]) + end)
        assert [row["id"] for row in rows] == [line[:6] for line in lines]
        assert [_added(row) for row in rows] == [_expected(line) for line in lines]
    assert len(_score(tmp_path, "sex,age_days,weight_kg\nm,9,4")) == 1


@pytest.mark.parametrize("way", ["lines", "columns", "parquet"])
def test_order_of_many_rows(tmp_path: Path, way: str) -> None:
    """More rows than DuckDB takes in one go: several threads would shuffle them."""
    source, target = tmp_path / "masuk.csv", tmp_path / "keluar.csv"
    head = '"id"' if way == "columns" else "id"
    body = "\n".join(f"{i},m,{i % 1800},{5 + i % 90 / 10}" for i in range(300_000))
    source.write_text(f"{head},sex,age_days,weight_kg\n{body}\n", encoding="utf-8")
    if way == "parquet":
        source, target = tmp_path / "masuk.parquet", tmp_path / "keluar.parquet"
        duckdb.execute(f"COPY (FROM '{tmp_path / 'masuk.csv'}') TO '{source}'")
    assert zscore_file(source, target).rows == 300_000
    ids = duckdb.execute(f"SELECT id::INTEGER AS id FROM '{target}'").fetchnumpy()["id"]
    assert (ids[1:] - ids[:-1] == 1).all()


def test_passed_through_text_survives_to_the_letter(tmp_path: Path) -> None:
    text = (
        'catatan,"kota, desa",sex,age_days,weight_kg,nik\n'
        '"a ""b"", c\nd",x y,m,100,6.50,0073\n'
        " spasi ,#1,f,1e2,06.5,1.0\n"
        ",NULL,f,100.0,6.5,NA\n"
    )
    rows = _score(tmp_path, text)
    assert [(r["catatan"], r["kota, desa"], r["weight_kg"], r["nik"]) for r in rows] == [
        ('a "b", c\nd', "x y", "6.50", "0073"),
        (" spasi ", "#1", "06.5", "1.0"),
        ("", "NULL", "6.5", "NA"),
    ]
    assert rows[1]["zwei"] == rows[2]["zwei"] != ""


def test_cells_that_hold_no_number_count_as_empty(tmp_path: Path) -> None:
    cells = ["abc", "7;5", "nan", "inf", "-inf", "-7", "0", "1e300", " "]
    lines = "".join(f"{i},m,200,{cell},67.0,l,{cell},{cell},\n" for i, cell in enumerate(cells))
    for row in _score(tmp_path, f"{HEADER}\n{lines}"):
        assert [row[z] for z in ("zwei", "zwfl", "zbmi", "zac", "zhc")] == [""] * 5
        assert row["zlen"] != ""


@pytest.mark.parametrize(
    ("cell", "same_as"),
    [("M", "m"), ("1", "m"), (" m ", "m"), ("1.0", "m"), ("F", "f"), ("2", "f"), ("2.0", "f")],
)
def test_spellings_of_sex(tmp_path: Path, cell: str, same_as: str) -> None:
    lines = f"1,{cell},200,7,67,l,13,42,\n2,{same_as},200,7,67,l,13,42,\n"
    first, second = _score(tmp_path, f"{HEADER}\n{lines}")
    assert _added(first) == _added(second)
    assert first["zlen"] != ""


@pytest.mark.parametrize("cell", ["", "x", "3", "laki-laki"])
def test_no_sex_no_z(tmp_path: Path, cell: str) -> None:
    (row,) = _score(tmp_path, f"{HEADER}\n1,{cell},200,7,67,l,13,42,\n")
    assert _added(row) == [""] * 12


@pytest.mark.parametrize(
    ("cell", "yes"),
    [
        ("y", True),
        ("Y", True),
        ("1", True),
        (" y ", True),
        ("1.0", True),
        ("n", False),
        ("0", False),
        ("2", False),
        ("ya?", False),
        ("", False),
    ],
)
def test_oedema_is_y_or_1(tmp_path: Path, cell: str, yes: bool) -> None:
    (row,) = _score(tmp_path, f"{HEADER}\n1,m,200,7,67,l,13,42,{cell}\n")
    assert (row["zwei"] == "") == yes
    assert row["zlen"] != ""


def test_missing_optional_columns_are_empty(tmp_path: Path) -> None:
    (row,) = _score(tmp_path, "age_days,SEX ,lenhei_cm\n200,m,67\n")
    assert row["zlen"] != ""
    assert row["zwei"] == row["zac"] == ""


def test_a_header_alone_gives_a_header(tmp_path: Path) -> None:
    for text in (HEADER, HEADER + "\n", '"' + HEADER.replace(",", '","') + '"\n'):
        assert _score(tmp_path, text) == []
        first = (tmp_path / "keluar.csv").read_text(encoding="utf-8").splitlines()[0]
        assert first.replace('"', "") == f"{HEADER},{','.join(ADDED_COLUMNS)}"


def test_windows_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    text = f"{HEADER},akhir\r\n1,m,200,7,67,l,13,42,,z\r\n2,f,300,8,70,l,13,43,,\r\n"
    rows = _score(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert [(row["id"], row["akhir"]) for row in rows] == [("1", "z"), ("2", "")]
    assert all(row["zlen"] for row in rows)


def test_empty_lines_are_no_rows(tmp_path: Path) -> None:
    lines = "1,m,200,7,67,l,13,42,\n\n2,f,300,8,70,l,13,43,\n\n"
    assert [row["id"] for row in _score(tmp_path, f"{HEADER}\n{lines}")] == ["1", "2"]


def test_old_results_are_replaced(tmp_path: Path) -> None:
    source, first, second = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    source.write_text(f"{HEADER}\n1,m,200,7,67,l,13,42,\n", encoding="utf-8")
    zscore_file(source, first)
    report = zscore_file(first, second)
    assert report.replaced == ADDED_COLUMNS
    assert first.read_text(encoding="utf-8") == second.read_text(encoding="utf-8")


def test_a_file_may_be_its_own_target(tmp_path: Path) -> None:
    path = tmp_path / "data [1] 'anak'.csv"
    path.write_text(f"{HEADER}\n1,m,200,7,67,l,13,42,\n", encoding="utf-8")
    zscore_file(path, path)
    assert _rows(path)[0]["zlen"] != ""
    assert list(tmp_path.iterdir()) == [path]


def test_switches_reach_the_file(tmp_path: Path) -> None:
    text = f"{HEADER}\n1,m,1840,17,108,h,15,50,\n"
    assert _score(tmp_path, text)[0]["zlen"] == ""
    assert _score(tmp_path, text, switches=EPPGBM)[0]["zlen"] != ""


def test_parquet_in_and_out(tmp_path: Path) -> None:
    lines = _mixed_lines(3_000)
    source = tmp_path / "masuk.csv"
    source.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    typed, scored, back = (tmp_path / n for n in ("a.parquet", "b.parquet", "c.csv"))
    duckdb.execute(
        f"COPY (SELECT id::INTEGER AS id, * EXCLUDE (id) FROM read_csv('{source}')) TO '{typed}'"
    )
    zscore_file(typed, scored)
    zscore_file(typed, back)
    kinds = dict(duckdb.execute(f"SELECT name, type FROM parquet_schema('{scored}')").fetchall())
    assert (kinds["id"], kinds["zlen"], kinds["flen"]) == ("INT32", "DOUBLE", "INT32")
    found = duckdb.execute(f"SELECT id, zwfl FROM read_parquet('{scored}')").fetchall()
    assert [i for i, _ in found] == list(range(3_000))
    assert [_added(row) for row in _rows(back)] == [_expected(line) for line in lines]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "berkas_kosong"),
        ("nama,umur\nANAK CONTOH 1,5\n", "kolom_kurang"),
        ("sex,age_days\nm,5\n", "kolom_kurang"),
        ("sex,SEX,age_days,weight_kg\nm,m,5,4\n", "kolom_ganda"),
        ("sex,age_days,weight_kg\nm,5,4\nm,5\n", "bukan_tabel"),
        ("sex,age_days,weight_kg\nm,5,4,9\n", "bukan_tabel"),
        (b"\xff\xfe\x00sex", "bukan_tabel"),
        (b"sex,age_days,weight_kg,nama\nm,5,4,\xe9\n", "bukan_tabel"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, text: str | bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        _score(tmp_path, text)
    assert refusal.value.code == code
    assert "masuk.csv" in str(refusal.value)
    assert [path.name for path in tmp_path.iterdir()] == ["masuk.csv"]


def test_the_broken_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="baris 3"):
        _score(tmp_path, "sex,age_days,weight_kg\nm,5,4\nm,5\n")


def test_a_parquet_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"bukan parquet")
    with pytest.raises(Refused):
        zscore_file(path, tmp_path / "b.csv")


def test_wrong_calls(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    with pytest.raises(WrongCall, match="tidak ditemukan"):
        zscore_file(source, tmp_path / "b.csv")
    source.write_text(HEADER, encoding="utf-8")
    with pytest.raises(WrongCall, match="berakhiran"):
        zscore_file(source, tmp_path / "b.xlsx")
    with pytest.raises(WrongCall, match="Folder"):
        zscore_file(source, tmp_path / "tidak" / "ada.csv")


def test_the_room_needs_no_pandas() -> None:
    code = (
        "import sys, emonev.growth.files, emonev.growth.select, emonev.growth.oracle;"
        "print(sorted({'pandas', 'numpy', 'streamlit', 'geopandas', 'duckdb'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
