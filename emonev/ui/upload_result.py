"""Fates of the rows, problems with their Excel cells, and the sentence after storing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from emonev.core.indonesian import integer
from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parsed import Issue
from emonev.ingest.tables.kinds import titled
from emonev.services.import_result import FATES as FATE_NAMES
from emonev.services.import_result import FileResult
from emonev.services.upload import LeftOut, Upload
from emonev.ui.errors import plain
from emonev.ui.navigation import go
from emonev.ui.result_sentence import files_sentence, wave_sentence
from emonev.ui.screen import narrow
from emonev.ui.tables import table, words_table
from emonev.ui.upload_marked import draw_marked
from emonev.ui.upload_words import FATES, KINDS

SHOWN = 500
"""Problems listed on the screen; the rest is counted."""

CELL_WIDTHS = {"Sel Excel": 90, "Masalah": 250, "Ditemukan": 150, "Seharusnya": 290,
               "Lembar": 90, "Berkas": 190}  # fmt: skip
"""Pixels; together they fit beside the menu of a laptop."""

ROWS_SHOWN = 12
"""Files listed before a table scrolls."""

FATE_WIDTHS = {"Berkas": 280, "Jenis": 135, "Dibaca": 70, "Baru": 70, "Diperbarui": 90,
               "Tidak berubah": 105, "Ganda": 62, "Ditolak": 65, "Tanya": 58,
               "Keadaan": 110}  # fmt: skip
"""Pixels; together they fit beside the menu of a laptop."""

_OPEN = "masalah_terbuka"
"""Set when the list of problems was asked for after storing."""

_WEIGHT = {"kesalahan": 0, "peringatan": 1, "catatan": 2}


def draw_left_out(left_out: Sequence[LeftOut]) -> None:
    """Files that were chosen, or lay in an archive, and are not read; and why."""
    if not left_out:
        return
    many = len(left_out) > 1
    with st.expander(
        f"{integer(len(left_out))} berkas dilewati" if many else "1 berkas dilewati",
        icon=":material/block:",
        expanded=len(left_out) <= 3,
    ):
        words_table(
            {
                "Berkas": [one.name for one in left_out],
                "Alasan": [one.reason for one in left_out],
            }
        )


def list_height(rows: int) -> int | str:
    """The height of a table of files: what fits stands whole, more can be scrolled."""
    return "auto" if rows <= ROWS_SHOWN else 38 + 35 * ROWS_SHOWN


def draw_fates(results: Mapping[str, FileResult], label: Callable[[str], str]) -> None:
    """Per file: what would become of its rows; the five fates sum to the rows read."""
    st.subheader("Nasib setiap baris", anchor=False)
    items = list(results.items())
    # The sum stands on top: under twenty files nobody would see it.
    head = [f"Jumlah {integer(len(items))} berkas"] if len(items) > 1 else []
    columns: dict[str, list[str]] = {
        "Berkas": [*head, *(label(key) for key, _ in items)],
        "Jenis": [*([""] if head else []), *(kinds_words(kinds_of(r)) for _, r in items)],
        "Dibaca": _counts([r.rows_read for _, r in items], head),
    }
    for fate in FATE_NAMES:
        columns[FATES[fate]] = _counts([r.fate(fate) for _, r in items], head)
    columns["Tanya"] = _counts([len(r.questions) for _, r in items], head)
    columns["Keadaan"] = [
        *([_refused_words(items)] if head else []), *(_state(r) for _, r in items),
    ]  # fmt: skip
    table(
        columns,
        numbers=("Dibaca", *FATES.values(), "Tanya"),
        height=list_height(len(columns["Berkas"])),
        widths=FATE_WIDTHS | ({"Berkas": 140} if narrow() else {}),
    )
    _draw_refusals(items, label)
    cases = [label(key) for key, r in items if any(sheet.cases_only for sheet in r.sheets)]
    if cases:
        st.warning(
            plain(f"{_listed(cases)}: hanya anak stunting. Masuk sebagai kasus; prevalensi "
                  "wilayah dan periode itu tidak dihitung dari berkas ini.")
        )  # fmt: skip
    fresh = list(dict.fromkeys(name for _, r in items for name in r.new_area_names))
    if fresh:
        st.info(plain(f"Wilayah baru: {_listed(fresh)}"))


def kinds_of(result: FileResult) -> tuple[str, ...]:
    """The kinds of a file's sheets that hold rows, each once."""
    return tuple(dict.fromkeys(sheet.kind for sheet in result.sheets if sheet.rows_read))


def kinds_words(kinds: Sequence[str]) -> str:
    """ "by-name e-PPGBM, Rekap status gizi", "–" for none."""
    return ", ".join(KINDS.get(kind) or titled(kind) for kind in kinds if kind) or "–"


def _draw_refusals(items: Sequence[tuple[str, FileResult]], label: Callable[[str], str]) -> None:
    """Files refused for one reason are named together."""
    reasons: dict[str, list[str]] = {}
    for key, result in items:
        if result.refused:
            reasons.setdefault(result.refused.text, []).append(label(key))
    for text, names in reasons.items():
        st.error(plain(f"{_listed(names)}: {text}"))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:6])
    return f"{shown} dan {integer(len(names) - 6)} lain" if names[6:] else shown


