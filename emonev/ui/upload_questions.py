"""What only the user can answer: nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from emonev.core.indonesian import integer
from emonev.ingest.parsed import Question
from emonev.ingest.units import NAMES as UNITS
from emonev.ingest.values import MEASURES
from emonev.services.choices import Choice
from emonev.services.placing import SKIP
from emonev.ui import ask
from emonev.ui.draft import Draft
from emonev.ui.errors import plain
from emonev.ui.state import scope
from emonev.ui.upload_mapping import TABLE_QUESTIONS, add_answers, ask_about_table
from emonev.ui.upload_words import FIELDS, ORDERS

UNANSWERED = ""

IN_USUAL = {"kg": "memang kg (baca sel demi sel)", "cm": "memang cm (baca sel demi sel)"}
"""The way out where no other unit is meant: the numbers themselves are wrong."""

KABUPATEN_CODE = re.compile(r"\d{2}\.\d{2}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and the files (keys) that ask it."""

    question: Question
    keys: tuple[str, ...]


ONCE = ("unknown_area", "puskesmas_area")
"""A text means the same area in every file: one answer, without a choice."""


def ask_questions(draft: Draft, areas: Sequence[Choice], has_master: Callable[[str], bool]) -> None:
    """Every open question once for all files that ask it, then one button that reads them again.

    ``has_master`` tells of a kabupaten's code whether its areas are known.
    """
    asked = gathered({key: result.questions for key, result in draft.results.items()})
    if not asked:
        return
    with st.container(border=True):
        st.markdown(f"**{integer(len(asked))} pertanyaan sebelum semua baris dapat diambil**")
        given: dict[str, dict[str, object]] = {}
        for number, one in enumerate(asked):
            _ask(draft, one, f"tanya_{number}_{one.keys[0]}", areas, given)
        if any(one.question.kind == "unknown_area" for one in asked):
            st.caption(
                "Jawaban wilayah diingat sebagai ejaan lain dari wilayah itu; bila unggahannya "
                "dibatalkan, ejaan itu dilupakan lagi."
            )
        _ask_new_areas(draft, asked, has_master, given)
        if st.button("Periksa ulang dengan jawaban ini", type="primary", disabled=not given):
            for key, answers in given.items():
                _apply(draft, key, answers)
            draft.examine(keys=list(given))
            st.rerun()


def gathered(questions: Mapping[str, Sequence[Question]]) -> list[Asked]:
    """The same question of several files is one, with their rows together."""
    found: dict[Hashable, Asked] = {}
    for key, own in questions.items():
        for question in own:
            sheet = question.sheet if question.kind in TABLE_QUESTIONS else None
            same = (question.kind, question.subject, question.options, sheet)
            before = found.get(same)
            if before is None:
                found[same] = Asked(question, (key,))
            else:
                rows = before.question.rows + question.rows
                keys = tuple(dict.fromkeys((*before.keys, key)))
                found[same] = Asked(replace(before.question, rows=rows), keys)
    return list(found.values())


def _ask(
    draft: Draft,
    one: Asked,
    key: str,
    areas: Sequence[Choice],
    given: dict[str, dict[str, object]],
) -> None:
    many = len(one.keys) > 1
    if len(draft.results) > 1:
        st.markdown(f"**{plain(_files(draft, one.keys))}**")
    together = many and one.question.kind not in ONCE
    if together and not st.checkbox(
        f"Jawaban berlaku untuk semua {integer(len(one.keys))} berkas", value=True,
        key=f"{key}_semua",
    ):  # fmt: skip
        for own in one.keys:
            st.markdown(plain(draft.label(own)))
            _one(one.question, f"{key}_{own}", areas, given.setdefault(own, {}))
    else:
        answers: dict[str, object] = {}
        _one(one.question, key, areas, answers)
        for own in one.keys if answers else ():
            given[own] = _joined(given.get(own, {}), answers)
    for own in [own for own, answers in given.items() if not answers]:
        del given[own]


def _joined(before: dict[str, object], more: dict[str, object]) -> dict[str, object]:
    """Answers of one file with those to another question."""
    merged = dict(before)
    for name, value in more.items():
        if name == "table_answers":
            merged[name] = _said_of_tables(merged.get(name, {}), value)  # type: ignore[arg-type]
        elif isinstance(value, dict):
            merged[name] = {**merged.get(name, {}), **value}  # type: ignore[dict-item]
        else:
            merged[name] = value
    return merged


def _files(draft: Draft, keys: Sequence[str]) -> str:
    names = [draft.label(key) for key in keys]
    return ", ".join(names[:3]) + (f" dan {integer(len(names) - 3)} lain" if names[3:] else "")


def _ask_new_areas(
    draft: Draft,
    asked: Sequence[Asked],
    has_master: Callable[[str], bool],
    given: dict[str, dict[str, object]],
) -> None:
    """A kabupaten nobody knows yet may bring its areas by its own files."""
    about = {
        key
        for one in asked
        if one.question.kind in ("unknown_area", "kabupaten")
        for key in one.keys
        if not has_master(draft.kabupaten or draft.results[key].kabupaten)
    }
    if about and st.checkbox(
        "Kabupaten ini belum punya daftar wilayah: ambil nama wilayah dari berkas sebagai "
        "wilayah baru",
        key="wilayah_baru",
    ):
        for key in sorted(about):
            given.setdefault(key, {})["new_areas"] = True


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
    elif question.kind == "column_unit":
        usual = MEASURES[question.subject].unit
        unit = st.radio(
            text, dict.fromkeys((*question.options, usual)), index=None, horizontal=True, key=key,
            format_func=lambda one: UNITS[one] if one in question.options else IN_USUAL[one],
        )  # fmt: skip
        if unit:
            answers.setdefault("units", {})[question.subject] = unit  # type: ignore[index]
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
    elif question.kind == "kabupaten":
        _kabupaten(text, key, answers)
    elif question.kind in ("unknown_area", "area_columns", "puskesmas_area"):
        _area(question, text, key, areas, answers)
    else:
        st.markdown(text)


def _kabupaten(text: str, key: str, answers: dict[str, object]) -> None:
    """One of those known, or the code of another one whose areas the file brings along."""
    names = {choice.code: choice.name for choice in ask.all_kabupaten(scope(""))}
    known, other = st.columns(2, gap="small")
    with known:
        code = st.selectbox(
            text, [UNANSWERED, *names], key=key, format_func=lambda c: names.get(c) or "Pilih …"
        )
    with other:
        typed = st.text_input(
            "Atau kode kabupaten lain, mis. 32.08", key=f"{key}_kode", max_chars=5,
            placeholder="kode Kemendagri",
        ).strip()  # fmt: skip
    if typed and not KABUPATEN_CODE.fullmatch(typed):
        st.caption("Kode kabupaten ditulis dua angka, titik, dua angka.")
    elif typed or code:
        answers["kabupaten"] = typed or str(code)
        if typed and typed not in names:
            answers["new_areas"] = True  # nobody knows its areas but the file


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
    if "units" in merged:
        merged["units"] = {**before.units, **merged["units"]}  # type: ignore[dict-item]
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
