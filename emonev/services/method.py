"""Metodologi: how every number is made, rendered from the indicator registry and the rules."""

from __future__ import annotations

from dataclasses import dataclass

from emonev.core.scope import Scope
from emonev.store.store import Cursor


@dataclass(frozen=True, slots=True)
class MethodIndicator:
    """One indicator as people must be able to read it."""

    key: str
    label: str
    definition: str
    numerator: str
    denominator: str
    periods: str
    source: str
    norm: str
    direction: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MethodTable:
    """A small table: header cells and rows of the same length."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class MethodSection:
    """A heading, its paragraphs and at most one table."""

    key: str
    title: str
    paragraphs: tuple[str, ...]
    table: MethodTable | None = None


@dataclass(frozen=True, slots=True)
class MethodPage:
    """The page: a lead, the indicators, then the sections in reading order."""

    title: str
    lead: str
    indicators: tuple[MethodIndicator, ...]
    sections: tuple[MethodSection, ...]


def method(cursor: Cursor, scope: Scope, kabupaten: str = "") -> MethodPage:
    """Metodologi; with a kabupaten also its settings and the sasaran sources in use."""
    raise NotImplementedError
