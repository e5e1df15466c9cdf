"""Whatever stands in a sheet and whatever was answered: no crash, and no row is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from emonev.ingest.issues import IssueLog
from emonev.ingest.parsed import ParseOptions
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.draft import draft_table
from tests.ingest.reading import entries_of

CELLS = ("", "Kecamatan", "Desa", "Wilayah", "Stunting", "%", "2021", 2022.0, "Jan", "Bulan",
         "Tahun", "Jumlah Balita", "Diukur", "JUMLAH", "A", 3, 0, "1.234", "8,6 %", -1, 2.5, None,
         "Pendek", "Sangat Pendek", "L", "P", "TW I", "#N/A", 1e15, "Kab. X", "=cmd|' /C x'!A0",
         "<img onerror=x>", "\u202eabc", "😀")  # fmt: skip
SUBJECTS = ("row", "kind", "unit", "col:A", "col:Stunting", "col:%", "col:Diukur", "col:Sheet1")
ANSWERS = ("kecamatan", "kabupaten", "stunting", "percent", "denominator", "ignore", "month",
           "lain:x", "wide", "long", "persen", "")  # fmt: skip


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_fates_add_up_over_anything(tmp_path: Path, start: int) -> None:
    for seed in range(start, start + 100):
        dice = random.Random(seed)
        rows = [
            [dice.choice(CELLS) for _ in range(dice.randint(1, 9))]
            for _ in range(dice.randint(1, 12))
        ]
        width = max(map(len, rows))
        raw = RawSheet(
            dice.choice(("Sheet1", "BBLR", "2024", "Prevalensi Stunting")),
            [row + [""] * (width - len(row)) for row in rows],
        )
        said = {subject: dice.choice(ANSWERS) for subject in dice.sample(SUBJECTS, seed % 4)}
        options = ParseOptions(table_answers={"*": said})
        sheet = draft_table(raw, options, IssueLog("x"), tmp_path / "x.parquet")
        if sheet is None:
            continue
        entries = entries_of(sheet)
        assert len({entry["row"] for entry in entries}) == sheet.rows_read, seed
        bad = {entry["row"] for entry in entries if entry["fate"]}
        assert len(bad) == sheet.rejected, seed
