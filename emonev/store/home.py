"""Where everything of one installation lies: the folder ``EMONEV_HOME`` (default ``var/``)."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
"""The project's top folder (reference data ship below ``data/``)."""

DATA = PROJECT / "data"


@dataclass(frozen=True, slots=True)
class Home:
    """Paths inside the home folder. ``folder`` is created on first use."""

    folder: Path

    @property
    def database(self) -> Path:
        """The DuckDB file: measurements, counts, cube."""
        return self.folder / "emonev.duckdb"

    @property
    def register(self) -> Path:
        """The SQLite file of what people write: meetings, decisions, orders."""
        return self.folder / "kerja.sqlite"

    @property
    def evidence(self) -> Path:
        """Evidence files of decisions, each named by its hash."""
        return self.folder / "bukti"

    @property
    def templates(self) -> Path:
        """The office's own templates of documents; ours ship with the code."""
        return self.folder / "templat"

    @property
    def originals(self) -> Path:
        """Uploaded originals, encrypted; empty unless the office keeps them."""
        return self.folder / "asli"

    @property
    def work(self) -> Path:
        """Scratch folder for parsing; emptied by whoever uses it."""
        return self.folder / "kerja-sementara"

    @property
    def key_file(self) -> Path:
        """The secret of the keyed hashes, kept apart from the store it protects."""
        return self.folder / "kunci" / "identitas.key"

    @property
    def originals_key_file(self) -> Path:
        """The secret that kept originals are encrypted with; no backup holds it."""
        return self.folder / "kunci" / "asli.key"

    def key(self) -> bytes:
        """The identity key, 32 bytes, created on first use with owner-only rights.

        Raises OSError when the folder cannot be written.
        """
        return _secret(self.key_file)

    def originals_key(self) -> bytes:
        """The key of kept originals, as ``key``."""
        return _secret(self.originals_key_file)


def _secret(file: Path) -> bytes:
    if file.exists():
        return bytes.fromhex(file.read_text(encoding="ascii").strip())
    file.parent.mkdir(parents=True, exist_ok=True)
    secret = secrets.token_bytes(32)
    # O_EXCL: two first starts at once must not end with two keys.
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as written:
        written.write(secret.hex())
    return secret


def home(folder: str | Path | None = None) -> Home:
    """The home named by ``folder``, else by ``EMONEV_HOME``, else ``var/`` in the project."""
    chosen = folder or os.environ.get("EMONEV_HOME") or PROJECT / "var"
    return Home(Path(chosen).expanduser().resolve())
