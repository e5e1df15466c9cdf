"""One filter bar, in one order, kept across pages and in the link.

Tahun · Periode · Kecamatan · Puskesmas · Desa · Umur · Sumber · Indikator: a page names those it
uses. The values live under fixed keys bound to the address, so a link opens the same view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from emonev.core.period import MONTHS_LONG, Period, Rule
from emonev.services.choices import Choice, Choices, SourceOffer
from emonev.services.figure import Selection
from emonev.services.figure_words import period_text
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
           "umur": 124, "sumber": 164, "indikator": 152}  # fmt: skip


def filter_bar(
    offered: Choices,
    default: Period | None,
    uses: Sequence[str],
    *,
    indicators: Sequence[str] | None = None,
    pinned: Mapping[str, str] | None = None,
) -> Selection:
    """Draw the filters a page ``uses`` and return what they all say, drawn or not.

    ``default`` is the period of the children that opens when the link names none (None, and for
    every other source: the source's own); without any data the page ends with a sentence.
    Sumber offers the sources that speak of one of the ``indicators`` (None: of any), Periode and
    Indikator what the chosen source has. ``pinned`` filters have one value on this page, whatever
    another page chose.
    """
    offers = [one for one in offered.sources if _speaks_of(one, indicators)]
    if not offers:
        st.info("Belum ada pengukuran yang dapat ditampilkan. Unggah berkas puskesmas dahulu.")
        st.stop()
    asked = _source_now(uses)
    at = next((one for one in offers if one.key == asked), offers[0])
    if default is None or not at.ages:
        default = at.default
    default = _linked_period(at.periods, default)
    coded = _linked_codes(offered, uses)
    _take_wishes()
    kept = {name: value for name, value in _kept().items() if name in uses}
    _take_kept()
    # On a phone four rows of filters would push the page off the screen.
    folded = st.expander("Saringan", icon=":material/tune:") if narrow() else st.container()
    with folded, st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        period = _period(at, default, uses)
        kecamatan = _place("kecamatan", "Kecamatan", offered.kecamatan, uses)
        puskesmas = _place("puskesmas", "Puskesmas", _inside(offered.puskesmas, kecamatan), uses)
        desa = _place("desa", "Desa", _inside(offered.desa, kecamatan) if kecamatan else (), uses)
        ages = _AGES if at.ages else {"balita": _AGES["balita"]}
        age = _pick("umur", "Umur", ages, uses, "balita")
        sources = {one.key: one.label for one in offers}
        first = offers[0].key
        source = _pick("sumber", "Sumber", sources, uses, first)
        labels = {key: label for key, label in at.indicators if _wanted(key, indicators)}
        usual = "stunting" if "stunting" in labels or not labels else next(iter(labels))
        indicator = _pick("indikator", "Indikator", labels or {usual: usual}, uses, usual)
    plain = (str(default.year), default.key, ALL, ALL, ALL, "balita", first, usual)
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


def _wanted(key: str, indicators: Sequence[str] | None) -> bool:
    return indicators is None or key in indicators


def _speaks_of(source: SourceOffer, indicators: Sequence[str] | None) -> bool:
    return any(_wanted(key, indicators) for key, _ in source.indicators)


def _source_now(uses: Sequence[str]) -> str:
    """What the filter Sumber says, asked before it is drawn: periods and indicators depend on it.

    A page without that filter keeps what another page said.
    """
    kept = _kept().get("sumber", "")
    if "sumber" not in uses:
        return kept
    said = st.session_state.get("sumber") or st.query_params.get("sumber") or kept
    return str(said)


def _linked_period(periods: Sequence[Period], default: Period) -> Period:
    """The period of the link this session began with, so that an old link shows its old wave."""
    if _LINKED not in st.session_state:
        st.session_state[_LINKED] = st.query_params.get(SHOWN, "")
    key = st.session_state[_LINKED]
    return next((period for period in periods if period.key == key), default)


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


def _period(at: SourceOffer, default: Period, uses: Sequence[str]) -> Period:
    periods = at.periods if default in at.periods else (default, *at.periods)
    years = sorted({period.year for period in periods}, reverse=True)
    year = int(_pick("tahun", "Tahun", {str(y): str(y) for y in years}, uses, str(default.year)))
    in_year = _ordered([period for period in periods if period.year == year])
    start = default if default.year == year else in_year[0]
    keys = {period.key: _words(period, at.key) for period in in_year}
    chosen = _pick("periode", "Periode", keys, uses, start.key)
    return next(period for period in in_year if period.key == chosen)


def _ordered(periods: Sequence[Period]) -> list[Period]:
    """Waves first (they can be trusted), then quarters, then the other months; newest first."""
    rank = {Rule.TAHUN: 0, Rule.GELOMBANG: 1, Rule.TRIWULAN: 2, Rule.TRIWULAN_SD: 3}
    return sorted(periods, key=lambda p: (rank.get(p.rule, 4), -p.number))


def _words(period: Period, source: str) -> str:
    if period.rule is Rule.TAHUN:
        return period_text(period, source).replace("tahun", "Setahun")
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
