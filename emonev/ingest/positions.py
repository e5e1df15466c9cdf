"""How children were measured where the file does not say: as its user says, else by their age."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emonev.ingest.working import Working

WORDS = {"age": "menurut umur (standar WHO)", "l": "terlentang", "h": "berdiri"}
"""``ParseOptions.position`` as the user chooses and reads it."""


def fill_positions(work: Working) -> set[int]:
    """Fill ``measure`` where a length has none and the user said one.

    Gives the rows concerned, filled or not: a length, and no position in the file.
    """
    nothing = [None] * work.size
    lengths = work.values.get("lenhei_cm", nothing)
    positions = work.values.get("measure", nothing)
    lacking = {
        i
        for i, (length, position) in enumerate(zip(lengths, positions, strict=True))
        if length is not None and position is None
    }
    said = work.options.position
    if said in ("l", "h") and lacking:
        work.values["measure"] = [
            said if i in lacking else position for i, position in enumerate(positions)
        ]
        work.log.add("posisi_menurut_jawaban", found=WORDS[said])
    return lacking
