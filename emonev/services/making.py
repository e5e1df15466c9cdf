"""Making a file: told as it goes, beside its place until it is whole, under a safe name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from emonev.errors import Refused

Progress = Callable[[int, int, str], None]
"""(done, of, what is being written)."""


def silent(done: int, of: int, what: str) -> None:
    """A ``Progress`` for when nobody watches."""


@contextmanager
def unfinished(path: Path, suffix: str) -> Iterator[Path]:
    """A name beside ``path`` to write to, gone at the end. Raises Refused for an OSError."""
    beside = path.with_name(f"~{path.stem}.tmp{suffix}")
    try:
        yield beside
    except OSError as error:
        raise Refused(
            "tidak_dapat_ditulis",
            f"Berkas {path.name} tidak dapat ditulis ({error.strerror or type(error).__name__}). "
            "Tutup berkas itu bila sedang terbuka, atau pilih tempat lain.",
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def safe_name(text: str) -> str:
    """The text as part of a file name: letters, digits, dots and dashes, 60 at most."""
    return re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-.")[:60]
