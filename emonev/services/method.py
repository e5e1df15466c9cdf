"""Metodologi: how every number is made, rendered from the indicator registry and the rules."""

from __future__ import annotations

from dataclasses import dataclass

from emonev.core.difference import CAUSES
from emonev.core.indonesian import decimal, integer, percent
from emonev.core.scope import Scope
from emonev.indicators.registry import Indicator, registry
from emonev.services import method_words, words
from emonev.services.counting import limits
from emonev.services.reach import reached_area
from emonev.services.reference import ReferencePoint, reference
from emonev.store.settings import get_setting
from emonev.store.store import Cursor, sql

DIRECTIONS = {"lower": "makin rendah makin baik", "higher": "makin tinggi makin baik"}


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
    """Metodologi; with a kabupaten also its settings and the sasaran sources in use.

    Raises NoAccess.
    """
    sections = _fixed_sections()
    if kabupaten:
        reached_area(scope, kabupaten)
        sections += (
            _references(cursor, scope, kabupaten),
            _kabupaten(cursor, kabupaten),
        )
    sections += (MethodSection("batasan", "Batasan", method_words.LIMITS),)
    return MethodPage(
        title="Metodologi",
        lead=words.METHOD_LEAD,
        indicators=tuple(_described(entry) for entry in registry().visible),
        sections=sections,
    )


def _described(entry: Indicator) -> MethodIndicator:
    return MethodIndicator(
        key=entry.key,
        label=entry.label,
        definition=f"{entry.numerator} ÷ {entry.denominator}",
        numerator=entry.numerator,
        denominator=entry.denominator,
        periods=", ".join(words.RULE_NAMES[rule] for rule in entry.period_rules),
        source=entry.source,
        norm=entry.norm,
        direction=DIRECTIONS[entry.direction],
        classes=_classes(entry),
    )


def _classes(entry: Indicator) -> tuple[str, ...]:
    """The norm's classes with their words: "10–20 %: sedang"."""
    edges = [decimal(100 * edge) if 100 * edge % 1 else decimal(100 * edge, 0)
             for edge in entry.edges]  # fmt: skip
    texts = []
    for at, word in enumerate(entry.words):
        if at == 0:
            texts.append(f"< {edges[0]} %: {word}")
        elif at == len(edges):
            texts.append(f"≥ {edges[-1]} %: {word}")
        else:
            texts.append(f"{edges[at - 1]}–{edges[at]} %: {word}")
    return tuple(texts)


def _fixed_sections() -> tuple[MethodSection, ...]:
    w = method_words
    return (
        MethodSection("menghitung", "Cara menghitung", w.COUNTING),
        MethodSection(
            "periode", "Aturan periode", (), MethodTable(("Aturan", "Kode", "Isi"), w.PERIODS)
        ),
        MethodSection(
            "who",
            "Z-score WHO",
            w.WHO,
            MethodTable(("Sakelar", "Bawaan", "Pilihan lain"), w.SWITCHES),
        ),
        MethodSection(
            "label",
            "Label e-PPGBM di samping hitung ulang",
            w.LABEL,
            MethodTable(("Sebab", "Arti"), tuple(CAUSES.items())),
        ),
        MethodSection("cakupan", "Cakupan dan kelengkapan", w.COVERAGE),
        MethodSection("baku_umur", "Angka baku umur", w.STANDARDISED),
        MethodSection("perubahan", "Menguji perubahan", w.CHANGE),
        MethodSection("selang", "Variasi acak dan yang belum diukur", w.INTERVALS),
        MethodSection("angka_kecil", "Angka kecil dan kerahasiaan", w.SUPPRESSION),
    )


def _references(cursor: Cursor, scope: Scope, kabupaten: str) -> MethodSection:
    panel = reference(scope, kabupaten, cursor)
    rows = tuple(_reference_row(point) for point in (*panel.survey, *panel.routine, *panel.targets))
    header = ("Wilayah", "Tahun", "Persen", "Jenis", "Sumber", "Rujukan", "Catatan")
    return MethodSection("acuan", "Angka acuan", method_words.REFERENCES, MethodTable(header, rows))


def _reference_row(point: ReferencePoint) -> tuple[str, ...]:
    text = point.text.rpartition(": ")[2]
    return (
        point.area, str(point.year), text, point.kind, point.source, point.citation,
        point.note or "–",
    )  # fmt: skip


def _kabupaten(cursor: Cursor, kabupaten: str) -> MethodSection:
    found = cursor.execute(sql("sasaran_sources"), {"kabupaten": kabupaten}).fetchall()
    rows = tuple((str(year), source, integer(balita)) for year, source, _, balita in found)
    label_first = get_setting(cursor, f"{words.LABEL_SETTING}:{kabupaten}") == words.LABEL_LEADS
    paragraphs = [words.LABEL_FIRST if label_first else words.RECOMPUTED_FIRST]
    its = limits(cursor)
    paragraphs.append(
        words.LIMITS_IN_FORCE.format(low=percent(its.low, 0), caution=percent(its.caution, 0))
    )
    if not rows:
        paragraphs.append(words.NO_SASARAN)
    table = MethodTable(("Tahun", "Sumber sasaran", "Balita"), rows) if rows else None
    return MethodSection("kabupaten", "Pengaturan kabupaten ini", tuple(paragraphs), table)
