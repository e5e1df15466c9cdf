"""Where the entries of a table lie: by code, by names, by their puskesmas, or asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from emonev.core.area import Level, dotted, level_of, parent_of
from emonev.ingest.area_match import AreaIndex, PlaceText
from emonev.ingest.area_names import squeeze
from emonev.ingest.parsed import Question
from emonev.ingest.tables.places import BPS
from emonev.services.own_kabupaten import own_kabupaten
from emonev.services.placing import (
    SKIP,
    Placed,
    Placing,
    PlacingOptions,
    area_index,
    name_puskesmas,
    place_rows,
)
from emonev.store import areas as stored
from emonev.store.entries import EntryPlace, PlaceTexts
from emonev.store.store import Cursor

PUSKESMAS_SUBJECT = "Puskesmas {name}"
"""The key of the question where a puskesmas lies."""


@dataclass(frozen=True, slots=True)
class PlacedEntries:
    """The places of every combination of texts, and what the matching has to say of them."""

    places: tuple[EntryPlace, ...]
    placing: Placing
    issues: tuple[tuple[PlaceTexts, str], ...]
    """Combination → issue code, where one goes with its rows."""


def place_entries(
    cursor: Cursor,
    found: Sequence[tuple[PlaceTexts, int]],
    options: PlacingOptions,
    whole: frozenset[PlaceTexts] = frozenset(),
) -> PlacedEntries:
    """Place every distinct combination of texts (with its rows).

    A code of the master decides before any name. A row that names nothing but its puskesmas lies
    in that puskesmas' kecamatan: known from the master or earlier uploads, answered, or asked once
    per puskesmas. ``whole``: rows that stand for a whole kabupaten because the user said so; one
    that is not known becomes an area, or is not taken where only the own kabupaten is (``strict``).
    A row that bears the kabupaten's own name is the kabupaten's (``own_kabupaten``).
    Raises WrongCall as ``place_rows``.
    """
    index = area_index(cursor)
    codes = _codes(index)
    texts = dict(found)
    coded = {t: area for t in texts if (area := _coded(codes, t[4]))}
    own = own_kabupaten(cursor, index, list(texts), options)
    of_own = {t: own.code for t in texts if t not in coded and own.is_meant(t)}
    homes = _Homes(cursor, index, options)
    lone = {
        t: homes.of(t)
        for t in texts
        if t not in coded and t not in of_own and _names_only_puskesmas(t)
    }
    alone = [t for t in texts if t in whole and t not in coded]
    known = {*coded, *of_own, *alone}
    named = [t for t in texts if t not in known and not (t in lone and lone[t] is None)]
    placing = place_rows(cursor, [(_place_text(t, lone.get(t)), texts[t]) for t in named], options)
    placed = dict(zip(named, placing.placed, strict=True)) if named else {}
    others = _whole_kabupaten(cursor, index, [(t, texts[t]) for t in alone], options)
    placed |= dict(zip(alone, others.placed, strict=True))
    placed |= {
        t: Placed(_place_text(t, None), code, None, code, None) for t, code in of_own.items()
    }
    direct = [_at(index, t, area, options) for t, area in coded.items()]
    titled, fresh = name_puskesmas(cursor, direct)
    placed |= dict(zip(coded, titled, strict=True))
    for text in texts:
        if text in lone and lone[text] is None:
            placed[text] = Placed(
                _place_text(text, None), None, None, None, text[2], "puskesmas_tidak_dikenal"
            )
    asked = homes.questions({t: texts[t] for t in lone if lone[t] is None})
    whole = replace(
        placing,
        placed=tuple(placed[t] for t in texts),
        new_areas=(*placing.new_areas, *others.new_areas),
        new_puskesmas=tuple(dict.fromkeys((*placing.new_puskesmas, *fresh, *homes.fresh))),
        questions=(*placing.questions, *others.questions, *asked),
    )
    places = tuple(
        EntryPlace(*t, placed[t].kabupaten_code, placed[t].kecamatan_code, placed[t].area_code,
                   placed[t].puskesmas)
        for t in texts
    )  # fmt: skip
    told = tuple(
        (t, placed[t].issue) for t in texts if placed[t].issue not in ("", "desa_tidak_disebut")
    )
    return PlacedEntries(places, whole, told)


def _codes(index: AreaIndex) -> dict[str, str]:
    """Any code of the master, dotted Kemendagri or BPS digits → the area's code."""
    by_bps = {area.bps_code: area.code for area in index.areas.values() if area.bps_code}
    marked = {BPS + bps: code for bps, code in by_bps.items()}
    return {**by_bps, **marked, **{area.code: area.code for area in index.areas.values()}}


