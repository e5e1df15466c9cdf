"""A deck from the store: kinds of slides and orders of presentation, both as entries.

Adding a kind of slide is one ``SlideKind`` in ``KINDS`` and its key in the orders that show it. A
slide whose data are not there is left out, silently.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from emonev import __version__
from emonev.charts.slides import Audience, Deck, Slide
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.indicators.registry import registry
from emonev.services import (
    deck_words,
    slides_areas,
    slides_change,
    slides_data,
    slides_now,
    words,
)
from emonev.services.deck_facts import Facts
from emonev.services.figure import Selection
from emonev.services.reach import reached_area
from emonev.store.store import Cursor


@dataclass(frozen=True, slots=True)
class SlideKind:
    """One kind of slide. ``needs``: the data are there and may be shown; else it stays silent."""

    key: str
    title: str
    needs: Callable[[Facts], bool]
    build: Callable[[Facts], Slide]


KINDS: tuple[SlideKind, ...] = (
    SlideKind("angka_utama", "Angka utama", slides_now.has_headline, slides_now.headline_slide),
    SlideKind("siapa_diukur", "Siapa yang diukur", slides_now.has_coverage,
              slides_now.coverage_slide),
    SlideKind("tren", "Tren", slides_change.has_trend, slides_change.trend_slide),
    SlideKind("peta", "Peta", slides_now.has_map, slides_now.map_slide),
    SlideKind("kelompok", "Tiga kelompok perubahan", slides_change.has_groups,
              slides_change.groups_slide),
    SlideKind("kasus_prevalensi", "Kasus di samping prevalensi", slides_areas.has_cases,
              slides_areas.cases_slide),
    SlideKind("kasus_baru", "Kasus baru", slides_change.has_flows, slides_change.flows_slide),
    SlideKind("umur", "Kelompok umur", slides_areas.has_ages, slides_areas.ages_slide),
    SlideKind("kualitas", "Kualitas data", slides_data.has_quality, slides_data.quality_slide),
    SlideKind("belum_kirim", "Siapa belum kirim", slides_data.has_submissions,
              slides_data.submissions_slide),
    SlideKind("definisi", "Arti istilah", slides_data.always, slides_data.definitions_slide),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """A ready order. ``whole`` kinds are shown for the kabupaten, then ``each`` for every chosen
    kecamatan, then ``closing``. ``most_kecamatan`` 0: the order takes no kecamatan."""

    key: str
    title: str
    whole: tuple[str, ...]
    each: tuple[str, ...] = ()
    closing: tuple[str, ...] = ("definisi",)
    most_kecamatan: int = 0


EVERYTHING = (
    "angka_utama", "siapa_diukur", "tren", "peta", "kelompok", "kasus_prevalensi", "kasus_baru",
    "umur", "kualitas", "belum_kirim",
)  # fmt: skip

ORDERS: tuple[Order, ...] = (
    Order("rakor_kabupaten", "Rapat koordinasi percepatan penurunan stunting", EVERYTHING),
    Order("rakor_kecamatan", "Rapat koordinasi stunting kecamatan", ("angka_utama", "peta"),
          EVERYTHING, most_kecamatan=2),
    Order("lokakarya_kecamatan", "Mini lokakarya kecamatan", (), EVERYTHING, most_kecamatan=1),
)  # fmt: skip
"""The ready orders (issue: rakor kabupaten; one or two kecamatan, down to desa; mini lokakarya)."""


def order_of(key: str) -> Order:
    """The order with this key. Raises WrongCall."""
    for order in ORDERS:
        if order.key == key:
            return order
    raise WrongCall(deck_words.UNKNOWN_ORDER.format(order=key))


def deck(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    order: str = "rakor_kabupaten",
    audience: Audience = "publik",
    *,
    today: date,
    kecamatan: Sequence[str] = (),
) -> Deck:
    """The slides of an order for the selection, frozen.

    ``kecamatan``: codes for the orders that show kecamatan; without any the selection's own.
    For "publik" small counts are hidden everywhere (numbers.md §10).
    Raises WrongCall (unknown order or audience, wrong kecamatan, no data), NoAccess.
    """
    chosen = order_of(order)
    if audience not in deck_words.AUDIENCES:
        raise WrongCall(deck_words.UNKNOWN_AUDIENCE.format(audience=audience))
    if not _is_prevalence(selection.indicator):
        raise WrongCall(deck_words.NOT_PREVALENCE.format(label=selection.indicator))
    codes = _kecamatan(scope, selection, chosen, kecamatan)
    whole = replace(selection, kecamatan="", desa="")
    places = [Facts(cursor, scope, replace(whole, kecamatan=code), audience) for code in codes]
    facts = Facts(cursor, scope, whole, audience) if chosen.whole or not places else places[0]
    slides = [*_slides(facts, chosen.whole)]
    for place in places:
        slides += _slides(place, chosen.each)
    if not any(slides_now.has_headline(one) for one in (facts, *places)):
        raise WrongCall(
            deck_words.NOTHING.format(period=selection.period.label), hint=deck_words.NOTHING_HINT
        )
    slides += _slides(facts, chosen.closing)
    return _deck(facts, places, chosen, audience, today, tuple(slides))


def _is_prevalence(indicator: str) -> bool:
    return indicator in registry() and registry()[indicator].is_prevalence


def _kecamatan(
    scope: Scope, selection: Selection, order: Order, asked: Sequence[str]
) -> tuple[str, ...]:
    if not order.most_kecamatan:
        return ()
    codes = tuple(dict.fromkeys(asked)) or tuple(code for code in (selection.kecamatan,) if code)
    if not codes:
        raise WrongCall(deck_words.NEEDS_KECAMATAN)
    if len(codes) > order.most_kecamatan:
        raise WrongCall(
            deck_words.FEW_KECAMATAN.format(most=order.most_kecamatan, count=len(codes))
        )
    for code in codes:
        if not code.startswith(f"{selection.kabupaten}."):
            raise WrongCall(deck_words.OUTSIDE.format(code=code))
        reached_area(scope, code)
    return codes


def _slides(facts: Facts, keys: Sequence[str]) -> list[Slide]:
    kinds = {kind.key: kind for kind in KINDS}
    return [kinds[key].build(facts) for key in keys if kinds[key].needs(facts)]


def _deck(
    facts: Facts,
    places: Sequence[Facts],
    order: Order,
    audience: Audience,
    today: date,
    slides: tuple[Slide, ...],
) -> Deck:
    view = facts.headline
    named = words.listed([place.place for place in places])
    return Deck(
        order=order.key,
        title=order.title,
        subtitle=named or facts.place,
        kabupaten=facts.place,
        place_code=places[0].headline.area_code if len(places) == 1 else view.area_code,
        period_key=view.period.key,
        period_label=view.period_label,
        filters_text=" · ".join(facts.filters),
        data_date=view.data_date,
        data_date_text=view.data_date_text,
        made_on=today,
        version=f"{deck_words.PRODUCT} {__version__}",
        audience=audience,
        demo=facts.demo,
        slides=slides,
        definitions=deck_words.DEFINITIONS,
    )
