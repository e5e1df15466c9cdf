"""Evidence files: known by their content, kept once, gone when nobody needs them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from emonev.errors import NoAccess, Refused, WrongCall
from emonev.register.register import Register
from emonev.services import evidence as room
from emonev.services.decisions import decide, decisions
from emonev.services.evidence import add_evidence, evidence_bytes, remove_evidence
from emonev.services.evidence_kind import evidence_kind
from emonev.services.meeting_result import DecisionDraft, EvidenceFile
from emonev.store.home import Home
from emonev.store.store import Cursor, Store
from tests.services.registers import (
    CAMAT,
    ELSEWHERE,
    HELD_ON,
    KAB,
    NOW,
    OTHER_CAMAT,
    VIEWER,
    WHO,
    a_meeting,
)
from tests.store_builders import store

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"


def picture(kind: str = "JPEG", colour: str = "green", size: tuple[int, int] = (40, 30)) -> bytes:
    """A real picture of one colour."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


@pytest.fixture(scope="module")
def made() -> Iterator[Store]:
    opened = store()
    yield opened
    opened.close()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.fixture
def decision(register: Register, cursor: Cursor) -> int:
    draft = DecisionDraft("Ukur ulang", "kecamatan", "Kecamatan Satu", HELD_ON)
    return decide(VIEWER, register, cursor, a_meeting(register), draft, who=WHO, now=NOW)


def added(register: Register, home: Home, decision: int, content: bytes, name: str = "foto") -> int:
    return add_evidence(VIEWER, register, home, decision, name, content, who=WHO, now=NOW)


def files(register: Register, cursor: Cursor) -> tuple[EvidenceFile, ...]:
    (one,) = decisions(VIEWER, register, cursor, KAB, today=HELD_ON)
    return one.evidence


def in_folder(home: Home) -> list[str]:
    return sorted(path.suffix for path in home.evidence.iterdir()) if home.evidence.exists() else []


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "pdf"), (PDF + b"\r\n" * 9, "pdf"), (picture(), "jpg"), (picture("PNG"), "png")],
)
def test_the_kind_is_told_by_the_content(content: bytes, kind: str) -> None:
    assert evidence_kind(content) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><script>alert(1)</script>", "jenis_bukti"),
        (b"PK\x03\x04" + b"x" * 99, "jenis_bukti"),
        (b"GIF89a" + b"x" * 99, "jenis_bukti"),
        (b"\n" + PDF, "jenis_bukti"),
        (PDF[:-30], "bukti_rusak"),
        (b"%PDF-1.4 <script>alert(1)</script>", "bukti_rusak"),
        (picture(size=(400, 300))[:-200], "bukti_rusak"),
        (picture("PNG", size=(400, 300))[:-200], "bukti_rusak"),
        (b"\xff\xd8\xff" + b"x" * 500, "bukti_rusak"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 500, "bukti_rusak"),
    ],
)
def test_what_cannot_be_opened_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        evidence_kind(content)
    assert caught.value.code == code


@pytest.mark.parametrize("side", [8_000, 12_000, 60_000])
def test_a_picture_that_would_fill_the_memory_is_refused_unread(side: int) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + name + data + check

    header = side.to_bytes(4, "big") * 2 + bytes([8, 6, 0, 0, 0])
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    with pytest.raises(Refused) as caught:
        evidence_kind(bomb)
    assert caught.value.code == "bukti_terlalu_besar"


def test_a_file_comes_back_as_it_was_given(
    register: Register, home: Home, cursor: Cursor, decision: int
) -> None:
    number = added(register, home, decision, PDF, r"C:\Foto\surat.exe")
    (one,) = files(register, cursor)
    assert (one.evidence_id, one.file_name, one.kind) == (number, "surat.exe", "pdf")
    assert (one.size, one.added_at, one.added_by) == (len(PDF), NOW, WHO)
    assert [path.name for path in home.evidence.iterdir()] == [f"{one.sha256}.pdf"]
    assert evidence_bytes(VIEWER, register, home, number) == PDF


def test_the_same_file_twice_is_said_and_kept_once_for_two_decisions(
    register: Register, home: Home, cursor: Cursor, decision: int
) -> None:
    first = added(register, home, decision, PDF)
    with pytest.raises(Refused, match="sudah dilampirkan"):
        added(register, home, decision, PDF)
    draft = DecisionDraft("Lain", "opd", "Dinsos", HELD_ON)
    other = decide(VIEWER, register, cursor, a_meeting(register), draft, who=WHO, now=NOW)
    second = added(register, home, other, PDF)
    assert in_folder(home) == [".pdf"]
    remove_evidence(VIEWER, register, home, first)
    assert evidence_bytes(VIEWER, register, home, second) == PDF
    remove_evidence(VIEWER, register, home, second)
    assert in_folder(home) == []


def test_limits_of_size_and_number(
    register: Register, home: Home, decision: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refused, match="kosong"):
        added(register, home, decision, b"")
    with pytest.raises(Refused, match="lebih besar dari 10 MB"):
        added(register, home, decision, PDF + b" " * room.LARGEST_BYTES)
    monkeypatch.setattr(room, "MOST_FILES", 2)
    for number in range(2):
        added(register, home, decision, PDF + b"\n" * number)
    with pytest.raises(Refused, match="paling banyak 2 berkas"):
        added(register, home, decision, picture())
    assert in_folder(home) == [".pdf", ".pdf"]


def test_who_carries_the_decision_out_may_give_evidence_nobody_else(
    register: Register, home: Home, cursor: Cursor, decision: int
) -> None:
    number = add_evidence(CAMAT, register, home, decision, "a.jpg", picture(), who="C", now=NOW)
    assert evidence_bytes(CAMAT, register, home, number) == picture()
    for scope in (OTHER_CAMAT, ELSEWHERE):
        for ask in (
            lambda who=scope: evidence_bytes(who, register, home, number),
            lambda who=scope: remove_evidence(who, register, home, number),
            lambda who=scope: add_evidence(
                who, register, home, decision, "b", PDF, who="x", now=NOW
            ),
        ):
            with pytest.raises(NoAccess):
                ask()
    assert len(files(register, cursor)) == 1
    assert in_folder(home) == [".jpg"]


def test_bytes_that_changed_or_went_are_said(register: Register, home: Home, decision: int) -> None:
    number = added(register, home, decision, PDF)
    (path,) = home.evidence.iterdir()
    path.write_bytes(b"something else")
    with pytest.raises(Refused, match="hilang"):
        evidence_bytes(VIEWER, register, home, number)
    path.unlink()
    with pytest.raises(Refused, match="hilang"):
        evidence_bytes(VIEWER, register, home, number)


def test_an_unknown_file_or_decision_is_said(register: Register, home: Home) -> None:
    with pytest.raises(WrongCall, match="tidak ada"):
        evidence_bytes(VIEWER, register, home, 99)
    with pytest.raises(WrongCall, match="tidak ada"):
        added(register, home, 99, PDF)
    assert in_folder(home) == []


def test_leftovers_of_ours_are_swept_other_files_stay(
    register: Register, home: Home, decision: int
) -> None:
    home.evidence.mkdir()
    for name in ("0" * 64 + ".pdf", "1" * 64 + ".jpg.sementara", "catatan.txt"):
        (home.evidence / name).write_bytes(b"x")
    added(register, home, decision, picture("PNG"))
    assert in_folder(home) == [".png", ".txt"]
