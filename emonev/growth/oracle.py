"""WHO's rules for one child in plain Python: slow, obvious, the twin the SELECT must equal.

Written from the rules (WHO 2006, chapter 7; numbers in ``rules``), not from the SQL.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from emonev.growth import rules, tables
from emonev.growth.rules import WHO, Switches
from emonev.growth.tables import Lms


@dataclass(frozen=True, slots=True)
class Child:
    """One measuring; None is unknown. Units in the names; sex 'm'|'f'; measure 'l'|'h'."""

    sex: str | None = None
    age_days: float | None = None
    weight_kg: float | None = None
    lenhei_cm: float | None = None
    measure: str | None = None
    muac_cm: float | None = None
    headc_cm: float | None = None
    oedema: bool | None = None


def zscore(child: Child, switches: Switches = WHO) -> dict[str, float | int | None]:
    """clen, the six z (2 decimals) and the six flags of one child; None where not computed."""
    age = _number(child.age_days, zero=True)
    day = None if age is None else math.floor(age + 0.5)
    position = _position(child, age, switches)
    clen = _clen(child, day, position)
    weight = None if child.oedema else _number(child.weight_kg)
    table_day = day if _scored(age, day, switches) else None
    z = {
        "zlen": _plain_z(clen, _age_row(child, "lfa", table_day)),
        "zwei": _restricted_z(weight, _age_row(child, "wfa", table_day)),
        "zwfl": _restricted_z(
            weight,
            _length_row(child, clen, _length_table(day, position, clen))
            if age is None or table_day is not None
            else None,
        ),
        "zbmi": _restricted_z(_bmi(weight, clen), _age_row(child, "bmifa", table_day)),
        "zac": _restricted_z(_number(child.muac_cm), _age_row(child, "acfa", table_day)),
        "zhc": _plain_z(_number(child.headc_cm), _age_row(child, "hcfa", table_day)),
    }
    rounded = {name: _rounded(value) for name, value in z.items()}
    flags = {f"f{name[1:]}": _flag(name, value, switches) for name, value in rounded.items()}
    return {"clen": clen, **rounded, **flags}


def _number(value: float | None, *, zero: bool = False) -> float | None:
    """The measure, or None when it is no positive finite number (age may be zero)."""
    if value is None or not math.isfinite(value) or value >= rules.LARGEST_NUMBER:
        return None
    return float(value) if value > 0 or (zero and value == 0) else None


def _months(age: float) -> float:
    return age / rules.DAYS_PER_MONTH


def _scored(age: float | None, day: int | None, switches: Switches) -> bool:
    if age is None or day is None:
        return False
    if switches.age_limit == "eppgbm":
        return day <= rules.AGE_LIMIT_DAY_EPPGBM
    return _months(age) < rules.AGE_LIMIT_MONTHS and day <= rules.AGE_LIMIT_DAY


def _position(child: Child, age: float | None, switches: Switches) -> str | None:
    """The position as believed: who cannot stand yet was not measured standing."""
    if child.measure not in ("l", "h"):
        return None
    too_young = age is not None and _months(age) < rules.STANDING_FROM_MONTHS
    if child.measure == "h" and too_young and switches.standing_under_9mo == "who":
        return None
    return child.measure


def _clen(child: Child, day: int | None, position: str | None) -> float | None:
    """Length for the young, height for the older: 0.7 cm added or taken off."""
    measured = _number(child.lenhei_cm)
    if measured is None or day is None:
        return measured
    if day < rules.HEIGHT_FROM_DAY and position == "h":
        return measured + rules.LYING_MINUS_STANDING_CM
    if day >= rules.HEIGHT_FROM_DAY and position == "l":
        return _number(measured - rules.LYING_MINUS_STANDING_CM)
    return measured


def _bmi(weight: float | None, clen: float | None) -> float | None:
    if weight is None or clen is None:
        return None
    square = (clen / 100) * (clen / 100)
    return _number(weight / square) if square > 0 else None


def _length_table(day: int | None, position: str | None, clen: float | None) -> str | None:
    """'l' weight-for-length, 'h' weight-for-height."""
    if day is not None:
        return "l" if day < rules.HEIGHT_FROM_DAY else "h"
    if position is not None or clen is None:
        return position
    return "l" if clen < rules.HEIGHT_TABLE_FROM_CM else "h"


def _age_row(child: Child, indicator: str, day: int | None) -> Lms | None:
    if child.sex is None or day is None:
        return None
    return tables.age_rows().get((indicator, child.sex, day))


def _length_row(child: Child, clen: float | None, table: str | None) -> Lms | None:
    """The row at ``clen``, linear between the two tenths of a cm around it."""
    if clen is None or table is None or child.sex is None:
        return None
    tenths = round(clen * 10, 6)  # 102.39999999999999 cm is 1024 tenths
    if not tables.FIRST_TENTH[table] <= tenths <= tables.LAST_TENTH[table]:
        return None
    below, part = divmod(tenths, 1)
    low = tables.length_rows().get((table, child.sex, int(below)))
    if low is None or part == 0:
        return low
    high = tables.length_rows()[table, child.sex, int(below) + 1]
    return Lms(
        low.power + part * (high.power - low.power),
        low.median + part * (high.median - low.median),
        low.spread + part * (high.spread - low.spread),
    )


def _plain_z(y: float | None, lms: Lms | None) -> float | None:
    """z = ((y / M) ^ L - 1) / (S * L)."""
    if y is None or lms is None:
        return None
    return float(((y / lms.median) ** lms.power - 1) / (lms.spread * lms.power))


def _restricted_z(y: float | None, lms: Lms | None) -> float | None:
    """As ``_plain_z``, but beyond 3 SD one unit is the distance between the 2nd and 3rd SD."""
    z = _plain_z(y, lms)
    if z is None or y is None or lms is None or abs(z) <= rules.TAIL_FROM_SD:
        return z
    side = 1 if z > 0 else -1
    outer, inner = _sd(lms, 3 * side), _sd(lms, 2 * side)
    return side * (3 + abs(y - outer) / abs(outer - inner))


def _sd(lms: Lms, k: int) -> float:
    """The measure at k standard deviations."""
    return float(lms.median * (1 + k * lms.power * lms.spread) ** (1 / lms.power))


def _rounded(z: float | None) -> float | None:
    """Nearest value with 2 decimals, a half away from zero."""
    if z is None:
        return None
    return math.copysign(math.floor(abs(z) * 100 + 0.5) / 100, z)


def _flag(name: str, z: float | None, switches: Switches) -> int | None:
    if z is None:
        return None
    low, high = rules.FLAG_LIMITS[name]
    return int(switches.flags == "who" and (z < low or z > high))
