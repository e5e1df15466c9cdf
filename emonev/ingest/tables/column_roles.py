"""Which column of a table of counts is what: places, times, and the counts themselves.

Nothing here knows one kind of table: long tables (a row per area and month) and wide ones (years
or months as columns) differ only in where the time stands. What the user said ("col:<header>")
goes before what the words say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from emonev.indicators.registry import registry
from emonev.ingest import columns
from emonev.ingest.header import is_blank, is_numbering
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.cells import period_in
from emonev.ingest.tables.column_contents import (
    is_number,
    is_numeric,
    is_sex,
    is_share,
    is_text,
    may_be_counts,
    sample_rows,
)
from emonev.ingest.tables.header_time import Time, timed
from emonev.ingest.tables.header_words import (
    LOCAL,
    SUMS,
    Heading,
    heading,
    local_key,
    measure_in,
)
from emonev.ingest.tables.layout import (
    TableHeader,
    area_columns,
    headers,
    titles,
)
from emonev.ingest.tables.titled_places import titled_places

ROWS = ("kecamatan", "puskesmas", "desa", "kabupaten")
"""What a row may stand for, lowest guess last."""

IGNORED = "ignore"
PARTS = ("numerator", "denominator", "percent", IGNORED)
TIMES = ("month", "year", "quarter", "period")
ANSWERABLE = (*ROWS, *TIMES, *PARTS)
"""What "col:<header>" may be answered with, besides a measure."""

_PLACES = frozenset({*ROWS, "code_kabupaten", "code_kecamatan", "code_desa", "code_desa_bps"})
_ASIDE = frozenset({"number", "posyandu", "code_puskesmas", "source", *TIMES}) | _PLACES
_NUMBER_ONLY = re.compile(r"^[-+]?[\d.,]+$")
_GENERIC_SHEET = re.compile(
    r"^(sheet|lembar|worksheet|application ?list|data|tabel|table|laporan|rekap)?\s*[(\-_]?\d*\)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Role:
    """One column of counts. ``subject``: its header without the time ("" where the header is only
    a time: then the sheet says what is counted). ``part`` "" means nobody knows yet."""

    column: int
    subject: str
    time: Time
    part: str
    measure: str = ""
    sex: str = ""
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A table's columns. ``places`` and ``times``: field → column. ``row``: the column of names
    whose meaning must be answered (None: the headers say it). ``whole``: what the sheet counts."""

    header: TableHeader
    places: Mapping[str, int]
    times: Mapping[str, int]
    row: int | None
    roles: tuple[Role, ...]
    whole: str = ""
    whole_is_certain: bool = False
    texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_wide(self) -> bool:
        """True when columns carry their time."""
        return any(role.time for role in self.roles)

    @property
    def known(self) -> tuple[Role, ...]:
        """Counts and percentages whose measure is known."""
        return tuple(r for r in self.roles if r.measure and r.part in ("numerator", "percent"))

    @property
    def unknown(self) -> tuple[Role, ...]:
        """Columns of numbers that nobody has named."""
        return tuple(role for role in self.roles if not role.part)


def survey(raw: RawSheet, answers: Mapping[str, str] | None = None) -> Plan | None:
    """The header that says most, with its columns; None where the sheet is no table of counts.

    A sheet with a column of names, NIK or addresses of people is none. ``answers`` that name a
    column of areas ("col:Lokasi": "desa") make a table of what no header tells.
    """
    best: tuple[float, Plan] | None = None
    said = _said_places(answers or {})
    for header in headers(raw):
        plan = _plan(raw, header, said)
        if plan is None:
            continue
        score = _score(raw, plan)
        if best is None or score > best[0]:
            best = (score, plan)
    return best[1] if best else None


def _score(raw: RawSheet, plan: Plan) -> float:
    told = len(plan.places) * 3 + len(plan.times) * 2
    counted = sum(2 if role.part else 1 for role in plan.roles)
    timed_columns = sum(bool(role.time) for role in plan.roles)
    below = next((r for r in raw.rows[plan.header.bottom + 1 :] if not is_blank(r)), ())
    started = is_numbering(below) or any(is_number(v) for v in below)
    return told + counted + timed_columns + (0 if started else -5)


def _said_places(answers: Mapping[str, str]) -> Mapping[str, str]:
    """Key of a header → the place it was said to name."""
    return {
        columns.key(name.removeprefix("col:")): value
        for name, value in answers.items()
        if name.startswith("col:") and value in ROWS
    }


