"""Identities of the rows of a sheet: names and NIK become keyed hashes here and go no further."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from emonev.ingest.identity import KeyedHash, connect, nik_digits, plain_name

if TYPE_CHECKING:
    from emonev.ingest.working import Working

_WEAK_FIELDS = ("desa", "posyandu", "birth_weight_kg", "birth_length_cm")


def identify(work: Working, key: bytes) -> None:
    """Fill ``nik_key``, ``name_key`` and ``weak_key``."""
    size = work.size
    nothing: list[Any] = [None] * size
    traits = list(zip(
        work.values.get("sex", nothing), work.values["birth_date"], strict=True
    ))  # fmt: skip
    known = [t if t[0] is not None and t[1] is not None else None for t in traits]
    nik_keys = _nik_keys(work, key)
    name_keys = _name_keys(work.cells.get("name", nothing), known, key)
    weak_keys = _weak_keys(work, nik_keys, name_keys, known, key)
    work.values |= {"nik_key": nik_keys, "name_key": name_keys, "weak_key": weak_keys}


def join_persons(works: Sequence[Working]) -> None:
    """Fill ``person`` over all sheets of a file; list possible doubles. Rejected rows have none."""
    columns: list[list[Any]] = [[], [], []]
    traits: list[Any] = []
    owners: list[tuple[Working, int]] = []
    for work in works:
        for column, name in zip(columns, ("nik_key", "name_key", "weak_key"), strict=True):
            column.extend(work.values[name])
        sexes = work.values.get("sex") or [None] * work.size
        for i, (sex, birth) in enumerate(zip(sexes, work.values["birth_date"], strict=True)):
            kept = sex is not None and birth is not None and i not in work.rejected
            traits.append((sex, birth) if kept else None)
        owners.append((work, len(traits) - work.size))
    persons = connect(columns[0], columns[1], columns[2], traits)
    for work, start in owners:
        work.values["person"] = persons.person[start : start + work.size]
    for code, rows in (
        ("mungkin_anak_sama", persons.same_name_rows),
        ("nik_dipakai_ganda", persons.shared_nik_rows),
    ):
        for at in rows:
            work, start = next(o for o in reversed(owners) if o[1] <= at)
            work.flag(at - start, code, "nik")


def _nik_keys(work: Working, key: bytes) -> list[str | None]:
    cells = work.cells.get("nik")
    if cells is None:
        return [None] * work.size
    hashed = KeyedHash(key, "nik")
    read = {cell: nik_digits(cell) for cell in set(cells)}  # a child comes back month by month
    keys = {cell: hashed(digits) if digits else None for cell, (digits, _) in read.items()}
    placeholders = {cell for cell, (_, placeholder) in read.items() if placeholder}
    if placeholders:
        for i, cell in enumerate(cells):
            if cell in placeholders:
                work.flag(i, "nik_tidak_dipakai", "nik")
    return list(map(keys.__getitem__, cells))


def _name_keys(cells: Sequence[Any], traits: Sequence[Any], key: bytes) -> list[str | None]:
    hashed = KeyedHash(key, "name")

    def key_of(raw: object, trait: Any) -> str | None:
        name = plain_name(raw) if trait is not None else ""
        return hashed(f"{name}|{trait[1].isoformat()}|{trait[0]}") if name else None

    children = list(zip(cells, traits, strict=True))
    keys = {child: key_of(*child) for child in set(children)}
    return list(map(keys.__getitem__, children))


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
