"""The demo's earlier rakor: invented, but its figures are those of the demo's data.

It was held after the wave before the newest one, so that its decisions have something to show.
People are called by their function: nobody is named.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from emonev.core.area import Level
from emonev.core.period import Period
from emonev.core.scope import Scope
from emonev.register.register import Register, statement
from emonev.services.choices import choices
from emonev.services.decisions import decide, note_progress
from emonev.services.evidence import sweep
from emonev.services.figure import Figure
from emonev.services.figures import comparison_periods, default_period, figures
from emonev.services.meeting_result import DecisionDraft, Participant, Status
from emonev.services.meetings import change_meeting, close_meeting, create_meeting, put_participants
from emonev.store.home import Home
from emonev.store.store import Cursor

WHO = "Data contoh"
AGENDA = (
    "Pembukaan",
    "Paparan data pengukuran terakhir",
    "Rencana tindak lanjut per kecamatan",
    "Penutup",
)
NOTES = (
    "Rapat dibuka oleh pimpinan rapat pukul 09.00.",
    "Bapperida memaparkan prevalensi, cakupan pengukuran, dan perubahan per kecamatan.",
    "Peserta menyepakati keputusan di bawah ini beserta tenggatnya.",
)
CHAIR = "Wakil Bupati"
OFFICES = (
    ("Kepala Bapperida", "Bapperida"),
    ("Kepala Dinas Kesehatan", "Dinas Kesehatan"),
    ("Kepala DP3AP2KB", "DP3AP2KB"),
    ("Kepala Dinas Sosial", "Dinas Sosial"),
    ("Kepala Dinas PMD", "Dinas Pemberdayaan Masyarakat dan Desa"),
    ("Kepala Bidang Kesehatan Masyarakat", "Dinas Kesehatan"),
    ("Koordinator PKB", "DP3AP2KB"),
)

THURSDAY = 3
HELD_AFTER_DAYS = 14
"""So long after the end of the wave; then the next Thursday."""

TARGET_SHARE = 0.85
"""The target of the demo: 15 % fewer cases."""

LATE_DAYS, SOON_DAYS, LATER_DAYS = 12, 30, 75
"""Due dates around today, so that the demo always has one that is late and some that are not."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One decision of the demo with its history: (days after the meeting, status, note)."""

    draft: DecisionDraft
    history: tuple[tuple[int, Status, str], ...] = field(default=())


def add_demo_meeting(
    scope: Scope, register: Register, cursor: Cursor, kabupaten: str, *, today: date
) -> int | None:
    """Write the rakor and give its number; None where no wave was over long enough before."""
    wave = _wave(cursor, scope, kabupaten)
    held_on = _thursday(wave.end + timedelta(days=HELD_AFTER_DAYS)) if wave else today
    if wave is None or held_on >= today:
        return None
    areas = choices(cursor, scope, kabupaten)
    at = datetime.combine(held_on, time(11, 30))
    number = create_meeting(
        scope, register, kabupaten,
        title="Rapat koordinasi percepatan penurunan stunting", held_on=held_on,
        place="Aula Bapperida", chair=CHAIR, agenda=AGENDA, who=WHO, demo=True, now=at,
    )  # fmt: skip
    change_meeting(scope, register, number, notes=NOTES)
    camats = [Participant(f"Camat {one.name}", f"Kecamatan {one.name}") for one in areas.kecamatan]
    people = [Participant(CHAIR, areas.kabupaten.name), *(Participant(*one) for one in OFFICES)]
    put_participants(scope, register, number, [*people, *camats])
    for one in _planned(cursor, scope, kabupaten, wave, held_on, today):
        _add(scope, register, cursor, number, one, at, today)
    close_meeting(scope, register, number, now=at + timedelta(hours=2))
    return number


def remove_demo_meetings(register: Register, home: Home) -> None:
    """Take the demo's meetings out, with their evidence and what was shown of its data."""
    with register.writing() as connection:
        connection.execute(statement("remove_demo_meetings"))
        connection.execute(statement("remove_passing_showings"))
        sweep(connection, home)


def _wave(cursor: Cursor, scope: Scope, kabupaten: str) -> Period | None:
    """The wave before the newest, else the newest."""
    newest = default_period(cursor, scope, kabupaten)
    if newest is None:
        return None
    compared = comparison_periods(cursor, kabupaten, newest)
    return max(compared, key=lambda one: one.end, default=newest)


def _thursday(first: date) -> date:
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7)


