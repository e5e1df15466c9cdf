"""The agreed words (numbers.md §12), in everything the services say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SERVICES = Path(__file__).parents[2] / "emonev" / "services"
SPOKEN = ("words", "method_words", "sentences", "grouping", "headline", "map_view", "trend",
          "submissions", "label_beside", "comparing", "figure_words")  # fmt: skip

AVOIDED = ("poin persen", "sembuh", "insiden", "lokasi khusus", "rapor kecamatan", "mode rakor")
"""What numbers.md §12 says not to use: "persen poin", "tidak lagi stunting", "kasus baru" …"""


@pytest.mark.parametrize("name", SPOKEN)
def test_no_avoided_word_is_spoken(name: str) -> None:
    text = (SERVICES / f"{name}.py").read_text(encoding="utf-8").lower()
    assert [word for word in AVOIDED if re.search(rf"\b{word}\b", text)] == []


@pytest.mark.parametrize("name", SPOKEN)
def test_numbers_are_never_written_the_english_way(name: str) -> None:
    """A percentage has a space before its sign and a comma inside ("20,8 %")."""
    text = (SERVICES / f"{name}.py").read_text(encoding="utf-8")
    assert re.findall(r"\d\.\d+ ?%|\d%", text) == []
