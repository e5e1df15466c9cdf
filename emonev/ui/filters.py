"""One filter bar, in one order, kept across pages and in the link.

Tahun · Periode · Kecamatan · Puskesmas · Desa · Umur · Sumber · Indikator: a page names those it
uses. The values live under fixed keys bound to the address, so a link opens the same view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from emonev.core.period import MONTHS_LONG, Period, Rule
from emonev.indicators.registry import registry
from emonev.services.choices import Choice, Choices
from emonev.services.figure import Selection
from emonev.services.words import SOURCES
from emonev.ui.navigation import go
from emonev.ui.screen import narrow

ALL = ""
_WISHES, _KEPT, _SCREEN, _MOVED, _STEPS = (
    "keinginan", "saringan", "layar_kini", "pindah_layar", "tulis_tautan",
)  # fmt: skip
_LINKED = "periode_tautan"
SHOWN = "pada"
"""Name in the link of the period shown; the filters write theirs only where it is not usual."""

_AGES = {"balita": "0–59 bulan", "baduta": "0–23 bulan"}
ORDER = ("tahun", "periode", "kecamatan", "puskesmas", "desa", "umur", "sumber", "indikator")
"""Names in the link, in the order of the bar."""

_WIDTHS = {"tahun": 88, "periode": 186, "kecamatan": 152, "puskesmas": 152, "desa": 152,
           "umur": 148, "sumber": 112, "indikator": 152}  # fmt: skip


def filter_bar(
    offered: Choices,
    default: Period | None,
    uses: Sequence[str],
    *,
    indicators: Sequence[str] | None = None,
    pinned: Mapping[str, str] | None = None,
) -> Selection:
    """Draw the filters a page ``uses`` and return what they all say, drawn or not.

    ``default`` is the period that opens when the link names none (None: nothing is measured, the
    page ends with a sentence); ``pinned`` filters have one
    value on this page, whatever another page chose.
    """
    if default is None:
        st.info("Belum ada pengukuran yang dapat ditampilkan. Unggah berkas puskesmas dahulu.")
        st.stop()
    default = _linked_period(offered, default)
    coded = _linked_codes(offered, uses)
    _take_wishes()
    kept = {name: value for name, value in _kept().items() if name in uses}
    _take_kept()
    # On a phone four rows of filters would push the page off the screen.
    folded = st.expander("Saringan", icon=":material/tune:") if narrow() else st.container()
    with folded, st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        period = _period(offered, default, uses)
        kecamatan = _place("kecamatan", "Kecamatan", offered.kecamatan, uses)
        puskesmas = _place("puskesmas", "Puskesmas", _inside(offered.puskesmas, kecamatan), uses)
        desa = _place("desa", "Desa", _inside(offered.desa, kecamatan) if kecamatan else (), uses)
        age = _pick("umur", "Umur", _AGES, uses, "balita")
        source = _pick("sumber", "Sumber", SOURCES, uses, "e-ppgbm")
        labels = {
            i.key: i.short_label
            for i in registry().visible
            if indicators is None or i.key in indicators
        }
        indicator = _pick("indikator", "Indikator", labels, uses, "stunting")
    plain = (str(default.year), default.key, ALL, ALL, ALL, "balita", "e-ppgbm", "stunting")
    _hand_over(kept, coded, dict(zip(ORDER, plain, strict=True)))
    _put_in_link(period)
    fixed = pinned or {}
    return Selection(
        kabupaten=offered.kabupaten.code,
        period=period,
        kecamatan=fixed.get("kecamatan", kecamatan),
        puskesmas=fixed.get("puskesmas", puskesmas),
        desa=fixed.get("desa", desa),
        age=fixed.get("umur", age),
        source=fixed.get("sumber", source),
        indicator=fixed.get("indikator", indicator),
    )


def _linked_period(offered: Choices, default: Period) -> Period:
    """The period of the link this session began with, so that an old link shows its old wave."""
    if _LINKED not in st.session_state:
        st.session_state[_LINKED] = st.query_params.get(SHOWN, "")
    key = st.session_state[_LINKED]
    return next((period for period in offered.periods if period.key == key), default)


def newest_again() -> None:
    """Forget the link's period: after an upload the pages open on the newest wave."""
    st.session_state[_LINKED] = ""


def _put_in_link(period: Period) -> None:
    if st.query_params.get(SHOWN) != period.key:
        st.query_params[SHOWN] = period.key


def _linked_codes(offered: Choices, uses: Sequence[str]) -> dict[str, str]:
    """Areas that a link calls by code (73.22.01) instead of by name.

    Asked before the filters are drawn: they know names only and drop any other value.
    """
    places = {"kecamatan": offered.kecamatan, "desa": offered.desa}
    found = {
        name: st.query_params[name]
        for name, choices in places.items()
        if name in uses
        and name in st.query_params
        and st.query_params[name] in {choice.code for choice in choices}
    }
    for name in found:
        del st.query_params[name]
    return found


