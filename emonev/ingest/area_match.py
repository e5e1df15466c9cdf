"""Which area a text means: code, exact name, alias, squeezed name, near name, else asked.

Everything happens inside a parent: a kecamatan is looked for in its kabupaten, a desa in its
kecamatan, because the same desa name occurs in several kecamatan. Nothing is guessed: when a step
finds more than one area, or only an unsafe likeness, the answer is a question with candidates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from emonev.core.area import Area, Level, dotted, parent_of
from emonev.ingest.area_names import (
    fold,
    is_cut_short,
    kind_in,
    likeness,
    may_be_misspelt,
    squeeze,
    words_of,
)
from emonev.ingest.area_new import NO_KABUPATEN, missing_areas

How = Literal["code", "exact", "alias", "squeezed", "near", "split"]

NEAR_SCORE = 0.85
"""Likeness (normalised indel, 0-1) from which a near name may be taken. "Karelaya" for Karelayu is
0.875; the likest pair of different desa in one kecamatan that differ by more than a numeral is 0.83
(Salassa, Sassa)."""
NEAR_MARGIN = 0.08
"""How far the best candidate must lie before the second to be clearly better."""
CANDIDATE_SCORE = 0.6
CANDIDATES_SHOWN = 5

INFER_SHARE = 0.8
INFER_LEAD = 0.2
"""A file's kabupaten is inferred when 80 % of its places fit it, 20 points more than the next."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another spelling or a former name of an area."""

    area_code: str
    alias: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """``area_code`` was split off from ``from_code`` (pemekaran): old files use the old name."""

    area_code: str
    from_code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What one text means. ``area_code`` None with ``how`` None: no text, or it must be asked.

    ``score`` is 0-1 (1 for every step but "near"). ``candidates`` are the codes worth offering,
    best first; they are empty for a settled match.
    """

    area_code: str | None = None
    how: How | None = None
    score: float = 0.0
    candidates: tuple[str, ...] = ()


NO_MATCH = Match()


class PlaceText(NamedTuple):
    """The area cells of a row as written; any may be None or blank."""

    kabupaten: str | None = None
    kecamatan: str | None = None
    puskesmas: str | None = None
    desa: str | None = None


def place_of(texts: Sequence[str | None]) -> PlaceText:
    """Four texts (kabupaten, kecamatan, puskesmas, desa) as a ``PlaceText``."""
    return texts if isinstance(texts, PlaceText) else PlaceText(*texts)


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """What the area cells of a row mean together.

    ``asked`` names the level to ask about, None when everything that was written is settled.
    ``area_code`` is the deepest settled area of kabupaten, kecamatan, desa (puskesmas aside).
    """

    kabupaten: Match = NO_MATCH
    kecamatan: Match = NO_MATCH
    puskesmas: Match = NO_MATCH
    desa: Match = NO_MATCH
    asked: Level | None = None

    @property
    def area_code(self) -> str | None:
        return self.desa.area_code or self.kecamatan.area_code or self.kabupaten.area_code


@dataclass(frozen=True, slots=True)
class _Spelling:
    """An area's name and aliases, prepared once for comparing."""

    folded: str
    words: tuple[str, ...]
    squeezed: str
    aliases: frozenset[str]
    aliases_squeezed: frozenset[str]


@lru_cache(maxsize=65_536)
def _spelling(name: str, level: Level, aliases: tuple[str, ...]) -> _Spelling:
    return _Spelling(
        folded=fold(name),
        words=words_of(name, level),
        squeezed=squeeze(name, level),
        aliases=frozenset(map(fold, aliases)),
        aliases_squeezed=frozenset(squeeze(alias, level) for alias in aliases),
    )


