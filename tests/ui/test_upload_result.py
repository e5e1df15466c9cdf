"""After storing: the newest wave, the span of the files; a restore names what it replaces."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from streamlit.testing.v1 import AppTest

from emonev.services.meetings import create_meeting
from emonev.ui.draft import Draft
from emonev.ui.restoring import stored_words
from emonev.ui.result_sentence import files_sentence, span_words, wave_sentence
from emonev.ui.state import open_register, scope
from tests.builders import child, workbook
from tests.ui.conftest import Opener
from tests.ui.test_draft import begun, ended, read

HELD_ON = date(2025, 9, 4)
DAYS = ("2024-08-12", "2025-02-11", "2025-03-04")


def saved(folder: Path) -> Draft:
    """Ten children over two waves and a month between, stored."""
    rows = [
        child(i=at, measured_on=day, age_text="", birth_date="2023-01-01")
        for day in DAYS
        for at in range(10)
    ]
    draft = read(begun(("a.xlsx", workbook(folder, rows).read_bytes())))
    draft.save()
    return ended(draft)


def test_the_sentence_names_the_newest_wave_and_the_span(empty_home: Path, tmp_path: Path) -> None:
    done = saved(tmp_path).saved
    assert span_words(done) == "Agu 2024–Mar 2025"
    assert wave_sentence(done).startswith("Luwu Utara, Februari 2025: 10 diukur, ")
    assert files_sentence(done).startswith("Semua berkas, Agu 2024–Mar 2025: 30 pengukuran sah, ")


def test_a_restore_names_what_it_replaces(empty_home: Path, tmp_path: Path) -> None:
    assert stored_words() == ""
    saved(tmp_path)
    words = stored_words()
    assert "Luwu Utara, 1 unggahan (30 baris)" in words
    assert "catatan rapat" not in words
    create_meeting(
        scope("73.22"), open_register(), "73.22", title="Rakor", held_on=HELD_ON, who="B"
    )
    assert "dan 1 catatan rapat dengan keputusan dan buktinya. Buat" in stored_words()


def test_a_restore_names_meetings_also_where_no_data_are_stored(empty_home: Path) -> None:
    create_meeting(
        scope("73.22"), open_register(), "73.22", title="Rakor", held_on=HELD_ON, who="B"
    )
    assert stored_words() == "Yang diganti: 1 catatan rapat dengan keputusan dan buktinya."


def test_an_undone_upload_leaves_the_box_and_has_its_time(
    empty_home: Path, tmp_path: Path, open_page: Opener
) -> None:
    saved(tmp_path)
    app = open_page("unggah")
    (name,) = box(app).options[1:]
    assert name.startswith("a.xlsx · ")
    assert name.endswith(" · 30 baris")
    box(app).select_index(1).run()
    next(b for b in app.button if b.label == "Batalkan unggahan ini").click().run()
    assert not app.error
    assert "a.xlsx dibatalkan" in " ".join(one.value for one in app.success)
    assert list(box(app).options) == ["Pilih unggahan …"]


def box(app: AppTest):
    """The box of uploads that can be taken back."""
    return next(one for one in app.selectbox if one.label == "Batalkan unggahan")
