"""How long a meeting waits: ``python -m emonev.cli.meeting_bench HOME`` prints seconds as JSON.

Cold, on the demo: freezing the figures, comparing them with the running ones, the documents.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from time import perf_counter
from typing import Any

from emonev.core.period import month
from emonev.core.scope import local
from emonev.register.register import Register
from emonev.services.deck import deck
from emonev.services.document_templates import KINDS
from emonev.services.figure import Selection
from emonev.services.meetings import create_meeting
from emonev.services.minutes import document
from emonev.services.releases import release, release_of
from emonev.store.home import home
from emonev.store.store import Store

KABUPATEN, PERIOD = "73.22", month(2025, 8)
WHO = "bench"


def main(folder: str) -> dict[str, float]:
    """Seconds by step."""
    place = home(folder)
    store, register = Store(place.database), Register(place.register)
    viewer, chosen = local(KABUPATEN), Selection(KABUPATEN, PERIOD)
    today, now = date(2025, 9, 4), datetime(2025, 9, 4, 9)
    told: dict[str, float] = {}
    try:
        number = create_meeting(
            viewer, register, KABUPATEN, title="Rakor", held_on=today, who=WHO, now=now
        )
        with store.asking() as cursor:
            made = _timed(told, "paparan dihitung", lambda: deck(cursor, viewer, chosen,
                                                                 today=today))  # fmt: skip
            _timed(told, "angka rilis dibekukan", lambda: release(
                viewer, register, cursor, number, made, chosen, who=WHO, now=now))  # fmt: skip
            _timed(told, "angka rilis di samping angka berjalan",
                   lambda: release_of(viewer, register, cursor, number))  # fmt: skip
            for kind in KINDS:
                _timed(told, kind.title, lambda key=kind.key: document(
                    viewer, register, place, cursor, key, number, today=today))  # fmt: skip
    finally:
        store.close()
    return told


def _timed(told: dict[str, float], what: str, work: Callable[..., Any]) -> Any:
    began = perf_counter()
    done = work()
    told[what] = round(perf_counter() - began, 3)
    return done


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1]), ensure_ascii=False))
