"""The submissions as a grid, and who still has something to send."""

from __future__ import annotations

from emonev.charts.plotly_grid import Cell, Grid
from emonev.core.indonesian import day, integer
from emonev.services.submissions import (
    UNKNOWN_PUSKESMAS,
    SubmissionCell,
    SubmissionRow,
    Submissions,
)


def submission_grid(view: Submissions, short: bool = False) -> Grid:
    """Puskesmas top to bottom, months left to right; ``short`` names for a phone."""
    return Grid(
        rows=tuple(
            shown_name(row).partition(" – ")[0] if short else shown_name(row) for row in view.rows
        ),
        columns=tuple(month.short_label for month in view.months),
        cells=tuple(tuple(_cell(row, cell) for cell in row.cells) for row in view.rows),
    )


def shown_name(row: SubmissionRow) -> str:
    """The puskesmas, or the kecamatan whose puskesmas nobody has named yet."""
    if row.puskesmas in ("", UNKNOWN_PUSKESMAS):
        return f"Kec. {row.kecamatan} – puskesmas belum dikenal"
    return row.puskesmas


def full_name(row: SubmissionRow) -> str:
    """The puskesmas with its kecamatan."""
    name = shown_name(row)
    return name if name.startswith("Kec. ") else f"{name}, Kec. {row.kecamatan}"


def waiting(view: Submissions) -> list[SubmissionRow]:
    """Rows with anything missing in the months shown; those who sent nothing last first."""
    late = [row for row in view.rows if any(cell.mark != "lengkap" for cell in row.cells)]
    return sorted(late, key=lambda row: row.cells[-1].mark != "belum_kirim")


def _cell(row: SubmissionRow, cell: SubmissionCell) -> Cell:
    lines = [
        f"{full_name(row)} · {cell.month.label}",
        f"{integer(cell.children)} anak, {integer(cell.measured)} diukur PB/TB",
        "hanya rekap, tanpa data per anak"
        if cell.recap
        else f"pengukuran terakhir {day(cell.last_measured_on)}",
    ]
    if cell.missing:
        shown = ", ".join(cell.missing[:6]) + (" …" if len(cell.missing) > 6 else "")
        lines.append(f"belum: {shown}")
    return Cell(cell.mark, cell.text, "\n".join(lines))
