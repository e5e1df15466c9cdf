"""The five steps of Unggah, one on the screen at a time."""

from __future__ import annotations

import streamlit as st

from emonev.core.indonesian import integer
from emonev.ingest.tables.kinds import titled
from emonev.services.choices import Choice, StoreState
from emonev.services.import_result import FileResult
from emonev.services.originals import DAYS, keeping
from emonev.ui import ask
from emonev.ui.draft import STEPS, Draft, new_draft
from emonev.ui.errors import in_words, plain
from emonev.ui.state import open_store, scope
from emonev.ui.tables import table
from emonev.ui.upload_columns import match_children
from emonev.ui.upload_mapping import (
    ask_for_children,
    draw_table_mapping,
    is_table,
    is_unnamed,
)
from emonev.ui.upload_marked import draw_marked
from emonev.ui.upload_position import offer_position
from emonev.ui.upload_questions import ask_questions
from emonev.ui.upload_result import (
    draw_fates,
    draw_issues,
    draw_left_out,
    draw_saved,
    list_height,
)
from emonev.ui.upload_words import (
    CONTAINERS,
    KINDS,
)
from emonev.ui.worklist_box import worklist_box
from emonev.ui.writer import ask_uploader

HEADER_ROWS = 1000
"""How far down a header row may be pointed at; found by itself it lies in the first 30."""

TYPES = ["xlsx", "xlsm", "xls", "html", "htm", "csv", "txt", "zip"]


def draw_steps(now: int) -> None:
    """Where we are: the five steps with the present one bold."""
    words = []
    for number, name in enumerate(STEPS):
        sign = "✓" if number < now else f"{number + 1}."
        text = f"{sign} {name}"
        words.append(f"**:primary[{text}]**" if number == now else f":gray[{text}]")
    st.markdown("  →  ".join(words))


def pick_files(draft: Draft, state: StoreState) -> None:
    """Step 1: the kabupaten (never two mixed) and any number of files."""
    draw_left_out(draft.upload.left_out)
    draft.kabupaten = _kabupaten(state)
    given = st.file_uploader(
        "Berkas puskesmas: by-name e-PPGBM, rekap, sasaran, Sigizi, atau tabel lain",
        type=TYPES,
        accept_multiple_files=True,
        key="berkas_unggahan",
        help="Excel (.xlsx, .xls), HTML bernama .xls, CSV, atau .zip berisi berkas-berkas itu. "
        "Boleh banyak sekaligus.",
    )
    st.caption(f"Boleh banyak sekaligus, juga dalam .zip. {_privacy()}")
    if st.button("Lanjut: baca berkas", type="primary", disabled=not given):
        with in_words():
            draft.take_all((file.name, file.getvalue()) for file in given or [])
            draft.examine()
            st.rerun()


def _privacy() -> str:
    """What becomes of names, NIK and the original."""
    if keeping(open_store()):
        kept = f"berkas aslinya disimpan terenkripsi {DAYS} hari (Pengaturan)."
    else:
        kept = "berkas aslinya dihapus setelah dibaca."
    return f"Nama dan NIK tidak disimpan, hanya sidik kuncinya; {kept}"


