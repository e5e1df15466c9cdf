"""``kill -9`` at any moment leaves the store as before or as after, never in between."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from emonev.store.store import Store
from tests.builders import child, workbook
from tests.cli.commands import PROJECT, emonev

KILLS = 12 if os.environ.get("EMONEV_FULL") else 4
ROWS = 400


def _start(book: Path, home: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "emonev", "import", str(book), "--home", str(home), "--json"]
    return subprocess.Popen(
        words, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _counts(home: Path) -> tuple[int, ...]:
    store = Store(home / "emonev.duckdb")
    try:
        with store.reading() as cursor:
            row = cursor.execute(
                "SELECT (SELECT count(*) FROM measurement), (SELECT count(*) FROM batch), "
                "(SELECT count(*) FROM replaced), (SELECT count(*) FROM child), "
                "(SELECT coalesce(sum(denominator), 0) FROM cube WHERE indicator = 'stunting' "
                "AND rule = 'bulan')"
            ).fetchone()
    finally:
        store.close()
    assert row is not None
    return tuple(int(value) for value in row)


def test_a_kill_at_a_random_moment_leaves_all_or_nothing(tmp_path: Path) -> None:
    rows = [child(i=n, measured_on="2025-08-10") for n in range(1, ROWS + 1)]
    book = workbook(tmp_path, rows, name="banyak")
    start = time.perf_counter()
    _start(book, tmp_path / "ukur").wait()
    lasted = time.perf_counter() - start
    after = _counts(tmp_path / "ukur")
    assert after[0] == ROWS
    rng = random.Random(20260101)
    for number in range(KILLS):
        home = tmp_path / f"rumah-{number}"
        process = _start(book, home)
        time.sleep(lasted * rng.uniform(0.3, 1.0))
        process.kill()
        process.wait()
        assert _counts(home) in (after, (0, 0, 0, 0, 0))
        answer = emonev("import", book, "--home", home).document["files"][0]["sheets"][0]
        assert answer["new"] + answer["unchanged"] == ROWS
        assert ROWS in (answer["new"], answer["unchanged"])
