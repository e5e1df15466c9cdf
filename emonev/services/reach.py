"""What a viewer may ask for: the whole of an area, or the part of it the scope reaches."""

from __future__ import annotations

from emonev.core.scope import Scope
from emonev.errors import NoAccess


def reached_area(scope: Scope, asked: str) -> str:
    """``asked`` when the scope reaches it, the scope's own area when that lies inside ``asked``.

    Raises NoAccess when the two do not meet.
    """
    if scope.reaches(asked):
        return asked
    if scope.area_code.startswith(asked + "."):
        return scope.area_code
    raise NoAccess("Wilayah ini di luar kewenangan Anda.")


def require_reach(scope: Scope, asked: str) -> None:
    """Raises NoAccess unless the scope reaches the whole of ``asked``."""
    if not scope.reaches(asked):
        raise NoAccess("Wilayah ini di luar kewenangan Anda.")
