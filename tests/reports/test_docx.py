"""Documents from templates: filled whole, texts inert, a broken or sly one refused in words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from emonev.errors import Refused
from emonev.reports import docx
from emonev.reports.docx import render_docx
from tests.reports.decks import WILD

SHIPPED = Path(__file__).parents[2] / "data" / "templat"


def template(*lines: str) -> bytes:
    """A .docx of these paragraphs."""
    document = Document()
    for one in lines:
        document.add_paragraph(one)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def text_of(content: bytes) -> str:
    """The paragraphs and cells of a .docx."""
    document = Document(BytesIO(content))
    found = [one.text for one in document.paragraphs]
    found += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    found += [one.text for one in document.sections[0].footer.paragraphs]
    return "\n".join(found)


def with_part(content: bytes, name: str, text: str) -> bytes:
    """The .docx with one part added or replaced."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, text)
    return made.getvalue()


def test_placeholders_are_filled_and_lists_repeated() -> None:
    made = render_docx(
        template("Rapat {{ judul }}", "{%p for a in agenda %}", "{{ loop.index }}. {{ a }}",
                 "{%p endfor %}", "{%p if kosong %}", "tersembunyi", "{%p endif %}"),
        {"judul": "koordinasi", "agenda": ["Satu", "Dua"], "kosong": ""},
    )  # fmt: skip
    said = text_of(made)
    assert said.split("\n")[:3] == ["Rapat koordinasi", "1. Satu", "2. Dua"]
    assert "tersembunyi" not in said


@pytest.mark.parametrize("wild", [WILD, "{{ judul }} {% for %}", "a\x00\x07\x0c\x1bb", "]]>&amp;"])
def test_a_text_stays_text(wild: str) -> None:
    said = text_of(render_docx(template("Rapat {{ judul }}."), {"judul": wild}))
    kept = wild.translate(dict.fromkeys((0, 7, 12, 27)))
    assert said.split("\n")[0] == f"Rapat {kept}."


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["{{ judull }}"], "judull"),
        (["{%p for k in keputusan %}", "{{ k.iisi }}", "{%p endfor %}"], "iisi"),
        (["{% for k in keputusan %}"], ""),
        (["{{ judul"], ""),
        (["{{ judul | tidakada }}"], "tidakada"),
    ],
)
def test_a_mistake_is_refused_and_named(lines: list[str], named: str) -> None:
    with pytest.raises(Refused) as refused:
        render_docx(template(*lines), {"judul": "x", "keputusan": [{"isi": "y"}]})
    assert refused.value.code == "templat_salah"
    assert named in refused.value.message and refused.value.hint


@pytest.mark.parametrize(
    "line",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ judul.__init__.__globals__ }}",
        "{{ judul.upper() }}",
        "{{ 'x' * 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ range(10) }}",
        "{{ judul | center(1000000000) }}",
        "{% include 'x' %}",
        "{% import 'os' as o %}",
    ],
)
def test_a_template_can_only_fill(line: str) -> None:
    with pytest.raises(Refused):
        render_docx(template(line), {"judul": "x"})


def test_what_is_no_word_file_or_fetches_or_runs_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    good = template("{{ judul }}")
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/attachedTemplate" Target="http://contoh.invalid/a.dotm" '
        'TargetMode="External"/></Relationships>'
    )
    for wrong in (
        b"", b"bukan zip", b"PK\x03\x04" + bytes(50), good[: len(good) // 2],
        with_part(good, "word/document.xml", "<tidak"),
        with_part(good, "word/vbaProject.bin", "x"),
        with_part(good, "word/_rels/settings.xml.rels", outside),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            render_docx(wrong, {"judul": "x"})
        assert refused.value.message and refused.value.hint
    monkeypatch.setattr(docx, "MOST_UNPACKED", 1000)
    with pytest.raises(Refused, match="terlalu besar"):
        render_docx(good, {"judul": "x"})


def test_a_link_to_click_is_no_fetching() -> None:
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/hyperlink" Target="https://contoh.invalid" TargetMode="External"/>'
        "</Relationships>"
    )
    made = with_part(template("{{ judul }}"), "word/_rels/footnotes.xml.rels", link)
    assert "x" in text_of(render_docx(made, {"judul": "x"}))


def test_the_three_templates_ship() -> None:
    assert {path.stem for path in SHIPPED.glob("*.docx")} == {
        "notula", "daftar_hadir", "berita_acara",
    }  # fmt: skip
