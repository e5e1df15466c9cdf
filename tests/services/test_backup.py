"""Backup and restore: everything of a home in one file, and back, all or nothing."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from emonev.core.scope import EVERYTHING
from emonev.errors import Refused
from emonev.register.register import Register
from emonev.services import backup as room
from emonev.services.backup import WITHOUT_REGISTER, backup, restore
from emonev.services.decisions import decide, decisions
from emonev.services.evidence import add_evidence, evidence_bytes
from emonev.services.meeting_result import DecisionDraft
from emonev.services.meetings import meetings
from emonev.store.home import Home
from emonev.store.store import Store
from tests.services.registers import HELD_ON, KAB, NOW, VIEWER, WHO, a_meeting
from tests.services.test_evidence import PDF, picture
from tests.store_builders import measurement, write


class Place:
    """A home with its open store."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder)
        self.store = Store(self.home.database)
        self.register = Register(self.home.register)

    def measurements(self) -> int:
        """How many are stored."""
        with self.store.reading() as cursor:
            return int(cursor.execute("SELECT count(*) FROM measurement").fetchone()[0])

    def titles(self) -> list[str]:
        """Of the meetings."""
        return [one.title for one in meetings(VIEWER, self.register, KAB)]

    def evidence(self) -> list[str]:
        """Names in the folder."""
        folder = self.home.evidence
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def fill(self, title: str, evidence: bytes, children: int) -> None:
        """Data, a meeting with a decision and its evidence, a template."""
        with self.store.writing() as cursor:
            desa = cursor.execute("SELECT min(code) FROM area WHERE level = 'desa'").fetchone()[0]
            write(cursor, [measurement(one, area=desa) for one in range(children)])
        number = a_meeting(self.register, title=title)
        with self.store.reading() as cursor:
            decision = decide(VIEWER, self.register, cursor, number,
                              DecisionDraft("Ukur", "opd", "Dinkes", HELD_ON), who=WHO,
                              now=NOW)  # fmt: skip
        add_evidence(VIEWER, self.register, self.home, decision, "f", evidence, who=WHO, now=NOW)
        self.home.templates.mkdir(exist_ok=True)
        (self.home.templates / "notula.docx").write_text(title)


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path / "lama")
    place.fill("Rakor lama", PDF, 3)
    yield place
    place.store.close()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path / "baru")
    place.fill("Rakor baru", picture(), 5)
    (place.home.templates / "daftar_hadir.docx").write_text("baru")
    yield place
    place.store.close()


def state(place: Place) -> tuple[object, ...]:
    """What must be as before when a restore is refused."""
    templates = {path.name: path.read_text() for path in place.home.templates.iterdir()}
    return place.measurements(), place.titles(), place.evidence(), templates, place.home.key()


def test_everything_comes_back_in_another_home(old: Place, new: Place, tmp_path: Path) -> None:
    made = backup(EVERYTHING, old.store, old.home, tmp_path / "c.zip")
    assert (made.measurements, made.meetings, made.remark) == (3, 1, "")
    done = restore(EVERYTHING, new.store, new.home, tmp_path / "c.zip")
    assert (done.measurements, done.meetings, done.remark) == (3, 1, "")
    assert state(new) == state(old)
    with new.store.reading() as cursor:
        (one,) = decisions(VIEWER, new.register, cursor, KAB, today=HELD_ON)
    number = one.evidence[0].evidence_id
    assert evidence_bytes(VIEWER, new.register, new.home, number) == PDF
    assert not list(old.home.work.iterdir()) and not list(new.home.work.iterdir())


