"""Checks between the fields of a row, and of a whole sheet."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from emonev.core.age import DAYS_PER_MONTH
from emonev.ingest.dates import Age, age_gap_days, is_ambiguous, swapped
from emonev.ingest.labels import STUNTED
from emonev.ingest.values import COMMA_OR_GRAMS, MEASURES, measured, weight_by_age

if TYPE_CHECKING:
    from emonev.ingest.working import Working

_SIXTY_MONTHS_DAYS = 60 * DAYS_PER_MONTH  # 1826.25, as WHO counts: day 1826 is still a balita
_AGREES_DAYS = 5  # 15,865 of 15,865 rows agreed within 5 days (spreadsheets.md §6.5)
_ENOUGH_ROWS = 10  # fewer rows of one sex or age are no sign of a filtered file
_ENOUGH_LABELS = 8


def check_rows(work: Working) -> None:
    """Dates against each other and the age text, weights without a comma, empty measurements."""
    _check_age(work)
    _check_dates(work)
    _weights_by_age(work)
    _note_empty(work)


def _check_age(work: Working) -> None:
    """Compare each age text with the two dates; a swapped day and month is mended and flagged."""
    births, measures = work.values["birth_date"], work.values["measured_on"]
    ages: list[Age | None] = work.values["age"]
    rough = {
        age: age.months * DAYS_PER_MONTH + (age.days or 0) for age in set(ages) if age is not None
    }
    for i, age in enumerate(ages):
        if age is None:
            continue
        birth, measured_on = births[i], measures[i]
        if birth is None or measured_on is None:
            continue
        if age.days is not None and abs((measured_on - birth).days - rough[age]) <= 2:
            continue
        if age_gap_days(birth, measured_on, age) > _AGREES_DAYS:
            _mend_or_flag(work, i, birth, measured_on, age)


def _mend_or_flag(work: Working, i: int, birth: date, measured_on: date, age: Age) -> None:
    fixes: list[tuple[str, date]] = []
    if age.days is not None:
        for name, day in (("birth_date", birth), ("measured_on", measured_on)):
            other = swapped(day) if _may_be_swapped(work, i, name) else None
            if other is None or other == day:
                continue
            pair = (other, measured_on) if name == "birth_date" else (birth, other)
            if pair[0] <= pair[1] and age_gap_days(*pair, age) <= _AGREES_DAYS:
                fixes.append((name, other))
    if len(fixes) == 1:
        name, day = fixes[0]
        work.values[name][i] = day
        work.flag(i, "hari_bulan_tertukar", name, work.cells[name][i])
    else:
        work.flag(i, "usia_tidak_cocok", "age_text", work.cells["age_text"][i])


def _may_be_swapped(work: Working, i: int, name: str) -> bool:
    """Excel may have swapped a date cell or an "a/b/yyyy"; ISO text is as typed."""
    if name not in work.cells:
        return False
    raw = work.cells[name][i]
    return isinstance(raw, (date, datetime)) or is_ambiguous(raw)


def _check_dates(work: Working) -> None:
    today = work.options.today
    for i, (birth, measured_on) in enumerate(
        zip(work.values["birth_date"], work.values["measured_on"], strict=True)
    ):
        if today is not None:
            if birth is not None and birth > today:
                work.reject(i, "tanggal_masa_depan", "birth_date", birth)
                continue
            if measured_on is not None and measured_on > today:
                work.reject(i, "tanggal_masa_depan", "measured_on", measured_on)
                continue
        if birth is None or measured_on is None:
            continue
        if measured_on < birth:
            work.reject(i, "diukur_sebelum_lahir", "measured_on", f"{measured_on} < {birth}")
        elif (measured_on - birth).days >= _SIXTY_MONTHS_DAYS:
            work.flag(i, "usia_60_bulan", "birth_date", f"{completed_months(birth, measured_on)}")


def completed_months(birth: date, on: date) -> int:
    """Completed months between two dates."""
    return (on.year - birth.year) * 12 + on.month - birth.month - (on.day < birth.day)


def _weights_by_age(work: Working) -> None:
    if "weight_kg" not in work.values:
        return
    weights, cells = work.values["weight_kg"], work.cells["weight_kg"]
    read = measured("weight_kg")
    limit = MEASURES["weight_kg"].high
    for i, weight in enumerate(weights):
        if weight is None or weight <= limit or read(cells[i])[1] != COMMA_OR_GRAMS:
            continue
        birth, on = work.values["birth_date"][i], work.values["measured_on"][i]
        age_days = (on - birth).days if birth is not None and on is not None else None
        weights[i], code = weight_by_age(weight, age_days)
        if code:
            work.flag(i, code, "weight_kg", cells[i])


def _note_empty(work: Working) -> None:
    nothing = [None] * work.size
    weights = work.values.get("weight_kg", nothing)
    heights = work.values.get("lenhei_cm", nothing)
    for i, (weight, height) in enumerate(zip(weights, heights, strict=True)):
        if weight is None and height is None and i not in work.rejected:
            work.flag(i, "berat_tinggi_kosong")


def check_sheet(work: Working) -> bool:
    """Loud warnings about selections; True where the sheet holds only stunted children."""
    kept = [i for i in range(work.size) if i not in work.rejected]
    if len(kept) >= _ENOUGH_ROWS:
        sexes = {work.values["sex"][i] for i in kept} if "sex" in work.values else set()
        if len(sexes) == 1:
            work.log.add("satu_jenis_kelamin", found="L" if sexes == {"m"} else "P")
        births, measures = work.values["birth_date"], work.values["measured_on"]
        if all(completed_months(births[i], measures[i]) < 12 for i in kept):
            work.log.add("hanya_bayi")
    labels = [v for v in work.values.get("label_haz", ()) if v is not None and v != "outlier"]
    cases_only = len(labels) >= _ENOUGH_LABELS and all(label in STUNTED for label in labels)
    if cases_only:
        work.log.add("hanya_kasus", found=f"{len(labels)} label")
    return cases_only
