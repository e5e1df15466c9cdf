"""Rows at the foot of a table that stand for the kabupaten itself: "Kab. Luwu Utara", "KABUPATEN".

Such a row is the kabupaten's own figure; it is never asked as a kecamatan nobody knows, and never
added to the rows above it. A kecamatan (puskesmas, desa) that bears the kabupaten's name stays one:
only the very same name a second time, at the foot of its table, is the kabupaten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from emonev.core.area import Level
from emonev.ingest import columns
from emonev.ingest.area_match import AreaIndex
from emonev.ingest.area_names import fold, kind_in, squeeze
from emonev.services.placing import PlacingOptions
from emonev.store import areas as stored
from emonev.store import entries
from emonev.store.entries import PlaceTexts
from emonev.store.store import Cursor

_WORDS = frozenset(
    map(
        columns.key,
        ("Kabupaten", "Kab", "Kab/Kota", "Kabupaten/Kota", "Tingkat Kabupaten", "Se-Kabupaten",
         "Seluruh Kabupaten", "Kabupaten ini", "Tk. Kabupaten"),
    )
)  # fmt: skip


class OwnKabupaten:
    """The kabupaten of the file and how its rows may name it. ``code`` "": none is known."""

    def __init__(self, index: AreaIndex, code: str, puskesmas: Collection[str] = ()) -> None:
        self.index = index
        self.code = code if code in index.areas else ""
        self.puskesmas = {squeeze(name, Level.PUSKESMAS) for name in puskesmas}

    def is_meant(self, texts: PlaceTexts) -> bool:
        """True for a row of the kabupaten itself."""
        told = [text for text in texts[1:4] if fold(text)]
        if not self.code or not told:
            return False
        return self._says_so(told[-1]) or (self.bears_its_name(texts) and not self._is_below(told))

    def is_told_twice(self, texts: PlaceTexts) -> bool:
        """True for a kecamatan, puskesmas or desa of the kabupaten's own name."""
        told = [text for text in texts[1:4] if fold(text)]
        return bool(told) and self.bears_its_name(texts) and self._is_below(told)

    def bears_its_name(self, texts: PlaceTexts) -> bool:
        """Everything the row says below its kabupaten is the kabupaten's name."""
        return bool(self.code) and all(map(self._is_its_name, filter(fold, texts[1:4])))

    def _says_so(self, text: str | None) -> bool:
        return columns.key(text or "") in _WORDS or bool(kind_in(text) and self._is_its_name(text))

    def _is_its_name(self, text: str | None) -> bool:
        found = self.index.match_kabupaten(text)
        return found.area_code == self.code and found.how != "near"

    def _is_below(self, told: Sequence[str | None]) -> bool:
        """The name is one of its kecamatan, puskesmas or desa, or nobody knows its kecamatan."""
        inside = self.index.kecamatan_of(self.code)
        places = (*inside, *self.index.puskesmas_of(self.code), *self.index.desa_of(self.code))
        return not inside or any(
            squeeze(text, Level.PUSKESMAS) in self.puskesmas
            or self.index.match_among(
                text, [a for a in places if a.level is level], near=False
            ).area_code
            for text in told
            for level in (Level.KECAMATAN, Level.PUSKESMAS, Level.DESA)
        )


def own_kabupaten(
    cursor: Cursor, index: AreaIndex, found: Sequence[PlaceTexts], options: PlacingOptions
) -> OwnKabupaten:
    """The kabupaten that was chosen, or that the rows of the file fit; none where the user placed
    all rows, or where no row bears the name of any kabupaten."""
    if options.area or not _bears_any_name(index, found):
        return OwnKabupaten(index, "")
    code = options.kabupaten or index.infer_kabupaten([texts[:4] for texts in found]) or ""
    names = [name for _, name in stored.load_puskesmas(cursor, code)] if code else []
    return OwnKabupaten(index, code, names)


def _bears_any_name(index: AreaIndex, found: Sequence[PlaceTexts]) -> bool:
    codes = {area.code for area in index.at(Level.KABUPATEN)}
    spelt = [index.areas[code].name for code in codes]
    spelt += [alias.alias for alias in index.aliases if alias.area_code in codes]
    names = {squeeze(name, Level.KABUPATEN) for name in spelt}
    texts = {text for place in found for text in place[1:4] if text}
    return any(squeeze(t, Level.KABUPATEN) in names or columns.key(t) in _WORDS for t in texts)


def tell_apart(cursor: Cursor, own: OwnKabupaten, found: Sequence[PlaceTexts]) -> bool:
    """Give the kabupaten the rows at the foot that bear its name a second time; True where any."""
    twice = [texts for texts in found if own.is_told_twice(texts)]
    name = own.index.areas[own.code].name if own.code else ""
    told = [entries.name_kabupaten(cursor, texts, name) for texts in twice]
    return any(told)
