"""The one SELECT that turns measures into z-scores, over any relation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from emonev.growth import rules, tables
from emonev.growth.rules import WHO, Switches

TEMPLATE = Path(__file__).with_name("zscore.sql")

OUTPUT_COLUMNS = ("clen", *rules.Z_COLUMNS, *rules.FLAG_COLUMNS)
"""What the SELECT gives after the passed-through columns."""

_SD = "{m} * power(1 + {k} * {l} * {s}, 1 / {l})"
_RESTRICTED = """CASE
            WHEN abs({z}) > 3 THEN CASE
                WHEN {z} > 0 THEN 3 + ({y} - {sd3}) / ({sd3} - {sd2})
                ELSE -3 + ({y} - {sd_3}) / ({sd_2} - {sd_3})
            END
            ELSE {z}
        END"""


def zscore_select(relation: str, passthrough: Sequence[str] = (), switches: Switches = WHO) -> str:
    """SQL text of the SELECT over ``relation`` (a table, view or "(SELECT ...)" as SQL text).

    The relation has the columns sex ('m'|'f'), age_days (may be fractional), weight_kg, lenhei_cm,
    measure ('l' lying|'h' standing), muac_cm, headc_cm (any number type) and oedema (boolean); any
    of them may be null. Result, one row per row: the ``passthrough`` columns under their own names
    and types, then ``OUTPUT_COLUMNS``: clen (cm, length as the standard wants it), z rounded to 2
    decimals (double) and flags (integer 1 implausible, 0 not); null where not computed. The
    connection must hold WHO's tables (``tables.load_tables``). Row order is not promised: pass a
    key through. Source: growth standards rules 1.1-1.8, in ``rules``.
    """
    clash = set(passthrough) & set(OUTPUT_COLUMNS)
    if clash or len(set(passthrough)) < len(passthrough):
        raise ValueError(f"passthrough columns twice or named like an output: {passthrough}")
    return TEMPLATE.read_text(encoding="utf-8").format(
        relation=relation,
        age_table=tables.AGE_TABLE,
        length_table=tables.LENGTH_TABLE,
        flags=",\n    ".join(
            _flag(z, f, switches) for z, f in zip(rules.Z_COLUMNS, rules.FLAG_COLUMNS, strict=True)
        ),
        **_constants(),
        **_switched(switches),
        **_kept(passthrough),
        **_restricted(),
    )


def _constants() -> dict[str, object]:
    return {
        "largest": rules.LARGEST_NUMBER,
        "height_from_day": rules.HEIGHT_FROM_DAY,
        "shift_cm": rules.LYING_MINUS_STANDING_CM,
        "height_table_from_cm": rules.HEIGHT_TABLE_FROM_CM,
        "last_tenth_l": tables.LAST_TENTH["l"],
        "last_tenth_h": tables.LAST_TENTH["h"],
        "key_m": tables.KEY_OF_SEX["m"],
        "key_f": tables.KEY_OF_SEX["f"],
        "key_l": tables.KEY_OF_POSITION["l"],
        "key_h": tables.KEY_OF_POSITION["h"],
    }


def _switched(switches: Switches) -> dict[str, str]:
    below_9_months = (
        f"measure = 'h' AND age_days / {rules.DAYS_PER_MONTH} < {rules.STANDING_FROM_MONTHS}"
    )
    below_60_months = (
        f"age_days / {rules.DAYS_PER_MONTH} < {rules.AGE_LIMIT_MONTHS} "
        f"AND day <= {rules.AGE_LIMIT_DAY}"
    )
    in_tables = f"day <= {rules.AGE_LIMIT_DAY_EPPGBM}"
    return {
        "standing_not_believed": below_9_months
        if switches.standing_under_9mo == "who"
        else "FALSE",
        "within_age_limit": below_60_months if switches.age_limit == "who" else in_tables,
    }


def _kept(passthrough: Sequence[str]) -> dict[str, str]:
    """Passed-through columns travel as keep_0, keep_1 ... so that no name meets one of ours."""
    quoted = ['"' + name.replace('"', '""') + '"' for name in passthrough]
    return {
        "keep_in": "".join(f"{name} AS keep_{i}, " for i, name in enumerate(quoted)),
        "keep": "".join(f"keep_{i}, " for i in range(len(quoted))),
        "keep_out": "".join(f"keep_{i} AS {name}, " for i, name in enumerate(quoted)),
    }


def _restricted() -> dict[str, str]:
    """The tail rule of the four measures that have one; SD(k) = M * (1 + L * S * k) ^ (1 / L)."""
    measures = {
        "zwei": ("weight_kg", "wfa"),
        "zwfl": ("weight_kg", "wfl"),
        "zbmi": ("bmi", "bmifa"),
        "zac": ("muac_cm", "acfa"),
    }
    texts = {}
    for z, (y, table) in measures.items():
        lms = {part: f"{table}_{part}" for part in "lms"}
        sds = {
            name: f"({_SD.format(k=k, **lms)})"
            for name, k in (("sd3", 3), ("sd2", 2), ("sd_2", -2), ("sd_3", -3))
        }
        texts[f"{z}_restricted"] = _RESTRICTED.format(z=z, y=y, **sds)
    return texts


def _flag(z: str, flag: str, switches: Switches) -> str:
    low, high = rules.FLAG_LIMITS[z]
    if switches.flags == "none":
        return f"CASE WHEN {z} IS NOT NULL THEN 0 END AS {flag}"
    # A comparison with null is null, and so is its cast: no z, no flag.
    outside = f"abs({z}) > {high}" if low == -high else f"({z} < {low} OR {z} > {high})"
    return f"CAST({outside} AS INTEGER) AS {flag}"
