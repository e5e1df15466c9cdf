"""Whatever a file holds: no crash, no row lost, nothing stored on refusal, nobody named."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from emonev.ingest.parsed import Issue, ParsedFile, Refusal
from emonev.services.import_result import FileResult
from emonev.store.store import Store
from tests.ingest.reading import read
from tests.wild import rules
from tests.wild.bases import bases
from tests.wild.drafts import Draft, draft
from tests.wild.keeping import KEEPING
from tests.wild.spoiling import BREAKING, HOSTILE, SPOILING, hundred_thousand_rows
from tests.wild.trial import fingerprint, take
from tests.wild.writing import extent, write

SHORT, LONG = 130, 1000
STORED_EVERY = 3
"""In the short form every third file is also stored (in the long form every one)."""


def made(seed: int) -> Draft:
    """The draft of a seed: a base, perhaps one mutation that keeps, one to four that spoil."""
    rng = random.Random(seed)
    base = bases()[list(bases())[seed % len(bases())]]
    one = draft(base)
    if rng.random() < 0.3:
        name = rng.choice(("blank_rows", "columns_in_front", "total_row", "header_again"))
        if KEEPING[name](one, base, rng):
            one.done.append(name)
    chosen = rng.sample(list(SPOILING), rng.randrange(1, 5))
    for name in sorted(chosen, key=list(SPOILING).index):
        if SPOILING[name](one, base, rng):
            one.done.append(name)
    return one


def check(seed: int, store: Store, folder: Path, *, stored: bool) -> None:
    """Every rule for the file of a seed; a failure says how to make the file again."""
    one = made(seed)
    folder.mkdir()
    try:
        _check(one, store, folder, stored=stored)
    except Exception as error:
        error.add_note(
            f"tests.wild.test_wild_files.made({seed}): {one.base} {one.done} {one.container}"
        )
        raise


def _check(one: Draft, store: Store, folder: Path, *, stored: bool) -> None:
    path = write(one, folder)
    broken = bool(BREAKING & set(one.done))
    parsed = read(path)
    rules.check_parsed(parsed, extent(one, path), broken=broken)
    result = None
    if stored:
        before = fingerprint(store)
        result = take(store, parsed)
        rules.fates_sum(result)
        if result.batch is None:
            assert fingerprint(store) == before
        else:
            assert fingerprint(store) != before
    rules.nothing_leaks(parsed, result)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that holds something to lose."""
    made_store = Store(None)
    base = bases()["by_name"]
    take(made_store, read(write(draft(base), tmp_path_factory.mktemp("awal"))))
    yield made_store
    made_store.close()


@pytest.mark.parametrize("part", range(10))
def test_wild_files(part: int, store: Store, tmp_path: Path) -> None:
    for seed in range(part, SHORT, 10):
        check(seed, store, tmp_path / str(seed), stored=seed % STORED_EVERY == 0)


@pytest.mark.full
@pytest.mark.parametrize("part", range(20))
def test_a_thousand_wild_files(part: int, store: Store, tmp_path: Path) -> None:
    for seed in range(SHORT + part, LONG, 20):
        check(seed, store, tmp_path / str(seed), stored=True)


@pytest.mark.full
@pytest.mark.parametrize("base", ["by_name", "recap_desa", "krs_family", "long"])
def test_a_hundred_thousand_rows(base: str, store: Store, tmp_path: Path) -> None:
    one = draft(bases()[base])
    hundred_thousand_rows(one, bases()[base], random.Random(1))
    one.container = "csv"
    path = write(one, tmp_path)
    parsed = read(path)
    rules.check_parsed(parsed, extent(one, path), broken=False)
    assert sum(sheet.rows_read for sheet in parsed.sheets) == 100_000
    rules.fates_sum(take(store, parsed))


# --- the rules can fail


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> ParsedFile:
    """A plain file as parsed."""
    return read(write(draft(bases()["by_name"]), tmp_path_factory.mktemp("baik")))


def _with(parsed: ParsedFile, **changes: object) -> ParsedFile:
    return replace(parsed, sheets=(replace(parsed.sheets[0], **changes),))  # type: ignore[arg-type]


SIZE = {"Application List": (18, 34)}


def test_a_good_file_keeps_every_rule(good: ParsedFile) -> None:
    rules.check_parsed(good, SIZE, broken=False)
    rules.nothing_leaks(good, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"rows_read": 17},
        {"rejected": 1},
        {"issues": (Issue("jk_kosong", "Application List", 19, "A19"),)},
        {"issues": (Issue("jk_kosong", "Application List", 3, "AI3"),)},
        {"issues": (Issue("jk_kosong", "Application List", 3, "A4"),)},
        {"issues": (Issue("jk_kosong", "Lembar lain", 3, "A3"),)},
        {"issues": (Issue("kode_karangan", "Application List", 3, "A3"),)},
    ],
)
def test_a_row_lost_and_a_cell_that_is_not_there_are_seen(
    good: ParsedFile, changes: dict[str, object]
) -> None:
    with pytest.raises(AssertionError):
        rules.check_parsed(_with(good, **changes), SIZE, broken=False)


def test_a_reader_that_gave_up_is_seen(good: ParsedFile) -> None:
    for code in ("gagal_dibaca", "berkas_rusak"):
        with pytest.raises(AssertionError):
            rules.not_given_up(replace(good, refused=Refusal(code, "Kalimat.")), broken=False)


@pytest.mark.parametrize(
    "changes",
    [
        {"preview": (("x", "ANAK CONTOH 3"),)},
        {"issues": (Issue("jk_kosong", "L", 3, "A3", found="9900000000000017"),)},
        {"columns": {"KEPALA CONTOH": None}},
    ],
)
def test_a_name_that_got_out_is_seen(good: ParsedFile, changes: dict[str, object]) -> None:
    with pytest.raises(AssertionError):
        rules.nothing_leaks(_with(good, **changes), None)


def test_fates_that_do_not_add_up_are_seen(good: ParsedFile, store: Store) -> None:
    result: FileResult = take(store, good)
    rules.fates_sum(result)
    wrong = replace(result, sheets=(replace(result.sheets[0], fates={"new": 15, "rejected": 0}),))
    with pytest.raises(AssertionError):
        rules.fates_sum(wrong)


def test_a_store_that_changed_is_seen(store: Store) -> None:
    before = fingerprint(store)
    with store.writing() as cursor:
        cursor.execute("UPDATE setting SET value = 'lain' WHERE key = 'kabupaten'")
    after = fingerprint(store)
    with store.writing() as cursor:
        cursor.execute("UPDATE setting SET value = '73.22' WHERE key = 'kabupaten'")
    assert after != before and fingerprint(store) == before


def test_every_mutation_does_something() -> None:
    for name, change in SPOILING.items():
        changed = 0
        for seed, base in enumerate(bases().values()):
            for container in ("xlsx", "csv"):
                one = draft(base)
                one.container = container
                before = repr(one)
                change(one, base, random.Random(seed))
                changed += repr(one) != before
        assert changed, name
    assert len(set(HOSTILE)) == len(HOSTILE)
