"""Every kind of slide, an entry each: adding one is one entry here and its key in an order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from emonev.charts.slides import Slide
from emonev.services import (
    deck_words,
    slides_areas,
    slides_change,
    slides_data,
    slides_follow_up,
    slides_forms,
    slides_now,
    slides_text,
)
from emonev.services.deck_facts import Facts

Build = Callable[[Facts], Slide | tuple[Slide, ...]]
"""One slide, or several pages of a table too long for one."""


@dataclass(frozen=True, slots=True)
class SlideKind:
    """One kind of slide. ``needs``: the data are there and may be shown; else it stays silent, and
    ``lacking`` says why where somebody composed the order. ``needs_kecamatan``: it is about one
    kecamatan. ``typed``: title and lines come from the item, not from the data. ``any_indicator``:
    it says what it shows for every indicator, not for prevalences alone."""

    key: str
    title: str
    needs: Callable[[Facts], bool]
    build: Build
    lacking: str = deck_words.LACKING
    needs_kecamatan: bool = False
    typed: bool = False
    any_indicator: bool = False


KINDS: tuple[SlideKind, ...] = (
    SlideKind("angka_utama", "Angka utama", slides_now.has_headline, slides_now.headline_slide),
    SlideKind("kalimat", "Kalimat kunci", slides_now.has_sentences, slides_now.sentences_slide),
    SlideKind("siapa_diukur", "Siapa yang diukur", slides_now.has_coverage,
              slides_now.coverage_slide, deck_words.LACKING_COVERAGE),
    SlideKind("tren", "Tren", slides_change.has_trend, slides_change.trend_slide,
              deck_words.LACKING_TREND, any_indicator=True),
    SlideKind("tren_kecamatan", "Tren tiap kecamatan/desa", slides_change.has_multiples,
              slides_change.multiples_slide, deck_words.LACKING_MULTIPLES, any_indicator=True),
    SlideKind("peta", "Peta", slides_now.has_map, slides_now.map_slide, deck_words.LACKING_MAP,
              any_indicator=True),
    SlideKind("kelompok", "Tiga kelompok perubahan", slides_change.has_groups,
              slides_change.groups_slide, deck_words.LACKING_GROUPS),
    SlideKind("kasus_prevalensi", "Kasus di samping prevalensi", slides_areas.has_cases,
              slides_areas.cases_slide),
    SlideKind("tabel_wilayah", "Tabel kecamatan/desa", slides_areas.has_areas,
              slides_areas.areas_slides, any_indicator=True),
    SlideKind("kasus_baru", "Kasus baru", slides_change.has_flows, slides_change.flows_slide,
              deck_words.LACKING_GROUPS),
    SlideKind("umur", "Kelompok umur", slides_areas.has_ages, slides_areas.ages_slide),
    SlideKind("kualitas", "Kualitas data", slides_data.has_quality, slides_data.quality_slide),
    SlideKind("belum_kirim", "Siapa belum kirim", slides_data.has_submissions,
              slides_data.submissions_slide, any_indicator=True),
    SlideKind("tindak_lanjut_dahulu", "RTL yang masih terbuka",
              slides_follow_up.has_earlier, slides_follow_up.earlier_slides,
              deck_words.LACKING_EARLIER, any_indicator=True),
    SlideKind("tindak_lanjut", "Rencana tindak lanjut rapat ini", slides_follow_up.has_decided,
              slides_follow_up.decided_slides, deck_words.LACKING_DECIDED, any_indicator=True),
    SlideKind("form_tpk", "Formulir: tabulasi pendampingan TPK", slides_forms.has_desa,
              slides_forms.tpk_slides, deck_words.LACKING_DESA, needs_kecamatan=True,
              any_indicator=True),
    SlideKind("form_rencana", "Formulir: rencana kerja", slides_data.always,
              slides_forms.plan_slide, any_indicator=True),
    SlideKind("form_rtl", "Formulir: rencana tindak lanjut", slides_data.always,
              slides_forms.follow_up_slide, any_indicator=True),
    SlideKind("teks", "Teks", slides_data.always, slides_text.text_slide, typed=True,
              any_indicator=True),
    SlideKind("definisi", "Arti istilah", slides_data.always, slides_data.definitions_slide,
              any_indicator=True),
)  # fmt: skip


def kind_with(key: str) -> SlideKind | None:
    """The entry with this key, None for an unknown one."""
    return next((kind for kind in KINDS if kind.key == key), None)
