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


def unheard_of(folder: Path, header: list[str], rows: list[list[object]]) -> AppTest:
    """The third step over one sheet of which no header is known."""
    st.cache_data.clear()
    path = workbook(folder, rows, header=header, above=(), sheet="Kiriman")
    draft = read(begun(("kiriman.xlsx", path.read_bytes())))
    draft.step = 2
    app = AppTest.from_function(step_three, default_timeout=120)
    app.session_state["unggahan"] = draft
    return app.run()


def test_a_sheet_nobody_knows_may_be_said_to_hold_children(
    empty_home: Path, tmp_path: Path
) -> None:
    header = ["Balita", "Sex", "Lahir", "Hari posyandu", "Timbangan", "Kampung"]
    rows = [["X", "L", "2023-01-05", "2025-08-04", 11.2, "PATTIMANG"]] * 3
    app = unheard_of(tmp_path, header, rows)
    assert not app.exception
    (what,) = [radio for radio in app.radio if "Satu baris adalah" in radio.label]
    assert what.value == "anak", "sex and dates: the rows are likely children"
    what.set_value("wilayah").run()
    assert "Pakai jawaban ini" in [button.label for button in app.button]
    app.radio[0].set_value("anak").run()
    assert not app.exception
    assert "Pakai jawaban ini" not in [button.label for button in app.button]
    told = " ".join(one.value for one in app.caption)
    assert all(text in told for text in header), "each to be read as a field of a child"
    draft = app.session_state["unggahan"]
    (key,) = draft.results
    said = {"sex": "Sex", "birth_date": "Lahir", "desa": "Kampung", "weight_kg": "Timbangan",
            "measured_on": "Hari posyandu"}  # fmt: skip
    draft.answer(key, mapping=said)
    draft.examine(only=key)
    (result,) = ended(draft).results.values()
    (sheet,) = result.sheets
    assert (sheet.kind, sheet.rows_read, result.questions) == ("by_name", 3, ())


def test_columns_of_an_unknown_sheet_can_be_named(empty_home: Path, tmp_path: Path) -> None:
    header = ["Urut", "Lokasi", "Jml A", "Kasus", "Ket"]
    rows = [[1, "PATTIMANG", 50, 4, "ok"], [2, "TOLADA", 60, 7, "ok"]]
    app = unheard_of(tmp_path, header, rows)
    (result,) = app.session_state["unggahan"].results.values()
    assert [q.kind for q in result.questions] == ["unknown_kind"]
    assert [one.subject for one in column_meanings(result.sheets[0])] == header
    draft = app.session_state["unggahan"]
    (key,) = draft.results
    said = {"col:Lokasi": "desa", "col:Kasus": "stunting", "col:Jml A": "denominator",
            "period": "2025-08"}  # fmt: skip
    draft.answer(key, table_answers=add_answers({}, "Kiriman", said))
    draft.examine(only=key)
    (result,) = ended(draft).results.values()
    (sheet,) = result.sheets
    assert (sheet.kind, sheet.fates["new"], result.questions) == ("long", 2, ())


def test_suggestions_are_shown_and_wait_for_the_press(empty_home: Path, tmp_path: Path) -> None:
    header = ["Nr", "Child", "Sex", "Lahir", "Weight", "Height", "Visit"]
    rows = [[i, f"ANAK {i}", "LP"[i % 2], f"2022-03-{10 + i}", 8.2 + i / 10, 75.5 + i,
             "2024-08-15"] for i in range(1, 9)]  # fmt: skip
    path = workbook(tmp_path, rows, header=header, above=(), sheet="Sheet1")
    draft = read(begun(("anak.xlsx", path.read_bytes())))
    draft.step = 2
    app = AppTest.from_function(step_three, default_timeout=120)
    app.session_state["unggahan"] = draft
    app.run()
    assert not app.exception
    assert app.radio[0].value == "anak", "sex and dates: the rows are likely children"
    captions = " ".join(one.value for one in app.caption)
    assert "Usulan menurut isi kolom, belum dipakai: Child, Sex, Lahir" in captions
    (options,) = draft.options.values()
    assert not options.mapping
    (use,) = [button for button in app.button if button.label == "Pakai pencocokan ini"]
    use.click().run()
    assert not app.exception
    (options,) = draft.options.values()
    assert options.mapping == {
        "name": "Child", "sex": "Sex", "birth_date": "Lahir", "weight_kg": "Weight",
        "lenhei_cm": "Height", "measured_on": "Visit",
    }  # fmt: skip
    if draft.upload.job is not None:
        ended(draft)
    (result,) = draft.results.values()
    assert result.sheets[0].kind == "by_name"
