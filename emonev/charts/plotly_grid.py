"""Rows × months as cells with a word in each: who has sent, who has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from emonev.charts.palette import GROUND, INK
from emonev.charts.plotly_base import inert, paper, remembered

FILLS = {"lengkap": "#d5e7e8", "sebagian": "#fcd9a4", "belum_kirim": "#b04c13"}
"""Teal-grey, sand, dark orange: told apart by lightness alone, and every cell has its sign."""

SIGNS = {"lengkap": "✓", "sebagian": "◐", "belum_kirim": "✗"}

ROW = 26
"""Pixels per row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a key of ``FILLS``, the text in it and the text on pointing at it."""

    mark: str
    text: str
    hover: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows top to bottom, columns left to right; ``cells[row][column]``."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


@remembered
def grid_figure(grid: Grid, font: int = 13, name_width: int = 190) -> go.Figure:
    """A table of coloured cells, months on top."""
    marks = list(FILLS)
    top = len(marks) - 1
    scale = [[number / top, FILLS[mark]] for number, mark in enumerate(marks)]
    figure = go.Figure(
        go.Heatmap(
            z=[[marks.index(cell.mark) for cell in row] for row in grid.cells],
            zmin=0,
            zmax=top,
            colorscale=scale,
            showscale=False,
            xgap=3,
            ygap=3,
            text=[[_cell_text(cell) for cell in row] for row in grid.cells],
            texttemplate="%{text}",
            textfont={"size": font},
            customdata=[[_lines(cell.hover) for cell in row] for row in grid.cells],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    figure.update_layout(
        **paper(len(grid.rows) * ROW + 40, margin={"l": name_width, "r": 4, "t": 30, "b": 4}),
        xaxis=_axis(grid.columns, font) | {"side": "top"},
        yaxis=_axis(grid.rows, font) | {"autorange": "reversed"},
    )
    return figure


def _axis(names: Sequence[str], font: int) -> dict[str, object]:
    return {
        "tickvals": list(range(len(names))),
        "ticktext": [inert(name) for name in names],
        "tickfont": {"size": font, "color": INK},
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticks": "",
    }


def _cell_text(cell: Cell) -> str:
    colour = GROUND if cell.mark == "belum_kirim" else INK
    return f"<span style='color:{colour}'>{SIGNS[cell.mark]} {inert(cell.text)}</span>"


def _lines(text: str) -> str:
    return "<br>".join(inert(line) for line in text.splitlines())