def _plan(raw: RawSheet, header: TableHeader, said: Mapping[str, str]) -> Plan | None:
    texts = header.texts
    if any(columns.field_of(path[-1]) in columns.PRIVATE_FIELDS for path in header.paths if path):
        return None
    if any(_NUMBER_ONLY.match(text) and not timed((text,))[0] for text in texts):
        return None
    areas = area_columns(header)
    for column, text in enumerate(texts):
        if place := said.get(columns.key(text)):
            areas.setdefault(place, column)
    times = [timed(path) for path in header.paths]
    told = bool(areas) or any(time for time, _ in times) or any(heading(t).part for t in texts)
    sample = sample_rows(raw, header)
    if any(is_sex(sample, column) for column in range(len(texts))):
        return None
    if not told and not may_be_counts(sample, texts):
        return None
    aside = {column for name, column in areas.items() if name in _ASIDE}
    numeric = [
        column
        for column, text in enumerate(texts)
        if text and column not in aside and is_numeric(sample, column)
    ]
    places = {name: column for name, column in areas.items() if name in _PLACES}
    fields = {name: column for name, column in areas.items() if name in TIMES}
    row = _ambiguous(places, sample, texts, {*aside, *numeric})
    if not numeric:
        return None
    roles = tuple(_role(column, *times[column], sample) for column in numeric)
    placed = set(places) - {"kabupaten"} or row is not None
    told_apart = fields or any(role.time for role in roles) or len(sample) == 1
    if not placed and not (told_apart and _is_titled(raw, header)):
        return None
    whole, certain = _whole(raw, header)
    if row is not None:
        places.pop("kabupaten", None)
    plan = Plan(header, places, fields, row, roles, whole, certain, dict(enumerate(texts)))
    return _without_lone_parts(_named_by_sheet(plan))


def _is_titled(raw: RawSheet, header: TableHeader) -> bool:
    """A line above the table names the one place all its rows are about."""
    above = replace(raw, rows=raw.rows[: header.top])
    return any(one.name != "kabupaten" for one in titled_places(above))


def _ambiguous(
    places: Mapping[str, int], sample: Sequence[Sequence[Any]], texts: Sequence[str],
    taken: set[int],
) -> int | None:  # fmt: skip
    """The column of names where no header says kecamatan, puskesmas or desa."""
    if set(places) - {"kabupaten"}:
        return None
    if "kabupaten" in places:
        return places["kabupaten"]
    for column in range(len(texts)):
        if column not in taken and is_text(sample, column):
            return column
    return None


def _role(column: int, time: Time, subject: str, sample: Sequence[Sequence[Any]]) -> Role:
    found = heading(subject) if subject else Heading()
    part = found.part
    if part == "numerator" and is_share(sample, column):
        part = "percent"
    return Role(column, subject, time, part, found.measure, found.sex)


def _whole(raw: RawSheet, header: TableHeader) -> tuple[str, bool]:
    """What the whole sheet counts: a title that names a measure, the sheet's name, a title.

    Certain only where it is a known measure or a name somebody gave the sheet.
    """
    told = [timed((text,))[1] for text in titles(raw, header)]
    measured = [text for text in told if measure_in(text).measure in registry()]
    if measured:
        return measured[0], True
    name = " ".join(raw.name.split())
    _, bare = timed((name,))
    if raw.named and bare and not _GENERIC_SHEET.match(bare) and not period_in(bare):
        return bare, True
    known = measure_in(bare).measure in registry()
    title = next((text for text in told if len(text) > 3), "")
    return (bare, True) if known else (title or bare or name, False)


def _named_by_sheet(plan: Plan) -> Plan:
    """Columns headed by nothing but their time count what the sheet is called."""
    found = measure_in(plan.whole)
    if found.measure.startswith("part:"):
        found = Heading()
    if found.part not in ("numerator", "percent") or not found.measure:
        share = found.part == "percent"
        found = Heading("percent" if share else "numerator", local_key(plan.whole))
        if not plan.whole_is_certain:
            return plan
    roles = tuple(
        role if role.subject or role.part
        else replace(role, part=found.part, measure=found.measure)
        for role in plan.roles
    )  # fmt: skip
    return replace(plan, roles=roles)


