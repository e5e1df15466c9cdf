"""What was typed in during a meeting, checked against the areas and the indicators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from emonev.core.area import Level
from emonev.core.indonesian import long_day
from emonev.core.scope import Scope
from emonev.errors import NoAccess, WrongCall
from emonev.indicators.registry import registry
from emonev.services.meeting_result import DecisionDraft, Meeting, UnitKind
from emonev.services.written import LONGEST_TEXT, line
from emonev.store.store import Cursor, sql

MOST_CHILDREN = 1_000_000
"""A target beyond is a slip of the keyboard."""

NO_LOKUS = "Lokus belum dipilih."


def checked(
    scope: Scope, cursor: Cursor, found: Meeting, draft: DecisionDraft
) -> dict[str, str | int | None]:
    """The fields of ``draft`` as they are stored, everything but the base counts.

    The unit's code is looked up where its name is known. Who reaches one kecamatan only writes
    decisions for that one. Raises WrongCall naming the field, NoAccess.
    """
    if draft.unit_kind not in get_args(UnitKind):
        raise WrongCall(f"Jenis pelaksana tidak dikenal: {draft.unit_kind}.")
    if draft.due_on < found.held_on:
        raise WrongCall(
            f"Tenggat {long_day(draft.due_on)} mendahului rapatnya ({long_day(found.held_on)})."
        )
    unit = line(draft.unit, "Pelaksana", required=True)
    return {
        "what": line(draft.what, "Keputusan", required=True, longest=LONGEST_TEXT),
        "unit_kind": draft.unit_kind,
        "unit": unit,
        "unit_code": _unit_code(cursor, found.kabupaten, draft, unit),
        "responsible": line(draft.responsible, "Penanggung jawab"),
        "indicator": _indicator(draft),
        "lokus": _lokus(scope, cursor, found, draft.lokus),
        "target_children": _target(draft),
        "due_on": draft.due_on.isoformat(),
    }


def places_of(cursor: Cursor, kabupaten: str) -> Mapping[str, tuple[str, str]]:
    """Code → name and level of everything living in the kabupaten, itself included."""
    rows = cursor.execute(sql("choice_places"), {"below": kabupaten}).fetchall()
    return {code: (name, level) for code, name, level, _ in rows}


def _indicator(draft: DecisionDraft) -> str:
    if draft.indicator and draft.indicator not in registry().keys:
        raise WrongCall(f"Indikator tidak dikenal: {draft.indicator}.")
    return draft.indicator


def _target(draft: DecisionDraft) -> int | None:
    target = draft.target_children
    if target is None:
        return None
    if not 0 <= target <= MOST_CHILDREN:
        raise WrongCall(f"Target {target} anak tidak dapat dipakai.", hint="Isi 0 atau lebih.")
    if not draft.indicator or not registry()[draft.indicator].is_prevalence:
        raise WrongCall(
            "Target jumlah anak memerlukan indikator prevalensi, misalnya stunting.",
            hint="Pilih indikatornya, atau kosongkan target.",
        )
    return target


def _lokus(scope: Scope, cursor: Cursor, found: Meeting, lokus: str) -> str:
    if not lokus and not scope.reaches(found.kabupaten):
        if len(found.kecamatan) != 1:
            raise WrongCall(NO_LOKUS)
        lokus = found.kecamatan[0]
    if not lokus or lokus == found.kabupaten:
        return ""
    if not lokus.startswith(f"{found.kabupaten}."):
        raise WrongCall(f"Lokus {lokus} tidak terletak di kabupaten ini.")
    if lokus not in places_of(cursor, found.kabupaten):
        raise WrongCall(f"Lokus tidak dikenal: {lokus}.")
    if not scope.reaches(lokus):
        raise NoAccess("Lokus ini di luar wilayah Anda.")
    return lokus


def _unit_code(cursor: Cursor, kabupaten: str, draft: DecisionDraft, unit: str) -> str:
    """The kecamatan of the unit: as given, else by the unit's name where only one bears it."""
    if draft.unit_kind == "opd":
        return ""
    places = places_of(cursor, kabupaten)
    kecamatan = {code: name for code, (name, level) in places.items() if level == Level.KECAMATAN}
    if draft.unit_code:
        if draft.unit_code not in kecamatan:
            raise WrongCall(f"Kecamatan pelaksana tidak dikenal: {draft.unit_code}.")
        return draft.unit_code
    named = list(kecamatan.items())
    if draft.unit_kind == "puskesmas":
        named = cursor.execute(sql("choice_puskesmas"), {"kabupaten": kabupaten}).fetchall()
    wanted = _bare(unit)
    codes = {code for code, name in named if code in kecamatan and _bare(name) == wanted}
    return codes.pop() if len(codes) == 1 else ""


def _bare(name: str) -> str:
    lowered = name.casefold()
    for prefix in ("kecamatan ", "puskesmas "):
        lowered = lowered.removeprefix(prefix)
    return lowered