def _refused_words(items: Sequence[tuple[str, FileResult]]) -> str:
    refused = sum(result.refused is not None for _, result in items)
    return f"{integer(refused)} berkas ditolak" if refused else ""


def _state(result: FileResult) -> str:
    if result.refused:
        return "berkas ditolak"
    if result.batch:
        return "tersimpan"
    return "perlu jawaban" if result.questions else "siap"


def _counts(counts: Sequence[int], head: Sequence[str]) -> list[str]:
    return [integer(count) for count in ((sum(counts), *counts) if head else counts)]


def draw_issues(results: Mapping[str, FileResult], label: Callable[[str], str]) -> None:
    """Every kind of problem with its count and how to mend it; then the cells."""
    found = [(label(key), issue) for key, result in results.items() for issue in result.issues]
    st.subheader("Masalah yang ditemukan", anchor=False)
    if not found:
        st.success("Tidak ada masalah.")
        return
    counts: dict[str, int] = {}
    for _, issue in found:
        counts[issue.code] = counts.get(issue.code, 0) + issue.count
    codes = sorted(counts, key=lambda code: (_weight(code), -counts[code]))
    words_table(
        {
            "Jenis": [_severity(code) for code in codes],
            "Masalah": [_title(code) for code in codes],
            "Sel": [integer(counts[code]) for code in codes],
            "Cara membetulkan": [CATALOGUE[c].mend if c in CATALOGUE else "" for c in codes],
        }
    )
    chosen = st.selectbox(
        "Lihat selnya",
        ["", *codes],
        format_func=lambda code: _title(code) if code else "Semua masalah",
        key="masalah_dilihat",
    )
    _cells([(name, issue) for name, issue in found if not chosen or issue.code == chosen])


def draw_saved(saved: Sequence[FileResult], upload: Upload) -> None:
    """The sentence a person waits for, the fates, and where to go next."""
    stored = [result for result in saved if result.batch]
    if stored:
        st.success(_sentence(saved), icon=":material/check_circle:")
    things = _things(saved)
    with st.container(horizontal=True):
        if stored and st.button("Lihat Peta →", type="primary"):
            go("peta")
        if stored and st.button("Lihat Ringkasan →"):
            go("ringkasan")
        if things and st.button(f"Lihat {integer(things)} hal yang perlu diperiksa"):
            st.session_state[_OPEN] = True
    opened = bool(st.session_state.get(_OPEN))
    if not opened:
        draw_fates({str(n): r for n, r in enumerate(saved)}, lambda key: saved[int(key)].file)
    draw_marked(upload, "simpan")
    with st.expander("Masalah yang dicatat", expanded=opened):
        draw_issues({str(n): r for n, r in enumerate(saved)}, lambda key: saved[int(key)].file)


def _sentence(saved: Sequence[FileResult]) -> str:
    """The newest wave and what must be looked at; under it all the files together."""
    things = _things(saved)
    todo = f"{integer(things)} hal perlu diperiksa" if things else "tidak ada masalah"
    wave, files = wave_sentence(saved), files_sentence(saved)
    if not wave:
        return plain(f"{files.removesuffix('.')}; {todo}.")
    return f"**{plain(f'{wave}; {todo}.')}**\n\n{plain(files)}"


def _things(saved: Sequence[FileResult]) -> int:
    """Kinds of errors and warnings, refused files, open questions."""
    codes = {i.code for r in saved for i in r.issues if _severity(i.code) != "catatan"}
    refused = sum(result.refused is not None for result in saved)
    return len(codes) + refused + sum(len(result.questions) for result in saved)


def _cells(found: Sequence[tuple[str, Issue]]) -> None:
    ordered = sorted(found, key=lambda pair: _weight(pair[1].code))
    shown = ordered[:SHOWN]
    columns = {
        "Sel Excel": [_where(issue) for _, issue in shown],
        "Masalah": [_title(issue.code) for _, issue in shown],
        "Ditemukan": [issue.found for _, issue in shown],
        "Seharusnya": [issue.expected or _expected(issue.code) for _, issue in shown],
        "Lembar": [issue.sheet or "" for _, issue in shown],
        "Berkas": [name for name, _ in shown],
    }
    # What is the same in every row says nothing and takes the room of what does.
    for name in ("Lembar", "Berkas"):
        if len(set(columns[name])) < 2:
            del columns[name]
    table(columns, height=340, widths=CELL_WIDTHS)
    if len(ordered) > SHOWN:
        st.caption(f"{integer(SHOWN)} dari {integer(len(ordered))} ditampilkan.")


def _where(issue: Issue) -> str:
    if issue.cell:
        return issue.cell
    if issue.row:
        return f"baris {issue.row}"
    return f"{integer(issue.count)} sel lain" if issue.count > 1 else "seluruh lembar"


def _severity(code: str) -> str:
    return str(CATALOGUE[code].severity) if code in CATALOGUE else "catatan"


def _weight(code: str) -> int:
    return _WEIGHT.get(_severity(code), 2)


def _title(code: str) -> str:
    return CATALOGUE[code].title if code in CATALOGUE else code


def _expected(code: str) -> str:
    return CATALOGUE[code].expected if code in CATALOGUE else ""
