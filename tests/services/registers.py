"""A register with a meeting in it, and the viewers of its tests. Not part of the product."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from emonev.core.scope import Scope, local
from emonev.register.register import Register
from emonev.services.meetings import create_meeting

KAB = "73.22"
VIEWER = local(KAB)
CAMAT = Scope("camat", "73.22.01")
OTHER_CAMAT = Scope("camat", "73.22.02")
ELSEWHERE = Scope("lokal", "33.27")

HELD_ON = date(2025, 9, 4)
NOW = datetime(2025, 9, 4, 10, 30)
WHO = "Bapperida"


def register_in(folder: Path) -> Register:
    """A fresh register."""
    return Register(folder / "kerja.sqlite")


def a_meeting(register: Register, **fields: object) -> int:
    """A meeting of Luwu Utara; a test says only what matters."""
    given = {"title": "Rakor stunting TW III", "held_on": HELD_ON, "who": WHO, "now": NOW}
    return create_meeting(VIEWER, register, KAB, **(given | fields))  # type: ignore[arg-type]
