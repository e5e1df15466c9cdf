"""Budget: OPD, subkegiatan, desa, pagu, realisasi. Whole rupiah, one entry each.

A header may say that its numbers are thousands or millions of rupiah. What an OPD spends on an
activity in a desa is told apart by the entry's subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from emonev.core.indonesian import integer
from emonev.ingest.header import squeezed
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.cells import count_of
from emonev.ingest.tables.form import Form
from emonev.ingest.tables.layout import body
from emonev.ingest.tables.money_unit import money_units, spelled
from emonev.ingest.tables.places import place_of_desa
from emonev.ingest.tables.row_periods import row_periods
from emonev.ingest.tables.work import Found, TableKind, TableWork
from emonev.ingest.typed import text_reader
from emonev.ingest.values import clean, plain_number

BUDGET, SPENT = "pagu", "realisasi"

FORM = Form(
    {
        "opd": ("OPD", "SKPD", "Perangkat Daerah", "Nama OPD", "Dinas", "Organisasi"),
        "activity": ("Subkegiatan", "Sub kegiatan", "Nama subkegiatan", "Kegiatan", "Program",
                     "Kegiatan/Subkegiatan", "Uraian", "Uraian kegiatan"),
        BUDGET: spelled("Pagu", "Anggaran", "Pagu anggaran", "Jumlah pagu", "Alokasi"),
        SPENT: spelled("Realisasi", "Realisasi anggaran", "Serapan"),
        "note": ("Sumber dana", "Keterangan", "Catatan"),
    },
    ((BUDGET,), ("opd", "activity")),
    unknown=2,
)  # fmt: skip

_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_SEN = re.compile(r"[.,]00$")


def find(raw: RawSheet) -> Found | None:
    """Pagu per OPD or activity."""
    return FORM.find(raw, 0.9)


def read(work: TableWork) -> Sequence[int]:
    """Entries of pagu and, where the sheet has it, realisasi."""
    rows = body(work.raw, work.found.header)
    data = work.set_aside(rows)
    periods = row_periods(work, data)
    names = [name for name in (BUDGET, SPENT) if name in work.found.columns]
    units = money_units(work, names, data, _written)
    if units is None:
        return rows.data
    for at in data:
        amounts = {name: _amount(work, at, name, units[name]) for name in names}
        subject = _subject(work, at)
        if not subject:
            missing = work.found.columns.get("opd", work.found.columns.get("activity"))
            work.flag(at, "isian_wajib_kosong", missing)
        if at not in work.rejected:
            _add(work, at, amounts, subject, periods[at])
    return rows.data


def _written(raw: object) -> float | None:
    """The number in a cell, whatever its unit; None without one."""
    whole = rupiah_of(raw)[0]
    thousandths = rupiah_of(raw, 1_000)[0] if whole is None else None
    return whole if thousandths is None else thousandths / 1_000


def _amount(work: TableWork, at: int, name: str, unit: int) -> int | None:
    raw = work.value(at, name)
    amount, code = rupiah_of(raw, unit)
    if code:
        work.flag(at, code, work.found.columns[name], raw)
    return amount


def rupiah_of(raw: object, unit: int = 1) -> tuple[int | None, str | None]:
    """Whole rupiah: ``"Rp 1.250.000,00"`` is 1250000; ``"12,5"`` in millions is 12500000."""
    if isinstance(raw, str):
        text = re.sub(r"(?i)^rp\.?\s*", "", clean(raw))
        grouped = re.fullmatch(r"\d{1,3}([.,]\d{3})+([.,]\d{2})?", text)
        raw = _SEN.sub("", text) if grouped else text
    if unit == 1:
        return count_of(raw)
    if isinstance(raw, str) and _GROUPED.fullmatch(raw):
        raw = raw.replace(".", "")
    number, code = plain_number(raw)
    if code or number is None:
        return None, code
    amount = round(number * unit, 3)
    return count_of(amount)


def _subject(work: TableWork, at: int) -> str:
    told = (text_reader(work.value(at, name))[0] for name in ("opd", "activity"))
    return " / ".join(text for text in told if text)


def _add(
    work: TableWork, at: int, amounts: dict[str, int | None], subject: str, period: str
) -> None:
    budget, spent = amounts[BUDGET], amounts.get(SPENT)
    if budget is not None and spent is not None and spent > budget:
        work.flag(
            at, "realisasi_melebihi_pagu", work.found.columns[SPENT],
            squeezed(work.value(at, SPENT)), f"paling banyak {integer(budget)}",
        )  # fmt: skip
    for name, amount in amounts.items():
        work.add(
            at, work.found.columns[name], **place_of_desa(work, at), period=period,
            source=KIND.source, measure=name, subject=subject, numerator=amount,
            state="ada" if amount is not None else "kosong",
            note=text_reader(work.value(at, "note"))[0],
        )  # fmt: skip


KIND = TableKind("anggaran", "Anggaran (OPD, subkegiatan, desa)", "anggaran", find, read)
