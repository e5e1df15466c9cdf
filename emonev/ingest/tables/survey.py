"""Results of surveys (SSGI, SKI, Riskesdas): year, area, value, interval, n, source.

A survey estimates all children; its value is kept as printed and never counted with anything. One
row may hold one indicator (column Indikator) or several (columns Stunting, Wasting, …).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from emonev.ingest.header import squeezed
from emonev.ingest.parsed import Question
from emonev.ingest.read import RawSheet
from emonev.ingest.tables.cells import count_of, share_of
from emonev.ingest.tables.form import Form, words_of_column
from emonev.ingest.tables.layout import TableHeader, body, titles
from emonev.ingest.tables.measures import measure_of
from emonev.ingest.tables.row_periods import row_periods
from emonev.ingest.tables.share_unit import share_units
from emonev.ingest.tables.survey_cell import header_of_value, interval_of, value_of
from emonev.ingest.tables.texts import area_text
from emonev.ingest.tables.work import Found, TableKind, TableWork
from emonev.ingest.typed import text_reader

SURVEY = re.compile(r"\b(SSGI|SKI|SSGBI|Riskesdas|survei|survey|PSG)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(SSGI|SKI|SSGBI|Riskesdas|PSG)\b", re.IGNORECASE)

FORM = Form(
    {
        "place": ("Wilayah", "Nama Wilayah", "Daerah", "Area"),
        "province": ("Provinsi", "Propinsi", "Nama Provinsi"),
        "indicator": ("Indikator", "Nama Indikator", "Status Gizi"),
        "value": ("Nilai", "Persentase", "Persen", "%", "Hasil", "Angka", "Prevalensi", "Estimasi",
                  "Hasil survei", "Angka prevalensi"),
        "low": ("Batas bawah", "SK bawah", "IK bawah", "CI bawah", "Lower", "CI lower",
                "Batas bawah 95%", "Selang bawah", "CI low", "95% CI bawah", "SK 95% bawah"),
        "high": ("Batas atas", "SK atas", "IK atas", "CI atas", "Upper", "CI upper",
                 "Batas atas 95%", "Selang atas", "CI high", "95% CI atas", "SK 95% atas"),
        "interval": ("SK 95%", "IK 95%", "CI 95%", "95% CI", "95% SK", "Selang kepercayaan",
                     "Selang kepercayaan 95%", "Interval kepercayaan", "CI", "95% IK"),
        "n": ("n", "Jumlah sampel", "Sampel", "n sampel", "Balita sampel", "Jumlah responden",
              "N tertimbang", "Besar sampel"),
        "source": ("Sumber", "Survei", "Sumber Data", "Nama Survei", "Survey"),
        "note": ("Rujukan", "Keterangan", "Catatan", "Dokumen", "Referensi"),
        "code": ("Kode", "Kode Wilayah", "Kode Kab/Kota", "Kode Kabupaten"),
    },
    (("place", "province", "kabupaten", "code"),),
    unknown=8,
)  # fmt: skip


def find(raw: RawSheet) -> Found | None:
    """A list of areas with values, where a title, the name or the source speaks of a survey."""
    best: Found | None = None
    for header, found in FORM.candidates(raw):
        values = _values(header, found)
        one = Found(header, {**found, **{f"value:{m}": at for m, at in values.items()}}, 0.9)
        told = (raw.name, *titles(raw, header), *words_of_column(raw, one, "source"),
                *header.texts)  # fmt: skip
        if values and {"desa", "puskesmas"}.isdisjoint(found) and any(map(SURVEY.search, told)):
            score = min(0.98, 0.88 + len(one.columns) / 200)
            if best is None or score > best.score:
                best = Found(header, one.columns, score)
    return best


def _values(header: TableHeader, found: Mapping[str, int]) -> dict[str, int]:
    """Indicator ("" = the row's own, or the sheet's) → its column."""
    if "value" in found:
        return {"": found["value"]}
    taken = set(found.values())
    values: dict[str, int] = {}
    for at, path in enumerate(header.paths):
        told = header_of_value(" ".join(path))
        measure = measure_of(told) if told and at not in taken else ""
        if measure:
            values.setdefault(measure, at)
    return values


def read(work: TableWork) -> Sequence[int]:
    """Entries of every row; see the module's text."""
    rows = body(work.raw, work.found.header)
    data = work.set_aside(rows)
    periods = row_periods(work, data)
    common = _common_source(work, data)
    names = [name for name in work.found.columns if name.startswith("value:")]
    percents = share_units(work, names, data, value_of)
    if percents is None:
        return rows.data
    for at in data:
        source = _source(squeezed(work.value(at, "source"))) or common
        for name in names:
            if at not in work.rejected:
                _add(work, at, name, source, periods[at], percent=percents[name])
    return rows.data


