"""SQL derived from the registry's entries: adding an indicator writes no SQL by hand.

Three statements fill the cube for the touched periods (a constant number, however many periods):
``counted_rows`` marks per child and period the measurement that counts, ``cube_rows`` counts them,
``month_sums`` adds up months for entries counted ``sum_of_months``. ``child_states`` and
``transitions`` do the same for changes. DuckDB's dialect; texts and numbers in them come from the
checked registry only, everything else is a ``$name`` parameter.

They read these temporary tables (made by ``emonev.store.cube``):
``touched_month`` (rule, period, month DATE, monthly BOOLEAN): one row per period and month in it;
``period_pair`` (rule, period, compared).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from emonev.core.age import AGE_BANDS, DAYS_PER_MONTH
from emonev.indicators.registry import FLAGS, Condition, Indicator

BALITA_DAYS = 60 * DAYS_PER_MONTH
"""A child of 1826.25 days or more is not a balita (growth.md §1.1: months < 60)."""

BADUTA_DAYS = 24 * DAYS_PER_MONTH


@dataclass(frozen=True, slots=True)
class Choice:
    """One way of choosing the measurement that counts; entries that share it share the work."""

    name: str
    qualifies: str
    monthly: bool


def condition_sql(condition: Condition) -> str:
    """The condition as SQL; NULL where the value is missing."""
    if condition.operator == "in":
        words = ", ".join("'" + word.replace("'", "''") + "'" for word in condition.values)
        return f"{condition.column} IN ({words})"
    assert condition.cut_off is not None
    return f"{condition.column} {condition.operator} {float(condition.cut_off)!r}"


def qualifies_sql(entry: Indicator) -> str:
    """When a measurement can count for the entry: its z present and plausible, or ``counted``."""
    if entry.index is not None:
        own = f"{entry.index} IS NOT NULL AND COALESCE({FLAGS[entry.index]}, 0) = 0"
    else:
        assert entry.counted is not None
        own = condition_sql(entry.counted)
    rows = {"all": "", "full": " AND NOT cases_only", "cases_only": " AND cases_only"}
    return f"({own}{rows[entry.rows]})"


def choices(entries: Sequence[Indicator]) -> dict[str, Choice]:
    """Entry key → its choice. Equal conditions get the same choice."""
    known: dict[tuple[str, bool], Choice] = {}
    result: dict[str, Choice] = {}
    for entry in entries:
        monthly = entry.counting == "sum_of_months"
        asked = (qualifies_sql(entry), monthly)
        if asked not in known:
            known[asked] = Choice(f"c{len(known)}", *asked)
        result[entry.key] = known[asked]
    return result


def counted_rows(entries: Sequence[Indicator]) -> str:
    """Temporary table ``counted``: touched measurements that count, a mark per choice.

    Parameters: $kabupaten, $first, $last (dates around all touched months).
    """
    all_choices = list({choice.name: choice for choice in choices(entries).values()}.values())
    latest = ",\n        ".join(
        f"max(measured_on) FILTER ({_chosen(choice)}) AS on_{choice.name}" for choice in all_choices
    )
    marks = ",\n    ".join(
        f"COALESCE({_chosen(choice)} AND measured_on = on_{choice.name}, false) AS {choice.name}"
        for choice in all_choices
    )
    any_mark = " OR ".join(f"measured_on = on_{choice.name}" for choice in all_choices)
    columns = ", ".join(sorted(_columns(entries)))
    return f"""-- grain: touched period x measurement that counts for at least one indicator
CREATE OR REPLACE TEMP TABLE counted AS
WITH touched AS (
    SELECT t.rule, t.period, t.monthly, m.child_id, m.measured_on, m.source, m.kabupaten_code,
        m.kecamatan_code, m.area_code, m.puskesmas, m.sex, m.age_days, m.cases_only, {columns}
    FROM measurement AS m
    JOIN touched_month AS t ON date_trunc('month', m.measured_on) = t.month
    WHERE m.kabupaten_code = $kabupaten AND m.measured_on BETWEEN $first AND $last
), latest AS (
    SELECT rule, period, source, child_id,
        {latest}
    FROM touched
    GROUP BY rule, period, source, child_id
)
SELECT rule, period, source, kabupaten_code, kecamatan_code, area_code, puskesmas, sex,
    {_age_band_sql()} AS age_band,
    {columns},
    {marks}
