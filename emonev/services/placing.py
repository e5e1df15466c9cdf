"""From the area texts of a file to areas: matched, answered, added, or asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from emonev.core.area import Area, Level, level_of, parent_of
from emonev.errors import WrongCall
from emonev.ingest.area_match import Alias, AreaIndex, PlaceMatch, PlaceText, Split
from emonev.ingest.area_names import squeeze, title_case
from emonev.ingest.parsed import Question
from emonev.store import areas as stored
from emonev.store.store import Cursor

SKIP = "lewati"
"""Answer to an area question: leave these rows out (they stay rejected, counted and named)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One combination of area texts with its answer; ``area_code`` None: must be asked."""

    text: PlaceText
    kabupaten_code: str | None
    kecamatan_code: str | None
    area_code: str | None
    puskesmas: str | None
    issue: str = ""
    """Issue code that goes with every row of this combination, "" when it matched plainly."""


@dataclass(frozen=True, slots=True)
class Placing:
    """All combinations of a file placed, the areas to add for them, the questions left open."""

    placed: tuple[Placed, ...]
    new_areas: tuple[Area, ...] = ()
    new_puskesmas: tuple[tuple[str, str, str], ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacingOptions:
    """What the user said about areas.

    ``area``: every row belongs to (or below) this code. ``kabupaten``: the kabupaten of the file;
    with ``strict`` rows that name another known kabupaten are not taken. ``answers``: question
    subject → area code or ``SKIP``.
    """

    area: str = ""
    kabupaten: str = ""
    strict: bool = False
    new_areas: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)


def area_index(cursor: Cursor) -> AreaIndex:
    """The stored area master, ready for matching."""
    return AreaIndex(
        stored.load_areas(cursor),
        [Alias(code, alias) for code, alias in stored.load_aliases(cursor)],
        [Split(code, origin) for code, origin in stored.load_splits(cursor)],
    )


def subject_of(text: PlaceText) -> str:
    """The key of a question about an area: its texts, joined."""
    return " / ".join(part or "–" for part in (text.kabupaten, text.kecamatan, text.desa))


def kabupaten_subject(text: PlaceText) -> str:
    """The key of the one question about a kabupaten that is not known, for all its rows."""
    return f"{text.kabupaten} / – / –"


def place_rows(
    cursor: Cursor, found: Sequence[tuple[PlaceText, int]], options: PlacingOptions
) -> Placing:
    """Place every distinct combination of area texts (with its row count).

    Raises WrongCall for an ``area`` or ``kabupaten`` that is not in the master (unless new areas
    are allowed), Refused when one code is given for several unknown kabupaten.
    """
    index = area_index(cursor)
    texts = [text for text, _ in found]
    if options.area:
        placed = [_placed_at(index, text, options.area) for text in texts]
        return _finish(cursor, placed, (), found, index, None)
    kabupaten = _kabupaten(index, texts, options)
    added: tuple[Area, ...] = ()
    if options.new_areas:
        added = tuple(index.new_areas(texts, kabupaten))
        index = index.with_areas(added)
    common = kabupaten or _only_kabupaten(index, texts)
    placed = [
        _place(index, text, common if _is_below_unnamed(text) else kabupaten, options)
        for text in texts
    ]
    return _finish(cursor, placed, added, found, index, common)


def _kabupaten(index: AreaIndex, texts: Sequence[PlaceText], options: PlacingOptions) -> str | None:
    if options.kabupaten:
        known = options.kabupaten in index.areas
        if not known and not options.new_areas:
            raise WrongCall(
                f"Kabupaten {options.kabupaten} tidak ada pada daftar wilayah.",
                hint="Impor daftar wilayahnya dahulu (areas import), atau pakai --new-areas.",
            )
        return options.kabupaten
    if any(text.kabupaten for text in texts):
        return None
    return index.infer_kabupaten(texts)


def _only_kabupaten(index: AreaIndex, texts: Sequence[PlaceText]) -> str | None:
    """The one kabupaten a file names: rows that leave the cell empty belong to it too."""
    named = {index.match_kabupaten(text.kabupaten).area_code for text in texts if text.kabupaten}
    return named.pop() if len(named) == 1 else None


def _is_below_unnamed(text: PlaceText) -> bool:
    """The row says where in the kabupaten it is, but not which kabupaten."""
    return not text.kabupaten and any(text)


def _placed_at(index: AreaIndex, text: PlaceText, code: str, *, look_below: bool = True) -> Placed:
    """Rows the user placed: at the area itself, or at a desa below it that the row names."""
    if code not in index.areas:
        raise WrongCall(
            f"Wilayah {code} tidak ada pada daftar wilayah.",
            hint="Periksa kodenya, mis. 73.22.01 atau 73.22.01.2001.",
        )
    below = [a for a in index.areas.values() if a.code.startswith(code + ".")]
    desa = [a for a in below if a.level is Level.DESA]
    look = look_below and text.desa and desa
    match = index.match_among(text.desa, desa, near=False) if look else None
    area = match.area_code if match and match.area_code else code
    kecamatan = area if index.areas[area].level is Level.KECAMATAN else parent_of(area)
    if index.areas[area].level is Level.KABUPATEN:
        kecamatan = None
    kabupaten = area if kecamatan is None else parent_of(kecamatan)
    return Placed(text, kabupaten, kecamatan, area, text.puskesmas)


def _place(
    index: AreaIndex, text: PlaceText, kabupaten: str | None, options: PlacingOptions
) -> Placed:
    own = options.answers.get(subject_of(text))
    answer = own or options.answers.get(kabupaten_subject(text))
    if answer == SKIP:
        return Placed(text, None, None, None, text.puskesmas, "wilayah_tidak_dikenal")
    if answer and not own and answer in index.areas and level_of(answer) is Level.KABUPATEN:
        kabupaten = answer  # the kabupaten's name was misspelt; what lies below is looked up
    elif answer:
        return _placed_at(index, text, answer, look_below=not own)
    match = index.match_place(
        text.kabupaten, text.kecamatan, text.desa,
        puskesmas=text.puskesmas, kabupaten_code=kabupaten,
    )  # fmt: skip
    named = index.match_kabupaten(text.kabupaten).area_code
    if options.strict and options.kabupaten and named not in (None, options.kabupaten):
        return Placed(text, None, None, None, text.puskesmas, "kabupaten_lain")
    if match.asked is not None or match.area_code is None:
        return Placed(text, None, None, None, text.puskesmas, "wilayah_tidak_dikenal")
    above = match.kabupaten.area_code or _above(index, match.area_code, Level.KABUPATEN)
    if options.strict and options.kabupaten and above != options.kabupaten:
        return Placed(text, None, None, None, text.puskesmas, "kabupaten_lain")
    kecamatan = match.kecamatan.area_code or _above(index, match.area_code, Level.KECAMATAN)
    return Placed(text, above, kecamatan, match.area_code, text.puskesmas, _note(index, match))


def _above(index: AreaIndex, code: str, level: Level) -> str | None:
    at: str | None = code
    while at is not None:
        if at in index.areas and index.areas[at].level is level:
            return at
        at = index.areas[at].parent_code if at in index.areas else parent_of(at)
    return None


def _note(index: AreaIndex, match: PlaceMatch) -> str:
    if match.area_code and index.areas[match.area_code].level is not Level.DESA:
        return "desa_tidak_disebut"
    near = "near" in (match.kabupaten.how, match.kecamatan.how, match.desa.how)
    return "wilayah_dikira" if near else ""


def _finish(
    cursor: Cursor,
    placed: Sequence[Placed],
    added: tuple[Area, ...],
    found: Sequence[tuple[PlaceText, int]],
    index: AreaIndex,
    kabupaten: str | None,
) -> Placing:
    named, new_puskesmas = name_puskesmas(cursor, placed)
    counts = dict(found)
    asked: dict[str, Question] = {}
    for entry in named:
        if entry.issue == "wilayah_tidak_dikenal":
            question = _question(index, entry.text, counts[entry.text], kabupaten)
            before = asked.get(question.subject)
            rows = question.rows + (before.rows if before else 0)
            asked[question.subject] = replace(question, rows=rows)
    return Placing(tuple(named), added, new_puskesmas, tuple(asked.values()))


def _question(index: AreaIndex, text: PlaceText, rows: int, kabupaten: str | None) -> Question:
    match = index.match_place(
        text.kabupaten, text.kecamatan, text.desa, puskesmas=text.puskesmas,
        kabupaten_code=kabupaten if _is_below_unnamed(text) else None,
    )  # fmt: skip
    level = match.asked or Level.DESA
    if level is Level.KABUPATEN and not text.kabupaten:
        return Question(
            "kabupaten",
            "Berkas ini tidak menyebut kabupatennya. Kabupaten mana? (Di baris perintah: "
            "--kabupaten KODE.)",
            subject="Kabupaten",
            options=tuple(sorted(area.code for area in index.at(Level.KABUPATEN))),
            rows=rows,
        )
    if level is Level.KABUPATEN and text.kabupaten:
        return Question(
            "unknown_area",
            f"Kabupaten “{text.kabupaten}” tidak ada pada daftar wilayah."
            f"{_perhaps(index, match.kabupaten.candidates)} Muat dahulu daftar wilayahnya (areas "
            "import), atau pakai nama wilayah dari berkas sebagai wilayah baru (--new-areas).",
            subject=kabupaten_subject(text),
            options=match.kabupaten.candidates,
            rows=rows,
        )
    candidates = (match.kecamatan if level is Level.KECAMATAN else match.desa).candidates
    return Question(
        "unknown_area",
        f"Wilayah “{subject_of(text)}”: {_unclear(text, level, candidates)}."
        f"{_perhaps(index, candidates)} Wilayah mana yang dimaksud? "
        "Jawab di halaman Unggah, atau betulkan ejaannya di berkas lalu unggah lagi.",
        subject=subject_of(text),
        options=candidates,
        rows=rows,
    )


def _unclear(text: PlaceText, level: Level, candidates: Sequence[str]) -> str:
    written = {Level.KABUPATEN: text.kabupaten, Level.KECAMATAN: text.kecamatan}.get(
        level, text.desa
    )
    if not written:
        return f"{level} tidak disebut"
    if len(candidates) > 1 and not text.kecamatan:
        return f"{level} “{written}” ada di lebih dari satu tempat atau tidak dikenal"
    return f"{level} “{written}” tidak dikenal di sana"


def _perhaps(index: AreaIndex, candidates: Sequence[str]) -> str:
    """ " Mungkin: Tolada (Malangke, 73.22.01.2004)." or nothing."""
    names = []
    for code in candidates:
        area = index.areas[code]
        parent = index.areas.get(area.parent_code or "")
        names.append(f"{area.name} ({parent.name}, {code})" if parent else f"{area.name} ({code})")
    return f" Mungkin: {'; '.join(names)}." if names else ""


def name_puskesmas(
    cursor: Cursor, placed: Sequence[Placed]
) -> tuple[list[Placed], tuple[tuple[str, str, str], ...]]:
    """Give every puskesmas text the one spelling its kabupaten already uses, or a new one.

    Returns the places in their order, and (kecamatan code, name, note) of the new ones.
    """
    known: dict[tuple[str, str], tuple[str, str]] = {}
    seen: set[str] = set()
    fresh: list[tuple[str, str, str]] = []
    result: list[Placed] = []
    for entry in placed:
        if entry.area_code is None or not entry.puskesmas or entry.kabupaten_code is None:
            result.append(entry)
            continue
        kabupaten = entry.kabupaten_code
        if kabupaten not in seen:
            seen.add(kabupaten)
            for kecamatan, name in stored.load_puskesmas(cursor, kabupaten):
                known[kabupaten, squeeze(name, Level.PUSKESMAS)] = (kecamatan, name)
        key = (kabupaten, squeeze(entry.puskesmas, Level.PUSKESMAS))
        if key not in known:
            home = entry.kecamatan_code or kabupaten
            known[key] = (home, title_case(entry.puskesmas))
            fresh.append((*known[key], "dari unggahan"))
        result.append(
            Placed(entry.text, kabupaten, entry.kecamatan_code, entry.area_code, known[key][1],
                   entry.issue)
        )  # fmt: skip
    return result, tuple(fresh)
