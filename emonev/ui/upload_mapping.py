"""Tables of no fixed form in the five steps: what a row is, what a column is, which month.

The same widgets stand at the questions and in step 3, where anything can also be changed. What is
said is remembered for the header; it can be taken home as a small file and given to a neighbour.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from emonev.core.indonesian import day
from emonev.core.period import MONTHS_LONG
from emonev.ingest.parsed import Question
from emonev.ingest.tables.header_words import LOCAL, local_key
from emonev.ingest.tables.kinds import titled
from emonev.services import meanings, sheet_mappings
from emonev.services.import_result import SheetResult
from emonev.services.meanings import NEW, PARTS, ROWS, ColumnMeaning
from emonev.ui.draft import Draft
from emonev.ui.errors import plain
from emonev.ui.state import cached, open_store, scope

Answers = dict[str, str]

UNANSWERED = ""
ALL_SHEETS = "*"
TABLE_QUESTIONS = ("row_meaning", "column_meaning", "period")
_FIRST_YEAR = 2015
_QUARTERS = {f"TW{number}": f"Triwulan {roman}" for number, roman in
             enumerate(("I", "II", "III", "IV"), 1)}  # fmt: skip

measure_names = cached(meanings.measure_names)
remembered = cached(sheet_mappings.mappings)


def is_table(sheet: SheetResult) -> bool:
    """A sheet of counts: neither children nor empty."""
    return sheet.kind not in ("by_name", "empty")


def is_unnamed(sheet: SheetResult) -> bool:
    """An unknown sheet of whose columns none is known: children or counts, the user says."""
    return sheet.kind == "unknown" and bool(sheet.columns) and not any(sheet.columns.values())


_HINT = {"sex", "birth_date"}
"""Columns that look like these: the rows are likely children."""


def ask_for_children(sheets: Sequence[SheetResult], key: str) -> bool:
    """True when the user says that a row of the file's unnamed sheets is a child."""
    if not any(map(is_unnamed, sheets)):
        return False
    said = st.radio(
        "Lembar ini belum dikenal. Satu baris adalah …",
        ("wilayah", "anak"),
        format_func={
            "wilayah": "satu wilayah: pilih di bawah kolom nama wilayahnya dan kolom angkanya",
            "anak": "satu anak (by-name): pilih di bawah kolom JK, tanggal lahir dan hasil ukurnya",
        }.__getitem__,
        index=int(any(set(sheet.suggested.values()) >= _HINT for sheet in sheets)),
        key=f"isi_baris_{key}",
    )
    return said == "anak"


def ask_about_table(question: Question, text: str, key: str) -> Answers:
    """One question about a table of counts, answered or not: subject → answer."""
    if question.kind == "period":
        period = choose_period(text, key)
        return {"period": period} if period else {}
    if question.kind == "row_meaning":
        options = [name for name in question.options if name in ROWS]
        chosen = st.radio(text, options, index=None, format_func=ROWS.__getitem__, key=key,
                          horizontal=True)  # fmt: skip
        return {question.subject: chosen} if chosen else {}
    return _column(question, text, key)


def _column(question: Question, text: str, key: str) -> Answers:
    names = measure_names(scope(""))
    words = {**PARTS, **names}
    own = [option for option in question.options if option.startswith(LOCAL)]
    words |= {option: f"Indikator baru: {_called(option, question)}" for option in own}
    offered = [UNANSWERED, *question.options]
    if own:
        offered += [name for name in names if name not in question.options]
    chosen = st.selectbox(
        text, offered, key=key, format_func=lambda one: words.get(one, one) or "Pilih …"
    )
    if not chosen:
        return {}
    given = {question.subject: str(chosen)}
    if chosen in own:
        label = st.text_input("Nama indikator baru", value=_called(chosen, question), max_chars=80,
                              key=f"{key}_nama")  # fmt: skip
        given[f"label:{chosen}"] = label.strip() or _called(chosen, question)
    return given


def _called(measure: str, question: Question) -> str:
    subject = question.subject.removeprefix("col:")
    return meanings.suggested_name(subject or measure.removeprefix(LOCAL))


def choose_period(text: str, key: str) -> str:
    """A month, a quarter or a whole year; "" while the year is not chosen."""
    st.markdown(text)
    whole = {"": "sepanjang tahun"}
    months = {f"{number:02d}": name for number, name in enumerate(MONTHS_LONG, 1)}
    within = whole | months | _QUARTERS
    with st.container(horizontal=True):
        years = ["", *map(str, range(date.today().year, _FIRST_YEAR - 1, -1))]
        year = st.selectbox("Tahun", years, key=f"{key}_tahun", width=120,
                            format_func=lambda one: one or "Pilih …")  # fmt: skip
        part = st.selectbox("Bulan", list(within), key=f"{key}_bulan", width=180,
                            format_func=within.__getitem__)  # fmt: skip
    return "-".join(filter(None, (year, part))) if year else ""