def check_sheets(draft: Draft) -> None:
    """Step 2: what was found in each file: sheets, header row, rows."""
    draw_left_out(draft.upload.left_out)
    rows = [(draft.label(k), r) for k, r in draft.results.items()]
    table(
        {
            "Berkas": [name for name, _ in rows],
            "Jenis berkas": [CONTAINERS.get(r.container, r.container) for _, r in rows],
            "Lembar": [", ".join(s.name for s in r.sheets) or "–" for _, r in rows],
            "Baris judul": [_header_rows(r) for _, r in rows],
            "Baris data": [integer(r.rows_read) for _, r in rows],
            "Keterangan": [_remark(r) for _, r in rows],
        },
        numbers=("Baris judul", "Baris data"),
        wide=("Keterangan",),
        height=list_height(len(rows)),
    )
    key = _choose_file(draft)
    result = draft.results[key]
    if result.refused:
        st.error(plain(result.refused.text))
    names = [sheet.name for sheet in result.sheets]
    options = draft.options[key]
    if len(names) > 1 or options.sheet:
        offered = ["", *dict.fromkeys([*names, *([options.sheet] if options.sheet else [])])]
        picked = st.selectbox(
            "Lembar yang dipakai",
            offered,
            index=offered.index(options.sheet or ""),
            format_func=lambda name: name or "Semua lembar",
            key=f"lembar_{key}",
        )
        if (picked or None) != options.sheet:
            draft.answer(key, sheet=picked or None)
            draft.examine(only=key)
            st.rerun()
    _choose_header_row(draft, key)
    for sheet in result.sheets:
        if sheet.preview:
            kind = KINDS.get(sheet.kind) or titled(sheet.kind)
            where = f"baris judul {sheet.header_row}" if sheet.header_row else "tanpa baris judul"
            st.markdown(f"**{plain(sheet.name)}** · {plain(kind)} · {where}")
            _preview(sheet.preview)
    _buttons(draft, back=True)


def _choose_header_row(draft: Draft, key: str) -> None:
    """The header row, where the file's own was not found or is another one."""
    options = draft.options[key]
    found = [sheet.header_row for sheet in draft.results[key].sheets if sheet.header_row]
    row = st.number_input(
        "Baris judul (nomor baris di Excel)",
        min_value=1,
        max_value=HEADER_ROWS,
        value=options.header_row or (found[0] if found else None),
        placeholder="cari sendiri",
        key=f"baris_judul_{key}_{options.sheet or ''}",
        width=320,
        help="Ubah bila baris judul salah ditemukan. Judul dua baris: isi baris pertamanya.",
    )
    asked = None if row is None or (not options.header_row and row in found) else int(row)
    if asked != options.header_row:
        draft.answer(key, header_row=asked)
        draft.examine(only=key)
        st.rerun()


def match_columns(draft: Draft) -> None:
    """Step 3: which column is read as what; a change is remembered for this header row."""
    key = _choose_file(draft)
    result = draft.results[key]
    tables = any(is_table(sheet) for sheet in result.sheets)
    told = ask_for_children(result.sheets, key)
    if tables and not told:
        draw_table_mapping(draft, key)
    children = [s for s in result.sheets if not is_table(s) or (told and is_unnamed(s))]
    named = any(sheet.columns for sheet in children)
    if not named and tables:
        _buttons(draft, back=True)
        return
    if not named:
        st.info("Tidak ada baris judul yang dikenali pada berkas ini.")
        _buttons(draft, back=True)
        return
    match_children(draft, key, children)
    _buttons(draft, back=True)


def check(draft: Draft, state: StoreState) -> None:
    """Step 4: open questions, the fates of the rows, the problems with their Excel cells."""
    draw_left_out(draft.upload.left_out)
    ask_questions(draft, _areas(draft, state), _has_master)
    offer_position(draft)
    draw_fates(draft.results, draft.label)
    draw_marked(draft.upload, "periksa")
    draw_issues(draft.results, draft.label)
    st.subheader("Satu berkas" if len(draft.results) > 1 else "Berkas ini", anchor=False)
    key = _choose_file(draft)
    with st.expander("Isi berkas"):
        for sheet in draft.results[key].sheets:
            if sheet.preview:
                _preview(sheet.preview)
    if any(sheet.kind == "by_name" for sheet in draft.results[key].sheets):
        worklist_box(draft.upload.path(key), draft.label(key), draft.kabupaten, draft.options[key])
    _buttons(draft, back=True, last="Lanjut: simpan")


def save(draft: Draft) -> None:
    """Step 5: store, show progress, then what became of every row."""
    if not draft.saved:
        _offer_to_save(draft)
        return
    waiting = draft.upload.waiting()
    if waiting:
        stored = sum(bool(result.batch) for result in draft.upload.stored.values())
        st.warning(
            f"Penyimpanan dihentikan: {integer(stored)} berkas tersimpan, "
            f"{integer(len(waiting))} belum."
        )
        if st.button("Lanjutkan menyimpan", type="primary"):
            draft.save()
            st.rerun()
    draw_saved(draft.saved, draft.upload)
    if st.button("Unggah berkas lain"):
        new_draft()
        st.rerun()


