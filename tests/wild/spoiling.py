"""Mutations that keep nothing in particular: whatever people and programs do to a sheet.

As in ``keeping``: a mutation takes a draft, its base and a source of chance.
"""

from __future__ import annotations

import random
from datetime import date, datetime
from typing import Any

from tests.wild.drafts import Base, Column, Draft, Formula
from tests.wild.keeping import Mutation

HOSTILE = (
    "=cmd|'/c calc'!A0", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1", "\r=1+1", '=HYPERLINK("http://contoh.invalid","klik")',
    "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "</td></tr></table><b>",
    "**tebal** [klik](http://contoh.invalid) ![x](x)", ":red[merah] :material/home:",
    "$x^2$ \\(y\\)",
    "{{ 7*7 }}", "{% raw %}", "%s%n%(x)s", "'; DROP TABLE child; --", "../../etc/passwd",
    "👶🏽🧒‍👩‍👧", "\u202eKILABRET\u202c", "עברית العربية", "\ufeffBOM", "nol\u200blebar",
    "\x07bel\x08\x0b\x1b[31m", "nol\x00byte", "_x0000_", "#REF!", "#N/A", "Ω≈ç√∫˜µ", "\u2028baris",
)  # fmt: skip
"""Texts that mean something to a page, a spreadsheet, a template, a shell or a terminal."""

NUMBERS: tuple[Any, ...] = (
    0, -1, 999.99, 1e300, -1e-300, 3.2e15, 1e15, 12345678901234567890, "1.2.3.4", "1,2,3", "٣٤",
    "１２", "8,2 kg", "9.35% %", "-", "–", "1e5", "1E+400", "nan", "inf", "-0", "½", "III", "±3",
    True, False,
)  # fmt: skip
DATES: tuple[Any, ...] = (
    "31/02/2023", "2023-13-45", "0000-00-00", "15 Pebruari 2024", "15-Agt-24", "44927", 44927.75,
    -5, 2958466, date(1900, 1, 1), date(9999, 12, 31), datetime(2024, 2, 29, 23, 59), "29/02/2023",
    "08/03/24", "2024.08.15", "20240815", "Senin, 5 Mei 2025", "05/06/2023 s.d. 07/06/2023",
)  # fmt: skip


def _row(draft: Draft, rng: random.Random) -> list[Any] | None:
    rows = [row for row in draft.rows if isinstance(row, list) and row]
    return rng.choice(rows) if rows else None


def _put(draft: Draft, rng: random.Random, value: Any, roles: tuple[str, ...] = ()) -> bool:
    """Put ``value`` into some cell (of a column with one of the roles)."""
    row = _row(draft, rng)
    places = [at for at, c in enumerate(draft.columns) if not roles or c.role in roles]
    if row is None or not places:
        return False
    at = rng.choice(places)
    if at < len(row):
        row[at] = value
    return at < len(row)


