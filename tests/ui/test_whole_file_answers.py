"""Said once on the page: the unit of a column, the position of children without one."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from emonev.ui.draft import Draft
from tests.builders import EXPORT_HEADER, child, workbook
from tests.ui.conftest import texts
from tests.ui.pressing import press
from tests.ui.test_draft import begun, ended, read

WITHOUT = [name for name in EXPORT_HEADER if name != "Cara Ukur"]


def step_four() -> None:
    """The questions and offers of the page's fourth step, over the draft of this session."""
    import streamlit as st

    from emonev.ui.upload_position import offer_position
    from emonev.ui.upload_questions import ask_questions

    draft = st.session_state["unggahan"]
    draft.settle()
    ask_questions(draft, (), lambda code: True)
    offer_position(draft)


def shown(draft: Draft) -> AppTest:
    draft.step = 3
    app = AppTest.from_function(step_four, default_timeout=120)
    app.session_state["unggahan"] = draft
    app.run()
    assert not app.exception
    return app


def finished(draft: Draft) -> None:
    """Wait for what the page began."""
    if draft.upload.job is not None:
        ended(draft)


def test_a_unit_is_answered_once_for_all_files(empty_home: Path, tmp_path: Path) -> None:
    given = []
    for number in range(2):
        rows = [child(i=100 * number + at, weight_kg=90 + at) for at in range(1, 13)]
        path = workbook(tmp_path / str(number), rows)
        given.append((f"berkas {number}.xlsx", path.read_bytes()))
    draft = read(begun(*given))
    app = shown(draft)
    (choice,) = app.radio
    assert choice.options == ["ons (100 g)", "memang kg (baca sel demi sel)"]
    assert "91 (sel T3)" in choice.label
    choice.set_value("ons").run()
    press(app, "Periksa ulang dengan jawaban ini")
    assert [dict(one.units) for one in draft.options.values()] == [{"weight_kg": "ons"}] * 2
    finished(draft)
    assert all(result.settled for result in draft.results.values())


def test_a_position_is_offered_and_no_question(empty_home: Path, tmp_path: Path) -> None:
    path = workbook(tmp_path, [child(i=1), child(i=2)], header=WITHOUT)
    draft = read(begun(("a.xlsx", path.read_bytes())))
    assert all(result.settled for result in draft.results.values())
    app = shown(draft)
    (choice,) = app.selectbox
    assert choice.label == "Cara ukur 2 anak yang tidak tertulis di berkas"
    assert choice.options == ["Menurut umur (standar WHO)", "Terlentang", "Berdiri"]
    assert choice.value == "age"
    assert [one.position for one in draft.options.values()] == [""], "nothing said yet"
    assert "0,7 cm" in texts(app)
    choice.set_value("l").run()
    assert not app.exception
    assert [one.position for one in draft.options.values()] == ["l"]
    finished(draft)
    app.run()
    (result,) = draft.results.values()
    assert result.sheets[0].position_known
    assert app.selectbox[0].value == "l"


def test_no_offer_where_the_file_says_it(empty_home: Path, tmp_path: Path) -> None:
    draft = read(begun(("a.xlsx", workbook(tmp_path, [child()]).read_bytes())))
    assert not shown(draft).selectbox
