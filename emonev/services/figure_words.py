"""A figure in words: the lines under a number, on a card and on hover."""

from __future__ import annotations

from emonev.core.indonesian import integer, percent, percent_range
from emonev.core.period import Period, Rule
from emonev.core.proportion import FEW_CHILDREN
from emonev.indicators.registry import registry
from emonev.services import words
from emonev.services.completeness import ABOVE_ALL, ABOVE_ALL_MARK, above_all
from emonev.services.figure import Figure
from emonev.store.combined import FROM_CHILDREN


def period_text(period: Period, source: str) -> str:
    """The period as this source counts it: a year of the children is their August wave, of
    uploaded counts the whole year."""
    if period.rule is Rule.TAHUN and source not in FROM_CHILDREN:
        return f"tahun {period.year}"
    return period.label


def rule_words(period: Period, source: str) -> str:
    """The period rule in words, as this source counts."""
    if period.rule is Rule.TAHUN and source not in FROM_CHILDREN:
        return words.WHOLE_YEAR
    return words.rule_text(period)


WARNINGS = ("cakupan_rendah", "hati_hati", "sebagian_hanya_kasus")
"""Statuses of a figure that stands, with a warning."""


def ratio_text(figure: Figure) -> str:
    """ "2.600 dari 18.312", or "2.600" where the denominator is not known."""
    if figure.denominator is None:
        return integer(figure.numerator)
    return f"{integer(figure.numerator)} dari {integer(figure.denominator)}"


def coverage_text(figure: Figure) -> str:
    """ "Cakupan 86,4 % (18.312 dari 21.194, Pusdatin)"; "" where nothing is known."""
    if figure.coverage is None:
        return words.NO_COVERAGE if figure.measured else ""
    counts = f"{integer(figure.measured)} dari {integer(figure.target_population)}"
    source = words.target_source_text(figure.target_source)
    text = f"Cakupan {percent(figure.coverage)}"
    if above_all(figure.coverage):
        return f"{text} {ABOVE_ALL_MARK} ({counts}, {source}; {ABOVE_ALL})"
    return f"{text} ({counts}, {source})"


def desa_text(figure: Figure) -> str:
    """ "Desa melapor 8/9"; "" where the area has no desa."""
    if not figure.desa_total:
        return ""
    return f"Desa melapor {figure.desa_reported}/{figure.desa_total}"


def figure_lines(figure: Figure) -> tuple[str, ...]:
    """Everything that defends the figure: value with n/N, random variation, cakupan, desa."""
    label = figure.label or registry()[figure.indicator].short_label
    head: tuple[str, ...]
    when = period_text(figure.period, figure.source)
    if figure.suppressed:
        return (f"{label}: {words.MARKS['disembunyikan']}", when)
    if figure.status == "hanya_kasus":
        head = (f"{label}: {integer(figure.numerator)} kasus; {words.CASES_ONLY}",)
    elif figure.status == "tanpa_penyebut":
        head = (f"{label}: {integer(figure.numerator)} ({words.MARKS['tanpa_penyebut']})",)
    elif figure.value is None:
        mark = words.MARKS.get(figure.status, words.MARKS["tidak_ada_data"])
        reason = words.in_force(mark, figure.coverage_limits)
        head = (f"{label}: {reason}",)
    else:
        head = (f"{label} {percent(figure.value)} ({ratio_text(figure)})", *_variation(figure))
    rest = (coverage_text(figure), desa_text(figure), _warning(figure), when)
    return (*head, *(line for line in rest if line))


def _variation(figure: Figure) -> tuple[str, ...]:
    if figure.ci_low is None or (figure.denominator or 0) >= FEW_CHILDREN:
        return ()
    return (f"Variasi acak 95 %: {percent_range(figure.ci_low, figure.ci_high)}",)


def _warning(figure: Figure) -> str:
    if figure.status in WARNINGS and figure.value is not None:
        text = words.in_force(words.MARKS[figure.status], figure.coverage_limits)
        return text[0].upper() + text[1:]
    return ""