def _without_lone_parts(plan: Plan) -> Plan:
    """ "Pendek" without "Sangat pendek" beside it may mean either: nobody knows."""
    there = {role.measure for role in plan.roles}
    alone = {part for severe, part in SUMS.values() if severe not in there}
    roles = tuple(
        replace(r, part="", measure="") if r.measure in alone and not r.answered else r
        for r in plan.roles
    )
    return replace(plan, roles=roles)


# --- what the user said


def answered(plan: Plan, answers: Mapping[str, str], sample_of: RawSheet) -> Plan:
    """The plan after the user's answers: "row", "col:<header>", "unit". Columns headed by nothing
    but their time are named by what the sheet is called ("col:BBLR")."""
    said = {
        columns.key(name[4:]): value for name, value in answers.items() if name.startswith("col:")
    }
    places, times, roles = dict(plan.places), dict(plan.times), []
    row = plan.row
    told: dict[int, str] = {}
    for column, text in plan.texts.items():
        subject = timed(plan.header.paths[column])[1]
        value = said.get(columns.key(text)) if text else None
        told[column] = value or (said.get(columns.key(subject)) if subject else None) or ""
        if told[column] in ROWS:
            places[told[column]] = column
            row = None if row in (column, None) or told[column] != "kabupaten" else row
        elif told[column] in TIMES:
            times[told[column]] = column
    if row is not None and answers.get("row") in ROWS:
        places[answers["row"]] = row
        row = None
    sample = sample_rows(sample_of, plan.header)
    share = answers.get("unit") == "persen"
    for role in plan.roles:
        value = told.get(role.column, "")
        if not role.subject and not value:
            value = said.get(columns.key(plan.whole)) or said.get(columns.key(sample_of.name), "")
        if value in (*ROWS, *TIMES):
            continue
        made = _said(role, value, plan)
        if made.part == "numerator" and (
            (share and not role.part) or (is_share(sample, role.column) and not value)
        ):
            made = replace(made, part="percent")
        roles.append(made)
    named = {role.column for role in roles}
    extra = [
        _said(Role(c, timed(plan.header.paths[c])[1], timed(plan.header.paths[c])[0], ""), v, plan)
        for c, v in told.items()
        if v and c not in named and v not in (*ROWS, *TIMES, IGNORED)
    ]
    roles = sorted([*roles, *extra], key=lambda role: role.column)
    return replace(plan, places=places, times=times, row=row, roles=tuple(roles))


def _said(role: Role, value: str, plan: Plan) -> Role:
    if not value:
        return role
    if value in ("numerator", "percent"):
        named = role.measure if role.part in ("numerator", "percent") else ""
        measure = named or ("" if value == "percent" else _measure_of(plan))
        return replace(role, part=value, measure=measure, answered=True)
    if value == "denominator":
        return replace(role, part=value, measure="said", answered=True)
    if value == IGNORED:
        return replace(role, part=IGNORED, measure="", answered=True)
    if value.startswith("percent:"):
        return replace(role, part="percent", measure=value.removeprefix("percent:"), answered=True)
    return replace(role, part="numerator", measure=value, answered=True)


def _measure_of(plan: Plan) -> str:
    found = measure_in(plan.whole)
    known = found.measure and found.part in ("numerator", "percent")
    return found.measure if known else local_key(plan.whole)


def suggestions(subject: str) -> tuple[str, ...]:
    """What a column may be, the likeliest first: a measure like its words, a new one, nothing."""
    words = {columns.key(word) for word in re.findall(r"[A-Za-z]{4,}", subject)}
    like = [
        key
        for key in ("stunting", "severe_stunting", "wasting", "severe_wasting", "underweight",
                    "severe_underweight", "overweight")
        if words & _LIKE[key]
    ]  # fmt: skip
    return (*like, local_key(subject), "denominator", "percent", IGNORED)


_LIKE: Mapping[str, frozenset[str]] = {
    "stunting": frozenset({"stunting", "pendek"}),
    "severe_stunting": frozenset({"sangatpendek"}),
    "wasting": frozenset({"wasting", "gizi", "kurus"}),
    "severe_wasting": frozenset({"buruk"}),
    "underweight": frozenset({"underweight", "berat"}),
    "severe_underweight": frozenset(),
    "overweight": frozenset({"lebih", "obesitas", "gemuk"}),
}


def is_local(measure: str) -> bool:
    """True for a measure that users named themselves."""
    return measure.startswith(LOCAL)
