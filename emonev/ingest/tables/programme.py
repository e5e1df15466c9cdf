"""Kinds about the programme rather than about children: services, families, targets, budgets."""

from __future__ import annotations

from emonev.ingest.tables import (
    budget,
    cakupan,
    krs,
    krs_family,
    masters,
    survey,
    targets,
)
from emonev.ingest.tables.work import TableKind

PROGRAMME: tuple[TableKind, ...] = (
    cakupan.KIND,
    krs.KIND,
    krs_family.KIND,
    survey.KIND,
    targets.KIND,
    budget.KIND,
    masters.AREA_KIND,
    masters.PUSKESMAS_KIND,
    masters.ALIAS_KIND,
)
