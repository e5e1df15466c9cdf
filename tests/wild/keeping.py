"""Mutations that keep what a sheet says: after each of them the cube must be the very same.

A mutation takes a draft, its base and a source of chance, and returns False where it does not
apply to this draft (another container, no such column).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tests.builders import NBSP
from tests.wild.bases import anything
from tests.wild.drafts import Base, Column, Draft, Formula

Mutation = Callable[[Draft, Base, random.Random], bool]

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember")  # fmt: skip
EPOCH = date(1899, 12, 30)


def _each(draft: Draft, roles: tuple[str, ...], form: Callable[[Any], Any]) -> bool:
    """Apply ``form`` to every filled cell of columns with these roles; False where none changed."""
    chosen = [at for at, column in enumerate(draft.columns) if column.role in roles]
    changed = False
    for row in draft.rows:
        if not isinstance(row, list):
            continue
        for at in chosen:
            if anything(row[at]):
                new = form(row[at])
                changed = changed or new != row[at] or type(new) is not type(row[at])
                row[at] = new
    return changed


# --- order and place


def columns_in_another_order(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Columns swapped; those under one merged header stay side by side."""
    if base.order == "fixed" or draft.numbered:
        return False
    movable = len(draft.columns)
    if base.order == "places first":
        movable = 1 + max(at for at, c in enumerate(draft.columns) if c.role in ("place", "code"))
    runs: list[list[int]] = []
    for at, column in enumerate(draft.columns[:movable]):
        if runs and column.group and draft.columns[runs[-1][-1]].group == column.group:
            runs[-1].append(at)
        else:
            runs.append([at])
    rng.shuffle(runs)
    order = [at for run in runs for at in run] + list(range(movable, len(draft.columns)))
    draft.columns = [draft.columns[at] for at in order]
    draft.rows = [[r[at] for at in order] if isinstance(r, list) else r for r in draft.rows]
    return True


