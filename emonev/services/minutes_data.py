"""Everything a meeting's documents say, as text: for notula, daftar hadir and berita acara.

The keys are those of ``minutes_values.PLACEHOLDERS``; every value is ready to print.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from emonev import __version__
from emonev.charts.slides import Deck
from emonev.core.indonesian import MISSING, day, integer, long_day
from emonev.core.period import MONTHS_LONG
from emonev.core.scope import Scope
from emonev.core.spelled import spelled, weekday
from emonev.errors import NoAccess, Refused
from emonev.register.register import Register
from emonev.services.decision_words import (
    STATUS_WORDS,
    due_text,
    target_text,
    unit_text,
)
from emonev.services.decisions import decisions
from emonev.services.follow_up import follow_up
from emonev.services.meeting_result import Decision, Meeting, Participant
from emonev.services.meetings import may_write, meeting, participants
from emonev.services.minutes_values import DEMO
from emonev.services.showings import shown_deck
from emonev.store.own_data import is_demo
from emonev.store.store import Cursor, sql

DOTS = "……………………………"
"""For a hand to fill in."""

ROWS_TO_SIGN = 30
"""An attendance sheet has at least so many rows, a page and a half: the signature below is not
alone on a page …"""

ROWS_FREE = 5
"""… and so many that are free, for who came unannounced."""

HEADLINE = "angka_utama"
"""The kind of slide whose title is the headline."""


def minutes_data(
    scope: Scope, register: Register, cursor: Cursor, meeting_id: int, *, today: date
) -> dict[str, Any]:
    """Texts and lists for the documents of a meeting, angka rilis or not.

    While the meeting is open, earlier decisions stand as they do ``today``; once it is closed, as
    they stood then: a notula printed again is the same notula.
    Raises WrongCall (unknown), NoAccess: documents are made by who holds the meeting, since others
    do not see all of its decisions.
    """
    found = meeting(scope, register, meeting_id)
    if not may_write(scope, found.kabupaten, found.kecamatan):
        raise NoAccess("Dokumen rapat dibuat oleh yang menyelenggarakannya.")
    people = participants(scope, register, meeting_id)
    moment = found.closed_at or datetime.combine(today, time.max)
    asked = {"today": moment.date()}
    decided = sorted(
        decisions(scope, register, cursor, found.kabupaten, meeting_id=meeting_id, **asked),
        key=lambda one: one.number,
    )
    earlier = follow_up(
        scope, register, cursor, found.kabupaten, before_meeting=meeting_id, **asked
    ).decisions
    still_open = [one for one in (_as_of(one, moment) for one in earlier) if one.open]
    return {
        **_when_and_where(found, _kabupaten(cursor, found.kabupaten)),
        **_people(people),
        "agenda": list(found.agenda),
        "catatan": list(found.notes),
        **_figures(scope, register, found),
        "keputusan": [_decision(one, str(one.number)) for one in decided],
        "rtl_lama": [
            {
                **_decision(one, str(number)),
                "status": _status(one),
                "rapat": f"{one.meeting_title}, {day(one.meeting_date)}",
            }
            for number, one in enumerate(still_open, start=1)
        ],
        "penanda_tangan": _signers(decided),
        "contoh": DEMO if found.demo or is_demo(cursor) else "",
        "versi": f"E-Monev Stunting {__version__}",
        "dibuat": f"Dibuat {long_day(today)} dengan E-Monev Stunting {__version__}",
    }


def _when_and_where(found: Meeting, kabupaten: str) -> dict[str, str]:
    on = found.held_on
    return {
        "judul": found.title,
        "kabupaten": kabupaten,
        "kabupaten_kapital": kabupaten.upper(),
        "hari": weekday(on),
        "tanggal": long_day(on),
        "hari_tanggal": f"{weekday(on)}, {long_day(on)}",
        "tanggal_terbilang": spelled(on.day),
        "bulan": MONTHS_LONG[on.month - 1],
        "tahun_terbilang": spelled(on.year),
        "tempat": found.place or DOTS,
        "tempat_tanggal": f"{DOTS}, {long_day(on)}",
        "pimpinan": found.chair or DOTS,
    }


def _people(people: Sequence[Participant]) -> dict[str, Any]:
    rows = [
        {
            "no": str(number),
            "nama": one.name,
            "instansi": one.institution,
            "jabatan": one.function,
        }
        for number, one in enumerate(people, start=1)
    ]
    last = max(ROWS_TO_SIGN, len(rows) + ROWS_FREE)
    free = [
        {"no": str(number), "nama": "", "instansi": "", "jabatan": ""}
        for number in range(len(rows) + 1, last + 1)
    ]
    return {
        "jumlah_peserta": integer(len(rows)) if rows else DOTS,
        "peserta": rows,
        "peserta_dan_baris_kosong": rows + free,
    }


def _figures(scope: Scope, register: Register, found: Meeting) -> dict[str, str]:
    """What was shown; empty texts before anything was frozen, or when it cannot be read."""
    shown = _shown(scope, register, found.token)
    if shown is None or not shown.slides:
        return dict.fromkeys(("angka_kalimat", "angka_periode", "angka_saringan", "angka_data"), "")
    headline = next((one for one in shown.slides if one.kind == HEADLINE), shown.slides[0])
    return {
        "angka_kalimat": headline.title,
        "angka_periode": shown.period_label,
        "angka_saringan": shown.filters_text,
        "angka_data": shown.data_date_text,
    }


def _shown(scope: Scope, register: Register, token: str) -> Deck | None:
    if not token:
        return None
    try:
        return shown_deck(scope, register, token)
    except (Refused, NoAccess):
        # The minutes are still the minutes when a frozen deck cannot be opened any more.
        return None


def _decision(one: Decision, number: str) -> dict[str, str]:
    return {
        "no": number,
        "isi": one.what,
        "pelaksana": unit_text(one),
        "penanggung_jawab": one.responsible or MISSING,
        "indikator": one.indicator_label or MISSING,
        "lokus": one.lokus_name,
        "target": target_text(one) or MISSING,
        "sasaran": _aim(one),
        "tenggat": day(one.due_on),
    }


def _aim(one: Decision) -> str:
    """Indicator, lokus and target in one sentence, as far as there are any."""
    if target := target_text(one):
        return target[0].upper() + target[1:]
    if one.indicator:
        return f"{one.indicator_label}, {one.lokus_name}"
    return one.lokus_name if one.lokus else MISSING


def _status(one: Decision) -> str:
    late = due_text(one) if one.overdue else ""
    return ", ".join(filter(None, (STATUS_WORDS[one.status], late)))


def _as_of(one: Decision, moment: datetime) -> Decision:
    """The decision as it stood at ``moment``."""
    known = tuple(line for line in one.progress if line.noted_at <= moment)
    status = known[-1].status if known else "belum"
    then = replace(one, progress=known, status=status)
    return replace(then, overdue=then.open and one.days < 0)


def _signers(decided: Sequence[Decision]) -> list[dict[str, str]]:
    """Who carries something out, once each, in the order of the decisions."""
    found = dict.fromkeys((unit_text(one), one.responsible or DOTS) for one in decided)
    return [{"pelaksana": unit, "penanggung_jawab": person} for unit, person in found]


def _kabupaten(cursor: Cursor, code: str) -> str:
    """ "Kabupaten Luwu Utara", "Kota Palopo"."""
    row = cursor.execute(sql("kabupaten_title"), {"code": code}).fetchone()
    return str(row[0]) if row else code
