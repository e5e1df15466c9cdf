"""Siapa belum kirim: puskesmas × month, derived from what was uploaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from emonev.core.indonesian import long_day
from emonev.core.period import Period, month
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.services import words
from emonev.services.reach import reached_area
from emonev.store.store import Cursor, sql


@dataclass(frozen=True, slots=True)
class SubmissionCell:
    """One puskesmas in one month. ``mark``: "lengkap" | "sebagian" | "belum_kirim".

    ``desa_total`` counts the desa this puskesmas ever reported; where it is the only one known in
    its kecamatan, or never reported any, the kecamatan's desa.
    ``missing`` are the names of the desa not yet reported. ``text`` is ready to print ("7/9");
    ``recap``: nothing by name came, only a recap (text "7/9*").
    """

    month: Period
    desa_reported: int
    desa_total: int
    children: int
    measured: int
    last_measured_on: date | None
    last_imported_at: datetime | None
    missing: tuple[str, ...]
    mark: str
    text: str
    recap: bool = False


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One puskesmas, months in the order of the view."""

    kecamatan_code: str
    kecamatan: str
    puskesmas: str
    cells: tuple[SubmissionCell, ...]
    last_measured_on: date | None
    last_imported_at: datetime | None


@dataclass(frozen=True, slots=True)
class Submissions:
    """Everything the page draws; ``title`` says the newest month ("4 dari 23 puskesmas …")."""

    kabupaten: str
    kabupaten_name: str
    months: tuple[Period, ...]
    rows: tuple[SubmissionRow, ...]
    title: str
    not_sent: int
    partial: int
    note: str
    empty: str


_When = TypeVar("_When", date, datetime)

UNKNOWN_PUSKESMAS = "(puskesmas belum dikenal)"
"""Shown for a kecamatan that never sent anything and has no puskesmas in the master."""


