"""Sasaran per desa, puskesmas or posyandu (spreadsheets.md §2): L, P and total of a group.

A column is a group (balita, baduta, ibu hamil …), a part (L, P, total), a source (Pusdatin, riil,
Dukcapil) and a year, as far as its header path says so; what it leaves open comes from a column
Tahun or Sumber, from a title, or is asked once for the sheet. A column with any other word in its
path ("Balita diukur") is no sasaran. L + P must be the total, else the cell is named; the total
counts. Posyandu become subjects of their desa, so that the desa is their sum.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from emonev.core.indonesian import integer
from emonev.ingest.parsed import Question
from emonev.ingest.read import RawSheet
from emonev.ingest.sasaran import LARGEST, NO_SOURCE, SOURCES
from emonev.ingest.tables.blocks import blocks
from emonev.ingest.tables.cells import count_of, year_of
from emonev.ingest.tables.checksum import compare_totals
from emonev.ingest.tables.layout import TableHeader, area_columns, headers, titles
from emonev.ingest.tables.periods import period_of_sheet
from emonev.ingest.tables.subtotals import grouped_by_kecamatan
from emonev.ingest.tables.work import Found, TableKind, TableWork

BALITA = "sasaran_balita"

GROUPS: dict[str, str] = {
    BALITA: r"balita|anak balita|anak (?:usia )?0 59(?: bulan| bln)?|0 59(?: bulan| bln)",
    "sasaran_bayi": r"bayi(?: baru lahir)?|anak (?:usia )?0 11(?: bulan| bln)?|0 11(?: bulan| bln)",
    "sasaran_baduta": r"baduta|anak (?:usia )?0 23(?: bulan| bln)?|0 23(?: bulan| bln)",
    "sasaran_anak_24_59": r"anak (?:usia )?24 59(?: bulan| bln)?|24 59(?: bulan| bln)",
    "sasaran_anak_6_23": r"anak (?:usia )?6 23(?: bulan| bln)?|6 23(?: bulan| bln)",
    "sasaran_bumil": r"ibu hamil|bumil",
    "sasaran_bufas": r"ibu nifas|bufas|ibu bersalin|bulin",
    "sasaran_busui": r"ibu menyusui|busui",
    "sasaran_rematri": r"remaja put[er]+i|rematri",
    "sasaran_catin": r"calon pengantin|catin",
    "sasaran_pus": r"pus|pasangan usia subur",
    "sasaran_wus": r"wus|wanita usia subur",
    "sasaran_keluarga": r"keluarga|kepala keluarga|kk",
    "sasaran_apras": r"apras|anak pra ?sekolah",
}
"""Measure → how headers name the group (after ``_words``). "bayi" is 0-11, "balita" 0-59 months."""

_GROUP = {key: re.compile(rf"\b(?:{text})\b") for key, text in GROUPS.items()}
_AGE = re.compile(r"\b(?:usia |umur )?0 59(?: bulan| bln| bl)?\b|\b0 11(?: bulan| bln)?\b|\b0 23 "
                  r"?(?:bulan|bln)?\b")  # fmt: skip
_PARTS = {
    "L": re.compile(r"\b(?:l|laki laki|laki|lk)\b"),
    "P": re.compile(r"\b(?:p|perempuan|pr)\b"),
    "total": re.compile(r"\b(?:total|jumlah|jml|jlh|l p)\b"),
}
_SOURCE = {
    "Pusdatin": re.compile(r"\bpusdatin\b"),
    "riil": re.compile(r"\b(?:riil|real|ril|pendataan)\b"),
    "Dukcapil": re.compile(r"\b(?:dukcapil|disdukcapil)\b"),
}
_YEAR = re.compile(r"\b(?:tahun |thn |th |ta )?(20\d\d)\b")
_IDLE = re.compile(r"\b(?:sasaran|proyeksi|penduduk|data|jumlah|jml|orang|anak|jiwa|tahun|sumber|"
                   r"menurut|dari|estimasi|s)\b")  # fmt: skip
_POSYANDU = re.compile(r"^posyandu\s+", re.IGNORECASE)
_TELLS = re.compile(r"\b(?:sasaran|proyeksi)\b")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds; "" where its header does not say."""

    column: int
    measure: str
    part: str
    source: str
    year: str
    told: bool
    """True where the header itself speaks of a sasaran."""

    @property
    def series(self) -> tuple[str, str, str]:
        """Columns of one series are the L, P and total of the same number."""
        return self.measure, self.source, self.year


