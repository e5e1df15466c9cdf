"""Tindak lanjut: counts, filters, progress, evidence, reminder."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from emonev.core.scope import local
from emonev.services.decisions import decide, decisions
from emonev.services.meeting_result import Decision, DecisionDraft
from emonev.services.meetings import create_meeting
from emonev.ui.state import open_register, open_store
from tests.ui.conftest import Opener, texts
from tests.ui.pressing import WHO, labelled, opened, press, refused

KAB = "73.22"
VIEWER = local(KAB)
TODAY = date.today()
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n"


@pytest.fixture
def written(filled_home: Path) -> tuple[int, int]:
    """Two decisions of a meeting 40 days ago: one is late, one is not."""
    held_on = TODAY - timedelta(days=40)
    number = create_meeting(
        VIEWER, open_register(), KAB, title="Rakor lalu", held_on=held_on, who=WHO
    )
    drafts = (
        DecisionDraft("Nanti", "opd", "Dinas Sosial", TODAY + timedelta(days=9)),
        DecisionDraft("Terlambat", "opd", "Dinas Kesehatan", TODAY - timedelta(days=3)),
    )
    with open_store().reading() as cursor:
        later, late = (
            decide(VIEWER, open_register(), cursor, number, one, who=WHO, now=datetime.now())
            for one in drafts
        )
    return later, late


def stored(number: int) -> Decision:
    with open_store().reading() as cursor:
        found = decisions(VIEWER, open_register(), cursor, KAB, today=TODAY)
    return next(one for one in found if one.decision_id == number)


def unfold(app: AppTest, number: int) -> AppTest:
    app.button(key=f"buka_keputusan_{number}").click().run()
    assert not app.exception and not app.error
    return app


def _uploader(app: AppTest) -> Any:
    (found,) = [one for one in app.get("file_uploader") if one.label.startswith("Unggah bukti")]
    return found


def test_without_decisions_the_page_says_where_they_come_from(
    filled_home: Path, open_page: Opener
) -> None:
    app = opened(open_page, "tindak_lanjut")
    assert "dicatat di halaman Rapat" in texts(app)
    assert "Ke Rapat →" in [one.label for one in app.button]


def test_late_ones_come_first_and_are_marked(written: tuple[int, int], open_page: Opener) -> None:
    app = opened(open_page, "tindak_lanjut")
    assert [metric.value for metric in app.metric] == ["2", "1", "0"]
    told = texts(app)
    assert told.index("Terlambat") < told.index("Nanti")
    assert "⚠ belum dimulai, lewat 3 hari" in told
    app.button_group(key="tl_status").set_value("terlambat").run()
    assert "Nanti" not in texts(app)
    app.button_group(key="tl_status").set_value("semua").run()
    app.selectbox(key="tl_pelaksana").set_value("Dinas Sosial").run()
    assert "Nanti" in texts(app) and "lewat 3 hari" not in texts(app)


def test_progress_is_written_with_who_and_when(written: tuple[int, int], open_page: Opener) -> None:
    _, late = written
    app = unfold(opened(open_page, "tindak_lanjut"), late)
    press(app, "Simpan kemajuan")
    assert "Tulis catatan kemajuannya" in refused(app)
    labelled(app.selectbox, "Status").set_value("selesai")
    labelled(app.text_area, "Catatan kemajuan").set_value("Sudah diukur semua")
    press(app, "Simpan kemajuan")
    (entry,) = stored(late).progress
    assert (entry.status, entry.note, entry.noted_by) == ("selesai", "Sudah diukur semua", WHO)
    assert [metric.value for metric in app.metric] == ["1", "0", "1"]


def test_the_reminder_is_there_to_copy(written: tuple[int, int], open_page: Opener) -> None:
    _, late = written
    app = unfold(opened(open_page, "tindak_lanjut"), late)
    (text,) = [one.value for one in app.code]
    assert text.startswith("Yth. Dinas Kesehatan") and "lewat 3 hari" in text


def test_evidence_is_kept_by_its_content(written: tuple[int, int], open_page: Opener) -> None:
    _, late = written
    app = unfold(opened(open_page, "tindak_lanjut"), late)
    _uploader(app).set_value(("bukti.pdf", b"<html>", "application/pdf")).run()
    press(app, "Simpan bukti")
    assert "bukan PDF, JPG atau PNG" in refused(app)
    _uploader(app).set_value(("bukti.pdf", PDF, "application/pdf")).run()
    press(app, "Simpan bukti")
    assert not app.error
    (file,) = stored(late).evidence
    assert (file.file_name, file.added_by) == ("bukti.pdf", WHO)
    assert "Unduh" in [one.label for one in app.get("download_button")]
    press(app, "Ya, hapus bukti")
    assert stored(late).evidence == ()
