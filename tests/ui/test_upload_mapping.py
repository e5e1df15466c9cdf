"""The mapping step: questions about a table, its columns in words, answers that add up."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from emonev.services.meanings import column_meanings, read_as
from emonev.ui.draft import Draft
from emonev.ui.upload_mapping import add_answers, is_table
from tests.builders import workbook
from tests.ui.test_draft import begun, ended, read

HEADER = ["Wilayah", "Kasus Diare", "Rumah Sehat"]
ROWS = [["MALANGKE", 7, 30], ["MASAMBA", 3, 22]]


def drafted(folder: Path) -> Draft:
    """A draft with a table nobody knows, read once."""
    path = workbook(folder, ROWS, header=HEADER, above=(), sheet="Sheet1")
    draft = read(begun(("kesling.xlsx", path.read_bytes())))
    draft.step = 2
    return draft


def test_what_is_said_of_one_sheet_is_added_to_what_was_said() -> None:
    before = {"*": {"row": "desa"}, "A": {"col:x": "ignore"}}
    after = add_answers(add_answers(before, None, {"row": "kecamatan"}), "A", {"period": "2024"})
    assert after == {"*": {"row": "kecamatan"}, "A": {"col:x": "ignore", "period": "2024"}}
    assert before["*"] == {"row": "desa"}


def test_a_role_is_read_back_as_an_answer() -> None:
    assert read_as("numerator:lain:gizi-kurang:2018") == "lain:gizi-kurang"
    assert read_as("numerator:stunting:male:2024-01+") == "stunting"
    assert read_as("percent:stunting") == "percent"
    assert read_as("denominator:measured:2024-TW1") == "denominator"
    assert (read_as("kecamatan"), read_as(None)) == ("kecamatan", "ignore")


def test_columns_that_differ_in_their_month_only_are_one(empty_home: Path, tmp_path: Path) -> None:
    header = ["Kecamatan", "Stunting Januari 2024", "Stunting Februari 2024", "2023"]
    path = workbook(tmp_path, [["MALANGKE", 1, 2, 3]], header=header, above=(), sheet="BBLR")
    draft = read(begun(("a.xlsx", path.read_bytes())))
    (result,) = draft.results.values()
    (sheet,) = result.sheets
    assert is_table(sheet)
    found = {one.subject: (len(one.headers), one.read_as) for one in column_meanings(sheet)}
    assert found == {"Kecamatan": (1, "kecamatan"), "Stunting": (2, "stunting"),
                     "BBLR": (1, "lain:bblr")}  # fmt: skip


def step_three() -> None:
    """The page's third step over the draft of this session."""
    import streamlit as st

    from emonev.ui.upload_steps import match_columns

    match_columns(st.session_state["unggahan"])


def test_after_the_answers_the_table_is_read(empty_home: Path, tmp_path: Path) -> None:
    st.cache_data.clear()
    app = AppTest.from_function(step_three, default_timeout=120)
    app.session_state["unggahan"] = drafted(tmp_path)
    app.run()
    assert not app.exception
    (use,) = [button for button in app.button if button.label == "Pakai jawaban ini"]
    assert use.disabled, "nothing said yet"
    app.radio[0].set_value("kecamatan").run()
    boxes = {box.label.split('"')[3]: box for box in app.selectbox if "kolom" in box.label}
    boxes["Kasus Diare"].set_value("lain:kasus-diare").run()
    app.text_input[0].set_value("Diare balita").run()
    (year,) = [box for box in app.selectbox if box.label == "Tahun"]
    year.set_value("2024").run()
    (use,) = [button for button in app.button if button.label == "Pakai jawaban ini"]
    use.click().run()
    assert not app.exception
    (result,) = ended(app.session_state["unggahan"]).results.values()
    (sheet,) = result.sheets
    assert (sheet.kind, sheet.fates["new"], result.questions) == ("long", 2, ())
