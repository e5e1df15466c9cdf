"""The sheet's own label beside the recomputation, and why they differ (numbers.md §2)."""

from __future__ import annotations

from emonev.core.age import DAYS_PER_MONTH
from emonev.core.difference import CAUSES
from emonev.core.indonesian import integer, percent
from emonev.services import words
from emonev.services.figure import Figure, Selection
from emonev.services.headline_result import Counted, DifferenceCause
from emonev.store.store import Cursor, sql

BELOW_DAYS = {"balita": 60 * DAYS_PER_MONTH, "baduta": 24 * DAYS_PER_MONTH}
"""First age in days that is not counted."""


def recomputed(figure: Figure) -> Counted:
    """Our count as the page tells it."""
    return _counted("hitung_ulang", "Hitung ulang WHO", words.RECOMPUTED, figure)


def labelled(figure: Figure | None) -> Counted:
    """The sheet's labels; its text says so where the sheets carry none."""
    if figure is None or not figure.denominator:
        return Counted("label", words.LABEL_TITLE, None, None, None, words.NO_LABEL)
    return _counted("label", words.LABEL_TITLE, words.BY_LABEL, figure)


def _counted(kind: str, title: str, prefix: str, figure: Figure) -> Counted:
    if figure.suppressed:
        return Counted(kind, title, None, None, None, words.MARKS["disembunyikan"])
    text = f"{prefix}: {integer(figure.numerator)}"
    if figure.denominator is not None:
        text += f" dari {integer(figure.denominator)} ({percent(figure.value)})"
    return Counted(kind, title, figure.numerator, figure.denominator, figure.value, text)


def differences(cursor: Cursor, selection: Selection, within: str) -> tuple[DifferenceCause, ...]:
    """Children whom label and recomputation do not count alike, by cause, most first.

    The sums reconcile: stunting by label - by recomputation = Σ only_label - Σ only_recomputed.
    """
    below = BELOW_DAYS[selection.age]
    rows = cursor.execute(
        sql("label_differences"),
        {
            "kabupaten": selection.kabupaten,
            "within": "" if within == selection.kabupaten else within,
            "puskesmas": selection.puskesmas,
            "source": selection.source,
            "first": selection.period.start,
            "last": selection.period.end,
            "below_days": below,
            # The label itself knows no age limit: children of 60 months are one of the causes.
            "label_below_days": below if selection.age == "baduta" else None,
        },
    ).fetchall()
    return tuple(
        DifferenceCause(cause, cause_words(cause), children, only_label, only_recomputed)
        for cause, children, only_label, only_recomputed in rows
    )


def cause_words(key: str) -> str:
    """The short words of a cause ("umur 60 bulan ke atas")."""
    told = CAUSES.get(key) or words.FURTHER_CAUSES.get(key, key)
    return told.partition(":")[0].partition(" (")[0]


def difference_text(label: Counted, ours: Counted, causes: tuple[DifferenceCause, ...]) -> str:
    """ "Label mencatat 11 kasus lebih banyak; beda hitung: umur 60 bulan ke atas 7, …"; or ""."""
    if label.numerator is None or ours.numerator is None:
        return ""
    gap = label.numerator - ours.numerator
    more = "lebih banyak" if gap > 0 else "lebih sedikit"
    head = f"Label mencatat {integer(abs(gap))} kasus {more}" if gap else words.SAME_CASES
    told = [cause for cause in causes if cause.only_label or cause.only_recomputed]
    if not told:
        return f"{head}."
    parts = ", ".join(
        f"{cause.words} {integer(cause.only_label + cause.only_recomputed)}" for cause in told
    )
    return f"{head}; status berbeda karena {parts}."
