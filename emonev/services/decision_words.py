"""The words of decisions: status, due date, reminder. For pages, slides and documents alike."""

from __future__ import annotations

from emonev.core.indonesian import integer, long_day
from emonev.services.meeting_result import Decision, Status, UnitKind

STATUS_WORDS: dict[Status, str] = {
    "belum": "belum dimulai",
    "berjalan": "berjalan",
    "selesai": "selesai",
    "dibatalkan": "dibatalkan",
}

UNIT_WORDS: dict[UnitKind, str] = {
    "opd": "OPD",
    "kecamatan": "Kecamatan",
    "puskesmas": "Puskesmas",
}

OVERDUE_MARK = "⚠"
"""Beside the word, so that lateness is never told by colour alone."""

REMINDER = """\
Yth. {whom}

Mohon kabar rencana tindak lanjut {meeting}, {meeting_date}:
• Keputusan {number}: {what}{lokus}
• Tenggat: {due_on} ({due})
• Status tercatat: {status}

Bila sudah selesai, mohon kirimkan buktinya (foto atau PDF). Bila ada kendala, mohon kabari kami. \
Terima kasih atas kerja samanya.

Tim percepatan penurunan stunting Kabupaten {kabupaten}"""


def unit_text(decision: Decision) -> str:
    """Who carries it out: "Kecamatan Moga", "Puskesmas Banyumudal", an OPD by its own name."""
    prefix = "" if decision.unit_kind == "opd" else UNIT_WORDS[decision.unit_kind]
    if decision.unit.lower().startswith(prefix.lower()):
        return decision.unit
    return f"{prefix} {decision.unit}"


def whom_text(decision: Decision) -> str:
    """The unit with the person responsible behind it, as far as written down."""
    return ", ".join(filter(None, (decision.responsible, unit_text(decision))))


def due_text(decision: Decision) -> str:
    """ "lewat 12 hari", "hari ini", "5 hari lagi"; "" once it is no longer open."""
    if not decision.open:
        return ""
    if decision.days == 0:
        return "hari ini"
    if decision.days < 0:
        return f"lewat {integer(-decision.days)} hari"
    return f"{integer(decision.days)} hari lagi"


def status_text(decision: Decision) -> str:
    """The status in words, with sign and word when it is overdue: "⚠ berjalan, lewat 12 hari"."""
    text = STATUS_WORDS[decision.status]
    return f"{OVERDUE_MARK} {text}, {due_text(decision)}" if decision.overdue else text


def target_text(decision: Decision) -> str:
    """ "paling banyak 145 anak stunting di Kecamatan Moga"; "" without a target."""
    if decision.target_children is None:
        return ""
    what = decision.indicator_label.lower()
    return f"paling banyak {integer(decision.target_children)} anak {what} di {decision.lokus_name}"


def reminder(decision: Decision, kabupaten_name: str) -> str:
    """A polite text for WhatsApp; "" when the decision is no longer open.

    Names offices and officials only, never a child.
    """
    if not decision.open:
        return ""
    status = STATUS_WORDS[decision.status]
    last = next((one.note for one in reversed(decision.progress) if one.note), "")
    return REMINDER.format(
        whom=whom_text(decision),
        meeting=decision.meeting_title,
        meeting_date=long_day(decision.meeting_date),
        number=decision.number,
        what=decision.what,
        lokus=f"\n• Lokus: {decision.lokus_name}" if decision.lokus else "",
        due_on=long_day(decision.due_on),
        due=due_text(decision),
        status=f"{status} ({last})" if last else status,
        kabupaten=kabupaten_name,
    )
