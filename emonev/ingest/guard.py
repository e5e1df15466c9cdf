"""Looks at a file before any parser does, so that a small file cannot ask for a huge memory.

Measured (traps.md 5, 23): a 1.4 KB xlsx with cells A1 and XFD1048576 makes the Excel reader abort
its process; ``colspan=1e9`` eats a gigabyte. Hard caps here, all far above a real kabupaten.
"""

from __future__ import annotations

import re
import struct
import zipfile
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree

from emonev.ingest.container import Container, broken, decoded, locked
from emonev.ingest.ole import OleError, read_stream
from emonev.ingest.parsed import Refusal

MAX_FILE_BYTES = 200 * 2**20
MAX_ENTRIES = 5_000
MAX_UNZIPPED_BYTES = 600 * 2**20
MAX_SHARED_STRINGS_BYTES = 150 * 2**20
MAX_RATIO = 400
"""Uncompressed over compressed, above 20 MB: a real sheet reaches about 30."""
MAX_CELLS = 8_000_000
"""Cells with a value in one sheet: 240,000 rows of 33."""
MAX_AREA = 20_000_000
"""Cells of the bounding box, which the reader allocates in full."""
MAX_TEXT_BYTES = 150 * 2**20
MAX_LINE_BYTES = 1 * 2**20
MAX_HTML_SPAN = 1_000
MAX_TEXT_COLUMNS = 16_384
"""As many as Excel has."""