def _offer_to_save(draft: Draft) -> None:
    ready = [draft.results[key] for key in draft.upload.waiting()]
    rows = sum(result.rows_read - result.fate("rejected") for result in ready)
    st.markdown(
        f"**{integer(rows)} baris dari {integer(len(ready))} berkas siap disimpan.** "
        "Tiap berkas disimpan seluruhnya atau tidak sama sekali, dan dapat dibatalkan."
    )
    draft.upload.who = ask_uploader("unggah")
    with st.container(horizontal=True):
        if st.button("Simpan", type="primary", disabled=not ready):
            draft.save()
            st.rerun()
        if st.button("Kembali"):
            draft.step = 3
            st.rerun()
        if st.button("Batal", type="tertiary"):
            new_draft()
            st.rerun()


def _kabupaten(state: StoreState) -> str:
    offered = ask.all_kabupaten(scope(""))
    own = () if state.demo else state.with_data
    if own:
        st.markdown(f"Kabupaten: **{plain(own[0].name)}**")
        return own[0].code
    names = {choice.code: choice.name for choice in offered}
    chosen = st.selectbox(
        "Kabupaten",
        ["", *names],
        format_func=lambda code: names.get(code, "Menurut isi berkas"),
        key="kabupaten_unggahan",
        help="Satu dasbor memuat satu kabupaten; baris dari kabupaten lain tidak diambil.",
    )
    if state.demo:
        st.caption("Data contoh dihapus sendiri begitu berkas pertama Anda tersimpan.")
    return str(chosen or "")


def _areas(draft: Draft, state: StoreState) -> tuple[Choice, ...]:
    """Areas a question may be answered with: the kecamatan and desa of the kabupaten."""
    code = draft.kabupaten or next((r.kabupaten for r in draft.results.values() if r.kabupaten), "")
    code = code or state.chosen
    if not code:
        return ()
    offered = ask.choices(scope(code), code)
    return (*offered.kecamatan, *offered.desa)


def _has_master(kabupaten: str) -> bool:
    """True when the kecamatan of this kabupaten are known: its file brings no areas of its own."""
    return bool(kabupaten) and bool(ask.choices(scope(kabupaten), kabupaten).kecamatan)


def _choose_file(draft: Draft) -> str:
    keys = list(draft.results)
    if len(keys) == 1:
        return keys[0]
    chosen = st.selectbox("Berkas", keys, format_func=draft.label, key="berkas_dilihat")
    return str(chosen)


def _preview(rows: tuple[tuple[str, ...], ...]) -> None:
    width = max(len(row) for row in rows)
    table(
        {
            _letters(at): [_as_typed(row[at]) if at < len(row) else "" for row in rows]
            for at in range(width)
        },
        height=210,
    )


def _as_typed(cell: str) -> str:
    """Excel stores whole numbers as 1.0; a person typed 1."""
    return cell.removesuffix(".0") if cell.removesuffix(".0").isdigit() else cell


def _letters(at: int) -> str:
    """0 → "A", 26 → "AA": as Excel names columns."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _header_rows(result: FileResult) -> str:
    return ", ".join(str(s.header_row) for s in result.sheets if s.header_row) or "–"


def _remark(result: FileResult) -> str:
    if result.refused:
        return f"ditolak: {result.refused.text}"
    if result.questions:
        return f"{len(result.questions)} pertanyaan perlu dijawab (langkah 4)"
    return "siap"


def _buttons(draft: Draft, *, back: bool, last: str = "Lanjut") -> None:
    with st.container(horizontal=True):
        if st.button(last, type="primary", key=f"lanjut_{draft.step}"):
            draft.step += 1
            st.rerun()
        if back and draft.step > 1 and st.button("Kembali", key=f"kembali_{draft.step}"):
            draft.step -= 1
            st.rerun()
        if st.button("Batal", type="tertiary", key=f"batal_{draft.step}"):
            new_draft()
            st.rerun()
