"""Who is the same child, without keeping who it is: keyed hashes of NIK and name (numbers.md §1.6).

Hashes are HMAC-SHA256, cut to 32 hexadecimal characters (128 bits). The key lives outside the
store; without it nobody can test a guessed NIK.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

_EXPONENT = re.compile(r"^\d+([.,]\d+)?e[+-]?\d+$", re.IGNORECASE)
_HASH_CHARACTERS = 32
_NIK_EDGES = " \u00a0'`’\t"
_NOT_IN_NAMES = re.compile(r"[^0-9a-z ]")


class KeyedHash:
    """HMAC-SHA256 (RFC 2104) of many texts for one purpose; half the time of ``hmac.digest``."""

    def __init__(self, key: bytes, purpose: str) -> None:
        block = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
        self._inner = hashlib.sha256(bytes(b ^ 0x36 for b in block) + purpose.encode() + b":")
        self._outer = hashlib.sha256(bytes(b ^ 0x5C for b in block))

    def __call__(self, text: str) -> str:
        """The first 128 bits of HMAC(key, purpose:text), as hexadecimal."""
        inner = self._inner.copy()
        inner.update(text.encode())
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.hexdigest()[:_HASH_CHARACTERS]


def nik_digits(raw: object) -> tuple[str | None, bool]:
    """``(digits, placeholder)``: usable digits or None; True where something unusable stands there.

    Unusable: fewer than 5 digits, ending 0000, one digit repeated, or a number Excel has rounded
    (from 1e15 on and ending in 0, or written with an exponent).
    """
    if raw is None or isinstance(raw, bool):
        return None, False
    if isinstance(raw, (int, float)):
        digits = f"{raw:.0f}" if raw == raw and abs(raw) < 1e20 else ""
        imprecise = abs(raw) >= 1e15 and digits.endswith("0")
    else:
        text = str(raw).strip(_NIK_EDGES)
        if text.isdigit() and text.isascii():
            return _usable(text, imprecise=False)
        text = re.sub(r"[\s\u00a0'`’]", "", text)
        if text in {"", "-"}:
            return None, False
        imprecise = bool(_EXPONENT.match(text))
        digits = re.sub(r"\.0+$", "", text)
        digits = re.sub(r"\D", "", digits)
    return _usable(digits, imprecise)


def _usable(digits: str, imprecise: bool) -> tuple[str | None, bool]:
    if imprecise or len(digits) < 5 or digits.endswith("0000") or len(set(digits)) == 1:
        return None, True
    return digits, False


def plain_name(raw: object) -> str:
    """A name without case, accents, punctuation and double blanks; "" for none."""
    if raw is None:
        return ""
    text = str(raw).replace("\u00a0", " ").replace(".", " ").lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return " ".join(_NOT_IN_NAMES.sub("", text).split())


@dataclass(slots=True)
class Persons:
    """Rows joined into children. ``person``: 0-based number per row, None where none is known.

    ``same_name_rows``: rows whose name, birth date and sex are equal but whose NIK differ (listed,
    never joined). ``shared_nik_rows``: rows of one NIK with different birth date or sex.
    """

    person: list[int | None]
    same_name_rows: list[int] = field(default_factory=list)
    shared_nik_rows: list[int] = field(default_factory=list)


def connect(
    nik_keys: Sequence[str | None],
    name_keys: Sequence[str | None],
    weak_keys: Sequence[str | None],
    traits: Sequence[object | None],
) -> Persons:
    """Join rows into children: equal NIK and traits, or equal name key.

    ``traits`` is (sex, birth date) per row, or None where either is missing (no person then). A row
    without usable NIK follows its name key; where that name key has several NIK it stands with the
    other rows that have none. Rows with neither key follow their weak key.
    """
    niks_of_name: dict[str, set[str]] = {}
    traits_of_nik: dict[str, set[object]] = {}
    for nik, name, trait in zip(nik_keys, name_keys, traits, strict=True):
        if nik is None or trait is None:
            continue
        traits_of_nik.setdefault(nik, set()).add(trait)
        if name is not None:
            niks_of_name.setdefault(name, set()).add(nik)
    numbers: dict[object, int] = {}
    result = Persons([None] * len(nik_keys))
    for i, (nik, name, weak, trait) in enumerate(
        zip(nik_keys, name_keys, weak_keys, traits, strict=True)
    ):
        if trait is None:
            continue
        niks = niks_of_name.get(name, set()) if name is not None else set()
        if nik is not None and len(traits_of_nik[nik]) > 1:
            result.shared_nik_rows.append(i)
        if len(niks) > 1:
            result.same_name_rows.append(i)
        if nik is None and len(niks) == 1:
            nik = next(iter(niks))
        child = _child_of(nik, name, weak, trait)
        if child is not None:
            result.person[i] = numbers.setdefault(child, len(numbers))
    return result


def _child_of(
    nik: str | None, name: str | None, weak: str | None, trait: object
) -> tuple[object, ...] | None:
    if nik is not None:
        return ("nik", nik, trait)
    if name is not None:
        return ("name", name)
    return ("weak", weak) if weak is not None else None
