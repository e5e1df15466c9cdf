"""What the bases are made of: places of the kabupaten, columns with their roles, other headers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from emonev.ingest import columns
from tests.wild.drafts import Column

PLACES = (("MALANGKE", "TOKKE"), ("MALANGKE", "TOLADA"), ("MASAMBA", "POMBAKKA"))

_PLACES = ("Puskesmas", "Kecamatan", "Desa", "Nama Desa", "Nama Puskesmas", "Kabupaten/Kota")
PLACE_HEADS = {"No": "number", "Tahun": "text", "Bulan": "text"} | dict.fromkeys(_PLACES, "place")


def by_key(vocabulary: Iterable[Sequence[str]]) -> Callable[[str], tuple[str, ...]]:
    """Other headers of the same meaning; a header that could mean two things is left out."""
    lists = [tuple(texts) for texts in vocabulary]
    meant: dict[str, set[int]] = {}
    for at, texts in enumerate(lists):
        for text in texts:
            meant.setdefault(columns.key(text), set()).add(at)

    def spellings(text: str) -> tuple[str, ...]:
        owners = meant.get(columns.key(text), set())
        if len(owners) != 1:
            return ()
        mine = lists[next(iter(owners))]
        return tuple(t for t in mine if meant[columns.key(t)] == owners)

    return spellings


def plain(heads: Iterable[str], roles: Mapping[str, str], usual: str = "count") -> list[Column]:
    return [Column([h], roles.get(h) or PLACE_HEADS.get(h) or usual) for h in heads]