def find(raw: RawSheet) -> Found | None:
    """The header with most sasaran columns beside an area."""
    best: Found | None = None
    for header in headers(raw):
        places = area_columns(header)
        if not {"desa", "puskesmas", "kecamatan", "posyandu", "code_desa", "code_kecamatan",
                "kabupaten", "code_desa_bps"} & set(places):  # fmt: skip
            continue
        found = sasaran_columns(header, places)
        score = _score(raw, header, found)
        if score and (best is None or score > best.score):
            names = {f"{c.measure}:{c.part}:{c.source}:{c.year}": c.column for c in found}
            best = Found(header, {**names, **places}, score)
    return best


def _score(raw: RawSheet, header: TableHeader, found: Sequence[Column]) -> float:
    parts = {column.part for column in found}
    if not found:
        return 0.0
    said = any(c.told for c in found) or any(
        _TELLS.search(_words(text)) for text in (*titles(raw, header), raw.name)
    )
    if said:
        return min(0.95, 0.7 + 0.02 * len(found))
    # The twin of the recap has no more than No, Puskesmas, Desa, L, P, total; its question for the
    # source then says what it is taken for. Other columns beside them make it something else.
    others = sum(bool(text) for text in header.texts) - len(area_columns(header)) - len(found)
    return 0.55 if parts == {"L", "P", "total"} and not others else 0.0


def sasaran_columns(header: TableHeader, places: Mapping[str, int]) -> tuple[Column, ...]:
    """The columns that hold nothing but a sasaran."""
    taken = set(places.values())
    found = []
    for at, path in enumerate(header.paths):
        if at not in taken and path and (one := _column(at, path)):
            found.append(one)
    first: dict[tuple[str, ...], Column] = {}
    for one in found:
        first.setdefault((*one.series, one.part), one)
    return tuple(first.values())


def _column(at: int, path: Sequence[str]) -> Column | None:
    text = _words(" ".join(path))
    told = bool(_TELLS.search(text))
    measure, text = _taken(text, {**_GROUP})
    year = _YEAR.search(text)
    text = _YEAR.sub(" ", text)
    source, text = _taken(text, _SOURCE)
    part, rest = _taken(text, _PARTS)
    # "(0-59 bulan)" behind balita; "s/d 59 bulan" and the like are left to the mapping step.
    if _IDLE.sub(" ", _AGE.sub(" ", rest)).strip():
        return None
    if not (measure or part or source or told or year):
        return None
    if not measure and not (part or source or told):
        return None
    return Column(at, measure or BALITA, part or "total", source, year[1] if year else "", told)


def _taken(text: str, patterns: Mapping[str, re.Pattern[str]]) -> tuple[str, str]:
    """The key whose longest match stands in the text, and the text without it."""
    hits = [(len(m[0]), key, m) for key, p in patterns.items() if (m := p.search(text))]
    if not hits:
        return "", text
    _, key, _ = max(hits, key=lambda hit: hit[0])
    return key, " ".join(patterns[key].sub(" ", text).split())


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower().replace("%", " persen ")).split())


def read(work: TableWork) -> Sequence[int]:
    """Entries of every row; see the module's text."""
    columns = sasaran_columns(work.found.header, area_columns(work.found.header))
    parts = blocks(work.raw, work.found.header)
    size = sum(len(part.rows.data) for part in parts)
    every_year = all(column.year for column in columns) or "year" in work.found.columns
    year = "" if every_year else period_of_sheet(work, size)[:4]
    needs_source = not all(column.source for column in columns)
    source = _source_of_sheet(work, size) if needs_source else ""
    read_rows: list[int] = []
    for part in parts:
        groups = grouped_by_kecamatan(work, part.rows)
        for at in work.set_aside(groups.rows):
            if at in groups.headings:
                continue
            _add_row(work, at, columns, year, source, groups.kecamatan.get(at))
        compare_totals(work, groups.rows, [column.column for column in columns])
        groups.compare(work, [column.column for column in columns])
        read_rows += groups.rows.data
    return read_rows


