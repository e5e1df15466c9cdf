"""What an uploaded figure says, where it holds and which upload said it, in words."""

from __future__ import annotations

from datetime import datetime

from emonev.core.area import Level
from emonev.core.indonesian import day, percent
from emonev.core.period import Rule, parse_period


def place_words(name: str, level: str, kecamatan: str = "", puskesmas: str = "") -> str:
    """ "Tokke, Malangke" for a desa, "Kecamatan Malangke", "Seluruh Luwu Utara", "Indonesia"."""
    if level == Level.DESA:
        return ", ".join(filter(None, (name, kecamatan)))
    said = {
        Level.KECAMATAN.value: f"Kecamatan {name}",
        Level.KABUPATEN.value: f"Seluruh {name}",
        Level.PROVINSI.value: f"Provinsi {name}",
    }.get(level, name)
    if not puskesmas or level != Level.KECAMATAN:
        return said
    prefix = "" if puskesmas.lower().startswith("puskesmas") else "Puskesmas "
    return f"{prefix}{puskesmas}, {said}"


def printed_percent(share: float) -> str:
    """A proportion 0-1 with the places it was printed with: one, or two where one would round."""
    return percent(share, 1 if abs(share * 1000 - round(share * 1000)) < 1e-6 else 2)


def upload_words(file_name: str, imported_at: datetime | None) -> str:
    """ "target.xlsx · 3 Jan 2026"; what is known of it."""
    return " · ".join(filter(None, (file_name, day(imported_at.date()) if imported_at else "")))


def stored_period_words(period: str) -> str:
    """A period of the ledger: "Tahun 2025", "TW II 2025 (Apr–Jun)", "Agustus 2025"."""
    try:
        known = parse_period(period)
    except ValueError:
        return period
    return f"Tahun {known.year}" if known.rule is Rule.TAHUN else known.label
