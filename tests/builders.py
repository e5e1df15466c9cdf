"""Builders with dull defaults: a test says only what matters.

``child(weight_kg=9855)`` is one row of a by-name export as the file spells it (everything text or
number, as typed), ``workbook(folder, [child(), …], container="xls")`` writes the file. Every name
and NIK here is invented. Not part of the product.
"""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

NBSP = "\u00a0"

EXPORT_COLUMNS: dict[str, str] = {
    "number": "No",
    "nik": "NIK",
    "name": "Nama",
    "sex": "JK",
    "birth_date": "Tgl Lahir",
    "birth_weight_kg": "BB Lahir",
    "birth_length_cm": "TB Lahir",
    "parent": "Nama Ortu",
    "province": "Prov",
    "kabupaten": "Kab/Kota",
    "kecamatan": "Kec",
    "puskesmas": "Pukesmas",
    "desa": "Desa/Kel",
    "posyandu": "Posyandu",
    "rt": "RT",
    "rw": "RW",
    "address": "Alamat",
    "age_text": "Usia Saat Ukur",
    "measured_on": "Tanggal Pengukuran",
    "weight_kg": "Berat",
    "lenhei_cm": "Tinggi",
    "measure": "Cara Ukur",
    "muac_cm": "LiLA",
    "label_waz": "BB/U",
    "sheet_waz": "ZS BB/U",
    "label_haz": "TB/U",
    "sheet_haz": "ZS TB/U",
    "label_whz": "BB/TB",
    "sheet_whz": "ZS BB/TB",
    "weight_gain": "Naik Berat Badan",
    "pmt": "PMT Diterima (kg)",
    "vitamin_a": "Jml Vit A",
    "kpsp": "KPSP",
    "kia": "KIA",
}
"""Builder's key → header of the 2023–25 export, in its order ("Pukesmas" is the original's)."""

EXPORT_HEADER: tuple[str, ...] = tuple(EXPORT_COLUMNS.values())


def child(**changes: Any) -> dict[str, Any]:
    """One row of a by-name export, as typed in the file: header → value.

    Keys of ``changes`` are the keys of ``EXPORT_COLUMNS``; ``i=7`` gives child number 7 with a name
    and NIK of its own. A key that is not a builder's key is taken as a header the user added.
    """
    i = int(changes.pop("i", 1))
    row: dict[str, Any] = {
        "number": i,
        "nik": f"99{i:013d}7",
        "name": f"ANAK CONTOH {i}",
        "sex": "L",
        "birth_date": "2022-03-15",
        "birth_weight_kg": 3,
        "birth_length_cm": 49,
        "parent": f"ORANG TUA CONTOH {i}",
        "province": "SULAWESI SELATAN",
        "kabupaten": "LUWU UTARA",
        "kecamatan": "MALANGKE",
        "puskesmas": "MALANGKE",
        "desa": "TOKKE",
        "posyandu": "MELATI 1",
        "rt": "1",
        "rw": "2",
        "address": "DUSUN CONTOH",
        "age_text": "2 Tahun - 5 Bulan - 1 Hari",
        "measured_on": "2024-08-15",
        "weight_kg": 12.4,
        "lenhei_cm": 89.5,
        "measure": "Berdiri",
        "muac_cm": 14.5,
        "label_waz": "Berat Badan Normal",
        "sheet_waz": -0.3,
        "label_haz": "Normal",
        "sheet_haz": -0.8,
        "label_whz": "Gizi Baik",
        "sheet_whz": 0.2,
        "weight_gain": "N",
        "pmt": "-",
        "vitamin_a": 1,
        "kpsp": "-",
        "kia": "-",
    }
    row.update(changes)
    return {EXPORT_COLUMNS.get(key, key): value for key, value in row.items()}


def workbook(
    folder: Path,
    rows: Iterable[Mapping[str, Any] | Sequence[Any]],
    *,
    header: Sequence[str] | None = EXPORT_HEADER,
    container: str = "xlsx",
    name: str = "berkas",
    sheet: str = "Application List",
    above: Sequence[Sequence[Any]] = (("Data Tanggal : 2024-09-03 18:28:44",),),
    delimiter: str = ",",
    encoding: str = "utf-8",
    nbsp: bool = False,
    sheets: Mapping[str, Sequence[Sequence[Any]]] | None = None,
) -> Path:
    """Write a file ``folder/name.<ext>`` and return its path.

    ``rows``: mappings (header → value, as ``child`` makes them) or plain sequences; ``header`` the
    header row (None: no header row); ``above`` rows above it. ``container``: "xlsx", "xls" (BIFF),
    "html" (named .xls), "csv". ``nbsp`` ends every text cell with U+00A0 as the export does.
    ``sheets`` adds further sheets as plain rows (xlsx and xls).
    """
    grid: list[list[Any]] = [list(r) for r in above]
    if header is not None:
        grid.append(list(header))
    for row in rows:
        if isinstance(row, Mapping):
            assert header is not None, "mappings need a header"
            grid.append([row.get(h, "") for h in header])
        else:
            grid.append(list(row))
    if nbsp:
        grid = [[f"{v}{NBSP}" if isinstance(v, str) and v else v for v in r] for r in grid]
    folder.mkdir(parents=True, exist_ok=True)
    extra = {k: [list(r) for r in v] for k, v in (sheets or {}).items()}
    all_sheets = {sheet: grid, **extra}
    if container == "xlsx":
        return _write_xlsx(folder / f"{name}.xlsx", all_sheets)
    if container == "xls":
        return _write_xls(folder / f"{name}.xls", all_sheets)
    if container == "html":
        return _write_html(folder / f"{name}.xls", grid)
    if container == "csv":
        return _write_csv(folder / f"{name}.csv", grid, delimiter, encoding)
    raise ValueError(container)


def _write_xlsx(path: Path, sheets: Mapping[str, list[list[Any]]]) -> Path:
    import datetime

    import xlsxwriter

    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}
    )
    for title, grid in sheets.items():
        page = book.add_worksheet(title)
        for r, row in enumerate(grid):
            for c, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, (datetime.datetime, datetime.date)):
                    page.write_datetime(r, c, value)  # type: ignore[arg-type]
                else:
                    page.write(r, c, value)
    book.close()
    return path


def _write_xls(path: Path, sheets: Mapping[str, list[list[Any]]]) -> Path:
    import datetime

    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    date_style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for title, grid in sheets.items():
        page = book.add_sheet(title)
        for r, row in enumerate(grid):
            for c, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, (datetime.datetime, datetime.date)):
                    page.write(r, c, value, date_style)
                else:
                    page.write(r, c, value)
    book.save(str(path))
    return path


def _write_html(path: Path, grid: list[list[Any]]) -> Path:
    lines = ['<table border="1">']
    for row in grid:
        cells = "".join(f"<td>{html.escape(_text(v)).replace(NBSP, '&nbsp;')}</td>" for v in row)
        lines.append(f"<tr>{cells}</tr>")
    lines.append("</table>")
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _write_csv(path: Path, grid: list[list[Any]], delimiter: str, encoding: str) -> Path:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in grid:
        writer.writerow([_text(v) for v in row])
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def _text(value: Any) -> str:
    return "" if value is None else str(value)