def add_answers(
    before: Mapping[str, Mapping[str, str]], sheet: str | None, given: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """``before`` with what was said about one sheet (None: about all of the file)."""
    merged = {name: dict(said) for name, said in before.items()}
    name = sheet or ALL_SHEETS
    merged[name] = {**merged.get(name, {}), **given}
    return merged


# --- step 3


def draw_table_mapping(draft: Draft, key: str) -> None:
    """Every sheet of counts of a file: its row, its columns, and what is asked about them."""
    tables = [sheet for sheet in draft.results[key].sheets if is_table(sheet)]
    if not tables:
        return
    names = [sheet.name for sheet in tables]
    shown = names[0]
    if len(names) > 1:
        shown = st.selectbox("Lembar", names, key=f"lembar_tabel_{key}") or names[0]
    sheet = next(one for one in tables if one.name == shown)
    _draw_sheet(draft, key, sheet)


def _draw_sheet(draft: Draft, key: str, sheet: SheetResult) -> None:
    kind = "belum dikenal jenisnya" if sheet.kind == "unknown" else titled(sheet.kind)
    st.markdown(f"**Lembar {plain(sheet.name)}** · {plain(kind)}")
    place = f"{key}_{sheet.name}"
    given: dict[str | None, Answers] = {}
    open_ones = [
        question
        for question in draft.results[key].questions
        if question.kind in TABLE_QUESTIONS and question.sheet in (sheet.name, None)
    ]
    for number, question in enumerate(open_ones):
        said = ask_about_table(question, plain(question.text), f"peta_{place}_{number}")
        given.setdefault(question.sheet, {}).update(said)
    given.setdefault(sheet.name, {}).update(_changed_columns(sheet, place, open_ones))
    said_now = {name: said for name, said in given.items() if said}
    if st.button("Pakai jawaban ini", type="primary", disabled=not said_now, key=f"pakai_{place}"):
        merged: Mapping[str, Mapping[str, str]] = draft.options[key].table_answers
        for name, said in said_now.items():
            merged = add_answers(merged, name, said)
        draft.answer(key, table_answers=merged)
        draft.examine(only=key)
        st.rerun()
    _remembered_box(draft, key, sheet)


def _changed_columns(sheet: SheetResult, place: str, asked: list[Question]) -> Answers:
    """The table of columns; what the user changed in it, as answers."""
    if sheet.kind not in ("unknown", "wide", "long"):
        _fixed_columns(sheet)
        return {}
    columns = [one for one in meanings.column_meanings(sheet) if not _is_asked(one, asked)]
    if not columns:
        return {}
    names = measure_names(scope(""))
    words = {**PARTS, **{name: f"Nama {word}" for name, word in ROWS.items()}, **names}
    words[NEW] = "Indikator baru (nama menurut judul kolom)"
    for one in columns:
        words.setdefault(one.read_as, _own_words(one.read_as))
    by_word = {word: name for name, word in words.items()}
    edited = st.data_editor(
        {
            "Kolom di berkas": [_headers(one) for one in columns],
            "Dibaca sebagai": [words[one.read_as] for one in columns],
        },
        disabled=["Kolom di berkas"],
        column_config={
            "Dibaca sebagai": st.column_config.SelectboxColumn(options=list(by_word), required=True)
        },
        hide_index=True,
        key=f"kolom_tabel_{place}",
        height=min(420, 38 + 35 * len(columns)),
    )
    given: Answers = {}
    for one, word in zip(columns, edited["Dibaca sebagai"], strict=True):
        meaning = by_word[word]
        if meaning == one.read_as:
            continue
        given[f"col:{one.subject}"] = local_key(one.subject) if meaning == NEW else meaning
    return given


def _is_asked(column: ColumnMeaning, asked: list[Question]) -> bool:
    return any(question.subject == f"col:{column.subject}" for question in asked)


def _headers(column: ColumnMeaning) -> str:
    """ "Stunting" · "2018, 2020, 2021" · "Diukur (12 kolom)"."""
    if len(column.headers) == 1:
        return column.headers[0]
    if any(header in column.subject for header in column.headers):
        return f"{column.subject} ({len(column.headers)} kolom)"
    listed = ", ".join(column.headers[:3])
    more = ", …" if len(column.headers) > 3 else ""
    return f"{listed}{more}"


def _own_words(name: str) -> str:
    if name.startswith(LOCAL):
        called = meanings.suggested_name(name.removeprefix(LOCAL).replace("-", " "))
        return f"{called} (indikator baru)"
    return {"row": "Nama wilayah", "number": "Nomor urut", "quarter": "Triwulan",
            "period": "Periode", "numerator": "Jumlah"}.get(name, name)  # fmt: skip


def _fixed_columns(sheet: SheetResult) -> None:
    ignored = [header for header, field in sheet.columns.items() if field is None]
    st.caption("Jenis lembar ini dikenal; kolomnya dibaca menurut judulnya.")
    if ignored:
        st.caption(plain(f"Kolom tambahan yang diabaikan: {', '.join(ignored)}."))


# --- remembered mappings


def _remembered_box(draft: Draft, key: str, sheet: SheetResult) -> None:
    known = {one.signature: one for one in remembered(scope(""))}
    own = known.get(sheet.signature)
    with st.expander("Pemetaan yang diingat"):
        if own is None:
            st.caption(
                "Jawaban untuk judul kolom ini diingat setelah berkas disimpan. Pemetaan dari "
                "kabupaten lain dapat dimuat di sini."
            )
        else:
            st.caption(
                f"Diingat sejak {day(own.changed_at.date())}; dipakai untuk judul yang sama."
            )
            with open_store().reading() as cursor:
                content = sheet_mappings.export_mapping(cursor, scope(""), own.signature)
            with st.container(horizontal=True):
                st.download_button("Unduh pemetaan", content, f"pemetaan-{own.signature}.json",
                                   "application/json", key=f"unduh_peta_{key}")  # fmt: skip
                if st.button("Lupakan", key=f"lupa_peta_{key}"):
                    with open_store().writing() as cursor:
                        sheet_mappings.forget(cursor, scope(""), own.signature)
                    draft.examine(only=key)
                    st.rerun()
        taken = st.file_uploader("Muat pemetaan (.json)", type=["json"], key=f"muat_peta_{key}")
        if taken is not None and st.button("Pakai pemetaan ini", key=f"pakai_peta_{key}"):
            with open_store().writing() as cursor:
                sheet_mappings.import_mapping(cursor, scope(""), taken.getvalue())
            draft.examine(only=key)
            st.rerun()
