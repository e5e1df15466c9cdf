"""Whatever else is uploaded and undone, what was counted from children stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from emonev.core.scope import EVERYTHING
from emonev.services.undo import undo
from emonev.store.store import Store
from tests.ingest.reading import read
from tests.wild.bases import bases
from tests.wild.drafts import draft
from tests.wild.trial import take
from tests.wild.writing import write

OF_CHILDREN = {
    "cube": "FROM cube WHERE source = 'e-ppgbm'",
    "transition": "FROM transition WHERE source = 'e-ppgbm'",
    "measurement": "SELECT * EXCLUDE (child_id) FROM measurement",
    "reporting": "FROM reporting",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(None)
    assert take(made, read(write(draft(bases()["by_name"]), tmp_path))).batch
    yield made
    made.close()


def of_children(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    with store.reading() as cursor:
        return {
            name: sorted(cursor.execute(text).fetchall(), key=repr)
            for name, text in OF_CHILDREN.items()
        }


@pytest.mark.parametrize("name", [name for name in bases() if name != "by_name"])
def test_children_stay_as_they_were_counted(name: str, store: Store, tmp_path: Path) -> None:
    before = of_children(store)
    assert all(before.values())
    folder = tmp_path / "lain"
    folder.mkdir()
    done = take(store, read(write(draft(bases()[name]), folder)))
    assert done.batch
    assert of_children(store) == before
    undo(EVERYTHING, store, done.batch)
    assert of_children(store) == before
