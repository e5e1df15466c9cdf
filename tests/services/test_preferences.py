"""Settings of a kabupaten: validated, recorded, and felt by every figure."""

from __future__ import annotations

import pytest

from emonev.core.scope import Scope, local
from emonev.errors import NoAccess, WrongCall
from emonev.services import words
from emonev.services.choices import choices
from emonev.services.figure import Selection
from emonev.services.figures import figures
from emonev.services.headline import headline
from emonev.services.map_view import map_view
from emonev.services.preferences import (
    Preferences,
    choose_headline,
    choose_limits,
    choose_sasaran_source,
    choose_serentak,
    preferences,
)
from emonev.services.sentences import sentences
from emonev.services.trend import trend
from emonev.store.cube import refresh
from emonev.store.settings import serentak_months
from emonev.store.store import Store
from tests.store_builders import KABUPATEN, measurement, store

VIEWER = local(KABUPATEN)
WAVES = ("2025-02-10", "2025-06-10", "2025-07-10", "2025-08-10", "2026-02-10")


def filled() -> Store:
    rows = [
        measurement(child, day, age_months=12 + at, haz=-2.5 if (child + at) % 3 else 0.0,
                    label_haz="pendek")
        for at, day in enumerate(WAVES) for child in range(1, 9)
    ]  # fmt: skip
    made = store(rows)
    with made.writing() as cursor:
        for year, source, balita in (
            (2025, "Pusdatin", 10), (2025, "riil", 16), (2026, "Pusdatin", 8),
        ):  # fmt: skip
            cursor.execute(
                "INSERT INTO sasaran VALUES (?, ?, ?, ?)", [KABUPATEN, year, source, balita]
            )
    return made


def asked(made: Store, viewer: Scope = VIEWER) -> Preferences:
    with made.reading() as cursor:
        return preferences(cursor, viewer, KABUPATEN)


def transitions(made: Store) -> list[tuple]:
    with made.reading() as cursor:
        return sorted(cursor.execute("SELECT * FROM transition").fetchall(), key=repr)


def periods(made: Store, key: str):
    with made.reading() as cursor:
        offered = choices(cursor, VIEWER, KABUPATEN).periods
    return next(one for one in offered if one.key == key)


def test_nothing_set_is_the_usual_way():
    found = asked(filled())
    assert (found.limits.low, found.limits.caution) == (0.8, 0.9)
    assert found.serentak == ()
    assert found.months == ("2025-06", "2025-07")
    assert [(one.year, one.names, one.in_force) for one in found.sasaran] == [
        (2026, ("Pusdatin",), "Pusdatin"), (2025, ("Pusdatin", "riil"), "Pusdatin"),
    ]  # fmt: skip
    assert not found.label_leads
    assert found.changes == ()


@pytest.mark.parametrize(
    "steps",
    [
        (("2025-06",),),
        (("2025-06", "2025-07"), ("2025-07",)),
        (("2025-06", "2025-07"), ()),
        (("2024-11", "2025-06"), ("2025-06", "2026-05")),
    ],
)
def test_comparisons_after_a_declaration_equal_a_store_filled_with_it(steps):
    made = filled()
    for months in steps:
        choose_serentak(VIEWER, made, KABUPATEN, months)
    other = filled()
    with other.writing() as cursor:
        cursor.execute("DELETE FROM transition")
        refresh(cursor, KABUPATEN, {day[:7] for day in WAVES}, steps[-1])
    assert transitions(made) == transitions(other)
    with made.reading() as cursor:
        assert serentak_months(cursor, KABUPATEN) == tuple(sorted(steps[-1]))


def test_a_declared_month_is_a_wave_and_is_compared_as_one():
    made = filled()
    before = transitions(made)
    version = made.version
    assert periods(made, "2025-06").rule.value == "bulan"
    choose_serentak(VIEWER, made, KABUPATEN, ["2025-06"])
    assert periods(made, "2025-06").rule.value == "gelombang"
    assert made.version > version
    assert transitions(made) != before
    with made.reading() as cursor:
        view = headline(cursor, VIEWER, Selection(KABUPATEN, periods(made, "2025-08")))
    assert [one.period.key for one in view.comparisons] == ["2025-06"]
    assert view.comparisons[0].new_cases is not None


@pytest.mark.parametrize("key", ["2025-08", "2025-02", "2025-13", "Juni 2025", "", "2025-6"])
def test_what_is_no_month_or_a_wave_already_is_a_wrong_call(key):
    made = filled()
    with pytest.raises(WrongCall):
        choose_serentak(VIEWER, made, KABUPATEN, ["2025-06", key])
    assert asked(made).serentak == ()


def coverage(made: Store):
    with made.reading() as cursor:
        (found,) = figures(
            cursor, VIEWER, indicators=["stunting"], level="kabupaten",
            period=periods(made, "2025-08"), within=KABUPATEN,
        )  # fmt: skip
    return found


