"""Fates of the rows, problems with their Excel cells, and the sentence after storing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from emonev.core.indonesian import integer, percent
from emonev.ingest.issues import CATALOGUE
from emonev.ingest.parsed import Issue
from emonev.services.import_result import FATES as FATE_NAMES
from emonev.services.import_result import FileResult
from emonev.ui.errors import plain
from emonev.ui.navigation import go
from emonev.ui.tables import table
from emonev.ui.upload_words import FATES

SHOWN = 500
"""Problems listed on the screen; the rest is counted."""

_WEIGHT = {"kesalahan": 0, "peringatan": 1, "catatan": 2}


def draw_fates(results: Mapping[str, FileResult], label: Callable[[str], str]) -> None:
    """Per file: what would become of its rows; the five fates sum to the rows read."""
    st.subheader("Nasib setiap baris", anchor=False)
    items = list(results.items())
    columns: dict[str, list[str]] = {
        "Berkas": [label(key) for key, _ in items] + ["Jumlah"],
        "Dibaca": [integer(r.rows_read) for _, r in items]
        + [integer(sum(r.rows_read for _, r in items))],
    }
    for fate in FATE_NAMES:
        counts = [r.fate(fate) for _, r in items]
        columns[FATES[fate]] = [integer(n) for n in (*counts, sum(counts))]
    table(columns, numbers=("Dibaca", *FATES.values()))
    for key, result in items:
        if result.refused:
            st.error(plain(f"{label(key)}: {result.refused.text}"))
        if any(sheet.cases_only for sheet in result.sheets):
            st.warning(
                plain(f"{label(key)}: hanya anak stunting. Masuk sebagai kasus; prevalensi "
                      "wilayah dan periode itu tidak dihitung dari berkas ini.")
            )  # fmt: skip
        if result.new_area_names:
            st.info(plain(f"Wilayah baru: {', '.join(result.new_area_names[:8])}"))


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
    table(
        {
            "Jenis": [_severity(code) for code in codes],
            "Masalah": [_title(code) for code in codes],
            "Sel": [integer(counts[code]) for code in codes],
            "Cara membetulkan": [CATALOGUE[c].mend if c in CATALOGUE else "" for c in codes],
        },
        numbers=("Sel",),
        wide=("Cara membetulkan",),
    )
    chosen = st.selectbox(
        "Lihat selnya",
        ["", *codes],
        format_func=lambda code: _title(code) if code else "Semua masalah",
        key="masalah_dilihat",
    )
    _cells([(name, issue) for name, issue in found if not chosen or issue.code == chosen])


def draw_saved(saved: Sequence[FileResult]) -> None:
    """The sentence a person waits for, the fates, and where to go next."""
    stored = [result for result in saved if result.batch]
    if stored:
        st.success(_sentence(saved), icon=":material/check_circle:")
    draw_fates({str(n): r for n, r in enumerate(saved)}, lambda key: saved[int(key)].file)
    with st.container(horizontal=True):
        if stored and st.button("Lihat Peta →", type="primary"):
            go("peta")
        if stored and st.button("Lihat Ringkasan →"):
            go("ringkasan")
    with st.expander("Masalah yang dicatat"):
        draw_issues({str(n): r for n, r in enumerate(saved)}, lambda key: saved[int(key)].file)


def _sentence(saved: Sequence[FileResult]) -> str:
    """ "18.312 diukur, 2.600 stunting, 14,2 %; label berkas 14,3 %; 3 hal perlu diperiksa"."""
    labels = [result.labels for result in saved if result.labels]
    valid = sum(count.valid for count in labels)
    stunted = sum(count.stunted for count in labels)
    labelled = sum(count.labelled for count in labels)
    label_stunted = sum(count.label_stunted for count in labels)
    parts = [f"{integer(valid)} pengukuran sah, {integer(stunted)} stunting"]
    if valid:
        parts[0] += f", {percent(stunted / valid)}"
    if labelled:
        parts.append(f"label berkas {percent(label_stunted / labelled)}")
    codes = {i.code for r in saved for i in r.issues if _severity(i.code) != "catatan"}
    refused = sum(result.refused is not None for result in saved)
    open_things = len(codes) + refused + sum(len(result.questions) for result in saved)
    parts.append(
        f"{integer(open_things)} hal perlu diperiksa" if open_things else "tidak ada masalah"
    )
    return plain("; ".join(parts) + ".")


def _cells(found: Sequence[tuple[str, Issue]]) -> None:
    ordered = sorted(found, key=lambda pair: _weight(pair[1].code))
    shown = ordered[:SHOWN]
    table(
        {
            "Berkas": [name for name, _ in shown],
            "Lembar": [issue.sheet or "" for _, issue in shown],
            "Sel Excel": [_where(issue) for _, issue in shown],
            "Masalah": [_title(issue.code) for _, issue in shown],
            "Ditemukan": [issue.found for _, issue in shown],
            "Seharusnya": [issue.expected or _expected(issue.code) for _, issue in shown],
        },
        height=340,
        wide=("Masalah", "Seharusnya"),
    )
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
