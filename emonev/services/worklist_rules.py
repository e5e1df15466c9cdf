"""Who is on which list: a child in, a line out or None. Nothing here reads a file or the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from emonev.core.indonesian import day, decimal
from emonev.core.period import MONTHS_LONG
from emonev.indicators.registry import registry
from emonev.services.worklist_child import Child, Visit, is_balita
from emonev.services.worklist_result import Line

LABELS = {
    "gizi_buruk": "Gizi buruk", "gizi_kurang": "Gizi kurang", "normal": "Gizi baik",
    "risiko_lebih": "Berisiko gizi lebih", "lebih": "Gizi lebih", "obesitas": "Obesitas",
    "outlier": "Outlier",
}  # fmt: skip
"""The sheet's own BB/TB label in words."""

_THIN = ("gizi_buruk", "gizi_kurang")


def new_case(child: Child) -> Line | None:
    """Stunted at its newest valid length in the file, and not at the valid one before it."""
    now = _newest(child.rows, "zlen")
    if now is None or not _is("stunting", now.valid("zlen")):
        return None
    earlier = _newest(child.before(now), "zlen")
    if earlier is None:
        return _line(child, now, "baru_tercatat", "zlen", _stunted_word(now),
                     (_never_measured(child, now),), cells=("lenhei_cm",))  # fmt: skip
    if _is("stunting", earlier.valid("zlen")):
        return None
    detail = f"{day(earlier.measured_on)}: z {decimal(earlier.valid('zlen'), 2)} ({where(earlier)})"
    return _line(child, now, "kasus_baru", "zlen", _stunted_word(now), (detail,),
                 cells=("lenhei_cm",))  # fmt: skip


def is_old_case(child: Child, since: date) -> bool:
    """Stunted now (not before ``since``) and at the measurement before: no line, but counted."""
    now = _newest(child.rows, "zlen")
    if now is None or now.measured_on < since or not _is("stunting", now.valid("zlen")):
        return False
    earlier = _newest(child.before(now), "zlen")
    return earlier is not None and _is("stunting", earlier.valid("zlen"))


def thin(child: Child) -> Line | None:
    """Gizi buruk or gizi kurang by weight for length; or only by the file's own label."""
    last = child.last
    labelled = last.label_whz in _THIN
    now = last if last.valid("zwfl") is not None or labelled else _newest(child.rows, "zwfl")
    if now is None:
        return None
    z = now.valid("zwfl")
    if _is("wasting", z):
        severe = _is("severe_wasting", z)
        kind = "gizi_buruk" if severe else "gizi_kurang"
        return _line(child, now, kind, "zwfl", LABELS[kind], cells=("weight_kg", "lenhei_cm"))
    if now is last and labelled and is_balita(child.age_days(now.measured_on)):
        return _line(child, now, "label_saja", "zwfl", "Hanya menurut label berkas",
                     (_why_only_label(now),), cells=("label_whz",))  # fmt: skip
    return None


def twice_no_gain(child: Child) -> Line | None:
    """2T: the newest weighing in the file is T, and that of the calendar month before as well."""
    said = [visit for visit in child.rows if visit.weight_gain]
    if not said or said[-1].weight_gain != "T":
        return None
    now = said[-1]
    if not is_balita(child.age_days(now.measured_on)):
        return None
    before = _month_before(now.measured_on)
    earlier = [v for v in child.visits if v.weight_gain and _month(v.measured_on) == before]
    if not earlier or earlier[-1].weight_gain != "T":
        return None
    words = tuple(f"T {month_word(v.measured_on)} ({where(v)})" for v in (earlier[-1], now))
    return _line(child, now, "dua_t", "zwei", "2T", words, cells=("weight_kg",))


def unmeasured(child: Child, month: date, since: date) -> Line | None:
    """In the file, but without a length or height in its newest month (``month``: its first day).

    Rows before ``since`` are too old: the child is no longer known here.
    """
    last = child.last
    age = child.age_days(month)
    measured = any(v.lenhei_cm is not None and v.measured_on >= month for v in child.visits)
    if measured or not is_balita(age) or last.measured_on < since:
        return None
    tall = [v for v in child.visits if v.lenhei_cm is not None]
    details = [f"terakhir diukur {day(tall[-1].measured_on)} ({where(tall[-1])})"] if tall else (
        ["belum pernah diukur PB/TB"])  # fmt: skip
    if last.measured_on >= month:
        details.insert(0, "ditimbang bulan ini tanpa PB/TB" if last.weight_kg else
                       "baris bulan ini tanpa BB dan PB/TB")  # fmt: skip
    return Line(
        last.place, last.name, child.sex, child.birth_date, max(age, 0), "di_berkas",
        measured_on=last.measured_on, weight_kg=last.weight_kg, details=tuple(details),
        cells=(at(last, "lenhei_cm") or last.origin,),
    )  # fmt: skip