class AreaIndex:
    """Areas with their aliases and splits, ready to be asked what a text means."""

    def __init__(
        self, areas: Iterable[Area], aliases: Iterable[Alias] = (), splits: Iterable[Split] = ()
    ) -> None:
        self.areas: dict[str, Area] = {area.code: area for area in areas}
        self.aliases = tuple(aliases)
        self.splits = tuple(splits)
        self._children: dict[tuple[str | None, Level], list[Area]] = defaultdict(list)
        self._by_level: dict[Level, list[Area]] = defaultdict(list)
        self._by_bps: dict[str, list[Area]] = defaultdict(list)
        for area in self.areas.values():
            self._children[area.parent_code, area.level].append(area)
            self._by_level[area.level].append(area)
            if area.bps_code:
                self._by_bps[area.bps_code].append(area)
        alias_texts: dict[str, list[str]] = defaultdict(list)
        for alias in self.aliases:
            alias_texts[alias.area_code].append(alias.alias)
        self._spelt = {
            area.code: _spelling(area.name, area.level, tuple(alias_texts.get(area.code, ())))
            for area in self.areas.values()
        }
        self._split_off: dict[str, list[str]] = defaultdict(list)
        for split in self.splits:
            if split.area_code in self.areas:
                self._split_off[split.from_code].append(split.area_code)

    def with_areas(self, more: Iterable[Area]) -> AreaIndex:
        """A new index that also knows ``more`` areas."""
        return AreaIndex([*self.areas.values(), *more], self.aliases, self.splits)

    def at(self, level: Level) -> tuple[Area, ...]:
        """Every area of a level, in the order given."""
        return tuple(self._by_level[level])

    def kecamatan_of(self, kabupaten: str) -> tuple[Area, ...]:
        """The kecamatan of a kabupaten."""
        return tuple(self._children[kabupaten, Level.KECAMATAN])

    def desa_of(self, code: str) -> tuple[Area, ...]:
        """The desa of a kecamatan, or of all kecamatan of a kabupaten."""
        own = self._children[code, Level.DESA]
        below = (a for k in self.kecamatan_of(code) for a in self._children[k.code, Level.DESA])
        return (*own, *below)

    def puskesmas_of(self, kabupaten: str) -> tuple[Area, ...]:
        """The puskesmas of all kecamatan of a kabupaten."""
        return tuple(
            area
            for parent in (kabupaten, *(k.code for k in self.kecamatan_of(kabupaten)))
            for area in self._children[parent, Level.PUSKESMAS]
        )

    def split_off_from(self, kecamatan: str) -> tuple[str, ...]:
        """Codes of the kecamatan that once belonged to this one."""
        return tuple(self._split_off[kecamatan])

    # -- one text among areas of one parent ------------------------------------------------

    def match_among(self, text: object, areas: Sequence[Area], *, near: bool = True) -> Match:
        """The area of ``areas`` (one level, one parent) that ``text`` means.

        The steps in order: code, exact, alias, squeezed, near; the first that finds anything
        decides. Finding more than one area is a question. ``near`` False: the last step is left
        out, with its candidates.
        """
        if not fold(text) or not areas:
            return NO_MATCH
        steps: tuple[tuple[How, Callable[[object, Sequence[Area]], list[str]]], ...] = (
            ("code", self._codes),
            ("exact", self._exact),
            ("alias", self._aliased),
            ("squeezed", self._squeezed),
        )
        for how, found_by in steps:
            found = found_by(text, areas)
            if len(found) == 1:
                return Match(found[0], how, 1.0)
            if found:
                return Match(candidates=tuple(found))
        return self._near(text, areas) if near else NO_MATCH

    def _codes(self, text: object, areas: Sequence[Area]) -> list[str]:
        """Areas with that Kemendagri or BPS code.

        Ten digits without dots may be either: 7304042003 is Allu Tarowang to BPS and would be
        73.04.04.2003 to Kemendagri. Where both exist the text is a question.
        """
        written = fold(text)
        if not re.fullmatch(r"[\d.\s~]+", written):
            return []
        here = {area.code for area in areas}
        found = [c for c in (written, dotted(written)) if c in here]
        if "." not in written:
            found += [a.code for a in self._by_bps.get(written.replace(" ", ""), ())]
        return list(dict.fromkeys(c for c in found if c is not None and c in here))

    def _exact(self, text: object, areas: Sequence[Area]) -> list[str]:
        wanted = fold(text)
        return [area.code for area in areas if self._spelt[area.code].folded == wanted]

    def _aliased(self, text: object, areas: Sequence[Area]) -> list[str]:
        wanted = fold(text)
        return [area.code for area in areas if wanted in self._spelt[area.code].aliases]

    def _squeezed(self, text: object, areas: Sequence[Area]) -> list[str]:
        """Names, or else aliases, equal without spaces, hyphens and prefix."""
        level = areas[0].level
        wanted = squeeze(text, level)
        named = [a.code for a in areas if self._spelt[a.code].squeezed == wanted]
        if level is Level.KABUPATEN and (kind := kind_in(text)):
            named = [code for code in named if self.areas[code].kind in (kind, None)]
        if named:
            return named
        return [a.code for a in areas if wanted in self._spelt[a.code].aliases_squeezed]

    def _near(self, text: object, areas: Sequence[Area]) -> Match:
        """The one name that is the text cut short, or safely like it; else candidates."""
        level = areas[0].level
        kind = kind_in(text) if level is Level.KABUPATEN else None
        spelt = {
            a.code: self._spelt[a.code] for a in areas if kind is None or a.kind in (kind, None)
        }
        words = words_of(text, level)
        begun = [code for code, s in spelt.items() if s.squeezed.startswith("".join(words))]
        if len(begun) > 1:
            return Match(candidates=tuple(begun))
        scores = {code: likeness(words, s.words) for code, s in spelt.items()}
        if begun and is_cut_short(words, spelt[begun[0]].words):
            return Match(begun[0], "near", scores[begun[0]])
        ranked = sorted(scores, key=lambda code: (-scores[code], code))
        is_best = bool(ranked) and _is_clearly_best([scores[code] for code in ranked[:2]])
        if is_best and may_be_misspelt(words, spelt[ranked[0]].words):
            return Match(ranked[0], "near", scores[ranked[0]])
        return Match(
            candidates=tuple(c for c in ranked[:CANDIDATES_SHOWN] if scores[c] >= CANDIDATE_SCORE)
        )

    # -- the area cells of a row -----------------------------------------------------------

    def match_kabupaten(self, text: object) -> Match:
        """The kabupaten or kota a text means ("KAB PEMALANG", "LUWU UTARA", a code)."""
        return self.match_among(text, self.at(Level.KABUPATEN))

    def match_place(
        self,
        kabupaten: str | None,
        kecamatan: str | None,
        desa: str | None,
        *,
        puskesmas: str | None = None,
        kabupaten_code: str | None = None,
    ) -> PlaceMatch:
        """What the area cells of one row mean together.

        ``kabupaten_code`` (what the user chose, or ``infer_kabupaten`` found) holds where the row
        names no kabupaten, or one that is not known. A full desa or kecamatan code anywhere decides
        over the names above it.
        """
        place = PlaceText(kabupaten, kecamatan, puskesmas, desa)
        by_code = self._match_by_code(place)
        if by_code is not None:
            return by_code
        found = self.match_kabupaten(kabupaten)
        if found.area_code is None and len(found.candidates) > 1 and kabupaten_code is None:
            found = self._settled_by_what_lies_below(found, place)
        if found.area_code is None and kabupaten_code is not None:
            found = Match(kabupaten_code, "code", 1.0)
        if found.area_code is None:
            return self._in_the_nameless_kabupaten(place) or PlaceMatch(
                kabupaten=found, asked=Level.KABUPATEN
            )
        return self._match_within(found, place)

    def _in_the_nameless_kabupaten(self, place: PlaceText) -> PlaceMatch | None:
        """The place under "(tanpa kabupaten)" of an earlier ``new_areas``, when it is there."""
        nameless = self._exact(NO_KABUPATEN, self.at(Level.KABUPATEN))
        if fold(place.kabupaten) or not nameless or not _names_something(place):
            return None
        found = self._match_within(Match(nameless[0], "exact", 1.0), place)
        is_known = found.asked is None or self.is_tie(place.desa, self.desa_of(nameless[0]))
        return found if is_known else None

    def _match_by_code(self, place: PlaceText) -> PlaceMatch | None:
        """The place whose desa or kecamatan cell is a code; None when neither is."""
        for text, level in ((place.desa, Level.DESA), (place.kecamatan, Level.KECAMATAN)):
            codes = self._codes(text, self.at(level))
            if len(codes) != 1:
                continue
            if level is Level.KECAMATAN and fold(place.desa):
                kabupaten = Match(parent_of(codes[0]), "code", 1.0)
                return self._match_within(kabupaten, place._replace(kecamatan=codes[0]))
            return self._from_code(self.areas[codes[0]], place)
        return None

    def _from_code(self, area: Area, place: PlaceText) -> PlaceMatch:
        by_code = Match(area.code, "code", 1.0)
        kecamatan = area.code if area.level is Level.KECAMATAN else area.parent_code
        kabupaten = self.areas[kecamatan].parent_code if kecamatan in self.areas else None
        return PlaceMatch(
            kabupaten=replace(by_code, area_code=kabupaten),
            kecamatan=replace(by_code, area_code=kecamatan),
            puskesmas=self.match_among(place.puskesmas, self.puskesmas_of(kabupaten or "")),
            desa=by_code if area.level is Level.DESA else NO_MATCH,
        )

    def _settled_by_what_lies_below(self, found: Match, place: PlaceText) -> Match:
        """Kabupaten or kota of the same name: the one where kecamatan and desa are known."""
        fitting = [code for code in found.candidates if self._fits(code, place)]
        if len(fitting) == 1 and fold(place.kecamatan):
            return Match(fitting[0], "exact", 1.0)
        return found

    def _match_within(self, kabupaten: Match, place: PlaceText) -> PlaceMatch:
        code = kabupaten.area_code or ""
        health_centre = self.match_among(place.puskesmas, self.puskesmas_of(code))
        so_far = PlaceMatch(kabupaten=kabupaten, puskesmas=health_centre)
        if not fold(place.kecamatan):
            return self._without_kecamatan(so_far, place)
        kecamatan = self.match_among(place.kecamatan, self.kecamatan_of(code))
        if kecamatan.area_code is None:
            return self._with_unknown_kecamatan(so_far, kecamatan, place)
        so_far = replace(so_far, kecamatan=kecamatan)
        if not fold(place.desa):
            return so_far
        return self._with_kecamatan(so_far, place.desa)

    def _with_kecamatan(self, so_far: PlaceMatch, desa: str | None) -> PlaceMatch:
        """A desa within its kecamatan, or within one that was split off from it."""
        stated = so_far.kecamatan.area_code or ""
        own = self.desa_of(stated)
        younger = [a for code in self.split_off_from(stated) for a in self.desa_of(code)]
        found = self.match_among(desa, own, near=False)
        if found.area_code is None and not self.is_tie(desa, own):
            found = self.match_among(desa, younger, near=False)
        if found.area_code is None:
            found = self._near_unless_elsewhere(so_far, desa, [*own, *younger])
        if found.area_code is None:
            return replace(so_far, desa=found, asked=Level.DESA)
        parent = self.areas[found.area_code].parent_code
        if parent != stated:
            so_far = replace(so_far, kecamatan=Match(parent, "split", 1.0))
        return replace(so_far, desa=found)

    def is_tie(self, text: object, areas: Sequence[Area]) -> bool:
        """True when a firm step finds several areas: then nothing looser may decide."""
        firm = (self._codes, self._exact, self._aliased, self._squeezed)
        return any(len(step(text, areas)) > 1 for step in firm) if areas else False

    def _near_unless_elsewhere(
        self, so_far: PlaceMatch, desa: str | None, areas: Sequence[Area]
    ) -> Match:
        """A near name, unless the text is the very name of a desa in another kecamatan."""
        elsewhere = self._firm_in(desa, self.desa_of(so_far.kabupaten.area_code or ""))
        known = {area.code for area in areas}
        near = self.match_among(desa, areas)
        others = [code for code in elsewhere if code not in known]
        if not others:
            return near
        offered = ([near.area_code] if near.area_code else []) + [*others, *near.candidates]
        return Match(candidates=tuple(dict.fromkeys(offered))[:CANDIDATES_SHOWN])

    def _firm_in(self, text: object, areas: Sequence[Area]) -> list[str]:
        """Codes of the first firm step (code, exact, alias, squeezed) that finds any."""
        found = self.match_among(text, areas, near=False)
        if found.area_code is not None:
            return [found.area_code]
        return list(found.candidates) if self.is_tie(text, areas) else []

    def _without_kecamatan(self, so_far: PlaceMatch, place: PlaceText) -> PlaceMatch:
        """A desa named once in the kabupaten is taken; a name that occurs twice needs more."""
        if not fold(place.desa):
            return so_far
        desa = self.desa_of(so_far.kabupaten.area_code or "")
        found = self.match_among(place.desa, desa)
        if found.area_code is None and found.candidates:
            hinted = self._kecamatan_of_puskesmas(so_far, place.puskesmas)
            within = [a for a in desa if a.code in found.candidates and a.parent_code in hinted]
            if self.is_tie(place.desa, desa) and len(within) == 1:
                found = self.match_among(place.desa, within)
        if found.area_code is None:
            return replace(so_far, desa=found, asked=Level.DESA)
        parent = self.areas[found.area_code].parent_code
        return replace(so_far, desa=found, kecamatan=replace(found, area_code=parent))

    def _kecamatan_of_puskesmas(self, so_far: PlaceMatch, text: str | None) -> tuple[str, ...]:
        """The kecamatan a puskesmas lies in: by the master, else the one it is named after."""
        if so_far.puskesmas.area_code is not None:
            return (self.areas[so_far.puskesmas.area_code].parent_code or "",)
        name = " ".join(words_of(text, Level.PUSKESMAS))
        kecamatan = self.kecamatan_of(so_far.kabupaten.area_code or "")
        found = self.match_among(name, kecamatan, near=False).area_code
        return (found, *self.split_off_from(found)) if found else ()

    def _with_unknown_kecamatan(
        self, so_far: PlaceMatch, kecamatan: Match, place: PlaceText
    ) -> PlaceMatch:
        """Several kecamatan may be meant and one has the desa: that one. Else asked."""
        code = so_far.kabupaten.area_code or ""
        homes = self._firm_in(place.desa, self.desa_of(code))
        parents = [self.areas[c].parent_code or "" for c in homes]
        if self.is_tie(place.kecamatan, self.kecamatan_of(code)):
            meant = [c for c in homes if self.areas[c].parent_code in kecamatan.candidates]
            if len(meant) == 1:
                parent = self.areas[meant[0]].parent_code or ""
                settled = replace(so_far, kecamatan=Match(parent, "alias", 1.0))
                return self._with_kecamatan(settled, place.desa)
        offered = tuple(dict.fromkeys([*parents, *kecamatan.candidates]))[:CANDIDATES_SHOWN]
        return replace(
            so_far,
            kecamatan=Match(candidates=offered),
            desa=Match(candidates=tuple(homes)),
            asked=Level.KECAMATAN,
        )

    # -- a whole file ----------------------------------------------------------------------

    def infer_kabupaten(self, tuples: Iterable[Sequence[str | None]]) -> str | None:
        """The kabupaten whose kecamatan and desa names fit the file's places clearly best.

        ``tuples`` are distinct ``PlaceText`` (or four texts); the kabupaten text is not looked at.
        None when fewer than 80 % fit, or when the next kabupaten fits nearly as well.
        """
        places = [place for place in map(place_of, tuples) if _names_something(place)]
        if not places:
            return None
        shares = sorted(
            (sum(self._fits(area.code, place) for place in places) / len(places), area.code)
            for area in self.at(Level.KABUPATEN)
        )
        share, best = shares[-1] if shares else (0.0, "")
        next_share = shares[-2][0] if len(shares) > 1 else 0.0
        return best if share >= INFER_SHARE and share - next_share >= INFER_LEAD else None

    def _fits(self, kabupaten: str, place: PlaceText) -> bool:
        """True when the names of a place are known in a kabupaten.

        A kabupaten without a desa master is judged by its kecamatan alone.
        """
        found = self._match_within(Match(kabupaten, "code", 1.0), place)
        if not self.desa_of(kabupaten):
            return found.kecamatan.area_code is not None
        if found.asked is None:
            return True
        without_kecamatan = not fold(place.kecamatan)
        return without_kecamatan and self.is_tie(place.desa, self.desa_of(kabupaten))

    def new_areas(
        self, tuples: Iterable[Sequence[str | None]], kabupaten_code: str | None = None
    ) -> list[Area]:
        """Provisional areas for the names that no known area answers to, parents first.

        Names are numbered in alphabetical order under each parent (so the order of the rows does
        not matter), after the provisional ones already there: kabupaten "~01" or
        ``kabupaten_code``, kecamatan "~01.~01", desa "~01.~01.~0001". Desa without a kecamatan
        hang under "(tanpa kecamatan)", "~01.~00".

        Raises Refused ("several_kabupaten") when one code is given for several unknown names.
        """
        places = [place for place in map(place_of, tuples) if any(map(fold, place))]
        return missing_areas(self, places, kabupaten_code)


def _is_clearly_best(scores: Sequence[float]) -> bool:
    """True when the first score is high enough and clearly above the second, if there is one."""
    second = scores[1] if len(scores) > 1 else 0.0
    return scores[0] >= NEAR_SCORE and scores[0] - second >= NEAR_MARGIN


def _names_something(place: PlaceText) -> bool:
    return bool(fold(place.kecamatan) or fold(place.desa))
