"""typst with our one font and nothing of the machine: data in, PDF or PNG out, offline."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "data" / "huruf"
"""Inter, regular and bold (SIL OFL 1.1, licence beside it)."""


def pdf(template: str, data: dict[str, Any], made_on: date) -> bytes:
    """The pages of ``template`` (a .typ beside this file) as PDF, dated ``made_on``."""
    stamp = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    made = _compiler(template, data).compile(format="pdf", timestamp=stamp)
    return _one(made)


def png(template: str, data: dict[str, Any]) -> bytes:
    """The only page of ``template`` as PNG, a pixel for every point."""
    return _one(_compiler(template, data).compile(format="png", ppi=72))


def _compiler(template: str, data: dict[str, Any]) -> Any:
    import typst

    # The root is where images and files may be read from; the templates read none.
    return typst.Compiler(
        str(HERE / template),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def _one(made: Any) -> bytes:
    if isinstance(made, list):
        made = made[0]
    if not isinstance(made, bytes):
        raise TypeError("typst made nothing")
    return made
