"""Import every sample spreadsheet and print the list of docs/samples.md:
``python scripts/list_samples.py FOLDER``.

Each file goes into an empty store of its own, first as it is (which questions come), then with the
answers a person would give.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from emonev.core.scope import EVERYTHING
from emonev.services.import_result import FATES, FileResult, ImportOptions
from emonev.services.imports import import_files
from emonev.store.home import Home
from emonev.store.store import Store

TODAY = date(2026, 1, 31)
HEAD = ("berkas", "jenis", "baris", *FATES, "ditolak", "yang ditanyakan", "jawaban")


@dataclass(frozen=True)
class Sample:
    """One sample: what is answered, as the command line says it and as options."""

    file: str
    said: str
    options: Mapping[str, Any] = field(default_factory=dict)


SAMPLES = (
    Sample("01_eppgbm_raw_export_belu_2022-08.xls", "--new-areas", {"new_areas": True}),
    Sample("03_eppgbm_stunting_only_ttu_2022-02.xlsx", "--new-areas", {"new_areas": True}),
    Sample("05_semicolon_decimalcomma_bom_2258.csv", "--area 73.22.01", {"area": "73.22.01"}),
    Sample("07_snakecase_semarang_twodigit_year.csv",
           "--kabupaten 33.74 --measured-on 2023-08-15 --new-areas",
           {"kabupaten": "33.74", "measured_on": date(2023, 8, 15), "new_areas": True}),
    Sample("10_constructed_html_eppgbm_export.xls", "--new-areas", {"new_areas": True}),
    Sample("11_constructed_html_rekap_status_gizi.xls", "--kabupaten 32.08 --new-areas",
           {"kabupaten": "32.08", "new_areas": True}),
    Sample("12_rekap_status_gizi_kuningan_2025-08_nopii.xlsx", "--kabupaten 32.08 --new-areas",
           {"kabupaten": "32.08", "new_areas": True}),
    Sample("19_multisheet_indikator_wide_years_nopii.xlsx",
           "--answer row=kabupaten --new-areas",
           {"table_answers": {"*": {"row": "kabupaten"}}, "new_areas": True}),
)  # fmt: skip


def lines(folder: Path) -> Iterator[tuple[str, ...]]:
    """A line per sample that lies in ``folder``."""
    for sample in SAMPLES:
        path = folder / sample.file
        if not path.is_file():
            continue
        asked = _taken(path, {})
        done = _taken(path, sample.options)
        fates = [done.fate(name) for name in FATES]
        assert sum(fates) == done.rows_read and done.refused is None, sample.file
        kinds = sorted({sheet.kind for sheet in done.sheets if sheet.kind != "empty"})
        rejected = done.fate("rejected") / done.rows_read
        questions = ", ".join(sorted({q.kind for q in asked.questions})) or "–"
        yield (
            sample.file, ", ".join(kinds), str(done.rows_read), *map(str, fates),
            f"{100 * rejected:.1f} %".replace(".", ","), questions, f"`{sample.said}`",
        )  # fmt: skip


def _taken(path: Path, options: Mapping[str, Any]) -> FileResult:
    with tempfile.TemporaryDirectory() as folder:
        (done,) = import_files(
            EVERYTHING, Store(None), Home(Path(folder)), [path], ImportOptions(**options),
            today=TODAY,
        )  # fmt: skip
    return done


def table(rows: list[tuple[str, ...]]) -> str:
    """Markdown."""
    ruled = [HEAD, tuple("---" for _ in HEAD), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)


if __name__ == "__main__":
    print(table(list(lines(Path(sys.argv[1])))))
