"""The answer of ``import`` in words: what came in, what was wrong where, what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from emonev.core.indonesian import integer
from emonev.ingest.issues import CATALOGUE, IssueKind
from emonev.ingest.parsed import Issue, Question, Severity
from emonev.services.import_result import FileResult, SheetResult

FATE_WORDS = {
    "new": "baru", "updated": "diperbarui", "unchanged": "tidak berubah", "duplicate": "ganda",
    "rejected": "ditolak",
}  # fmt: skip

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_CELLS_SHOWN = 3
_ANSWERS = {
    "measured_on": " Jawab dengan --measured-on TTTT-BB-HH.",
    "area_columns": " Jawab dengan --area KODE.",
    "missing_column": " Jawab dengan --map {subject}=JUDUL.",
    "day_month_order": ' Jawab dengan --answer "day_month_order={options}".',
    "column_unit": ' Jawab dengan --answer "unit:{subject}={options}".',
    "period": " Jawab dengan --period 2025-08 (bulan), 2025-TW2 atau 2025.",
    "row_meaning": ' Jawab dengan --answer "{subject}={options}".',
    "column_meaning": ' Jawab dengan --answer "{subject}={options}".',
    "puskesmas_area": ' Jawab dengan --answer "{subject}=KODE".',
    "unknown_area": ' Jawab dengan --answer "{subject}=KODE" (atau lewati).',
}
"""Kind of question → how it is answered here (on the page the answer stands below it)."""


def told(result: FileResult) -> str:
    """One file: its sheets with fates and problems, open questions, where it was stored."""
    lines = [f"{result.file} ({result.container})"]
    if result.refused:
        lines.append(f"  tidak diterima: {result.refused.text}")
    for sheet in result.sheets:
        lines += _sheet(sheet, result.issues)
    lines += [_question(question) for question in result.questions]
    if result.labels and (result.labels.valid or result.labels.labelled):
        lines.append(
            f"  stunting dihitung ulang {integer(result.labels.stunted)} dari"
            f" {integer(result.labels.valid)}; label berkas {integer(result.labels.label_stunted)}"
            f" dari {integer(result.labels.labelled)}"
        )
    if result.batch:
        lines.append(f"  disimpan sebagai unggahan {result.batch}")
    elif not result.refused:
        lines.append("  tidak ada yang disimpan")
    return "\n".join(lines)


def _question(question: Question) -> str:
    options = "|".join(question.options)
    answer = _ANSWERS.get(question.kind, "").format(subject=question.subject, options=options)
    rows = integer(question.rows)
    return f"  pertanyaan ({rows} baris menunggu): {question.text}{answer}"


def _sheet(sheet: SheetResult, issues: Iterable[Issue]) -> list[str]:
    fates = ", ".join(
        f"{integer(sheet.fates.get(fate, 0))} {word}" for fate, word in FATE_WORDS.items()
    )
    header = f", judul di baris {sheet.header_row}" if sheet.header_row else ""
    lines = [f'  Lembar "{sheet.name}"{header}: {integer(sheet.rows_read)} baris dibaca = {fates}']
    mine = [issue for issue in issues if issue.sheet == sheet.name]
    known = [(CATALOGUE[c], c, n) for c, n in sheet.issue_counts.items() if c in CATALOGUE]
    for kind, code, count in sorted(known, key=lambda k: (_WEIGHT[k[0].severity], -k[2], k[1])):
        lines.append(f"    {_problem(kind, count, [i for i in mine if i.code == code])}")
    unused = [title for title, field in sheet.columns.items() if field is None]
    if unused and sheet.kind == "by_name":
        lines.append(f"    kolom yang tidak dipakai: {', '.join(unused)}")
    return lines


def _problem(kind: IssueKind, count: int, found: list[Issue]) -> str:
    """ "kesalahan · Jenis kelamin kosong: 3 (sel D14, D20). Isi L atau P." """
    cells = [i.cell or f"baris {i.row}" for i in found if i.row is not None]
    shown = list(dict.fromkeys(cells))[:_CELLS_SHOWN]
    more = " …" if len(cells) > len(shown) else ""
    where = f" ({', '.join(shown)}{more})" if shown else ""
    return f"{kind.severity} · {kind.title}: {integer(count)}{where}. {kind.mend}"
