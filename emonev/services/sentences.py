"""Three sentences in plain Indonesian that the data support: what moved, where, what to watch.

Rules instead of taste (numbers.md §3-5): a change is told only where it was tested on the same
children; kecamatan are told in three groups, never counted as falls ("turun di 9 dari 15") and
never ranked by noise; a sentence whose data are missing is left out.
"""

from __future__ import annotations

from emonev.core.change import Group
from emonev.core.indonesian import integer, percent, percentage_points
from emonev.core.standardise import SHOWN_FROM
from emonev.services import words
from emonev.services.headline_result import AreaChange, ChangeGroup, Compared, Headline
from emonev.services.trend import TrendView

MOST_SENTENCES = 3
MOST_NAMES = 3
"""More names than these make a sentence nobody can read aloud."""

ENOUGH_COVERAGE = 0.9
"""The 2024 national drive asked for at least 90 % measured (numbers.md §4)."""

UNCHANGED_BELOW = 0.0005
"""Rounds to 0,0 persen poin: "tidak berubah"."""


def sentences(headline: Headline, trend: TrendView | None = None) -> tuple[str, ...]:
    """At most three sentences, most important first; fewer, or none, when data do not carry them.

    ``trend`` may add that a change comes from another age mix. Never ranks noise and never counts
    falls ("turun di 9 dari 15"): numbers.md §5.
    """
    if headline.empty or headline.figure.value is None or headline.figure.suppressed:
        return ()
    compared = _first_told(headline)
    told = (
        _moved(headline, compared),
        _age_mix(trend, compared),
        _where(headline),
        _unmeasured(headline),
        _flows(compared),
        _not_sent(headline),
    )
    return tuple(sentence for sentence in told if sentence)[:MOST_SENTENCES]


def _first_told(headline: Headline) -> Compared | None:
    """The first comparison that says something: a year ago, then the wave before."""
    for compared in headline.comparisons:
        if compared.group in words.THREE_GROUPS:
            return compared
    return None


def _moved(headline: Headline, compared: Compared | None) -> str:
    if compared is None or compared.change is None or compared.value is None:
        return ""
    counted = " (hitung ulang WHO)" if headline.lead.kind == "label" else ""
    subject = f"Prevalensi {headline.indicator_name} {headline.area}{counted}"
    now = f"{percent(headline.figure.value)} ({headline.period.label})"
    before = f"{percent(compared.value)} ({compared.period_label})"
    if compared.group == Group.UNCLEAR:
        if abs(compared.change) < UNCHANGED_BELOW:
            return f"{subject} tidak berubah: {now}, {before}."
        return (
            f"{subject} {now} belum dapat dibedakan dari {before}: selisih "
            f"{percentage_points(compared.change)} masih mungkin karena kebetulan."
        )
    verb = "turun jelas" if compared.group == Group.DOWN else "naik jelas"
    return (
        f"{subject} {verb} dari {before} menjadi {now}: "
        f"{percentage_points(compared.change)}, diuji pada anak yang sama."
    )


def _age_mix(trend: TrendView | None, compared: Compared | None) -> str:
    """Said only beside a clear change that another age mix makes larger or smaller."""
    if trend is None or compared is None or compared.group == Group.UNCLEAR:
        return ""
    values = {point.period.key: point for point in trend.whole.points}
    now = values.get(trend.period.key) if trend.period else None
    before = values.get(compared.period.key)
    if now is None or before is None or now.value is None or before.value is None:
        return ""
    crude = now.value - before.value
    standard = (now.age_standardised or now.value) - (before.age_standardised or before.value)
    # Rounded: half a point is a hair less in binary.
    if round(abs(standard - crude), 9) < SHOWN_FROM:
        return ""
    share = "berasal dari" if abs(standard) < abs(crude) else "tertutup oleh perbedaan"
    return (
        "Dengan susunan umur yang dibuat sama, perubahannya "
        f"{percentage_points(standard)}: sebagian selisih {share} umur anak yang diukur."
    )


def _where(headline: Headline) -> str:
    groups = {group.key: group for group in headline.groups}
    told = [groups[key] for key in words.THREE_GROUPS if key in groups and groups[key].areas]
    if sum(len(group.areas) for group in told) < 2 or headline.groups_compared is None:
        return ""
    since = f"Sejak {headline.groups_compared.label}"
    noun = headline.groups_level
    if len(told) == 1 and told[0].key == Group.UNCLEAR:
        count = len(told[0].areas)
        text = f"{since} belum ada {noun} yang turun atau naik jelas; {count} belum dapat dibedakan"
    else:
        text = f"{since}: {', '.join(_group_words(group) for group in told)} {noun}"
    return f"{text}{_outside(groups)}."


def _group_words(group: ChangeGroup) -> str:
    """ "turun jelas di 3 (Masamba, Rampi dan Seko)"; names only where there are few."""
    text = f"{words.GROUPS[group.key].lower()} di {len(group.areas)}"
    clear = group.key != Group.UNCLEAR
    if clear and len(group.areas) <= MOST_NAMES:
        return f"{text} ({words.listed([area.area for area in group.areas])})"
    return text


def _outside(groups: dict[str, ChangeGroup]) -> str:
    """Areas that stand outside the groups, counted so that nothing is dropped silently."""
    parts = [
        f"{len(groups[key].areas)} {words.GROUPS[key].lower()}"
        for key in (Group.NOT_COMPARABLE.value, Group.NOT_TESTABLE.value)
        if key in groups and groups[key].areas
    ]
    return f"; {' dan '.join(parts)}" if parts else ""


def _unmeasured(headline: Headline) -> str:
    figure = headline.figure
    if figure.coverage is None or figure.target_population is None:
        return ""
    missing = figure.target_population - figure.measured
    thin = [area for area in _areas(headline) if area.now.status == "cakupan_rendah"]
    if missing <= 0 or (figure.coverage >= ENOUGH_COVERAGE and not thin):
        return ""
    text = (
        f"Perlu diperhatikan: {integer(missing)} balita belum diukur "
        f"(cakupan {percent(figure.coverage)})"
    )
    if not thin:
        return f"{text}."
    below = words.in_force(words.BELOW_LIMIT, figure.coverage_limits)
    return f"{text}; {below}: {_few([area.area for area in thin], headline.groups_level)}."


def _areas(headline: Headline) -> list[AreaChange]:
    return [area for group in headline.groups for area in group.areas]


def _few(names: list[str], noun: str) -> str:
    return words.listed(names) if len(names) <= MOST_NAMES else f"{len(names)} {noun}"


def _flows(compared: Compared | None) -> str:
    if compared is None or compared.new_cases is None or compared.no_longer is None:
        return ""
    text = (
        f"Sejak {compared.period_label}: {integer(compared.new_cases)} kasus baru, "
        f"{integer(compared.no_longer)} anak tidak lagi stunting"
    )
    if compared.not_measured_again:
        text += f", {integer(compared.not_measured_again)} anak tidak diukur lagi"
    return f"{text}."


def _not_sent(headline: Headline) -> str:
    sent = headline.not_sent
    if not sent.missing or not sent.total:
        return ""
    named = f": {words.listed(sent.names)}" if len(sent.names) <= MOST_NAMES else ""
    return (
        f"{sent.missing} dari {sent.total} puskesmas belum kirim data "
        f"{headline.period.label}{named}."
    )
