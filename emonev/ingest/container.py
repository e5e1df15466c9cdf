"""What a file is, by its bytes (never by its name): xlsx, BIFF xls, HTML, delimited text.

Everything else is refused here, with what it is and what to do instead.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from emonev.ingest.parsed import Refusal

_SAVE_AS = "Buka di Excel lalu simpan sebagai .xlsx, kemudian unggah lagi."
_EXPORT = "Unggah ekspor by-name e-PPGBM (.xlsx, .xls, atau .csv)."

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\xff\xd8\xff", "foto JPEG"),
    (b"\x89PNG", "gambar PNG"),
    (b"GIF8", "gambar GIF"),
    (b"BM", "gambar BMP"),
    (b"II*\x00", "gambar TIFF"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7-Zip"),
    (b"\x1f\x8b", "arsip GZIP"),
    (b"{\\rtf", "dokumen RTF"),
    (b"SQLite format 3", "basis data SQLite"),
    (b"\x00\x01\x00\x00Standard", "basis data Access"),
    (b"PAR1", "berkas Parquet"),
    (b"MZ", "program Windows"),
    (b"\x7fELF", "program Linux"),
)

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<\s*(!doctype\s+html|html|table|thead|tbody|tr|body|head|meta|style)\b", re.I)

_LATIN = 0.8
"""So many of the high bytes of UTF-16 are zero in a file in Latin letters."""
_STRAY = 0.3
"""More zeros than these make a file no text."""


@dataclass(frozen=True, slots=True)
class Container:
    """A recognised file: "xlsx", "xls", "html" or "csv" and, for text, its encoding."""

    kind: str
    encoding: str | None = None


def recognise(path: Path) -> Container | Refusal:
    """Tell the container of the file at ``path``; a ``Refusal`` where it is none we read."""
    size = path.stat().st_size
    if size == 0:
        return Refusal("berkas_kosong", f"Berkas kosong (0 byte). {_EXPORT}")
    with path.open("rb") as stream:
        head = stream.read(65536)
    if head.startswith(b"PK"):
        return _recognise_zip(path)
    if head.startswith(OLE_MAGIC):
        return _recognise_ole(path)
    for magic, what in _MAGIC:
        if head.startswith(magic) and not (magic in (b"BM", b"MZ") and _is_text(head)):
            return wrong_type(what)
    encoding = unmarked_utf16(head)
    if not encoding and _is_old_biff(head):
        return wrong_type("Excel versi sangat lama (sebelum 1997)", _SAVE_AS)
    return _recognise_text(path, head, encoding)


def wrong_type(what: str, advice: str = _EXPORT) -> Refusal:
    """The refusal of a file that is ``what``."""
    return Refusal("jenis_berkas", f"Berkas ini {what}, bukan Excel, HTML, atau CSV. {advice}")


def _recognise_zip(path: Path) -> Container | Refusal:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return broken("xlsx")
    if "xl/workbook.xml" in names or any(n.lower() == "xl/workbook.xml" for n in names):
        return Container("xlsx")
    if "xl/workbook.bin" in names:
        return wrong_type("Excel biner (.xlsb)", _SAVE_AS)
    if any(n.startswith("word/") for n in names):
        return wrong_type("dokumen Word (.docx)")
    if any(n.startswith("ppt/") for n in names):
        return wrong_type("PowerPoint (.pptx)")
    if "mimetype" in names and "content.xml" in names:
        return wrong_type("OpenDocument (.ods/.odt)", _SAVE_AS)
    if "[Content_Types].xml" in names:
        return broken("xlsx")
    return wrong_type("arsip ZIP", "Ekstrak dulu, lalu unggah berkas Excel di dalamnya.")


def broken(kind: str) -> Refusal:
    """The refusal of a truncated or damaged file."""
    return Refusal(
        "berkas_rusak",
        f"Berkas .{kind} terpotong atau rusak: isinya tidak lengkap. "
        "Unduh atau salin ulang berkasnya, pastikan dapat dibuka di Excel, lalu unggah lagi.",
    )


def locked() -> Refusal:
    """The refusal of a file with a password."""
    return Refusal(
        "berkas_terkunci",
        "Berkas memakai kata sandi sehingga isinya tidak dapat dibaca. "
        "Buka di Excel, hapus kata sandinya (File > Info > Protect Workbook), simpan, "
        "lalu unggah lagi.",
    )


def _recognise_ole(path: Path) -> Container | Refusal:
    from emonev.ingest.ole import OleError, stream_names

    try:
        names = stream_names(path)
    except OleError:
        return broken("xls")
    if "EncryptedPackage" in names:
        return locked()
    if names & {"Workbook", "Book"}:
        return Container("xls")
    if "WordDocument" in names:
        return wrong_type("dokumen Word (.doc)")
    if "PowerPoint Document" in names:
        return wrong_type("PowerPoint (.ppt)")
    return wrong_type("berkas Office lain, atau rusak")


def _is_old_biff(head: bytes) -> bool:
    marked = head[:1] == b"\x09" and head[1:2] in (b"\x00", b"\x02", b"\x04")
    return marked and b"\x00" in head[:16]


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head and sum(b < 9 or 13 < b < 32 for b in head[:4096]) <= 2


def unmarked_utf16(head: bytes) -> str:
    """ "utf-16-le" or "utf-16-be" for UTF-16 without a byte order mark, else "". Every second byte
    of Latin text is zero, and the others never are."""
    even = len(head) // 2 * 2
    first, second = head[0:even:2], head[1:even:2]
    for encoding, zeros, letters in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if even and zeros.count(0) >= _LATIN * len(zeros) and _is_text(letters):
            return encoding
    return ""


def _has_stray_zeros(head: bytes) -> bool:
    """Text with some bytes of zero in it, as programs of fixed widths leave them."""
    return head.count(0) <= _STRAY * len(head) and _is_text(head.replace(b"\x00", b""))


def _recognise_text(path: Path, head: bytes, encoding: str) -> Container | Refusal:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif not encoding and not _is_text(head) and not _has_stray_zeros(head):
        return wrong_type("berkas biner yang tidak dikenal")
    encoding = encoding or encoding_of(path, head)
    if encoding.startswith("utf-16"):
        head = head.decode(encoding, errors="replace").encode()
    head = head.replace(b"\x00", b"")
    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\x00"):
        return Refusal("berkas_kosong", f"Berkas tidak berisi apa pun. {_EXPORT}")
    start = head.lstrip(b" \t\r\n\xef\xbb\xbf")
    if start.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return wrong_type("XML Spreadsheet 2003", _SAVE_AS)
    if start.startswith(b"<") and _HTML.search(head):
        return Container("html", encoding)
    if start.startswith((b"<?xml", b"<svg", b"{", b"[{")):
        return wrong_type("teks XML atau JSON")
    return Container("csv", encoding)


def encoding_of(path: Path, head: bytes) -> str:
    """ "utf-8-sig" with a BOM, "utf-8" where every byte fits, else "cp1252"."""
    import codecs

    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def decoded(path: Path, encoding: str) -> str:
    """The file's text without zeros; bytes that cp1252 leaves undefined become U+FFFD."""
    return path.read_bytes().decode(encoding, errors="replace").replace("\x00", "")
