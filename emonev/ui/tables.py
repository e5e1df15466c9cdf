"""Tables: numbers arrive as Indonesian text, so they are aligned right by name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from emonev.ui.errors import plain

_COMPUTED = re.compile(r"[=+\-@\t\r](?![\d.,]*\s*%?$)")
"""Begins a text that a spreadsheet would compute; a signed number is none."""

_TEXT = "\u200b"
"""Unseen, before such a text: what is computed must begin with its sign."""


def table(
    columns: dict[str, Sequence[Any]],
    *,
    numbers: Sequence[str] = (),
    height: int | str = "auto",
    wide: Sequence[str] = (),
    widths: Mapping[str, int] | None = None,
) -> None:
    """A data table (cell texts are drawn on a canvas: nothing in them can act, nor in the CSV that
    the table's own menu gives out).

    ``numbers`` are columns aligned right, ``wide`` columns with long texts, ``widths`` pixels.
    """
    settings: dict[str, Any] = {
        name: st.column_config.TextColumn(
            name,
            alignment="right" if name in numbers else "left",
            width=(widths or {}).get(name, "large" if name in wide else None),
        )
        for name in columns
    }
    st.dataframe(
        {name: [_as_text(str(cell)) for cell in cells] for name, cells in columns.items()},
        hide_index=True,
        width="stretch",
        height=height,  # type: ignore[arg-type]
        column_config=settings,
    )


def _as_text(cell: str) -> str:
    return _TEXT + cell if _COMPUTED.match(cell) else cell


def words_table(columns: dict[str, Sequence[Any]]) -> None:
    """A small table whose sentences are read to their end: cells break, nothing is cut off."""
    st.table(
        {name: [plain(str(cell)) for cell in cells] for name, cells in columns.items()},
        hide_index=True,
    )


def data_expander(title: str = "Lihat tabel angkanya", *, opened: bool = False) -> Any:
    """The one click to the numbers behind a picture."""
    return st.expander(title, icon=":material/table_chart:", expanded=opened)
