"""Which area each feature of a boundary file is: by the code or the name column that fits best.

Boundary files name their columns in a hundred ways, so the columns are chosen by what they hold:
the level and column that find the most areas win.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from emonev.core.area import Area, Level, dotted
from emonev.ingest.area_match import AreaIndex, Match, PlaceText
from emonev.ingest.area_names import clean_name, fold, squeeze

LEVELS = (Level.KABUPATEN, Level.KECAMATAN, Level.DESA)
SAMPLE = 2_000
"""Features looked at when the columns are chosen."""

CODE_SHARE = 0.5
"""The codes must find half as many areas as the names do, else they are some other numbers."""

Feature = Mapping[str, object]

_COLUMN_WORDS: dict[Level, tuple[str, ...]] = {
    Level.KABUPATEN: ("kabupaten", "kabkota", "kabkot", "kab", "wadmkk", "adm2en", "adm2name",
                      "name2", "nmkab", "namakab", "kabkotan", "regency"),
    Level.KECAMATAN: ("kecamatan", "kec", "wadmkc", "adm3en", "adm3name", "name3", "nmkec",
                      "namakec", "namakecamatan", "district", "subdistrict", "distrik"),
    Level.DESA: ("desa", "kelurahan", "desakel", "desakelurahan", "wadmkd", "namobj", "adm4en",
                 "adm4name", "name4", "nmdesa", "namadesa", "deskel", "village", "desaorkelu"),
}  # fmt: skip
"""Usual names of the name columns (letters and digits only), used where the contents tie."""


@dataclass(frozen=True, slots=True)
class FeatureMatch:
    """The area of one feature. ``text`` is what the file says; ``name_differs``: code and name
    columns mean different areas (the code was taken)."""

    code: str | None
    text: str
    candidates: tuple[str, ...] = ()
    name_differs: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the file: how many different areas it finds, and the match per feature."""

    level: Level
    found: int
    codes: tuple[str | None, ...]
    names: tuple[Match, ...]
    texts: tuple[str, ...]


def match_features(
    features: Sequence[Feature], index: AreaIndex, level: Level | None = None
) -> tuple[Level | None, list[FeatureMatch]]:
    """The level of the file and the area of each feature, in the order given.

    The level is the one at which the most different areas are found (``level`` fixes it). None
    when nothing is found at any level.
    """
    readings = [_read_as(features, index, each) for each in ([level] if level else LEVELS)]
    best = max(readings, key=lambda reading: reading.found)
    if not best.found:
        texts = [_summary(feature) for feature in features]
        return level, [FeatureMatch(None, text) for text in texts]
    taken = set(best.codes) - {None}
    return best.level, [
        _settled(code, name, text, taken)
        for code, name, text in zip(best.codes, best.names, best.texts, strict=True)
    ]


def _settled(code: str | None, name: Match, text: str, taken: set[str | None]) -> FeatureMatch:
    """The code decides; a name decides where there is none, unless a code claims its area."""
    if code is not None:
        differs = name.area_code not in (None, code) and name.how in ("exact", "alias", "squeezed")
        return FeatureMatch(code, text, name_differs=differs)
    if name.area_code in taken and name.area_code is not None:
        return FeatureMatch(None, text, (name.area_code,))
    return FeatureMatch(name.area_code, text, name.candidates)


def _read_as(features: Sequence[Feature], index: AreaIndex, level: Level) -> _Reading:
    codes = _codes(features, index, level)
    columns = _name_columns(features, index, level)
    names = _names(features, index, level, columns)
    texts = tuple(_described(feature, level, columns) for feature in features)
    named = {name.area_code for name in names} - {None}
    if len(set(codes) - {None}) < CODE_SHARE * len(named):
        codes = (None,) * len(features)
    found = (set(codes) - {None}) | named
    return _Reading(level, len(found), codes, names, texts)


# -- codes ---------------------------------------------------------------------------------


def _codes(features: Sequence[Feature], index: AreaIndex, level: Level) -> tuple[str | None, ...]:
    """The code per feature from the column and scheme (Kemendagri, BPS) that fit best.

    The scheme is one for the whole column, because ten digits may be a code in both. Where both
    find areas, the one whose areas are called as the file says wins.
    """
    areas = index.at(level)
    by_code = {area.code: area.code for area in areas}
    by_bps = {area.bps_code: area.code for area in areas if area.bps_code}
    schemes: tuple[Callable[[str], str | None], ...] = (
        lambda text: by_code.get(dotted(text) or text),
        lambda text: by_bps.get(re.sub(r"\D", "", text)),
    )
    best: tuple[tuple[int, int], tuple[str | None, ...]] = ((0, 0), (None,) * len(features))
    for column in _columns(features):
        texts = [_code_text(feature.get(column)) for feature in features]
        if not any(texts):
            continue
        for scheme in schemes:
            codes = tuple(scheme(text) if text else None for text in texts)
            distinct = len(set(codes) - {None})
            called = sum(
                _is_called(feature, index.areas[code])
                for feature, code in zip(features, codes, strict=True)
                if code is not None
            )
            if (called, distinct) > best[0]:
                best = ((called, distinct), codes)
    return best[1]