FROM touched
JOIN latest USING (rule, period, source, child_id)
WHERE {any_mark}
"""


def cube_rows(entries: Sequence[Indicator]) -> str:
    """Insert the counts of ``counted`` into the cube, one row per cell and indicator."""
    chosen = choices(entries)
    structs = ",\n            ".join(
        f"{{'indicator': '{entry.key}', 'numerator': {_numerator(entry, chosen[entry.key])}, "
        f"'denominator': {_denominator(entry, chosen[entry.key])}, "
        f"'rows': count(*) FILTER ({chosen[entry.key].name})}}"
        for entry in entries
    )
    return f"""-- grain: touched period x lowest known area x puskesmas x sex x age band x indicator
INSERT INTO cube
WITH cells AS (
    SELECT rule, period, source, kabupaten_code, kecamatan_code, area_code, puskesmas, sex,
        age_band,
        [
            {structs}
        ] AS counts
    FROM counted
    GROUP BY rule, period, source, kabupaten_code, kecamatan_code, area_code, puskesmas, sex,
        age_band
), long AS (
    SELECT * EXCLUDE (counts), unnest(counts) AS n FROM cells
)
SELECT rule, period, source, kabupaten_code, kecamatan_code, area_code, puskesmas, sex, age_band,
    true AS final, n.indicator, n.numerator, n.denominator
FROM long
WHERE n.rows > 0
ORDER BY rule, period, n.indicator -- kept together on disk: a page reads one period
"""


def month_sums(entries: Sequence[Indicator]) -> str:
    """Insert the touched longer periods of ``sum_of_months`` entries: sums of their months.

    Parameter: $kabupaten. Every month of a quarter stands in the cube, touched or not.
    """
    keys = ", ".join(f"'{e.key}'" for e in entries if e.counting == "sum_of_months")
    return f"""-- grain: touched quarter x area x puskesmas x sex x age band x indicator
INSERT INTO cube
SELECT t.rule, t.period, c.source, c.kabupaten_code, c.kecamatan_code, c.area_code, c.puskesmas,
    c.sex, c.age_band, true AS final, c.indicator,
    CAST(sum(c.numerator) AS BIGINT), CAST(sum(c.denominator) AS BIGINT)
FROM touched_month AS t
JOIN cube AS c ON c.rule = 'bulan' AND c.period = strftime(t.month, '%Y-%m')
WHERE NOT t.monthly AND c.kabupaten_code = $kabupaten AND c.indicator IN ({keys or "''"})
GROUP BY t.rule, t.period, c.source, c.kabupaten_code, c.kecamatan_code, c.area_code,
    c.puskesmas, c.sex, c.age_band, c.indicator
"""


def child_states(entry: Indicator) -> str:
    """Temporary table ``child_state``: the counted state of each balita in each involved period.

    Reads ``state_month`` (like ``touched_month``). Parameters: $kabupaten, $first, $last.
    Like in the figures, a child of 60 months or more is counted only where ``ages`` is all.
    """
    state = condition_sql(entry.condition) if entry.condition else "true"
    return f"""-- grain: involved period x child counted for the indicator
CREATE OR REPLACE TEMP TABLE child_state AS
WITH qualified AS (
    SELECT t.rule, t.period, m.source, m.child_id, m.measured_on,
        {{'kecamatan': m.kecamatan_code, 'area': m.area_code, 'puskesmas': m.puskesmas,
          'baduta': m.age_days < {BADUTA_DAYS!r}, 'balita': m.age_days < {BALITA_DAYS!r},
          'state': CAST({state} AS TINYINT)}} AS counted
    FROM measurement AS m
    JOIN state_month AS t ON date_trunc('month', m.measured_on) = t.month
    WHERE m.kabupaten_code = $kabupaten AND m.measured_on BETWEEN $first AND $last
        AND {qualifies_sql(entry)}
), latest AS (
    SELECT rule, period, source, child_id, arg_max(counted, measured_on) AS counted
    FROM qualified
    GROUP BY rule, period, source, child_id
)
SELECT l.rule, l.period, l.source, l.child_id, l.counted.kecamatan AS kecamatan,
    l.counted.area AS area, l.counted.puskesmas AS puskesmas, l.counted.baduta AS baduta,
    l.counted.state AS state, COALESCE(c.weak, false) AS weak
