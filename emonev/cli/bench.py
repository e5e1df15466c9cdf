"""``bench``: how fast the product is, as ratios against doing the least possible.

Each measurement runs in processes of its own, so that nothing is warm that a user would find cold.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from emonev.cli.output import Output
from emonev.store.home import Home

_POLL_SECONDS = 0.02
_PAIRS = 5
_ROWS_SCORED = 4_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: what, the figure, what it is compared with, the ratio, the goal."""

    what: str
    value: float
    unit: str
    ratio: float | None
    goal: str


@dataclass(frozen=True, slots=True)
class Run:
    """One process tree that ended: seconds, peak resident bytes, standard output."""

    seconds: float
    peak_bytes: int
    output: str


def run_process(words: list[str]) -> Run:
    """Run a Python command to its end, watching the memory of it and its children."""
    start = time.perf_counter()
    process = psutil.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        encoding="utf-8",
    )  # fmt: skip
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process))
        time.sleep(_POLL_SECONDS)
    seconds = time.perf_counter() - start
    output, errors = process.communicate()
    if process.returncode:
        raise RuntimeError(f"{words}: {errors or output}")
    return Run(seconds, peak, output)


def _resident(process: psutil.Popen) -> int:
    total = 0
    try:
        for one in [process, *process.children(recursive=True)]:
            total += one.memory_info().rss
    except psutil.Error:
        return total
    return total


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of ``bench``."""
    parser.add_argument("--only", choices=sorted(BENCHES), action="append", default=[])
    parser.add_argument("--rows", type=int, default=50_000, help="baris berkas impor")


def run(arguments: argparse.Namespace, home: Home, out: Output) -> int:
    """Measure and print the table."""
    chosen = arguments.only or sorted(BENCHES)
    lines: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="emonev-bench-") as name:
        for bench in chosen:
            out.progress(f"mengukur {bench} …")
            lines += BENCHES[bench](Path(name), arguments.rows)
    out.answer(
        {"bench": [{"what": m.what, "value": m.value, "unit": m.unit, "ratio": m.ratio,
                    "goal": m.goal} for m in lines]},
        "\n".join(_line(m) for m in lines),
    )  # fmt: skip
    return 0


def _line(m: Measured) -> str:
    ratio = f"{m.ratio:6.2f} ×" if m.ratio is not None else "        "
    return f"{m.what:<62} {m.value:>12,.3f} {m.unit:<8} {ratio}  {m.goal}"


_PARSE_ALONE = """
import sys, time
from python_calamine import CalamineWorkbook
start = time.perf_counter()
book = CalamineWorkbook.from_path(sys.argv[1])
rows = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
print(time.perf_counter() - start)
"""


def bench_import(folder: Path, rows: int) -> list[Measured]:
    """The import command on one by-name workbook against python-calamine alone on the same file."""
    book = folder / "by-name.xlsx"
    run_process(["-m", "emonev.demo.one_workbook", str(book), str(rows)])
    # In pairs, because a laptop's speed changes by the minute; the middle pair is told.
    pairs: list[tuple[float, Run]] = []
    for number in range(_PAIRS):
        alone = float(run_process(["-c", _PARSE_ALONE, str(book)]).output)
        home = folder / f"home-{number}"
        words = ["-m", "emonev", "import", str(book), "--home", str(home), "--json"]
        pairs.append((alone, run_process(words)))
    alone, whole = sorted(pairs, key=lambda pair: pair[1].seconds / pair[0])[_PAIRS // 2]
    sheet = json.loads(whole.output)["files"][0]["sheets"][0]
    size = f"{sheet['rows_read']:,} baris × {len(sheet['columns'])} kolom"
    return [
        Measured(f"python-calamine saja, {size}", alone, "s", 1.0, ""),
        Measured("perintah import, seluruhnya", whole.seconds, "s", whole.seconds / alone, "≤ 4 ×"),
        Measured("memori puncak import (semua proses)", whole.peak_bytes / 2**30, "GiB", None,
                 "≤ 1,2 GB"),
    ]  # fmt: skip


_ZSCORE_INPUT = """
import sys, duckdb
duckdb.execute('''COPY (
    SELECT i AS id, CASE WHEN i % 2 = 0 THEN 'm' ELSE 'f' END AS sex, (i * 7919) % 1826 AS age_days,
           round(3 + ((i * 7919) % 1826) * 0.0075 + (i % 37) * 0.05, 1) AS weight_kg,
           round(49 + ((i * 7919) % 1826) * 0.03 + (i % 41) * 0.2, 1) AS lenhei_cm,
           CASE WHEN (i * 7919) % 1826 < 731 THEN 'l' ELSE 'h' END AS measure,
           round(11 + (i % 60) * 0.1, 1) AS muac_cm, round(35 + (i % 150) * 0.1, 1) AS headc_cm,
           'n' AS oedema
    FROM range(ROWS) AS t (i)
) TO 'TARGET' (HEADER)'''.replace("TARGET", sys.argv[1].replace("'", "''")))
"""


def bench_zscore(folder: Path, rows: int) -> list[Measured]:
    """z-scores of four million rows, from file to file, as CSV and as Parquet."""
    source, target = folder / "in.csv", folder / "out.csv"
    run_process(["-c", _ZSCORE_INPUT.replace("ROWS", str(_ROWS_SCORED)), str(source)])
    copy = "import sys, duckdb; duckdb.execute(\"COPY (FROM '%s') TO '%s'\" % tuple(sys.argv[1:]))"
    plain = run_process(["-c", copy, str(source), str(target)]).seconds
    packed = [path.with_suffix(".parquet") for path in (source, target)]
    run_process(["-c", copy, str(source), str(packed[0])])
    csv = _zscore_seconds(source, target)
    parquet = _zscore_seconds(*packed)
    return [
        Measured("CSV dibaca dan ditulis DuckDB saja, 4 juta baris", plain, "s", 1.0, ""),
        Measured("perintah zscore, CSV ke CSV", csv, "s", csv / plain, ""),
        Measured("perintah zscore, Parquet ke Parquet", parquet, "s", parquet / plain, ""),
        Measured("z-score per detik, CSV ke CSV", _ROWS_SCORED / csv / 1e6, "juta/s", None, ""),
        Measured("z-score per detik, Parquet ke Parquet", _ROWS_SCORED / parquet / 1e6, "juta/s",
                 None, "≥ 1,5 juta/s"),
    ]  # fmt: skip


def _zscore_seconds(source: Path, target: Path) -> float:
    words = ["-m", "emonev", "zscore", str(source), str(target)]
    return min(run_process(words).seconds for _ in range(3))


def bench_pages(folder: Path, rows: int) -> list[Measured]:
    """Reruns of Ringkasan and Peta on a store with one million measurements."""
    home = folder / "sejuta"
    run_process(["-m", "emonev.demo.million", str(home)])
    told = json.loads(run_process(["-m", "emonev.ui.rerun_bench", str(home)]).output)
    return [
        Measured(f"{name}, dijalankan ulang, 1 juta pengukuran", seconds * 1000, "ms",
                 seconds / told["kosong"], "≤ 150 ms")
        for name, seconds in told.items()
        if name != "kosong"
    ]  # fmt: skip


REPORT_GOALS = {"pptx": "≤ 5 s", "xlsx": "≤ 5 s", "html": "≤ 5 s", "png": "≤ 5 s", "pdf": "≤ 10 s",
                "profil": "≤ 30 s"}  # fmt: skip


def bench_report(folder: Path, rows: int) -> list[Measured]:
    """Every kind of file for a rakor of the demo (all slides, 15 kecamatan), cold."""
    from emonev.services.report import KINDS

    home = folder / "contoh"
    run_process(["-m", "emonev", "demo", "--home", str(home), "--json"])
    found = []
    for kind in KINDS:
        out = folder / f"bahan{kind.suffix}"
        words = ["-m", "emonev", "report", kind.key, "--period", "2025-08", "--out", str(out)]
        done = run_process([*words, "--home", str(home), "--json"])
        made = json.loads(done.output)
        what = f"report {kind.key}, {made['bytes'] / 2**20:.1f} MB"
        found.append(Measured(what, made["seconds"], "s", None, REPORT_GOALS.get(kind.key, "")))
    return [*found, *_meeting(home)]


def _meeting(home: Path) -> list[Measured]:
    """The figures frozen for a meeting, and its documents."""
    told = json.loads(run_process(["-m", "emonev.cli.meeting_bench", str(home)]).output)
    return [Measured(f"rapat: {what}", seconds, "s", None, "") for what, seconds in told.items()]


_MARKED_ROWS, _MARKED_FAULTS = 10_000, 1_000


def bench_marked(folder: Path, rows: int) -> list[Measured]:
    """The user's workbook of 10,000 rows back with 1,000 problems marked."""
    book = folder / "bermasalah.xlsx"
    sizes = [str(_MARKED_ROWS), str(_MARKED_FAULTS)]
    run_process(["-m", "emonev.demo.one_workbook", str(book), *sizes])
    runs = [
        json.loads(run_process(["-m", "emonev.cli.marked_bench", str(book)]).output)
        for _ in range(3)
    ]
    best = min(runs, key=lambda run: run["seconds"])
    what = f"berkas bertanda, {_MARKED_ROWS:,} baris, {best['problems']:,} masalah"
    return [Measured(what, best["seconds"], "s", None, "≤ 4 s")]


BENCHES: dict[str, Callable[[Path, int], list[Measured]]] = {
    "import": bench_import,
    "zscore": bench_zscore,
    "pages": bench_pages,
    "report": bench_report,
    "marked": bench_marked,
}
