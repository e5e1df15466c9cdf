"""What a kabupaten may set for itself: serentak months, sasaran sources, limits, the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from emonev.core.indonesian import percent
from emonev.core.period import MONTHS_LONG, WAVE_MONTHS
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.services import words
from emonev.services.counting import Limits, limits
from emonev.services.originals import SETTING as ORIGINALS_SETTING
from emonev.services.population import SOURCES
from emonev.services.reach import reached_area, require_reach
from emonev.services.source_choice import SETTING as SOURCE_SETTING
from emonev.store.cube import months_with_data, redeclare
from emonev.store.settings import change_setting, get_setting, serentak_months
from emonev.store.store import Cursor, Store, sql

LOWEST, HIGHEST = 0.5, 1.0
"""A limit of cakupan outside these is a slip: below half nothing can be told of the rest."""

MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")

NO_CHOICE = "urutan bawaan"
"""No source chosen for a year: the first of ``population.SOURCES`` that is stored is taken."""


@dataclass(frozen=True, slots=True)
class SasaranYear:
    """One year with sasaran: the sources stored (areas and balita of each) and the one chosen.

    ``chosen`` is "" while nobody chose; ``in_force`` is the source that counts.
    """

    year: int
    sources: tuple[tuple[str, int, int], ...]
    chosen: str
    in_force: str

    @property
    def names(self) -> tuple[str, ...]:
        """The sources that can be chosen."""
        return tuple(name for name, _, _ in self.sources)


@dataclass(frozen=True, slots=True)
class Change:
    """One change as people read it."""

    at: datetime
    role: str
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything the page Pengaturan shows of a kabupaten.

    ``months`` have data and are no waves by themselves; ``serentak`` are those declared (also
    months without data yet).
    """

    kabupaten: str
    serentak: tuple[str, ...]
    months: tuple[str, ...]
    sasaran: tuple[SasaranYear, ...]
    limits: Limits
    label_leads: bool
    changes: tuple[Change, ...]


def preferences(cursor: Cursor, scope: Scope, kabupaten: str) -> Preferences:
    """The settings in force and what can be chosen. Raises NoAccess."""
    reached_area(scope, kabupaten)
    return Preferences(
        kabupaten=kabupaten,
        serentak=serentak_months(cursor, kabupaten),
        months=tuple(
            key for key in months_with_data(cursor, kabupaten) if int(key[5:]) not in WAVE_MONTHS
        ),
        sasaran=_sasaran_years(cursor, kabupaten),
        limits=limits(cursor),
        label_leads=get_setting(cursor, f"{words.LABEL_SETTING}:{kabupaten}") == words.LABEL_LEADS,
        changes=_changes(cursor, kabupaten),
    )


def choose_serentak(
    scope: Scope, store: Store, kabupaten: str, months: Iterable[str]
) -> tuple[str, ...]:
    """Declare the weighing waves beside February and August ("2025-06"), all of them at once.

    Comparisons between waves are recomputed in the same transaction. Returns what is stored.
    Raises WrongCall (not a month, or a wave already), NoAccess.
    """
    require_reach(scope, kabupaten)
    wanted = tuple(sorted(set(months)))
    for key in wanted:
        if not MONTH.fullmatch(key):
            raise WrongCall(f"“{key}” bukan bulan. Tulis tahun dan bulan, misalnya 2025-06.")
        if int(key[5:]) in WAVE_MONTHS:
            raise WrongCall(f"{month_words(key)} sudah gelombang: Februari dan Agustus selalu.")
    with store.writing() as cursor:
        before = serentak_months(cursor, kabupaten)
        if _change(cursor, scope, f"serentak:{kabupaten}", ",".join(wanted)):
            redeclare(cursor, kabupaten, before, wanted)
    return wanted


def choose_sasaran_source(
    scope: Scope, store: Store, kabupaten: str, year: int, source: str
) -> None:
    """Take the sasaran of a year from ``source`` ("" for the usual order).

    Raises WrongCall for a source that is not stored for the year, NoAccess.
    """
    require_reach(scope, kabupaten)
    with store.writing() as cursor:
        stored = {one.year: one.names for one in _sasaran_years(cursor, kabupaten)}
        if source and source not in stored.get(year, ()):
            offered = ", ".join(stored.get(year, ())) or "belum ada"
            raise WrongCall(
                f"Sasaran {year} dari sumber “{source}” belum tersimpan.",
                hint=f"Yang tersimpan untuk {year}: {offered}.",
            )
        _change(cursor, scope, f"sasaran_source:{year}", source)


