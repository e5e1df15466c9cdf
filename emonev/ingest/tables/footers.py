"""Lines under a table that are no data: "Sumber : …", "Keterangan", "Mengetahui", a signature.

They count as read, say nothing and are named with a note; they are no mistake to be mended. A row
with a figure is never one of them, nor is the name of an area ("Sumber Agung" is a desa).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from emonev.ingest.header import squeezed

MOST_CELLS = 3
"""A line has a text on the left, in the middle and on the right, at most."""

_BEGINS = re.compile(
    r"""^(
      (sumber|data)(\s+(data|angka|informasi))?\s*:
    | sumber\s+data\b
    | (ket|keterangan|catatan|cat|nb|note|n\.b)\b\s*([:.)*]|$|\s+[a-z(])
    | \*+\)?\s*[a-z]
    | mengetahui\b | menyetujui\b | diketahui\b | disetujui\b | diperiksa\b | yang\s+membuat\b
    | (dibuat|disusun|dicetak|diunduh|diolah|dilaporkan|diinput)\s+(oleh|tanggal|pada|dari)\b
    | (plt|plh|pjs?|a\.?\s?n|u\.?\s?b)\.?\s+(kepala|bupati|wali|camat|sekretaris|kabid|kasi)\b
    | kepala\s+(dinas|badan|puskesmas|pusk|pkm|uptd?|bidang|seksi|sub|bagian|tata)\b
    | (kabid|kasie?|kasubag|kasubbag|sekretaris\s+d|bupati\s|wali\s?kota\s)
    | (pengelola|petugas|pelaksana|penanggung\s+jawab|koordinator|ketua)\s+\w+
    | (nip|nrp|nik|pangkat)\b\s*([.:/)\d]|$)
    | (tanda\s+tangan|ttd)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DATED = re.compile(r"^[a-z][a-z .'\-]*,\s*[\d\s._…]*[a-z]*\s*20(\d\d|[._…]+)$", re.IGNORECASE)
""" "Masamba, 5 Agustus 2025", or with dots to be filled in."""
_FIGURE = re.compile(r"[-+]?[\d.,\s]*\d[\d.,\s]*%*|-|–")
_NUMBER_OF_AN_OFFICIAL = 16
"""A NIP has 18 digits: no figure."""


def may_be_footer(row: Sequence[Any]) -> bool:
    """Only words, in a few cells: neither a figure nor a dash that stands for none."""
    texts = [text for text in map(squeezed, row) if text]
    if not 0 < len(texts) <= MOST_CELLS:
        return False
    return not any(map(_is_figure, texts))


def _is_figure(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return digits < _NUMBER_OF_AN_OFFICIAL and bool(_FIGURE.fullmatch(text))


def is_footer(row: Sequence[Any]) -> bool:
    """A line whose words say that it is none of the rows."""
    if not may_be_footer(row):
        return False
    texts = [text for text in map(squeezed, row) if text]
    return any(_BEGINS.match(text) or _DATED.match(text) for text in texts)
