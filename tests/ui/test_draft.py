"""An upload on its way: found again in a fresh session, given up in any window."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from emonev.ingest.parsed import Question
from emonev.services.upload_desk import desk
from emonev.store.home import home
from emonev.ui.draft import Draft
from emonev.ui.state import open_store, scope
from emonev.ui.upload_questions import gathered
from tests.builders import child, workbook
from tests.ui.conftest import Opener, texts


def begun(*given: tuple[str, bytes], kabupaten: str = "73.22") -> Draft:
    """An upload of these files, as the page begins it."""
    open_store()
    draft = Draft(desk(home()).begin(scope("")))
    draft.kabupaten = kabupaten
    draft.take_all(given)
    return draft


def read(draft: Draft) -> Draft:
    """The same once its files are read."""
    draft.examine()
    return ended(draft)


def ended(draft: Draft) -> Draft:
    """The same once its job has ended and the page has seen it."""
    job = draft.upload.job
    assert job is not None
    assert job.wait(120)
    draft.settle()
    return draft


def files(folder: Path) -> list[tuple[str, bytes]]:
    """One file of Luwu Utara, one of Jeneponto."""
    found = []
    places = ({}, {"kabupaten": "JENEPONTO", "kecamatan": "BINAMU", "desa": "EMPOANG"})
    for number, place in enumerate(places):
        inside = folder / str(number)
        inside.mkdir()
        path = workbook(inside, [child(i=10 * number + at, **place) for at in range(3)])
        found.append((f"berkas {number}.xlsx", path.read_bytes()))
    return found


def test_a_file_of_another_kabupaten_is_refused_and_the_others_go_on(
    empty_home: Path, tmp_path: Path
) -> None:
    draft = read(begun(*files(tmp_path)))
    own, other = draft.results.values()
    assert own.refused is None
    assert own.rows_read == 3
    assert other.refused is not None
    assert "JENEPONTO" in other.refused.text
    assert "akun" not in other.refused.text
    assert draft.step == 1
    draft.save()
    ended(draft)
    assert [bool(result.batch) for result in draft.saved] == [True, False]


def test_a_fresh_session_shows_the_upload_under_way_and_can_begin_another(
    empty_home: Path, tmp_path: Path, open_page: Opener
) -> None:
    draft = read(begun(*files(tmp_path)))
    draft.step = 3
    app = open_page("unggah")
    assert not app.exception
    assert "**:primary[4. Periksa]**" in texts(app)
    assert "Nasib setiap baris" in texts(app)
    app.button(key="batal_3").click().run()
    assert not app.exception
    assert "**:primary[1. Pilih berkas]**" in texts(app)
    assert not list((empty_home / "kerja-sementara").glob("pilih-*"))


def test_an_upload_given_up_in_another_window_is_not_shown_on(
    empty_home: Path, tmp_path: Path, open_page: Opener
) -> None:
    draft = read(begun(*files(tmp_path)))
    app: AppTest = open_page("unggah")
    assert "**:primary[2. Lembar & baris judul]**" in texts(app)
    desk(home()).drop(draft.upload)
    app.run()
    assert not app.exception
    assert "**:primary[1. Pilih berkas]**" in texts(app)
    st.cache_data.clear()


def test_the_same_question_of_several_files_is_asked_once() -> None:
    def asked(subject: str, rows: int, kind: str = "unknown_area") -> Question:
        return Question(kind, "?", subject=subject, options=("73.22.01.2001",), rows=rows)

    order = Question("day_month_order", "?")
    found = gathered(
        {"0/a": (asked("x", 2), order), "1/b": (asked("x", 3),), "2/c": (asked("y", 1), order)}
    )
    assert [(one.question.subject, one.question.rows, one.keys) for one in found] == [
        ("x", 5, ("0/a", "1/b")), ("", 0, ("0/a", "2/c")), ("y", 1, ("2/c",)),
    ]  # fmt: skip


def test_two_uploads_under_way_are_both_in_reach(
    empty_home: Path, tmp_path: Path, open_page: Opener
) -> None:
    first, second = files(tmp_path)
    older = read(begun(first))
    newer = read(begun(second, kabupaten="73.04"))
    newer.step = 3
    app = open_page("unggah")
    assert "**:primary[4. Periksa]**" in texts(app)
    assert "Unggahan lain belum disimpan: berkas 0.xlsx." in texts(app).replace("\\", "")
    app.button(key="lihat_unggahan_0").click().run()
    assert not app.exception
    assert "**:primary[2. Lembar & baris judul]**" in texts(app)
    assert "Unggahan lain belum disimpan: berkas 1.xlsx." in texts(app).replace("\\", "")
    for one in (older, newer):
        desk(home()).drop(one.upload)


def test_a_stopped_reading_says_so_and_goes_on(
    empty_home: Path, tmp_path: Path, open_page: Opener
) -> None:
    draft = begun(*files(tmp_path))
    draft.examine(keys=draft.upload.file_keys()[:1])
    ended(draft)
    app = open_page("unggah")
    assert "1 dari 2 berkas terbaca" in " ".join(one.value for one in app.warning)
    next(b for b in app.button if b.label == "Lanjutkan membaca").click().run()
    job = draft.upload.job
    assert job is None or job.wait(120)
    app.run()
    assert not app.exception
    assert draft.upload.unread() == []
    assert not app.warning
    desk(home()).drop(draft.upload)


def test_an_answer_is_given_once_for_both_files(
    empty_home: Path, tmp_path: Path, open_page: Opener
) -> None:
    given = []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = workbook(folder, [child(i=10 * number), child(i=10 * number + 1, desa="TOQQUE")])
        given.append((f"{number}.xlsx", path.read_bytes()))
    draft = read(begun(*given))
    draft.step = 3
    app = open_page("unggah")
    (box,) = [one for one in app.selectbox if "TOQQUE" in one.label]
    with open_store().reading() as cursor:
        ((tokke,),) = cursor.execute(
            "SELECT code FROM area WHERE name = 'Tokke' AND starts_with(code, '73.22.')"
        ).fetchall()
    box.select(tokke).run()
    next(b for b in app.button if b.label.startswith("Periksa ulang")).click().run()
    job = draft.upload.job
    assert job is None or job.wait(120)
    app.run()
    assert not app.exception
    assert [result.fate("rejected") for result in draft.results.values()] == [0, 0]
    assert not any(result.questions for result in draft.results.values())
    draft.upload.who = "Ani"
    draft.settle()
    draft.save()
    ended(draft)
    app.run()
    assert "Ejaan “TOQQUE” berarti Tokke: diingat." in texts(app).replace("\\", "")
    desk(home()).drop(draft.upload)
