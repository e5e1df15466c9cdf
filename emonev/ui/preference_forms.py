"""The forms of Pengaturan that change how figures are made: waves, limits, headline, sasaran."""

from __future__ import annotations

import streamlit as st

from emonev.core.indonesian import day, integer, percent
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.services.preferences import (
    HIGHEST,
    LOWEST,
    NO_CHOICE,
    Preferences,
    SasaranYear,
    choose_headline,
    choose_limits,
    choose_sasaran_source,
    choose_serentak,
    month_words,
)
from emonev.ui.errors import plain, show_error
from emonev.ui.state import open_store
from emonev.ui.tables import table

_SAVED = "pengaturan_tersimpan"

LEADS = {
    False: "Hitung ulang WHO (bawaan); label e-PPGBM di sampingnya",
    True: "Label e-PPGBM; hitung ulang WHO di sampingnya",
}


def draw_saved() -> None:
    """The sentence that a setting was stored, once, on the run after it."""
    said = st.session_state.pop(_SAVED, "")
    if said:
        st.success(plain(said))


def _saved(text: str) -> None:
    st.session_state[_SAVED] = text
    st.rerun()


def sasaran_sources(viewer: Scope, found: Preferences) -> None:
    """What is stored per year and source, and which one counts."""
    if not found.sasaran:
        st.info(
            "Belum ada sasaran: cakupan dihitung terhadap balita terdata dalam 12 bulan terakhir."
        )
        return
    rows = [(one, source) for one in found.sasaran for source in one.sources]
    table(
        {
            "Tahun": [str(one.year) for one, _ in rows],
            "Sumber": [name for _, (name, _, _) in rows],
            "Wilayah": [integer(areas) for _, (_, areas, _) in rows],
            "Balita": [integer(balita) for _, (_, _, balita) in rows],
            "Dipakai": ["✓" if name == one.in_force else "–" for one, (name, _, _) in rows],
        },
        numbers=("Wilayah", "Balita"),
    )
    st.caption("Satu sumber per tahun dipakai untuk cakupan dan dicetak di samping angkanya.")
    years = [one for one in found.sasaran if len(one.sources) > 1 or one.chosen]
    for one in years:
        _source_of(viewer, found.kabupaten, one)


def _source_of(viewer: Scope, kabupaten: str, one: SasaranYear) -> None:
    offered = ["", *one.names]
    chosen = st.selectbox(
        f"Sumber sasaran {one.year}",
        offered,
        index=offered.index(one.chosen) if one.chosen in offered else 0,
        format_func=lambda name: name or f"{NO_CHOICE} ({one.in_force})",
        key=f"sumber_sasaran_{kabupaten}_{one.year}",
        width=320,
    )
    if chosen != one.chosen:
        choose_sasaran_source(viewer, open_store(), kabupaten, one.year, chosen)
        _saved(f"Sasaran {one.year} kini dari sumber: {chosen or NO_CHOICE}.")


def serentak(viewer: Scope, found: Preferences) -> None:
    """Months that count as weighing waves beside February and August."""
    st.markdown(
        "Februari dan Agustus selalu gelombang. Bulan lain yang ditetapkan serentak dibandingkan "
        "antargelombang dan dapat membuka Ringkasan."
    )
    offered = sorted({*found.months, *found.serentak}, reverse=True)
    with st.form("serentak", border=False):
        chosen = st.multiselect(
            "Bulan serentak",
            offered,
            default=list(found.serentak),
            format_func=month_words,
            placeholder="Pilih bulan …",
            key=f"bulan_serentak_{found.kabupaten}_{len(found.changes)}",
        )
        if st.form_submit_button("Simpan gelombang"):
            with st.spinner("Menghitung ulang perbandingan antargelombang …"):
                choose_serentak(viewer, open_store(), found.kabupaten, chosen)
            named = ", ".join(month_words(key) for key in sorted(chosen)) or "tidak ada"
            _saved(f"Gelombang serentak: {named}.")


def coverage_limits(viewer: Scope, found: Preferences) -> None:
    """The two marks of cakupan."""
    st.markdown(
        f"Bawaan {percent(0.8, 0)} dan {percent(0.9, 0)}. Berlaku untuk semua wilayah di "
        "laptop ini."
    )
    with st.form("batas", border=False):
        low = _percent_input("Di bawah ini tidak dibandingkan (%)", found.limits.low, found)
        caution = _percent_input("Di bawah ini hati-hati (%)", found.limits.caution, found)
        if st.form_submit_button("Simpan batas"):
            try:
                choose_limits(viewer, open_store(), found.kabupaten, low / 100, caution / 100)
            except WrongCall as error:
                show_error(error)
                return
            _saved(f"Batas cakupan: {percent(low / 100, 0)} dan {percent(caution / 100, 0)}.")


def _percent_input(label: str, value: float, found: Preferences) -> int:
    return int(
        st.number_input(
            label,
            min_value=round(100 * LOWEST),
            max_value=round(100 * HIGHEST),
            value=round(100 * value),
            step=1,
            format="%d",
            key=f"{label}_{len(found.changes)}",
            width=320,
        )
    )


def leading_figure(viewer: Scope, found: Preferences) -> None:
    """Recomputation or the sheets' own label first; the other one always beside it."""
    with st.form("utama", border=False):
        chosen = st.radio(
            "Angka yang besar di Ringkasan",
            list(LEADS),
            index=list(LEADS).index(found.label_leads),
            format_func=LEADS.__getitem__,
            key=f"angka_utama_{found.kabupaten}_{len(found.changes)}",
        )
        if st.form_submit_button("Simpan angka utama"):
            choose_headline(viewer, open_store(), found.kabupaten, label_leads=bool(chosen))
            _saved(f"Angka utama: {LEADS[bool(chosen)]}.")


def draw_changes(found: Preferences) -> None:
    """Every change so far, newest first."""
    if not found.changes:
        st.caption("Belum ada pengaturan yang diubah.")
        return
    table(
        {
            "Waktu": [f"{day(c.at.date())} {c.at:%H.%M}" for c in found.changes],
            "Pengaturan": [c.what for c in found.changes],
            "Dari": [c.before for c in found.changes],
            "Menjadi": [c.after for c in found.changes],
        },
        wide=("Dari", "Menjadi"),
    )
