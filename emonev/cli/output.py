"""What the command line prints: sentences for people, or exactly one JSON document."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Output:
    """Standard output is for the answer, standard error for progress."""

    as_json: bool

    def answer(self, document: dict[str, Any], text: str) -> None:
        """The answer of the command, as JSON or as ``text``."""
        if self.as_json:
            print(json.dumps(document, ensure_ascii=False, default=str))
        else:
            print(text)

    def error(self, message: str) -> None:
        """Why the command did not do it."""
        if self.as_json:
            print(json.dumps({"error": message}, ensure_ascii=False))
        else:
            print(message, file=sys.stderr)

    def progress(self, text: str) -> None:
        """One line about what happens now (not with ``--json``)."""
        if not self.as_json:
            # One write: several threads report at once.
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
