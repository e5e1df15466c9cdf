"""A frozen deck comes back exactly as it was, and nothing but a deck ever does."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date
from gzip import compress, decompress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emonev.charts.deck_file import CLASSES, LARGEST, pack, unpack
from emonev.charts.describe import Panel, Point, SmallMultiples
from emonev.charts.slides import Body, Column, Deck, Sentences, Slide, Table
from emonev.errors import Refused
from tests.reports.decks import shown, wild

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
CELLS = st.none() | st.text() | st.dates() | NUMBERS


@pytest.mark.parametrize("audience", ["publik", "internal"])
def test_a_deck_of_the_store_comes_back_equal(audience: Any) -> None:
    made = shown(audience=audience)
    packed = pack(made)
    assert unpack(packed) == made
    assert pack(unpack(packed)) == packed


def test_wild_texts_come_back_as_they_were() -> None:
    made = wild()
    assert unpack(pack(made)) == made


@given(
    texts=st.lists(st.text(), max_size=4),
    cells=st.lists(CELLS, min_size=1, max_size=5),
    value=st.none() | st.floats(0, 1),
    day=st.none() | st.dates(),
    demo=st.booleans(),
)
@settings(deadline=None)
def test_any_deck_comes_back_equal(
    texts: list[str], cells: list[Any], value: float | None, day: date | None, demo: bool
) -> None:
    table = Table("t", "T", tuple(Column(str(at), "k") for at in range(len(cells))),
                  (tuple(cells),), classes=(None, 3))  # fmt: skip
    point = Point("Agu", value, value, "", True, "teks")
    panel = SmallMultiples((Panel("1", "P", "", "", (point,)),), value or 0.0, 5)
    slide = Slide("a", "teks", "T", "", (Sentences(tuple(texts)), panel, table), tuple(texts), "f",
                  data=(table,))  # fmt: skip
    made = Deck("o", "T", "s", "k", "73", "2025-08", "Agustus", "", day, "", date(2026, 1, 5), "v",
                "publik", demo, (slide,), (("a", "b"),), tuple(texts))  # fmt: skip
    back = unpack(pack(made))
    assert back == made
    kinds = [type(cell) for cell in back.slides[0].data[0].rows[0]]
    assert kinds == [type(cell) for cell in cells]


def document() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(decompress(pack(shown())))
    return read


def packed(changed: Any) -> bytes:
    return compress(json.dumps(changed).encode())


def test_unchanged_the_document_is_taken() -> None:
    """Else the refusals below prove nothing."""
    assert unpack(packed(document())) == shown()


def _with(name: str, value: Any) -> bytes:
    made = document()
    made["bahan"][name] = value
    return packed(made)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x" * 50,
        compress(b"x"),
        pack(shown())[:-9],
        pack(shown()) + b"more",
        packed(None),
        packed({"versi": 1}),
        packed({"versi": 1, "bahan": None}),
        packed({"versi": 2, "bahan": document()["bahan"]}),
        packed({"versi": 1, "bahan": {"~": "Sentences", "lines": [], "heading": ""}}),
        packed({"versi": 1, "bahan": {"~": "Path", "path": "/"}}),
        _with("audience", "semua"),
        _with("title", 3),
        _with("title", None),
        _with("unknown", "x"),
        _with("slides", [1]),
        _with("slides", [{"~": "Column", "key": "a", "title": "b"}]),
        _with("definitions", [["a"]]),
        _with("made_on", "2025-01-01"),
        _with("made_on", {"~hari": "kemarin"}),
        _with("data_date", {"~bentuk": {"type": "Polygon", "coordinates": []}}),
        _with("title", {"~bentuk": {"type": "Polygon", "coordinates": ["x"]}}),
        _with("title", {"a": "b"}),
        packed({"versi": 1, "bahan": {"~": "Deck"}}),
        compress(b"[" * 100_000),
        compress(json.dumps(document()).replace('"demo": true', '"demo": NaN').encode()),
    ],
    ids=list(range(26)),
)
def test_everything_else_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        unpack(content)
    assert refused.value.code == "paparan_rusak"


def test_a_small_file_that_unpacks_to_gigabytes_is_refused() -> None:
    with pytest.raises(Refused):
        unpack(compress(b" " * (LARGEST + 10)))


def test_what_has_no_place_in_a_deck_is_not_packed() -> None:
    with pytest.raises(TypeError):
        pack(replace(shown(), title=b"x"))  # type: ignore[arg-type]


def test_every_class_a_deck_can_hold_is_known() -> None:
    """A new kind of body that is not in the list could be shown but never be kept."""
    from typing import get_args

    assert {one.__name__ for one in get_args(Body)} <= set(CLASSES)
    named = " ".join(str(one.type) for kind in CLASSES.values() for one in fields(kind))
    assert all(is_dataclass(kind) for kind in CLASSES.values())
    for module in {kind.__module__ for kind in CLASSES.values()}:
        found = __import__(module, fromlist=["x"])
        inside = {name for name, one in vars(found).items() if is_dataclass(one)}
        missing = {name for name in inside - set(CLASSES) if name in named.split(" ")}
        assert missing == set()
