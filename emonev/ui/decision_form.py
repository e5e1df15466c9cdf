"""Keputusan, as it is typed in during the meeting."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.indicators.registry import registry
from emonev.services.choices import Choices
from emonev.services.decision_words import UNIT_WORDS
from emonev.services.decisions import change_decision, decide
from emonev.services.meeting_result import Decision, DecisionDraft, Meeting, UnitKind
from emonev.ui.decision_view import FORM
from emonev.ui.errors import in_words, plain
from emonev.ui.state import open_register, open_store

OFFICES = (
    "Dinas Kesehatan", "DP3AP2KB", "Bapperida", "Dinas Sosial", "Dinas PMD", "Dinas Pendidikan",
    "Dinas PUPR", "Dinas Perkim", "Dinas Pertanian", "Dinas Ketahanan Pangan", "Dinas Kominfo",
    "Dinas Dukcapil", "Kementerian Agama", "TP PKK", "RSUD", "BKAD",
)  # fmt: skip
"""Offered first; any other name may be typed."""

_COUNT = "keputusan_ke"


def new_decision(viewer: Scope, offered: Choices, found: Meeting, who: str) -> None:
    """The form for the next decision; it empties itself once the decision is written down."""
    number = st.session_state.get(_COUNT, 0)
    draft = _form(offered, found, None, f"baru_{found.meeting_id}_{number}", who)
    if draft is None:
        return
    with in_words(), open_store().asking() as cursor:
        decide(
            viewer, open_register(), cursor, found.meeting_id, _whole(draft), who=who,
            now=datetime.now(),
        )  # fmt: skip
        st.session_state[_COUNT] = number + 1
        st.toast("Keputusan dicatat.")
        st.rerun()


def edit_decision(
    viewer: Scope, offered: Choices, found: Meeting, before: Decision, who: str
) -> None:
    """The same form over a decision that is there."""
    draft = _form(offered, found, before, f"ubah_{before.decision_id}", who)
    if draft is None:
        return
    with in_words(), open_store().asking() as cursor:
        change_decision(
            viewer, open_register(), cursor, before.decision_id, _whole(draft), who=who,
            now=datetime.now(),
        )  # fmt: skip
        st.session_state[FORM] = None
        st.toast("Keputusan diubah.")
        st.rerun()


def _whole(draft: DecisionDraft | str) -> DecisionDraft:
    if isinstance(draft, str):
        raise WrongCall(draft)
    return draft


def _form(
    offered: Choices, found: Meeting, before: Decision | None, tag: str, who: str
) -> DecisionDraft | str | None:
    """What was sent off; words for what is missing; None while nothing was."""
    kind: UnitKind = st.segmented_control(
        "Pelaksana",
        list(UNIT_WORDS),
        default=before.unit_kind if before else "opd",
        required=True,
        format_func=UNIT_WORDS.__getitem__,
        key=f"jenis_pelaksana_{tag}",
    )
    with st.form(f"keputusan_{tag}", border=False, enter_to_submit=False):
        what = st.text_area(
            "Apa yang diputuskan", before.what if before else "", max_chars=2000, height=80,
            key=f"apa_{tag}",
        )  # fmt: skip
        left, right = st.columns(2, gap="small")
        with left:
            unit = _unit(offered, kind, before, tag)
            lokus = _lokus(offered, found, before, tag)
            target = st.number_input(
                "Target: paling banyak … anak", min_value=0, step=1, format="%d",
                value=before.target_children if before else None, key=f"target_{tag}",
                placeholder="boleh kosong",
            )  # fmt: skip
        with right:
            responsible = st.text_input(
                "Penanggung jawab", before.responsible if before else "", max_chars=200,
                key=f"pj_{tag}", placeholder="jabatan atau nama",
            )  # fmt: skip
            indicator = _indicator(before, tag)
            due_on = st.date_input(
                "Tenggat", before.due_on if before else None, min_value=found.held_on,
                format="DD/MM/YYYY", key=f"tenggat_{tag}",
            )  # fmt: skip
        label = "Simpan perubahan" if before else "Catat keputusan"
        sent = st.form_submit_button(label, type="primary", disabled=not who)
    if not who:
        st.caption("Isi nama Anda dahulu (di atas).")
    if not sent:
        return None
    if not due_on:
        return "Tenggat belum diisi."
    name, code = unit
    return DecisionDraft(
        what=what or "", unit_kind=kind, unit=name, unit_code=code, due_on=due_on,
        responsible=responsible or "", indicator=indicator, lokus=lokus,
        target_children=None if target is None else int(target),
    )  # fmt: skip


def _unit(offered: Choices, kind: UnitKind, before: Decision | None, tag: str) -> tuple[str, str]:
    """Name and, for a kecamatan or puskesmas, the code of its kecamatan."""
    places = {"kecamatan": offered.kecamatan, "puskesmas": offered.puskesmas}.get(kind, ())
    parents = {one.name: one.code if kind == "kecamatan" else one.parent for one in places}
    own = [before.unit] if before and before.unit_kind == kind else []
    options = list(dict.fromkeys([*own, *(parents or OFFICES)]))
    chosen = st.selectbox(
        f"Nama {UNIT_WORDS[kind] if kind == 'opd' else UNIT_WORDS[kind].lower()}",
        options,
        index=0 if own else None,
        accept_new_options=kind != "kecamatan",
        placeholder="Pilih atau ketik …",
        key=f"pelaksana_{kind}_{tag}",
    )
    name = str(chosen or "")
    return name, parents.get(name, "")


def _lokus(offered: Choices, found: Meeting, before: Decision | None, tag: str) -> str:
    names = {one.code: one.name for one in offered.kecamatan}
    options = {"": "Seluruh kabupaten"}
    options |= {code: f"Kecamatan {name}" for code, name in names.items()}
    options |= {
        one.code: f"{one.name}, Kecamatan {names.get(one.parent, one.parent)}"
        for one in offered.desa
    }
    usual = found.kecamatan[0] if len(found.kecamatan) == 1 else ""
    start = before.lokus if before else usual
    keys = list(options)
    return str(
        st.selectbox(
            "Lokus", keys, index=keys.index(start) if start in options else 0,
            format_func=lambda code: options.get(code, code), key=f"lokus_{tag}",
        )
    )  # fmt: skip


def _indicator(before: Decision | None, tag: str) -> str:
    labels = {"": "Tanpa indikator"} | {one.key: one.short_label for one in registry().visible}
    keys = list(labels)
    start = before.indicator if before else "stunting"
    return str(
        st.selectbox(
            "Indikator", keys, index=keys.index(start) if start in labels else 0,
            format_func=lambda key: plain(labels.get(key, key)), key=f"indikator_{tag}",
        )
    )  # fmt: skip
