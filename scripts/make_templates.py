"""Writes data/templat/*.docx: the templates of notula, daftar hadir and berita acara.

Usage: python scripts/make_templates.py

An office changes them in Word: it takes one from the dashboard, edits it and gives it back. The
placeholders are listed in emonev/services/minutes_values.py.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FOLDER = Path(__file__).resolve().parents[1] / "data" / "templat"
FONT = "Arial"
QUIET = RGBColor(0x56, 0x61, 0x64)
MARK = RGBColor(0xC2, 0x57, 0x0C)
MADE = datetime(2025, 1, 1, tzinfo=UTC)
"""Fixed: the templates say nothing of whoever ran this."""

TEAM = "TIM PERCEPATAN PENCEGAHAN DAN PENURUNAN STUNTING"


def main() -> None:
    """Write every template."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, build in (("notula", notula), ("daftar_hadir", daftar_hadir),
                        ("berita_acara", berita_acara)):  # fmt: skip
        document = _page()
        build(document)
        document.save(str(FOLDER / f"{name}.docx"))
        print(FOLDER / f"{name}.docx")


def notula(document: Any) -> None:
    """What was said, shown and decided."""
    _heading(document, "NOTULA", "{{ judul }}")
    _facts(document, [("Hari, tanggal", "{{ hari_tanggal }}"), ("Tempat", "{{ tempat }}"),
                      ("Pimpinan rapat", "{{ pimpinan }}"),
                      ("Peserta", "{{ jumlah_peserta }} orang (terlampir)")])  # fmt: skip
    _section(document, "Agenda", when="agenda")
    _loop(document, "a in agenda", "{{ loop.index }}. {{ a }}", "Butir")
    _section(document, "Data yang ditayangkan", when="angka_kalimat")
    _only(document, "angka_kalimat", [
        "{{ angka_kalimat }}",
        "{{ angka_saringan }} · {{ angka_data }}",
    ])  # fmt: skip
    _section(document, "Tindak lanjut rapat sebelumnya", when="rtl_lama")
    _table(document, "k in rtl_lama", [
        ("No.", "{{ loop.index }}", 1.0), ("Keputusan", "{{ k.isi }} ({{ k.rapat }})", 6.6),
        ("Pelaksana", "{{ k.pelaksana }}", 3.6), ("Tenggat", "{{ k.tenggat }}", 2.6),
        ("Status", "{{ k.status }}", 2.7),
    ], when="rtl_lama")  # fmt: skip
    _section(document, "Jalannya rapat", when="catatan")
    _loop(document, "c in catatan", "{{ c }}", "Normal")
    _section(document, "Keputusan dan rencana tindak lanjut (RTL)")
    _decisions(document)
    _signatures(document, "Notulis", "(…………………………………)")
    _section(document, "Peserta", when="peserta")
    _table(document, "p in peserta", [
        ("No.", "{{ p.no }}", 1.0), ("Nama", "{{ p.nama }}", 5.6),
        ("Instansi", "{{ p.instansi }}", 5.2), ("Jabatan", "{{ p.jabatan }}", 4.7),
    ], when="peserta")  # fmt: skip


def daftar_hadir(document: Any) -> None:
    """Who came, with room to sign."""
    _heading(document, "DAFTAR HADIR", "{{ judul }}")
    _facts(document, [("Hari, tanggal", "{{ hari_tanggal }}"), ("Tempat", "{{ tempat }}"),
                      ("Pimpinan rapat", "{{ pimpinan }}")])  # fmt: skip
    columns = [("No.", "{{ p.no }}", 1.0), ("Nama", "{{ p.nama }}", 4.9),
               ("Instansi", "{{ p.instansi }}", 4.2), ("Jabatan", "{{ p.jabatan }}", 3.6),
               ("Tanda tangan", "{{ p.no }}. ", 2.8)]  # fmt: skip
    _table(document, "p in peserta_dan_baris_kosong", columns, height=Cm(0.85))
    _signatures(document, "", "")


