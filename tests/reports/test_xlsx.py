"""Excel: true numbers equal to the figures, formulas that can be recomputed, texts as texts."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from emonev.charts.slides import Audience, Column, Deck, Table
from emonev.core.period import month
from emonev.core.proportion import wilson
from emonev.core.scope import Scope, local
from emonev.reports.xlsx import Names, topics, write_xlsx
from emonev.services.deck import deck
from emonev.services.figure import Selection
from emonev.services.figures import figures
from emonev.store.store import Store
from tests.meeting import meeting
from tests.reports.files import rows_of

AUGUST = month(2025, 8)
PAPER = "Kertas kerja"


@cache
def made() -> Store:
    return meeting()


@cache
def shown(audience: Audience = "publik") -> Deck:
    with made().reading() as cursor:
        return deck(
            cursor, local("73.22"), Selection("73.22", AUGUST), audience=audience,
            today=date(2026, 1, 5),
        )  # fmt: skip


def book(folder: Path, described: Deck, *, values: bool = False) -> Any:
    path = folder / "rakor.xlsx"
    write_xlsx(described, path)
    return openpyxl.load_workbook(path, data_only=values)


@pytest.mark.parametrize("audience", ["publik", "internal"])
def test_numbers_are_numbers_and_equal_the_figures(tmp_path: Path, audience: Audience) -> None:
    scope = Scope("publik", "73.22") if audience == "publik" else local("73.22")
    with made().reading() as cursor:
        found = {
            one.area: one
            for level in ("kecamatan", "kabupaten")
            for one in figures(
                cursor, scope, indicators=["stunting"], level=level, period=AUGUST, within="73.22"
            )
        }
    rows = {row["Wilayah"]: row for row in rows_of(book(tmp_path, shown(audience))["Wilayah"])}
    assert set(rows) == set(found)
    for area, one in found.items():
        row = rows[area]
        if one.suppressed:
            assert (row["Kasus"], row["Diukur, hasil wajar"], row["Prevalensi"]) == ("*",) * 3
            continue
        assert row["Kasus"] == one.numerator
        assert row["Diukur, hasil wajar"] == one.denominator
        assert row["Prevalensi"] == pytest.approx(one.value, abs=1e-12)
        assert row["Cakupan"] == pytest.approx(one.coverage, abs=1e-12)


def test_number_formats_are_indonesian(tmp_path: Path) -> None:
    sheet = book(tmp_path, shown())["Wilayah"]
    titles = [cell.value for cell in sheet[5]]
    share = sheet.cell(8, titles.index("Prevalensi") + 1)
    count = sheet.cell(8, titles.index("Diukur, hasil wajar") + 1)
    assert (share.number_format, count.number_format) == (r"[$-421]0.0\ %", "[$-421]#,##0")


def test_every_topic_has_its_sheet_and_the_cover_lists_them(tmp_path: Path) -> None:
    written = book(tmp_path, shown())
    assert len(written.sheetnames) == len(topics(shown())) + 2
    assert {PAPER, "Wilayah", "Tren", "Perubahan", "Istilah"} <= set(written.sheetnames)
    listed = {row[0] for row in written["Sampul"].iter_rows(values_only=True)}
    assert set(written.sheetnames) - {"Sampul"} <= listed
    for sheet in written:
        assert "DATA CONTOH" in sheet["A2"].value and "Agustus 2025" in sheet["A2"].value


def test_the_working_paper_calculates_with_live_formulas(tmp_path: Path) -> None:
    formulas = book(tmp_path, shown("internal"))[PAPER]
    values = book(tmp_path, shown("internal"), values=True)[PAPER]
    parts = range(6, 6 + 15)
    for at in [*parts, 21, 22]:
        assert re.fullmatch(rf'=IF\(AND\(ISNUMBER\(B{at}\),ISNUMBER\(C{at}\)\),'
                            rf'IF\(C{at}>0,B{at}/C{at},"–"\),"–"\)',
                            formulas.cell(at, 4).value)  # fmt: skip
        n, count = values.cell(at, 2).value, values.cell(at, 3).value
        assert values.cell(at, 4).value == pytest.approx(n / count, abs=1e-12)
        low, high = wilson(n, count)
        assert values.cell(at, 5).value == pytest.approx(low, abs=1e-12)
        assert values.cell(at, 6).value == pytest.approx(high, abs=1e-12)
        assert _evaluated(formulas.cell(at, 5).value, values) == pytest.approx(low, abs=1e-9)
        assert _evaluated(formulas.cell(at, 6).value, values) == pytest.approx(high, abs=1e-9)
    for column, letter in ((2, "B"), (3, "C"), (7, "G"), (8, "H")):
        assert formulas.cell(21, column).value == f"=SUM({letter}6:{letter}20)"
        total = sum(values.cell(at, column).value for at in parts)
        assert values.cell(21, column).value == total
        gap = values.cell(22, column).value - total
        assert values.cell(23, column).value == gap == 0


def _evaluated(formula: str, sheet: Any) -> float:
    """The interval's formula in Python: the branch for a known prevalence."""
    inner = re.fullmatch(r'=IF\(ISNUMBER\(D\d+\),(.+),"–"\)', formula)
    assert inner
    text = re.sub(r"[A-J]\d+", lambda cell: repr(sheet[cell[0]].value), inner[1])
    code = text.replace("^", "**").replace("SQRT", "sqrt")
    return float(eval(code, {"__builtins__": {}}, {"sqrt": lambda x: x**0.5}))


def test_a_public_working_paper_shows_what_is_hidden_only_as_a_gap(tmp_path: Path) -> None:
    values = book(tmp_path, shown(), values=True)[PAPER]
    rows = values.iter_rows(min_row=6, max_row=20, values_only=True)
    stars = [row for row in rows if row[1] == "*"]
    assert len(stars) == 2
    assert all(row[3] == row[8] == row[9] == "–" for row in stars)
    # Two areas together, never one alone, and no small count.
    assert values.cell(23, 2).value == 10


WILD = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://contoh.example\")", "'x",
        "http://contoh.example", "0812")  # fmt: skip


def test_texts_stay_texts_and_negative_numbers_numbers(tmp_path: Path) -> None:
    columns = (Column("a", "=A1"), Column("b", "Selisih", "count"), Column("c", "P", "points"))
    rows = tuple((text, -5, -0.013) for text in WILD)
    table = Table("=x[1]:*?/\\", "=judul", columns, rows, note="=catatan")
    described = shown()
    slide = replace(described.slides[0], data=(table,))
    written = book(tmp_path, replace(described, title="=rakor", slides=(slide,)))
    assert not any(
        cell.data_type == "f" for sheet in written for row in sheet.iter_rows() for cell in row
    )
    sheet = written[written.sheetnames[1]]
    for at, text in enumerate(WILD):
        line = sheet[6 + at]
        assert (line[0].data_type, line[0].value) == ("s", text)
        assert line[0].hyperlink is None
        assert (line[1].data_type, line[1].value) == ("n", -5)
        assert line[2].value == pytest.approx(-1.3)


def test_sheet_names_are_allowed_and_never_alike() -> None:
    names = Names()
    long = "Kecamatan dengan nama yang sangat panjang sekali"
    taken = [names.take(text) for text in (long, long, "a/b", "A?B", "", "'")]
    assert len({name.lower() for name in taken}) == len(taken)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in taken)
