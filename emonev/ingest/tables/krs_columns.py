"""What the columns of a KRS table are called, per desa (counts) or per family (yes and no)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from emonev.ingest.header import squeezed
from emonev.ingest.tables.layout import TableHeader

FAMILIES, KRS, ACCOMPANIED = "keluarga", "krs", "krs_didampingi"

CAUSES: dict[str, str] = {
    "krs_terlalu_muda": r"terlalu muda|< ?20 ?(tahun|th)|di ?bawah 20",
    "krs_terlalu_tua": r"terlalu tua|35 ?(tahun|th|-|–|s\W?d|ke atas)|> ?35",
    "krs_terlalu_dekat": r"terlalu dekat|< ?2 ?(tahun|th)|jarak (kelahiran|anak)",
    "krs_terlalu_banyak": r"terlalu banyak|(>=?|≥) ?3 ?anak|anak lebih dari",
    "krs_air": r"air minum|sumber air|air (ber)?sih|air (yang )?(tidak|tak) layak",
    "krs_jamban": r"jamban|buang air besar|\bbab\b|sanitasi|tinja",
    "krs_bukan_kb": r"(bukan|tidak|non)[^|]{0,15}\bkb\b|\bkb modern",
    "krs_prasejahtera": r"pra ?-?sejahtera|miskin|kesejahteraan|desil",
    "krs_pendidikan": r"pendidikan",
}
"""Indicator key → how a header names the risk (spreadsheets.md §4, domain.md §4)."""

_CAUSE = {key: re.compile(text) for key, text in CAUSES.items()}
_ACCOMPANIED = re.compile(r"damping")
_KRS = re.compile(
    r"\bkrs\b|(ber|be|)r[ie]siko stunting|status (keluarga )?r[ie]siko|r[ie]siko stunting"
)
_FAMILIES = re.compile(
    r"^(jumlah|jml|total|banyaknya)?\s*(keluarga|kepala keluarga|kk)\s*(sasaran|terdata|didata)?$"
    r"|^(jumlah |jml )?keluarga sasaran"
)
_PERCENT = re.compile(r"%|persen|prevalensi")

IDENTITY = re.compile(
    r"\bnik\b|no(mor)?\.? ?(kk|kartu keluarga)|kepala keluarga|nama (kk|istri|suami|ibu)|\bnama\b",
)
"""Headers of columns that name a person: never shown, never stored."""

NOT_RISKY = re.compile(r"\b(layak|mempunyai|memiliki|peserta kb modern)\b")
DENIED = re.compile(r"\b(tidak|tak|bukan|non|belum|tanpa)\b")


_NAME_OF_A_PERSON = re.compile(r"\bnama\b.*\b(kepala|kk|istri|suami|ibu|ayah|keluarga|anak)\b")


def names_a_person(header: TableHeader, taken: set[int]) -> bool:
    """True where a column not ``taken`` by areas holds names, NIK or family cards."""
    return any(
        path and at not in taken and IDENTITY.search(path[-1].lower())
        for at, path in enumerate(header.paths)
    )


def named_persons(header: TableHeader) -> tuple[int, ...]:
    """Columns of the names of a family's people ("Nama Kepala Keluarga", "Nama Istri")."""
    return tuple(
        at
        for at, path in enumerate(header.paths)
        if path and _NAME_OF_A_PERSON.search(path[-1].lower())
    )


@dataclass(frozen=True, slots=True)
class RiskColumn:
    """One column: the field it tells, and whether "ya" in it means the risk is there."""

    column: int
    name: str
    yes_is_risk: bool = True


@lru_cache(4096)
def field_of(text: str) -> str:
    """The field a header names: a cause, KRS, families, accompanied; "" for anything else."""
    plain = squeezed(text).lower()
    if not plain or _PERCENT.search(plain):
        return ""
    if _FAMILIES.match(plain):
        return FAMILIES
    if _ACCOMPANIED.search(plain):
        return ACCOMPANIED
    for key, pattern in _CAUSE.items():
        if pattern.search(plain):
            return key
    return KRS if _KRS.search(plain) else ""


_TELLING = re.compile(
    r"krs|r[ie]siko|terlalu|jamban|\bair\b|\bkb\b|sejahtera|miskin|damping|pendidikan"
)


def speaks_of_krs(header: TableHeader) -> bool:
    """A quick look: two different words of a KRS table (every row of a sheet is tried)."""
    return len(set(_TELLING.findall(" ".join(header.texts).lower()))) >= 2


def risk_columns(header: TableHeader, taken: set[int]) -> dict[str, RiskColumn]:
    """Field → its first column, of those not ``taken`` by area columns; for the families the
    "keluarga sasaran" before all families, where a sheet counts both."""
    found: dict[str, RiskColumn] = {}
    sasaran = False
    for at, path in enumerate(header.paths):
        if at in taken or not path:
            continue
        whole = " ".join(path)
        name = field_of(path[-1]) or field_of(whole)
        named = "sasaran" in path[-1].lower()
        better = name == FAMILIES and named and name in found and not sasaran
        if name and (name not in found or better):
            found[name] = RiskColumn(at, name, _yes_is_risk(name, whole.lower()))
            sasaran = named if name == FAMILIES else sasaran
    return found


def _yes_is_risk(name: str, text: str) -> bool:
    """ "Mempunyai air minum layak: ya" is no risk; "tidak mempunyai …: ya" is one."""
    if name not in CAUSES or not NOT_RISKY.search(text):
        return True
    return bool(DENIED.search(text))
