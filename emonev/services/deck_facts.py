"""What the slides of one place are made of: every view asked once, when a slide first needs it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from emonev.charts.slides import Audience
from emonev.core.period import month
from emonev.core.scope import Scope
from emonev.indicators.registry import Indicator, registry
from emonev.services import deck_words, words
from emonev.services.comparing import PUBLIC
from emonev.services.figure import Figure, Selection
from emonev.services.figures import figures
from emonev.services.headline import headline
from emonev.services.headline_result import Compared, Headline
from emonev.services.map_view import MapView, Shape, map_view, shapes
from emonev.services.meeting_result import Decision
from emonev.services.sentences import sentences
from emonev.services.slide_item import Item
from emonev.services.submissions import Submissions, submissions
from emonev.services.trend import TrendView, trend
from emonev.store.settings import get_setting
from emonev.store.store import Cursor

BELOW = {"kabupaten": "kecamatan", "kecamatan": "desa"}
"""What a slide of a place is divided into."""

MEASURED = "length_measured_share"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a meeting brings to its slides: its decisions and the open ones of earlier meetings.

    ``meeting_id`` None: no meeting, every decision counts as an earlier one. ``today`` None
    where nothing is shown that depends on the day.
    """

    decisions: Sequence[Decision] = ()
    meeting_id: int | None = None
    today: date | None = None


NO_MEETING = Occasion()


class Facts:
    """The views of one place: the kabupaten, or the selection's kecamatan.

    ``scope`` is already that of the audience: what comes out of the services may be shown.
    """

    def __init__(
        self,
        cursor: Cursor,
        scope: Scope,
        selection: Selection,
        audience: Audience,
        occasion: Occasion = NO_MEETING,
    ) -> None:
        self.cursor = cursor
        self.own_scope = scope
        self.scope = Scope(PUBLIC, scope.area_code) if audience == PUBLIC else scope
        self.selection = selection
        self.audience = audience
        self.occasion = occasion
        self.item = Item("")

    def with_item(self, item: Item) -> Facts:
        """The same facts for a slide whose words come from ``item``."""
        _ = self.headline  # asked once for both
        found = copy(self)
        found.item = item
        return found

    @property
    def public(self) -> bool:
        """True when small counts are hidden."""
        return self.audience == PUBLIC

    @property
    def indicator(self) -> Indicator:
        """The selection's indicator."""
        return registry()[self.selection.indicator]

    @cached_property
    def headline(self) -> Headline:
        """Ringkasan; for an audience the flows of a kecamatan are left out.

        The kabupaten's flows less those of the other kecamatan would give a small one away.
        """
        view = headline(self.cursor, self.scope, self.selection)
        if not self.public or view.level == "kabupaten":
            return view
        bare = tuple(_without_flows(one) for one in view.comparisons)
        cards = tuple(card for card in view.cards if card.key != "kasus_baru")
        return replace(view, comparisons=bare, cards=cards)

    @property
    def place(self) -> str:
        """ "Kabupaten Luwu Utara"."""
        return deck_words.PLACES.get(self.headline.level, "") + self.headline.area

    @property
    def below(self) -> str:
        """The level a slide divides the place into, "" for a desa."""
        return BELOW.get(self.headline.level, "")

    @cached_property
    def trend(self) -> TrendView:
        """Waves, or months where fewer than two waves have data."""
        waves = trend(self.cursor, self.scope, self.selection)
        if len([point for point in waves.whole.points if point.value is not None]) > 1:
            return waves
        return trend(self.cursor, self.scope, self.selection, "bulan")

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """At most three sentences that the data support."""
        return sentences(self.headline, self.trend)

    @cached_property
    def map(self) -> MapView:
        """The place's parts with class and mark."""
        return map_view(self.cursor, self.scope, self.selection, self.below)

    @cached_property
    def map_of_classes(self) -> MapView:
        """The desa with exact figures, of which an audience may see the class only."""
        return map_view(self.cursor, self.own_scope, self.selection, self.below)

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """The boundaries of the parts."""
        inside = self.selection.kecamatan
        return shapes(self.cursor, self.scope, self.selection.kabupaten, self.below, inside)

    @cached_property
    def parts(self) -> tuple[Figure, ...]:
        """The indicator in every part of the place, by code."""
        return tuple(area.figure for area in self.map.areas)

    def measured(self, level: str) -> list[Figure]:
        """Cakupan of every area of ``level`` in the place."""
        return figures(
            self.cursor,
            self.scope,
            indicators=[MEASURED],
            level=level,
            period=self.selection.period,
            within=self.headline.area_code,
            source=self.selection.source,
            age=self.selection.age,
            puskesmas=self.selection.puskesmas,
        )

    @cached_property
    def submissions(self) -> Submissions:
        """Who sent data of the period's months."""
        months = [month(year, number) for year, number in self.selection.period.months]
        view = submissions(self.cursor, self.scope, self.selection.kabupaten, months)
        inside = self.selection.kecamatan
        rows = [row for row in view.rows if not inside or row.kecamatan_code == inside]
        return replace(view, rows=tuple(rows))

    @cached_property
    def demo(self) -> bool:
        """True when the home holds invented data."""
        return get_setting(self.cursor, "demo") == "1"

    @property
    def filters(self) -> tuple[str, ...]:
        """Period, rule, source, age, puskesmas: what every slide says."""
        chosen = self.selection
        parts = [
            chosen.period.label,
            words.rule_text(chosen.period),
            words.source_text(chosen.source),
            words.AGES[chosen.age],
        ]
        if chosen.puskesmas:
            parts.append(f"Puskesmas {chosen.puskesmas}")
        return tuple(parts)


def _without_flows(one: Compared) -> Compared:
    return replace(one, new_cases=None, no_longer=None, still=None, not_measured_again=None)
