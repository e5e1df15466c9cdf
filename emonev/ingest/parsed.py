"""What parsing a file yields: the contract between the limited child process and the importer.

The child process reads the file, recognises header and kind, types every cell and hashes the
identities, so that no name and no NIK ever leaves it. It leaves behind one Parquet file of typed
rows per sheet (columns: ``ROW_COLUMNS``) and one JSON document, read here as ``ParsedFile``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much an issue weighs. ``ERROR`` rejects its row; the others are counted and shown."""

    ERROR = "kesalahan"
    WARNING = "peringatan"
    NOTE = "catatan"


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem in the data: what, where, found, expected. Texts: ``ingest.issues.CATALOGUE``.

    ``cell`` is the address as Excel shows it ("S14"), or None for a whole sheet; ``row`` the
    1-based Excel row, or None. ``found`` never holds a name or a NIK. ``count`` is how many
    cells this entry stands for (only the first cells of a very frequent code are listed singly;
    the entry that stands for the rest has ``cell`` None).
    """

    code: str
    sheet: str | None = None
    row: int | None = None
    cell: str | None = None
    found: str = ""
    expected: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the user can answer; nothing is guessed.

    ``kind``: "area_columns" (file has no area columns → ``--area``), "measured_on" (no measuring
    date → ``--measured-on``), "day_month_order", "column_unit" (subject: the measured field),
    "unknown_area", "unknown_kind", "missing_column", "kabupaten"; of tables of counts "period",
    "row_meaning", "column_meaning", "puskesmas_area".
    ``options`` are the answers that can be offered (codes, "dmy"/"mdy", headers), best first.
    """

    kind: str
    text: str
    sheet: str | None = None
    subject: str = ""
    options: tuple[str, ...] = ()
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a whole file is not taken: a stable code and an Indonesian sentence with next step."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedSheet:
    """One sheet. ``header_row`` is the 1-based Excel row of the (last) header row.

    ``rows_read`` counts rows below the header that are not blank, numbering, repeated header or
    total, from the raw sheet; it equals the number of rows in ``rows_file``. ``columns`` maps each
    header as the file spells it to a field name, or None for an ignored (user-added) column.
    ``signature`` identifies the header row, so that a manual mapping can be remembered for it.
    """

    name: str
    kind: str
    header_row: int | None = None
    rows_read: int = 0
    rejected: int = 0
    columns: dict[str, str | None] = field(default_factory=dict)
    suggested: dict[str, str] = field(default_factory=dict)
    """Header of a column nobody has named → the field its content looks like; never read so by
    itself."""
    signature: str = ""
    data_as_of: str | None = None
    rows_file: Path | None = None
    entries_file: Path | None = None
    """Typed entries of a sheet that is not by-name (``ingest/entries.py``)."""
    issues: tuple[Issue, ...] = ()
    issue_counts: dict[str, int] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()
    """First raw rows (header included) for the mapping step; identity columns masked."""
    cases_only: bool = False
    """True when the sheet's own TB/U labels (8 or more) are all stunted."""
    local_measures: tuple[tuple[str, str, str], ...] = ()
    """Measures named by the sheet or its user: ("lain:bblr", "BBLR", "jumlah" | "persen")."""
    fields: tuple[str, ...] = ()
    """Fields a by-name sheet says something of: those of its columns, of lines above them and of
    answers; not a column whose unit is still asked."""
    position_known: bool = True
    """False when neither the sheet nor its user says a position: it is taken from age."""
    without_position: int = 0
    """Accepted rows with a length of which the sheet itself does not say the position."""
    identity_known: bool = True
    """False when the sheet has neither NIK nor names: children are told apart weakly."""


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """One file as parsed, or the reason why not (``refused``)."""

    file: str
    file_hash: str
    container: str
    """"xlsx", "xls", "html", "csv" or "unknown"."""
    encoding: str | None = None
    sheets: tuple[ParsedSheet, ...] = ()
    refused: Refusal | None = None


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """What the caller already knows about the file."""

    sheet: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    """field → header text, from ``--map`` or the page; wins over the vocabulary."""
    remembered: dict[str, dict[str, str]] = field(default_factory=dict)
    """header signature → (field → header), remembered from earlier uploads."""
    header_row: int | None = None
    """The Excel row the user pointed at as the header (of a two-row header the first)."""
    measured_on: date | None = None
    area_given: bool = False
    """True when ``--area`` places the rows: missing area columns are then no question."""
    day_month_order: str | None = None
    """"dmy" or "mdy" where the user answered the question; else None."""
    units: dict[str, str] = field(default_factory=dict)
    """Measured field → unit ("weight_kg": "g") where the user said it; wins over the header."""
    position: str = ""
    """"l" or "h": children whose position the file does not say were measured lying or standing;
    "age": by their age, as WHO does; "" where the user said nothing (also by age)."""
    today: date | None = None
    """Dates after it are future dates (an error)."""
    period: str = ""
    """"2025-08", "2025-TW2" or "2025" for sheets of counts that name none."""
    table_answers: dict[str, dict[str, str]] = field(default_factory=dict)
    """Sheet name, or "*" for every sheet → what the user said about a table of counts."""
    remembered_tables: dict[str, dict[str, str]] = field(default_factory=dict)
    """header signature → the same, remembered from earlier uploads."""


ROW_COLUMNS: dict[str, str] = {
    "sheet": "VARCHAR",
    "row": "INTEGER",  # 1-based Excel row
    "fate": "VARCHAR",  # NULL, or 'rejected'
    "person": "INTEGER",  # child within this file (connected over both keys), 0-based; NULL = none
    "nik_key": "VARCHAR",  # keyed hash of the NIK, NULL for placeholders and imprecise numbers
    "name_key": "VARCHAR",  # keyed hash of name + birth date + sex, NULL without a name
    "weak_key": "VARCHAR",  # keyed hash of sex, birth date, desa, posyandu, birth values, tie
    "sex": "VARCHAR",  # 'm' | 'f'
    "birth_date": "DATE",
    "measured_on": "DATE",
    "weight_kg": "DOUBLE",
    "lenhei_cm": "DOUBLE",
    "measure": "VARCHAR",  # 'l' | 'h' | NULL as the sheet says
    "muac_cm": "DOUBLE",
    "headc_cm": "DOUBLE",
    "birth_weight_kg": "DOUBLE",
    "birth_length_cm": "DOUBLE",
    "weight_gain": "VARCHAR",  # 'N' | 'T' | 'O' | 'B' | NULL
    "vitamin_a": "INTEGER",
    "label_waz": "VARCHAR",  # normalised: sangat_kurang kurang normal risiko_lebih outlier
    # sangat_pendek pendek normal tinggi outlier; coarse local labels: stunting tidak_stunting
    "label_haz": "VARCHAR",
    "label_whz": "VARCHAR",  # gizi_buruk gizi_kurang normal risiko_lebih lebih obesitas outlier
    "sheet_waz": "DOUBLE",
    "sheet_haz": "DOUBLE",
    "sheet_whz": "DOUBLE",
    "province": "VARCHAR",  # area texts as in the file: NBSP gone, blanks squeezed
    "kabupaten": "VARCHAR",
    "kecamatan": "VARCHAR",
    "puskesmas": "VARCHAR",
    "desa": "VARCHAR",
    "posyandu": "VARCHAR",
}
"""Typed rows, one per row read (rejected ones included), in sheet order. Missing = NULL."""
