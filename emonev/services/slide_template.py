"""The office's own PowerPoint template: given once, used for every deck until taken away."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from emonev.charts.slides import Deck, Sentences, Slide
from emonev.core.scope import Scope
from emonev.errors import NoAccess, Refused
from emonev.reports.pptx import write_pptx
from emonev.services.comparing import PUBLIC
from emonev.store.home import Home

NAME = "paparan.pptx"

MOST_BYTES = 30_000_000
MOST_UNPACKED = 200_000_000
MOST_PARTS = 5_000

UNUSABLE = "Templat PowerPoint ini tidak dapat dipakai."
SAVE_AGAIN = "Simpan sebagai .pptx biasa, tanpa makro, lalu unggah lagi."


def slide_template(home: Home) -> Path | None:
    """The template in force, None while the office gave none."""
    path = home.templates / NAME
    return path if path.is_file() else None


def put_slide_template(scope: Scope, home: Home, content: bytes) -> None:
    """Take ``content`` as the office's template, after drawing one slide with it.

    Raises NoAccess, Refused (no PowerPoint file, too large, macros, cannot be written).
    """
    _may_change(scope)
    path = home.templates / NAME
    tried = path.with_name(f"~{NAME}.tmp.pptx")
    drawn = path.with_name(f"~{NAME}.coba.pptx")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        tried.write_bytes(content)
        _look_at(tried)
        _draw(tried, drawn)
        tried.replace(path)
    except OSError as error:
        raise Refused(
            "tidak_dapat_ditulis",
            "Templat PowerPoint tidak dapat disimpan.",
            hint="Periksa apakah disk penuh atau berkas itu sedang terbuka.",
        ) from error
    finally:
        tried.unlink(missing_ok=True)
        drawn.unlink(missing_ok=True)


def drop_slide_template(scope: Scope, home: Home) -> None:
    """Back to our own slides. Raises NoAccess, Refused."""
    _may_change(scope)
    try:
        (home.templates / NAME).unlink(missing_ok=True)
    except OSError as error:
        raise Refused(
            "tidak_dapat_ditulis",
            "Templat PowerPoint tidak dapat dihapus.",
            hint="Tutup berkas itu bila sedang terbuka.",
        ) from error


def _look_at(path: Path) -> None:
    """Raises Refused for what must not even be opened."""
    if path.stat().st_size > MOST_BYTES:
        raise Refused("templat_salah", UNUSABLE, hint="Paling besar 30 MB.")
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (BadZipFile, NotImplementedError, EOFError) as error:
        raise Refused("templat_salah", UNUSABLE, hint=SAVE_AGAIN) from error
    swollen = len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED
    macros = any(one.filename.lower().endswith("vbaproject.bin") for one in parts)
    if swollen or macros:
        raise Refused("templat_salah", UNUSABLE, hint=SAVE_AGAIN)


def _draw(template: Path, out: Path) -> None:
    """One slide, so that a template that fails does so now and not before the meeting."""
    slide = Slide("coba", "teks", "Coba", "", (Sentences(("Coba",)),), (), "")
    deck = Deck(
        order="coba", title="Coba", subtitle="", kabupaten="", place_code="", period_key="",
        period_label="", filters_text="", data_date=None, data_date_text="",
        made_on=date(2025, 1, 1), version="", audience=PUBLIC, demo=False, slides=(slide,),
    )  # fmt: skip
    try:
        write_pptx(deck, out, template=template)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise Refused("templat_salah", UNUSABLE, hint=SAVE_AGAIN) from error


def _may_change(scope: Scope) -> None:
    """One office, one template: who sees a single kecamatan does not change it for all."""
    if scope.role == PUBLIC or scope.area_code.count(".") > 1:
        raise NoAccess("Templat PowerPoint hanya dapat diganti oleh pengelola kabupaten.")
