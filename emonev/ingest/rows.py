"""Identities of the rows of a sheet: names and NIK become keyed hashes here and go no further."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from emonev.ingest.identity import KeyedHash, connect, nik_digits, plain_name

if TYPE_CHECKING:
    from emonev.ingest.sheet import Working

_WEAK_FIELDS = ("desa", "posyandu", "birth_weight_kg", "birth_length_cm")


def identify(work: Working, key: bytes) -> None:
    """Fill ``nik_key``, ``name_key``, ``weak_key`` and ``person``; list possible doubles."""
    size = work.size
    nothing: list[Any] = [None] * size
    traits = list(zip(
        work.values.get("sex", nothing), work.values["birth_date"], strict=True
    ))  # fmt: skip
    known = [t if t[0] is not None and t[1] is not None else None for t in traits]
    nik_keys = _nik_keys(work, key)
    name_keys = _name_keys(work.cells.get("name", nothing), known, key)
    weak_keys = _weak_keys(work, nik_keys, name_keys, known, key)
    for i in work.rejected:
        known[i] = None
    persons = connect(nik_keys, name_keys, weak_keys, known)
    for i in persons.same_name_rows:
        work.flag(i, "mungkin_anak_sama", "nik")
    for i in persons.shared_nik_rows:
        work.flag(i, "nik_dipakai_ganda", "nik")
    work.values |= {
        "nik_key": nik_keys,
        "name_key": name_keys,
        "weak_key": weak_keys,
        "person": persons.person,
    }


def _nik_keys(work: Working, key: bytes) -> list[str | None]:
    cells = work.cells.get("nik")
    if cells is None:
        return [None] * work.size
    hashed = KeyedHash(key, "nik")
    result: list[str | None] = []
    for i, raw in enumerate(cells):
        digits, placeholder = nik_digits(raw)
        if placeholder:
            work.flag(i, "nik_tidak_dipakai", "nik")
        result.append(hashed(digits) if digits else None)
    return result


def _name_keys(cells: Sequence[Any], traits: Sequence[Any], key: bytes) -> list[str | None]:
    hashed = KeyedHash(key, "name")
    result: list[str | None] = []
    for raw, trait in zip(cells, traits, strict=True):
        name = plain_name(raw) if trait is not None else ""
        text = f"{name}|{trait[1].isoformat()}|{trait[0]}" if name else ""
        result.append(hashed(text) if text else None)
    return result


def _weak_keys(
    work: Working,
    nik_keys: Sequence[str | None],
    name_keys: Sequence[str | None],
    traits: Sequence[Any],
    key: bytes,
) -> list[str | None]:
    """Rows with neither NIK nor name; ties of one measuring date told apart by their order."""
    nothing: list[Any] = [None] * work.size
    hashed = KeyedHash(key, "weak")
    parts = [work.values.get(name, nothing) for name in _WEAK_FIELDS]
    ties: dict[tuple[object, ...], int] = {}
    result: list[str | None] = [None] * work.size
    for i, trait in enumerate(traits):
        if nik_keys[i] is not None or name_keys[i] is not None or trait is None:
            continue
        base = (trait[0], trait[1].isoformat(), *(_plain(p[i]) for p in parts))
        seen = (work.values["measured_on"][i], *base)
        tie = ties.get(seen, 0)
        ties[seen] = tie + 1
        result[i] = hashed("|".join((*base, str(tie))))
    return result


def _plain(value: object) -> str:
    return "" if value is None else str(value).upper()
