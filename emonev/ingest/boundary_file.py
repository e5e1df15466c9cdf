"""The container of a boundary file: recognised by its bytes, guarded, laid out for reading."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from emonev.errors import Refused

MAX_FILE_BYTES = 200 * 2**20
MAX_UNZIPPED_BYTES = 500 * 2**20
MAX_ENTRIES = 200
MAX_RATIO = 200
"""Shapefiles shrink to a third or a tenth; two hundredfold is a zip bomb."""
RATIO_FROM_BYTES = 10 * 2**20

SHAPEFILE_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
SINGLE_FILES = (".gpkg", ".geojson", ".topojson", ".json")

_WANTED = "Unggah GeoJSON, TopoJSON, GeoPackage, atau Shapefile dalam satu berkas .zip."


def layer_file(path: Path, folder: Path) -> Path:
    """A file that GDAL reads as exactly the container found; unzipped parts go to ``folder``.

    Only the kinds listed here are ever opened, under a name made here: formats that fetch other
    files or addresses (VRT, WFS, …) are not reached. Raises Refused.
    """
    if not path.is_file():
        raise Refused("berkas_tidak_ada", f"Berkas {path.name} tidak ditemukan.")
    size = path.stat().st_size
    if size == 0:
        raise Refused("berkas_kosong", f"Berkas {path.name} kosong.", hint=_WANTED)
    if size > MAX_FILE_BYTES:
        raise _too_large(path.name)
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04"):
        return _from_zip(path, folder)
    return _single_file(path, head, folder)


def _single_file(path: Path, head: bytes, folder: Path) -> Path:
    """A GeoPackage, GeoJSON or TopoJSON under the suffix that belongs to its bytes."""
    if head.startswith(b"SQLite format 3\x00"):
        suffix = ".gpkg"
    elif head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        suffix = _kind_of_json(path)
    else:
        raise Refused(
            "jenis_berkas", f"Berkas {path.name} bukan berkas batas wilayah.", hint=_WANTED
        )
    copy = folder / f"layer{suffix}"
    if path != copy:
        shutil.copyfile(path, copy)
    return copy


def _kind_of_json(path: Path) -> str:
    """ ".geojson" or ".topojson" by the document's own "type"."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            document = json.load(file)
    except (ValueError, RecursionError) as error:
        raise Refused(
            "berkas_rusak",
            f"Berkas {path.name} terpotong atau bukan JSON yang benar.",
            hint="Unduh atau simpan ulang berkasnya.",
        ) from error
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Topology":
        return ".topojson"
    if kind in ("FeatureCollection", "Feature"):
        return ".geojson"
    raise Refused("jenis_berkas", f"Isi {path.name} bukan GeoJSON atau TopoJSON.", hint=_WANTED)


def _from_zip(path: Path, folder: Path) -> Path:
    """The one layer in a zip, unpacked under names of our own."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _guard(entries, path.name)
            members = _layer_members(entries, path.name)
            left = MAX_UNZIPPED_BYTES
            for suffix, entry in members.items():
                left -= _unpack(archive, entry, folder / f"layer{suffix}", left, path.name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise Refused(
            "berkas_rusak",
            f"Berkas {path.name} terpotong atau rusak.",
            hint="Buat ulang berkas .zip-nya.",
        ) from error
    main = folder / f"layer{next(iter(members))}"
    if main.suffix == ".shp":
        return main
    with main.open("rb") as file:
        head = file.read(4096)
    return _single_file(main, head, folder)


def _guard(entries: list[zipfile.ZipInfo], name: str) -> None:
    """Refuses bombs, encrypted archives, and names that point outside the archive."""
    declared = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    is_bomb = declared > RATIO_FROM_BYTES and declared / packed > MAX_RATIO
    if len(entries) > MAX_ENTRIES or declared > MAX_UNZIPPED_BYTES or is_bomb:
        raise _too_large(name)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused(
            "berkas_terkunci",
            f"Berkas {name} memakai kata sandi.",
            hint="Buat ulang .zip tanpa kata sandi.",
        )
    for entry in entries:
        parts = PurePosixPath(entry.filename.replace("\\", "/")).parts
        if ".." in parts or re.match(r"[/\\]|[A-Za-z]:", entry.filename):
            raise Refused(
                "berkas_rusak",
                f"Berkas {name} berisi nama yang menunjuk ke luar arsip.",
                hint="Buat ulang .zip dari folder yang berisi berkas batas saja.",
            )


def _layer_members(entries: list[zipfile.ZipInfo], name: str) -> dict[str, zipfile.ZipInfo]:
    """Suffix → entry of the layer's parts, the main file first."""
    usable = [e for e in entries if "__MACOSX" not in e.filename]
    mains = [e for e in usable if _suffix(e) in (".shp", *SINGLE_FILES)]
    shapefiles = [e for e in mains if _suffix(e) == ".shp"]
    if len(shapefiles or mains) != 1:
        count = len(shapefiles or mains)
        raise Refused(
            "jenis_berkas",
            f"Berkas {name} berisi {count} lapisan batas; yang dapat dibaca tepat satu.",
            hint=_WANTED,
        )
    main = (shapefiles or mains)[0]
    if not shapefiles:
        return {_suffix(main): main}
    stem = main.filename[: -len(".shp")].casefold()
    parts = {_suffix(e): e for e in usable if e.filename[:-4].casefold() == stem}
    missing = [suffix for suffix in (".shx", ".dbf") if suffix not in parts]
    if missing:
        raise Refused(
            "berkas_rusak",
            f"Shapefile di {name} tidak lengkap: {', '.join(missing)} tidak ada.",
            hint="Masukkan .shp, .shx, .dbf dan .prj ke dalam satu .zip.",
        )
    return {suffix: parts[suffix] for suffix in SHAPEFILE_PARTS if suffix in parts}


def _suffix(entry: zipfile.ZipInfo) -> str:
    return PurePosixPath(entry.filename).suffix.casefold()


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int, name: str
) -> int:
    """Writes one entry, counting what really comes out; returns its bytes."""
    written = 0
    with archive.open(entry) as source, target.open("wb") as out:
        while chunk := source.read(2**20):
            written += len(chunk)
            if written > left:
                raise _too_large(name)
            out.write(chunk)
    return written


def _too_large(name: str) -> Refused:
    return Refused(
        "terlalu_besar",
        f"Berkas {name} melebihi batas ukuran ({MAX_FILE_BYTES // 2**20} MB,"
        f" terurai {MAX_UNZIPPED_BYTES // 2**20} MB).",
        hint="Potong per kabupaten atau sederhanakan dahulu di QGIS.",
    )
