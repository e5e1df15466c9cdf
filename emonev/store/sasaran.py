"""The target populations that come as sheets of an upload: table ``sasaran`` follows the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from emonev.store.store import Cursor, sql

KIND = "sasaran"
"""Kind of the entries that are target populations."""


def refresh(cursor: Cursor, kabupaten_codes: Iterable[str]) -> None:
    """Bring ``sasaran`` up to date with the ledger of these kabupaten; inside the transaction.

    What stood there before the first upload is remembered and comes back when the ledger has
    nothing any more; a number somebody stored by hand since then stays.
    """
    for kabupaten in sorted(set(kabupaten_codes)):
        for name in ("sasaran_ledger", "sasaran_left"):
            cursor.execute(sql(name), {"kabupaten": kabupaten})
        for name in (
            "sasaran_give_back", "sasaran_take_out", "sasaran_forget_gone", "sasaran_note_given",
            "sasaran_apply", "sasaran_note_applied",
        ):  # fmt: skip
            cursor.execute(sql(name))
