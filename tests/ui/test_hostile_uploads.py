"""Hostile sheet names, headers, areas, cells and file names: inert in every step of Unggah."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from emonev.services.import_result import ImportOptions
from emonev.services.imports import import_files
from emonev.store.home import Home
from emonev.ui.draft import Draft
from emonev.ui.state import open_store, scope
from tests.builders import child, workbook
from tests.services.importing import TODAY
from tests.ui.conftest import Opener
from tests.ui.liveness import MARKUP, NAME, WILD, WILDER, live_texts, shown_texts
from tests.ui.test_draft import begun, ended, read

SHEET = "=1 <img onerror=x> $x$ `c` 📊"
"""A sheet name as far as Excel lets one go."""

FILE = f"{NAME} [a](javascript:alert(1)) $$x$$ :red[x].xlsx"


def by_name(folder: Path) -> bytes:
    """Children in places nobody knows, with texts where numbers belong; two rows are sound."""
    rows = [
        child(i=1), child(i=2, posyandu=WILDER),
        child(i=3, desa=WILD, name=WILDER), child(i=4, kecamatan=WILD, desa=NAME, puskesmas=WILD),
        child(i=5, weight_kg=WILD, lenhei_cm=WILDER, sex=WILD), child(i=6, measured_on=WILDER),
        child(i=7, sheet_haz=WILD, weight_gain=WILDER),
    ]  # fmt: skip
    return workbook(folder, rows, sheet=SHEET).read_bytes()


def unknown(folder: Path) -> bytes:
    """A table nobody knows: its headers are questions."""
    rows = [["MALANGKE", 7, 30], ["MASAMBA", 3, 22]]
    header = ["Wilayah", WILD, f"Kasus {NAME}"]
    return workbook(folder, rows, header=header, above=((WILDER,),), sheet=SHEET).read_bytes()


def nameless(folder: Path) -> bytes:
    """A sheet of which no header is known, perhaps of children."""
    header = [WILD, "Sex", "Lahir", NAME, "Timbangan", WILDER]
    rows = [[WILD, "L", "2023-01-05", "2025-08-04", 11.2, NAME]] * 3
    return workbook(folder, rows, header=header, above=(), sheet=SHEET).read_bytes()


def yearless(folder: Path) -> bytes:
    """A table without a year, of puskesmas nobody knows, its row of sums wrong."""
    header = ["Puskesmas", "Balita Diukur", "Pendek", "Sangat Pendek"]
    rows = [[WILD, 90, 8, 1], [NAME, 50, 3, WILDER], ["JUMLAH", 999, 11, 1]]
    return workbook(folder, rows, header=header, above=((WILDER,),), sheet=SHEET).read_bytes()


MADE: dict[str, Callable[[Path], bytes]] = {
    "by_name": by_name, "unknown": unknown, "nameless": nameless, "yearless": yearless,
}  # fmt: skip


def drafted(folder: Path, *names: str) -> Draft:
    """An upload of these files, read; the second file of a kind has the same name in capitals."""
    given = []
    for number, name in enumerate(names):
        inside = folder / str(number)
        inside.mkdir()
        given.append((f"{number} {FILE}", MADE[name](inside)))
    return read(begun(*given))


def step(draft: Draft, number: int) -> AppTest:
    """The page's step ``number`` over the draft."""

    def page() -> None:
        import streamlit as st

        from emonev.ui import upload_steps
        from emonev.ui.state import current_state

        draft = st.session_state["unggahan"]
        if draft.step == 1:
            upload_steps.check_sheets(draft)
        elif draft.step == 2:
            upload_steps.match_columns(draft)
        elif draft.step == 3:
            upload_steps.check(draft, current_state())
        else:
            upload_steps.save(draft)

    st.cache_data.clear()
    draft.step = number
    app = AppTest.from_function(page, default_timeout=120)
    app.session_state["unggahan"] = draft
    app.run()
    assert not app.exception, [one.value for one in app.exception]
    return app


@pytest.mark.parametrize("number", [1, 2, 3, 4])
@pytest.mark.parametrize("name", MADE)
def test_a_step_runs_nothing_of_a_file(
    name: str, number: int, empty_home: Path, tmp_path: Path
) -> None:
    assert live_texts(step(drafted(tmp_path, name), number)) == []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_several_files_at_once(number: int, empty_home: Path, tmp_path: Path) -> None:
    assert live_texts(step(drafted(tmp_path, *MADE, "by_name"), number)) == []


def test_the_texts_are_really_shown(empty_home: Path, tmp_path: Path) -> None:
    folders = iter(tmp_path / str(n) for n in range(9))
    shown = {}
    for name, number in (("by_name", 1), ("by_name", 3), ("unknown", 2), ("nameless", 2)):
        folder = next(folders)
        folder.mkdir()
        shown[name, number] = shown_texts(step(drafted(folder, name), number))
    assert "onerror" in shown["by_name", 1], "the name of the sheet"
    assert "onerror" in shown["by_name", 3], "the area that is asked for"
    assert "onerror" in shown["unknown", 2], "the columns that are asked for"


def test_what_was_stored_and_its_history_run_nothing(
    empty_home: Path, tmp_path: Path, open_page: Opener
) -> None:
    draft = drafted(tmp_path, "by_name")
    (key,) = draft.results
    draft.answer(key, answers={WILD: "73.22.01.2001"}, kabupaten="73.22")
    draft.examine(only=key)
    ended(draft)
    draft.upload.who = WILDER
    draft.save()
    ended(draft)
    assert any(result.batch for result in draft.saved)
    assert live_texts(step(draft, 4)) == []
    app = open_page("unggah")
    assert not app.exception
    assert live_texts(app) == []
    for box in app.selectbox:
        if box.label == "Batalkan unggahan":
            box.select_index(1).run()
    assert not app.exception
    assert live_texts(app) == []


def test_two_uploads_beside_each_other_run_nothing(
    empty_home: Path, tmp_path: Path, open_page: Opener
) -> None:
    paths = []
    for number, weight in enumerate((11.5, 12.5)):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        rows = [child(i=at, weight_kg=weight + at, posyandu=WILD) for at in range(3)]
        path = workbook(folder, rows, sheet=SHEET)
        paths.append(path.rename(folder / f"{number} <img onerror=x> $x$ **y**.xlsx"))
    options = ImportOptions(kabupaten="73.22")
    home = Home(empty_home)
    import_files(scope(""), open_store(), home, paths, options, today=TODAY)
    with open_store().writing() as cursor:
        cursor.execute("UPDATE area SET name = $w || code WHERE starts_with(code, '73.22')",
                       {"w": MARKUP + " **y** :red[x] "})  # fmt: skip
    app = open_page("unggah")
    app.toggle(key="banding_buka").set_value(True).run()
    assert not app.exception
    assert live_texts(app) == []


def test_a_refused_file_runs_nothing(empty_home: Path, tmp_path: Path) -> None:
    draft = read(begun((FILE, b"\x00" + WILDER.encode()), (f"b {FILE}", WILDER.encode())))
    for number in (1, 2, 3):
        assert live_texts(step(draft, number)) == []


def test_suggested_mappings_of_a_hostile_header_run_nothing(
    empty_home: Path, tmp_path: Path
) -> None:
    app = step(drafted(tmp_path, "unknown"), 2)
    app.radio[0].set_value("kecamatan").run()
    for box in [b for b in app.selectbox if "kolom" in b.label]:
        local: list[Any] = [option for option in box.options if "baru" in option.lower()]
        if local:
            box.select(local[0]).run()
    assert not app.exception
    assert live_texts(app) == []