_FAR_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]{3}\d+|[A-Za-z]{1,2}\d{6,10})["'][^>]*>"""
)
_ROW = re.compile(rb"""<(?:\w+:)?row\s(?:[^>]*?\s)?r\s*=\s*["'](\d+)["']""")
_ROW_WITH_VALUE = re.compile(
    rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["'](\d+)["'][^>]*>"""
    rb"""(?:(?!</(?:\w+:)?row>).)*?<(?:\w+:)?(?:v|is|f)[\s>]""",
    re.DOTALL,
)
_SPAN = re.compile(rb"""(?:col|row)span\s*=\s*["']?\s*(\d+)""", re.IGNORECASE)
_MAYBE_FAR = re.compile(rb""" r="[A-Za-z]{3}\d""")  # quick look; _FAR_CELL then looks closely
_USUAL_ROW = re.compile(rb"""<row r="(\d+)""")
_NO_RESULT = (b"</f></c>", b"<v></v></c>", b"<v/></c>", b"<v /></c>")
_UNFILLED = re.compile(
    rb"""<c r="([A-Z]{1,3})(\d{1,7})"(?![^>]*t="str")[^>/]*>"""
    rb"""<f(?:[^>/]*/>|[^>]*>[^<]*</f>)(?:<v></v>|<v\s?/>)?</c>"""
)
MAX_UNFILLED = 100_000
_CHUNK = 4 * 2**20


@dataclass(slots=True)
class Verdict:
    """What the guard found: sheets not to be opened (name → why), and a refusal of the whole."""

    refusal: Refusal | None = None
    skip: dict[str, str] = field(default_factory=dict)
    unfilled: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Sheet name → cells whose formula has no stored result: 1-based row, 0-based column. The
    reader gives them as empty, as Excel would show them only after computing."""


def inspect(path: Path, container: Container) -> Verdict:
    """Judge ``path`` without parsing it; never needs more than a few megabytes."""
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        return Verdict(_too_large(f"ukuran {size // 2**20} MB", f"{MAX_FILE_BYTES // 2**20} MB"))
    if container.kind == "xlsx":
        return _inspect_zip(path)
    if container.kind == "xls":
        return _inspect_biff(path)
    return Verdict(_inspect_text(path, container))


def _too_large(found: str, limit: str) -> Refusal:
    return Refusal(
        "terlalu_besar",
        f"Berkas terlalu besar untuk dibaca dengan aman: {found}, paling banyak {limit}. "
        "Hapus baris dan kolom kosong di luar tabel (Ctrl+End di Excel menunjukkan sel terakhir), "
        "atau unggah per puskesmas.",
    )


# --- xlsx


def _inspect_zip(path: Path) -> Verdict:
    try:
        with zipfile.ZipFile(path) as archive:
            refusal = _inspect_entries(archive)
            return Verdict(refusal) if refusal else _inspect_sheets(archive)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, NotImplementedError,
            ElementTree.ParseError, RuntimeError, zipfile.zlib.error):  # type: ignore[attr-defined]  # fmt: skip
        return Verdict(broken("xlsx"))


def _inspect_entries(archive: zipfile.ZipFile) -> Refusal | None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        return _too_large(f"{len(entries)} bagian", str(MAX_ENTRIES))
    if any(e.flag_bits & 0x1 for e in entries):
        return locked()
    total = sum(e.file_size for e in entries)
    packed = max(1, sum(e.compress_size for e in entries))
    if total > MAX_UNZIPPED_BYTES:
        return _too_large(f"{total // 2**20} MB setelah dibuka", f"{MAX_UNZIPPED_BYTES >> 20} MB")
    if total > 20 * 2**20 and total / packed > MAX_RATIO:
        found = f"mengembang {total // packed} kali menjadi {total // 2**20} MB setelah dibuka"
        return _too_large(found, f"{MAX_RATIO} kali")
    for entry in entries:
        if "sharedstrings" in entry.filename.lower() and entry.file_size > MAX_SHARED_STRINGS_BYTES:
            return _too_large("terlalu banyak teks", f"{MAX_SHARED_STRINGS_BYTES >> 20} MB")
    return None


def _inspect_sheets(archive: zipfile.ZipFile) -> Verdict:
    sheets = _sheet_parts(archive)
    if not sheets:
        return Verdict(broken("xlsx"))
    verdict = Verdict()
    for name, part, visible in sheets:
        if part not in archive.NameToInfo:
            continue
        reason = _scan_sheet(archive, part, verdict.unfilled.setdefault(name, []))
        if reason and visible:
            verdict.refusal = verdict.refusal or _too_large(
                reason, f"{MAX_AREA:,} sel".replace(",", ".")
            )
        elif reason:
            verdict.skip[name] = reason
    return verdict


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str, bool]]:
    """``(sheet name, path in the zip, visible)`` from the workbook's two index parts."""
    names = {n.lower(): n for n in archive.namelist()}
    for part in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        if part not in names or archive.getinfo(names[part]).file_size > 5 * 2**20:
            return []
    relations = ElementTree.fromstring(archive.read(names["xl/_rels/workbook.xml.rels"]))
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    book = ElementTree.fromstring(archive.read(names["xl/workbook.xml"]))
    result = []
    for element in book.iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        relation = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
        target = targets.get(relation, "").lstrip("/")
        part = target if target.startswith("xl/") else f"xl/{target}"
        visible = element.get("state", "visible") == "visible"
        result.append((element.get("name", ""), names.get(part.lower(), part), visible))
    return result


def _scan_sheet(archive: zipfile.ZipFile, part: str, unfilled: list[tuple[int, int]]) -> str | None:
    """Why the sheet is too large, or None. Streams the XML; styled empty cells do not count.

    Formulas without a result are added to ``unfilled``.
    """
    rows = columns = cells = read = 0
    limit = archive.getinfo(part).file_size
    tail = b""
    formulas = False
    with archive.open(part) as stream:
        while True:
            chunk = stream.read(_CHUNK)
            read += len(chunk)
            if read > limit:
                return "ukuran bagian tidak sesuai"
            text, tail = _cut(tail + chunk) if chunk else (tail, b"")
            here = text.count(b"<c ")
            # Written as Excel and every library write it? If not, look closely at every cell.
            usual = here == text.count(b'<c r="') and here > 0 and b"'" not in text
            cells += here if usual else here + text.count(b":c ")
            if not usual or _MAYBE_FAR.search(text):
                far_row, far_column = _farthest(text)
                rows, columns = max(rows, far_row), max(columns, far_column)
            rows = max(rows, _last_row(text, usual))
            formulas = formulas or b"</f>" in text  # a shared formula's first cell has it
            if formulas:
                unfilled.extend(_unfilled(text, MAX_UNFILLED - len(unfilled)))
            if cells > MAX_CELLS:
                return f"lebih dari {MAX_CELLS} sel"
            if not chunk:
                break
    # Columns up to ZZ (702) are not looked up one by one: the average row tells enough.
    width = max(columns, min(702, cells // max(1, rows) + 1))
    area = rows * width
    return f"tabel membentang {rows} baris x {width} kolom" if area > MAX_AREA else None


def _cut(text: bytes) -> tuple[bytes, bytes]:
    """Split before the last row that begins in ``text``, so that no row is torn apart."""
    at = max(text.rfind(b"<row "), text.rfind(b":row "))
    if at <= 0 or len(text) - at > _CHUNK:
        at = max(text.rfind(b"<"), 1)
    return text[:at], text[at:]


def _last_row(text: bytes, usual: bool) -> int:
    """Highest number of a row with a value in this piece; a styled, empty row costs nothing."""
    numbers = _USUAL_ROW.findall(text) if usual else _ROW.findall(text)
    highest = max(map(int, numbers), default=0)
    if highest < 100_000:
        return highest
    return max(map(int, _ROW_WITH_VALUE.findall(text)), default=0)


def _farthest(text: bytes) -> tuple[int, int]:
    """Highest row and column of cells far out (three letters, or six digits) that hold a value."""
    row = column = 0
    for match in _FAR_CELL.finditer(text):
        if match.group(0).endswith(b"/>"):
            continue
        letters = re.match(rb"[A-Za-z]+", match.group(1))
        assert letters is not None
        number = 0
        for letter in letters.group(0).upper():
            number = number * 26 + letter - 64
        column = max(column, number)
        row = max(row, int(match.group(1)[letters.end() :]))
    return row, column


def _unfilled(text: bytes, most: int) -> list[tuple[int, int]]:
    """Formula cells of this piece without a stored result (a program wrote them, not Excel).

    An empty *text* result (``t="str"``) is a result: the formula gave "".
    """
    if most <= 0 or not any(map(text.count, _NO_RESULT)):
        return []  # looking for them one by one is slow where every formula has its result
    found = islice(_UNFILLED.finditer(text), most)
    return [(int(match[2]), _column_of(match[1])) for match in found]


def _column_of(letters: bytes) -> int:
    """0-based column of "A", "AB" …"""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


# --- BIFF

_FILEPASS, _BOF = 0x2F, 0x809
_CELL_RECORDS = frozenset({0x203, 0xFD, 0x204, 0x27E, 0x205, 0x06, 0xD6, 0xBD, 0xBE, 0x207})
_MULTI_RECORDS = frozenset({0xBD, 0xBE})  # these end with their last column


def _inspect_biff(path: Path) -> Verdict:
    try:
        data = read_stream(path, "Workbook", "Book")
    except OleError:
        return Verdict(broken("xls"))
    if struct.unpack_from("<H", data, 0)[0] != _BOF if len(data) >= 4 else True:
        return Verdict(broken("xls"))
    return Verdict(_scan_biff(data))


def _scan_biff(data: bytes) -> Refusal | None:
    """Walk the records once: encryption, cut-off records, columns past IV.

    BIFF8 has 65,536 rows and 256 columns, so a table within them stays under ``MAX_AREA``; but the
    record could name column 65,535, and the reader would believe it.
    """
    at, end, sheets = 0, len(data), 0
    header = struct.Struct("<HH").unpack_from
    while at + 4 <= end:
        kind, length = header(data, at)
        at += 4
        if at + length > end:
            return broken("xls")
        if kind in _CELL_RECORDS:
            # Bytes 2–3 of a cell are its column; a run of cells ends with its last column.
            if length < 4 or data[at + 3] or (kind in _MULTI_RECORDS and data[at + length - 1]):
                return _too_large("sel di luar kolom IV", "256 kolom")
        elif kind == _FILEPASS:
            return locked()
        elif kind == _BOF:
            sheets += 1
        elif kind == 0 and length == 0:
            break
        at += length
    return broken("xls") if sheets < 2 else None


# --- text


def _inspect_text(path: Path, container: Container) -> Refusal | None:
    size = path.stat().st_size
    if size > MAX_TEXT_BYTES:
        return _too_large(f"{size // 2**20} MB teks", f"{MAX_TEXT_BYTES >> 20} MB")
    if container.kind == "html":
        return _inspect_spans(path, container)
    with path.open("rb") as stream:
        while line := stream.readline(MAX_LINE_BYTES + 1):
            if len(line) > MAX_LINE_BYTES:
                return _too_large("baris teks lebih dari 1 MB", "1 MB per baris")
            if len(line) > MAX_TEXT_COLUMNS and max(map(line.count, b",;\t|")) > MAX_TEXT_COLUMNS:
                return _too_large("baris teks dengan ribuan kolom", f"{MAX_TEXT_COLUMNS} kolom")
    return None


def _inspect_spans(path: Path, container: Container) -> Refusal | None:
    """Looks at the text as it will be read: in UTF-16, or with zeros in it, the bytes differ."""
    content = path.read_bytes()
    if b"\x00" in content:
        content = decoded(path, container.encoding or "utf-8").encode(errors="replace")
    worst = max((int(n[:12]) for n in _SPAN.findall(content)), default=0)
    if worst <= MAX_HTML_SPAN:
        return None
    return _too_large(f"sel gabungan selebar {worst}", str(MAX_HTML_SPAN))
