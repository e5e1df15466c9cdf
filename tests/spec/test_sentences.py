"""What Ringkasan may say, as a health officer can read it.

Each test is a small table (what was measured) and the sentences that follow from it.
"""

from __future__ import annotations

from dataclasses import replace

from emonev.core.period import Period, month
from emonev.services.figure import Figure, Selection
from emonev.services.headline_result import (
    AreaChange,
    ChangeGroup,
    Compared,
    Counted,
    Headline,
    NotSent,
)
from emonev.services.reference import ReferencePanel
from emonev.services.sentences import sentences
from emonev.services.trend import TrendPoint, TrendSeries, TrendView

AUGUST, YEAR_AGO, FEBRUARY = month(2025, 8), month(2024, 8), month(2025, 2)
NOBODY_MISSING = NotSent(0, 23, (), "")
PANEL = ReferencePanel("", (), (), (), "", "")
SPACE = "\u00a0"


def figure(
    cases: int | None,
    measured: int,
    sasaran: int | None,
    *,
    area: str = "Luwu Utara",
    status: str = "",
) -> Figure:
    value = None if cases is None or not measured else cases / measured
    coverage = measured / sasaran if sasaran else None
    return Figure(
        "73.22", area, "kabupaten", "stunting", AUGUST, "e-ppgbm", cases, measured, value,
        status=status, measured=measured, target_population=sasaran, target_source="Pusdatin",
        coverage=coverage,
    )  # fmt: skip


def compared(
    group: str,
    now: float,
    then: float,
    *,
    since: Period = YEAR_AGO,
    flows: tuple[int, int, int] | None = None,
) -> Compared:
    new, no_longer, gone = flows or (None, None, None)
    return Compared(
        "setahun_lalu", since, since.label, group, then, 100, 1000, 0.9, now - then, -5,
        new, no_longer, None, gone, "", "",
    )  # fmt: skip


def groups(**areas: list[str]) -> tuple[ChangeGroup, ...]:
    return tuple(
        ChangeGroup(
            key,
            key,
            tuple(
                AreaChange("", name, key, figure(1, 100, 100, area=name), None, None, "", "")
                for name in names
            ),
        )
        for key, names in areas.items()
    )


def ringkasan(
    now: Figure | None = None,
    *comparisons: Compared,
    not_sent: NotSent = NOBODY_MISSING,
    kecamatan: tuple[ChangeGroup, ...] = (),
    lead: str = "hitung_ulang",
    empty: str = "",
) -> Headline:
    shown = now or figure(2600, 18312, 19000)
    counted = Counted(lead, "", shown.numerator, shown.denominator, shown.value, "")
    return Headline(
        selection=Selection("73.22", AUGUST), area_code="73.22", area="Luwu Utara",
        level="kabupaten", period=AUGUST, period_label=AUGUST.label, rule="", source="e-PPGBM",
        indicator_name="stunting", figure=shown, lead=counted, beside=counted, difference=(),
        difference_text="", cards=(), comparisons=comparisons, sensitivity=None, interval=None,
        running=None, not_sent=not_sent, data_date=None, data_date_text="", reference=PANEL,
        groups=kecamatan, groups_level="kecamatan", groups_title="", groups_compared=YEAR_AGO,
        status_text="", footnote="", empty=empty,
    )  # fmt: skip


def said(headline: Headline, trend: TrendView | None = None) -> list[str]:
    return [text.replace(SPACE, " ") for text in sentences(headline, trend)]


def test_a_clear_fall_is_told_with_both_figures_and_how_it_was_tested() -> None:
    shown = ringkasan(figure(2600, 18312, 19000), compared("turun_jelas", 0.142, 0.155))
    assert said(shown)[0] == (
        "Prevalensi stunting Luwu Utara turun jelas dari 15,5 % (Agustus 2024) menjadi "
        "14,2 % (Agustus 2025): −1,3 persen poin, diuji pada anak yang sama."
    )


