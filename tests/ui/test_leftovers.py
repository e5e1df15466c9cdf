"""Originals with names in them never outlive an abandoned upload."""

from __future__ import annotations

import os
import time
from pathlib import Path

from emonev.services.leftovers import drop_leftovers
from emonev.services.upload_desk import desk
from emonev.store.home import home
from emonev.ui.state import open_store
from tests.ui.test_draft import begun


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


def test_an_upload_under_way_stays_whatever_its_age(tmp_path: Path) -> None:
    old = tmp_path / "pilih-lama"
    old.mkdir()
    yesterday = time.time() - 24 * 3600
    os.utime(old, (yesterday, yesterday))
    assert drop_leftovers(tmp_path, keep=[old]) == 0
    assert old.exists()


def test_giving_up_drops_the_files(empty_home: Path) -> None:
    upload = begun(("../../data.xlsx", b"x"), ("data.xlsx", b"y"))
    assert [path.read_bytes() for path in upload.files] == [b"x", b"y"]
    assert all(empty_home in path.parents for path in upload.files)
    desk(home()).drop(upload.upload)
    assert not any(path.exists() for path in upload.files)
