"""Who looks, and how far they may see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """The viewer: a role and the area it reaches.

    First argument of every service call and every cached function, so that nothing one viewer
    sees can be served to another. ``area_code`` is a Kemendagri code ("73.22"); everything at
    or below it is visible. Empty means the whole store (the command line, an administrator).
    """

    role: str
    area_code: str

    def reaches(self, area_code: str) -> bool:
        """True when ``area_code`` is the scope's own area or lies below it."""
        if not self.area_code:
            return True
        return area_code == self.area_code or area_code.startswith(self.area_code + ".")


def local(kabupaten_code: str) -> Scope:
    """The one person at a laptop: sees the whole kabupaten, exact counts included."""
    return Scope(role="lokal", area_code=kabupaten_code)


EVERYTHING = Scope(role="lokal", area_code="")
"""The command line's scope: the person who can open the store file reads all of it."""
