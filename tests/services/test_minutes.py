"""Notula, daftar hadir, berita acara of a real meeting: they open and say what was decided."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from emonev.core.period import month
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.register.register import Register
from emonev.services.decisions import decide
from emonev.services.deck import deck
from emonev.services.document_templates import KINDS, put_template
from emonev.services.figure import Selection
from emonev.services.headline import headline
from emonev.services.meeting_result import DecisionDraft, Participant
from emonev.services.meetings import put_participants
from emonev.services.minutes import document, write_document
from emonev.services.releases import release
from emonev.store.home import Home
from emonev.store.store import Cursor
from tests.reports.decks import WILD, made
from tests.reports.test_docx import template as word
from tests.reports.test_docx import text_of
from tests.services.registers import ELSEWHERE, KAB, NOW, VIEWER, WHO, a_meeting

TODAY = date(2025, 9, 5)
PEOPLE = (Participant("Wakil Bupati", "Pemerintah Kabupaten", "Ketua"), Participant("Sekda"))


@pytest.fixture
def cursor() -> Iterator[Cursor]:
    with made().reading() as cursor:
        yield cursor


@pytest.fixture
def number(register: Register, cursor: Cursor) -> int:
    """A meeting with angka rilis, two participants and two decisions."""
    held = a_meeting(
        register, title=f"Rakor {WILD}"[:100], place="Aula", chair="Wakil Bupati",
        agenda=("Paparan", "Kesepakatan"),
    )  # fmt: skip
    put_participants(VIEWER, register, held, PEOPLE)
    chosen = Selection(KAB, month(2025, 8))
    shown = deck(cursor, VIEWER, chosen, today=TODAY)
    release(VIEWER, register, cursor, held, shown, chosen, who=WHO, now=NOW)
    for what, unit in (("Ukur semua baduta", "Dinas Kesehatan"), ("Tera alat ukur", "DP3AP2KB")):
        draft = DecisionDraft(what, "opd", unit, date(2025, 10, 30), responsible="Kepala Dinas")
        decide(VIEWER, register, cursor, held, draft, who=WHO, now=NOW)
    return held


def said(
    register: Register, cursor: Cursor, home: Home, key: str, number: int
) -> str:  # fmt: skip
    made_now = document(VIEWER, register, home, cursor, key, number, today=TODAY)
    return text_of(made_now.content)


def test_the_notula_holds_decisions_participants_and_the_pages_headline(
    tmp_path: Path, register: Register, cursor: Cursor, number: int
) -> None:
    text = said(register, cursor, Home(tmp_path), "notula", number)
    for wanted in ("Kamis, 4 September 2025", "Aula", "1. Paparan", "Ukur semua baduta",
                   "Tera alat ukur", "DP3AP2KB", "30 Okt 2025", "Sekda", "DATA CONTOH",
                   "Agustus 2025"):  # fmt: skip
        assert wanted in text, wanted
    figure = headline(cursor, VIEWER, Selection(KAB, month(2025, 8))).figure
    assert f"{figure.numerator} dari {figure.denominator}" in text.replace(".", "")
    assert WILD[:40] in text  # a title stays text


def test_daftar_hadir_has_room_to_sign_and_berita_acara_its_signers(
    tmp_path: Path, register: Register, cursor: Cursor, number: int
) -> None:
    attended = said(register, cursor, Home(tmp_path), "daftar_hadir", number)
    assert "Tanda tangan" in attended and "30. " in attended and "Wakil Bupati" in attended
    agreed = said(register, cursor, Home(tmp_path), "berita_acara", number)
    assert "tanggal empat, bulan September, tahun dua ribu dua puluh lima" in agreed
    assert agreed.count("Dinas Kesehatan") == 2  # the decision and the signature


def test_the_files_are_named_after_the_meeting_and_written_whole(
    tmp_path: Path, register: Register, cursor: Cursor, number: int
) -> None:
    out, home = tmp_path / "keluar", Home(tmp_path)
    out.mkdir()
    for kind in KINDS:
        made = document(VIEWER, register, home, cursor, kind.key, number, today=TODAY)
        path = write_document(made, out)
        assert path.parent == out and not set(path.name) & set('/\\:*?"<>| ')
        assert path.name.startswith("DATA-CONTOH_") and "2025-09-04" in path.name
    assert len(list(out.iterdir())) == len(KINDS)
    with pytest.raises(Refused):
        write_document(made, out / "tiada" / "a.docx")


def test_the_offices_own_template_is_filled(
    tmp_path: Path, register: Register, cursor: Cursor, number: int
) -> None:
    home = Home(tmp_path)
    put_template(VIEWER, home, "notula", word("KOP KAMI {{ jumlah_peserta }} orang"))
    assert said(register, cursor, home, "notula", number).startswith("KOP KAMI 2 orang")


def test_a_meeting_with_nothing_written_down_still_has_its_documents(
    tmp_path: Path, register: Register, cursor: Cursor
) -> None:
    bare = a_meeting(register)
    for kind in KINDS:
        text = said(register, cursor, Home(tmp_path), kind.key, bare)
        assert kind.title.upper() in text and "{{" not in text
    assert "Tidak ada keputusan" in said(register, cursor, Home(tmp_path), "notula", bare)


def test_who_may_make_them(
    tmp_path: Path, register: Register, cursor: Cursor, number: int
) -> None:  # fmt: skip
    with pytest.raises(NoAccess):
        document(ELSEWHERE, register, Home(tmp_path), cursor, "notula", number, today=TODAY)
    with pytest.raises(WrongCall):
        document(VIEWER, register, Home(tmp_path), cursor, "x", number, today=TODAY)
    with pytest.raises(WrongCall):
        document(VIEWER, register, Home(tmp_path), cursor, "notula", 999, today=TODAY)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_libreoffice_opens_all_three(
    tmp_path: Path, register: Register, cursor: Cursor, number: int
) -> None:
    files = []
    for kind in KINDS:
        made_now = document(VIEWER, register, Home(tmp_path), cursor, kind.key, number, today=TODAY)
        files.append(tmp_path / f"{kind.key}.docx")
        files[-1].write_bytes(made_now.content)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to",
         "pdf", "--outdir", str(tmp_path), *map(str, files)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for kind in KINDS:
        pages = PdfReader(tmp_path / f"{kind.key}.pdf").pages
        text = "".join(page.extract_text() for page in pages)
        assert kind.title.upper() in text
        if kind.key != "daftar_hadir":
            assert "Ukur semua baduta" in text
