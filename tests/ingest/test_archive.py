"""A zip is looked at before it is opened; what lies in it becomes files, the rest is named."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from emonev.ingest import archive
from emonev.ingest.archive import Unzipped, unzip
from emonev.ingest.archive_child import unzip_apart
from emonev.ingest.parsed import Refusal
from tests.builders import child, workbook


def zipped(folder: Path, contents: dict[str, bytes], **options: int) -> Path:
    path = folder / "kiriman.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as made:
        for name, content in contents.items():
            made.writestr(name, content)
    return path


def opened(path: Path) -> Unzipped:
    target = path.parent / "isi"
    target.mkdir(exist_ok=True)
    found = unzip(path, target)
    assert isinstance(found, Unzipped), found
    return found


def refused(path: Path) -> Refusal:
    target = path.parent / "isi"
    target.mkdir(exist_ok=True)
    found = unzip(path, target)
    assert isinstance(found, Refusal)
    assert not list(target.iterdir())
    return found


def test_supported_files_come_out_and_the_others_are_named(tmp_path: Path) -> None:
    path = zipped(
        tmp_path,
        {
            "Seko/data.xlsx": b"satu",
            "Rampi/data.xlsx": b"dua",
            "rekap.CSV": b"tiga",
            "surat.docx": b"x",
            "lama.zip": b"PK",
            "kosong.xls": b"",
            "__MACOSX/._rekap.csv": b"x",
            "Seko/~$data.xlsx": b"x",
            "Thumbs.db": b"x",
            "Seko/": b"",
        },
    )
    found = opened(path)
    assert [(name, file.read_bytes()) for name, file in found.files] == [
        ("Seko - data.xlsx", b"satu"), ("Rampi - data.xlsx", b"dua"), ("rekap.CSV", b"tiga"),
    ]  # fmt: skip
    assert {one.name: one.reason for one in found.skipped} == {
        "surat.docx": "bukan Excel, HTML, atau CSV",
        "lama.zip": "arsip di dalam arsip; ekstrak dahulu",
        "kosong.xls": "berkas kosong (0 byte)",
    }
    inside = tmp_path / "isi"
    assert all(file.parent == inside for _, file in found.files)


@pytest.mark.parametrize(
    "name", ["../lolos.xlsx", "/etc/lolos.xlsx", "C:\\lolos.xlsx", "a/../b.csv"]
)
def test_names_that_lead_out_of_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path, {name: b"x", "baik.xlsx": b"x"})
    assert "ke luar foldernya" in refused(path).text


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    many = {f"{at}.csv": b"a;b" for at in range(archive.MOST_FILES + 1)}
    assert "201 berkas, paling banyak 200" in refused(zipped(tmp_path, many)).text


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"bom.csv": b"0" * (64 * 2**20)})
    assert path.stat().st_size < 100_000
    assert refused(path).code == "terlalu_besar"


def test_an_entry_that_holds_more_than_it_declares_is_left_out(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"jujur.csv": b"a;b", "bohong.csv": b"0" * 5000})
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 10)
    path.write_bytes(bytes(content))
    found = opened(path)
    assert [name for name, _ in found.files] == ["jujur.csv"]
    assert [(one.name, one.reason) for one in found.skipped] == [
        ("bohong.csv", "rusak di dalam arsip")
    ]


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"a.csv": b"a;b"})
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    path.write_bytes(bytes(content))
    assert refused(path).code == "berkas_terkunci"


def test_a_cut_off_archive_is_refused_in_the_child_too(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"a.csv": b"a;b" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    found = unzip_apart(path, tmp_path / "isi")
    assert isinstance(found, Refusal)
    assert found.code == "berkas_rusak"


def test_a_workbook_called_zip_is_a_workbook(tmp_path: Path) -> None:
    book = workbook(tmp_path, [child()])
    renamed = book.rename(tmp_path / "data.zip")
    found = unzip_apart(renamed, tmp_path / "isi")
    assert found == Unzipped(workbook=True)


def test_an_archive_of_nothing_says_so(tmp_path: Path) -> None:
    assert refused(zipped(tmp_path, {"folder/": b""})).code == "berkas_kosong"
