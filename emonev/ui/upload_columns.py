"""Step 3 for children: which column is read as what, with suggestions for the unknown ones."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from emonev.core.indonesian import integer
from emonev.services.import_result import SheetResult
from emonev.ui.draft import Draft
from emonev.ui.errors import plain
from emonev.ui.upload_words import FIELDS, IGNORED, KNOWN_BUT_NOT_STORED


def match_children(draft: Draft, key: str, sheets: Sequence[SheetResult]) -> None:
    """The columns of these sheets of one file; a suggestion counts once the user presses."""
    columns = {h: f for sheet in sheets for h, f in sheet.columns.items()}
    suggested = {
        h: f for sheet in sheets for h, f in sheet.suggested.items() if columns.get(h, "") is None
    }
    known = FIELDS | KNOWN_BUT_NOT_STORED
    words = [IGNORED, *known.values()]
    fields = {word: name for name, word in known.items()}
    edited = st.data_editor(
        {
            "Kolom di berkas": list(columns),
            "Dibaca sebagai": [
                known.get(field or suggested.get(header, ""), IGNORED)
                for header, field in columns.items()
            ],
        },
        disabled=["Kolom di berkas"],
        column_config={
            "Dibaca sebagai": st.column_config.SelectboxColumn(options=words, required=True)
        },
        hide_index=True,
        key=f"kolom_{key}",
        height=420,
    )
    if suggested:
        st.caption(
            plain(
                f"Usulan menurut isi kolom, belum dipakai: {', '.join(suggested)}. Periksa, lalu "
                "tekan “Pakai pencocokan ini”."
            )
        )
    ignored = [h for h, field in columns.items() if field is None and h not in suggested]
    if ignored:
        st.caption(plain(f"Kolom tambahan yang diabaikan (bukan kesalahan): {', '.join(ignored)}."))
    mapping = {
        fields[word]: header
        for header, word, before in zip(
            edited["Kolom di berkas"], edited["Dibaca sebagai"], columns.values(), strict=True
        )
        if word in fields and fields[word] != before
    }
    if mapping:
        keys = _alike(draft, key)
        together = len(keys) > 1 and st.checkbox(
            f"Berlaku untuk semua {integer(len(keys))} berkas dengan judul kolom yang sama",
            value=True,
            key=f"kolom_semua_{key}",
        )
        if st.button("Pakai pencocokan ini", type="primary"):
            for one in keys if together else [key]:
                draft.answer(one, mapping={**draft.options[one].mapping, **mapping})
            draft.examine(keys=keys if together else [key])
            st.rerun()


def _alike(draft: Draft, key: str) -> list[str]:
    """The files whose sheets have the header rows of this one, itself among them."""
    own = {sheet.signature for sheet in draft.results[key].sheets if sheet.signature}
    return [
        one
        for one, result in draft.results.items()
        if one == key or own & {sheet.signature for sheet in result.sheets}
    ]