def test_a_clear_rise_is_told_the_same_way() -> None:
    shown = ringkasan(figure(2600, 18312, 19000), compared("naik_jelas", 0.142, 0.131))
    assert said(shown)[0].startswith("Prevalensi stunting Luwu Utara naik jelas dari 13,1 %")
    assert "+1,1 persen poin" in said(shown)[0]


def test_a_difference_that_may_be_chance_is_never_called_a_fall() -> None:
    shown = ringkasan(None, compared("belum_dapat_dibedakan", 0.142, 0.145))
    first = said(shown)[0]
    assert "belum dapat dibedakan" in first
    assert "turun" not in first and "naik" not in first


def test_equal_figures_are_tidak_berubah() -> None:
    shown = ringkasan(None, compared("belum_dapat_dibedakan", 0.142, 0.142))
    assert "tidak berubah: 14,2 % (Agustus 2025)" in said(shown)[0]


def test_a_year_ago_without_cakupan_gives_way_to_the_wave_before() -> None:
    shown = ringkasan(
        None,
        compared("tidak_sebanding", 0.142, 0.12),
        compared("turun_jelas", 0.142, 0.15, since=FEBRUARY),
    )
    assert "dari 15,0 % (Februari 2025)" in said(shown)[0]


def test_what_cannot_be_compared_is_not_told_as_a_change() -> None:
    for group in ("tidak_sebanding", "tidak_dapat_diuji"):
        assert said(ringkasan(None, compared(group, 0.142, 0.12))) == []


def test_kecamatan_are_told_in_three_groups() -> None:
    shown = ringkasan(
        kecamatan=groups(
            turun_jelas=["Masamba", "Rampi", "Seko"],
            naik_jelas=["Baebunta"],
            belum_dapat_dibedakan=[f"Kecamatan {n}" for n in range(11)],
        )
    )
    assert said(shown) == [
        "Sejak Agustus 2024: turun jelas di 3 (Masamba, Rampi dan Seko), naik jelas di 1 "
        "(Baebunta), belum dapat dibedakan di 11 kecamatan."
    ]


def test_nine_of_fifteen_lower_figures_by_chance_are_not_nine_falls() -> None:
    shown = ringkasan(kecamatan=groups(belum_dapat_dibedakan=[f"K{n}" for n in range(15)]))
    assert said(shown) == [
        "Sejak Agustus 2024 belum ada kecamatan yang turun atau naik jelas; "
        "15 belum dapat dibedakan."
    ]


def test_kecamatan_outside_the_groups_are_counted() -> None:
    shown = ringkasan(
        kecamatan=groups(
            turun_jelas=["Masamba"],
            belum_dapat_dibedakan=["Seko"],
            tidak_sebanding=["Rampi", "Malangke"],
        )
    )
    assert said(shown)[0].endswith("belum dapat dibedakan di 1 kecamatan; 2 tidak sebanding.")


def test_more_than_three_names_are_only_counted() -> None:
    shown = ringkasan(
        kecamatan=groups(turun_jelas=["A", "B", "C", "D"], belum_dapat_dibedakan=["E"])
    )
    assert "turun jelas di 4, belum" in said(shown)[0]


def test_one_comparable_kecamatan_is_no_picture_of_the_kabupaten() -> None:
    assert said(ringkasan(kecamatan=groups(turun_jelas=["Masamba"]))) == []


def test_children_not_measured_are_what_to_watch_below_ninety_percent() -> None:
    assert said(ringkasan(figure(2600, 18312, 21194))) == [
        "Perlu diperhatikan: 2.882 balita belum diukur (cakupan 86,4 %)."
    ]
    assert said(ringkasan(figure(2600, 18312, 19000))) == []


def test_kecamatan_below_eighty_percent_are_named() -> None:
    thin = AreaChange(
        "", "Rampi", "tidak_sebanding", figure(1, 60, 100, status="cakupan_rendah"), None, None,
        "", "",
    )  # fmt: skip
    shown = ringkasan(
        figure(2600, 18312, 19000), kecamatan=(ChangeGroup("tidak_sebanding", "", (thin,)),)
    )
    assert said(shown) == [
        "Perlu diperhatikan: 688 balita belum diukur (cakupan 96,4 %); di bawah 80 %: Rampi."
    ]


