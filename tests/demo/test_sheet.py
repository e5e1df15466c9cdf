"""Rows as the export writes them: header, spelling, mistakes in realistic shares."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from emonev.demo.build import DemoWorld, make_world, world_rows
from emonev.demo.flaws import REJECTED, SHARES, Mistake
from emonev.demo.sheet import HEADER, NBSP, Cell, Style, age_texts
from emonev.growth.oracle import Child, zscore
from emonev.growth.rules import Switches
from tests.builders import EXPORT_HEADER

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "01_eppgbm_raw_export_belu_2022-08.xls"
TEXT_COLUMNS = ("NIK", "Nama", "JK", "Tgl Lahir", "Prov", "Kec", "Pukesmas", "Desa/Kel", "Posyandu")


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Cell]]:
    """All rows of Luwu Utara's medium set, every file in the export's own style."""
    return all_rows(make_world("73.22", "medium"), Style())


def all_rows(world: DemoWorld, style: Style) -> list[dict[str, Cell]]:
    """Rows of all puskesmas as header → cell."""
    return [
        dict(zip(HEADER, row, strict=True))
        for at in range(len(world.places.puskesmas))
        for row in world_rows(world, at, style)
    ]


def text(cell: Cell) -> str:
    return str(cell or "").rstrip(NBSP)


def number(cell: Cell) -> float | None:
    return None if cell is None or isinstance(cell, date) or cell == "-" else float(cell)


def test_the_header_is_the_export_s() -> None:
    assert HEADER == EXPORT_HEADER


def test_the_header_is_the_real_file_s_with_the_column_added_in_2023() -> None:
    if not SAMPLE.exists():
        pytest.skip("sample workbooks are not here")
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(SAMPLE))
    real = [text(str(v)) for v in book.get_sheet_by_index(0).to_python()[1]]
    assert [title for title in HEADER if title != "Cara Ukur"] == real
    assert HEADER[HEADER.index("Tinggi") + 1] == "Cara Ukur"


def test_text_cells_end_in_nbsp_and_numbers_are_partly_text(rows: list[dict[str, Cell]]) -> None:
    for row in rows[:2000]:
        for title in TEXT_COLUMNS:
            cell = row[title]
            assert cell is None or str(cell).endswith(NBSP), (title, cell)
    kinds = Counter(type(row["Berat"]) for row in rows)
    assert set(kinds) == {str, int, date, type(None)}
    assert kinds[str] > kinds[int] > 0.05 * len(rows)


def test_the_sheet_s_z_is_the_oracle_s_for_what_is_written(rows: list[dict[str, Cell]]) -> None:
    eppgbm = Switches(age_limit="eppgbm", standing_under_9mo="eppgbm", flags="none")
    equal, compared = 0, 0
    for row in rows[::17]:
        birth, seen = text(row["Tgl Lahir"]), text(row["Tanggal Pengukuran"])
        if not (birth and seen and row["JK"]) or isinstance(row["Berat"], date):
            continue
        age = (date.fromisoformat(seen) - date.fromisoformat(birth)).days
        if age < 0:
            continue
        child = Child(
            sex={"L": "m", "P": "f"}[text(row["JK"])],
            age_days=age,
            weight_kg=number(row["Berat"]),
            lenhei_cm=number(row["Tinggi"]),
            measure={"Berdiri": "h", "Terlentang": "l"}.get(text(row["Cara Ukur"])),
        )
        theirs = zscore(child, eppgbm)
        for title, index in (("ZS BB/U", "zwei"), ("ZS TB/U", "zlen"), ("ZS BB/TB", "zwfl")):
            written = number(row[title])
            assert (written is None) == (theirs[index] is None), row
            compared += written is not None
            equal += written == theirs[index]
    assert compared > 5000
    assert equal / compared > 0.998


def test_labels_follow_the_z_but_for_a_few_edited_ones(rows: list[dict[str, Cell]]) -> None:
    edited = 0
    for row in rows:
        z = number(row["ZS TB/U"])
        if z is None:
            assert row["TB/U"] == "-"
            continue
        stunted = row["TB/U"] in ("Pendek", "Sangat Pendek")
        edited += stunted != (z < -2)
    assert 0.001 < edited / len(rows) < 0.005


def test_about_four_rows_in_a_thousand_cannot_be_taken(rows: list[dict[str, Cell]]) -> None:
    bad = 0
    for row in rows:
        birth, seen = text(row["Tgl Lahir"]), text(row["Tanggal Pengukuran"])
        nothing = row["Berat"] is None and row["Tinggi"] is None
        bad += not row["JK"] or not birth or not seen or seen < birth or nothing
    assert 0.003 < bad / len(rows) < 0.006
    assert sum(SHARES[mistake] for mistake in REJECTED) == pytest.approx(bad / len(rows), rel=0.3)


def test_every_mistake_occurs(rows: list[dict[str, Cell]]) -> None:
    weights = [number(row["Berat"]) or 0 for row in rows]
    lengths = [number(row["Tinggi"]) or 0 for row in rows]
    assert 5 <= sum(w > 1000 for w in weights) <= 60
    assert 5 <= sum(x == 999.99 for x in lengths) <= 60
    assert 5 <= sum(row["Berat"] == 0 for row in rows) <= 60
    assert sum(row["Tinggi"] == 0 for row in rows) >= 10
    assert 5 <= sum(isinstance(row["Berat"], date) for row in rows) <= 90
    keys = Counter((text(row["Nama"]), text(row["Tanggal Pengukuran"])) for row in rows)
    assert 0.0005 < sum(n - 1 for n in keys.values()) / len(rows) < 0.003
    assert len(Mistake) == len(SHARES) + 1


def test_a_child_keeps_its_name_sex_and_birth_date_and_gets_a_real_nik_once(
    rows: list[dict[str, Cell]],
) -> None:
    numbers: dict[str, list[str]] = {}
    births: dict[str, set[str]] = {}
    for row in sorted(rows, key=lambda r: text(r["Tanggal Pengukuran"])):
        if row["Tgl Lahir"] and row["JK"]:
            births.setdefault(text(row["Nama"]), set()).add(
                text(row["Tgl Lahir"]) + text(row["JK"])
            )
            numbers.setdefault(text(row["Nama"]), []).append(text(row["NIK"]))
    assert all(len(found) == 1 for found in births.values())
    changed = 0
    for one in numbers.values():
        assert all(re.fullmatch(r"99\d{14}", n) for n in one)
        assert len({n for n in one if not n.endswith("0000")}) <= 1
    for one in numbers.values():
        changed += any(a.endswith("0000") and not b.endswith("0000") for a, b in pairwise(one))
    assert 0.02 < changed / len(numbers) < 0.08


def test_n_and_t_agree_with_the_weight_of_the_month_before(rows: list[dict[str, Cell]]) -> None:
    seen: dict[tuple[str, int], float] = {}
    checked = 0
    for row in rows:
        day, weight = text(row["Tanggal Pengukuran"]), number(row["Berat"])
        if not day or not weight or weight > 100:
            continue
        month = int(day[:4]) * 12 + int(day[5:7])
        child = text(row["Nama"])
        before = seen.get((child, month - 1))
        seen[child, month] = weight
        if before is None:
            continue
        if row["Naik Berat Badan"] == "N":
            assert weight >= before + 0.19, row
        elif row["Naik Berat Badan"] == "T":
            assert weight < before + 0.9, row
        checked += row["Naik Berat Badan"] in ("N", "T")
    assert checked > 10_000


def test_age_text_agrees_with_the_two_dates(rows: list[dict[str, Cell]]) -> None:
    for row in rows[:3000]:
        birth, seen = text(row["Tgl Lahir"]), text(row["Tanggal Pengukuran"])
        if not birth or not seen or seen < birth:
            continue
        years, months, days = map(int, re.findall(r"\d+", str(row["Usia Saat Ukur"])))
        apart = (date.fromisoformat(seen) - date.fromisoformat(birth)).days
        assert abs(years * 365.25 + months * 30.4375 + days - apart) <= 5


def test_age_text_is_spelt_as_the_real_file_spells_it() -> None:
    if not SAMPLE.exists():
        pytest.skip("sample workbooks are not here")
    from python_calamine import CalamineWorkbook

    header, *real = CalamineWorkbook.from_path(str(SAMPLE)).get_sheet_by_index(0).to_python()[1:]
    at = {title: header.index(title) for title in header}
    days = [
        (
            date.fromisoformat(text(str(row[at["Tanggal Pengukuran"]])))
            - date.fromisoformat(text(str(row[at["Tgl Lahir"]])))
        ).days
        for row in real
    ]
    assert age_texts(np.array(days)) == [row[at["Usia Saat Ukur"]] for row in real]


def test_other_styles_say_the_same_in_other_spellings() -> None:
    world = make_world("73.22", "small")
    at = next(i for i, p in enumerate(world.places.puskesmas) if p.name == "Malangke Barat")
    plain = world_rows(world, at, Style())[0]
    comma = world_rows(world, at, Style(numbers="comma", dates="dmy", areas="cut"))[0]
    typed = world_rows(world, at, Style(numbers="number", dates="cell", areas="kec"))[0]
    other = world_rows(world, at, Style(dates="mdy", areas="title"))[0]
    cell = {title: i for i, title in enumerate(HEADER)}
    day = date.fromisoformat(text(plain[cell["Tanggal Pengukuran"]]))
    assert comma[cell["Tanggal Pengukuran"]] == f"{day:%d/%m/%Y}{NBSP}"
    assert typed[cell["Tanggal Pengukuran"]] == day
    assert other[cell["Tanggal Pengukuran"]] == f"{day.month}/{day.day}/{day.year}{NBSP}"
    weight = number(plain[cell["Berat"]])
    assert typed[cell["Berat"]] == weight
    assert float(str(comma[cell["Berat"]]).replace(",", ".")) == weight
    assert [text(r[cell["Kec"]]) for r in (plain, comma, typed, other)] == [
        "MALANGKE BARAT", "Malangke Bar", "Kec. Malangke Barat", "Malangke Barat",
    ]  # fmt: skip