def recent_months(cursor: Cursor, scope: Scope, kabupaten: str, count: int) -> tuple[Period, ...]:
    """The ``count`` months up to the newest with children or a recap, oldest first.

    Empty while nothing is stored.
    """
    reached_area(scope, kabupaten)
    row = cursor.execute(sql("newest_sent"), {"kabupaten": kabupaten}).fetchone()
    if row is None or row[0] is None:
        return ()
    year, number = (int(part) for part in str(row[0]).split("-"))
    last = year * 12 + number - 1
    return tuple(month(at // 12, at % 12 + 1) for at in range(last - count + 1, last + 1))


def submissions(
    cursor: Cursor, scope: Scope, kabupaten: str, months: Sequence[Period]
) -> Submissions:
    """Puskesmas × ``months`` of the kabupaten, by kecamatan and name. Raises NoAccess.

    A viewer of one kecamatan gets that kecamatan's rows only.
    """
    inside = reached_area(scope, kabupaten)
    sent = _sent(cursor, kabupaten, months)
    expected = _expected_desa(cursor, kabupaten)
    rows = tuple(
        _row(kecamatan_code, kecamatan, name, months, expected[kecamatan_code, name], sent)
        for kecamatan_code, kecamatan, name in _known(cursor, kabupaten)
        if inside == kabupaten or _holds(kecamatan_code, inside)
    )
    starred = any(cell.recap for row in rows for cell in row.cells)
    return _titled(
        Submissions(
            kabupaten=kabupaten,
            kabupaten_name=_name(cursor, kabupaten),
            months=tuple(months),
            rows=rows,
            title="",
            not_sent=0,
            partial=0,
            note=words.SUBMISSIONS_NOTE + (words.RECAP_ONLY_NOTE if starred else ""),
            empty="",
        )
    )


def _holds(kecamatan_code: str, inside: str) -> bool:
    return bool(kecamatan_code) and f"{inside}.".startswith(f"{kecamatan_code}.")


def reminder(
    view: Submissions, kecamatan_code: str, puskesmas: str, *, deadline: date | None = None
) -> str:
    """A polite text for WhatsApp: what this puskesmas has not sent. "" when nothing is missing.

    Holds names of places and months only, never anything of a child. Raises WrongCall for a
    puskesmas that is not in the view.
    """
    for row in view.rows:
        if (row.kecamatan_code, row.puskesmas) == (kecamatan_code, puskesmas):
            return _reminder(view, row, deadline)
    raise WrongCall(f"Puskesmas tidak dikenal: {puskesmas}.")


def _reminder(view: Submissions, row: SubmissionRow, deadline: date | None) -> str:
    missing = [_missing_line(cell) for cell in row.cells if cell.mark != "lengkap"]
    if not missing:
        return ""
    by_when = f" paling lambat {long_day(deadline)}" if deadline else ""
    return words.REMINDER.format(
        puskesmas=_puskesmas_words(row.puskesmas),
        kecamatan=row.kecamatan,
        missing="\n".join(missing),
        by_when=by_when,
        kabupaten=view.kabupaten_name,
    )


def _puskesmas_words(name: str) -> str:
    if name in ("", UNKNOWN_PUSKESMAS):
        return "Puskesmas"
    return name if name.lower().startswith("puskesmas") else f"Puskesmas {name}"


def _missing_line(cell: SubmissionCell) -> str:
    label = cell.month.label
    if cell.mark == "belum_kirim":
        return f"• {label}: belum ada data ({cell.desa_total} desa/kelurahan)"
    return (
        f"• {label}: {cell.desa_reported} dari {cell.desa_total} desa/kelurahan sudah masuk; "
        f"belum: {words.listed(cell.missing)}"
    )


def _titled(view: Submissions) -> Submissions:
    if not view.months or not any(cell.children for row in view.rows for cell in row.cells):
        return replace(view, empty=words.NO_SUBMISSIONS, not_sent=len(view.rows))
    newest = [row.cells[-1].mark for row in view.rows]
    not_sent, partial = newest.count("belum_kirim"), newest.count("sebagian")
    label = view.months[-1].label
    title = f"{not_sent} dari {len(newest)} puskesmas belum kirim data {label}"
    if not not_sent:
        all_of = f"Semua {len(newest)} puskesmas" if len(newest) > 1 else "Satu-satunya puskesmas"
        title = f"{all_of} sudah kirim data {label}"
    if partial:
        title += f", {partial} baru sebagian desa"
    return replace(view, title=title, not_sent=not_sent, partial=partial)


_Key = tuple[str, str]
_Desa = Mapping[str, str]
_Sent = Mapping[tuple[str, str, str, bool], dict[str, Any]]
"""(month, kecamatan, puskesmas in small letters, recap or by name) → what came."""


def _row(
    kecamatan_code: str,
    kecamatan: str,
    puskesmas: str,
    months: Sequence[Period],
    desa: _Desa,
    sent: _Sent,
) -> SubmissionRow:
    cells = tuple(
        _cell(one, desa, _came(sent, one.key, kecamatan_code, puskesmas, desa)) for one in months
    )
    measured = [cell.last_measured_on for cell in cells if cell.last_measured_on]
    imported = [cell.last_imported_at for cell in cells if cell.last_imported_at]
    return SubmissionRow(
        kecamatan_code=kecamatan_code,
        kecamatan=kecamatan,
        puskesmas=puskesmas or UNKNOWN_PUSKESMAS,
        cells=cells,
        last_measured_on=max(measured, default=None),
        last_imported_at=max(imported, default=None),
    )


def _came(
    sent: _Sent, period: str, kecamatan: str, puskesmas: str, desa: _Desa
) -> list[dict[str, Any]]:
    """Children and recap of the puskesmas; of a recap of its kecamatan what is about its desa."""
    name = puskesmas.lower()
    own = [sent.get((period, kecamatan, name, recap)) for recap in (False, True)]
    found = [one for one in own if one is not None]
    around = sent.get((period, kecamatan, "", True)) if name else None
    if around is not None and (around["whole"] or desa.keys() & set(around["desa_codes"])):
        inside = [code for code in around["desa_codes"] if code in desa]
        found.append(around | {"desa_codes": inside, "children": 0, "measured": 0})
    return found


def _cell(one: Period, desa: _Desa, came: Sequence[dict[str, Any]]) -> SubmissionCell:
    if not came:
        return SubmissionCell(
            one, 0, len(desa), 0, 0, None, None, tuple(sorted(desa.values())), "belum_kirim", "–"
        )
    codes = {code for part in came for code in part["desa_codes"]}
    if any(part["whole"] for part in came):
        codes |= desa.keys()
    missing = tuple(sorted(name for code, name in desa.items() if code not in codes))
    total = max(len(desa), len(codes))
    recap = all(part["recap"] for part in came)
    return SubmissionCell(
        month=one,
        desa_reported=len(codes),
        desa_total=total,
        # The same children may stand in both: the fuller of the two is told.
        children=max(part["children"] for part in came),
        measured=max(part["measured"] for part in came),
        last_measured_on=_newest(part["last_measured_on"] for part in came),
        last_imported_at=_newest(part["last_imported_at"] for part in came),
        missing=missing,
        mark="sebagian" if missing else "lengkap",
        text=f"{len(codes)}/{total}" + ("*" if recap else ""),
        recap=recap,
    )


def _newest(found: Iterable[_When | None]) -> _When | None:
    return max((one for one in found if one is not None), default=None)


def _records(cursor: Cursor, name: str, **parameters: object) -> list[dict[str, Any]]:
    found = cursor.execute(sql(name), parameters)
    columns = [column[0] for column in found.description or []]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _sent(cursor: Cursor, kabupaten: str, months: Sequence[Period]) -> _Sent:
    periods = [one.key for one in months]
    rows = _records(cursor, "reported_months", kabupaten=kabupaten, periods=periods)
    found: dict[tuple[str, str, str, bool], dict[str, Any]] = {}
    for row in rows:
        key = (row["period"], row["kecamatan_code"], row["puskesmas"].lower(), row["recap"])
        found[key] = _joined(found[key], row) if key in found else row
    return found


def _joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The same puskesmas spelt in two ways."""
    return one | {
        "desa_codes": sorted({*one["desa_codes"], *other["desa_codes"]}),
        "whole": one["whole"] or other["whole"],
        "children": one["children"] + other["children"],
        "measured": one["measured"] + other["measured"],
        "last_measured_on": _newest((one["last_measured_on"], other["last_measured_on"])),
        "last_imported_at": _newest((one["last_imported_at"], other["last_imported_at"])),
    }


def _known(cursor: Cursor, kabupaten: str) -> list[tuple[str, str, str]]:
    rows = _records(cursor, "known_puskesmas", kabupaten=kabupaten)
    return [(row["kecamatan_code"], row["kecamatan"], row["puskesmas"]) for row in rows]


def _expected_desa(cursor: Cursor, kabupaten: str) -> dict[_Key, dict[str, str]]:
    """Desa (code → name) that each (kecamatan, puskesmas) is expected to report."""
    whole: dict[str, dict[str, str]] = {}
    for row in _records(cursor, "desa_of_kecamatan", kabupaten=kabupaten):
        whole.setdefault(row["kecamatan_code"], {})[row["desa_code"]] = row["desa"]
    ever: dict[_Key, dict[str, str]] = {}
    for row in _records(cursor, "reported_desa", kabupaten=kabupaten):
        key = row["kecamatan_code"], row["puskesmas"].lower()
        ever.setdefault(key, {})[row["desa_code"]] = row["desa"]
    known = [(kecamatan, name) for kecamatan, _, name in _known(cursor, kabupaten)]
    alone = {key for key in known if sum(key[0] == other[0] for other in known) == 1}
    reported = {key: ever.get((key[0], key[1].lower()), {}) for key in known}
    return {
        key: desa | whole.get(key[0], {}) if key in alone or not desa else desa
        for key, desa in reported.items()
    }


def _name(cursor: Cursor, code: str) -> str:
    row = cursor.execute(sql("area_by_code"), {"code": code}).fetchone()
    return str(row[1]) if row else code
