"""One file into the store: the statements of ``sql/import_*.sql`` in their order.

The caller holds one transaction (``Store.writing``); nothing here commits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from emonev.growth.rules import EPPGBM, WHO, Switches
from emonev.growth.select import zscore_select
from emonev.growth.tables import load_tables
from emonev.store.cube import BY_NAME
from emonev.store.insert import insert_rows
from emonev.store.store import HERE, Cursor, sql

SOURCE = BY_NAME
"""Source of by-name rows, in ``measurement`` and the cube."""

OPTIONAL_FIELDS = (
    "weight_kg", "lenhei_cm", "measure", "muac_cm", "headc_cm", "birth_weight_kg",
    "birth_length_cm", "weight_gain", "vitamin_a", "label_waz", "label_haz", "label_whz",
    "sheet_waz", "sheet_haz", "sheet_whz", "puskesmas", "posyandu",
)  # fmt: skip
"""Fields a sheet may lack altogether; what is stored of them is then kept."""

CASES_ONLY_FROM = 8
"""Eight or more children, all stunted: no sample of a population (0.3 to the 8th is 0.007 %)."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One distinct combination of area texts and where it lies (area_code None: not taken)."""

    kabupaten: str | None
    kecamatan: str | None
    puskesmas: str | None
    desa: str | None
    kabupaten_code: str | None
    kecamatan_code: str | None
    area_code: str | None
    puskesmas_name: str | None


@dataclass(frozen=True, slots=True)
class LabelCount:
    """Stunting by the file's own labels beside the recomputation, over the accepted rows."""

    labelled: int
    label_stunted: int
    valid: int
    stunted: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One row whose own TB/U label or z disagrees with ours, and why (core.difference)."""

    sheet: str
    row: int
    cause: str
    label: str | None
    sheet_z: float | None
    z: float | None
    stunted: bool | None
    label_stunted: bool | None


def stage(
    cursor: Cursor, files: Sequence[Path], waiting: Collection[str] = ()
) -> list[tuple[tuple[str | None, ...], int]]:
    """Read the typed rows of all sheets; give the distinct area texts with their row counts.

    The texts are (kabupaten, kecamatan, puskesmas, desa), in order of first appearance. Sheets in
    ``waiting`` have a question open about all their rows: none of them is taken.
    """
    load_tables(cursor)
    cursor.execute((HERE / "staging.sql").read_text(encoding="utf-8"))
    if files:
        cursor.execute(sql("import_rows"), {"files": [str(file) for file in files]})
    cursor.execute(
        "UPDATE staged SET fate = 'rejected' WHERE sheet IN (SELECT unnest($sheets))",
        {"sheets": list(waiting)},
    )
    found = cursor.execute(sql("import_places_found")).fetchall()
    return [((row[0], row[1], row[2], row[3]), row[4]) for row in found]


def put_sheet_fields(cursor: Cursor, sheets: Iterable[tuple[str, set[str], bool]]) -> None:
    """Say per sheet which optional fields it has and whether it holds only cases."""
    insert_rows(
        cursor,
        "sheet_field",
        ("sheet", *OPTIONAL_FIELDS, "cases_only"),
        [
            (name, *(field in fields for field in OPTIONAL_FIELDS), cases_only)
            for name, fields, cases_only in sheets
        ],
    )


def only_cases(cursor: Cursor, sheet: str) -> bool:
    """True when a sheet without labels holds 8 or more children and all of them are stunted."""
    relation = (
        "(SELECT position, sex, measured_on - birth_date AS age_days, weight_kg, lenhei_cm, "
        "measure, muac_cm, headc_cm, false AS oedema FROM staged "
        f"WHERE fate IS NULL AND sheet = '{sheet.replace(chr(39), chr(39) * 2)}')"
    )
    row = cursor.execute(
        "SELECT count(*), count(*) FILTER (WHERE zlen < -2) FROM "
        f"({zscore_select(relation, ('position',))}) WHERE flen = 0"
    ).fetchone()
    assert row is not None
    return bool(row[0] >= CASES_ONLY_FROM and row[0] == row[1])


def put_places(cursor: Cursor, places: Iterable[PlaceRow]) -> None:
    """Say where each distinct combination of area texts lies."""
    columns = tuple(PlaceRow.__slots__)
    insert_rows(cursor, "place", columns, [[getattr(p, c) for c in columns] for p in places])


def link_children(cursor: Cursor) -> list[tuple[str, int]]:
    """Link the file's children to stored ones; give (sheet, row) of doubtful ones."""
    for name in (
        "import_persons", "import_person_keys", "import_candidates", "import_linked",
        "import_unlinked",
    ):  # fmt: skip
        cursor.execute(sql(name))
    return cursor.execute(sql("import_doubtful_children")).fetchall()


def decide_fates(cursor: Cursor) -> dict[str, dict[str, int]]:
    """The fate of every accepted row against what is stored: sheet → fate → count."""
    cursor.execute(sql("import_incoming"))
    fates: dict[str, dict[str, int]] = {}
    for sheet, fate, count in cursor.execute(sql("import_fates")).fetchall():
        fates.setdefault(sheet, {})[fate] = count
    return fates


def score(cursor: Cursor) -> None:
    """z-scores of new and updated rows, and the cause where the sheet's own label disagrees."""
    _score_into(cursor, "scored", "import_to_score", ("position",), WHO)
    explained = "position, variant, zlen"
    relation = f"({_body('import_to_explain')})"
    select = zscore_select(relation, ("position", "variant"), EPPGBM)
    cursor.execute(f"INSERT INTO explained SELECT {explained} FROM ({select})")
    cursor.execute(sql("import_explain"))


def _score_into(
    cursor: Cursor, table: str, source: str, keys: tuple[str, ...], switches: Switches
) -> None:
    select = zscore_select(f"({_body(source)})", keys, switches)
    cursor.execute(f"INSERT INTO {table} BY NAME {select}")


def _body(name: str) -> str:
    # Comments end at the line's end: the statement goes inside another one.
    lines = sql(name).splitlines()
    return "\n".join(line for line in lines if not line.startswith("--"))


def write(cursor: Cursor, batch_id: str) -> list[tuple[str, str]]:
    """Store new and updated rows; give the touched (kabupaten code, "2025-08") pairs."""
    cursor.execute(sql("import_write_replaced"), {"batch_id": batch_id})
    cursor.execute(sql("import_delete_updated"))
    cursor.execute(sql("import_write"), {"batch_id": batch_id, "source": SOURCE})
    cursor.execute(sql("import_write_children"))
    cursor.execute(sql("import_write_keys"), {"batch_id": batch_id})
    cursor.execute(sql("import_write_unchanged"), {"batch_id": batch_id})
    return cursor.execute(sql("import_months")).fetchall()


def label_count(cursor: Cursor) -> LabelCount:
    """Counts of the accepted rows as they now stand in the store."""
    row = cursor.execute(sql("import_label_count")).fetchone()
    assert row is not None
    return LabelCount(*row)


def differences(cursor: Cursor) -> list[Difference]:
    """Every accepted row that disagrees with its own label or z, in file order."""
    return [Difference(*row) for row in cursor.execute(sql("import_differences")).fetchall()]


def put_batch(cursor: Cursor, values: Mapping[str, object]) -> None:
    """Record the upload (columns of table ``batch``)."""
    insert_rows(cursor, "batch", tuple(values), [tuple(values.values())])


def next_sequence(cursor: Cursor) -> int:
    """Number of the next upload, from 1."""
    row = cursor.execute("SELECT coalesce(max(sequence), 0) + 1 FROM batch").fetchone()
    assert row is not None
    return int(row[0])
