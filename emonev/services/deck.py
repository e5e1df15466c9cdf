"""A deck from the store: orders of presentation, ready ones and those somebody composed.

Kinds of slides are entries of ``slide_kinds.KINDS``. In a ready order a slide whose data are not
there is left out, silently; a composed one says what was left out and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from emonev import __version__
from emonev.charts.slides import Audience, Deck, Slide
from emonev.core.scope import Scope
from emonev.errors import WrongCall
from emonev.indicators.registry import registry
from emonev.services import deck_words, slides_now, words
from emonev.services.deck_facts import Facts, Occasion
from emonev.services.figure import Selection
from emonev.services.meeting_result import Decision
from emonev.services.order_items import checked
from emonev.services.reach import reached_area
from emonev.services.slide_item import Item
from emonev.services.slide_kinds import SlideKind, kind_with
from emonev.store.store import Cursor


@dataclass(frozen=True, slots=True)
class Order:
    """A ready order. ``whole`` kinds are shown for the kabupaten, then ``each`` for every chosen
    kecamatan, then ``closing``. ``most_kecamatan`` 0: the order takes no kecamatan. ``listed``:
    people may choose it."""

    key: str
    title: str
    whole: tuple[str, ...]
    each: tuple[str, ...] = ()
    closing: tuple[str, ...] = ("tindak_lanjut", "definisi")
    most_kecamatan: int = 0
    listed: bool = True


FIGURES = (
    "angka_utama", "siapa_diukur", "tren", "peta", "kelompok", "kasus_prevalensi", "kasus_baru",
    "umur", "kualitas", "belum_kirim",
)  # fmt: skip
EARLIER = "tindak_lanjut_dahulu"
FORMS = ("form_tpk", "form_rencana", "form_rtl")

ORDERS: tuple[Order, ...] = (
    Order("rakor_kabupaten", "Rapat koordinasi percepatan penurunan stunting",
          (EARLIER, *FIGURES)),
    Order("rakor_kecamatan", "Rapat koordinasi stunting kecamatan",
          ("angka_utama", "peta"), (EARLIER, *FIGURES), most_kecamatan=2),
    Order("lokakarya_kecamatan", "Mini lokakarya kecamatan", (), (EARLIER, *FIGURES, *FORMS),
          most_kecamatan=1),
    Order("profil_kecamatan", "Profil stunting kecamatan", (), FIGURES, ("definisi",),
          most_kecamatan=1, listed=False),
)  # fmt: skip
"""The ready orders (rakor kabupaten; one or two kecamatan, down to desa; mini lokakarya)."""

PAGE_ITEMS: dict[str, tuple[str, ...]] = {
    "ringkasan": ("angka_utama", "siapa_diukur", "peta", "kelompok", "tren"),
    "peta": ("peta", "kasus_prevalensi", "tabel_wilayah"),
    "tren": ("tren", "tren_kecamatan", "kelompok"),
    "belum-kirim": ("belum_kirim",),
    "metodologi": ("definisi",),
    "tindak-lanjut": ("tindak_lanjut_dahulu",),
}
"""Address of a page → what presenting it shows, with the page's own filters."""


def order_of(key: str) -> Order:
    """The order with this key. Raises WrongCall."""
    for order in ORDERS:
        if order.key == key:
            return order
    raise WrongCall(deck_words.UNKNOWN_ORDER.format(order=key))


def items_of(order: str, kecamatan: Sequence[str] = ()) -> tuple[Item, ...]:
    """The items of a ready order, to be changed by whoever composes an own one.

    Raises WrongCall (unknown order, too many or too few kecamatan).
    """
    chosen = order_of(order)
    codes = tuple(dict.fromkeys(kecamatan)) if chosen.most_kecamatan else ()
    if chosen.most_kecamatan and not codes:
        raise WrongCall(deck_words.NEEDS_KECAMATAN)
    if len(codes) > chosen.most_kecamatan:
        raise WrongCall(
            deck_words.FEW_KECAMATAN.format(most=chosen.most_kecamatan, count=len(codes))
        )
    end = "" if chosen.whole else codes[0]
    return (
        *(Item(key) for key in chosen.whole),
        *(Item(key, code) for code in codes for key in chosen.each),
        *(Item(key, end) for key in chosen.closing),
    )


def page_items(page: str, selection: Selection) -> tuple[Item, ...]:
    """What presenting a page shows, of the place its filters say. Raises WrongCall."""
    if page not in PAGE_ITEMS:
        raise WrongCall(deck_words.UNKNOWN_PAGE.format(page=page))
    return tuple(Item(key, selection.kecamatan) for key in PAGE_ITEMS[page])


def deck(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    order: str = "rakor_kabupaten",
    audience: Audience = "publik",
    *,
    today: date,
    kecamatan: Sequence[str] = (),
    items: Sequence[Item] | None = None,
    title: str = "",
    decisions: Sequence[Decision] = (),
    meeting_id: int | None = None,
) -> Deck:
    """The slides of an order for the selection, frozen.

    ``kecamatan``: codes for the orders that show kecamatan; without any the selection's own.
    ``items``: shown instead of the order's own; ``Deck.left_out`` then says what is not shown.
    ``title`` "" is the order's. ``decisions``: of the meeting ``meeting_id`` and open ones of
    earlier meetings. For "publik" small counts are hidden everywhere (numbers.md §10).
    Raises WrongCall (unknown order, audience or kind; wrong kecamatan; no data), NoAccess.
    """
    chosen = order_of(order)
    if audience not in deck_words.AUDIENCES:
        raise WrongCall(deck_words.UNKNOWN_AUDIENCE.format(audience=audience))
    composed = items is not None
    if not composed and not _is_prevalence(selection.indicator):
        raise WrongCall(deck_words.NOT_PREVALENCE.format(label=selection.indicator))
    if items is None:
        asked = tuple(kecamatan) or tuple(code for code in (selection.kecamatan,) if code)
        items = items_of(order, asked)
        # At the end stands what this meeting decided; without a meeting there is none.
        items = tuple(i for i in items if i.kind != "tindak_lanjut" or meeting_id is not None)
    occasion = Occasion(tuple(decisions), meeting_id, today)
    if not items:
        raise WrongCall(deck_words.NOTHING_CHOSEN)
    items = checked(items)
    places = _places(cursor, scope, selection, items, audience, occasion)
    slides: list[Slide] = []
    left_out: list[str] = []
    for item in items:
        made = _slides(places[item.place], item)
        slides += made
        if not made:
            left_out.append(_why(places[item.place], item))
    _refuse_nothing(places.values(), slides, selection, left_out, composed)
    return _deck(
        list(places.values()), _unique(slides),
        order=deck_words.COMPOSED if composed else chosen.key,
        title=title.strip() or chosen.title, audience=audience, today=today,
        left_out=tuple(left_out) if composed else (),
    )  # fmt: skip