def test_new_cases_and_children_not_seen_again_are_told_in_the_agreed_words() -> None:
    shown = ringkasan(None, compared("belum_dapat_dibedakan", 0.142, 0.145, flows=(412, 560, 1020)))
    assert said(shown)[1] == (
        "Sejak Agustus 2024: 412 kasus baru, 560 anak tidak lagi stunting, "
        "1.020 anak tidak diukur lagi."
    )


def test_at_most_three_sentences() -> None:
    shown = ringkasan(
        figure(2600, 18312, 21194),
        compared("turun_jelas", 0.142, 0.155, flows=(412, 560, 1020)),
        kecamatan=groups(turun_jelas=["Masamba"], belum_dapat_dibedakan=["Seko"]),
        not_sent=NotSent(4, 23, ("A", "B", "C", "D"), ""),
    )
    told = said(shown)
    assert len(told) == 3
    assert [text.split()[0] for text in told] == ["Prevalensi", "Sejak", "Perlu"]


def test_puskesmas_that_have_not_sent_are_named_when_few() -> None:
    shown = ringkasan(not_sent=NotSent(2, 23, ("Rampi", "Seko"), ""))
    assert said(shown) == ["2 dari 23 puskesmas belum kirim data Agustus 2025: Rampi dan Seko."]


def test_no_data_or_a_hidden_figure_says_nothing() -> None:
    assert said(ringkasan(empty="Belum ada data")) == []
    assert said(ringkasan(figure(None, 0, 100))) == []
    hidden = replace(figure(2600, 18312, 21194), suppressed=True)
    assert said(ringkasan(hidden, compared("turun_jelas", 0.142, 0.155))) == []


def test_where_the_label_leads_the_sentence_says_which_count_it_means() -> None:
    shown = ringkasan(None, compared("turun_jelas", 0.142, 0.155), lead="label")
    assert said(shown)[0].startswith("Prevalensi stunting Luwu Utara (hitung ulang WHO) turun")


def point(period: Period, value: float, standard: float | None) -> TrendPoint:
    return TrendPoint(
        period, period.label, value, 1, 10, 0.9, 1, 1, None, None, standard, "", True, ""
    )


def waves(*points: TrendPoint) -> TrendView:
    whole = TrendSeries("73.22", "Luwu Utara", "kabupaten", "", "", None, "", points)
    return TrendView(
        title="", subtitle="", step="gelombang", periods=tuple(p.period for p in points), rule="",
        source="", age_label="", period=AUGUST, compared=YEAR_AGO, whole=whole, series=(),
        groups=(), reference=PANEL, table=(), highest=0.3, notes=(), footnote="", empty="",
    )  # fmt: skip


def test_another_age_mix_is_told_where_it_carries_part_of_the_change() -> None:
    shown = ringkasan(None, compared("turun_jelas", 0.142, 0.155))
    trend = waves(point(YEAR_AGO, 0.155, None), point(AUGUST, 0.142, 0.150))
    assert said(shown, trend)[1] == (
        "Dengan susunan umur yang dibuat sama, perubahannya −0,5 persen poin: sebagian selisih "
        "berasal dari umur anak yang diukur."
    )
    hidden = waves(point(YEAR_AGO, 0.155, None), point(AUGUST, 0.142, 0.130))
    assert (
        "−2,5 persen poin: sebagian selisih tertutup oleh perbedaan umur" in said(shown, hidden)[1]
    )
    chance = ringkasan(None, compared("belum_dapat_dibedakan", 0.142, 0.155))
    assert len(said(chance, trend)) == 1
    same_mix = waves(point(YEAR_AGO, 0.155, None), point(AUGUST, 0.142, None))
    assert len(said(shown, same_mix)) == 1
