"""Running the command line as outside tools do: a process of its own, one JSON document."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """Exit code, the JSON document, and what went to standard error."""

    code: int
    document: dict[str, Any]
    errors: str


def emonev(*words: object) -> Answer:
    """Run ``python -m emonev … --json``; standard output must hold exactly one document."""
    done = subprocess.run(
        [sys.executable, "-m", "emonev", *map(str, words), "--json"],
        capture_output=True, text=True, encoding="utf-8", cwd=PROJECT, check=False,
    )  # fmt: skip
    return Answer(done.returncode, json.loads(done.stdout), done.stderr)
