"""Angka rilis of a meeting: freezing them, their link, and how they compare with today's."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from emonev.core.indonesian import MISSING, day, integer, percent
from emonev.core.scope import Scope
from emonev.indicators.registry import registry
from emonev.services.choices import Choices
from emonev.services.figure import Selection
from emonev.services.meeting_result import Meeting, Release, ReleasedBeside
from emonev.services.releases import note_revision, release, release_of
from emonev.ui import ask
from emonev.ui.audience_choice import AUDIENCES, choose_audience
from emonev.ui.decks import Asked, made_deck
from emonev.ui.errors import in_words, plain
from emonev.ui.order_choice import choose_order
from emonev.ui.showing_link import KEYS, draw_left_out, showing_link
from emonev.ui.state import open_register, open_store
from emonev.ui.tables import table

CHANGED, SAME = "≠ berubah", "= tidak berubah"
_LEFT_OUT = "rilis_tidak_tampil"


def released(viewer: Scope, found: Meeting) -> Release | None:
    """The angka rilis in force, None before anything was frozen."""
    if not found.token:
        return None
    with open_store().asking() as cursor:
        return release_of(viewer, open_register(), cursor, found.meeting_id)


def draw_freeze(viewer: Scope, offered: Choices, found: Meeting, who: str) -> None:
    """Order, period and audience; one button freezes what the meeting will be shown."""
    default = ask.default_period(viewer, offered.kabupaten.code)
    if default is None:
        st.info("Belum ada pengukuran yang dapat dibekukan.")
        return
    tag = f"rapat_{found.meeting_id}"
    chosen = choose_order(viewer, offered, tag, kecamatan=found.kecamatan)
    left, right = st.columns(2, gap="medium")
    with left:
        period = st.selectbox(
            "Periode", offered.periods, index=offered.periods.index(default),
            format_func=lambda one: one.label, key=f"periode_{tag}",
        )  # fmt: skip
    with right:
        audience = choose_audience(tag)
    lacks = chosen.lacks or ("" if who else "Isi nama Anda dahulu (di atas).")
    if lacks:
        st.caption(plain(lacks))
    label = "Bekukan lagi angka rilis" if found.token else "Bekukan angka rilis"
    blocked = bool(lacks) or audience is None
    if st.button(label, type="primary", key=f"bekukan_{tag}", disabled=blocked):
        with in_words(), st.spinner("Membekukan angka rilis …"):
            selection = Selection(offered.kabupaten.code, period)
            asked = Asked(
                selection, audience or "publik", chosen.order, chosen.kecamatan,
                chosen.items if chosen.saved else None, found.title, found.meeting_id,
            )  # fmt: skip
            made = made_deck(viewer, asked)
            with open_store().asking() as cursor:
                release(
                    viewer, open_register(), cursor, found.meeting_id, made, selection, who=who,
                    now=datetime.now(),
                )  # fmt: skip
            st.session_state[_LEFT_OUT] = made.left_out
            st.toast("Angka rilis dibekukan.")
            st.rerun()
    draw_left_out(st.session_state.pop(_LEFT_OUT, ()))


def draw_show(found: Release | None, place: str) -> None:
    """The link to the frozen showing, since when, and a mark when newer data are stored."""
    if found is None:
        st.info("Belum ada yang dibekukan. Bekukan angka rilis di bagian Persiapan.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        showing_link(found.token, label="Tayangkan", key=f"tayangkan_{place}")
        st.markdown(plain(_told(found)), width="stretch")
    st.caption(" · ".join(f"**{keys}** {words}" for keys, words in KEYS))
    if found.newer:
        st.warning(
            plain(f"Ada data lebih baru: {found.newer_text}. Yang ditayangkan tetap angka rilis."),
            icon=":material/update:",
        )


def draw_beside(viewer: Scope, found: Release, who: str) -> None:
    """Rilis beside berjalan, then the revisions: what changed, why, who says so."""
    st.markdown(plain(_told(found)))
    if found.newer:
        st.warning(plain(f"Sejak dibekukan: {found.newer_text}."), icon=":material/update:")
    else:
        st.caption("Data tidak berubah sejak dibekukan.")
    keys = list(dict.fromkeys(one.indicator for one in found.beside))
    if not keys:
        st.info("Tidak ada angka yang dibekukan bersama paparan ini.")
        return
    indicator = st.selectbox(
        "Indikator", keys, format_func=_indicator, key=f"rilis_indikator_{found.token}", width=300
    )
    rows = [one for one in found.beside if one.indicator == indicator]
    changed = sum(one.changed for one in rows)
    st.markdown(f"**{integer(changed)} dari {integer(len(rows))} wilayah berubah sejak rilis.**")
    table(
        {
            "Wilayah": [one.area for one in rows],
            "Rilis": [_share(one.old_numerator, one.old_denominator) for one in rows],
            "n/N rilis": [_counts(one.old_numerator, one.old_denominator) for one in rows],
            "Berjalan": [_share(one.new_numerator, one.new_denominator) for one in rows],
            "n/N berjalan": [_counts(one.new_numerator, one.new_denominator) for one in rows],
            "Keterangan": [CHANGED if one.changed else SAME for one in rows],
        },
        numbers=("Rilis", "n/N rilis", "Berjalan", "n/N berjalan"),
        height=min(700, 36 * (len(rows) + 1) + 4),
    )
    _note(viewer, found, [one for one in found.beside if one.changed], who)
    _revisions(found)


def _note(viewer: Scope, found: Release, changed: list[ReleasedBeside], who: str) -> None:
    if not changed:
        return
    with st.expander("Catat revisi", icon=":material/edit_note:", key="catat_revisi"):
        one = st.selectbox(
            "Angka", changed,
            format_func=lambda row: (
                f"{row.area} · {_indicator(row.indicator)}: "
                f"{_counts(row.old_numerator, row.old_denominator)} → "
                f"{_counts(row.new_numerator, row.new_denominator)}"
            ),
            key=f"revisi_angka_{found.token}_{len(found.revisions)}",
        )  # fmt: skip
        why = st.text_area(
            "Mengapa berubah", height=80, max_chars=2000,
            placeholder="misalnya: Puskesmas Moga mengirim susulan 12 anak",
            key=f"revisi_alasan_{found.token}_{len(found.revisions)}",
        )  # fmt: skip
        if st.button("Simpan revisi", key="simpan_revisi", disabled=not who):
            with in_words(), open_store().asking() as cursor:
                note_revision(
                    viewer, open_register(), cursor, found.token, one.area_code, one.indicator,
                    why or "", who=who, now=datetime.now(),
                )  # fmt: skip
                st.toast("Revisi dicatat.")
                st.rerun()


def _revisions(found: Release) -> None:
    st.subheader("Daftar revisi", anchor=False)
    if not found.revisions:
        st.caption("Belum ada revisi yang dicatat.")
        return
    table(
        {
            "Waktu": [f"{day(r.noted_at.date())} {r.noted_at:%H.%M}" for r in found.revisions],
            "Wilayah": [r.area for r in found.revisions],
            "Indikator": [_indicator(r.indicator) for r in found.revisions],
            "Lama": [_counts(r.old_numerator, r.old_denominator) for r in found.revisions],
            "Baru": [_counts(r.new_numerator, r.new_denominator) for r in found.revisions],
            "Alasan": [r.why for r in found.revisions],
            "Oleh": [r.who for r in found.revisions],
        },
        numbers=("Lama", "Baru"),
        wide=("Alasan",),
    )


def _told(found: Release) -> str:
    at = found.made_at
    audience = AUDIENCES["internal" if found.audience == "internal" else "publik"].lower()
    return (
        f"Angka rilis {found.period_label} · dibekukan {day(at.date())} {at:%H.%M} oleh "
        f"{found.made_by} · {audience}"
    )


def _indicator(key: str) -> str:
    return registry()[key].short_label if key in registry() else key


def _counts(numerator: int | None, denominator: int | None) -> str:
    if numerator is None and denominator is None:
        return MISSING
    return f"{integer(numerator)}/{integer(denominator)}"


def _share(numerator: int | None, denominator: int | None) -> str:
    return percent(numerator / denominator if numerator is not None and denominator else None)
