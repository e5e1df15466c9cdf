"""What an evidence file is, told by its content: a PDF, a JPEG or a PNG that can be opened."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from emonev.core.indonesian import integer
from emonev.errors import Refused

SIGNATURES: tuple[tuple[str, bytes], ...] = (
    ("pdf", b"%PDF-"),
    ("jpg", b"\xff\xd8\xff"),
    ("png", b"\x89PNG\r\n\x1a\n"),
)

FORMATS = {"jpg": "JPEG", "png": "PNG"}

MOST_PIXELS = 50_000_000
"""A phone's picture has 12 to 50 million; more in one file is made to fill the memory."""

PDF_TAIL_BYTES = 2048
"""A PDF ends with "startxref", a number and "%%EOF"; some writers add a little behind it."""

THUMBNAIL = (256, 256)
"""A JPEG is decoded small: that reads all of it in little memory."""


def evidence_kind(content: bytes) -> str:
    """ "pdf", "jpg" or "png". Raises Refused for anything else, and for a broken file."""
    kind = next((name for name, start in SIGNATURES if content.startswith(start)), "")
    if not kind:
        raise Refused(
            "jenis_bukti",
            "Berkas ini bukan PDF, JPG atau PNG (dilihat dari isinya).",
            hint="Simpan sebagai PDF, atau kirim foto atau tangkapan layarnya.",
        )
    if kind == "pdf":
        _require_whole_pdf(content)
    else:
        _require_picture(content, FORMATS[kind])
    return kind


def _require_whole_pdf(content: bytes) -> None:
    tail = content[-PDF_TAIL_BYTES:]
    if b"startxref" not in tail or b"%%EOF" not in tail:
        raise _broken("PDF")


def _require_picture(content: bytes, name: str) -> None:
    try:
        with Image.open(BytesIO(content), formats=[name]) as picture:
            pixels = picture.width * picture.height
            if pixels <= MOST_PIXELS:
                picture.draft("L", THUMBNAIL)
                picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pixels = MOST_PIXELS + 1
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise _broken(name) from error
    if pixels > MOST_PIXELS:
        raise Refused(
            "bukti_terlalu_besar",
            f"Gambar ini lebih dari {integer(MOST_PIXELS // 1_000_000)} juta titik.",
            hint="Perkecil gambarnya lebih dahulu.",
        )


def _broken(name: str) -> Refused:
    return Refused(
        "bukti_rusak",
        f"Berkas {name} ini rusak atau terpotong.",
        hint="Periksa apakah berkas itu dapat dibuka, lalu unggah sekali lagi.",
    )
