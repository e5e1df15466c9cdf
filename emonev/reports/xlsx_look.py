"""Formats of a workbook: id-ID numbers (locale 421), one quiet look."""

from __future__ import annotations

from typing import Any

NUMBERS = {
    "text": "@",
    "count": "[$-421]#,##0",
    "share": r"[$-421]0.0\ %",
    "points": r"[$-421]+0.0;\−0.0;0.0",
    "date": "[$-421]d mmm yyyy",
    "year": "0",
}
"""Column kind → number format. Points are shown with their sign, in persen poin."""

ACCENT = "#0b5d66"


class Look:
    """The formats of one workbook, made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._cells: dict[tuple[str, bool], Any] = {}
        self._heads: dict[bool, Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.quiet = book.add_format({"font_color": "#566164"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def cell(self, kind: str, *, bold: bool = False) -> Any:
        """The format of a cell of a kind of column."""
        if (kind, bold) not in self._cells:
            form: dict[str, Any] = {"num_format": NUMBERS[kind], "bold": bold}
            form["align"] = "left" if kind == "text" else "right"
            if bold:
                form["top"] = 1
            self._cells[kind, bold] = self._book.add_format(form)
        return self._cells[kind, bold]

    def head(self, kind: str) -> Any:
        """The format of a column's title."""
        right = kind != "text"
        if right not in self._heads:
            self._heads[right] = self._book.add_format(
                {
                    "bold": True, "font_color": "#ffffff", "bg_color": ACCENT, "text_wrap": True,
                    "valign": "vcenter", "align": "right" if right else "left",
                }
            )  # fmt: skip
        return self._heads[right]
