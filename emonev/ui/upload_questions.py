"""What only the user can answer: nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from emonev.core.indonesian import integer
from emonev.ingest.parsed import Question
from emonev.services.choices import Choice
from emonev.services.placing import SKIP
from emonev.ui.draft import Draft
from emonev.ui.errors import plain
from emonev.ui.progress import progress_bar
from emonev.ui.upload_mapping import TABLE_QUESTIONS, add_answers, ask_about_table
from emonev.ui.upload_words import FIELDS, ORDERS

UNANSWERED = ""


def ask_questions(draft: Draft, areas: Sequence[Choice], has_master: Callable[[str], bool]) -> None:
    """Every open question of every file, then one button that reads again.

    ``has_master`` tells of a kabupaten's code whether its areas are known.
    """
    open_ones = {key: r.questions for key, r in draft.results.items() if r.questions}
    if not open_ones:
        return
    total = sum(len(questions) for questions in open_ones.values())
    with st.container(border=True):
        st.markdown(f"**{integer(total)} pertanyaan sebelum semua baris dapat diambil**")
        given: dict[str, dict[str, object]] = {}
        for key, questions in open_ones.items():
            st.markdown(f"**{plain(draft.label(key))}**")
            answers: dict[str, object] = {}
            for number, question in enumerate(questions):
                _one(question, f"tanya_{key}_{number}", areas, answers)
            own = draft.kabupaten or draft.results[key].kabupaten
            about_area = any(q.kind in ("unknown_area", "kabupaten") for q in questions)
            if about_area and not has_master(own):
                fresh = st.checkbox(
                    "Kabupaten ini belum punya daftar wilayah: ambil nama wilayah dari berkas "
                    "sebagai wilayah baru",
                    key=f"baru_{key}",
                )
                if fresh:
                    answers["new_areas"] = True
            if answers:
                given[key] = answers
        if st.button("Periksa ulang dengan jawaban ini", type="primary", disabled=not given):
            for key, answers in given.items():
                _apply(draft, key, answers)
                draft.examine(progress_bar("Memeriksa ulang …"), only=key)
            st.rerun()


def _one(question: Question, key: str, areas: Sequence[Choice], answers: dict[str, object]) -> None:
    text = plain(question.text) + (f" ({integer(question.rows)} baris)" if question.rows else "")
    if question.kind == "measured_on":
        day = st.date_input(text, value=None, max_value=date.today(), format="DD/MM/YYYY", key=key)
        if day:
            answers["measured_on"] = day
    elif question.kind == "day_month_order":
        order = st.radio(
            text, list(ORDERS), index=None, format_func=ORDERS.__getitem__, horizontal=True, key=key
        )
        if order:
            answers["day_month_order"] = order
    elif question.kind == "missing_column":
        header = st.selectbox(
            text, [UNANSWERED, *question.options], key=key,
            format_func=lambda name: name or f"Kolom mana {FIELDS.get(question.subject, '')}?",
        )  # fmt: skip
        if header:
            answers.setdefault("mapping", {})[question.subject] = header  # type: ignore[index]
    elif question.kind in TABLE_QUESTIONS:
        said = ask_about_table(question, text, key)
        if said:
            before: Any = answers.get("table_answers", {})
            answers["table_answers"] = add_answers(before, question.sheet, said)
    elif question.kind in ("unknown_area", "area_columns", "kabupaten", "puskesmas_area"):
        _area(question, text, key, areas, answers)
    else:
        st.markdown(text)


def _area(
    question: Question,
    text: str,
    key: str,
    areas: Sequence[Choice],
    answers: dict[str, object],
) -> None:
    names = {choice.code: choice.name for choice in areas}
    inside = {c.code: f"{c.name}, Kec. {names[c.parent]}" for c in areas if c.parent in names}
    best = [code for code in question.options if code in names]
    offered = [UNANSWERED, *best, *(code for code in names if code not in best)]
    named = question.kind in ("unknown_area", "puskesmas_area")
    if named:
        offered.append(SKIP)
    words = {UNANSWERED: "Pilih …", SKIP: "Lewati baris-baris ini (tetap ditolak)"}
    code = st.selectbox(
        text,
        offered,
        key=key,
        format_func=lambda c: words.get(c) or inside.get(c) or f"Kec. {names.get(c, c)}",
    )
    if not code:
        return
    if named:
        answers.setdefault("answers", {})[question.subject] = code  # type: ignore[index]
    else:
        answers["area"] = code


def _apply(draft: Draft, key: str, answers: dict[str, object]) -> None:
    before = draft.options[key]
    merged = dict(answers)
    if "answers" in merged:
        merged["answers"] = {**before.answers, **merged["answers"]}  # type: ignore[dict-item]
    if "table_answers" in merged:
        merged["table_answers"] = _said_of_tables(before.table_answers, merged["table_answers"])
    if "mapping" in merged:
        merged["mapping"] = {**before.mapping, **merged["mapping"]}  # type: ignore[dict-item]
    draft.answer(key, **merged)


def _said_of_tables(
    before: Mapping[str, Mapping[str, str]], given: Any
) -> dict[str, dict[str, str]]:
    merged = {name: dict(said) for name, said in before.items()}
    for name, said in given.items():
        merged = add_answers(merged, name, said)
    return merged
