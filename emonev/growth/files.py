"""From a file of measures to the same file with z-scores: the command ``zscore``."""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from types import ModuleType
from typing import TYPE_CHECKING

from emonev.errors import EmonevError, Refused, WrongCall
from emonev.growth import rules, tables
from emonev.growth.rules import WHO, Switches
from emonev.growth.select import zscore_select

if TYPE_CHECKING:
    import duckdb

REQUIRED = ("sex", "age_days")
MEASURES = ("weight_kg", "lenhei_cm", "muac_cm", "headc_cm")
INPUT_COLUMNS = (*REQUIRED, *MEASURES, "measure", "oedema")
ADDED_COLUMNS = (*rules.Z_COLUMNS, *rules.FLAG_COLUMNS)

# Accepted spellings; upper case, spaces around and ".0" (a number that lost its type) too.
SEX_CODES = {"m": ("m", "1"), "f": ("f", "2")}
MEASURE_CODES = {"l": ("l",), "h": ("h",)}
OEDEMA_CODES = {"y": ("y", "1", "true"), "n": ("n", "0", "false")}

_FLAG_CELLS = ("0", "1", "")
"""What a flag's cell can hold; the place is the flag, the last one stands for none."""

_NEVER = "\x01"
# A CSV with none of these has no quoted field, and no line that the delimiter _NEVER would cut.
_SPECIAL = b'"' + _NEVER.encode()
_BLOCK = 1 << 20
_SMALLEST_PIECE = 8 << 20
_NEEDS = (
    "CSV berpemisah koma, UTF-8. Kolom yang dikenal: sex (m/f), age_days, weight_kg, lenhei_cm, "
    "measure (l/h), muac_cm, headc_cm, oedema (y/1). Wajib ada: sex, age_days dan sedikitnya satu "
    "ukuran."
)


@dataclass(frozen=True, slots=True)
class ZscoreFile:
    """What was written: the file, its number of rows, and input columns that were recomputed."""

    path: Path
    rows: int
    replaced: tuple[str, ...]


def zscore_file(in_path: Path, out_path: Path, switches: Switches = WHO) -> ZscoreFile:
    """Write ``in_path``'s rows, in their order, to ``out_path`` with twelve columns added.

    Each path is a .csv (comma, UTF-8, header) or a .parquet. Columns: see ``INPUT_COLUMNS``; others
    pass through, in CSV as the text they were. Missing optional columns, and cells that hold no
    number, count as empty. Added: z with 2 decimals and flags 0|1, empty where not computed; input
    columns already named like these are replaced. ``out_path`` appears only when complete.
    Raises WrongCall (no such file, unknown kind) and Refused (no table, or columns missing).
    """
    # Loading DuckDB takes as long as scoring 150,000 rows; meanwhile the input is looked through.
    Thread(target=_duckdb).start()
    kind = _kind(out_path)
    if not out_path.parent.is_dir():
        raise WrongCall(f"Folder {out_path.parent} tidak ada.")
    with TemporaryDirectory(dir=out_path.parent, prefix=".zscore-") as folder:
        finished = Path(folder) / "hasil"
        try:
            source = _open(in_path, by_line=kind == "csv")
            rows = _write(source, in_path, finished, kind, switches)
        except _duckdb().Error as error:
            raise _refusal(error, in_path) from error
        finished.replace(out_path)
    replaced = tuple(name for name in source.header if _known(name) in ADDED_COLUMNS)
    return ZscoreFile(out_path, rows, replaced)


def _write(source: _Source, path: Path, target: Path, kind: str, switches: Switches) -> int:
    if not source.by_line:
        return _copy(source, target, kind, switches)
    try:
        return _write_parts(source.header, path, target, switches)
    except _duckdb().InvalidInputException:
        # Read by columns, DuckDB names the line that breaks.
        return _copy(_open(path, by_line=False), target, kind, switches)


