"""Names of areas as texts: cleaned, folded, squeezed, and how alike two of them are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from emonev.core.area import Level

NEAR_LETTERS = 5
"""Shorter names differ by a letter and are different places (Tolo, Bolo)."""
LONG_NAME = 12
"""From here on two letters may differ; below, "Sumberbaru" would be Sumber Harum."""
LONE_WORD_SHARE = 0.75
"""A name of one word counts as cut short only when three quarters of it are there."""

_MISSING = frozenset({"null", "none", "nan", "n/a", "#n/a", "#ref!", "0", "nihil", "tidak ada"})

_PREFIXES: dict[Level, frozenset[str]] = {
    Level.PROVINSI: frozenset({"provinsi", "prov", "propinsi", "prop"}),
    Level.KABUPATEN: frozenset({"kabupaten", "kab", "kota", "kodya", "kotamadya", "kotif", "adm"}),
    Level.KECAMATAN: frozenset({"kecamatan", "kec", "kecmatan", "pkm", "puskesmas", "pusk"}),
    Level.PUSKESMAS: frozenset({"puskesmas", "pukesmas", "pusk", "pkm", "uptd", "upt", "blud"}),
    Level.DESA: frozenset({"desa", "ds", "kelurahan", "kel", "lurah"}),
}

_KINDS = {"kabupaten": "kabupaten", "kab": "kabupaten"} | dict.fromkeys(
    ("kota", "kodya", "kotamadya", "kotif"), "kota"
)

_SHORT_WORDS = {
    "brt": "barat", "utr": "utara", "slt": "selatan", "sltn": "selatan", "tmr": "timur",
    "tgh": "tengah", "1": "i", "2": "ii", "3": "iii", "4": "iv", "5": "v", "6": "vi",
}  # fmt: skip

_TELLING_WORDS = frozenset(
    {
        *("utara", "selatan", "timur", "barat", "tengah", "dalam", "luar", "atas", "bawah"),
        *("hulu", "hilir", "baru", "lama", "besar", "kecil"),
        *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    }
)
"""Words that make another place of the same name: a near match must agree in all of them."""


def clean_name(text: object) -> str:
    """The text without NBSP, control and zero-width characters, quotes before it, double spaces.

    Empty for None, blanks, dashes and the usual words for "nothing".
    """
    if text is None:
        return ""
    plain = unicodedata.normalize("NFKC", str(text))
    plain = "".join(" " if c.isspace() else c for c in plain if _is_visible(c))
    plain = " ".join(plain.lstrip("\"'` ").rstrip('"` ').split())
    if not any(c.isalnum() for c in plain) or plain.casefold() in _MISSING:
        return ""
    return plain


def _is_visible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf")


@lru_cache(maxsize=65_536)
def fold(text: object) -> str:
    """The cleaned text in one case: equal folds are the same name."""
    return clean_name(text).casefold()


@lru_cache(maxsize=65_536)
def words_of(text: object, level: Level) -> tuple[str, ...]:
    """The words that make the name: no numbering, no prefix ("Kec.", "Desa"), short words whole.

    A number alone is no name: "Desa 12" keeps its prefix.
    """
    folded = re.sub(r"^\d+\s*[.)]\s*(?=\D)", "", fold(text))
    folded = re.sub("['\u2019`\u02bc]", "", folded)
    words = re.findall(r"[^\W_]+", folded)
    while len(words) > 1 and words[0] in _PREFIXES[level] and not words[1].isdigit():
        words = words[1:]
    return tuple(_SHORT_WORDS.get(word, word) if i else word for i, word in enumerate(words))


def squeeze(text: object, level: Level) -> str:
    """The name's letters and digits only: "Kec. Bone-Bone" and "BONEBONE" are the same."""
    return "".join(words_of(text, level))


def kind_in(text: object) -> str | None:
    """ "kabupaten" or "kota" when the text of a kabupaten says which, else None."""
    words = re.findall(r"[^\W_]+", fold(text))
    return _KINDS.get(words[0]) if len(words) > 1 else None


_ROMAN = re.compile(r"[ivx]{1,4}", re.IGNORECASE)


def title_case(text: object, level: Level = Level.KABUPATEN) -> str:
    """The name as a master writes it: "KEC. ATAMBUA BARAT" is "Atambua Barat".

    The prefix of the level goes; roman numerals stay large; mixed case is left as written.
    """
    words = clean_name(text).split(" ")
    while (
        len(words) > 1
        and words[0].casefold().strip(".:") in _PREFIXES[level]
        and not words[1].isdigit()
    ):
        words = words[1:]
    name = " ".join(words)
    if name != name.upper() and name != name.lower():
        return name
    return " ".join(_titled(word) for word in name.casefold().split(" "))


def _titled(word: str) -> str:
    if _ROMAN.fullmatch(word):
        return word.upper()
    return re.sub(r"(^|[-/(.])([^\W\d_])", lambda m: m[1] + m[2].upper(), word)


def likeness(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Normalised indel likeness (0-1) of two names without spaces."""
    return fuzz.ratio("".join(words), "".join(others)) / 100


def is_cut_short(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """True when the name was cut within its last word: "Malangke Bar" for Malangke Barat.

    A cut between words is not taken: "Tolo" may be a place of its own beside Tolo Utara.
    """
    if len(words) != len(others) or words[:-1] != others[:-1]:
        return False
    if sum(map(len, words)) <= NEAR_LETTERS:
        return False
    last, whole = words[-1], others[-1]
    if last in _TELLING_WORDS:  # "Cendana Putih I" is no short "Cendana Putih II"
        return False
    is_long_enough = len(words) > 1 or len(last) >= len(whole) * LONE_WORD_SHARE
    return is_long_enough and last != whole and whole.startswith(last)


def may_be_misspelt(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """True when a letter or two make the difference, not a word that tells places apart."""
    text, other = "".join(words), "".join(others)
    shorter = min(len(text), len(other))
    if shorter < NEAR_LETTERS:
        return False
    if {*words} & _TELLING_WORDS != {*others} & _TELLING_WORDS:
        return False
    if _is_whole_words_longer(words, others) or _is_whole_words_longer(others, words):
        return False
    return Levenshtein.distance(text, other) <= (1 if shorter < LONG_NAME else 2)


def _is_whole_words_longer(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return len(words) > len(others) and others in (words[: len(others)], words[-len(others) :])
