"""The parts of Ringkasan, top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from emonev.charts.palette import CHANGE_SIGN
from emonev.charts.plotly_lines import survey_figure, trend_figure
from emonev.core.indonesian import integer, percent
from emonev.core.scope import Scope
from emonev.services.completeness import incomplete_text
from emonev.services.drawings import map_chart, survey_dots, whole_line
from emonev.services.figure import Selection
from emonev.services.headline import AreaChange, Card, ChangeGroup, Headline
from emonev.services.trend import TrendView
from emonev.ui import ask
from emonev.ui.charts import chart_font, show, show_legend, show_map
from emonev.ui.errors import plain
from emonev.ui.filters import set_filter
from emonev.ui.navigation import go
from emonev.ui.screen import narrow
from emonev.ui.tables import data_expander, table, words_table


def draw_head(view: Headline, beside: Callable[[], None]) -> None:
    """Whose figures, of when, and how fresh; ``beside`` draws the quiet button at the right."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.header(plain(f"{_place(view)} · {view.period_label}"), anchor=False)
        st.space("stretch")
        st.caption(plain(view.data_date_text), width="content")
        beside()


def draw_cards(view: Headline) -> None:
    """The four big numbers, under the words for reports that are not in."""
    draw_incomplete(incomplete_text(view.figure))
    for column, card in zip(st.columns(len(view.cards), gap="small"), view.cards, strict=True):
        with column:
            _card(card)


def draw_incomplete(text: str) -> None:
    """Why the figures do not stand for their area yet; nothing where they do."""
    if text:
        st.warning(plain(text), icon=":material/hourglass_top:")


def draw_beside(view: Headline) -> None:
    """The other way of counting, the sensitivity to the unmeasured, and chance."""
    parts = [view.beside.text]
    if view.sensitivity:
        parts.append(view.sensitivity.text)
    if view.interval and view.interval.on_screen:
        parts.append(view.interval.sentence)
    if view.status_text and not incomplete_text(view.figure):
        parts.append(view.status_text)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(" · ".join(plain(part) for part in parts if part), width="stretch")
        with st.popover("Mengapa beda, seberapa pasti?", type="tertiary"):
            _why(view)


def _why(view: Headline) -> None:
    st.markdown(plain(view.difference_text))
    if view.difference:
        words_table(
            {
                "Sebab": [cause.words for cause in view.difference],
                "Anak": [integer(cause.children) for cause in view.difference],
                "Hanya label": [integer(cause.only_label) for cause in view.difference],
                "Hanya hitung ulang": [integer(cause.only_recomputed) for cause in view.difference],
            }
        )
        st.caption("Hanya label, hanya hitung ulang: anak yang stunting menurut satu cara saja.")
    if view.interval and not view.interval.on_screen:
        st.caption(plain(view.interval.sentence))


def draw_story(view: Headline, told: tuple[str, ...]) -> None:
    """Sentences the data support, and what is still running or missing."""
    running = view.running.text if view.running else ""
    newest = view.newest_not_sent
    waiting = newest.text if newest else ""
    if not (told or running or waiting):
        return
    with st.container(border=bool(told)):
        if told:
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in told))
        with st.container(horizontal=True, vertical_alignment="center"):
            strip = " · ".join(plain(text) for text in (running, waiting) if text)
            if strip:
                st.caption(strip)
            if newest and newest.missing:
                st.space("stretch")
                if st.button("Siapa belum kirim →", type="tertiary"):
                    go("belum-kirim")


def draw_map(viewer: Scope, selection: Selection) -> None:
    """The kecamatan in colours; a click opens Peta on that kecamatan's desa."""
    whole = replace(selection, kecamatan="", desa="", puskesmas="")
    view = ask.map_view(viewer, whole, "kecamatan")
    shapes = ask.shapes(viewer, selection.kabupaten, "kecamatan", "")
    st.subheader(plain(view.title), anchor=False)
    if not shapes:
        st.info("Batas wilayah kabupaten ini belum ada.")
        return
    chart = map_chart(view, shapes, bubbles=False, selected=selection.kecamatan)
    clicked = show_map(chart, width=480, height=440, key="ringkasan_peta")
    show_legend(view, "ringkasan_legenda")
    if any(area.area_code == clicked and area.drill for area in view.areas):
        set_filter("kecamatan", clicked, then="peta")


def draw_changes(view: Headline) -> None:
    """Three groups, not ranks; the areas that cannot be compared stand outside."""
    st.subheader(plain(view.groups_title), anchor=False)
    if view.groups_compared:
        st.caption(plain(f"Dibandingkan dengan {view.groups_compared.label}, anak yang sama."))
    for group in view.groups:
        if group.areas:
            _group(group)
    if any(group.areas for group in view.groups):
        with data_expander("Lihat tabel perubahan"):
            _change_table(view)


def draw_trend(view: Headline, line: TrendView) -> None:
    """Our own line, and surveys in a panel of their own."""
    survey = survey_dots(view.reference)
    left, right = st.columns([3, 2], gap="medium") if survey.points else (st.container(), None)
    with left:
        st.subheader("Dari gelombang ke gelombang", anchor=False)
        show(trend_figure(whole_line(line), 300, chart_font(), narrow()), "ringkasan_tren")
        st.caption(" ".join(plain(note) for note in line.notes))
    if right is not None:
        with right:
            st.subheader(plain(view.reference.title), anchor=False)
            show(survey_figure(survey, 300, chart_font() - 1), "ringkasan_survei")
            st.caption(plain(f"{view.reference.missing} {view.reference.note}".strip()))


def _place(view: Headline) -> str:
    word = {"kabupaten": "Kabupaten ", "kecamatan": "Kecamatan ", "desa": "Desa "}
    return word.get(view.level, "") + view.area


def _card(card: Card) -> None:
    with st.container(border=True, height="stretch"):
        st.metric(plain(card.title), card.value)
        st.markdown(plain(card.detail))
        st.caption("  \n".join(plain(change) for change in card.changes))


def _group(group: ChangeGroup) -> None:
    sign = CHANGE_SIGN.get(group.key, "")
    with st.container(border=True):
        st.markdown(f"**{sign} {plain(group.title)}**")
        if group.key in ("turun_jelas", "naik_jelas"):
            for area in group.areas:
                st.markdown(plain(f"{area.area} {_counted(area)}: {area.text}"))
        else:
            names = [plain(f"{area.area} {_counted(area)}") for area in group.areas]
            st.markdown(" · ".join(names))


def _counted(area: AreaChange) -> str:
    """As "12,8 % (36/281)"; "–" where nothing was counted."""
    now = area.now
    if now.value is None or now.numerator is None or now.denominator is None:
        return percent(now.value)
    return f"{percent(now.value)} ({integer(now.numerator)}/{integer(now.denominator)})"


def _change_table(view: Headline) -> None:
    areas = [(group, area) for group in view.groups for area in group.areas]
    table(
        {
            "Wilayah": [a.area for _, a in areas],
            "Kelompok": [g.title.split(" (")[0] for g, _ in areas],
            "Sekarang": [percent(a.now.value) for _, a in areas],
            "n/N": [f"{integer(a.now.numerator)}/{integer(a.now.denominator)}" for _, a in areas],
            "Sebelumnya": [percent(a.before.value if a.before else None) for _, a in areas],
            "Keterangan": [a.reason or a.text for _, a in areas],
        },
        numbers=("Sekarang", "n/N", "Sebelumnya"),
        wide=("Keterangan",),
    )
