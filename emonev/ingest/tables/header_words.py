"""What a column of counts is called: a measure, the whole it is part of, or a printed percentage.

Headers wrap the one word that matters in others ("Jumlah Balita yang Stunting (orang)"): those are
dropped, and what is left is looked up. What is not found here is asked, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from emonev.indicators.registry import registry
from emonev.ingest import columns

LOCAL = "lain:"
"""Begins the key of a measure that users named themselves."""

_FILLERS = frozenset(
    re.findall(
        r"\w+",
        """jumlah jml jmlh jlh total banyak banyaknya kasus balita anak yang yg dengan dgn status
        orang jiwa data usia umur 0 59 5 di dan bulan bln menurut n angka seluruh semua hasil
        tingkat kategori nilai atau of pada""",
    )
)
_PERCENT_WORDS = frozenset(
    re.findall(
        r"\w+",
        """persen persentase presentase prosentase prevalensi cakupan capaian rate proporsi prev pct
        persentasi prevalence percent percentage""",
    )
)
_PAIRS = re.compile(r"\b(?:tb|pb|bb)\s*/\s*(?:u|tb|pb)\b", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

MEASURES: Mapping[str, tuple[str, ...]] = {
    "stunting": ("stunting", "stunted", "pendek sangat pendek", "sangat pendek pendek"),
    "severe_stunting": ("sangat pendek", "severely stunted", "severe stunting"),
    "part:pendek": ("pendek",),
    "wasting": ("wasting", "wasted", "gizi buruk gizi kurang", "gizi kurang gizi buruk",
                "gizi buruk kurang", "gizi kurang buruk", "kurus sangat kurus"),
    "severe_wasting": ("gizi buruk", "sangat kurus", "severe wasting", "severely wasted"),
    "part:gizi_kurang": ("gizi kurang", "kurus"),
    "underweight": ("underweight", "berat badan kurang sangat kurang", "bb kurang sangat kurang",
                    "berat badan sangat kurang kurang"),
    "severe_underweight": ("berat badan sangat kurang", "bb sangat kurang", "severe underweight",
                           "severely underweight"),
    "part:bb_kurang": ("berat badan kurang", "bb kurang"),
    "overweight": ("overweight", "gizi lebih obesitas", "kegemukan"),
}  # fmt: skip
"""Measure → the words that stay of its headers. A "part:" is only one with its partner in SUMS."""

SUMS: Mapping[str, tuple[str, str]] = {
    "stunting": ("severe_stunting", "part:pendek"),
    "wasting": ("severe_wasting", "part:gizi_kurang"),
    "underweight": ("severe_underweight", "part:bb_kurang"),
}
"""Measure → the two counts it is the sum of (domain.md §3)."""

WHOLES: Mapping[str, tuple[str, ...]] = {
    "measured": ("diukur", "pengukuran", "terukur", "diukur tinggi badan", "diukur panjang badan",
                 "diukur tb", "diukur pb", "diukur tinggi", "ditimbang diukur", "sudah diukur",
                 "diperiksa", "entry", "dientry", "di entry", "terentry"),
    "weighed": ("ditimbang", "d", "penimbangan", "sudah ditimbang"),
    "target": ("sasaran", "s", "target", "target sasaran", "riil", "sasaran riil", "proyeksi"),
    "whole": ("", "penyebut", "denominator", "pembagi", "populasi", "penduduk", "bayi",
              "bayi lahir hidup", "lahir hidup", "kelahiran hidup", "ibu hamil", "bumil",
              "keluarga", "kk", "remaja putri", "ibu"),
}  # fmt: skip
"""Kind of whole → its words. "" is "Jumlah Balita", with nothing else left."""

_SEXES = {"l": "male", "lk": "male", "laki": "male", "male": "male",
          "p": "female", "pr": "female", "perempuan": "female", "female": "female"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """``part``: "numerator", "denominator", "percent" or "" (not known). ``measure`` as in
    MEASURES and the registry (of a denominator: its kind in WHOLES). ``sex`` of a column for boys
    or girls only."""

    part: str = ""
    measure: str = ""
    sex: str = ""


def heading(text: str) -> Heading:
    """What a header means, as far as its words are known."""
    words = _words(text)
    percent = "%" in text or any(word in _PERCENT_WORDS for word in words)
    words, sex = _without_sex([word for word in words if word not in _PERCENT_WORDS])
    core = " ".join(word for word in words if word not in _FILLERS)
    measure = measures().get(core, "") or own_measures().get(columns.key(text), "")
    if percent:
        return Heading("percent", measure, sex)
    if measure:
        return Heading("numerator", measure, sex)
    counted = bool(core) or bool({"balita", "anak"} & set(words))
    if counted and core in _WHOLES_OF:
        return Heading("denominator", _WHOLES_OF[core], sex)
    return Heading(sex=sex)


def _without_sex(words: list[str]) -> tuple[list[str], str]:
    """Words without "L", "laki-laki", "L+P" at their end; the one sex they name, or ""."""
    named = set()
    while words and words[-1] in _SEXES:
        named.add(_SEXES[words[-1]])
        words = words[:-1]
    return words, named.pop() if len(named) == 1 else ""


def measure_in(title: str) -> Heading:
    """The one measure a title speaks of ("Jumlah balita stunting di Kab. X"), or nothing."""
    words = _words(title)
    found = {name for name in ("stunting", "wasting", "underweight", "overweight") if name in words}
    if len(found) != 1 or {"baduta", "bumil", "keluarga", "remaja"} & set(words):
        return heading(title)
    percent = "%" in title or bool(_PERCENT_WORDS & set(words))
    return Heading("percent" if percent else "numerator", found.pop())


@cache
def measures() -> Mapping[str, str]:
    """The words that stay of a header → measure."""
    return {words: key for key, texts in MEASURES.items() for words in texts}


@cache
def own_measures() -> Mapping[str, str]:
    """The registry's own names, spelt out → measure (what our templates and tables print)."""
    return {
        columns.key(name): entry.key
        for entry in registry().visible
        for name in (entry.label, entry.short_label)
        if len(columns.key(name)) > 3
    }


def local_key(text: str) -> str:
    """The key of a measure nobody knows: "BayiLahir" → "lain:bayi-lahir"."""
    slug = re.sub(r"[^0-9a-z]+", "-", _CAMEL.sub(" ", text).lower()).strip("-")
    return f"{LOCAL}{slug[:60] or 'lain'}"


def local_label(text: str) -> str:
    """Its printed name: "BayiLahir" → "Bayi lahir"; "BBLR" stays."""
    words = _CAMEL.sub(" ", text).replace("_", " ").split()
    low = [word if word.isupper() and len(word) > 1 else word.lower() for word in words]
    plain = " ".join(low)[:80]
    return plain[:1].upper() + plain[1:]


def _words(text: str) -> list[str]:
    plain = _PAIRS.sub(" ", _CAMEL.sub(" ", text)).lower()
    return re.findall(r"[a-z]+|\d+", plain)


_WHOLES_OF: Mapping[str, str] = {words: kind for kind, texts in WHOLES.items() for words in texts}
