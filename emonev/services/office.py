"""The kabupaten as templates and exports fill it in: its areas, its puskesmas and their codes."""

from __future__ import annotations

from emonev.core.area import parent_of
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.ingest.templates.places import Office, office_of
from emonev.services.reach import reached_area
from emonev.store import areas as stored
from emonev.store.store import Cursor, sql


def office(cursor: Cursor, scope: Scope, kabupaten: str) -> Office:
    """The office of ``kabupaten``, with the areas the viewer reaches only.

    A desa's puskesmas is the one uploaded tables name with it, else the one whose children it
    sent, else the only one of its kecamatan. Raises NoAccess, WrongCall (unknown kabupaten).
    """
    within = reached_area(scope, kabupaten)
    areas = stored.load_areas(cursor, kabupaten)
    if kabupaten not in {area.code for area in areas}:
        raise WrongCall(
            f"Kabupaten {kabupaten} tidak ada pada daftar wilayah.",
            hint="Impor daftar wilayahnya dahulu (areas import).",
        )
    kept = [
        area
        for area in areas
        if within == kabupaten
        or f"{area.code}.".startswith(f"{within}.")
        or f"{within}.".startswith(f"{area.code}.")
    ]
    named = stored.load_puskesmas(cursor, kabupaten)
    here = {area.code for area in kept}
    return office_of(
        kept,
        kabupaten,
        sorted({name for kecamatan, name in named if kecamatan in here}),
        _puskesmas_of(cursor, kabupaten, named, [area.code for area in kept]),
        dict(cursor.execute(sql("entry_puskesmas_codes"), {"kabupaten": kabupaten}).fetchall()),
        _province(cursor, kabupaten),
    )


def _province(cursor: Cursor, kabupaten: str) -> str:
    found = cursor.execute(sql("area_by_code"), {"code": parent_of(kabupaten)}).fetchone()
    return str(found[1]) if found else ""


def _puskesmas_of(
    cursor: Cursor, kabupaten: str, named: list[tuple[str, str]], codes: list[str]
) -> dict[str, str]:
    """Desa code → puskesmas."""
    lone: dict[str, list[str]] = {}
    for kecamatan, name in named:
        lone.setdefault(kecamatan, []).append(name)
    found = {
        code: lone[above][0]
        for code in codes
        if len(lone.get(above := code.rpartition(".")[0], [])) == 1
    }
    sent = cursor.execute(sql("puskesmas_desa"), {"kabupaten": [kabupaten]}).fetchall()
    found |= {area: name for _, name, area in sent}
    told = cursor.execute(sql("entry_puskesmas_desa"), {"kabupaten": kabupaten}).fetchall()
    return found | dict(told)
