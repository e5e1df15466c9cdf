"""A look-up of children by name leaves a line without names: who, when, which file, how many."""

from __future__ import annotations

import re
from datetime import datetime

from emonev.core.scope import Scope
from emonev.errors import Refused
from emonev.store.home import Home

LOG_NAME = "daftar_kerja.log"


def note_look_up(
    home: Home, scope: Scope, *, who: str, file_hash: str, children: int, now: datetime
) -> None:
    """Append one line. Raises Refused when it cannot be written: no look-up without its line."""
    viewer = re.sub(r"[\s=]+", "_", who.strip())[:60] or "-"
    line = (
        f"{now:%Y-%m-%dT%H:%M:%S} oleh={viewer} peran={scope.role} "
        f"wilayah={scope.area_code or '-'} berkas={file_hash} anak={children}\n"
    )
    try:
        home.folder.mkdir(parents=True, exist_ok=True)
        with (home.folder / LOG_NAME).open("a", encoding="utf-8") as log:
            log.write(line)
    except OSError as error:
        raise Refused(
            "catatan_tidak_dapat_ditulis",
            "Daftar kerja tidak dibuat: catatan pembukaannya tidak dapat ditulis.",
            hint=f"Periksa hak tulis dan ruang folder data ({LOG_NAME}).",
        ) from error
