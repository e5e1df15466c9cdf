"""Kinds about the programme rather than about children: services, families, targets, budgets."""

from __future__ import annotations

from emonev.ingest.tables import cakupan, krs, krs_family
from emonev.ingest.tables.work import TableKind

PROGRAMME: tuple[TableKind, ...] = (cakupan.KIND, krs.KIND, krs_family.KIND)
