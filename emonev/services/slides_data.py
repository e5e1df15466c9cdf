"""Slides about the data: their quality, who has not sent, and what the words mean."""

from __future__ import annotations

from collections.abc import Sequence

from emonev.charts.slides import (
    HIDDEN,
    BigNumber,
    BigNumbers,
    Body,
    Cell,
    Column,
    Sentences,
    Slide,
    Table,
)
from emonev.core.indonesian import integer, percent
from emonev.core.suppression import SMALLEST_COUNT
from emonev.services import deck_tables, deck_words
from emonev.services.age_groups import LengthCheck, lengths_flagged
from emonev.services.deck_facts import Facts
from emonev.services.headline_result import Counted
from emonev.services.history import uploads
from emonev.services.slide_frame import framed
from emonev.services.submissions import SubmissionRow

Told = tuple[BigNumber, tuple[Cell, ...]]
"""A large figure and the same as true numbers: count, all, share."""

MOST_ROWS = 9
"""Rows of a table that a hall can read."""


def has_quality(facts: Facts) -> bool:
    """Something was measured, and its count may be shown."""
    return not facts.headline.figure.suppressed and bool(_lengths(facts).lengths)


def quality_slide(facts: Facts) -> Slide:
    """The sheet's label beside the recomputation; implausible results; rejected rows."""
    view, check = facts.headline, _lengths(facts)
    label = next((c for c in (view.lead, view.beside) if c.kind == "label"), None)
    ours = next((c for c in (view.lead, view.beside) if c.kind == "hitung_ulang"), None)
    flagged = _few(facts, check.flagged)
    found = [
        (
            BigNumber(
                "tidak_wajar", deck_words.FLAGGED,
                percent(check.flagged / check.lengths, 2) if flagged[:1].isdigit() else flagged,
                deck_words.FLAGGED_DETAIL.format(flagged=flagged, lengths=integer(check.lengths)),
                (deck_words.FLAGGED_LINE,),
            ),
            _cells(facts, check.flagged, check.lengths),
        ),
        *_rejected(facts),
    ]  # fmt: skip
    title = deck_words.QUALITY_TITLE_PLAIN.format(
        period=view.period_label, flagged=flagged, lengths=integer(check.lengths)
    )
    if label and ours and label.numerator is not None and ours.numerator is not None:
        gap = label.numerator - ours.numerator
        title = deck_words.QUALITY_TITLE.format(
            label=percent(label.value), ours=percent(ours.value),
            gap=_gap(gap),
        )  # fmt: skip
        found = [*(_counted(one) for one in (label, ours)), *found]
    lines = [view.difference_text if not facts.public else ""]
    lines += [view.sensitivity.text.capitalize() if view.sensitivity else ""]
    lines += [view.running.text if view.running else ""]
    told = tuple(line for line in lines if line)
    shown = BigNumbers(tuple(number for number, _ in found))
    bodies: tuple[Body, ...] = (shown, Sentences(told)) if told else (shown,)
    return framed(facts, "kualitas", title, *bodies, data=[_quality_table(facts, found)])


def _gap(cases: int) -> str:
    if not cases:
        return deck_words.SAME_CASES
    more = deck_words.MORE_CASES if cases > 0 else deck_words.FEWER_CASES
    return more.format(cases=integer(abs(cases)))


def _lengths(facts: Facts) -> LengthCheck:
    return lengths_flagged(facts.cursor, facts.selection, facts.headline.area_code)


def _few(facts: Facts, count: int) -> str:
    if facts.public and 0 < count < SMALLEST_COUNT:
        return deck_words.FEWER_THAN_FIVE
    return integer(count)


def _cells(facts: Facts, count: int, of: int) -> tuple[Cell, ...]:
    """Count, all and share as true numbers; a small count and its share hidden."""
    few = facts.public and 0 < count < SMALLEST_COUNT
    return (HIDDEN, of, HIDDEN) if few else (count, of, count / of)