def _source_of_sheet(work: TableWork, rows: int) -> str:
    """Answered, in a title or the sheet's name, or asked; "" while it is open (the rows wait)."""
    answered = work.answers.get("source", "")
    if answered:
        return _source_in([answered]) or answered
    if found := _source_in([*titles(work.raw, work.found.header), work.raw.name]):
        return found
    if "source" in work.found.columns and all(
        _row_source(work, at) for at in _rows_with_figures(work)
    ):
        return NO_SOURCE  # every row says its own
    work.log.add("sumber_sasaran_tidak_disebut", count=max(1, rows))
    work.rejected.update(range(work.found.header.bottom + 1, len(work.raw.rows)))
    text = (
        f'Lembar "{work.raw.name}" berisi jumlah sasaran, tetapi tidak menyebut sumbernya. '
        "Dari mana angka sasaran ini?"
    )
    work.questions.append(
        Question("column_meaning", text, work.raw.name, "source", (*SOURCES, NO_SOURCE), rows)
    )
    return ""


def _rows_with_figures(work: TableWork) -> Iterable[int]:
    columns = [c for name, c in work.found.columns.items() if ":" in name]
    for at in range(work.found.header.bottom + 1, len(work.raw.rows)):
        row = work.raw.rows[at]
        texts = [str(work.value(at, name)).strip() for name in ("desa", "puskesmas", "kecamatan")]
        if any(texts) and any(c < len(row) and count_of(row[c])[0] is not None for c in columns):
            yield at


def _source_in(texts: Iterable[str]) -> str:
    for text in texts:
        found, _ = _taken(_words(text), _SOURCE)
        if found:
            return found
    return ""


def _add_row(
    work: TableWork, at: int, columns: Sequence[Column], year: str, source: str, under: str | None
) -> None:
    place = {name: work.text(at, name) for name in ("kabupaten", "kecamatan", "puskesmas", "desa")}
    place["kecamatan"] = place["kecamatan"] or under
    place["code"] = _code(work, at)
    posyandu = work.text(at, "posyandu")
    subject = f"Posyandu {_POSYANDU.sub('', posyandu)}" if posyandu else ""
    told_year, told_source = _row_year(work, at), _row_source(work, at)
    series: dict[tuple[str, str, str], dict[str, tuple[int, int | None]]] = defaultdict(dict)
    for column in columns:
        row = work.raw.rows[at]
        raw = row[column.column] if column.column < len(row) else ""
        number, code = count_of(raw)
        if number is not None and number > LARGEST:
            number, code = None, "angka_mustahil"
        if code:
            work.flag(at, code, column.column, raw)
        series[column.series][column.part] = (column.column, number)
    if at in work.rejected:
        return
    for (measure, own_source, own_year), parts in series.items():
        total, column_at = _total(work, at, parts)
        period = own_year or told_year or year
        if not period:
            work.flag(at, "tahun_sasaran_kosong", work.found.columns.get("year"))
            return
        shared = {
            **place, "period": period, "measure": measure,
            "source": own_source or told_source or source,
        }  # fmt: skip
        state = "kosong" if total is None else "ada"
        work.add(at, column_at, **shared, subject=subject, numerator=total, state=state)
        for part in ("L", "P"):
            if part in parts and parts[part][1] is not None:
                its = f"{subject} / {part}" if subject else part
                work.add(at, parts[part][0], **shared, subject=its, numerator=parts[part][1])


def _total(
    work: TableWork, at: int, parts: Mapping[str, tuple[int, int | None]]
) -> tuple[int | None, int]:
    """The total as written, else L + P; a total that is not their sum is named and kept."""
    halves = [parts[name][1] for name in ("L", "P") if name in parts]
    known = [number for number in halves if number is not None]
    added = sum(known) if len(known) == 2 else None
    if "total" not in parts:
        return added, next(iter(parts.values()))[0]
    column, total = parts["total"]
    if total is not None and added is not None and total != added:
        expected = f"L + P = {integer(added)}"
        work.flag(at, "sasaran_l_p_tidak_cocok", column, integer(total), expected)
    return (added if total is None else total), column


def _code(work: TableWork, at: int) -> str | None:
    for name in ("code_desa", "code_desa_bps", "code_kecamatan"):
        if text := work.text(at, name):
            return text
    return None


def _row_year(work: TableWork, at: int) -> str:
    found = year_of(work.value(at, "year"))
    return str(found) if found else ""


def _row_source(work: TableWork, at: int) -> str:
    text = str(work.value(at, "source") or "")
    return _source_in([text]) or " ".join(text.replace("\u00a0", " ").split())


KIND = TableKind("sasaran", "Sasaran", "sasaran", find, read)
