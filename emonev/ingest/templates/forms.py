"""Every template but cakupan: one function per kind, giving its page with the desa filled in.

A template holds nothing that its kind would have to ask: period and source stand in a title or a
column, areas are the kabupaten's own names and codes.
"""

from __future__ import annotations

from emonev.core.area import Level
from emonev.indicators.registry import registry
from emonev.ingest.sasaran import SOURCES as SASARAN_SOURCES
from emonev.ingest.tables.krs_columns import ACCOMPANIED, CAUSES
from emonev.ingest.templates.book import EXAMPLE, FREE_ROWS, Column, Page, Value
from emonev.ingest.templates.places import Office, spelled_period

NUMBER = Column("No", "count", 8, locked=True)
FREE_NUMBER = Column("No", "count", 8)
YES_NO = ("Ya", "Tidak")

_RECAP = (
    ("BB/U", ("Sangat Kurang", "Kurang", "Berat Badan Normal", "Risiko Lebih", "Outlier")),
    ("TB/U", ("Sangat Pendek", "Pendek", "Normal", "Tinggi", "Outlier")),
    ("BB/TB", ("Gizi Buruk", "Gizi Kurang", "Normal", "Risiko Gizi Lebih", "Gizi Lebih",
               "Obesitas", "Outlier")),
)  # fmt: skip


def by_name(office: Office, period: str) -> tuple[Page, ...]:
    """One row per child and measurement."""
    kecamatan, desa = office.names(Level.KECAMATAN), office.names(Level.DESA)
    columns = (
        FREE_NUMBER,
        Column("NIK", "text", 19),
        Column("Nama", "text", 22),
        Column("JK", "text", 6, choices=("L", "P")),
        Column("Tgl Lahir", "date", 12),
        Column("BB Lahir", "decimal", 9),
        Column("TB Lahir", "decimal", 9),
        Column("Nama Ortu", "text", 20),
        Column("Kab/Kota", "text", 16, choices=(office.kabupaten.name,)),
        Column("Kec", "text", 18, choices=kecamatan),
        Column("Puskesmas", "text", 18, choices=office.puskesmas),
        Column("Desa/Kel", "text", 20, choices=desa),
        Column("Posyandu", "text", 16),
        Column("Tanggal Pengukuran", "date", 13),
        Column("Berat", "decimal", 9),
        Column("Tinggi", "decimal", 9),
        Column("Cara Ukur", "text", 12, choices=("Berdiri", "Terlentang")),
        Column("LiLA", "decimal", 9),
        Column("Naik Berat Badan", "text", 10, choices=("N", "T", "O", "B")),
        Column("Jml Vit A", "count", 8),
    )
    first = next(iter(office.at(Level.DESA)), office.kabupaten)
    above = office.kecamatan_of(first)
    example: tuple[Value, ...] = (
        EXAMPLE, "16 angka", "nama anak", "L atau P", "2023-05-17", 3.1, 49, "nama ibu",
        office.kabupaten.name, above.name if above else "", "", first.name, "Melati 1",
        "2025-08-12", 11.2, 84.5, "Berdiri", 14.5, "N", 1,
    )  # fmt: skip
    titles = ("Data pengukuran balita (satu baris per anak dan tanggal ukur)", office.title)
    return (Page("Data balita", titles, columns, (), example, free_rows=FREE_ROWS),)


def recap(office: Office, period: str) -> tuple[Page, ...]:
    """Children per class and desa."""
    classes = tuple(
        Column(name, "count", 10, over=index) for index, names in _RECAP for name in names
    )
    titles = ("Status gizi balita", f"{office.title} · {spelled_period(period)}")
    example = (1, 4, 90, 3, 0, 2, 6, 88, 1, 0, 0, 3, 85, 6, 2, 1, 0)
    return (_per_desa(office, "Status gizi", titles, classes, example, puskesmas=True),)


def sasaran(office: Office, period: str) -> tuple[Page, ...]:
    """Children under five per desa, with source and year."""
    columns = (
        Column("Tahun", "year", 8),
        Column("Sumber", "text", 12, choices=SASARAN_SOURCES),
        Column("Sasaran balita L", "count", 12),
        Column("Sasaran balita P", "count", 12),
        Column("Sasaran balita total", "count", 12),
    )
    titles = ("Sasaran balita (0–59 bulan)", office.title)
    given: tuple[Value, ...] = (int(period[:4]), SASARAN_SOURCES[0])
    example = (int(period[:4]), "Pusdatin", 85, 80, 165)
    return (_per_desa(office, "Sasaran", titles, columns, example, given=given),)