def _code_text(value: object) -> str:
    """A value that may be a code: "ID7322012001", 7322012001, 73.22 (a float loses nothing)."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float):
        value = int(value) if value == value and value.is_integer() else ""
    text = re.sub(r"^id", "", fold(value))
    return text if re.fullmatch(r"[\d.\s~]{2,16}", text) else ""


def _is_called(feature: Feature, area: Area) -> bool:
    """True when some text of the feature is the area's name."""
    wanted = squeeze(area.name, area.level)
    return any(
        isinstance(value, str) and squeeze(value, area.level) == wanted
        for value in feature.values()
    )


# -- names ---------------------------------------------------------------------------------


def _name_columns(features: Sequence[Feature], index: AreaIndex, level: Level) -> dict[Level, str]:
    """Level → the column that names areas of that level, for ``level`` and those above it."""
    columns = _columns(features)
    chosen: dict[Level, str] = {}
    for each in LEVELS[: LEVELS.index(level) + 1]:
        known = {squeeze(area.name, each) for area in index.at(each)} - {""}
        scored = [
            ((_share_known(features, c, each, known), _is_usual(c, each)), c)
            for c in columns
            if c not in chosen.values()
        ]
        (share, usual), column = max(scored, default=((0.0, False), ""), key=lambda s: s[0])
        if share >= 0.5 or (usual and share > 0):
            chosen[each] = column
        elif words := [c for (_, is_usual), c in scored if is_usual]:
            chosen[each] = words[0]
    return chosen


def _columns(features: Sequence[Feature]) -> list[str]:
    return list(dict.fromkeys(column for feature in features[:1] for column in feature))


def _is_usual(column: str, level: Level) -> bool:
    return re.sub(r"[^a-z0-9]", "", column.casefold()) in _COLUMN_WORDS[level]


def _share_known(features: Sequence[Feature], column: str, level: Level, known: set[str]) -> float:
    """Share of the column's texts that are the name of any area of the level."""
    texts = [f.get(column) for f in features[:SAMPLE]]
    squeezed = [squeeze(text, level) for text in texts if isinstance(text, str) and fold(text)]
    return sum(text in known for text in squeezed) / len(texts) if squeezed else 0.0


def _names(
    features: Sequence[Feature], index: AreaIndex, level: Level, columns: Mapping[Level, str]
) -> tuple[Match, ...]:
    """The match per feature by its names; Match() where the file has no name column."""
    if level not in columns:
        return (Match(),) * len(features)
    places = [_place(feature, columns) for feature in features]
    if level is Level.KABUPATEN:
        return tuple(index.match_kabupaten(place.kabupaten) for place in places)
    kabupaten = None if Level.KABUPATEN in columns else index.infer_kabupaten(dict.fromkeys(places))
    return tuple(_match(place, index, level, kabupaten) for place in places)


def _match(place: PlaceText, index: AreaIndex, level: Level, kabupaten: str | None) -> Match:
    found = index.match_place(
        place.kabupaten, place.kecamatan, place.desa, kabupaten_code=kabupaten
    )
    return found.desa if level is Level.DESA else found.kecamatan


def _place(feature: Feature, columns: Mapping[Level, str]) -> PlaceText:
    def text(level: Level) -> str | None:
        return clean_name(feature.get(columns[level])) or None if level in columns else None

    return PlaceText(text(Level.KABUPATEN), text(Level.KECAMATAN), None, text(Level.DESA))


def _described(feature: Feature, level: Level, columns: Mapping[Level, str]) -> str:
    """The feature's names, smallest first: "Arusu, Malangke Barat"."""
    upward = [columns[each] for each in reversed(LEVELS) if each in columns]
    names = [clean_name(feature.get(column)) for column in upward]
    return ", ".join(name for name in names if name) or _summary(feature)


def _summary(feature: Feature) -> str:
    """The first few properties of a feature as text."""
    texts = [f"{key}={clean_name(value)}" for key, value in feature.items() if clean_name(value)]
    return ", ".join(texts[:4])[:120]
