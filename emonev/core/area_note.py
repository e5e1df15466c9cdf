"""What an uploaded master tells of an area, as one text: equal areas give equal texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from emonev.core.area import Area, level_of, parent_of

FIELDS = ("nama", "jenis", "bps", "sejak", "sampai")
"""Fields of the text; one left out says nothing about it."""


def area_note(fields: Mapping[str, str | None]) -> str:
    """The fields that say something, as JSON in one order."""
    told = {name: fields[name] for name in FIELDS if fields.get(name)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def told_of(note: str | None) -> dict[str, str]:
    """The fields of ``area_note`` again."""
    found: dict[str, str] = json.loads(note or "{}")
    return found


def told_from(area: Area) -> dict[str, str | None]:
    """The fields that say this area."""
    return {
        "nama": area.name,
        "jenis": area.kind,
        "bps": area.bps_code,
        "sejak": area.valid_from.isoformat() if area.valid_from else None,
        "sampai": area.valid_to.isoformat() if area.valid_to else None,
    }


def area_from(code: str, told: Mapping[str, str]) -> Area:
    """The area of a Kemendagri code after what its note tells."""
    since, until = (
        date.fromisoformat(told[name]) if told.get(name) else None for name in ("sejak", "sampai")
    )
    return Area(
        code=code,
        name=told.get("nama", code),
        level=level_of(code),
        parent_code=parent_of(code),
        bps_code=told.get("bps") or None,
        kind=told.get("jenis") or None,
        valid_from=since,
        valid_to=until,
    )
