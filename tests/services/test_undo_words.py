"""What undoing an upload does, in words: counted things by their name, nothing about zeros."""

from __future__ import annotations

from datetime import date

from emonev.services.undo import UndoPreview
from emonev.services.undo_words import undo_in_words


def effect(**given: object) -> UndoPreview:
    dull: dict[str, object] = {
        "batch": "00001-aa", "file_name": "a.xlsx", "removed": 0, "restored": 0, "kept": 0,
        "months": 0, "first_date": None, "last_date": None,
    }  # fmt: skip
    return UndoPreview(**(dull | given))  # type: ignore[arg-type]


def test_children_are_measurements() -> None:
    said = undo_in_words(
        effect(removed=1_025, kept=3, months=2, first_date=date(2025, 7, 1),
               last_date=date(2025, 8, 30))
    )  # fmt: skip
    assert said == (
        "1.025 pengukuran dihapus, 3 pengukuran tetap karena unggahan yang lebih baru menulis atau "
        "menyebutnya; 2 periode dihitung ulang (1 Jul 2025 s.d. 30 Agu 2025)."
    )


def test_a_recap_has_figures() -> None:
    assert undo_in_words(effect(removed=1_384, months=1, figures=1_384)) == (
        "1.384 angka dihapus; 1 periode dihitung ulang."
    )


def test_a_workbook_of_both_and_what_it_taught() -> None:
    said = undo_in_words(effect(restored=9, spellings=2, figures=4))
    assert said.startswith("9 pengukuran dan angka kembali ke isi sebelumnya.")
    assert said.endswith("2 ejaan wilayah dari jawabannya dilupakan.")


def test_nothing_left_to_take_back() -> None:
    assert undo_in_words(effect()) == "Tidak ada pengukuran yang berubah."