def doubles(children: Sequence[Child]) -> tuple[Line, ...]:
    """Children that may be one: one name, birth date and sex under several NIK, or one NIK with
    several birth dates or sexes. Those of one doubt follow each other; each child once."""
    groups: dict[int, tuple[list[Child], list[str]]] = {}
    placed: dict[int, int] = {}
    for together, reason in (*_of_one_name(children), *_of_one_nik(children)):
        number = next((placed[c.number] for c in together if c.number in placed), len(groups) + 1)
        members, reasons = groups.setdefault(number, ([], []))
        reasons.append(reason)
        for child in together:
            if child.number not in placed:
                placed[child.number] = number
                members.append(child)
    lines = [
        _double(child, number, reasons)
        for number, (members, reasons) in groups.items()
        for child in members
    ]
    alone = [child for child in children if child.doubtful and child.number not in placed]
    reason = "nama, tanggal lahir dan jenis kelamin sama dengan anak lain pada data tersimpan"
    later = len(groups)
    lines += [
        _double(child, later + n, [f"{reason}, NIK berbeda"]) for n, child in enumerate(alone, 1)
    ]
    return tuple(lines)


def _of_one_name(children: Iterable[Child]) -> list[tuple[list[Child], str]]:
    found: dict[str, list[Child]] = {}
    for child in children:
        for name in sorted(child.name_keys):
            found.setdefault(name, []).append(child)
    return [
        (group, "nama, tanggal lahir dan jenis kelamin sama, NIK berbeda")
        for group in found.values()
        if len({nik for child in group for nik in child.nik_keys}) > 1
    ]


def _of_one_nik(children: Iterable[Child]) -> list[tuple[list[Child], str]]:
    found: dict[str, list[Child]] = {}
    for child in children:
        for nik in sorted(child.nik_keys):
            found.setdefault(nik, []).append(child)
    return [
        (group, "NIK sama, tanggal lahir atau jenis kelamin berbeda")
        for group in found.values()
        if len({(child.sex, child.birth_date) for child in group}) > 1
    ]


def _double(child: Child, group: int, reasons: Sequence[str]) -> Line:
    last = child.last
    cells = tuple(cell for cell in (at(last, "nik"), at(last, "birth_date")) if cell)
    return Line(
        last.place, last.name, child.sex, child.birth_date, child.age_days(last.measured_on),
        "ganda", measured_on=last.measured_on, details=tuple(dict.fromkeys(reasons)), cells=cells,
        group=group,
    )  # fmt: skip


# --- words and small steps


def where(visit: Visit) -> str:
    """Where a visit is known from: its row of the file, or the store."""
    return f"berkas, {visit.origin}" if visit.in_file else "data tersimpan"


def at(visit: Visit, name: str) -> str:
    """The Excel cell of a field; "" where there is none."""
    return visit.cells.get(name, "")


def month_word(value: date) -> str:
    """ "Agustus 2025"."""
    return f"{MONTHS_LONG[value.month - 1]} {value.year}"


def _line(
    child: Child,
    visit: Visit,
    kind: str,
    index: str,
    status: str,
    details: tuple[str, ...] = (),
    cells: Sequence[str] = (),
) -> Line:
    return Line(
        child.last.place, child.last.name, child.sex, child.birth_date,
        child.age_days(visit.measured_on), kind, measured_on=visit.measured_on,
        weight_kg=visit.weight_kg, lenhei_cm=visit.lenhei_cm, muac_cm=visit.muac_cm,
        z=visit.valid(index), status=status, label=LABELS.get(visit.label_whz or "", ""),
        details=details, cells=tuple(cell for name in cells if (cell := at(visit, name))),
    )  # fmt: skip


def _newest(visits: Sequence[Visit], index: str) -> Visit | None:
    """The newest visit with a valid z of ``index``."""
    return next((v for v in reversed(visits) if v.valid(index) is not None), None)


def _is(indicator: str, z: float | None) -> bool:
    condition = registry()[indicator].condition
    return condition is not None and condition.holds(z)


def _stunted_word(visit: Visit) -> str:
    return "Sangat pendek" if _is("severe_stunting", visit.valid("zlen")) else "Pendek"


def _never_measured(child: Child, now: Visit) -> str:
    earlier = child.before(now)
    if earlier:
        return f"pernah tercatat {day(earlier[-1].measured_on)}, tanpa PB/TB yang sah"
    if child.weak:
        return "berkas tanpa NIK dan nama: tidak dapat dicari pada data tersimpan"
    return "belum pernah tercatat"


def _why_only_label(visit: Visit) -> str:
    z = visit.z.get("zwfl")
    if z is None:
        return "tidak dapat dihitung ulang: BB atau PB/TB kosong atau tidak terbaca"
    if visit.flags.get("zwfl"):
        return f"hitung ulang z {decimal(z, 2)}: di luar batas WHO, ukur ulang"
    return f"hitung ulang z {decimal(z, 2)}: tidak kurus"


def _month(value: date) -> tuple[int, int]:
    return value.year, value.month


def _month_before(value: date) -> tuple[int, int]:
    return _month(value.replace(day=1) - timedelta(days=1))