def area_of_code(index: AreaIndex, text: str | None) -> str | None:
    """The area of the master that a code as written means, or None."""
    return _coded(_codes(index), text) if text else None


def _coded(codes: dict[str, str], text: str | None) -> str | None:
    """The area of the first code of "73.22.01.2001|bps:7322010001" that the master knows."""
    for part in (text or "").split("|"):
        digits = "".join(c for c in part if c.isdigit())
        tried = (BPS + digits,) if part.startswith(BPS) else (dotted(part), digits)
        for code in tried:
            if code and code in codes:
                return codes[code]
    return None


def _names_only_puskesmas(texts: PlaceTexts) -> bool:
    _, kecamatan, puskesmas, desa, _ = texts
    return bool(puskesmas) and not kecamatan and not desa


def _place_text(texts: PlaceTexts, kecamatan: str | None) -> PlaceText:
    return PlaceText(texts[0], texts[1] or kecamatan, texts[2], texts[3])


def _at(index: AreaIndex, texts: PlaceTexts, code: str, options: PlacingOptions) -> Placed:
    """Rows whose code the master knows."""
    level = level_of(code) if not index.areas[code].provisional else index.areas[code].level
    kecamatan = {Level.DESA: parent_of(code), Level.KECAMATAN: code}.get(level)
    kabupaten = parent_of(kecamatan) if kecamatan else code
    text = _place_text(texts, None)
    if options.strict and options.kabupaten and kabupaten != options.kabupaten:
        return Placed(text, None, None, None, texts[2], "kabupaten_lain")
    return Placed(text, kabupaten, kecamatan, code, texts[2])


def _whole_kabupaten(
    cursor: Cursor,
    index: AreaIndex,
    found: Sequence[tuple[PlaceTexts, int]],
    options: PlacingOptions,
) -> Placing:
    """Rows of a table of kabupaten: never the own one only because the name is not known."""
    if not found:
        return Placing(())
    if options.strict and options.kabupaten:
        matched = [(t, index.match_kabupaten(t[0]).area_code) for t, _ in found]
        placed = tuple(
            _at(index, t, code, options)
            if code == options.kabupaten
            else Placed(_place_text(t, None), None, None, None, None, "kabupaten_lain")
            for t, code in matched
        )
        return Placing(placed)
    free = replace(options, kabupaten="", new_areas=True)
    return place_rows(cursor, [(_place_text(t, None), rows) for t, rows in found], free)


class _Homes:
    """The kecamatan of puskesmas, as names to look up: known, answered, or of the same name."""

    def __init__(self, cursor: Cursor, index: AreaIndex, options: PlacingOptions) -> None:
        self.index = index
        self.options = options
        self.fresh: list[tuple[str, str, str]] = []
        rows = stored.load_puskesmas(cursor, options.kabupaten) if options.kabupaten else []
        self.known = {squeeze(name, Level.PUSKESMAS): kecamatan for kecamatan, name in rows}

    def of(self, texts: PlaceTexts) -> str | None:
        """The code of the puskesmas' kecamatan, or None where it must be asked."""
        name = texts[2] or ""
        answer = self.options.answers.get(PUSKESMAS_SUBJECT.format(name=name))
        if answer == SKIP:
            return None
        if answer:
            self.fresh.append((answer, name, "dijawab pada unggahan"))
            return answer
        if self.options.area:
            return self.options.area
        return self.known.get(squeeze(name, Level.PUSKESMAS))

    def questions(self, asked: dict[PlaceTexts, int]) -> tuple[Question, ...]:
        """One per puskesmas, with the kecamatan most like its name first."""
        found = {}
        for texts, rows in asked.items():
            name = texts[2] or ""
            subject = PUSKESMAS_SUBJECT.format(name=name)
            before = found.get(subject)
            found[subject] = Question(
                "puskesmas_area",
                f"Puskesmas “{name}” terletak di kecamatan mana? Jawaban disimpan untuk unggahan "
                "berikutnya; daftar puskesmas dapat juga diunggah sekaligus.",
                subject=subject,
                options=self._offered(name),
                rows=rows + (before.rows if before else 0),
            )
        return tuple(found.values())

    def _offered(self, name: str) -> tuple[str, ...]:
        inside = [
            area
            for area in self.index.at(Level.KECAMATAN)
            if area.parent_code == self.options.kabupaten
        ]
        wanted = squeeze(name, Level.KECAMATAN)
        same = [a for a in inside if squeeze(a.name, Level.KECAMATAN) == wanted]
        rest = sorted((a for a in inside if a not in same), key=lambda area: area.name)
        return tuple(area.code for area in (*same, *rest))