def _write_parts(header: list[str], path: Path, target: Path, switches: Switches) -> int:
    """Score pieces of the file side by side, then put them together in their order.

    DuckDB's joins keep the order of rows only within one thread; one thread per piece keeps it and
    still uses every core.
    """
    size = max(1, min(os.cpu_count() or 1, path.stat().st_size // _SMALLEST_PIECE))
    bounds = _bounds(path, size)
    pieces = [target.parent / f"{number}.csv" for number in range(size)]

    def score(number: int) -> int:
        piece = pieces[number]
        _cut(path, piece, bounds[number], bounds[number + 1])
        source = _open_lines(piece, header)
        return _copy(source, piece.with_suffix(".z"), "csv", switches, titled=number == 0)

    with ThreadPoolExecutor(size) as pool:
        rows = list(pool.map(score, range(size)))
    _join([piece.with_suffix(".z") for piece in pieces], target)
    return sum(rows)


def _bounds(path: Path, size: int) -> list[int]:
    """Where ``size`` pieces of about equal length begin and end, each of whole lines (bytes)."""
    total = path.stat().st_size
    bounds = [0]
    with path.open("rb") as whole:
        for number in range(1, size):
            whole.seek(max(bounds[-1], total * number // size))
            whole.readline()
            bounds.append(whole.tell())
    return [*bounds, total]


def _cut(path: Path, piece: Path, start: int, end: int) -> None:
    """Copy the bytes from ``start`` to ``end``, with a first line to skip where there is none."""
    with path.open("rb") as whole, piece.open("wb") as part:
        if start:
            part.write(b"judul\n")
        whole.seek(start)
        while (left := end - whole.tell()) > 0:
            part.write(whole.read(min(left, _BLOCK)))


def _join(pieces: Sequence[Path], target: Path) -> None:
    with pieces[0].open("ab") as whole:
        for piece in pieces[1:]:
            with piece.open("rb") as part:
                shutil.copyfileobj(part, whole, _BLOCK)
    pieces[0].replace(target)


def _duckdb() -> ModuleType:
    """DuckDB, loaded at the first call; "except" clauses ask only once something was raised."""
    import duckdb

    return duckdb


@contextmanager
def _database(*, in_order: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with WHO's tables; ``in_order``: rows come out in the order they went in."""
    import duckdb

    with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
        if in_order:
            # In one thread a join leaves the rows in order; in several it shuffles them by 2,048.
            connection.execute("SET threads = 1")
        tables.load_tables(connection)
        # The children must stay the probing side of the joins, however few they are.
        connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        yield connection


_NUMBER_TYPES = frozenset(
    {"DOUBLE", "FLOAT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UINTEGER"}
)


@dataclass(frozen=True, slots=True)
class _Source:
    """The input as a FROM clause, with the SQL text of each header's cell."""

    relation: str
    header: list[str]
    cells: list[str]
    numbers: frozenset[str] = frozenset()
    """Cells that are numbers already (Parquet): they need no reading of text."""
    row_number: str = ""
    """SQL text of a row's place in the file (Parquet knows it): all cores work, then it sorts."""
    by_line: bool = False
    """CSV without quotation marks: its lines pass through whole (column ``line``), which is read
    and written in half the time of single columns."""

    def through(self) -> list[tuple[str, str]]:
        """(SQL text, name in the output) of what passes through."""
        if self.by_line:
            return [("line", ",".join(self.header))]
        return [
            (cell, name or f"kolom_{i + 1}")
            for i, (cell, name) in enumerate(zip(self.cells, self.header, strict=True))
            if _known(name) not in ADDED_COLUMNS
        ]


def _open(path: Path, *, by_line: bool) -> _Source:
    if not path.is_file():
        raise WrongCall(f"Berkas {path} tidak ditemukan.")
    if _kind(path) == "parquet":
        source = _open_parquet(path)
    else:
        header = _csv_header(path)
        recomputed = any(_known(name) in ADDED_COLUMNS for name in header)
        whole = by_line and not recomputed and not _contains(path, _SPECIAL)
        source = _open_lines(path, header) if whole else _open_columns(path, header)
    _check(source.header, path)
    return source


def _open_parquet(path: Path) -> _Source:
    relation = f"read_parquet({_path_literal(path)})"
    with _database() as connection:
        described = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    header = [str(row[0]) for row in described]
    if "file_row_number" in header:
        return _Source(relation, header, [_quoted(name) for name in header])
    numbers = frozenset(_quoted(str(row[0])) for row in described if row[1] in _NUMBER_TYPES)
    return _Source(
        f"read_parquet({_path_literal(path)}, file_row_number = true)",
        header,
        [_quoted(name) for name in header],
        numbers,
        "file_row_number",
    )


def _open_columns(path: Path, header: list[str]) -> _Source:
    cells = [f"c{i}" for i in range(len(header))]
    return _Source(_read_csv(path, cells, ",", '"'), header, cells)


def _open_lines(path: Path, header: list[str]) -> _Source:
    lines = _read_csv(path, ["line"], _NEVER, "")
    cells = f"(SELECT line, string_split(line, ',') AS cells FROM {lines} WHERE line <> '')"
    ragged = "CAST(error('jumlah kolom') AS VARCHAR[])"
    relation = (
        f"(SELECT line, CASE WHEN len(cells) = {len(header)} THEN cells ELSE {ragged} END AS cells "
        f"FROM {cells}) AS baris"
    )
    return _Source(relation, header, [f"cells[{i + 1}]" for i in range(len(header))], by_line=True)


def _read_csv(path: Path, columns: Sequence[str], delimiter: str, quote: str) -> str:
    struct = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
    return (
        f"read_csv({_path_literal(path)}, auto_detect = false, header = true, "
        f"delim = '{delimiter}', quote = '{quote}', escape = '{quote}', columns = {{{struct}}})"
    )


def _csv_header(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            header = next(csv.reader(handle), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise _not_a_table(path) from error
    if not header:
        raise Refused("berkas_kosong", f"Berkas {path.name} kosong.", hint=_NEEDS)
    return header


def _contains(path: Path, marks: bytes) -> bool:
    with path.open("rb") as handle:
        blocks = iter(lambda: handle.read(_BLOCK), b"")
        return any(mark in block for block in blocks for mark in marks)


def _check(header: Sequence[str], path: Path) -> None:
    names = [_known(name) for name in header]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise Refused(
            "kolom_ganda", f"Berkas {path.name}: kolom {', '.join(twice)} ada lebih dari sekali."
        )
    missing = [name for name in REQUIRED if name not in names]
    if not missing and not set(MEASURES) & set(names):
        missing = ["weight_kg atau ukuran lain"]
    if missing:
        raise Refused(
            "kolom_kurang",
            f"Berkas {path.name} tidak punya kolom {', '.join(missing)}.",
            hint=_NEEDS,
        )


def _copy(
    source: _Source, target: Path, kind: str, switches: Switches, *, titled: bool = True
) -> int:
    """Write the target as ``kind`` ("csv" or "parquet"); return its number of rows."""
    through = source.through()
    kept = [f"k{i}" for i in range(len(through))] + (["place"] if source.row_number else [])
    select = zscore_select(_measures(source, through), kept, switches)
    if source.by_line:
        columns = f"{_added_to_line()} AS {_quoted(','.join([*source.header, *ADDED_COLUMNS]))}"
    else:
        named = [f"k{i} AS {_quoted(name)}" for i, (_, name) in enumerate(through)]
        columns = ", ".join(named + _added(kind))
    options = "FORMAT parquet" if kind == "parquet" else f"FORMAT csv, HEADER {titled}"
    if source.by_line:
        options += ", QUOTE ''"
    order = "ORDER BY place" if source.row_number else ""
    copy = f"COPY (SELECT {columns} FROM ({select}) AS hasil {order}) TO '{_escaped(str(target))}'"
    with _database(in_order=not order) as connection:
        row = connection.execute(f"{copy} ({options})").fetchone()
    return int(row[0]) if row else 0


def _measures(source: _Source, through: Sequence[tuple[str, str]]) -> str:
    """The source as the relation the z-score SELECT wants, with k0, k1 ... passing through."""
    cell_of = dict(zip(map(_known, source.header), source.cells, strict=True))

    def text(name: str) -> str:
        return f"CAST({cell_of.get(name, 'NULL')} AS VARCHAR)"

    def number(name: str) -> str:
        return cell_of[name] if cell_of.get(name) in source.numbers else text(name)

    columns = [f"{cell} AS k{i}" for i, (cell, _) in enumerate(through)]
    if source.row_number:
        columns.append(f"{source.row_number} AS place")
    columns += [f"TRY_CAST({number(name)} AS DOUBLE) AS {name}" for name in ("age_days", *MEASURES)]
    columns += [
        f"{_decoded(text('sex'), SEX_CODES)} AS sex",
        f"{_decoded(text('measure'), MEASURE_CODES)} AS measure",
        f"{_decoded(text('oedema'), OEDEMA_CODES)} = 'y' AS oedema",
    ]
    return f"(SELECT {', '.join(columns)} FROM {source.relation}) AS berkas"


def _decoded(text: str, codes: Mapping[str, tuple[str, ...]]) -> str:
    """SQL that gives the code of a spelling. The plain spellings first: they are nearly all."""
    plain = " ".join(
        f"WHEN {text} IN ({_listed(_cases(words))}) THEN '{code}'" for code, words in codes.items()
    )
    odd = f"regexp_replace(lower(trim({text})), '[.]0$', '')"
    known = f"{text} IS NULL OR {text} = ''"
    rest = " ".join(
        f"WHEN {odd} IN ({_listed(words)}) THEN '{code}'" for code, words in codes.items()
    )
    return f"CASE WHEN {known} THEN NULL {plain} ELSE CASE {rest} END END"


def _cases(words: Iterable[str]) -> list[str]:
    return sorted({form for word in words for form in (word, word.upper())})


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _added(kind: str) -> list[str]:
    """SQL of the twelve added columns; in CSV z is plain decimal text ("-0.50", no exponent)."""
    if kind == "parquet":
        return list(ADDED_COLUMNS)
    z = zip(_z_texts(), rules.Z_COLUMNS, strict=True)
    return [f"{text} AS {name}" for text, name in z] + list(rules.FLAG_COLUMNS)


def _z_texts() -> list[str]:
    # |z| stays far below 10^16 (measures end at rules.LARGEST_NUMBER).
    return [f"CAST({name} AS DECIMAL(18, 2))" for name in rules.Z_COLUMNS]


def _added_to_line() -> str:
    """SQL of the whole output line: k0 (the input line) and what is added, with commas."""
    return f"concat({_with_commas(['k0', *_z_texts(), _flag_texts()])})"


def _flag_texts() -> str:
    """SQL of the six flags as one text, taken from all 3^6 there are: four times faster."""
    flags = rules.FLAG_COLUMNS
    texts = (",".join(cells) for cells in product(_FLAG_CELLS, repeat=len(flags)))
    number = " + ".join(
        f"coalesce({flag}, {_FLAG_CELLS.index('')}) * {len(_FLAG_CELLS) ** place}"
        for place, flag in enumerate(reversed(flags))
    )
    return f"[{_listed(texts)}][{number} + 1]"


def _with_commas(texts: Iterable[str]) -> str:
    return ", ',', ".join(texts)


def _kind(path: Path) -> str:
    kind = path.suffix.lower().removeprefix(".")
    if kind not in ("csv", "parquet"):
        raise WrongCall(f"Berkas {path.name} harus berakhiran .csv atau .parquet.")
    return kind


def _known(name: str) -> str:
    return name.strip().lower()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _escaped(text: str) -> str:
    return text.replace("'", "''")


def _path_literal(path: Path) -> str:
    """A path as SQL text; "*", "?" and "[" would begin a pattern, in brackets they are plain."""
    plain = re.sub(r"([*?[])", r"[\1]", str(path))
    return f"'{_escaped(plain)}'"


def _not_a_table(path: Path) -> Refused:
    return Refused(
        "bukan_tabel",
        f"Berkas {path.name} tidak dapat dibaca sebagai tabel.",
        hint="Simpan sebagai CSV UTF-8 berpemisah koma dengan satu baris judul, lalu coba lagi.",
    )


def _refusal(error: duckdb.Error, path: Path) -> EmonevError:
    """DuckDB's complaint in the user's words, with the broken line when it names one."""
    import duckdb

    if not isinstance(error, duckdb.InvalidInputException | duckdb.ConversionException):
        return EmonevError(f"Nilai z untuk {path.name} tidak dapat ditulis.", hint=str(error))
    line = re.search(r"(?:CSV Error on )?Line: (\d+)", str(error))
    refusal = _not_a_table(path)
    if line:
        refusal.message = f"Berkas {path.name} rusak pada baris {line.group(1)}."
    return refusal