def krs(office: Office, period: str) -> tuple[Page, ...]:
    """Families, families at risk and why, per desa."""
    columns = (
        Column("Jumlah keluarga", "count", 12),
        Column("Jumlah KRS", "count", 12),
        Column("KRS didampingi TPK", "count", 12),
        *(Column(registry()[key].label, "count", 16) for key in CAUSES),
    )
    titles = ("Keluarga berisiko stunting (KRS)", f"{office.title} · {spelled_period(period)}")
    example = (210, 80, 65, *([10] * len(CAUSES)))
    return (_per_desa(office, "KRS", titles, columns, example),)


def krs_family(office: Office, period: str) -> tuple[Page, ...]:
    """One row per family; nobody is named, and nothing about a family is stored."""
    columns = (
        FREE_NUMBER,
        Column("Kecamatan", "text", 18, choices=office.names(Level.KECAMATAN)),
        Column("Desa/Kelurahan", "text", 20, choices=office.names(Level.DESA)),
        Column("Keluarga sasaran", "text", 12, choices=YES_NO),
        *(Column(registry()[key].label, "text", 18, choices=YES_NO) for key in CAUSES),
        Column("Status risiko stunting (KRS)", "text", 14, choices=YES_NO),
        Column(registry()[ACCOMPANIED].short_label, "text", 14, choices=YES_NO),
    )
    titles = ("Penapisan KRS per keluarga", f"{office.title} · {spelled_period(period)}")
    desa = next(iter(office.at(Level.DESA)), office.kabupaten)
    above = office.kecamatan_of(desa)
    flags = ("Ya", *(["Tidak"] * len(CAUSES)), "Tidak", "Tidak")
    example = (EXAMPLE, above.name if above else "", desa.name, *flags)
    return (Page("Penapisan KRS", titles, columns, (), example, free_rows=FREE_ROWS),)


def survey(office: Office, period: str) -> tuple[Page, ...]:
    """Published survey results of the kabupaten, its province, the nation."""
    prevalence = tuple(entry.short_label for entry in registry().visible if entry.is_prevalence)
    columns = (
        FREE_NUMBER,
        Column("Tahun", "year", 8),
        Column("Wilayah", "text", 24, choices=(office.kabupaten.name, "Indonesia")),
        Column("Indikator", "text", 20, choices=prevalence),
        Column("Nilai (%)", "decimal", 10),
        Column("Batas bawah (%)", "decimal", 10),
        Column("Batas atas (%)", "decimal", 10),
        Column("Jumlah sampel", "count", 10),
        Column("Sumber", "text", 12, choices=("SSGI", "SKI", "Riskesdas")),
        Column("Rujukan", "text", 40),
    )
    example = (EXAMPLE, int(period[:4]), office.kabupaten.name, "Stunting", 21.5, 17.9, 25.4, 512,
               "SSGI", "laporan, halaman")  # fmt: skip
    titles = ("Hasil survei", office.title)
    return (Page("Hasil survei", titles, columns, (), example, free_rows=200),)


def areas(office: Office, period: str) -> tuple[Page, ...]:
    """Codes and names of kecamatan and desa, as known now."""
    columns = (
        NUMBER,
        Column("Kode", "text", 16),
        Column("Kecamatan", "text", 22),
        Column("Desa", "text", 24),
        Column("Kode BPS", "text", 14),
        Column("Jenis", "text", 12, choices=("desa", "kelurahan")),
    )
    rows: list[tuple[Value, ...]] = []
    for area in sorted((*office.at(Level.KECAMATAN), *office.at(Level.DESA)), key=lambda a: a.code):
        is_desa = area.level is Level.DESA
        above = office.kecamatan_of(area) if is_desa else area
        rows.append((len(rows) + 1, area.code, above.name if above else "",
                     area.name if is_desa else "", area.bps_code or "",
                     area.kind or ""))  # fmt: skip
    example = (EXAMPLE, f"{office.kabupaten.code}.01.2001", "nama kecamatan", "nama desa",
               "kode BPS", "desa")  # fmt: skip
    titles = ("Daftar kecamatan dan desa/kelurahan", office.title)
    return (Page("Daftar wilayah", titles, columns, rows, example, free_rows=len(rows) + 100),)


def puskesmas(office: Office, period: str) -> tuple[Page, ...]:
    """Which puskesmas serves which desa."""
    columns = (
        Column("Puskesmas", "text", 22, choices=office.puskesmas),
        Column("Kode Puskesmas", "text", 16),
    )
    rows = [
        (*_place(office, number, desa.code)[:3], desa.name, office.puskesmas_of.get(desa.code, ""),
         office.code_of_puskesmas.get(office.puskesmas_of.get(desa.code, ""), ""))
        for number, desa in enumerate(office.at(Level.DESA), start=1)
    ]  # fmt: skip
    example = (EXAMPLE, *_sample(office), "nama puskesmas", "1073…")
    titles = ("Daftar puskesmas dan desa wilayah kerjanya", office.title)
    page = Page("Daftar puskesmas", titles, (*_PLACES, *columns), rows, example)
    return (page,)


