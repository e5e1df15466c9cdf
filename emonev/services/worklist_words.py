"""A work list in words: its sheets, columns and first page (``reports/worklist_page``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from emonev import __version__
from emonev.core.indonesian import integer, long_day
from emonev.reports.worklist_page import Book, Cell, Column, Count, Group, Sheet
from emonev.services.worklist_child import Place, months_of
from emonev.services.worklist_limits import limit_lines
from emonev.services.worklist_result import Line, WorkList, Worklist
from emonev.services.worklist_rules import month_word

PRIVACY = (
    "Memuat nama anak: hanya untuk petugas puskesmas dan posyandu yang menindaklanjuti. Jangan "
    "disebarkan; musnahkan setelah dipakai."
)

NO_NAME = "– (nama tidak disimpan)"

PLACES = (
    Column("Puskesmas", width=13, wrap=True),
    Column("Desa", width=13, wrap=True),
    Column("Posyandu", width=13, wrap=True),
)

_WHO = (
    Column("No", "count", 4),
    Column("Nama anak", width=23, wrap=True),
    Column("L/P", width=5),
    Column("Tgl lahir", "date", 12),
    Column("Umur (bln)", "count", 6),
)
_DONE = Column("Tindak lanjut (tgl, paraf)", width=14, wrap=True)
_WEIGHT = Column("BB (kg)", "decimal", 6)
_HEIGHT = Column("PB/TB (cm)", "decimal", 8)
_ON = Column("Tgl ukur", "date", 12)
_CELL = Column("Sel Excel", width=10, wrap=True)


@dataclass(frozen=True, slots=True)
class _Form:
    """How one list is printed: its words, its own columns, and the cells of a line."""

    name: str
    title: str
    explains: str
    columns: tuple[Column, ...]
    cells: Callable[[Line], tuple[Cell, ...]]
    kinds: tuple[tuple[str, str], ...] = ()
    """Groups counted on the first page: kind → words."""


_FORMS: dict[str, _Form] = {
    "kasus_baru": _Form(
        "1 Kasus baru",
        "Stunting: kasus baru dan baru tercatat",
        "Stunting (TB/U < −2 SD, hitung ulang WHO) pada pengukuran terakhir di berkas. Kasus baru: "
        "belum stunting pada pengukuran sah sebelumnya, di berkas ini atau pada data tersimpan. "
        "Baru tercatat: tidak ada pengukuran sebelumnya.",
        (_ON, _HEIGHT, Column("z TB/U", "z", 8), Column("Status", width=14),
         Column("Kelompok", width=13), Column("Sebelumnya", width=27, wrap=True), _CELL),
        lambda line: (line.measured_on, line.lenhei_cm, line.z, line.status,
                      _KINDS[line.kind], _said(line), _cells(line)),
        (("kasus_baru", "Kasus baru"), ("baru_tercatat", "Baru tercatat")),
    ),
    "gizi": _Form(
        "2 Gizi buruk & kurang",
        "Gizi buruk dan gizi kurang",
        "BB/TB hitung ulang WHO pada pengukuran terakhir di berkas: gizi buruk < −3 SD, gizi kurang"
        " −3 sampai < −2 SD; di sebelahnya label berkas. LiLA dan edema tetap diperiksa petugas.",
        (_ON, _WEIGHT, _HEIGHT, Column("LiLA (cm)", "decimal", 6), Column("z BB/TB", "z", 9),
         Column("Status", width=13, wrap=True), Column("Label berkas", width=12, wrap=True),
         Column("Catatan", width=30, wrap=True), _CELL),
        lambda line: (line.measured_on, line.weight_kg, line.lenhei_cm, line.muac_cm, line.z,
                      line.status, line.label or None, _said(line), _cells(line)),
        (("gizi_buruk", "Gizi buruk"), ("gizi_kurang", "Gizi kurang"),
         ("label_saja", "Hanya menurut label berkas")),
    ),
    "dua_t": _Form(
        "3 2T",
        "2T: dua kali berturut-turut tidak naik",
        "Berat badan tidak naik (T) pada penimbangan terakhir di berkas dan pada bulan kalender "
        "sebelumnya, menurut kolom N/T/O/B di berkas atau pada data tersimpan.",
        (_ON, _WEIGHT, Column("z BB/U", "z", 8), Column("Bulan", width=44, wrap=True), _CELL),
        lambda line: (line.measured_on, line.weight_kg, line.z, _said(line), _cells(line)),
    ),
    "belum_diukur": _Form(
        "4 Belum diukur",
        "Belum diukur bulan ini",
        "Balita yang dikenal dalam 12 bulan terakhir tetapi tanpa PB/TB pada bulan berkas. Nama "
        "hanya ada bila anak punya baris di berkas ini; data tersimpan tidak menyimpan nama, yang "
        "ada hanya desa, posyandu, jenis kelamin dan bulan lahir.",
        (Column("Terakhir tercatat", "date", 12), Column("Keterangan", width=44, wrap=True),
         _CELL),
        lambda line: (line.measured_on, _said(line), _cells(line)),
        (("di_berkas", "Ada di berkas, tanpa PB/TB"),
         ("tersimpan", "Hanya pada data tersimpan (tanpa nama)")),
    ),
    "ganda": _Form(
        "5 Mungkin ganda",
        "Mungkin anak yang sama",
        "Nama, tanggal lahir dan jenis kelamin sama tetapi NIK berbeda; atau satu NIK untuk tanggal"
        " lahir atau jenis kelamin yang berbeda. Anak bernomor kelompok sama dibandingkan. Saudara "
        "kembar dapat muncul di sini.",
        (Column("Kelompok", "count", 8), Column("Posyandu", width=16, wrap=True, on_paper=True),
         Column("Alasan", width=44, wrap=True), Column("Sel NIK, tgl lahir", width=14, wrap=True)),
        lambda line: (line.group, _posyandu(line.place), _said(line), _cells(line)),
    ),
    "janggal": _Form(
        "6 Ukuran janggal",
        "Ukuran janggal",
        "Ukuran yang hampir pasti salah catat atau salah ukur: z di luar batas WHO, tinggi menyusut"
        " atau bertambah tidak wajar, berat melonjak. Betulkan di selnya atau ukur ulang; bila "
        "benar, anak perlu segera dilihat.",
        (_ON, _WEIGHT, _HEIGHT, Column("Alasan", width=60, wrap=True), _CELL),
        lambda line: (line.measured_on, line.weight_kg, line.lenhei_cm, _said(line), _cells(line)),
    ),
}  # fmt: skip

_KINDS = {kind: words for form in _FORMS.values() for kind, words in form.kinds}

_EMPTY = {
    "kasus_baru": "Tidak ada kasus baru di berkas ini.",
    "gizi": "Tidak ada gizi buruk atau gizi kurang di berkas ini.",
    "dua_t": "Tidak ada anak 2T yang dapat dilihat dari berkas ini dan data tersimpan.",
    "belum_diukur": "Semua anak yang dikenal sudah diukur.",
    "ganda": "Tidak ada.",
    "janggal": "Tidak ada.",
}


def in_words(made: Worklist, label: str, kabupaten: str, *, today: date) -> Book:
    """The work list ready to print. ``label``: the file's name as the user knows it."""
    everybody = {line.place.puskesmas for one in made.lists for line in one.lines}
    only = everybody.pop() if len(everybody) == 1 else ""
    said = (f"Puskesmas {only}" if only else "", kabupaten, month_word(made.month))
    return Book(
        title="Daftar kerja puskesmas",
        subtitle=" · ".join(part for part in said if part),
        privacy=PRIVACY,
        facts=_facts(made, label, today),
        counts=tuple(count for one in made.lists for count in _counts(one)),
        notes=made.notes,
        rules=limit_lines(),
        places=PLACES[1:] if only else PLACES,
        sheets=tuple(_sheet(one, only) for one in made.lists),
        made_on=today,
        version=f"E-Monev Stunting {__version__}",
        demo=made.demo,
    )