def _is_prevalence(indicator: str) -> bool:
    return indicator in registry() and registry()[indicator].is_prevalence


def _places(
    cursor: Cursor,
    scope: Scope,
    selection: Selection,
    items: Sequence[Item],
    audience: Audience,
    occasion: Occasion,
) -> dict[str, Facts]:
    """Code ("" for the whole) → what is known of the place, in the order of the items."""
    for code in dict.fromkeys(item.place for item in items):
        if code and not code.startswith(f"{selection.kabupaten}."):
            raise WrongCall(deck_words.OUTSIDE.format(code=code))
        reached_area(scope, code or selection.kabupaten)
    return {
        code: Facts(
            cursor, scope, replace(selection, kecamatan=code, desa=""), audience, occasion
        )
        for code in dict.fromkeys(item.place for item in items)
    }  # fmt: skip


def _kind(item: Item) -> SlideKind:
    kind = kind_with(item.kind)
    assert kind is not None  # the items were checked
    return kind


def _slides(facts: Facts, item: Item) -> tuple[Slide, ...]:
    """The slides of an item, none where the data are missing."""
    kind = _kind(item)
    if not _suits(kind, facts) or not kind.needs(facts):
        return ()
    made = kind.build(facts.with_item(item) if kind.typed else facts)
    return tuple(_worded(slide, item) for slide in (made if isinstance(made, tuple) else (made,)))


def _worded(slide: Slide, item: Item) -> Slide:
    """The slide under the title and with the notes of whoever composed the order."""
    said = tuple(line for line in item.notes.splitlines() if line.strip())
    return replace(slide, title=item.title.strip() or slide.title, speaker=said)


def _suits(kind: SlideKind, facts: Facts) -> bool:
    return kind.any_indicator or _is_prevalence(facts.selection.indicator)


def _why(facts: Facts, item: Item) -> str:
    kind = _kind(item)
    why = kind.lacking if _suits(kind, facts) else deck_words.LACKING_PREVALENCE
    return deck_words.LEFT_OUT.format(title=kind.title, place=facts.place, why=why)


def _refuse_nothing(
    places: Iterable[Facts],
    slides: Sequence[Slide],
    selection: Selection,
    left_out: Sequence[str],
    composed: bool,
) -> None:
    if composed and not slides:
        raise WrongCall(deck_words.ALL_LEFT_OUT, hint=" ".join(left_out))
    if not composed and not any(slides_now.has_headline(one) for one in places):
        raise WrongCall(
            deck_words.NOTHING.format(period=selection.period.label), hint=deck_words.NOTHING_HINT
        )


def _unique(slides: Sequence[Slide]) -> tuple[Slide, ...]:
    """The same slide may stand twice in a composed order: its key may not."""
    taken: set[str] = set()
    found = []
    for slide in slides:
        key, number = slide.key, 2
        while key in taken:
            key, number = f"{slide.key}-{number}", number + 1
        taken.add(key)
        found.append(replace(slide, key=key))
    return tuple(found)


def _deck(
    facts: Sequence[Facts],
    slides: tuple[Slide, ...],
    *,
    order: str,
    title: str,
    audience: Audience,
    today: date,
    left_out: tuple[str, ...],
) -> Deck:
    lead = next((one for one in facts if not one.selection.kecamatan), facts[0])
    places = [one for one in facts if one.selection.kecamatan]
    view = lead.headline
    whole_leads = order == deck_words.COMPOSED and lead not in places
    named = "" if whole_leads else words.listed([place.place for place in places])
    return Deck(
        order=order,
        title=title,
        subtitle=named or lead.place,
        kabupaten=lead.place,
        place_code=places[0].headline.area_code if named and len(places) == 1 else view.area_code,
        period_key=view.period.key,
        period_label=view.period_label,
        filters_text=" · ".join(lead.filters),
        data_date=view.data_date,
        data_date_text=view.data_date_text,
        made_on=today,
        version=f"{deck_words.PRODUCT} {__version__}",
        audience=audience,
        demo=lead.demo,
        slides=slides,
        definitions=deck_words.DEFINITIONS,
        left_out=left_out,
    )


def deck_of(facts: Facts, kinds: Sequence[str], *, order: str, title: str, today: date) -> Deck:
    """The slides of ``kinds`` for one place whose facts somebody holds already.

    Raises WrongCall where the place has nothing to show.
    """
    slides = [slide for key in kinds for slide in _slides(facts, Item(key))]
    _refuse_nothing([facts], slides, facts.selection, (), composed=False)
    return _deck(
        [facts], _unique(slides), order=order, title=title, audience=facts.audience, today=today,
        left_out=(),
    )  # fmt: skip
