"""Hostile titles, agendas, names, decisions and notes: inert wherever a meeting is shown."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from emonev.core.scope import local
from emonev.services.decisions import decide, note_progress
from emonev.services.evidence import add_evidence
from emonev.services.meeting_result import DecisionDraft, Participant
from emonev.services.meetings import change_meeting, close_meeting, create_meeting, put_participants
from emonev.store.home import Home
from emonev.ui.state import open_register, open_store
from tests.ui.conftest import Opener
from tests.ui.liveness import NAME, WILD, WILDER, live_texts, shown_texts
from tests.ui.pressing import at
from tests.ui.test_follow_up_page import PDF

KAB = "73.22"
VIEWER = local(KAB)
TODAY = date.today()
NOW = datetime.now()


@pytest.fixture
def hostile(filled_home: Path) -> tuple[int, int]:
    """Two meetings full of hostile texts: one closed with decisions, one in preparation."""
    held = [meeting(TODAY - timedelta(days=40)), meeting(TODAY - timedelta(days=5))]
    drafts = (
        DecisionDraft(WILDER, "opd", WILD, TODAY - timedelta(days=3), responsible=WILD,
                      indicator="stunting", lokus="73.22.01", target_children=9),
        DecisionDraft(WILD, "opd", NAME, TODAY + timedelta(days=30), responsible=NAME),
    )  # fmt: skip
    register = open_register()
    for number in held:
        with open_store().reading() as cursor:
            for draft in drafts:
                one = decide(VIEWER, register, cursor, number, draft, who=WILD, now=NOW)
                note_progress(VIEWER, register, one, "berjalan", WILDER, who=NAME, now=NOW)
        add_evidence(VIEWER, register, Home(filled_home), one, f"{NAME}.pdf", PDF, who=WILD,
                     now=NOW)  # fmt: skip
    close_meeting(VIEWER, register, held[0], now=NOW)
    return held[0], held[1]


def meeting(on: date) -> int:
    """A meeting whose every text is hostile."""
    register = open_register()
    number = create_meeting(
        VIEWER, register, KAB, title=WILD, held_on=on, place=NAME, chair=WILDER[:150],
        agenda=(WILDER, "- a", "# b"), who=WILD,
    )  # fmt: skip
    change_meeting(VIEWER, register, number, notes=(WILDER, WILD))
    put_participants(VIEWER, register, number, [Participant(NAME, WILD, NAME)])
    return number


@pytest.mark.parametrize("part", ["Persiapan", "Jalannya rapat", "Hasil", "Angka rilis"])
@pytest.mark.parametrize("which", [0, 1])
def test_a_meeting_runs_nothing(
    which: int, part: str, hostile: tuple[int, int], open_page: Opener
) -> None:
    app = at(open_page("rakor", nama_pencatat=NAME), hostile[which], part)
    assert live_texts(app) == []
    assert "onerror" in shown_texts(app)


def test_the_list_of_meetings_runs_nothing(hostile: tuple[int, int], open_page: Opener) -> None:
    app = open_page("rakor", nama_pencatat=WILD)
    assert not app.exception and live_texts(app) == []
    assert "onerror" in shown_texts(app)


def test_following_up_runs_nothing(hostile: tuple[int, int], open_page: Opener) -> None:
    app = open_page("tindak_lanjut", nama_pencatat=WILD)
    assert not app.exception and live_texts(app) == []
    buttons = [b.key for b in app.button if str(b.key).startswith("buka_keputusan_")]
    assert buttons
    for key in buttons:
        app.button(key=key).click().run()
        assert not app.exception and live_texts(app) == []
    assert "onerror" in shown_texts(app)


def test_a_decision_that_is_changed_runs_nothing(
    hostile: tuple[int, int], open_page: Opener
) -> None:
    app = at(open_page("rakor", nama_pencatat=WILD), hostile[1], "Jalannya rapat")
    for button in [b for b in app.button if str(b.key).startswith("ubah_keputusan_")][:1]:
        button.click().run()
    assert not app.exception and live_texts(app) == []


@pytest.mark.parametrize("page", ["paparan", "ringkasan"])
def test_other_pages_run_nothing_of_a_meeting(
    page: str, hostile: tuple[int, int], open_page: Opener
) -> None:
    app = open_page(page, nama_pencatat=WILD)
    assert not app.exception and live_texts(app) == []
