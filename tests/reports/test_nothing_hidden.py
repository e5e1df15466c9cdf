"""Nothing below suppression leaves in any file for an audience: every kind is searched.

Two kecamatan have counts that occur nowhere else (``tests.meeting``). The same search finds them in
the internal files, of every kind, so that it would find them here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from emonev.charts.deck_file import pack, unpack
from emonev.charts.slides import Audience, Deck
from emonev.core.scope import local
from emonev.reports.picture import _data as picture_data
from emonev.services.figure import Selection
from emonev.services.hall_files import write_hall_files
from emonev.services.report import KINDS, report, write_deck
from tests.meeting import SECRET_TEXTS, SECRETS
from tests.reports.decks import AUGUST, TODAY, made, shown
from tests.reports.files import numbers, texts

SECRET_TEXT = re.compile(rf"(?<![\d,.])({'|'.join(SECRET_TEXTS)})(?![\d,.]\d)(?!\d)")
TAG = re.compile(r"<(script|style)\b.*?</\1>|<(?:path|circle|rect|line|polyline)\b[^>]*>", re.S)
GEOMETRY = re.compile(r'\b(?:x|y|x1|x2|y1|y2|cx|cy|r|d|width|height|viewBox|style)="[^"]*"')


def values_of_pptx(content: bytes) -> Iterator[str | float]:
    """Every text and number: slides, notes, names, charts and the workbooks behind them."""
    slides = Presentation(BytesIO(content))
    yield from texts(slides)
    yield from numbers(slides)


def values_of_xlsx(content: bytes) -> Iterator[str | float]:
    """Every cell, as formula and as result, and the comments."""
    for results in (False, True):
        for sheet in openpyxl.load_workbook(BytesIO(content), data_only=results):
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str | int | float):
                        yield cell.value
                    if cell.comment:
                        yield cell.comment.text


def values_of_pdf(content: bytes) -> Iterator[str | float]:
    """The text of every page, and what the file says of itself."""
    read = PdfReader(BytesIO(content))
    yield from (page.extract_text() for page in read.pages)
    yield str(read.metadata)


def values_of_html(content: bytes) -> Iterator[str | float]:
    """Texts and attributes; where a line is drawn is no text."""
    yield GEOMETRY.sub("", TAG.sub("", content.decode("utf-8")))


def values_of_zip(content: bytes) -> Iterator[str | float]:
    """Everything in the files of the zip, and their names."""
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name
            yield from READERS[name.rpartition(".")[2]](archive.read(name))


READERS: dict[str, Callable[[bytes], Iterator[str | float]]] = {
    "pptx": values_of_pptx,
    "xlsx": values_of_xlsx,
    "pdf": values_of_pdf,
    "html": values_of_html,
    "zip": values_of_zip,
}


def secrets_in(values: Iterator[str | float]) -> set[str]:
    """The hidden figures that can be read from ``values``."""
    found = set()
    for value in values:
        if isinstance(value, str):
            found |= {match[0] for match in SECRET_TEXT.finditer(value.replace("\u00a0", " "))}
        elif any(abs(value - secret) < 1e-9 for secret in SECRETS):
            found.add(repr(value))
    return found


def written(kind: str, audience: Audience, folder: Path) -> bytes:
    """The file of this kind for the rakor of the kabupaten (the batch: every kecamatan)."""
    file = folder / f"bahan-{audience}.{kind}"
    with made().asking() as cursor:
        report(
            cursor, local("73.22"), kind, Selection("73.22", AUGUST), file, today=TODAY,
            audience=audience,
            # The two with small counts, and two more; the others cost time only.
            kecamatan=("73.22.01", "73.22.02", "73.22.03", "73.22.04") if kind == "profil" else (),
        )  # fmt: skip
    return file.read_bytes()


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS if kind.key != "png"])
def test_no_public_file_holds_them_and_the_internal_one_does(tmp_path: Path, kind: str) -> None:
    read = READERS["zip" if kind == "profil" else kind]
    assert secrets_in(read(written(kind, "publik", tmp_path))) == set()
    assert secrets_in(read(written(kind, "internal", tmp_path))) >= set(SECRET_TEXTS[:2])


def test_what_the_picture_is_drawn_from_does_not_hold_them() -> None:
    """Letters of a picture cannot be read back: searched is all that it is given."""

    def given(described: Deck) -> Iterator[str | float]:
        yield from values_of_html(repr(picture_data(described)).encode())

    assert secrets_in(given(shown())) == set()
    assert secrets_in(given(shown(audience="internal"))) != set()


def test_two_kecamatan_with_the_kabupaten_beside_hold_nothing(tmp_path: Path) -> None:
    """Figures that are hidden must not come back by another way of asking."""
    with made().asking() as cursor:
        for kind in ("pptx", "xlsx", "pdf", "html"):
            file = tmp_path / f"dua.{kind}"
            report(
                cursor, local("73.22"), kind, Selection("73.22", AUGUST), file, today=TODAY,
                order="rakor_kecamatan", kecamatan=("73.22.01", "73.22.03"),
            )  # fmt: skip
            assert secrets_in(READERS[kind](file.read_bytes())) == set(), kind


def test_what_phones_in_the_hall_get_holds_nothing(tmp_path: Path) -> None:
    write_hall_files(shown(), tmp_path)
    files = [path for path in tmp_path.iterdir() if path.suffix[1:] in READERS]
    assert {path.suffix for path in files} >= {".html", ".pptx", ".pdf", ".xlsx"}
    for path in files:
        assert secrets_in(READERS[path.suffix[1:]](path.read_bytes())) == set(), path.name


def test_a_frozen_deck_written_later_holds_nothing(tmp_path: Path) -> None:
    again = unpack(pack(shown()))
    for kind in ("pptx", "html"):
        done = write_deck(again, kind, tmp_path)
        assert secrets_in(READERS[kind](done.file.read_bytes())) == set()
