"""The indicator registry: entries of ``data/indikator/*.toml`` as frozen, validated values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from emonev.core.period import Rule
from emonev.errors import EmonevError

FOLDER = Path(__file__).resolve().parents[2] / "data" / "indikator"

FLAGS = {"zlen": "flen", "zwei": "fwei", "zwfl": "fwfl"}
"""Index → its flag column (1 = implausible, left out of both parts; domain.md §3)."""

COLUMNS = frozenset({*FLAGS, "weight_kg", "lenhei_cm", "weight_gain"}) | {
    f"label_{index}" for index in ("haz", "waz", "whz")
}
"""Columns of ``measurement`` an entry may ask about."""

OPERATORS = frozenset({"<", "<=", ">", ">=", "in"})


@dataclass(frozen=True, slots=True)
class Condition:
    """``column operator cut_off``, or ``column in values``. A missing value never fulfils it."""

    column: str
    operator: str
    cut_off: float | None = None
    values: tuple[str, ...] = ()

    def holds(self, value: float | str | None) -> bool:
        """The slow, obvious reading; the SQL of ``statements`` must agree."""
        if value is None:
            return False
        if self.operator == "in":
            return value in self.values
        assert self.cut_off is not None and not isinstance(value, str)
        return {
            "<": value < self.cut_off,
            "<=": value <= self.cut_off,
            ">": value > self.cut_off,
            ">=": value >= self.cut_off,
        }[self.operator]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry. Meanings: the head of ``data/indikator/balita.toml``. Proportions 0-1."""

    key: str
    label: str
    short_label: str
    group: str
    hidden: bool
    opd: str
    numerator: str
    denominator: str
    unit: str
    direction: str
    counting: str
    denominator_kind: str
    rows: str
    ages: str
    index: str | None
    counted: Condition | None
    condition: Condition | None
    transitions_stored: bool
    breaks: tuple[float, ...]
    edges: tuple[float, ...]
    words: tuple[str, ...]
    classes_norm: str
    schedule: str
    period_rules: tuple[Rule, ...]
    source: str
    norm: str
    valid_from: date
    valid_to: date | None
    over_months: str = "latest"
    """Of counts uploaded per month: a longer period sums them ("sum") or takes the last one."""

    @property
    def is_counted(self) -> bool:
        """True when it is counted from children; else it only comes as uploaded counts."""
        return self.counting != "reported"

    @property
    def is_prevalence(self) -> bool:
        """True when counted children are divided by counted children, once per period."""
        return self.counting == "once_per_period" and self.denominator_kind == "counted"

    def word_of(self, value: float) -> str:
        """The norm's word for a proportion ("sedang"), or "" when the norm has none."""
        if not self.words:
            return ""
        return self.words[sum(value >= edge for edge in self.edges)]