def berita_acara(document: Any) -> None:
    """What was agreed, for signatures."""
    _heading(document, "BERITA ACARA KESEPAKATAN", "{{ judul }}", "Nomor: ……………………………")
    _text(document, "Pada hari ini, {{ hari }}, tanggal {{ tanggal_terbilang }}, bulan "
          "{{ bulan }}, tahun {{ tahun_terbilang }} ({{ tanggal }}), bertempat di {{ tempat }}, "
          "telah dilaksanakan {{ judul }} {{ kabupaten }} yang dipimpin oleh {{ pimpinan }} dan "
          "dihadiri {{ jumlah_peserta }} orang sebagaimana daftar hadir terlampir.")  # fmt: skip
    _only(document, "angka_kalimat", [
        "Rapat memperhatikan data berikut: {{ angka_kalimat }} ({{ angka_saringan }}; "
        "{{ angka_data }})."
    ])  # fmt: skip
    _text(document, "Rapat menyepakati hal-hal sebagai berikut:")
    _decisions(document)
    _apart(document)
    _text(document, "Demikian berita acara kesepakatan ini dibuat untuk dilaksanakan dengan penuh "
          "tanggung jawab.")  # fmt: skip
    _table(document, "t in penanda_tangan", [
        ("No.", "{{ loop.index }}", 1.0), ("Pelaksana", "{{ t.pelaksana }}", 5.5),
        ("Nama dan jabatan", "{{ t.penanggung_jawab }}", 5.5),
        ("Tanda tangan", "{{ loop.index }}. ", 4.5),
    ], height=Cm(1.15), when="penanda_tangan")  # fmt: skip
    _signatures(document, "", "")


def _decisions(document: Any) -> None:
    _table(document, "k in keputusan", [
        ("No.", "{{ k.no }}", 1.0), ("Keputusan", "{{ k.isi }}", 4.8),
        ("Pelaksana", "{{ k.pelaksana }}", 2.6),
        ("Penanggung jawab", "{{ k.penanggung_jawab }}", 2.7),
        ("Sasaran", "{{ k.sasaran }}", 3.2), ("Tenggat", "{{ k.tenggat }}", 2.2),
    ], when="keputusan")  # fmt: skip
    _only(document, "not keputusan", ["Tidak ada keputusan yang dicatat."])


def _page() -> Any:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    _styles(document)
    _letterhead(document)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Kecil"]
    footer.add_run("{{ contoh }} {{ dibuat }}")
    properties = document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.title, properties.language = "{{ judul }}", "id-ID"
    properties.comments = ""
    properties.created = properties.modified = MADE.replace(tzinfo=None)
    return document


def _styles(document: Any) -> None:
    normal = document.styles["Normal"]
    _font(normal, 11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size, bold in (("Kop", 13, True), ("Judul surat", 13, True), ("Bagian", 11, True),
                             ("Sel", 9.5, False), ("Kepala sel", 9.5, True), ("Kecil", 8, False),
                             ("Butir", 11, False), ("Sela", 3, False)):  # fmt: skip
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, size, bold=bold)
        style.paragraph_format.space_after = Pt(0 if name in ("Kop", "Sela") else 4)
    document.styles["Bagian"].paragraph_format.space_before = Pt(12)
    document.styles["Bagian"].paragraph_format.keep_with_next = True
    document.styles["Butir"].paragraph_format.left_indent = Cm(0.7)
    document.styles["Butir"].paragraph_format.first_line_indent = Cm(-0.7)
    document.styles["Kecil"].font.color.rgb = QUIET
    for name in ("Sel", "Kepala sel"):
        document.styles[name].paragraph_format.space_before = Pt(2)
        document.styles[name].paragraph_format.space_after = Pt(2)
    for name in ("Kop", "Judul surat"):
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _font(style: Any, size: float, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)


def _letterhead(document: Any) -> None:
    document.add_paragraph("PEMERINTAH {{ kabupaten_kapital }}", "Kop")
    last = document.add_paragraph(TEAM, "Kop")
    last.paragraph_format.space_after = Pt(14)
    _line_under(last)


def _line_under(paragraph: Any) -> None:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", "16191C")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    paragraph._element.get_or_add_pPr().append(borders)