FROM latest AS l
LEFT JOIN child AS c USING (child_id)
WHERE {"l.counted.balita" if entry.ages == "balita" else "true"}
"""


def transition_rows(entry: Indicator) -> str:
    """Select the transitions of ``period_pair`` from ``child_state``. Parameter: $kabupaten."""
    return f"""-- grain: pair of periods x area before/now x age before/now x state before/now
WITH linked AS (
    SELECT p.period, p.compared, n.source, n.child_id, b.child_id AS child_before,
        b.kecamatan AS kecamatan_before, b.area AS area_before, b.puskesmas AS puskesmas_before,
        b.baduta AS baduta_before, b.state AS state_before,
        n.kecamatan AS kecamatan_now, n.area AS area_now, n.puskesmas AS puskesmas_now,
        n.baduta AS baduta_now, n.state AS state_now, n.weak
    FROM period_pair AS p
    JOIN child_state AS n ON n.rule = p.rule AND n.period = p.period
    LEFT JOIN child_state AS b ON b.rule = p.rule AND b.period = p.compared
        AND b.child_id = n.child_id AND b.source = n.source
), gone AS (
    SELECT p.period, p.compared, b.source, b.child_id, b.child_id AS child_before,
        b.kecamatan AS kecamatan_before, b.area AS area_before, b.puskesmas AS puskesmas_before,
        b.baduta AS baduta_before, b.state AS state_before,
        NULL AS kecamatan_now, NULL AS area_now, NULL AS puskesmas_now, NULL AS baduta_now,
        NULL AS state_now, b.weak
    FROM period_pair AS p
    JOIN child_state AS b ON b.rule = p.rule AND b.period = p.compared
    ANTI JOIN child_state AS n ON n.rule = p.rule AND n.period = p.period
        AND n.child_id = b.child_id AND n.source = b.source
), pairs AS (
    SELECT * FROM linked UNION ALL SELECT * FROM gone
)
SELECT '{entry.key}' AS indicator, period, compared, source, $kabupaten AS kabupaten_code,
    kecamatan_before, area_before, puskesmas_before, baduta_before, state_before,
    kecamatan_now, area_now, puskesmas_now, baduta_now, state_now, weak, count(*) AS children
FROM pairs
GROUP BY ALL
"""


def _chosen(choice: Choice) -> str:
    # A monthly choice counts in months only; longer periods add the months up (``month_sums``).
    return f"{choice.qualifies} AND monthly" if choice.monthly else choice.qualifies


def _numerator(entry: Indicator, choice: Choice) -> str:
    met = f" AND {condition_sql(entry.condition)}" if entry.condition else ""
    return f"count(*) FILTER ({choice.name}{met})"


def _denominator(entry: Indicator, choice: Choice) -> str:
    if entry.denominator_kind == "counted":
        return f"count(*) FILTER ({choice.name})"
    return "CAST(NULL AS BIGINT)"


def _columns(entries: Sequence[Indicator]) -> set[str]:
    found: set[str] = set()
    for entry in entries:
        if entry.index is not None:
            found |= {entry.index, FLAGS[entry.index]}
        found |= {c.column for c in (entry.counted, entry.condition) if c is not None}
    return found


def _age_band_sql() -> str:
    cases = " ".join(
        f"WHEN age_days < {band.below_months * DAYS_PER_MONTH!r} THEN '{band.key}'"
        for band in AGE_BANDS
        if band.below_months is not None
    )
    return f"CASE {cases} ELSE '{AGE_BANDS[-1].key}' END"
