"""What is known of one puskesmas, and of one desa: the facts of a profil."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from emonev.services.deck_facts import Facts
from emonev.services.headline_result import Headline, NotSent
from emonev.services.trend import TrendView
from emonev.store.store import sql

NOBODY = NotSent(0, 0, (), "")
"""Who has not sent is told of areas, not of one puskesmas or desa."""


VILLAGES = {"1": "Kelurahan ", "2": "Desa "}
"""First digit of the last part of a Kemendagri code."""


class PuskesmasFacts(Facts):
    """One puskesmas of the selection's kecamatan (``selection.puskesmas`` is its name)."""

    @cached_property
    def headline(self) -> Headline:
        """Ringkasan of what the puskesmas measured, under its own name."""
        return replace(super().headline, area=self.name, not_sent=NOBODY)

    @property
    def name(self) -> str:
        """ "Puskesmas Masamba"."""
        its = self.selection.puskesmas
        return its if its.lower().startswith("puskesmas") else f"Puskesmas {its}"

    @property
    def place(self) -> str:
        """Its name and where it lies."""
        return f"{self.name}{_kecamatan(self)}"


class DesaFacts(Facts):
    """One desa or kelurahan (``selection.desa``)."""

    @cached_property
    def headline(self) -> Headline:
        """Ringkasan of the desa."""
        return replace(super().headline, not_sent=NOBODY)

    @property
    def place(self) -> str:
        """Its name and where it lies."""
        kind = VILLAGES.get(self.selection.desa.rpartition(".")[2][:1], "")
        row = self.cursor.execute(
            sql("area_by_code"), {"code": self.selection.kecamatan}
        ).fetchone()
        inside = f", Kecamatan {row[1]}" if row else ""
        return f"{kind}{self.headline.area}{inside}"

    @cached_property
    def trend(self) -> TrendView:
        """The desa's own line out of those of its kecamatan."""
        return only(super().trend, self.selection.desa)


def _kecamatan(facts: Facts) -> str:
    code = facts.selection.kecamatan
    row = facts.cursor.execute(sql("area_by_code"), {"code": code}).fetchone()
    return f", Kecamatan {row[1]}" if row else ""


def only(view: TrendView, code: str) -> TrendView:
    """The trend of one part of ``view``'s area, without the others."""
    at = next(number for number, one in enumerate(view.series) if one.area_code == code)
    each = len(view.whole.points)
    # Rows of the whole stand first, then those of every series, in their order.
    rows = view.table[(at + 1) * each : (at + 2) * each]
    return replace(view, whole=view.series[at], series=(), groups=(), table=rows)
