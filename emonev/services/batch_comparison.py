"""Two uploads side by side: rows of one, of the other, of both with other values. No names.

A row is a child and a measuring date, or for tables an area, a period and a measure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from emonev.core.indonesian import day, decimal
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.indicators.registry import registry
from emonev.services.history import Upload, uploads
from emonev.store.entries import local_measures
from emonev.store.store import Cursor, sql

EXAMPLES = 20
"""Rows listed of each area and measure; all of them are counted."""

MOST_LISTED = 500


@dataclass(frozen=True, slots=True)
class AreaCount:
    """One area: rows only in the first upload, only in the second, in both (same, differing)."""

    area: str
    only_first: int
    only_second: int
    same: int
    different: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs: where, when, of what, and the Excel rows of both files."""

    area: str
    at: str
    measure: str
    first: str
    second: str
    row_first: str
    row_second: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two uploads hold. ``measures``: measure → rows in which it differs, most first."""

    first: Upload
    second: Upload
    areas: tuple[AreaCount, ...]
    measures: tuple[tuple[str, int], ...]
    differences: tuple[Difference, ...]
    """At most ``MOST_LISTED``, by area."""

    def total(self, name: str) -> int:
        """Sum of one count of ``AreaCount`` over all areas."""
        return sum(getattr(area, name) for area in self.areas)


def compare_batches(cursor: Cursor, scope: Scope, first: str, second: str) -> Comparison:
    """Compare what two uploads that still count hold. Raises WrongCall for any other.

    An upload out of reach is as unknown as one that never was.
    """
    known = {one.batch: one for one in uploads(cursor, scope) if one.undone_at is None}
    if first not in known or second not in known or first == second:
        raise WrongCall(
            "Pilih dua unggahan yang masih berlaku.", hint="Yang dibatalkan tidak berisi apa-apa."
        )
    named = {"first": first, "second": second, "most": EXAMPLES}
    children = cursor.execute(sql("compare_measurements"), named).fetchall()
    figures = cursor.execute(sql("compare_entries"), named).fetchall()
    labels = {entry.key: entry.label for entry in registry().entries}
    labels |= {measure.key: measure.label for measure in local_measures(cursor)}
    areas = dict(cursor.execute("SELECT code, name FROM area").fetchall())
    rows = [_Line(*row) for row in children]
    rows += [_Line(*row[:3], _named(labels, row[3]), *row[4:]) for row in figures]
    whole = [line for line in rows if not line.measure] + [_Line(*row) for row in figures]
    differing = [line for line in rows if line.outcome == "beda" and line.measure]
    return Comparison(
        known[first],
        known[second],
        _areas(whole),
        _measures(differing),
        tuple(_differences(differing, areas))[:MOST_LISTED],
    )


@dataclass(frozen=True, slots=True)
class _Line:
    code: str
    area: str
    outcome: str
    measure: str
    rows: int
    examples: list[dict[str, object]]


def _named(labels: dict[str, str], measure: str) -> str:
    key, dot, subject = measure.partition(" · ")
    return f"{labels.get(key, key)}{dot}{subject}"


def _areas(lines: Iterable[_Line]) -> tuple[AreaCount, ...]:
    counts: dict[str, dict[str, int]] = {}
    names: dict[str, str] = {}
    for line in lines:
        names[line.code] = line.area
        own = counts.setdefault(line.code, {})
        own[line.outcome] = own.get(line.outcome, 0) + line.rows
    return tuple(
        AreaCount(
            names[code], own.get("pertama", 0), own.get("kedua", 0), own.get("sama", 0),
            own.get("beda", 0),
        )
        for code, own in sorted(counts.items())
    )  # fmt: skip


def _measures(lines: Iterable[_Line]) -> tuple[tuple[str, int], ...]:
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.measure] = counts.get(line.measure, 0) + line.rows
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _differences(lines: Iterable[_Line], areas: dict[str, str]) -> Iterable[Difference]:
    for line in lines:
        for one in line.examples:
            yield Difference(
                line.area,
                _when(str(one["at"] or "")),
                line.measure,
                _value(line.measure, one["one"], areas),
                _value(line.measure, one["two"], areas),
                _row(one["sheet_first"], one["row_first"]),
                _row(one["sheet_second"], one["row_second"]),
            )


def _when(text: str) -> str:
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text or "–"


def _value(measure: str, value: object, areas: dict[str, str]) -> str:
    if value is None:
        return "–"
    text = str(value)
    if measure == "Wilayah":
        return areas.get(text, text)
    if measure == "Cara ukur":
        return {"l": "terlentang", "h": "berdiri"}.get(text, text)
    if measure.endswith(("(kg)", "(cm)")):
        return decimal(float(text), 2).rstrip("0").rstrip(",")
    return text


def _row(sheet: object, row: object) -> str:
    return f"{sheet} baris {row}" if row else "–"
