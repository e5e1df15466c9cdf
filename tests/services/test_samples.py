"""docs/samples.md says what becomes of every sample; it must stay true."""

from __future__ import annotations

import pytest

from scripts.list_samples import SAMPLES, lines
from tests.ingest.reading import SAMPLES as FOLDER
from tests.repository import PROJECT

ALLOWED = {
    "unknown_area", "kabupaten", "area_columns", "measured_on", "puskesmas_area", "row_meaning",
}  # fmt: skip


def test_every_sample_goes_in_as_the_list_says() -> None:
    if not FOLDER.is_dir():
        pytest.skip("sample spreadsheets are not here")
    told = (PROJECT / "docs" / "samples.md").read_text(encoding="utf-8")
    found = list(lines(FOLDER))
    assert len(found) == len(SAMPLES)
    for line in found:
        assert f"| {' | '.join(line)} |" in told, line
        assert int(line[7]) < 0.05 * int(line[2])
        assert set(line[9].split(", ")) <= ALLOWED, line
