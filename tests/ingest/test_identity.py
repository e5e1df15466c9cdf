"""The same child over the rows of a file, by keyed hashes; nothing else of a name remains."""

from __future__ import annotations

import hmac
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from emonev.ingest.identity import KeyedHash, connect, plain_name
from tests.builders import child, workbook
from tests.ingest.reading import codes, read, rows_of, sheet_of


def persons(tmp_path: Path, *rows: dict[str, Any]) -> list[int | None]:
    return [r["person"] for r in rows_of(sheet_of(read(workbook(tmp_path, rows))))]


@given(key=st.binary(min_size=1, max_size=100), text=st.text())
def test_the_hash_is_plain_hmac(key: bytes, text: str) -> None:
    wanted = hmac.new(key, f"nik:{text}".encode(), "sha256").hexdigest()[:32]
    assert KeyedHash(key, "nik")(text) == wanted


def test_names_are_compared_without_case_dots_and_blanks() -> None:
    assert plain_name("  Anak\u00a0 CONTOH. 1 ") == plain_name("anak contoh 1") == "anak contoh 1"
    assert plain_name("Éka") == "eka"
    assert plain_name(None) == plain_name("-") == ""


def test_equal_nik_or_equal_name_is_one_child(tmp_path: Path) -> None:
    rows = (
        child(i=1, measured_on="2024-07-15", age_text=""),
        child(i=1, name="ANAK CONTH 1"),  # misspelt, same NIK
        child(i=1, nik=""),  # no NIK, same name
        child(i=1, nik="9900000000010000"),  # placeholder, same name
        child(i=2),
    )
    assert persons(tmp_path, *rows) == [0, 0, 0, 0, 1]


def test_different_nik_are_never_joined_by_name(tmp_path: Path) -> None:
    rows = (child(i=1), child(i=2, name="ANAK CONTOH 1"), child(i=1, nik=""))
    sheet = sheet_of(read(workbook(tmp_path, rows)))
    numbers = [r["person"] for r in rows_of(sheet)]
    assert len(set(numbers)) == 3
    assert codes(sheet) == {"mungkin_anak_sama": 3}


def test_one_nik_with_two_birth_dates_is_two_children_and_listed(tmp_path: Path) -> None:
    rows = (child(i=1), child(i=1, name="ADIK CONTOH", birth_date="2023-03-15", age_text=""))
    sheet = sheet_of(read(workbook(tmp_path, rows)))
    assert [r["person"] for r in rows_of(sheet)] == [0, 1]
    assert codes(sheet) == {"nik_dipakai_ganda": 2}


def test_rejected_rows_are_nobody(tmp_path: Path) -> None:
    assert persons(tmp_path, child(i=1), child(i=1, sex="")) == [0, None]


def test_without_names_and_nik_order_tells_twins_apart(tmp_path: Path) -> None:
    nobody = {"nik": "", "name": "", "age_text": ""}
    months = ("2024-07-15", "2024-08-15")
    rows = [
        child(measured_on=month, posyandu=posyandu, **nobody)
        for month in months
        for posyandu in ("MELATI 1", "MELATI 1", "MELATI 2")
    ]
    assert persons(tmp_path, *rows) == [0, 1, 2, 0, 1, 2]
    keys = [r["weak_key"] for r in rows_of(sheet_of(read(workbook(tmp_path, rows))))]
    assert len(set(keys)) == 3
    assert keys[:3] == keys[3:]


def test_the_key_decides_the_hash_and_files_agree(tmp_path: Path) -> None:
    a = rows_of(sheet_of(read(workbook(tmp_path, [child()], name="a"))))[0]
    b = rows_of(sheet_of(read(workbook(tmp_path, [child()], name="b", container="csv"))))[0]
    assert (a["nik_key"], a["name_key"]) == (b["nik_key"], b["name_key"])
    assert len(a["nik_key"]) == len(a["name_key"]) == 32
    assert a["weak_key"] is None


_letter = st.sampled_from("abc")
_rows = st.lists(
    st.tuples(st.none() | _letter, st.none() | _letter, st.sampled_from("xy")), max_size=12
)


@given(_rows)
def test_no_child_has_two_nik(rows: list[tuple[str | None, str | None, str]]) -> None:
    """Property: however rows are linked, one child has at most one NIK and one birth date."""
    names = [None if n is None else n + t for _, n, t in rows]
    result = connect(
        [n for n, _, _ in rows], names, [f"w{i}" for i in range(len(rows))], [t for _, _, t in rows]
    )
    seen: dict[int, tuple[set[str], set[str]]] = {}
    for (nik, _, trait), person in zip(rows, result.person, strict=True):
        assert person is not None
        niks, traits = seen.setdefault(person, (set(), set()))
        traits.add(trait)
        if nik is not None:
            niks.add(nik)
    assert all(len(n) <= 1 and len(t) == 1 for n, t in seen.values())
    assert set(seen) == set(range(len(seen)))
