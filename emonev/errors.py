"""Errors: what stops a whole verb. (Problems inside data are issues: ``emonev.ingest.issues``.)

Every message is Indonesian and written for the person who can act on it: what, where, found,
expected, next step. The exit codes are the command line's contract.
"""

from __future__ import annotations


class EmonevError(Exception):
    """Cannot go on. ``str(error)`` is a sentence for the user; exit code 1."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class WrongCall(EmonevError):
    """The call itself is wrong (unknown area, period or option); exit code 2."""

    exit_code = 2


class Refused(EmonevError):
    """Input that is not taken, or waits for an answer; exit code 3.

    ``code`` is a stable key of the reason (``emonev.ingest.issues`` lists them).
    """

    exit_code = 3

    def __init__(self, code: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.code = code


class StoreBusy(EmonevError):
    """Another process holds the DuckDB file (one process owns it)."""


class NoAccess(EmonevError):
    """The viewer's scope does not reach what was asked."""
