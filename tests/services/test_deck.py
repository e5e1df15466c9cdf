"""Orders of presentation: which slides there are, what an audience sees, files equal figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from emonev.charts.slides import HIDDEN, Audience, Bars, Deck, Groups, MapBody
from emonev.core.period import Period, month
from emonev.core.scope import Scope, local
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.services.age_groups import age_groups, lengths_flagged
from emonev.services.deck import ORDERS, deck
from emonev.services.deck_words import FLAGGED
from emonev.services.figure import Selection
from emonev.services.figures import figures
from emonev.services.report import KINDS as FILE_KINDS
from emonev.services.report import kind_of, report, suggested_name, write
from emonev.services.slide_kinds import KINDS
from emonev.store.store import Store
from tests.meeting import PARTNER, SECRET_TEXTS, SECRETS, SMALL, meeting
from tests.reports.files import (
    chart_named,
    numbers,
    presentation,
    rows_of,
    texts,
    workbook_numbers,
)

AUGUST, FEBRUARY, YEAR_AGO = month(2025, 8), month(2025, 2), month(2024, 8)
TODAY = date(2026, 1, 5)
KABUPATEN = "73.22"
FIRST, THIRD, FOURTH = "73.22.01", "73.22.03", "73.22.04"

IN_ORDER = [
    "angka_utama", "siapa_diukur", "tren", "peta", "kelompok", "kasus_prevalensi", "kasus_baru",
    "umur", "kualitas", "belum_kirim", "definisi",
]  # fmt: skip


@cache
def made() -> Store:
    return meeting()


def shown(
    order: str = "rakor_kabupaten",
    audience: Audience = "publik",
    period: Period = AUGUST,
    scope: Scope | None = None,
    **choice: Any,
) -> Deck:
    kecamatan = choice.pop("codes", ())
    with made().reading() as cursor:
        return deck(
            cursor, scope or local(KABUPATEN), Selection(KABUPATEN, period, **choice), order,
            audience, today=TODAY, kecamatan=kecamatan,
        )  # fmt: skip


@pytest.mark.parametrize("place", ["", "73.22.03"])
def test_data_quality_is_told_in_true_numbers(place: str) -> None:
    """A hidden count takes its share along: nothing to divide back."""
    told = shown("rakor_kecamatan", codes=(place,)) if place else shown()
    (table,) = next(one for one in told.slides if one.kind == "kualitas").data
    assert [one.kind for one in table.columns] == ["text", "count", "count", "share"]
    _, count, of, share = table.rows[0]
    assert isinstance(count, int) and isinstance(of, int) and share == count / of
    assert all((row[1] == HIDDEN) == (row[3] == HIDDEN) for row in table.rows)
    flagged = next(row for row in table.rows if row[0] == FLAGGED)
    with made().reading() as cursor:
        chosen = Selection(KABUPATEN, AUGUST, kecamatan=place)
        check = lengths_flagged(cursor, chosen, place or KABUPATEN)
    assert flagged[1] == (HIDDEN if 0 < check.flagged < 5 else check.flagged)


def test_the_rakor_of_the_kabupaten_has_its_slides_in_order() -> None:
    described = shown(audience="internal")
    assert [slide.kind for slide in described.slides] == IN_ORDER
    assert len({slide.key for slide in described.slides}) == len(described.slides)
    assert described.demo and described.data_date == date(2025, 8, 13)


def test_a_kecamatan_goes_down_to_desa_and_two_are_allowed() -> None:
    described = shown("rakor_kecamatan", "internal", codes=(THIRD, FOURTH))
    maps = [slide for slide in described.slides if slide.kind == "peta"]
    assert [slide.place for slide in maps] == [KABUPATEN, THIRD, FOURTH]
    body = maps[1].bodies[0]
    assert isinstance(body, MapBody)
    assert {item.code.rpartition(".")[0] for item in body.chart.items} == {THIRD}
    with pytest.raises(WrongCall):
        shown("rakor_kecamatan", codes=(FIRST, THIRD, FOURTH))
    with pytest.raises(WrongCall):
        shown("lokakarya_kecamatan")
    with pytest.raises(WrongCall):
        shown("lokakarya_kecamatan", codes=("73.04.01",))


def test_a_slide_without_data_is_left_out_silently() -> None:
    first = shown(period=YEAR_AGO, audience="internal")
    kinds = [slide.kind for slide in first.slides]
    assert "kasus_baru" not in kinds and "kelompok" not in kinds
    assert "angka_utama" in kinds and "peta" in kinds


def test_a_period_without_data_is_refused_in_words() -> None:
    with pytest.raises(WrongCall, match="Tidak ada yang dapat ditampilkan"):
        shown(period=month(2019, 8))


def test_wrong_words_are_a_wrong_call() -> None:
    for wrong in ({"order": "x"}, {"audience": "x"}, {"indicator": "attendance"},
                  {"indicator": "x"}):  # fmt: skip
        with pytest.raises(WrongCall):
            shown(**wrong)


def test_nobody_sees_another_area() -> None:
    with pytest.raises(NoAccess):
        shown(scope=local("73.04"))
    with pytest.raises(NoAccess):
        shown("lokakarya_kecamatan", scope=local(THIRD), codes=(FOURTH,))
    own = shown("lokakarya_kecamatan", "internal", scope=local(THIRD), codes=(THIRD,))
    assert {slide.place for slide in own.slides} == {THIRD}
    # Who asks for the kabupaten and reaches one kecamatan gets that kecamatan.
    part = shown(audience="internal", scope=local(THIRD))
    assert {slide.place for slide in part.slides} == {THIRD}
    tables = [table for slide in part.slides for table in slide.data if table.key == "wilayah"]
    codes = {row[0] for table in tables for row in table.rows}
    assert codes and all(str(code).startswith(THIRD) for code in codes)


def test_every_kind_is_an_entry_and_every_order_names_entries() -> None:
    keys = [kind.key for kind in KINDS]
    assert len(set(keys)) == len(keys)
    for order in ORDERS:
        assert {*order.whole, *order.each, *order.closing} <= set(keys)


def everything(value: Any) -> Iterator[Any]:
    """Every text and number of a deck, however deep; boundaries left out."""
    if is_dataclass(value):
        for field in fields(value):
            if field.name not in ("geometry", "lon", "lat"):
                yield from everything(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from everything(item)
    else:
        yield value


SECRET_TEXT = re.compile(rf"(?<![\d,.])({'|'.join(SECRET_TEXTS)})(?![\d,.])")


def secrets_in(values: list[Any]) -> list[Any]:
    """What gives the hidden figures away: their numbers, or texts that hold them."""
    found = []
    for value in values:
        if isinstance(value, int | float) and not isinstance(value, bool):
            if any(abs(value - secret) < 1e-9 for secret in SECRETS):
                found.append(value)
        elif isinstance(value, str) and SECRET_TEXT.search(value.replace("\u00a0", " ")):
            found.append(value)
    return found


PUBLIC = [("rakor_kabupaten", ()), ("rakor_kecamatan", (FIRST, THIRD)),
          ("lokakarya_kecamatan", (FIRST,))]  # fmt: skip


@pytest.mark.parametrize(("order", "codes"), PUBLIC)
def test_a_public_deck_holds_nothing_below_suppression(order: str, codes: tuple[str, ...]) -> None:
    if order == "lokakarya_kecamatan":
        with pytest.raises(WrongCall):
            shown(order, codes=codes)
        return
    assert secrets_in(list(everything(shown(order, codes=codes)))) == []


def test_the_search_finds_them_where_they_may_be_seen() -> None:
    """Else the tests above prove nothing."""
    found = secrets_in(list(everything(shown(audience="internal"))))
    assert {value for value in found if isinstance(value, float | int)} == set(SECRETS)
    assert any(isinstance(value, str) for value in found)
    assert SMALL[0] < 5 and PARTNER[0] >= 5


@pytest.mark.parametrize(("order", "codes"), PUBLIC[:2])
def test_public_files_hold_nothing_below_suppression(
    tmp_path: Path, order: str, codes: tuple[str, ...]
) -> None:
    with made().reading() as cursor:
        for kind in ("pptx", "xlsx"):
            report(
                cursor, local(KABUPATEN), kind, Selection(KABUPATEN, AUGUST),
                tmp_path / f"a.{kind}", today=TODAY, order=order, kecamatan=codes,
            )  # fmt: skip
    slides = presentation(tmp_path / "a.pptx")
    assert secrets_in([*texts(slides), *numbers(slides)]) == []
    for values in (False, True):
        book = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=values)
        cells = [c for sheet in book for row in sheet.iter_rows(values_only=True) for c in row]
        assert secrets_in(cells) == []


def test_desa_reach_an_audience_only_as_classes() -> None:
    described = shown("rakor_kecamatan", codes=(THIRD,))
    body = next(s for s in described.slides if s.key == f"peta-{THIRD}").bodies[0]
    assert isinstance(body, MapBody)
    coloured = [item for item in body.chart.items if item.class_index is not None]
    assert len(coloured) == 1
    for item in body.chart.items:
        assert (item.cases, item.lines, item.value_text) == (None, (), "–")
    kinds = {slide.kind for slide in described.slides if slide.place == THIRD}
    assert not kinds & {"kelompok", "kasus_prevalensi", "kasus_baru", "umur", "siapa_diukur"}


def test_what_is_hidden_is_marked_and_the_mark_explained() -> None:
    described = shown()
    for kind in ("siapa_diukur", "kelompok", "kasus_prevalensi"):
        slide = next(one for one in described.slides if one.kind == kind)
        assert "* disembunyikan" in slide.caption
    groups = next(one for one in described.slides if one.kind == "kelompok").bodies[0]
    assert isinstance(groups, Groups)
    stars = [line.code for block in groups.blocks for line in block.lines if line.value_text == "*"]
    assert sorted(stars) == [FIRST, "73.22.02"]


def test_age_groups_add_up_and_hide_with_a_partner() -> None:
    selection = Selection(KABUPATEN, AUGUST)
    with made().reading() as cursor:
        groups = age_groups(cursor, local(KABUPATEN), selection, "kabupaten", KABUPATEN)
        (whole,) = figures(
            cursor, local(KABUPATEN), indicators=["stunting"], level="kabupaten", period=AUGUST,
            within=KABUPATEN,
        )  # fmt: skip
        rows = cursor.execute(
            "SELECT floor(age_days / 365.25), count(*) FILTER (zlen < -2), count(*) "
            "FROM measurement WHERE measured_on = DATE '2025-08-13' "
            "AND age_days < 60 * 30.4375 GROUP BY ALL"
        ).fetchall()
        public = Scope("publik", KABUPATEN)
        below = age_groups(cursor, public, selection, "kecamatan", THIRD)
        seen = age_groups(cursor, public, selection, "kabupaten", KABUPATEN)
    assert sum(one.numerator or 0 for one in groups) == whole.numerator
    assert sum(one.denominator or 0 for one in groups) == whole.denominator
    by_year = {int(year): (cases, children) for year, cases, children in rows}
    third = next(one for one in groups if one.band == "24-35")
    assert (third.numerator, third.denominator) == by_year[2]
    assert below == ()
    hidden = [one for one in seen if one.suppressed]
    assert all((one.numerator or 5) > 0 for one in seen if not one.suppressed)
    assert len(hidden) != 1


def test_implausible_results_are_counted_as_they_are_stored() -> None:
    with made().reading() as cursor:
        for within in (KABUPATEN, THIRD):
            found = lengths_flagged(cursor, Selection(KABUPATEN, AUGUST), within)
            rows = cursor.execute(
                "SELECT flen FROM measurement WHERE measured_on = DATE '2025-08-13' "
                "AND starts_with(area_code, $within) AND zlen IS NOT NULL "
                "AND age_days < 60 * 30.4375",
                {"within": within},
            ).fetchall()
            assert (found.lengths, found.flagged) == (len(rows), sum(f or 0 for (f,) in rows))
            assert found.lengths > 0


@pytest.mark.parametrize("codes", [(), (THIRD,)])
def test_flows_lead_from_the_cases_before_to_the_cases_now(codes: tuple[str, ...]) -> None:
    order = "lokakarya_kecamatan" if codes else "rakor_kabupaten"
    described = shown(order, "internal", codes=codes)
    slide = next(one for one in described.slides if one.kind == "kasus_baru")
    bars = slide.bodies[0]
    assert isinstance(bars, Bars)
    before, lost, gone, still, new, now = (bar.value or 0 for bar in bars.bars)
    assert before > 0 and before - lost - gone == still
    assert still + new == now


def test_cases_slide_tells_where_half_of_the_cases_are() -> None:
    described = shown(audience="internal")
    slide = next(one for one in described.slides if one.kind == "kasus_prevalensi")
    left, right = slide.bodies
    assert isinstance(left, Bars) and isinstance(right, Bars)
    assert [bar.code for bar in left.bars] == [bar.code for bar in right.bars]
    cases = [bar.value or 0 for bar in left.bars]
    assert cases == sorted(cases, reverse=True)
    few = next(at for at in range(1, 16) if 2 * sum(cases[:at]) >= sum(cases))
    assert f"ada di {few} dari 15 kecamatan" in slide.title


def test_the_file_is_named_after_what_it_holds(tmp_path: Path) -> None:
    name = suggested_name(shown(), ".pptx")
    for part in ("DATA-CONTOH", "Luwu-Utara", "2025-08", "2025-08-13", "publik", "v0."):
        assert part in name
    assert not set(name) & set('/\\:*?"<>| ')
    wild = replace(shown(), subtitle="../Kec. “A/B”: *?")
    assert not set(suggested_name(wild, ".xlsx")) & set('/\\:*?"<>|“” ')


def test_a_report_into_a_folder_says_its_time_and_progress(tmp_path: Path) -> None:
    said: list[tuple[int, int, str]] = []
    with made().reading() as cursor:
        done = report(
            cursor, local(KABUPATEN), "pptx", Selection(KABUPATEN, AUGUST), tmp_path, today=TODAY,
            progress=lambda *step: said.append(step),
        )  # fmt: skip
        with pytest.raises(WrongCall):
            report(cursor, local(KABUPATEN), "x", Selection(KABUPATEN, AUGUST), tmp_path,
                   today=TODAY)  # fmt: skip
        with pytest.raises(Refused):
            report(cursor, local(KABUPATEN), "xlsx", Selection(KABUPATEN, AUGUST),
                   tmp_path / "tiada" / "a.xlsx", today=TODAY)  # fmt: skip
    assert done.file.parent == tmp_path and done.size == done.file.stat().st_size
    assert done.seconds > 0 and said[-1][0] == said[-1][1] == done.slides
    assert [path.name for path in tmp_path.iterdir()] == [done.file.name]


def test_every_kind_of_file_has_its_writer() -> None:
    from importlib import import_module

    for kind in FILE_KINDS:
        assert callable(getattr(import_module(kind.module), kind.function))


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    # A found case is small already; shrinking would write files for minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    period=st.sampled_from([AUGUST, FEBRUARY, YEAR_AGO, Period(2025, 3, AUGUST.rule.TRIWULAN)]),
    indicator=st.sampled_from(["stunting", "severe_stunting", "underweight"]),
    age=st.sampled_from(["balita", "baduta"]),
    audience=st.sampled_from(["publik", "internal"]),
    kecamatan=st.sampled_from(["", THIRD]),
)
def test_files_equal_the_figures_for_the_same_filters(
    period: Period, indicator: str, age: str, audience: Audience, kecamatan: str
) -> None:
    """Every count and share of PowerPoint and Excel is that of ``figures`` for these filters."""
    selection = Selection(KABUPATEN, period, kecamatan=kecamatan, age=age, indicator=indicator)
    level = "desa" if kecamatan else "kecamatan"
    scope = Scope("publik", KABUPATEN) if audience == "publik" else local(KABUPATEN)
    with TemporaryDirectory() as folder, made().reading() as cursor:
        asked = {"indicators": [indicator], "level": level, "period": period, "age": age}
        found = figures(cursor, scope, within=kecamatan or KABUPATEN, **asked)
        order = "lokakarya_kecamatan" if kecamatan else "rakor_kabupaten"
        try:
            described = deck(cursor, local(KABUPATEN), selection, order, audience, today=TODAY)
        except WrongCall:
            whole = figures(
                cursor, scope, within=kecamatan or KABUPATEN,
                **(asked | {"level": "kecamatan" if kecamatan else "kabupaten"}),
            )  # fmt: skip
            assert whole[0].value is None
            return
        for kind in ("pptx", "xlsx"):
            write(kind_of(kind), described, Path(folder) / f"a.{kind}")
        slides = presentation(Path(folder) / "a.pptx")
        book = openpyxl.load_workbook(Path(folder) / "a.xlsx")
        visible = {one.area: one for one in found if one.value is not None and not one.suppressed}
        if len(visible) > 1:
            cases = chart_named(slides, "Jumlah kasus")
            assert {n: v for n, v in cases.items() if v is not None} == {
                name: one.numerator for name, one in visible.items()
            }
        if "Wilayah" in book.sheetnames:
            # By code: a desa may bear its kecamatan's name.
            rows = {row["Kode"]: row for row in rows_of(book["Wilayah"])}
            for one in found:
                row = rows[one.area_code]
                shown_counts = (row["Kasus"], row["Diukur, hasil wajar"])
                if one.suppressed:
                    assert shown_counts == ("*", "*")
                elif one.value is not None:
                    assert shown_counts == (one.numerator, one.denominator)
                    assert abs(row["Prevalensi"] - one.value) < 1e-12
        assert list(workbook_numbers(book))