def _heading(document: Any, *lines: str) -> None:
    _only(document, "contoh", ["{{ contoh }}"], "Judul surat", MARK)
    for line in lines:
        document.add_paragraph(line, "Judul surat")
    document.paragraphs[-1].paragraph_format.space_after = Pt(12)


def _facts(document: Any, facts: list[tuple[str, str]]) -> None:
    table = document.add_table(rows=0, cols=3)
    table.autofit = False
    widths = (3.6, 0.5, 12.4)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for name, value in facts:
        row = table.add_row()
        for cell, text, width in zip(row.cells, (name, ":", value), widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].text = text
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _section(document: Any, title: str, when: str = "") -> None:
    if when:
        _only(document, when, [title], "Bagian")
    else:
        document.add_paragraph(title, "Bagian")


def _text(document: Any, text: str) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _only(
    document: Any, when: str, lines: list[str], style: str = "Normal", colour: Any = None
) -> None:
    document.add_paragraph(f"{{%p if {when} %}}")
    for line in lines:
        paragraph = document.add_paragraph(style=style)
        run = paragraph.add_run(line)
        if colour is not None:
            run.font.color.rgb = colour
    document.add_paragraph("{%p endif %}")


def _loop(document: Any, each: str, line: str, style: str) -> None:
    document.add_paragraph(f"{{%p for {each} %}}")
    document.add_paragraph(line, style)
    document.add_paragraph("{%p endfor %}")


def _table(
    document: Any,
    each: str,
    columns: list[tuple[str, str, float]],
    height: Any = None,
    when: str = "",
) -> None:
    """A head that repeats on every page, then a row per item; a row is never cut."""
    if when:
        document.add_paragraph(f"{{%p if {when} %}}")
    _apart(document)
    table = document.add_table(rows=4, cols=len(columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    head, opening, row, closing = table.rows
    for at, (title, text, width) in enumerate(columns):
        table.columns[at].width = Cm(width)
        for line in (head, opening, row, closing):
            line.cells[at].width = Cm(width)
        head.cells[at].paragraphs[0].text = title
        head.cells[at].paragraphs[0].style = document.styles["Kepala sel"]
        row.cells[at].paragraphs[0].text = text
        row.cells[at].paragraphs[0].style = document.styles["Sel"]
        _shaded(head.cells[at])
    opening.cells[0].paragraphs[0].text = f"{{%tr for {each} %}}"
    closing.cells[0].paragraphs[0].text = "{%tr endfor %}"
    _row_property(head, "w:tblHeader")
    _row_property(row, "w:cantSplit")
    if height is not None:
        row.height = height
    if when:
        document.add_paragraph("{%p endif %}")


def _apart(document: Any) -> None:
    """Two tables with nothing between them are one to Word."""
    document.add_paragraph(style="Sela").paragraph_format.keep_with_next = True


def _shaded(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", "E6ECEC")):
        shade.set(qn(f"w:{key}"), value)
    cell._element.get_or_add_tcPr().append(shade)


def _row_property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _signatures(document: Any, left_title: str, left_name: str) -> None:
    """Who leads signs on the right; ``left_title`` on the left where there is one."""
    _apart(document)
    table = document.add_table(rows=3, cols=2)
    table.autofit = False
    texts = (
        ("", "{{ tempat_tanggal }}"),
        (left_title and f"{left_title},", "Pimpinan rapat,"),
        (left_name, "{{ pimpinan }}"),
    )
    for row, pair in zip(table.rows, texts, strict=True):
        _row_property(row, "w:cantSplit")
        for cell, text in zip(row.cells, pair, strict=True):
            cell.width = Cm(8.25)
            paragraph = cell.paragraphs[0]
            paragraph.text = text
            paragraph.paragraph_format.keep_with_next = True
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for cell in table.rows[0].cells:
        cell.paragraphs[0].paragraph_format.space_before = Pt(18)
    for cell in table.rows[1].cells:
        cell.paragraphs[0].paragraph_format.space_after = Pt(52)


if __name__ == "__main__":
    main()