def hostile_cells(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Formulas, markup, markdown, emoji, right-to-left, control characters in cells."""
    for _ in range(rng.randrange(1, 6)):
        _put(draft, rng, rng.choice(HOSTILE))
    return True


def hostile_headers(draft: Draft, base: Base, rng: random.Random) -> bool:
    """The same in headers, titles and sheet names."""
    for column in rng.sample(draft.columns, min(3, len(draft.columns))):
        column.heads[-1] = rng.choice(HOSTILE)
    draft.above.insert(0, [rng.choice(HOSTILE)])
    draft.sheet = rng.choice(("=1+1", "<b>Lembar<b>", "👶 Balita", "עברית", "__Rekap__ `x`", "$x$"))
    return True


def odd_numbers(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Numbers in every form, possible and not."""
    roles = ("decimal", "count", "percent")
    put = [_put(draft, rng, rng.choice(NUMBERS), roles) for _ in range(6)]
    return any(put)


def odd_dates(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Dates in every form, possible and not; also where numbers belong."""
    roles = ("date", "decimal", "count", "text")
    put = [_put(draft, rng, rng.choice(DATES), roles) for _ in range(5)]
    return any(put)


def formulas_without_values(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Formulas that nobody computed, or whose result is an error."""
    for _ in range(5):
        result = rng.choice((None, None, "#DIV/0!", "#REF!", ""))
        _put(draft, rng, Formula(rng.choice(("=A1+1", "=1/0", "=SUM(A1:A9)")), result))
    return draft.container == "xlsx"


def misspelt_headers(draft: Draft, base: Base, rng: random.Random) -> bool:
    """A letter lost, doubled or swapped."""
    for column in rng.sample(draft.columns, min(4, len(draft.columns))):
        text = column.heads[-1]
        if len(text) > 2:
            at = rng.randrange(len(text) - 1)
            forms = (text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:],
                     text[:at] + text[at + 1] + text[at] + text[at + 2 :])  # fmt: skip
            column.heads[-1] = rng.choice(forms)
    return True


def renamed_headers(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Headers that say something else, or the header of another column."""
    for column in rng.sample(draft.columns, min(3, len(draft.columns))):
        column.heads[-1] = rng.choice(("Kolom1", "", "Data", rng.choice(draft.columns).heads[-1]))
    return True


def header_merged_away(draft: Draft, base: Base, rng: random.Random) -> bool:
    """A merge over several headers keeps the first text only."""
    start = rng.randrange(len(draft.columns))
    for column in draft.columns[start + 1 : start + rng.randrange(2, 6)]:
        column.heads = [""] * len(column.heads)
    return True


def header_dropped(draft: Draft, base: Base, rng: random.Random) -> bool:
    """No header at all."""
    draft.header = False
    return True


def header_moved(draft: Draft, base: Base, rng: random.Random) -> bool:
    """The header stands in the middle, at the end, or beyond row 30."""
    heading = [tuple(row) for row in draft.heading()]
    if rng.random() < 0.3:
        draft.above = [["catatan"]] * rng.randrange(30, 60)
        return True
    draft.header = False
    at = rng.randrange(len(draft.rows) + 1)
    draft.rows[at:at] = heading
    return True


def columns_swapped(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Two headers change places and their cells do not (names stay under theirs: nobody could
    tell them from a desa)."""
    places = [at for at, column in enumerate(draft.columns) if column.role != "identity"]
    a, b = rng.sample(places, 2)
    draft.columns[a].heads, draft.columns[b].heads = draft.columns[b].heads, draft.columns[a].heads
    return True


def columns_dropped(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Some columns are gone."""
    width = len(draft.columns)
    gone = set(rng.sample(range(width), min(width - 2, 3)))
    draft.columns = [c for at, c in enumerate(draft.columns) if at not in gone]
    draft.rows = [  # a header printed again loses them, too
        type(r)(v for at, v in enumerate(r) if at not in gone) if r and len(r) == width else r
        for r in draft.rows
    ]
    return True


def rows_shifted(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Cells of some rows moved one column: the name stands under NIK."""
    for _ in range(3):
        row = _row(draft, rng)
        if row:
            row[:] = [*row[1:], ""] if rng.random() < 0.5 else ["", *row[:-1]]
    return True


def two_hundred_columns(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Columns of junk up to 200."""
    more = 200 - len(draft.columns)
    for n in range(more):
        draft.columns.append(Column([f"Kolom {n}", *[""] * (draft.height - 1)]))
    draft.rows = [
        [*r, *[rng.choice(("", 1, "x")) for _ in range(more)]] if isinstance(r, list) else r
        for r in draft.rows
    ]
    return more > 0


def very_long_cells(draft: Draft, base: Base, rng: random.Random) -> bool:
    """As long as Excel allows."""
    for text in ("A" * 32_767, "1" * 5_000, "=" * 3_000, "a,b;c\t" * 2_000, "👶" * 8_000):
        if rng.random() < 0.5:
            _put(draft, rng, text)
    return True


def blank_and_stray_rows(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Blank rows, footers, totals and notes anywhere."""
    strays: tuple[Any, ...] = (
        None, ("Mengetahui,",), ("", "", "Kepala Puskesmas"), ("*) sementara",), ("JUMLAH", 5, 6),
        (1, 2, 3, 4), ("Sumber: e-PPGBM",), ("", " ", "\u00a0"), ("TOTAL", "", "x"), ("-",) * 5,
    )  # fmt: skip
    for _ in range(rng.randrange(2, 9)):
        draft.rows.insert(rng.randrange(len(draft.rows) + 1), rng.choice(strays))
    return True


def blocks_again(draft: Draft, base: Base, rng: random.Random) -> bool:
    """The whole block, or the header with another order, pasted below."""
    copies = [list(r) if isinstance(r, list) else r for r in draft.rows]
    heading = [tuple(row) for row in draft.heading()]
    if rng.random() < 0.5:
        heading = [tuple(reversed(row)) for row in heading]
    draft.rows = [*draft.rows, None, *heading, *copies]
    return True


def hidden_things(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Hidden rows, columns and sheets, comments; perhaps the only sheet with data is hidden."""
    draft.hidden_rows = draft.comments = True
    draft.after.append(("Rahasia", draft.grid(), True))
    if rng.random() < 0.3:
        draft.before.append(("Depan", [["kosong"]], False))
        draft.hidden = True
    return draft.container in ("xlsx", "xls")


def other_kind_beside(draft: Draft, base: Base, rng: random.Random) -> bool:
    """A sheet of another kind in the same workbook."""
    from tests.wild.bases import bases
    from tests.wild.drafts import draft as plain

    other = plain(rng.choice(list(bases().values())))
    side = draft.after if rng.random() < 0.5 else draft.before
    side.append((f"Lain {len(side)}", other.grid(), False))
    return draft.container in ("xlsx", "xls")


def another_writing(draft: Draft, base: Base, rng: random.Random) -> bool:
    """Another container, encoding, delimiter."""
    draft.container = rng.choice(("xls", "html", "csv", "csv"))
    draft.delimiter = rng.choice(",;\t|")
    draft.encoding = rng.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "latin-1"))
    draft.quote_all = rng.random() < 0.3
    draft.line_end = rng.choice(("\r\n", "\n", "\r"))
    return True


def unclosed_quotes(draft: Draft, base: Base, rng: random.Random) -> bool:
    """A quote that nobody closes, in a CSV."""
    if draft.container != "csv":
        return False
    at = rng.random()

    def open_one(content: bytes) -> bytes:
        place = int(len(content) * at)
        place -= place % 2
        quote = '"'.encode(draft.encoding.replace("-sig", "").replace("utf-16", "utf-16-le")[:9])
        return content[:place] + quote + content[place:]

    draft.bytes_changed.append(open_one)
    return True


def truncated(draft: Draft, base: Base, rng: random.Random) -> bool:
    """The download broke off."""
    share = rng.choice((0.02, 0.3, 0.7, 0.97, 0.999))
    draft.bytes_changed.append(lambda content: content[: max(1, int(len(content) * share))])
    return True


def damaged(draft: Draft, base: Base, rng: random.Random) -> bool:
    """A few bytes are others."""
    places = [(rng.random(), rng.randrange(256)) for _ in range(rng.randrange(1, 20))]

    def spoil(content: bytes) -> bytes:
        out = bytearray(content)
        for share, byte in places:
            out[int(share * (len(out) - 1))] = byte
        return bytes(out)

    draft.bytes_changed.append(spoil)
    return True


def nul_bytes(draft: Draft, base: Base, rng: random.Random) -> bool:
    """NUL between the letters of a text file."""
    if draft.container not in ("csv", "html"):
        return False
    share = rng.random()
    draft.bytes_changed.append(
        lambda c: c[: int(len(c) * share)] + b"\x00" + c[int(len(c) * share) :]
    )
    return True


def hundred_thousand_rows(draft: Draft, base: Base, rng: random.Random) -> bool:
    """As many rows as a large kabupaten; only where asked for."""
    rows = [r for r in draft.rows if isinstance(r, list)]
    draft.rows = [rows[at % len(rows)] for at in range(100_000)]
    return True


SPOILING: dict[str, Mutation] = {
    m.__name__: m
    for m in (
        another_writing, misspelt_headers, renamed_headers, header_merged_away, columns_swapped,
        columns_dropped, two_hundred_columns, rows_shifted, odd_numbers, odd_dates, hostile_cells,
        hostile_headers, formulas_without_values, very_long_cells, blank_and_stray_rows,
        blocks_again, hidden_things, other_kind_beside, header_moved, header_dropped,
        unclosed_quotes, nul_bytes, damaged, truncated,
    )
}  # fmt: skip
"""In the order in which they are applied."""

BREAKING = frozenset({"unclosed_quotes", "nul_bytes", "damaged", "truncated"})
"""Mutations after which Excel itself may not open the file."""