def aliases(office: Office, period: str) -> tuple[Page, ...]:
    """Other spellings of desa names."""
    columns = (Column("Ejaan lain", "text", 40),)
    titles = ("Ejaan lain nama desa/kelurahan", office.title)
    return (_per_desa(office, "Ejaan lain", titles, columns, ("ejaan satu; ejaan dua",)),)


def targets(office: Office, period: str) -> tuple[Page, ...]:
    """Targets with the document that sets them."""
    columns = (
        FREE_NUMBER,
        Column("Indikator", "text", 34, choices=tuple(e.short_label for e in registry().visible)),
        Column("Sumber", "text", 16, choices=("e-PPGBM", "Survei", "Cakupan layanan", "KRS")),
        Column("Kecamatan", "text", 18, choices=office.names(Level.KECAMATAN)),
        Column("Tahun", "year", 8),
        Column("Target (%)", "decimal", 10),
        Column("Dokumen", "text", 28),
        Column("Nomor", "text", 18),
        Column("Halaman", "text", 9),
        Column("Tahun dokumen", "year", 10),
        Column("Status", "text", 12, choices=("usulan", "ditetapkan")),
    )
    year = int(period[:4])
    example = (EXAMPLE, "Stunting", "e-PPGBM", "", year, 12.5, "RPJMD 2025–2029", "Perda 3/2025",
               "112", year, "ditetapkan")  # fmt: skip
    titles = ("Target (kosongkan Kecamatan untuk seluruh kabupaten)", office.title)
    return (Page("Target", titles, columns, (), example, free_rows=200),)


def budget(office: Office, period: str) -> tuple[Page, ...]:
    """Budget of OPD and activities, in whole rupiah."""
    opd = tuple(sorted({entry.opd for entry in registry().visible}))
    columns = (
        FREE_NUMBER,
        Column("OPD", "text", 22, choices=opd),
        Column("Subkegiatan", "text", 40),
        Column("Kecamatan", "text", 18, choices=office.names(Level.KECAMATAN)),
        Column("Desa", "text", 20, choices=office.names(Level.DESA)),
        Column("Pagu (Rp)", "count", 16),
        Column("Realisasi (Rp)", "count", 16),
        Column("Keterangan", "text", 24),
    )
    example = (EXAMPLE, "Dinas Kesehatan", "Pemberian makanan tambahan", "", "", 50_000_000,
               20_000_000, "APBD")  # fmt: skip
    titles = ("Anggaran percepatan penurunan stunting",
              f"{office.title} · Tahun {period[:4]}")  # fmt: skip
    return (Page("Anggaran", titles, columns, (), example, free_rows=500),)


_PLACES = (
    NUMBER,
    Column("Kode Desa", "text", 16, locked=True),
    Column("Kecamatan", "text", 20, locked=True),
    Column("Desa", "text", 22, locked=True),
)


def _place(office: Office, number: int, code: str) -> tuple[Value, ...]:
    desa = office.areas[code]
    above = office.kecamatan_of(desa)
    return (number, desa.code, above.name if above else "", desa.name)


def _sample(office: Office) -> tuple[Value, ...]:
    """Code and names of the first desa, for the example row."""
    first = next(iter(office.at(Level.DESA)), office.kabupaten)
    return _place(office, 0, first.code)[1:]


def _per_desa(
    office: Office,
    name: str,
    titles: tuple[str, ...],
    columns: tuple[Column, ...],
    example: tuple[Value, ...],
    *,
    given: tuple[Value, ...] = (),
    puskesmas: bool = False,
) -> Page:
    """A row per desa, its first columns given, the rest to fill in (``given``: filled ahead)."""
    extra = (Column("Puskesmas", "text", 20, choices=office.puskesmas),) if puskesmas else ()
    rest = (None,) * (len(columns) - len(given))
    rows = [
        (
            *_place(office, number, desa.code),
            *((office.puskesmas_of.get(desa.code, ""),) if puskesmas else ()),
            *given,
            *rest,
        )
        for number, desa in enumerate(office.at(Level.DESA), start=1)
    ]
    named = ("",) if puskesmas else ()
    sample = (EXAMPLE, *_sample(office), *named, *example)
    return Page(name, titles, (*_PLACES, *extra, *columns), rows, sample)
