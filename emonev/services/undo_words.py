"""What undoing an upload does, in one sentence."""

from __future__ import annotations

from emonev.core.indonesian import day, integer
from emonev.services.undo import UndoPreview


def undo_in_words(effect: UndoPreview) -> str:
    """Indonesian sentences for before the decision; what does not happen is not told."""
    what = _what(effect)
    told = [
        f"{integer(count)} {words}"
        for count, words in (
            (effect.removed, f"{what} dihapus"),
            (effect.restored, f"{what} kembali ke isi sebelumnya"),
            (effect.kept, f"{what} tetap karena unggahan yang lebih baru menulis atau menyebutnya"),
        )
        if count
    ]
    text = ", ".join(told) or f"Tidak ada {what} yang berubah"
    if effect.months:
        span = ""
        if effect.first_date and effect.last_date:
            span = f" ({day(effect.first_date)} s.d. {day(effect.last_date)})"
        text += f"; {integer(effect.months)} periode dihitung ulang{span}"
    if effect.spellings:
        text += f". {integer(effect.spellings)} ejaan wilayah dari jawabannya dilupakan"
    return text + "."


def _what(effect: UndoPreview) -> str:
    """Measurements of children, figures of tables, or both."""
    of_tables, all_of_it = effect.figures, effect.removed + effect.restored + effect.kept
    if not of_tables:
        return "pengukuran"
    return "angka" if of_tables == all_of_it else "pengukuran dan angka"
