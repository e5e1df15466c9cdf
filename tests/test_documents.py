"""What the documents promise is there."""

from __future__ import annotations

import re

import pytest

import run
from tests.repository import PROJECT, files

DOCUMENTS = [path for path in files() if path.suffix == ".md"]
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
RUN_COMMAND = re.compile(r"python3? run\.py +([a-z]+)")
# Written by the guide's script near the end of the issue; empty this when both are there.
PENDING = {"docs/panduan.md", "docs/gambar/ringkasan.png"}
MODULE_COMMAND = re.compile(r"python -m emonev +([a-z]+)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_links_lead_somewhere(path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    inside = [
        target for target in targets if "://" not in target and not target.startswith("mailto")
    ]
    missing = {target for target in inside if not (path.parent / target).exists()}
    assert missing <= PENDING


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_commands_exist(path) -> None:
    from emonev.cli.commands import COMMANDS

    text = path.read_text(encoding="utf-8")
    assert set(RUN_COMMAND.findall(text)) <= set(run.COMMANDS)
    assert set(MODULE_COMMAND.findall(text)) <= {command.name.split()[0] for command in COMMANDS}


def test_the_changelog_opens_with_the_method() -> None:
    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (.*)$", text, re.MULTILINE)[0] == "Metode"


def test_decisions_are_numbered_without_gaps() -> None:
    text = (PROJECT / "docs" / "decisions.md").read_text(encoding="utf-8")
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 5


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_has_its_reason(file: str) -> None:
    """The first part of each file, what the code itself uses, stands in docs/decisions.md."""
    decisions = (PROJECT / "docs" / "decisions.md").read_text(encoding="utf-8").lower()
    first_part = (PROJECT / file).read_text(encoding="utf-8").split("# Needed by the above")[0]
    for name in re.findall(r"^([A-Za-z][\w.-]*)==", first_part, re.MULTILINE):
        assert re.search(rf"^\|[^|]*\b{re.escape(name.lower())}\b", decisions, re.MULTILINE), name
