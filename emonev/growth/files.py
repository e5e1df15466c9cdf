"""From a file of measures to the same file with z-scores: the command ``zscore``."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
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

_NEEDS = (
    "Kolom yang dikenal: sex (m/f), age_days, weight_kg, lenhei_cm, measure (l/h), muac_cm, "
    "headc_cm, oedema (y/1). Wajib ada: sex, age_days dan sedikitnya satu ukuran."
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
    import duckdb

    kind = _kind(out_path)
    if not out_path.parent.is_dir():
        raise WrongCall(f"Folder {out_path.parent} tidak ada.")
    unfinished = out_path.with_name(f"{out_path.name}.{os.getpid()}.sementara")
    connection = duckdb.connect(config={"autoinstall_known_extensions": False})
    try:
        tables.load_tables(connection)
        # Rows keep their order only while the children are the probing side of the joins.
        connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
        source = _open(connection, in_path)
        _check(source.header, in_path)
        kept = [i for i, name in enumerate(source.header) if _known(name) not in ADDED_COLUMNS]
        query = _output(_select(source, kept, switches), source, kept, kind)
        rows = _copy(connection, query, unfinished, _options(kind, source.plain))
        connection.close()
        unfinished.replace(out_path)
    except duckdb.Error as error:
        raise _refusal(error, in_path) from error
    finally:
        connection.close()
        unfinished.unlink(missing_ok=True)
    replaced = tuple(name for i, name in enumerate(source.header) if i not in kept)
    return ZscoreFile(out_path, rows, replaced)


@dataclass(frozen=True, slots=True)
class _Source:
    """The input as a FROM clause, its header, and the SQL name of each column."""

    relation: str
    header: list[str]
    columns: list[str]
    plain: bool
    """CSV without any quotation mark: no field of it will ever need quoting."""


def _open(connection: duckdb.DuckDBPyConnection, path: Path) -> _Source:
    if not path.is_file():
        raise WrongCall(f"Berkas {path} tidak ditemukan.")
    if _kind(path) == "parquet":
        return _open_parquet(connection, path)
    return _open_csv(path)


def _open_parquet(connection: duckdb.DuckDBPyConnection, path: Path) -> _Source:
    relation = f"read_parquet({_path_literal(path)})"
    described = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    header = [str(row[0]) for row in described]
    return _Source(relation, header, [_quoted(name) for name in header], plain=False)


def _open_csv(path: Path) -> _Source:
    header = _csv_header(path)
    columns = [f"c{i}" for i in range(len(header))]
    struct = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
    relation = (
        f"read_csv({_path_literal(path)}, auto_detect = false, header = true, delim = ',', "
        f"quote = '\"', escape = '\"', columns = {{{struct}}})"
    )
    return _Source(relation, header, columns, plain=not _contains(path, b'"'))


def _csv_header(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            header = next(csv.reader(handle), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise _not_a_table(path) from error
    if not header:
        raise Refused("berkas_kosong", f"Berkas {path.name} kosong.", hint=_NEEDS)
    return header


def _contains(path: Path, byte: bytes) -> bool:
    with path.open("rb") as handle:
        return any(byte in block for block in iter(lambda: handle.read(1 << 20), b""))


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


def _select(source: _Source, kept: Sequence[int], switches: Switches) -> str:
    """The z-score SELECT over the source; the kept columns pass through as k0, k1 ..."""
    position = {
        _known(name): column for name, column in zip(source.header, source.columns, strict=True)
    }

    def text(name: str) -> str:
        return f"CAST({position[name]} AS VARCHAR)" if name in position else "CAST(NULL AS VARCHAR)"

    typed = [f"TRY_CAST({text(name)} AS DOUBLE) AS {name}" for name in ("age_days", *MEASURES)]
    coded = [
        f"{_decoded(text('sex'), SEX_CODES)} AS sex",
        f"{_decoded(text('measure'), MEASURE_CODES)} AS measure",
        f"{_decoded(text('oedema'), OEDEMA_CODES)} = 'y' AS oedema",
    ]
    through = [f"{source.columns[i]} AS k{i}" for i in kept]
    relation = f"(SELECT {', '.join(through + typed + coded)} FROM {source.relation}) AS berkas"
    return zscore_select(relation, [f"k{i}" for i in kept], switches)


def _decoded(text: str, codes: Mapping[str, tuple[str, ...]]) -> str:
    """SQL that gives the code of a spelling. The plain spellings first: they are nearly all."""
    plain = " ".join(
        f"WHEN {text} IN ({_listed(_cases(words))}) THEN '{code}'" for code, words in codes.items()
    )
    odd = f"regexp_replace(lower(trim({text})), '[.]0$', '')"
    rest = " ".join(
        f"WHEN {odd} IN ({_listed(words)}) THEN '{code}'" for code, words in codes.items()
    )
    return f"CASE WHEN {text} IS NULL THEN NULL {plain} ELSE CASE {rest} END END"


def _cases(words: Iterable[str]) -> list[str]:
    return sorted({form for word in words for form in (word, word.upper())})


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _output(select: str, source: _Source, kept: Sequence[int], kind: str) -> str:
    """The last SELECT: names restored and, for CSV, z as plain decimals."""
    through = [f"k{i} AS {_quoted(source.header[i] or f'kolom_{i + 1}')}" for i in kept]
    if kind == "parquet":
        added = list(ADDED_COLUMNS)
    else:
        # DECIMAL prints "-0.50" and never an exponent; |z| stays far below 10^16.
        texts = [f"CAST({z} AS DECIMAL(18, 2))" for z in rules.Z_COLUMNS] + list(rules.FLAG_COLUMNS)
        if source.plain:
            # One ready text for the twelve columns is written in half the time.
            pieces = ", ',', ".join(texts)
            added = [f"concat({pieces}) AS {_quoted(','.join(ADDED_COLUMNS))}"]
        else:
            added = [f"{t} AS {name}" for t, name in zip(texts, ADDED_COLUMNS, strict=True)]
    return f"SELECT {', '.join(through + added)} FROM ({select}) AS hasil"


def _copy(connection: duckdb.DuckDBPyConnection, query: str, target: Path, options: str) -> int:
    row = connection.execute(f"COPY ({query}) TO '{_escaped(str(target))}' ({options})").fetchone()
    return int(row[0]) if row else 0


def _options(kind: str, plain: bool) -> str:
    if kind == "parquet":
        return "FORMAT parquet"
    return "FORMAT csv, HEADER, DELIMITER ','" + (", QUOTE ''" if plain else "")


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
    """A path as SQL text; "[" would begin a pattern, "[[]" is the bracket itself."""
    return f"'{_escaped(str(path).replace('[', '[[]'))}'"


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