def test_the_file_holds_only_what_it_should(old: Place, tmp_path: Path) -> None:
    (old.home.evidence / ("0" * 64 + ".pdf")).write_bytes(b"nobody's")
    (old.home.templates / "catatan pribadi.txt").write_text("x")
    backup(EVERYTHING, old.store, old.home, tmp_path / "c.zip")
    with zipfile.ZipFile(tmp_path / "c.zip") as archive:
        names = sorted(archive.namelist())
        manifest = json.loads(archive.read("cadangan.json"))
    assert [name.split("/")[0] for name in names] == [
        "bukti", "cadangan.json", "emonev.duckdb", "identitas.key", "kerja.sqlite", "templat",
    ]  # fmt: skip
    assert names[-1] == "templat/notula.docx"
    assert (manifest["pengukuran"], manifest["rapat"]) == (3, 1)


def without(source: Path, target: Path, *left_out: str, **added: bytes) -> Path:
    """The backup without some entries, or with others."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            if not name.startswith(left_out) and name not in added:
                copy.writestr(name, archive.read(name))
        for name, content in added.items():
            copy.writestr(name, content)
    return target


def test_an_old_backup_keeps_the_meetings_that_are_there_and_says_so(
    old: Place, new: Place, tmp_path: Path
) -> None:
    backup(EVERYTHING, old.store, old.home, tmp_path / "c.zip")
    first = without(tmp_path / "c.zip", tmp_path / "d.zip", "kerja.sqlite", "bukti", "templat")
    _, titles, evidence, templates, _ = state(new)
    done = restore(EVERYTHING, new.store, new.home, first)
    assert (done.measurements, done.remark) == (3, WITHOUT_REGISTER)
    assert state(new) == (3, titles, evidence, templates, old.home.key())


NAMES = ("../keluar.txt", "/etc/passwd", "bukti/../../x.pdf", "bukti/surat.pdf", "templat/a.exe",
         "templat/sub/a.docx", "lain.txt", "bukti\\x.pdf",
         "bukti/" + "0" * 64 + ".pdf")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_we_never_write_is_refused_and_nothing_changes(
    old: Place, new: Place, tmp_path: Path, name: str
) -> None:
    backup(EVERYTHING, old.store, old.home, tmp_path / "c.zip")
    forged = without(tmp_path / "c.zip", tmp_path / "d.zip", **{name: b"x"})
    before = state(new)
    with pytest.raises(Refused) as caught:
        restore(EVERYTHING, new.store, new.home, forged)
    assert caught.value.code == "bukan_cadangan"
    assert state(new) == before
    assert not list(new.home.work.iterdir())
    assert not (tmp_path / "keluar.txt").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("emonev.duckdb", b"not a store"),
        ("kerja.sqlite", b"not a register" * 99),
        ("identitas.key", b"zz"),
        ("identitas.key", b"0" * 5000),
    ],
)
def test_a_part_that_cannot_be_read_changes_nothing(
    old: Place, new: Place, tmp_path: Path, name: str, content: bytes
) -> None:
    backup(EVERYTHING, old.store, old.home, tmp_path / "c.zip")
    broken = without(tmp_path / "c.zip", tmp_path / "d.zip", **{name: content})
    before = state(new)
    with pytest.raises(Refused):
        restore(EVERYTHING, new.store, new.home, broken)
    assert state(new) == before


def test_a_store_that_fails_half_way_gives_the_meetings_back(
    old: Place, new: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(EVERYTHING, old.store, old.home, tmp_path / "c.zip")
    before = state(new)

    def fails(*_: object) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(room.snapshot, "read", fails)
    with pytest.raises(OSError, match="disk full"):
        restore(EVERYTHING, new.store, new.home, tmp_path / "c.zip")
    assert state(new) == before


def test_a_backup_that_fails_leaves_no_file(
    old: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", fails)
    with pytest.raises(OSError, match="disk full"):
        backup(EVERYTHING, old.store, old.home, tmp_path / "c.zip")
    assert list(tmp_path.glob("c.zip*")) == []


def test_evidence_that_is_lost_does_not_stop_a_backup(old: Place, tmp_path: Path) -> None:
    for path in old.home.evidence.iterdir():
        path.unlink()
    assert backup(EVERYTHING, old.store, old.home, tmp_path / "c.zip").meetings == 1
