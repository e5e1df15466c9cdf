"""Numbers in words, as people check them by reading aloud."""

from __future__ import annotations

from datetime import date

import pytest

from emonev.core.spelled import spelled, weekday


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"), (1, "satu"), (10, "sepuluh"), (11, "sebelas"), (12, "dua belas"),
        (19, "sembilan belas"), (20, "dua puluh"), (28, "dua puluh delapan"),
        (31, "tiga puluh satu"), (100, "seratus"), (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"), (1000, "seribu"),
        (2025, "dua ribu dua puluh lima"), (1945, "seribu sembilan ratus empat puluh lima"),
    ],
)  # fmt: skip
def test_numbers_in_words(number: int, words: str) -> None:
    assert spelled(number) == words


def test_no_two_numbers_sound_alike() -> None:
    assert len({spelled(number) for number in range(10_000)}) == 10_000
    for wrong in (-1, 10_000):
        with pytest.raises(ValueError):
            spelled(wrong)


def test_weekdays() -> None:
    assert weekday(date(2025, 8, 28)) == "Kamis"
    assert weekday(date(2025, 8, 31)) == "Minggu"