class Registry:
    """All entries, in file order, found by key."""

    def __init__(self, entries: tuple[Indicator, ...]) -> None:
        self.entries = entries
        self._by_key = {entry.key: entry for entry in entries}
        if len(self._by_key) != len(entries):
            raise EmonevError("Katalog indikator memuat kunci yang sama dua kali.")

    def __getitem__(self, key: str) -> Indicator:
        """The entry. Raises KeyError."""
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    @property
    def visible(self) -> tuple[Indicator, ...]:
        """Entries people choose from, without the companions."""
        return tuple(entry for entry in self.entries if not entry.hidden)

    @property
    def counted(self) -> tuple[Indicator, ...]:
        """Entries that the cube counts from the children's measurements."""
        return tuple(entry for entry in self.entries if entry.is_counted)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the visible entries."""
        return tuple(entry.key for entry in self.visible)

    @property
    def counted_keys(self) -> tuple[str, ...]:
        """Keys of the visible entries that are counted from children."""
        return tuple(entry.key for entry in self.visible if entry.is_counted)


@cache
def registry() -> Registry:
    """The registry that ships with the product. Raises EmonevError naming the faulty entry."""
    return load(FOLDER)


def load(folder: Path) -> Registry:
    """Read and check every ``*.toml`` of ``folder``, files by name."""
    entries: list[Indicator] = []
    for file in sorted(folder.glob("*.toml")):
        with file.open("rb") as handle:
            raw_entries = tomllib.load(handle).get("indicator", [])
        entries += [entry_from(raw, file.name) for raw in raw_entries]
    return Registry(tuple(entries))


def entry_from(raw: dict[str, Any], where: str = "") -> Indicator:
    """One entry from its TOML table. Raises EmonevError when a field is missing or wrong."""
    try:
        entry = _read(raw)
    except (KeyError, TypeError, ValueError) as error:
        raise _faulty(raw, where, f"{type(error).__name__} {error}") from error
    fault = _fault(entry)
    if fault:
        raise _faulty(raw, where, fault)
    return entry


def _read(raw: dict[str, Any]) -> Indicator:
    fields = dict(raw)
    summed = fields.get("counting") == "sum_of_months"
    fields.setdefault("over_months", "sum" if summed else "latest")
    fields["period_rules"] = tuple(Rule(rule) for rule in fields.pop("period_rules"))
    for name in ("breaks", "edges", "words"):
        fields[name] = tuple(fields.get(name, ()))
    for name in ("counted", "condition"):
        fields[name] = _condition(fields.get(name))
    for name, default in (("index", None), ("valid_to", None), ("classes_norm", "")):
        fields.setdefault(name, default)
    return Indicator(**fields)


def _condition(raw: dict[str, Any] | None) -> Condition | None:
    if raw is None:
        return None
    return Condition(
        raw["column"], raw["operator"], raw.get("cut_off"), tuple(raw.get("values", ()))
    )


def _fault(entry: Indicator) -> str:
    """What is wrong with the entry, or ""."""
    choices = {
        "direction": (entry.direction, {"lower", "higher"}),
        "counting": (entry.counting, {"once_per_period", "sum_of_months", "reported"}),
        "over_months": (entry.over_months, {"sum", "latest"}),
        "rows": (entry.rows, {"all", "full", "cases_only"}),
        "ages": (entry.ages, {"balita", "all"}),
        "denominator_kind": (
            entry.denominator_kind, {"counted", "sasaran", "sasaran_bulan", "none"},
        ),
    }  # fmt: skip
    for name, (value, allowed) in choices.items():
        if value not in allowed:
            return f"{name} = {value!r}"
    if entry.is_counted and (entry.index is None) == (entry.counted is None):
        return "index atau counted: tepat satu"
    if not entry.is_counted and (entry.index or entry.counted or entry.condition):
        return "indikator yang dilaporkan tidak dihitung dari anak"
    if entry.index is not None and entry.index not in FLAGS:
        return f"index = {entry.index!r}"
    if entry.words and len(entry.words) != len(entry.edges) + 1:
        return "words: satu lebih banyak daripada edges"
    if list(entry.breaks) != sorted(entry.breaks):
        return "breaks tidak naik"
    if not set(entry.edges) <= set(entry.breaks):
        return "edges bukan bagian dari breaks"
    return _fault_of(entry.counted) or _fault_of(entry.condition)


def _fault_of(condition: Condition | None) -> str:
    if condition is None:
        return ""
    if condition.column not in COLUMNS or condition.operator not in OPERATORS:
        return f"syarat {condition.column} {condition.operator}"
    if (condition.operator == "in") != bool(condition.values):
        return "in memerlukan values, pembanding memerlukan cut_off"
    if condition.operator != "in" and condition.cut_off is None:
        return "pembanding memerlukan cut_off"
    return ""


def _faulty(raw: dict[str, Any], where: str, fault: str) -> EmonevError:
    return EmonevError(f"Indikator {raw.get('key', '?')} di {where} tidak sah: {fault}.")