def choose_limits(scope: Scope, store: Store, kabupaten: str, low: float, caution: float) -> None:
    """Set the marks of cakupan, proportions: below ``low`` nothing is compared.

    Raises WrongCall unless 0.5 <= low <= caution <= 1; NoAccess.
    """
    require_reach(scope, kabupaten)
    if not LOWEST <= low <= caution <= HIGHEST:
        raise WrongCall(
            f"Batas cakupan {percent(low, 0)} dan {percent(caution, 0)} tidak dapat dipakai.",
            hint=f"Isi antara {percent(LOWEST, 0)} dan {percent(HIGHEST, 0)}; "
            "batas bawah tidak lebih tinggi dari batas hati-hati.",
        )
    with store.writing() as cursor:
        _change(cursor, scope, "cakupan_rendah", f"{low:.4g}")
        _change(cursor, scope, "cakupan_hati_hati", f"{caution:.4g}")


def choose_headline(scope: Scope, store: Store, kabupaten: str, *, label_leads: bool) -> None:
    """Which figure leads: our recomputation, or the sheets' own label. Raises NoAccess."""
    require_reach(scope, kabupaten)
    with store.writing() as cursor:
        value = words.LABEL_LEADS if label_leads else ""
        _change(cursor, scope, f"{words.LABEL_SETTING}:{kabupaten}", value)


def month_words(key: str) -> str:
    """ "2025-06" → "Juni 2025"."""
    return f"{MONTHS_LONG[int(key[5:7]) - 1]} {key[:4]}"


def _change(cursor: Cursor, scope: Scope, key: str, value: str) -> bool:
    return change_setting(cursor, key, value, role=scope.role, now=datetime.now())


def _sasaran_years(cursor: Cursor, kabupaten: str) -> tuple[SasaranYear, ...]:
    """Years with sasaran of the kabupaten, newest first."""
    stored: dict[int, list[tuple[str, int, int]]] = {}
    for year, source, areas, balita in cursor.execute(
        sql("sasaran_sources"), {"kabupaten": kabupaten}
    ).fetchall():
        stored.setdefault(int(year), []).append((str(source), int(areas), int(balita)))
    found = []
    for year, sources in sorted(stored.items(), reverse=True):
        chosen = get_setting(cursor, f"sasaran_source:{year}")
        names = [name for name, _, _ in sources]
        order = [name for name in (chosen, *SOURCES, *names) if name in names]
        found.append(SasaranYear(year, tuple(sources), chosen, order[0]))
    return tuple(found)


def _changes(cursor: Cursor, kabupaten: str) -> tuple[Change, ...]:
    rows = cursor.execute(sql("setting_changes"), {"kabupaten": kabupaten}).fetchall()
    return tuple(
        Change(at, role, _what(key), _value(key, before), _value(key, after))
        for at, role, key, before, after in rows
    )


def _what(key: str) -> str:
    name, _, of = key.partition(":")
    return {
        "serentak": "Gelombang serentak",
        "sasaran_source": f"Sumber sasaran {of}",
        "cakupan_rendah": "Batas cakupan rendah",
        "cakupan_hati_hati": "Batas cakupan hati-hati",
        words.LABEL_SETTING: "Angka utama",
        ORIGINALS_SETTING: "Berkas asli unggahan",
        SOURCE_SETTING: "Sumber angka " + " ".join(of.split(":")[1:]),
    }.get(name, name)


def _value(key: str, value: str) -> str:
    name = key.partition(":")[0]
    if name == words.LABEL_SETTING:
        return "label e-PPGBM" if value else "hitung ulang WHO"
    if name == SOURCE_SETTING:
        return words.SOURCES.get(value, "yang lebih lengkap")
    if name == ORIGINALS_SETTING:
        return "disimpan terenkripsi" if value else "tidak disimpan"
    if name == "serentak":
        return ", ".join(month_words(key) for key in value.split(",") if key) or "tidak ada"
    if name.startswith("cakupan"):
        return percent(float(value), 0) if value else "bawaan"
    return value or NO_CHOICE