def _common_source(work: TableWork, data: Sequence[int]) -> str:
    """The survey a title or the sheet's name speaks of; asked where no row and no title does."""
    own = [_source(squeezed(work.value(at, "source"))) for at in data]
    told = (work.answers.get("survey", ""), *titles(work.raw, work.found.header), work.raw.name,
            *work.found.header.texts)  # fmt: skip
    found = next((name for name in map(_source, told) if name), "")
    if found or all(own):
        return found
    text = f'Lembar "{work.raw.name}": angka ini dari survei apa?'
    options = ("SSGI", "SKI", "Riskesdas")
    work.questions.append(
        Question("column_meaning", text, work.raw.name, "survey", options, len(data))
    )
    work.rejected.update(at for at, source in zip(data, own, strict=True) if not source)
    work.log.add("arti_belum_dijawab", count=max(1, len(data)))
    return ""


def _source(text: str) -> str:
    found = _NAMED.search(text)
    if not found:
        return ""
    return "Riskesdas" if found[1].lower() == "riskesdas" else found[1].upper()


def _add(work: TableWork, at: int, name: str, source: str, period: str, *, percent: bool) -> None:
    column = work.found.columns[name]
    measure = name.partition(":")[2] or _measure(work, at)
    if not measure:
        return
    value, code = share_of(value_of(work.value(at, name)), percent=percent)
    if code or (value is not None and not 0 <= value <= 1):
        work.flag(at, code or "angka_mustahil", column, work.value(at, name))
        value = None
    signed = "%" in squeezed(work.value(at, name))
    low, high = _interval(work, at, name, percent=percent or signed)
    if low is not None and high is not None and value is not None and not low <= value <= high:
        work.flag(at, "selang_tidak_memuat_nilai", column, work.value(at, name))
    n, _ = count_of(work.value(at, "n"))
    note = text_reader(work.value(at, "note"))[0]
    work.add(
        at, column, kabupaten=_place(work, at), code=text_reader(work.value(at, "code"))[0],
        period=period, source=source, measure=measure, denominator=n, value=value, low=low,
        high=high, state="ada" if value is not None else "kosong", note=note,
    )  # fmt: skip


def _measure(work: TableWork, at: int) -> str:
    """The row's indicator; without such a column what header or title names, else stunting."""
    if "indicator" in work.found.columns:
        text = squeezed(work.value(at, "indicator"))
        found = measure_of(text)
        if not found:
            work.flag(at, "indikator_tidak_dikenal", work.found.columns["indicator"], text)
        return found
    told = (work.found.header.texts[work.found.columns["value:"]],
            *titles(work.raw, work.found.header), work.raw.name)  # fmt: skip
    for key, pattern in _NAMES.items():
        if any(re.search(pattern, text, re.IGNORECASE) for text in told):
            return key
    return "stunting"


_NAMES = {
    "underweight": r"underweight|berat badan kurang",
    "wasting": r"wasting|kurus",
    "overweight": r"overweight|gemuk",
    "stunting": r"stunting|pendek",
}


def _interval(
    work: TableWork, at: int, name: str, *, percent: bool
) -> tuple[float | None, float | None]:
    """The bounds: behind the value in its own cell, in one column, or in two."""
    beside = interval_of(work.value(at, name))
    if beside:
        return (
            share_of(beside[0], percent=percent)[0],
            share_of(beside[1], percent=percent)[0],
        )
    whole = squeezed(work.value(at, "interval"))
    if whole:
        parts = re.findall(r"\d+(?:[.,]\d+)?", whole)
        if len(parts) != 2:
            work.flag(at, "angka_tidak_terbaca", work.found.columns["interval"], whole)
            return None, None
        low, high = (share_of(part, percent=percent)[0] for part in parts)
        return low, high
    found = []
    for bound in ("low", "high"):
        value, code = share_of(work.value(at, bound), percent=percent)
        if code:
            work.flag(at, code, work.found.columns[bound], work.value(at, bound))
        found.append(value)
    return found[0], found[1]


def _place(work: TableWork, at: int) -> str | None:
    """The area's name: kabupaten, else what the row calls it, else its province."""
    for name in ("kabupaten", "place", "province"):
        text = area_text(work.value(at, name))
        if text and text not in ("-", "Semua"):
            return text
    return None


KIND = TableKind("survei", "Hasil survei (SSGI, SKI, Riskesdas)", "survei", find, read)
