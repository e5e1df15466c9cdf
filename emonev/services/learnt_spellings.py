"""Answers about areas are remembered as spellings, and forgotten with their upload.

"Karelaya" answered with Karelayu is an alias of Karelayu from then on: no later file asks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from emonev.core.area import Level
from emonev.ingest.area_match import Alias, AreaIndex, PlaceText
from emonev.services.placing import SKIP, Placed, area_index, kabupaten_subject, subject_of
from emonev.store import areas as stored
from emonev.store.insert import insert_rows
from emonev.store.store import Cursor, sql


def learn_spellings(
    cursor: Cursor, placed: Iterable[Placed], answers: Mapping[str, str], batch_id: str
) -> tuple[Alias, ...]:
    """Remember every answer about an area that the new spelling alone would have settled.

    An answer that needs more than a spelling (a desa in another kecamatan than the row says) is
    not remembered: it is asked again. Returns what was learnt.
    """
    answered = dict(_answered(placed, answers))
    if not answered:
        return ()
    index = area_index(cursor)
    known = {Alias(*row) for row in cursor.execute(sql("alias_learnt_now")).fetchall()}
    learnt: list[Alias] = []
    for (text, code), kabupaten in answered.items():
        if _settles(index, text, code, kabupaten):
            # Said again: undoing the upload that said it first does not forget it.
            tried = next(
                (one for one in _spellings(index, text, code) if known.issuperset(one)), []
            )
            learnt += [alias for alias in tried if alias not in learnt]
            continue
        for tried in _spellings(index, text, code):
            taught = AreaIndex(index.areas.values(), [*index.aliases, *tried], index.splits)
            if _settles(taught, text, code, kabupaten):
                index = taught
                learnt += tried
                break
    for alias in learnt:
        if alias in known:
            continue
        stored.put_alias(cursor, alias.area_code, alias.alias, f"dijawab pada unggahan {batch_id}")
    insert_rows(
        cursor, "alias_learnt", ("batch_id", "area_code", "alias"),
        [(batch_id, alias.area_code, alias.alias) for alias in learnt],
    )  # fmt: skip
    return tuple(learnt)


def forget_spellings(cursor: Cursor, batch_id: str, now: datetime) -> None:
    """Take back what an upload's answers taught; the history still says what it was."""
    cursor.execute(sql("alias_forget"), {"batch_id": batch_id})
    cursor.execute(sql("alias_mark_forgotten"), {"batch_id": batch_id, "now": now})


def learnt_from(cursor: Cursor, batch_id: str) -> int:
    """How many spellings an upload taught that still hold."""
    row = cursor.execute(sql("alias_learnt_count"), {"batch_id": batch_id}).fetchone()
    assert row is not None
    return int(row[0])


def _answered(
    placed: Iterable[Placed], answers: Mapping[str, str]
) -> Iterator[tuple[tuple[PlaceText, str], str | None]]:
    """(texts, code answered) → the kabupaten to look in, None where it was itself asked about."""
    for entry in placed:
        own = answers.get(subject_of(entry.text), "")
        whole = answers.get(kabupaten_subject(entry.text), "")
        if entry.area_code is None or SKIP in (own, whole):
            continue
        if own:
            yield (entry.text, own), entry.kabupaten_code
        elif whole:
            yield (PlaceText(entry.text.kabupaten, None, None, None), whole), None


def _settles(index: AreaIndex, text: PlaceText, code: str, kabupaten: str | None) -> bool:
    if not text.kecamatan and not text.desa:
        return index.match_kabupaten(text.kabupaten).area_code == code
    found = index.match_place(
        text.kabupaten, text.kecamatan, text.desa, puskesmas=text.puskesmas,
        kabupaten_code=kabupaten,
    )  # fmt: skip
    return found.asked is None and found.area_code == code


def _spellings(index: AreaIndex, text: PlaceText, code: str) -> Sequence[list[Alias]]:
    """What the answer may have meant, the likeliest first: this text is another spelling of it."""
    area = index.areas.get(code)
    if area is None:
        return ()
    if area.level is Level.KABUPATEN:
        return [[Alias(code, text.kabupaten)]] if _is_name(text.kabupaten) else []
    if area.level is Level.KECAMATAN:
        return [[Alias(code, text.kecamatan)]] if _is_name(text.kecamatan) else []
    desa = [Alias(code, text.desa)] if _is_name(text.desa) else []
    parent = area.parent_code
    above = [Alias(parent, text.kecamatan)] if parent and _is_name(text.kecamatan) else []
    return [tried for tried in (desa, above, [*desa, *above]) if tried]


def _is_name(text: str | None) -> bool:
    """A code that was mistyped is no other name of anything."""
    return any(letter.isalpha() for letter in text or "")