def _rejected(facts: Facts) -> list[Told]:
    """Rejected rows of every upload in force; a row that was rejected has no sure area."""
    if facts.headline.level != "kabupaten":
        return []
    found = [
        one
        for one in uploads(facts.cursor, facts.own_scope, facts.selection.kabupaten)
        if one.undone_at is None
    ]
    rows, rejected = sum(one.rows_read for one in found), sum(one.rejected for one in found)
    if not rows:
        return []
    text = _few(facts, rejected)
    detail = deck_words.REJECTED_DETAIL.format(rejected=text, rows=integer(rows))
    value = percent(rejected / rows, 2) if text[:1].isdigit() else text
    number = BigNumber(
        "ditolak", deck_words.REJECTED, value, detail, (deck_words.REJECTED_LINE,)
    )  # fmt: skip
    return [(number, _cells(facts, rejected, rows))]


def _counted(one: Counted) -> Told:
    detail = f"{integer(one.numerator)} dari {integer(one.denominator)}"
    number = BigNumber(one.kind, one.title, percent(one.value), detail)
    return number, (one.numerator, one.denominator, one.value)


def _quality_table(facts: Facts, found: Sequence[Told]) -> Table:
    columns = (
        Column("what", "Hal"),
        Column("counted", "Jumlah", "count"),
        Column("of", "Dari", "count"),
        Column("value", "Nilai", "share"),
    )
    rows = tuple((number.title, *cells) for number, cells in found)
    note = deck_words.HIDDEN_NOTE if any(HIDDEN in row for row in rows) else ""
    return Table("kualitas", f"Kualitas data, {facts.place}", columns, rows, note)


def has_submissions(facts: Facts) -> bool:
    """At least one puskesmas sent something."""
    return bool(facts.submissions.rows) and not facts.submissions.empty


def submissions_slide(facts: Facts) -> Slide:
    """The puskesmas that have not sent everything; all of them in the workbook."""
    rows = facts.submissions.rows
    late = [row for row in rows if any(cell.mark != "lengkap" for cell in row.cells)]
    late.sort(key=lambda row: not all(cell.mark == "belum_kirim" for cell in row.cells))
    table = deck_tables.sent_table(rows, f"Siapa belum kirim, {facts.place}")
    title = facts.headline.not_sent.text or table.title
    bodies: tuple[Body, ...] = (_late_table(late),) if late else _all_sent(facts, rows)
    more = len(late) - MOST_ROWS
    caption = [deck_words.MORE_ROWS.format(count=more)] if more > 0 else []
    return framed(
        facts, "belum_kirim", title, *bodies, data=[table],
        caption=" · ".join([*caption, facts.submissions.note]),
    )  # fmt: skip


def _all_sent(facts: Facts, rows: Sequence[SubmissionRow]) -> tuple[Body, ...]:
    """Nobody is missing: how many sent, and what is being measured now."""
    figure, running = facts.headline.figure, facts.headline.running
    numbers = BigNumbers(
        (
            BigNumber("puskesmas", deck_words.SENT_PUSKESMAS, f"{len(rows)} dari {len(rows)}", ""),
            BigNumber(
                "desa", deck_words.SENT_DESA, f"{figure.desa_reported} dari {figure.desa_total}", ""
            ),
        )
    )
    return (numbers, Sentences((running.text,))) if running else (numbers,)


def _late_table(late: list[SubmissionRow]) -> Table:
    titles = deck_words.SENT_COLUMNS
    columns = (
        Column("kecamatan", titles[0]),
        Column("puskesmas", titles[1]),
        Column("reported", titles[2], bold=True),
        Column("missing", titles[3]),
    )
    rows = tuple(
        (
            row.kecamatan,
            row.puskesmas,
            " · ".join(_cell_text(cell.mark, cell.text) for cell in row.cells),
            _listed(list(row.cells[-1].missing)),
        )
        for row in late[:MOST_ROWS]
    )
    return Table("belum_kirim", "Belum kirim lengkap", columns, rows)


def _cell_text(mark: str, text: str) -> str:
    return deck_words.SENT_MARKS["belum_kirim"] if mark == "belum_kirim" else text


def _listed(names: list[str], most: int = 3) -> str:
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} dan {len(names) - most} lagi"


def always(facts: Facts) -> bool:
    """Needs no data."""
    return True


def definitions_slide(facts: Facts) -> Slide:
    """What the words on the slides mean."""
    title = "Arti istilah pada paparan ini"
    pairs = deck_words.DEFINITIONS
    if facts.indicator.key != "stunting":
        pairs = ((facts.indicator.short_label, facts.indicator.label), *pairs[1:])
    table = deck_tables.definitions_table(pairs, title)
    return framed(facts, "definisi", title, table, data=[table])