def rows_in_another_order(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Rows shuffled."""
    rng.shuffle(draft.rows)
    return True


def header_further_down(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Title lines and blank rows above the header."""
    lines: list[list[Any]] = [["PEMERINTAH KABUPATEN"], ["Dinas Kesehatan"], [], ["Laporan"], []]
    more = [rng.choice(lines) for _ in range(rng.randrange(1, 22 - len(draft.above)))]
    at = rng.randrange(len(draft.above) + 1)
    draft.above[at:at] = [list(line) for line in more]
    return True


def columns_in_front(draft: Draft, base: Base, rng: random.Random) -> bool:
    """The table does not begin in column A."""
    draft.lead += rng.randrange(1, 4)
    return True


def numbering_row(draft: Draft, base: Base, rng: random.Random) -> bool:
    """1, 2, 3 … under the header."""
    draft.numbered = True
    return True


def sheets_around(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Empty and hidden sheets and notes before and after; a hidden one must not count."""
    if draft.container in ("csv", "html"):
        return False
    other = [list(row) if isinstance(row, list) else row for row in draft.rows]
    hidden = [draft.heading(), other[:1]]
    draft.before.append(("Kosong", [], False))
    draft.after.append(("Lama", [*hidden[0], *[r for r in hidden[1] if r is not None]], True))
    draft.after.append(("Catatan", [["Catatan"], ["Sudah diperiksa"]], False))
    return True


def two_sheets(draft: Draft, base: Base, rng: random.Random) -> bool:
    """The second half stands on a sheet of its own."""
    if draft.container in ("csv", "html") or len(draft.rows) < 2 or not base.repeats:
        return False
    if draft.after or draft.before or base.name in ("wide", "sigizi"):
        return False
    half = len(draft.rows) // 2
    rest = Draft(draft.base, draft.columns, draft.rows[half:], draft.above, draft.sheet,
                 draft.numbered, lead=draft.lead)  # fmt: skip
    draft.rows = draft.rows[:half]
    draft.after.append((f"{draft.sheet} (2)", rest.grid(), False))
    return True


# --- wording


def other_spellings(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Headers spelt as the vocabulary knows them."""
    changed = False
    for column in draft.columns:
        for level, text in enumerate(column.heads):
            others = base.spellings(text) if text and not column.group else ()
            if others and rng.random() < 0.6:
                column.heads[level] = rng.choice(others)
                changed = True
    return changed


def headers_shouted_or_spaced(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Case, blanks, NBSP (and, where headers are looked up whole, punctuation) differ."""
    forms: list[Callable[[str], str]] = [
        str.upper, str.lower, lambda t: f"  {t} ", lambda t: t.replace(" ", "  "),
        lambda t: t.replace(" ", NBSP) + NBSP,
    ]  # fmt: skip
    if not base.wordy:
        forms += [lambda t: t.replace(" ", "_"), lambda t: f"{t} :"]
    groups: dict[tuple[str, str], str] = {}
    for column in draft.columns:
        for level, text in enumerate(column.heads):
            known = (column.group, text)
            new = groups.get(known) if column.group and level == 0 else None
            new = rng.choice(forms)(text) if new is None and text else new
            if column.group and level == 0 and new is not None:
                groups[known] = new
            column.heads[level] = text if new is None else new
    return True


def line_breaks_in_headers(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Alt+Enter inside a header."""
    changed = False
    for column in draft.columns:
        for level, text in enumerate(column.heads):
            if " " in text and not column.group:
                column.heads[level] = text.replace(" ", "\n", 1)
                changed = True
    return changed


def spaces_of_web_exports(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Every text ends with NBSP or blanks."""
    end = rng.choice((NBSP, " ", f"{NBSP}{NBSP}", "  "))
    roles = ("identity", "place", "sex", "flag", "text", "code")
    return _each(draft, roles, lambda v: f"{v}{end}" if isinstance(v, str) and v else v)


def places_in_another_case(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Malangke, MALANGKE, malangke, and numbers before names."""
    form = rng.choice((str.title, str.lower, str.upper, lambda t: t.replace(" ", "  ")))
    return _each(draft, ("place",), lambda v: form(v) if isinstance(v, str) else v)


def sex_in_words(draft: Draft, base: Base, rng: random.Random) -> bool:
    """L and P spelt out, small, or as numbers."""
    forms: list[dict[str, Any]] = [
        {"L": "Laki-laki", "P": "Perempuan"}, {"L": "l", "P": "p"}, {"L": 1, "P": 2},
        {"L": "LAKI - LAKI", "P": "PEREMPUAN"}, {"L": "Lk", "P": "Pr"},
    ]  # fmt: skip
    form = rng.choice(forms)
    return _each(draft, ("sex",), lambda v: form.get(v, v))


def flags_in_other_words(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Ya and Tidak as people tick them."""
    yes, no = rng.choice((("ya", "tidak"), ("Y", "T"), ("YA", "TDK"), ("Ya", "Tidak ")))
    return _each(draft, ("flag",), lambda v: {"Ya": yes, "Tidak": no}.get(v, v))


# --- dates and numbers


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def dates_in_another_form(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Cells, serials, and texts of every form."""
    forms: list[Callable[[date], Any]] = [
        date.isoformat,
        lambda d: d.strftime("%d/%m/%Y"),
        lambda d: d.strftime("%d-%m-%Y"),
        lambda d: d.strftime("%d.%m.%Y"),
        lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
        lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d.year}",
        lambda d: (d - EPOCH).days,
        lambda d: f"{d.isoformat()} 00:00:00",
        lambda d: d.strftime("%d/%m/%y"),
        lambda d: f"{d.month}/{d.day}/{d.year}",
        lambda d: f"'{d.isoformat()}",
        lambda d: d.strftime("%Y/%m/%d"),
    ]
    form = rng.choice(forms)
    return _each(draft, ("date",), lambda v: form(v) if _is_day(v) else v)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def decimals_in_another_form(draft: Draft, base: Base, rng: random.Random) -> bool:
    """12.4 as "12,4", "12.40", " 12,4 ", "'12.4"."""
    forms: list[Callable[[float], Any]] = [
        lambda n: str(n).replace(".", ","), str, lambda n: f"{n:.2f}",
        lambda n: f"{n:.2f}".replace(".", ","), lambda n: f" {n} ", lambda n: f"'{n}",
        lambda n: f"{n}{NBSP}", lambda n: f"={n}",
    ]  # fmt: skip
    form = rng.choice(forms)
    return _each(draft, ("decimal",), lambda v: form(v) if _number(v) else v)


def counts_in_another_form(draft: Draft, base: Base, rng: random.Random) -> bool:
    """1234 as "1.234", "1 234", "1,234", 1234.0, "1234", " 1234 "."""
    forms: list[Callable[[int], Any]] = [
        lambda n: f"{n:,}".replace(",", "."), lambda n: f"{n:,}".replace(",", " "),
        lambda n: f"{n:,}", float, str, lambda n: f" {n}{NBSP}", lambda n: f"'{n}",
        lambda n: f"{n:,}".replace(",", NBSP), lambda n: f"{n}.0", lambda n: f"{n},0",
    ]  # fmt: skip
    form = rng.choice(forms)
    return _each(draft, ("count",), lambda v: form(v) if isinstance(v, int) else v)


def percents_in_another_form(draft: Draft, base: Base, rng: random.Random) -> bool:
    """8.6 as "8,6 %", "8.6%", "8.6 % %"."""
    forms: list[Callable[[str], Any]] = [
        lambda t: f"{t} %", lambda t: f"{t}%".replace(".", ","), lambda t: f"{t} % %",
        lambda t: t.replace(".", ","),
    ]  # fmt: skip
    form = rng.choice(forms)
    return _each(draft, ("percent",), lambda v: form(str(v).replace("%", "").strip()))


# --- what surrounds the data


def columns_of_their_own(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Columns the user added."""
    if draft.numbered or base.order == "fixed" or base.name == "wide":
        return False
    for head in rng.sample(("Catatan Kader", "Ket. Petugas", "Paraf", "Status Bulan"), 2):
        if base.order == "free" and rng.random() < 0.5:
            draft.columns.insert(0, Column([head, *[""] * (draft.height - 1)]))
            draft.rows = [["rajin", *r] if isinstance(r, list) else r for r in draft.rows]
        else:
            draft.columns.append(Column([head, *[""] * (draft.height - 1)]))
            draft.rows = [[*r, "x"] if isinstance(r, list) else r for r in draft.rows]
    return True


def blank_rows(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Blank rows between the rows; some hold only blanks."""
    for _ in range(rng.randrange(1, 6)):
        blank = None if rng.random() < 0.6 else ("", " ", NBSP)
        draft.rows.insert(rng.randrange(len(draft.rows) + 1), blank)
    return True


def header_again(draft: Draft, base: Base, rng: random.Random) -> bool:
    """The header printed again in the middle, as on every page."""
    at = rng.randrange(1, len(draft.rows) + 1)
    draft.rows[at:at] = [tuple(row) for row in draft.heading()]
    return True


def rows_twice(draft: Draft, base: Base, rng: random.Random) -> bool:
    """A block pasted twice."""
    if not base.repeats:
        return False
    draft.rows += [list(r) if isinstance(r, list) else r for r in draft.rows[: rng.randrange(1, 4)]]
    return True


def signatures_below(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Place, date and signature under the table."""
    draft.rows += [None, ("", "", "Mengetahui,"), ("", "", "Kepala Puskesmas"), None,
                   ("", "", "Dr. Contoh")]  # fmt: skip
    return True


def total_row(draft: Draft, base: Base, rng: random.Random) -> bool:
    """JUMLAH under the counts: a checksum, no row."""
    if base.name in ("survey", "krs_family", "long", "targets"):
        return False
    total: list[Any] = []
    for at, column in enumerate(draft.columns):
        cells = [r[at] for r in draft.rows if isinstance(r, list)]
        summed = column.role == "count" and all(isinstance(c, int) for c in cells if anything(c))
        total.append(sum(c for c in cells if anything(c)) if summed else "")
    place = next(at for at, c in enumerate(draft.columns) if c.role in ("place", "identity"))
    total[place] = "JUMLAH"
    draft.rows.append(tuple(total))
    return True


# --- containers and dress


def another_container(draft: Draft, base: Base, rng: random.Random) -> bool:
    """xls, HTML, CSV with every delimiter, encoding and line end."""
    if draft.before or draft.after or "line_breaks_in_headers" in draft.done:
        draft.container = "xls"  # a CSV record of more than five lines is no record to the reader
        return True
    draft.container = rng.choice(("xls", "html", "csv", "csv", "csv"))
    if draft.container == "csv":
        draft.delimiter = rng.choice((",", ";", "\t", "|"))
        draft.encoding = rng.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16"))
        draft.quote_all = rng.random() < 0.3
        draft.line_end = rng.choice(("\r\n", "\n"))
        draft.first_line = f"sep={draft.delimiter}\r\n" if rng.random() < 0.2 else ""
    return True


def dressed(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Merged headers, comments, hidden rows and columns of a real xlsx."""
    draft.merged, draft.comments, draft.hidden_rows = True, True, True
    return draft.container == "xlsx"


def computed(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Figures are formulas whose results Excel kept."""
    if draft.container != "xlsx":
        return False
    return _each(
        draft, ("count", "decimal"),
        lambda v: Formula(f"=ROUND({v},4)", v) if _number(v) else v,
    )  # fmt: skip


KEEPING: dict[str, Mutation] = {
    m.__name__: m
    for m in (
        columns_in_another_order, rows_in_another_order, header_further_down, columns_in_front,
        numbering_row, sheets_around, two_sheets, other_spellings, headers_shouted_or_spaced,
        line_breaks_in_headers, spaces_of_web_exports, places_in_another_case, sex_in_words,
        flags_in_other_words, dates_in_another_form, decimals_in_another_form,
        counts_in_another_form, percents_in_another_form, columns_of_their_own, blank_rows,
        header_again, rows_twice, signatures_below, total_row, another_container, dressed, computed,
    )
}  # fmt: skip

ORDER = list(KEEPING)
"""Mutations are applied in this order: values before forms, columns before what repeats them."""


# --- and two that do not keep it


def lose_a_row(draft: Draft, base: Base, rng: random.Random) -> bool:
    """The last row is gone."""
    del draft.rows[-1]
    return True


def lose_a_figure(draft: Draft, base: Base, rng: random.Random) -> bool:
    """One figure of the first row is another one (of a child: it grew by 9 cm)."""
    wanted = {"by_name": "Tinggi", "krs_family": "Keluarga Sasaran",
              "sasaran": "Total", "survey": "Persentase", "targets": "Target", "areas": "Desa",
              "puskesmas": "Puskesmas", "aliases": "Ejaan lain"}.get(base.name)  # fmt: skip
    for at, column in enumerate(draft.columns):
        if (column.heads[-1] == wanted) if wanted else column.role == "count":
            value = draft.rows[0][at]
            other = f"{value} BARU" if isinstance(value, str) else value + 9
            draft.rows[0][at] = {"Ya": "Tidak", "Tidak": "Ya"}.get(value, other)
            return True
    return False


LOSING: dict[str, Mutation] = {m.__name__: m for m in (lose_a_row, lose_a_figure)}