def test_the_source_of_a_year_is_the_denominator_of_its_cakupan():
    made = filled()
    assert (coverage(made).target_population, coverage(made).target_source) == (10, "Pusdatin")
    choose_sasaran_source(VIEWER, made, KABUPATEN, 2025, "riil")
    assert (coverage(made).target_population, coverage(made).target_source) == (16, "riil")
    assert asked(made).sasaran[1].chosen == "riil"
    choose_sasaran_source(VIEWER, made, KABUPATEN, 2025, "")
    assert coverage(made).target_population == 10


@pytest.mark.parametrize(("year", "source"), [(2026, "riil"), (2025, "Dukcapil"), (2019, "riil")])
def test_only_a_stored_source_can_be_chosen(year, source):
    made = filled()
    with pytest.raises(WrongCall, match=str(year)):
        choose_sasaran_source(VIEWER, made, KABUPATEN, year, source)
    assert asked(made).changes == ()


def test_the_limits_move_the_marks():
    made = filled()
    choose_sasaran_source(VIEWER, made, KABUPATEN, 2025, "Pusdatin")
    assert coverage(made).status == "hati_hati"  # 8 of 10
    choose_limits(VIEWER, made, KABUPATEN, 0.85, 0.95)
    assert coverage(made).status == "cakupan_rendah"
    choose_limits(VIEWER, made, KABUPATEN, 0.6, 0.7)
    assert coverage(made).status == ""


@pytest.mark.parametrize(
    ("low", "caution"), [(0.9, 0.8), (0.2, 0.9), (0.8, 1.1), (float("nan"), 0.9)]
)
def test_limits_that_make_no_sense_are_refused(low, caution):
    made = filled()
    with pytest.raises(WrongCall, match="Batas cakupan"):
        choose_limits(VIEWER, made, KABUPATEN, low, caution)
    assert asked(made).limits.low == 0.8


def test_the_label_may_lead():
    made = filled()
    choose_headline(VIEWER, made, KABUPATEN, label_leads=True)
    with made.reading() as cursor:
        view = headline(cursor, VIEWER, Selection(KABUPATEN, periods(made, "2025-08")))
    assert (view.lead.kind, view.beside.kind) == ("label", "hitung_ulang")
    choose_headline(VIEWER, made, KABUPATEN, label_leads=False)
    assert not asked(made).label_leads


def test_every_change_is_written_down_once_in_words():
    made = filled()
    choose_serentak(VIEWER, made, KABUPATEN, ["2025-06"])
    choose_serentak(VIEWER, made, KABUPATEN, ["2025-06"])
    choose_limits(VIEWER, made, KABUPATEN, 0.75, 0.9)
    choose_sasaran_source(VIEWER, made, KABUPATEN, 2025, "riil")
    choose_headline(VIEWER, made, KABUPATEN, label_leads=True)
    told = {(one.what, one.before, one.after) for one in asked(made).changes}
    assert told == {
        ("Gelombang serentak", "tidak ada", "Juni 2025"),
        ("Batas cakupan rendah", "bawaan", "75\xa0%"),
        ("Batas cakupan hati-hati", "bawaan", "90\xa0%"),
        ("Sumber sasaran 2025", "urutan bawaan", "riil"),
        ("Angka utama", "hitung ulang WHO", "label e-PPGBM"),
    }
    assert len(asked(made).changes) == 5
    with made.reading() as cursor:
        other = preferences(cursor, local("53.04"), "53.04")
    assert "Juni 2025" not in {one.after for one in other.changes}


def test_a_viewer_of_one_kecamatan_changes_nothing():
    made = filled()
    camat = Scope("camat", f"{KABUPATEN}.01")
    for change in (
        lambda: choose_serentak(camat, made, KABUPATEN, ["2025-06"]),
        lambda: choose_sasaran_source(camat, made, KABUPATEN, 2025, "riil"),
        lambda: choose_limits(camat, made, KABUPATEN, 0.7, 0.9),
        lambda: choose_headline(camat, made, KABUPATEN, label_leads=True),
    ):
        with pytest.raises(NoAccess):
            change()
    assert asked(made).changes == ()


def test_other_limits_are_said_wherever_eighty_percent_was():
    made = filled()
    choose_limits(VIEWER, made, KABUPATEN, 0.85, 0.95)
    period = periods(made, "2025-08")
    chosen = Selection(KABUPATEN, period)
    with made.reading() as cursor:
        view = headline(cursor, VIEWER, chosen)
        told = " ".join(sentences(view, trend(cursor, VIEWER, chosen)))
        shown = map_view(cursor, VIEWER, chosen, "kecamatan")
        line = trend(cursor, VIEWER, chosen)
    assert view.status_text == "Cakupan di bawah 85 %: angka ini belum dapat dibandingkan."
    assert line.notes[0].startswith("Titik berlubang: cakupan di bawah 85 %")
    assert "cakupan di bawah 85 %" in {row.remark for row in line.table}
    assert all("80 %" not in text for text in (told, *line.notes, *(m.words for m in shown.marks)))
    assert "Cakupan di bawah 85 %" in line.whole.points[-1].text + line.whole.points[-2].text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("di bawah 80 %", "di bawah 70 %"), ("cakupan 80–90 %", "cakupan 70–80 %"), ("", "")],
)
def test_a_limit_put_in_is_not_taken_for_the_usual_one(text, shown):
    assert words.in_force(text, (0.7, 0.8)) == shown