def counts_of(made: Worklist) -> tuple[Count, ...]:
    """Children per list and group: no name in it, so a page may keep it."""
    return tuple(count for one in made.lists for count in _counts(one))


def _facts(made: Worklist, label: str, today: date) -> tuple[tuple[str, str], ...]:
    compared = ", ".join(made.units) if made.units else "berkas ini saja"
    return (
        ("Berkas", label),
        ("Bulan terbaru di berkas", month_word(made.month)),
        ("Anak di berkas", f"{integer(made.children)}, {integer(made.linked)} di antaranya sudah "
         "ada pada data tersimpan"),
        ("Belum diukur dibandingkan dengan", compared),
        ("Kasus lama", f"{integer(made.old_cases)} anak stunting sekarang dan pada pengukuran "
         "sebelumnya (tidak didaftar)"),
        ("Dibuat", f"{long_day(today)}; daftar ini tidak disimpan oleh aplikasi"),
    )  # fmt: skip


def _counts(one: WorkList) -> list[Count]:
    form = _FORMS[one.key]
    if one.why_empty:
        return [Count(form.title, "–", "–", bold=True)]
    found = [_count(form.title, one.lines, bold=True)]
    for kind, words in form.kinds:
        found.append(_count(words, [line for line in one.lines if line.kind == kind]))
    return found


