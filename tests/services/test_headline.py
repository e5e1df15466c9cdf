"""Ringkasan: the headline and everything that defends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from emonev.core.period import Period, month
from emonev.core.proportion import wilson
from emonev.core.scope import Scope, local
from emonev.errors import NoAccess, WrongCall
from emonev.services.figure import Figure, Selection
from emonev.services.headline import Headline, headline, interval_of, target_text
from emonev.services.sentences import sentences
from emonev.services.submissions import recent_months, submissions
from emonev.store.settings import put_setting
from emonev.store.store import Store
from tests.services.rakor import DUA, SATU, A, B, C, children
from tests.store_builders import KABUPATEN, measurement, store

AUGUST, FEBRUARY, YEAR_AGO = month(2025, 8), month(2025, 2), month(2024, 8)
SASARAN = {A: 100, B: 100, C: 100}


def ringkasan(
    made: Store, period: Period = AUGUST, *, scope: Scope | None = None, **choice: Any
) -> Headline:
    with made.reading() as cursor:
        return headline(cursor, scope or local(KABUPATEN), Selection(KABUPATEN, period, **choice))


def text(value: str) -> str:
    return value.replace("\u00a0", " ")


def card(shown: Headline, key: str) -> tuple[str, str]:
    found = next(one for one in shown.cards if one.key == key)
    return text(found.value), text(found.detail)


@cache
def whole_year() -> Store:
    """The same 280 children in Aug 2024 (70 stunted) and Aug 2025 (28: 42 no longer stunting)."""
    rows: list[dict[str, Any]] = []
    for area, first in ((A, 1), (B, 1001), (C, 2001)):
        count = 100 if area != B else 80
        before = 30 if area != B else 10
        now = before if area == C else before // 5
        rows += children(count, before, "2024-08-10", area=area, first=first, age_months=20)
        rows += children(count, now, "2025-08-10", area=area, first=first, age_months=32)
    return store(rows, sasaran=SASARAN, sasaran_year=2024)


def test_the_four_cards_say_value_and_n_of_n() -> None:
    shown = ringkasan(whole_year())
    assert card(shown, "prevalensi") == ("13,6 %", "38 dari 280")
    assert card(shown, "kasus")[0] == "38"
    value, detail = card(shown, "cakupan")
    assert value == "93,3 %"
    assert detail == "280 dari 300 (sasaran Pusdatin 2024) · Desa melapor 3/3"


def test_the_change_is_tested_and_told_with_its_flows() -> None:
    shown = ringkasan(whole_year())
    (compared,) = shown.comparisons
    assert (compared.role, compared.period, compared.group) == (
        "setahun_lalu", YEAR_AGO, "turun_jelas",
    )  # fmt: skip
    assert compared.cases_change == -32
    assert (compared.new_cases, compared.no_longer, compared.still) == (0, 32, 38)
    assert text(compared.text) == "turun jelas, −11,4 persen poin sejak Agu 2024"
    assert card(shown, "kasus_baru") == ("0", "sejak Agu 2024")


def test_kecamatan_stand_in_three_groups_with_a_sentence_as_title() -> None:
    shown = ringkasan(whole_year())
    assert {group.key: [a.area for a in group.areas] for group in shown.groups} == {
        "turun_jelas": ["Kecamatan Satu"],
        "belum_dapat_dibedakan": ["Kecamatan Dua"],
    }
    assert shown.groups_title == "Turun jelas di 1, belum dapat dibedakan di 1 kecamatan"
    assert shown.groups[0].areas[0].now.numerator == 8
    assert shown.groups_compared == YEAR_AGO


def test_a_kecamatan_groups_its_desa() -> None:
    shown = ringkasan(whole_year(), kecamatan=SATU)
    assert (shown.area, shown.level, shown.groups_level) == ("Kecamatan Satu", "kecamatan", "desa")
    assert sorted(a.area for group in shown.groups for a in group.areas) == ["Desa A", "Desa B"]


def test_low_cakupan_is_not_comparable_and_says_why() -> None:
    made = store(
        children(10, 3, "2024-08-10", area=A, age_months=20)
        + children(28, 3, "2025-08-10", area=A, age_months=32),
        sasaran={A: 30, B: 0, C: 0}, sasaran_year=2024,
    )  # fmt: skip
    (compared,) = ringkasan(made).comparisons
    assert compared.group == "tidak_sebanding"
    assert compared.change is None and compared.new_cases is None
    assert "Agu 2024 di bawah 80 %" in compared.reason


def test_the_wave_before_is_compared_second() -> None:
    rows = [
        row
        for on in ("2024-08-10", "2025-02-10", "2025-08-10")
        for row in children(50, 10, on, area=A)
    ]
    shown = ringkasan(store(rows, sasaran={A: 50, B: 0, C: 0}, sasaran_year=2024))
    assert [one.period for one in shown.comparisons] == [YEAR_AGO, FEBRUARY]
    assert [one.role for one in shown.comparisons] == ["setahun_lalu", "sebelumnya"]


def labelled(
    stunted_by_label: bool, haz: float, cause: str | None, **changes: Any
) -> dict[str, Any]:
    label = "pendek" if stunted_by_label else "normal"
    return measurement(haz=haz, label_haz=label, haz_difference=cause, **changes)


@cache
def with_labels() -> Store:
    return store(
        [labelled(True, -2.5, None, child=n) for n in range(1, 21)]
        + [labelled(False, 0.0, None, child=n) for n in range(21, 101)]
        + [labelled(True, -1.9, "posisi", child=n) for n in range(101, 104)]
        + [labelled(False, -2.1, "posisi", child=104)]
        + [labelled(True, None, "umur_60", child=n, age_months=61.0) for n in (105, 106)]  # type: ignore[arg-type]
        + [measurement(107, haz=-3.0)]
    )


def test_the_label_stands_beside_with_the_difference_by_cause() -> None:
    shown = ringkasan(with_labels())
    assert text(shown.lead.text) == "Menurut hitung ulang WHO: 22 dari 105 (21,0 %)"
    assert text(shown.beside.text) == "Menurut label e-PPGBM: 25 dari 106 (23,6 %)"
    causes = {
        one.key: (one.children, one.only_label, one.only_recomputed) for one in shown.difference
    }
    assert causes == {"posisi": (4, 3, 1), "umur_60": (2, 2, 0), "tanpa_label": (1, 0, 1)}
    assert text(shown.difference_text) == (
        "Label mencatat 3 kasus lebih banyak; status berbeda karena posisi ukur 4, "
        "umur 60 bulan ke atas 2, tanpa label TB/U di berkas 1."
    )


def test_the_difference_by_cause_always_adds_up() -> None:
    for selection in ({}, {"kecamatan": SATU}, {"age": "baduta"}, {"desa": A}):
        shown = ringkasan(with_labels(), **selection)
        ours = shown.lead.numerator or 0
        label = shown.beside.numerator or 0
        gap = sum(one.only_label - one.only_recomputed for one in shown.difference)
        assert label - ours == gap, selection


def test_the_setting_of_the_kabupaten_puts_the_label_first() -> None:
    made = with_labels.__wrapped__()
    with made.writing() as cursor:
        put_setting(cursor, f"headline_label:{KABUPATEN}", "label")
    shown = ringkasan(made)
    assert (shown.lead.kind, shown.beside.kind) == ("label", "hitung_ulang")
    assert card(shown, "prevalensi") == ("23,6 %", "25 dari 106 (Label e-PPGBM)")


def test_sheets_without_labels_say_so_and_our_count_leads() -> None:
    made = store(children(10, 2), settings={f"headline_label:{KABUPATEN}": "label"})
    shown = ringkasan(made)
    assert shown.lead.kind == "hitung_ulang"
    assert shown.beside.text == "Berkas tidak memuat label TB/U."
    assert shown.difference == () and shown.difference_text == ""


def test_the_unmeasured_could_move_the_figure_this_far() -> None:
    made = store(children(80, 16, area=A), sasaran={A: 100, B: 0, C: 0})
    found = ringkasan(made).sensitivity
    assert found is not None
    # 80 measured at 20 %; 20 unmeasured at 10 % or 40 %: 18 of 100, 24 of 100.
    assert (found.low, found.high) == (pytest.approx(0.18), pytest.approx(0.24))
    assert text(found.text) == "bila yang belum diukur berisiko ½–2 ×: 18,0–24,0 %"
    everyone = store(children(100, 20, area=A), sasaran={A: 100, B: 0, C: 0})
    assert ringkasan(everyone).sensitivity is None


def test_random_variation_is_on_screen_below_400_children() -> None:
    small = interval_of(counted(6, 40))
    assert small is not None and small.on_screen
    assert text(small.sentence) == (
        "Kebetulan saja dapat menggeser angka ini antara 7,1 % dan 29,1 %. "
        "Tidak mencakup anak yang belum diukur dan salah ukur."
    )
    large = interval_of(counted(60, 400))
    assert large is not None and not large.on_screen
    assert interval_of(replace(counted(6, 40), suppressed=True)) is None


def counted(numerator: int, denominator: int) -> Figure:
    low, high = wilson(numerator, denominator)
    return Figure(
        A, "Desa A", "desa", "stunting", AUGUST, "e-ppgbm", numerator, denominator,
        numerator / denominator, low, high,
    )  # fmt: skip


def test_the_running_quarter_is_a_strip() -> None:
    made = store(
        children(90, 9, "2025-08-10", area=A) + children(31, 3, "2025-10-05", area=A),
        sasaran={A: 100, B: 0, C: 0},
    )
    shown = ringkasan(made)
    assert shown.running is not None
    assert text(shown.running.text) == "TW IV berjalan: 31 % diukur, belum dibandingkan"
    assert shown.data_date == date(2025, 10, 5)
    assert shown.data_date_text == "data per 5 Okt 2025 · diunggah 1 Okt 2025"


def test_no_strip_inside_the_quarter_of_the_headline() -> None:
    made = store(children(9, 1, "2025-08-10") + children(9, 1, "2025-09-10"))
    assert ringkasan(made).running is None


def test_puskesmas_without_a_row_in_the_period_are_counted() -> None:
    made = store(
        children(9, 1, "2025-08-10", area=A, puskesmas="Satu")
        + children(9, 1, "2025-05-10", area=C, puskesmas="Dua")
    )
    sent = ringkasan(made).not_sent
    assert (sent.missing, sent.total, sent.names) == (1, 2, ("Dua",))
    assert sent.text == "1 dari 2 puskesmas belum kirim Agustus 2025"
    here = ringkasan(made, kecamatan=SATU)
    # Desa A of two that kecamatan Satu has: "sudah kirim" alone would say too much.
    assert here.not_sent.text == "Puskesmas ini sudah kirim Agustus 2025, baru sebagian desa"


def test_the_strip_counts_the_newest_month_as_the_page_of_submissions_does() -> None:
    made = store(
        children(9, 1, "2025-08-10", area=A, puskesmas="Satu")
        + children(9, 1, "2025-08-10", area=C, puskesmas="Dua")
        + children(3, 1, "2025-12-10", area=A, puskesmas="Satu")
    )
    newest = ringkasan(made).newest_not_sent
    assert newest is not None
    assert (newest.missing, newest.total, newest.names) == (1, 2, ("Dua",))
    assert newest.text == "1 dari 2 puskesmas belum kirim Desember 2025"
    assert ringkasan(made).not_sent.missing == 0
    with made.reading() as cursor:
        months = recent_months(cursor, local(KABUPATEN), KABUPATEN, 6)
        page = submissions(cursor, local(KABUPATEN), KABUPATEN, months)
    assert page.title.startswith("1 dari 2 puskesmas belum kirim data Desember 2025")


def test_a_file_of_cases_has_a_count_and_no_prevalence() -> None:
    shown = ringkasan(store(children(7, 7, cases_only=True)))
    assert shown.figure.value is None
    assert card(shown, "prevalensi") == ("–", "–")
    assert card(shown, "kasus")[0] == "7"
    assert "prevalensi ditolak" in shown.status_text
    assert shown.empty == ""


def test_no_data_is_an_empty_page_with_a_next_step() -> None:
    shown = ringkasan(store(children(5, 1)), month(2023, 2))
    assert shown.empty == "Belum ada data Februari 2023. Unggah berkas lebih dahulu."
    assert sentences(shown) == ()


def test_survey_figures_have_their_own_panel_and_the_footnote_is_fixed() -> None:
    shown = ringkasan(store(children(5, 1)))
    assert {point.kind for point in shown.reference.survey} == {"survei"}
    assert shown.footnote == (
        "Stunting = pendek + sangat pendek (TB/U < −2 SD) hasil pengukuran posyandu, "
        "belum dikonfirmasi tenaga medis."
    )


def test_a_viewer_of_a_kecamatan_gets_that_kecamatan() -> None:
    made = store(children(9, 1, area=A) + children(9, 5, area=C, first=50))
    shown = ringkasan(made, scope=Scope("operator", DUA))
    assert (shown.area, shown.figure.numerator) == ("Kecamatan Dua", 5)
    with pytest.raises(NoAccess):
        ringkasan(made, scope=Scope("operator", DUA), kecamatan=SATU)


def test_an_unknown_indicator_or_area_is_a_wrong_call() -> None:
    made = store(children(5, 1))
    with pytest.raises(WrongCall):
        ringkasan(made, indicator="tinggi_rata")
    with pytest.raises(WrongCall):
        ringkasan(made, kecamatan="73.22.99")


def test_the_sentences_of_a_real_page() -> None:
    told = [text(one) for one in sentences(ringkasan(whole_year()))]
    assert told == [
        "Prevalensi stunting Luwu Utara turun jelas dari 25,0 % (Agustus 2024) menjadi "
        "13,6 % (Agustus 2025): −11,4 persen poin, diuji pada anak yang sama.",
        "Sejak Agustus 2024: turun jelas di 1 (Kecamatan Satu), belum dapat dibedakan di 1 "
        "kecamatan.",
        "Sejak Agustus 2024: 0 kasus baru, 32 anak tidak lagi stunting.",
    ]


def test_without_a_target_of_its_own_source_no_target_is_shown() -> None:
    assert ringkasan(whole_year()).target_text == "target e-PPGBM belum ditetapkan"
    assert text(target_text(replace(counted(6, 40), target=0.12))) == "target e-PPGBM 12,0 %"


def test_an_audience_cannot_work_out_a_small_count() -> None:
    rows: list[dict[str, Any]] = []
    for on, few in (("2024-08-10", 12), ("2025-08-10", 3)):
        rows += children(60, few, on, area=A, age_months=30)
        rows += children(60, 20, on, area=C, first=500, age_months=30)
    made = store(rows, sasaran={A: 60, B: 0, C: 60}, sasaran_year=2024)
    shown = ringkasan(made, scope=Scope("publik", KABUPATEN))
    areas = {one.area: one for group in shown.groups for one in group.areas}
    satu = areas["Kecamatan Satu"]
    assert satu.now.suppressed and satu.now.numerator is None
    assert satu.change is None and "persen poin" not in satu.text
    assert shown.difference == ()
    inside = ringkasan(made)
    assert inside.comparisons[0].no_longer == 9
    staff = {one.area: one for group in inside.groups for one in group.areas}
    assert staff["Kecamatan Satu"].now.numerator == 3
