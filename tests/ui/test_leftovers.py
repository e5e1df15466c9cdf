"""Originals with names in them never outlive an abandoned upload."""

from __future__ import annotations

import os
import time
from pathlib import Path

from emonev.services.leftovers import drop_leftovers
from emonev.ui.draft import Draft, safe_name
from emonev.ui.state import open_store


def test_a_start_drops_everything_chosen_before(empty_home: Path) -> None:
    folder = empty_home / "kerja-sementara" / "pilih-abc"
    folder.mkdir(parents=True)
    (folder / "anak.xlsx").write_bytes(b"x")
    open_store()
    assert not folder.exists()


def test_a_young_upload_of_another_window_stays(tmp_path: Path) -> None:
    young, old, foreign = (tmp_path / name for name in ("pilih-a", "pilih-b", "unggah-c"))
    for folder in (young, old, foreign):
        folder.mkdir()
    yesterday = time.time() - 24 * 3600
    os.utime(old, (yesterday, yesterday))
    os.utime(foreign, (yesterday, yesterday))
    assert drop_leftovers(tmp_path) == 1
    assert [young.exists(), old.exists(), foreign.exists()] == [True, False, True]


def test_giving_up_drops_the_files(empty_home: Path) -> None:
    upload = Draft()
    upload.take("../../data.xlsx", b"x")
    upload.take("data.xlsx", b"y")
    assert [path.read_bytes() for path in upload.files] == [b"x", b"y"]
    assert all(empty_home in path.parents for path in upload.files)
    upload.drop_files()
    assert not any(path.exists() for path in upload.files)


def test_file_names_cannot_leave_the_folder_or_break_windows() -> None:
    assert safe_name("..\\..\\data:1?.xlsx") == "data_1_.xlsx"
    assert safe_name("/etc/passwd") == "passwd"
    assert safe_name("...") == "berkas"