def _count(title: str, lines: Sequence[Line], *, bold: bool = False) -> Count:
    baduta = sum(line.baduta for line in lines)
    return Count(title, integer(len(lines)), integer(baduta), bold)


def _sheet(one: WorkList, only: str) -> Sheet:
    """``only``: the one puskesmas of all lists; it then stands in the title alone."""
    form = _FORMS[one.key]
    return Sheet(
        name=form.name,
        title=form.title,
        explains=form.explains,
        columns=(*_WHO, *form.columns, _DONE),
        groups=tuple(_groups(one, form, only)),
        empty=one.why_empty or _EMPTY[one.key],
    )


def _groups(one: WorkList, form: _Form, only: str) -> list[Group]:
    """One group per posyandu, or per doubt; children are numbered through."""
    numbered = list(enumerate(one.lines, 1))
    doubles = one.key == "ganda"
    found = []
    for key, grouped in groupby(
        numbered, key=lambda pair: pair[1].group if doubles else pair[1].place
    ):
        members = list(grouped)
        title = _heading(key, members, only) if isinstance(key, Place) else f"Kelompok {key}"
        places = tuple(_place(line.place)[bool(only) :] for _, line in members)
        rows = tuple(_row(number, line, form) for number, line in members)
        found.append(Group(title, places, rows))
    return found


def _heading(place: Place, members: Sequence[tuple[int, Line]], only: str) -> str:
    baduta = sum(line.baduta for _, line in members)
    parts = [
        f"Posyandu {place.posyandu}" if place.posyandu else "Posyandu tidak disebut",
        f"Desa {place.desa}" if place.desa else "",
        f"Puskesmas {place.puskesmas}" if place.puskesmas and not only else "",
    ]
    where = " · ".join(part for part in parts if part)
    return f"{where} – {len(members)} anak, {baduta} baduta"


def _place(place: Place) -> tuple[str, ...]:
    return place.puskesmas, place.desa, place.posyandu


def _posyandu(place: Place) -> str:
    return ", ".join(part for part in (place.posyandu, place.desa) if part)


def _row(number: int, line: Line, form: _Form) -> tuple[Cell, ...]:
    born: Cell = month_word(line.birth_date) if line.month_only else line.birth_date
    who = (number, line.name or NO_NAME, "L" if line.sex == "m" else "P", born,
           months_of(line.age_days))  # fmt: skip
    return (*who, *form.cells(line), "")


def _said(line: Line) -> str:
    return "; ".join(line.details)


def _cells(line: Line) -> str:
    return ", ".join(line.cells)
