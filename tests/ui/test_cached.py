"""Answers are remembered per viewer and per state of the store, never across them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from emonev.core.scope import Scope
from emonev.store.settings import put_setting
from emonev.store.store import Cursor
from emonev.ui.state import cached, open_store

asked: list[tuple[str, str, str]] = []


def question(cursor: Cursor, scope: Scope, text: str) -> str:
    """Says who asked what."""
    asked.append((scope.role, scope.area_code, text))
    return f"{scope.role} {scope.area_code} {text}"


def other(cursor: Cursor, scope: Scope, text: str) -> str:
    """Another question with the same arguments."""
    return f"other {text}"


ask, ask_other = cached(question), cached(other)
KAB = Scope("lokal", "73.22")


def test_the_same_viewer_is_answered_from_memory(empty_home: Path) -> None:
    asked.clear()
    assert ask(KAB, "a") == ask(KAB, "a")
    assert len(asked) == 1


def test_another_role_or_area_asks_anew(empty_home: Path) -> None:
    asked.clear()
    answers = {ask(who, "a") for who in (KAB, Scope("camat", "73.22"), Scope("lokal", "73.22.01"))}
    assert len(answers) == len(asked) == 3


def test_a_write_makes_every_answer_old(empty_home: Path) -> None:
    asked.clear()
    ask(KAB, "a")
    with open_store().writing() as cursor:
        put_setting(cursor, "x", "1")
    ask(KAB, "a")
    assert len(asked) == 2


def test_two_questions_with_one_argument_are_kept_apart(empty_home: Path) -> None:
    assert ask(KAB, "a") != ask_other(KAB, "a")


def test_a_server_start_says_nothing_about_answers_it_has_no_place_for_yet() -> None:
    code = "import emonev.ui.ask, emonev.ui.upload_history"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    assert "No runtime found" not in done.stdout + done.stderr