def set_filter(name: str, value: str, then: str = "") -> None:
    """Give a filter a value (a click on the map) and draw again, or open the screen ``then``.

    A widget's value cannot change once it is drawn, so the wish waits for the next run.
    """
    st.session_state[_WISHES] = {name: value}
    if then:
        go(then)
    st.rerun()


def page_changed(url: str) -> None:
    """Tell the filters which screen is drawn (the frame, once per run)."""
    st.session_state[_MOVED] = st.session_state.get(_SCREEN, url) != url
    st.session_state[_SCREEN] = url


def _kept() -> dict[str, str]:
    """What every filter said last, on whatever page."""
    found: dict[str, str] = st.session_state.setdefault(_KEPT, {})
    return found


def _take_kept() -> None:
    """Give the filters the values that wait for this run (``_hand_over``)."""
    steps: list[dict[str, str]] = st.session_state.get(_STEPS, [])
    if steps:
        for name, value in steps.pop(0).items():
            st.session_state[name] = value


def _hand_over(
    kept: Mapping[str, str], coded: Mapping[str, str], defaults: Mapping[str, str]
) -> None:
    """On another page the same filter is another widget: give it the value it had.

    It takes short runs that end at the filter bar, because a widget's first value given by code is
    not written into the link, and one the server believes to be there already is not either: so
    first the default, then the value. What the link itself says, and says differently, stays.
    ``coded`` are values that the link gave by code: they come the same way.
    """
    steps: list[dict[str, str]] = st.session_state.setdefault(_STEPS, [])
    given = dict(coded)
    if st.session_state.get(_MOVED):
        given |= {
            name: value
            for name, value in kept.items()
            if name not in st.query_params or st.session_state.get(name) == value
        }
    if given:
        steps += [{name: defaults[name] for name in given}, given]
    if steps:
        _kept().update(steps[-1])
        st.rerun()


def _take_wishes() -> None:
    for name, value in st.session_state.pop(_WISHES, {}).items():
        st.session_state[name] = value
        _kept()[name] = value


def _period(offered: Choices, default: Period, uses: Sequence[str]) -> Period:
    periods = offered.periods if default in offered.periods else (default, *offered.periods)
    years = sorted({period.year for period in periods}, reverse=True)
    year = int(_pick("tahun", "Tahun", {str(y): str(y) for y in years}, uses, str(default.year)))
    in_year = _ordered([period for period in periods if period.year == year])
    start = default if default.year == year else in_year[0]
    keys = {period.key: _words(period) for period in in_year}
    chosen = _pick("periode", "Periode", keys, uses, start.key)
    return next(period for period in in_year if period.key == chosen)


def _ordered(periods: Sequence[Period]) -> list[Period]:
    """Waves first (they can be trusted), then quarters, then the other months; newest first."""
    rank = {Rule.GELOMBANG: 0, Rule.TRIWULAN: 1}
    return sorted(periods, key=lambda p: (rank.get(p.rule, 2), -p.number))


def _words(period: Period) -> str:
    if period.rule is Rule.GELOMBANG:
        return f"{MONTHS_LONG[period.number - 1]} (gelombang)"
    if period.rule is Rule.BULAN:
        return MONTHS_LONG[period.number - 1]
    return period.label.replace(f" {period.year}", "")


def _inside(places: Sequence[Choice], kecamatan: str) -> tuple[Choice, ...]:
    return tuple(p for p in places if not kecamatan or p.parent == kecamatan)


def _place(key: str, label: str, places: Sequence[Choice], uses: Sequence[str]) -> str:
    if key in uses and not places:
        return ALL
    return _pick(key, label, {ALL: "Semua"} | {p.code: p.name for p in places}, uses, ALL)


def _pick(key: str, label: str, options: dict[str, str], uses: Sequence[str], default: str) -> str:
    """The chosen key of ``options``; a filter the page does not draw keeps its last value."""
    if key not in uses:
        kept = _kept().get(key, default)
        return kept if kept in options else default
    names = list(options)
    if st.session_state.get(key) not in (None, *names):
        del st.session_state[key]
    chosen = st.selectbox(
        label,
        names,
        index=names.index(default) if default in names else 0,
        format_func=lambda name: options.get(name, name),
        key=key,
        bind="query-params",
        width=_WIDTHS[key],
    )
    if chosen == default:
        _kept().pop(key, None)
    else:
        _kept()[key] = str(chosen)
    return str(chosen)


STEPS = {"gelombang": "Gelombang (Feb, Agu)", "triwulan": "Triwulan", "bulan": "Bulan"}


def choose_step() -> str:
    """How far the points of a trend lie apart; in the link as ``langkah``."""
    chosen = st.segmented_control(
        "Titik per",
        list(STEPS),
        default="gelombang",
        format_func=STEPS.__getitem__,
        key="langkah",
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
    )
    return str(chosen or "gelombang")