def _planned(
    cursor: Cursor, scope: Scope, kabupaten: str, wave: Period, held_on: date, today: date
) -> list[Planned]:
    found = figures(
        cursor, scope, indicators=["stunting"], level=str(Level.KECAMATAN), period=wave,
        within=kabupaten,
    )  # fmt: skip
    told = [one for one in found if one.value is not None]
    late = max(held_on, today - timedelta(days=LATE_DAYS))
    soon, later = (today + timedelta(days=days) for days in (SOON_DAYS, LATER_DAYS))
    planned = [_scales(held_on), _budget(later)]
    if told:
        most = max(told, key=lambda one: one.numerator or 0)
        worst = max((one for one in told if one is not most), key=_value, default=most)
        thinnest = min(told, key=lambda one: one.coverage or 0.0)
        planned[1:1] = [
            _visits(most, soon),
            _checked(cursor, scope, worst, late),
            _measured(thinnest, late),
        ]
    return planned


def _value(figure: Figure) -> float:
    return figure.value or 0.0


def _scales(held_on: date) -> Planned:
    draft = DecisionDraft(
        what="Menera ulang timbangan dan alat ukur tinggi badan di semua puskesmas",
        unit_kind="opd", unit="Dinas Kesehatan", responsible="Kepala Bidang Kesehatan Masyarakat",
        due_on=held_on + timedelta(days=60),
    )  # fmt: skip
    return Planned(draft, (
        (20, "berjalan", "Separuh puskesmas sudah ditera"),
        (48, "selesai", "Semua puskesmas sudah ditera; berita acara ada di Dinas Kesehatan"),
    ))  # fmt: skip


def _visits(most: Figure, due_on: date) -> Planned:
    draft = DecisionDraft(
        what="Mendampingi keluarga balita stunting dan menyediakan PMT pangan lokal 90 hari",
        unit_kind="kecamatan", unit=f"Kecamatan {most.area}", unit_code=most.area_code,
        responsible=f"Camat {most.area}", indicator="stunting", lokus=most.area_code,
        target_children=round(TARGET_SHARE * (most.numerator or 0)), due_on=due_on,
    )  # fmt: skip
    return Planned(draft, ((35, "berjalan", "TPK mulai mendampingi di semua desa"),))


def _checked(cursor: Cursor, scope: Scope, worst: Figure, due_on: date) -> Planned:
    kabupaten = worst.area_code.rpartition(".")[0]
    names = [
        one.name for one in choices(cursor, scope, kabupaten).puskesmas
        if one.parent == worst.area_code
    ]  # fmt: skip
    unit = names[0] if names else f"Puskesmas {worst.area}"
    draft = DecisionDraft(
        what="Memeriksa balita stunting oleh dokter puskesmas dan merujuk yang perlu ke RSUD",
        unit_kind="puskesmas", unit=unit, unit_code=worst.area_code,
        responsible="Kepala Puskesmas", indicator="stunting", lokus=worst.area_code, due_on=due_on,
    )  # fmt: skip
    return Planned(draft)


def _measured(thinnest: Figure, due_on: date) -> Planned:
    draft = DecisionDraft(
        what="Menyapu balita yang belum diukur, bersama kader posyandu dan PKB",
        unit_kind="kecamatan", unit=f"Kecamatan {thinnest.area}", unit_code=thinnest.area_code,
        responsible=f"Camat {thinnest.area}", indicator="length_measured_share",
        lokus=thinnest.area_code, due_on=due_on,
    )  # fmt: skip
    return Planned(draft, (
        (25, "berjalan", "Jadwal kunjungan rumah disusun"),
        (60, "selesai", "Kunjungan rumah selesai di semua desa"),
    ))  # fmt: skip


def _budget(due_on: date) -> Planned:
    draft = DecisionDraft(
        what="Memasukkan sasaran penurunan stunting ke dalam rencana kerja perangkat daerah",
        unit_kind="opd", unit="Bapperida", responsible="Kepala Bapperida",
        indicator="stunting", due_on=due_on,
    )  # fmt: skip
    return Planned(draft, ((40, "berjalan", "Dibahas dalam forum perangkat daerah"),))


def _add(
    scope: Scope,
    register: Register,
    cursor: Cursor,
    meeting_id: int,
    planned: Planned,
    at: datetime,
    today: date,
) -> None:
    number = decide(scope, register, cursor, meeting_id, planned.draft, who=WHO, now=at)
    for days, status, note in planned.history:
        noted_at = at + timedelta(days=days)
        if noted_at.date() <= today:
            note_progress(scope, register, number, status, note, who=WHO, now=noted_at)
