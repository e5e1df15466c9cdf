"""Tables of no fixed form through the whole import: answers remembered, given away, forgotten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from emonev.core.period import parse_period
from emonev.core.scope import EVERYTHING, Scope
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.services.figures import figures, indicator_rows
from emonev.services.import_result import FileResult
from emonev.services.local_indicators import catalogue
from emonev.services.map_view import map_view
from emonev.services.sheet_mappings import (
    FORMAT,
    export_mapping,
    forget,
    import_mapping,
    mappings,
)
from emonev.services.undo import undo
from emonev.store.store import Store
from tests.builders import workbook
from tests.services.test_entry_imports import KAB, fates, take

YEARS = ["Wilayah", 2023, 2024]


@pytest.fixture
def store() -> Store:
    return Store(None)


def table(folder: Path, rows: list[list[Any]], **options: Any) -> Path:
    """A wide table named BBLR."""
    options.setdefault("sheet", "BBLR")
    options.setdefault("header", YEARS)
    return workbook(folder, rows, above=(), **options)


ROWS = [["MALANGKE", 4, 6], ["MASAMBA", 10, 0]]


def take_in(store: Store, folder: Path, **options: Any) -> FileResult:
    """The table with its one answer."""
    said = {"*": {"row": "kecamatan"}}
    return take(store, folder, table(folder, ROWS), table_answers=said, **options)


def test_after_one_answer_the_table_goes_in_and_is_asked_of_nobody_again(
    store: Store, tmp_path: Path
) -> None:
    path = table(tmp_path, ROWS)
    asked = take(store, tmp_path, path)
    assert [q.kind for q in asked.questions] == ["row_meaning"]
    assert fates(asked) == (0, 0, 0, 0, 2) and asked.batch is None
    assert fates(take_in(store, tmp_path)) == (2, 0, 0, 0, 0)
    again = take(store, tmp_path, table(tmp_path, [["MALANGKE", 4, 7]], name="nanti"))
    assert fates(again) == (0, 1, 0, 0, 0) and not again.questions


def test_a_measure_named_by_the_sheet_is_asked_like_any_indicator(
    store: Store, tmp_path: Path
) -> None:
    done = take_in(store, tmp_path)
    with store.reading() as cursor:
        entry = catalogue(cursor)["lain:bblr"]
        found = figures(
            cursor, EVERYTHING, indicators=["lain:bblr"], level="kecamatan",
            period=parse_period("2024"), within=KAB, source="tabel",
        )  # fmt: skip
        listed = indicator_rows(
            cursor, EVERYTHING, level="kabupaten", period=parse_period("2023"), area=KAB,
            source="tabel",
        )  # fmt: skip
    assert (entry.label, entry.unit, entry.breaks) == ("BBLR", "jumlah", ())
    told = {
        f.area: (f.numerator, f.value, f.status, f.label) for f in found if f.numerator is not None
    }
    assert told == {"Malangke": (6, None, "tanpa_penyebut", "BBLR"),
                    "Masamba": (0, None, "tanpa_penyebut", "BBLR")}  # fmt: skip
    assert [r["numerator"] for r in listed if r["indicator"] == "lain:bblr"] == [14]
    assert done.batch
    undo(EVERYTHING, store, done.batch)
    with store.reading() as cursor:
        assert cursor.execute("SELECT count(*) FROM entry").fetchall() == [(0,)]


def test_months_of_a_measure_nobody_defined_make_no_quarter(store: Store, tmp_path: Path) -> None:
    header = ["Kecamatan", "Jan 2024", "Feb 2024"]
    take(store, tmp_path, table(tmp_path, [["MALANGKE", 4, 6]], header=header))
    with store.reading() as cursor:
        rows = cursor.execute("SELECT DISTINCT rule FROM cube WHERE source = 'tabel'").fetchall()
    assert rows == [("bulan",)]


def test_kabupaten_as_rows_never_become_the_own_one(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path, [["Kep. Seribu", 20, 27], ["Jakarta Barat", 215, 127],
                            ["Luwu Utara", 9, 8], ["DKI Jakarta", 244, 162]])  # fmt: skip
    said = {"*": {"row": "kabupaten"}}
    strict = take(store, tmp_path, path, table_answers=said, strict=True)
    assert fates(strict) == (1, 0, 0, 0, 2)
    done = take(store, tmp_path, path, table_answers=said)
    assert fates(done) == (2, 0, 1, 0, 0) and not done.questions
    assert set(done.new_area_names) == {"Kep. Seribu", "Jakarta Barat"}
    with store.reading() as cursor:
        found = cursor.execute(
            "SELECT numerator FROM entry WHERE kabupaten_code = '73.22' ORDER BY period"
        ).fetchall()
    assert found == [(9,), (8,)]


def test_sheets_of_one_header_share_what_was_said(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path, ROWS, sheets={"Sheet2": [YEARS, *ROWS]})
    asked = take(store, tmp_path, path)
    assert [(q.kind, q.sheet) for q in asked.questions] == [
        ("row_meaning", None), ("column_meaning", "Sheet2")
    ]  # fmt: skip
    said = {"*": {"row": "kecamatan"}, "Sheet2": {"col:Sheet2": "lain:diare"}}
    done = take(store, tmp_path, path, table_answers=said)
    assert fates(done) == (4, 0, 0, 0, 0)
    with store.reading() as cursor:
        (kept,) = mappings(cursor, EVERYTHING)
    assert kept.answers == {"row": "kecamatan", "col:Sheet2": "lain:diare"}
    assert kept.headers == ("Wilayah", "2023", "2024")


def test_a_mapping_is_given_to_a_neighbour_and_forgotten(store: Store, tmp_path: Path) -> None:
    take_in(store, tmp_path, period="2024-08")
    with store.reading() as cursor:
        (kept,) = mappings(cursor, EVERYTHING)
        content = export_mapping(cursor, EVERYTHING, kept.signature)
    assert len(content) < 1000
    other = Store(None)
    with other.writing() as cursor:
        taken = import_mapping(cursor, EVERYTHING, content)
    assert (taken.signature, taken.answers) == (kept.signature, kept.answers)
    folder = tmp_path / "lain"
    folder.mkdir()
    assert fates(take(other, folder, table(folder, ROWS))) == (2, 0, 0, 0, 0)
    with other.writing() as cursor:
        forget(cursor, EVERYTHING, kept.signature)
        with pytest.raises(Refused):
            export_mapping(cursor, EVERYTHING, kept.signature)
    assert take(other, folder, table(folder, ROWS)).questions


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"x" * 300_000,
        json.dumps({"format": FORMAT}).encode(),
        json.dumps({"format": FORMAT, "signature": "0123456789abcdef", "kind": "wide",
                    "headers": ["A"], "answers": {"row": 3}}).encode(),
        json.dumps({"format": FORMAT, "signature": "../../etc/passwd", "kind": "wide",
                    "headers": ["A"], "answers": {"row": "desa"}}).encode(),
        json.dumps({"format": FORMAT, "signature": "0123456789abcdef", "kind": "wide",
                    "headers": ["A"], "answers": {"row": "x" * 1000}}).encode(),
    ],
)  # fmt: skip
def test_anything_else_is_no_mapping_file(store: Store, content: bytes) -> None:
    with store.writing() as cursor, pytest.raises(Refused):
        import_mapping(cursor, EVERYTHING, content)


def test_the_public_changes_no_mapping(store: Store) -> None:
    public = Scope("publik", KAB)
    with store.writing() as cursor:
        with pytest.raises(NoAccess):
            forget(cursor, public, "0123456789abcdef")
        with pytest.raises(NoAccess):
            import_mapping(cursor, public, b"{}")


def test_an_indicator_nobody_ever_named_is_a_wrong_call(store: Store, tmp_path: Path) -> None:
    take_in(store, tmp_path)
    with store.reading() as cursor, pytest.raises(WrongCall):
        figures(cursor, EVERYTHING, indicators=["lain:tidak-ada"], level="kabupaten",
                period=parse_period("2024"), within=KAB, source="tabel")  # fmt: skip


def test_peta_draws_a_local_measure(store: Store, tmp_path: Path) -> None:
    from emonev.services.figure import Selection

    take_in(store, tmp_path)
    chosen = Selection(KAB, parse_period("2024"), source="tabel", indicator="lain:bblr")
    with store.reading() as cursor:
        view = map_view(cursor, EVERYTHING, chosen)
    malangke = next(area for area in view.areas if area.name == "Malangke")
    assert malangke.figure.numerator == 6
    assert view.indicator_label == "BBLR"
