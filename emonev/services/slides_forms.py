"""Forms of the mini lokakarya: tables with empty cells, filled in at the meeting.

The official forms were not at hand: the columns follow the target groups, and every form says so.
"""

from __future__ import annotations

from emonev.charts.slides import Column, Slide, Table
from emonev.services import form_words
from emonev.services.deck_facts import Facts
from emonev.services.slide_frame import even_sizes, framed, paged, paged_title

MOST_DESA = 12
"""Rows of a form that leave room for a hand."""

PLAN_ROWS, FOLLOW_UP_ROWS = 8, 8
TITLED = "area"


def has_desa(facts: Facts) -> bool:
    """A kecamatan whose desa are known."""
    return facts.below == "desa" and bool(facts.parts)


def tpk_slides(facts: Facts) -> tuple[Slide, ...]:
    """Accompanied by the family teams, per desa and target group; typed in as pairs of numbers."""
    names = [one.area for one in facts.parts]
    title = form_words.TPK_TITLE.format(place=facts.place)
    sheet, page = _tpk_sheet(names, title), _tpk_page(names, title)
    return tuple(
        framed(facts, "form_tpk", paged_title(title, number, pages), body, data=[sheet],
               caption=form_words.TPK_CAPTION)
        for number, pages, body in paged(page, even_sizes(len(page.rows), MOST_DESA))
    )  # fmt: skip


def _tpk_page(names: list[str], title: str) -> Table:
    """As printed: a cell takes both numbers, "didampingi / sasaran"."""
    columns = (
        Column(TITLED, form_words.DESA, bold=True),
        Column("tpk", form_words.TEAMS),
        *(Column(key, title) for key, title in form_words.GROUPS),
        *(Column(key, title) for key, title in form_words.CASES),
    )
    blank = ("", *("/" for _ in form_words.GROUPS), *("" for _ in form_words.CASES))
    rows = tuple((name, *blank) for name in (*names, form_words.SUM))
    return Table(form_words.TPK_SHEET, title, columns, rows, total_rows=1, form=True)


def _tpk_sheet(names: list[str], title: str) -> Table:
    """As typed into a workbook: a cell takes one number."""
    pairs = [
        Column(f"{key}_{part}", f"{group}: {word}", "count")
        for key, group in form_words.GROUPS
        for part, word in form_words.PARTS
    ]
    columns = (
        Column(TITLED, form_words.DESA, bold=True),
        Column("tpk", form_words.TEAMS, "count"),
        *pairs,
        *(Column(key, title, "count") for key, title in form_words.CASES),
    )
    blank = ("",) * (len(columns) - 1)
    rows = tuple((name, *blank) for name in (*names, form_words.SUM))
    return Table(
        form_words.TPK_SHEET, title, columns, rows, form_words.TPK_NOTE, total_rows=1, form=True
    )


def plan_slide(facts: Facts) -> Slide:
    """The work plan until the next lokakarya."""
    title = form_words.PLAN_TITLE.format(place=facts.place)
    return _numbered(facts, "form_rencana", title, form_words.PLAN_SHEET, form_words.PLAN,
                     PLAN_ROWS)  # fmt: skip


def follow_up_slide(facts: Facts) -> Slide:
    """Rencana tindak lanjut: problem, what, who, when."""
    title = form_words.FOLLOW_UP_TITLE.format(place=facts.place)
    return _numbered(facts, "form_rtl", title, form_words.FOLLOW_UP_SHEET, form_words.FOLLOW_UP,
                     FOLLOW_UP_ROWS)  # fmt: skip


def _numbered(
    facts: Facts, kind: str, title: str, sheet: str, titles: tuple[tuple[str, str], ...], rows: int
) -> Slide:
    columns = (Column("number", form_words.NUMBER), *(Column(key, name) for key, name in titles))
    blank = ("",) * len(titles)
    table = Table(
        sheet, title, columns, tuple((str(at), *blank) for at in range(1, rows + 1)), form=True
    )
    return framed(facts, kind, title, table, data=[table], caption=form_words.FILLED_IN)
