"""A mutation that keeps what a file says yields the very same cube; one that does not, another."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from emonev.ingest.tables.kinds import KINDS
from tests.wild.bases import LEDGER_ONLY, bases
from tests.wild.drafts import Draft, draft
from tests.wild.keeping import KEEPING, LOSING, ORDER
from tests.wild.trial import Told, Trial, told, understood
from tests.wild.writing import write

SHORT, LONG = 70, 1000
MOST_AT_ONCE = 4


@pytest.fixture(scope="module")
def store() -> Iterator[Trial]:
    """One empty store; nothing stays in it."""
    made = Trial()
    yield made
    made.close()


@pytest.fixture(scope="module")
def plain(store: Trial, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """What every base says as it is."""
    said = {}
    for name, base in bases().items():
        seen, result = understood(store, write(draft(base), tmp_path_factory.mktemp(name)))
        assert result.settled and result.fate("rejected") == 0, (name, result)
        assert [sheet.kind for sheet in result.sheets] == [base.kind]
        said[name] = seen
    return said


def made(seed: int) -> Draft:
    """The draft of a seed: a base and up to four mutations, in their order."""
    rng = random.Random(seed)
    base = bases()[list(bases())[seed % len(bases())]]
    one = draft(base)
    chosen = rng.sample(ORDER, rng.randrange(1, MOST_AT_ONCE + 1))
    for name in sorted(chosen, key=ORDER.index):
        if KEEPING[name](one, base, rng):
            one.done.append(name)
    return one


def check(seed: int, store: Trial, plain: dict[str, Told], folder: Path) -> None:
    """The file of the seed says what its base says."""
    one = made(seed)
    folder.mkdir()
    path = write(one, folder)
    seen, result = understood(store, path)
    again = f"tests.wild.test_metamorphic.made({seed}): {one.base} {one.done} {one.container}"
    assert result.refused is None, (again, result.refused)
    assert seen, (again, result.questions, result.issues[:5])
    for table, rows in plain[one.base].items():
        assert seen[table] == rows, (again, table, result.issues[:5])


def test_every_kind_of_sheet_has_a_base() -> None:
    assert {base.kind for base in bases().values()} == {"by_name", *(kind.key for kind in KINDS)}


def effects(seen: Told, other: Told) -> set[str]:
    """Tables, the ledger left out, that tell the two apart."""
    return {table for table in seen if seen[table] != other[table]} - {"entry", "links"}


def test_every_base_has_something_to_lose(store: Trial, plain: dict[str, Told]) -> None:
    with store.reading() as cursor:
        before = told(cursor)
    for name, seen in plain.items():
        assert seen["measurement"] or seen["entry"], name
        assert effects(seen, before) or name in LEDGER_ONLY, name


@pytest.mark.parametrize("base", bases())
@pytest.mark.parametrize("losing", LOSING)
def test_a_lost_row_or_figure_is_seen(
    losing: str, base: str, store: Trial, plain: dict[str, Told], tmp_path: Path
) -> None:
    one = draft(bases()[base])
    assert LOSING[losing](one, bases()[base], random.Random(1))
    seen, _ = understood(store, write(one, tmp_path))
    assert seen != plain[base]
    assert effects(seen, plain[base]) or base in LEDGER_ONLY


def test_every_mutation_changes_a_file_of_some_kind(tmp_path: Path) -> None:
    """None of them is applied in name only."""
    for name, change in KEEPING.items():
        applied = 0
        for base in bases().values():
            one = draft(base)
            before = (one.sheets(), repr(one))
            if change(one, base, random.Random(3)):
                applied += (one.sheets(), repr(one)) != before
        assert applied, name


@pytest.mark.parametrize("part", range(10))
def test_the_same_said_in_another_way(
    part: int, store: Trial, plain: dict[str, Told], tmp_path: Path
) -> None:
    for seed in range(part, SHORT, 10):
        check(seed, store, plain, tmp_path / str(seed))


@pytest.mark.full
@pytest.mark.parametrize("part", range(20))
def test_the_same_said_in_a_thousand_ways(
    part: int, store: Trial, plain: dict[str, Told], tmp_path: Path
) -> None:
    for seed in range(SHORT + part, LONG, 20):
        check(seed, store, plain, tmp_path / str(seed))
