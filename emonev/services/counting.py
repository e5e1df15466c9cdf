"""Figures from the cube: sums of numerators over sums of denominators, divided last.

Used through ``emonev.services.figures``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from emonev.core.age import BANDS_OF_AGE
from emonev.core.area import Level
from emonev.core.period import Period, Rule
from emonev.core.proportion import Proportion
from emonev.core.scope import Scope
from emonev.core.standardise import age_standardised
from emonev.core.suppression import Cell, suppressed
from emonev.errors import WrongCall
from emonev.indicators.registry import Indicator, Registry, registry
from emonev.services.figure import Figure
from emonev.services.population import Populations, Target, populations
from emonev.services.reach import reached_area
from emonev.services.targets import with_targets
from emonev.services.territory import Territory, territory_around
from emonev.store.answers import derived
from emonev.store.combined import COMBINED, FROM_CHILDREN
from emonev.store.cube import BY_NAME
from emonev.store.settings import get_setting
from emonev.store.store import Cursor, sql

MEASURED = "length_measured_share"
CASES_ONLY = "stunting_cases_only"

WHOLE_BAND = "00-59"
"""Age band of uploaded counts, which do not tell ages apart."""

LOW_COVERAGE = 0.8
"""Below: "cakupan_rendah" (numbers.md §4); setting ``cakupan_rendah``."""

CAUTION_COVERAGE = 0.9
"""Below: "hati_hati" (numbers.md §4); setting ``cakupan_hati_hati``."""

Bands = dict[str, tuple[int, int]]
"""Age band → (numerator, denominator)."""

Sums = Mapping[tuple[str, str, str], Bands]
"""(cube key of the period, area code, indicator) → bands."""


@dataclass(frozen=True)
class Limits:
    """Marks of cakupan, as proportions."""

    low: float
    caution: float


@dataclass(frozen=True)
class Question:
    """What is asked of the cube, everything but the areas."""

    entries: tuple[Indicator, ...]
    level: str
    periods: tuple[Period, ...]
    source: str
    age: str
    puskesmas: str


@dataclass(frozen=True)
class Counts:
    """Everything read for one question: sums, targets, reporting desa and the limits."""

    territory: Territory
    sums: Sums
    populations: Populations
    reported: Mapping[tuple[str, str], int]
    limits: Limits
    structures: Mapping[str, Mapping[str, float]]
    source: str = BY_NAME


def limits(cursor: Cursor) -> Limits:
    """The marks of cakupan in force."""
    return Limits(
        float(get_setting(cursor, "cakupan_rendah") or LOW_COVERAGE),
        float(get_setting(cursor, "cakupan_hati_hati") or CAUTION_COVERAGE),
    )


def ask(
    indicators: Iterable[str],
    level: str,
    periods: Iterable[Period],
    source: str,
    age: str,
    puskesmas: str,
    known: Registry | None = None,
) -> Question:
    """A checked question. ``known``: the indicators there are (None: those of the registry).

    Raises WrongCall for an unknown indicator, level or age.
    """
    keys = list(indicators)
    known = known or registry()
    unknown = [key for key in keys if key not in known]
    if unknown:
        raise WrongCall(f"Indikator tidak dikenal: {', '.join(unknown)}.")
    if level not in set(Level):
        raise WrongCall(f"Tingkat wilayah tidak dikenal: {level}.")
    if age not in BANDS_OF_AGE:
        raise WrongCall(f"Kelompok umur tidak dikenal: {age}.")
    entries = tuple(known[key] for key in keys)
    return Question(entries, str(level), tuple(periods), source, age, puskesmas)


def territory_for(cursor: Cursor, scope: Scope, within: str) -> Territory:
    """The areas inside ``within`` as far as the scope reaches. Raises NoAccess."""
    return territory_around(cursor, reached_area(scope, within) if within else scope.area_code)


def count(
    cursor: Cursor,
    territory: Territory,
    question: Question,
    structures: Mapping[str, Mapping[str, float]] | None = None,
) -> list[Figure]:
    """Figures of every area of the level and period: by period, area code, indicator as asked.

    ``structures``: kabupaten code → age structure for the standardised value.
    """
    if not territory.kabupaten or not question.periods:
        return []
    counts = Counts(
        territory,
        cube_sums(cursor, territory, question),
        populations(
            cursor,
            territory,
            question.periods,
            level=question.level,
            age=question.age,
            source=question.source,
            puskesmas=question.puskesmas,
        ),
        _desa_reported(cursor, territory, question),
        limits(cursor),
        structures or {},
        question.source,
    )
    found = [
        figure
        for period in question.periods
        for area in territory.of_level(question.level, period.start, period.end)
        for figure in _figures_of(counts, question, period, area)
    ]
    return with_targets(cursor, found) if question.age == "balita" else found


def hidden_from(
    cursor: Cursor, scope: Scope, question: Question, found: Sequence[Figure]
) -> list[Figure]:
    """What the viewer may see: for role "publik" small counts are hidden (numbers.md §10).

    Down to kecamatan with complementary suppression, desa and puskesmas not as numbers at all.
    What is hidden is decided over all areas of the store, whatever part is asked for: two
    questions put together give no more away than one.
    """
    if scope.role != "publik":
        return list(found)
    if question.level in (Level.DESA, Level.PUSKESMAS) or question.puskesmas:
        return [without_numbers(figure) for figure in found]
    hide = derived(cursor, ("hidden", question), lambda: _hidden(cursor, question))
    return [
        without_numbers(figure)
        if figure.area_code in hide[figure.period, figure.indicator]
        else figure
        for figure in found
    ]


def _hidden(cursor: Cursor, question: Question) -> Mapping[tuple[Period, str], frozenset[str]]:
    everywhere = territory_around(cursor, "")
    cells: dict[tuple[Period, str], list[Cell]] = defaultdict(list)
    for level in (Level.PROVINSI, Level.KABUPATEN, Level.KECAMATAN):
        for figure in count(cursor, everywhere, replace(question, level=str(level))):
            parent = everywhere.parents.get(figure.area_code, "")
            cells[figure.period, figure.indicator].append(
                Cell(figure.area_code, parent, figure.numerator or 0, figure.denominator)
            )
    hidden = {key: suppressed(group) for key, group in cells.items()}
    return defaultdict(frozenset, hidden)


def without_numbers(figure: Figure) -> Figure:
    """The figure with everything that could give its counts away removed."""
    return replace(
        figure,
        numerator=None,
        denominator=None,
        value=None,
        ci_low=None,
        ci_high=None,
        measured=0,
        target_population=None,
        coverage=None,
        age_standardised=None,
        suppressed=True,
    )


def cube_sums(cursor: Cursor, territory: Territory, question: Question) -> Sums:
    """Numerators and denominators by period, area of the level, indicator and age band."""
    indicators = {entry.key for entry in question.entries} | {MEASURED, CASES_ONLY}
    asked = {
        "kabupaten": territory.kabupaten,
        "periods": sorted({_cube_key(one, question.source) for one in question.periods}),
        "indicators": sorted(indicators),
        "level": question.level,
        "source": question.source,
        "puskesmas": question.puskesmas,
    }
    key = ("cube_sums", repr(asked))
    return derived(cursor, key, lambda: _cube_sums(cursor, territory, asked))


def _cube_sums(cursor: Cursor, territory: Territory, asked: Mapping[str, object]) -> Sums:
    rows = cursor.execute(sql("cube_sums"), dict(asked)).fetchall()
    sums: dict[tuple[str, str, str], Bands] = {}
    for kabupaten, period, area, indicator, band, numerator, denominator in rows:
        bands = sums.setdefault((period, territory.code_of(kabupaten, area), indicator), {})
        before = bands.get(band, (0, 0))
        bands[band] = (before[0] + numerator, before[1] + (denominator or 0))
    return sums


def _desa_reported(
    cursor: Cursor, territory: Territory, question: Question
) -> Mapping[tuple[str, str], int]:
    pairs = {(p.cube_key, f"{y}-{m:02d}") for p in question.periods for y, m in p.months}
    rows = cursor.execute(
        sql("desa_reported"),
        {
            "kabupaten": territory.kabupaten,
            "periods": [period for period, _ in sorted(pairs)],
            "months": [month for _, month in sorted(pairs)],
            "level": question.level,
            "puskesmas": question.puskesmas,
            "source": question.source,
        },
    ).fetchall()
    found: dict[tuple[str, str], int] = {}
    for kabupaten, period, area, desa in rows:
        key = (period, territory.code_of(kabupaten, area))
        found[key] = found.get(key, 0) + int(desa)
    return found


def _figures_of(counts: Counts, question: Question, period: Period, area: str) -> Iterable[Figure]:
    territory = counts.territory
    target = counts.populations.of(area, period)
    key = _cube_key(period, question.source)
    measured = _summed(counts, period, area, registry()[MEASURED], question.age)[0]
    # A sheet of counts may say nothing about who was measured: then cakupan is not known, not 0.
    known = target is not None and (measured > 0 or question.source == BY_NAME)
    coverage = Proportion(measured, target.children).value if target and known else None
    desa_total = territory.desa_count(area, question.puskesmas, period.start, period.end)
    has_data = any(
        (key, area, name) in counts.sums
        for name in {MEASURED, CASES_ONLY, *(entry.key for entry in question.entries)}
    )
    for entry in question.entries:
        bare = Figure(
            area_code=area,
            area=territory.name_of(area),
            level=question.level,
            indicator=entry.key,
            period=period,
            source=question.source,
            numerator=None,
            denominator=None,
            value=None,
            status="tidak_ada_data",
            measured=measured,
            target_population=target.children if target else None,
            target_source=target.source if target else "",
            coverage=coverage if has_data else None,
            desa_reported=counts.reported.get((period.cube_key, area), 0),
            desa_total=desa_total,
            coverage_limits=(counts.limits.low, counts.limits.caution),
            label="" if entry.key in registry() else entry.short_label,
        )
        yield _filled(bare, counts, entry, question.age, target) if has_data else bare


def _filled(
    bare: Figure, counts: Counts, entry: Indicator, age: str, target: Target | None
) -> Figure:
    if bare.source == COMBINED and age != "balita":
        return bare  # the recap's part does not tell ages apart
    if bare.source not in FROM_CHILDREN:
        return _reported(bare, counts, entry, age, target)
    numerator, denominator = _summed(counts, bare.period, bare.area_code, entry, age)
    cases = _summed(counts, bare.period, bare.area_code, registry()[CASES_ONLY], age)[0]
    if entry.denominator_kind == "counted":
        return _counted(bare, counts, entry, age, (numerator, denominator, cases))
    if entry.denominator_kind == "none":
        return replace(bare, numerator=numerator, status="hanya_kasus" if numerator else "")
    return _of_population(bare, counts, entry, numerator, target)


def _reported(
    bare: Figure, counts: Counts, entry: Indicator, age: str, target: Target | None
) -> Figure:
    """Counts somebody uploaded: both parts come from the sheet. Without a denominator (BBLR of an
    open-data table) the count alone is told; a share above 1 stays as it is (domain.md §1.7)."""
    key = _cube_key(bare.period, bare.source)
    bands = counts.sums.get((key, bare.area_code, entry.key), {})
    if WHOLE_BAND not in bands or age != "balita":
        return bare
    numerator, denominator = bands[WHOLE_BAND]
    if not denominator and entry.denominator_kind in ("sasaran", "sasaran_bulan"):
        return _of_population(bare, counts, entry, numerator, target)
    if not denominator:
        return replace(bare, numerator=numerator, status="tanpa_penyebut")
    proportion = Proportion(numerator, denominator)
    interval = (proportion.interval if entry.is_prevalence else None) or (None, None)
    return replace(
        bare,
        numerator=numerator,
        denominator=denominator,
        value=proportion.value,
        ci_low=interval[0],
        ci_high=interval[1],
        status=_mark(bare.coverage, counts.limits) if entry.is_prevalence else "",
    )


def _cube_key(period: Period, source: str) -> str:
    """The cube rows a period reads: a year of children is its August wave; uploaded counts of a
    whole year are their own."""
    if source in FROM_CHILDREN or period.rule is not Rule.TAHUN:
        return period.cube_key
    return period.key


def _counted(
    bare: Figure, counts: Counts, entry: Indicator, age: str, found: tuple[int, int, int]
) -> Figure:
    """A prevalence (or N/D'): counted children over counted children."""
    numerator, denominator, cases = found
    if not denominator:
        if not cases:
            return bare
        stunted = cases if entry.key == "stunting" else None
        return replace(bare, numerator=stunted, status="hanya_kasus")
    proportion = Proportion(numerator, denominator)
    interval = proportion.interval or (None, None)
    # N/D' needs a weight only: the measured share of lengths says nothing about it.
    status = _mark(bare.coverage, counts.limits) if entry.is_prevalence else ""
    if cases and entry.is_prevalence:
        status = "sebagian_hanya_kasus"
    return replace(
        bare,
        numerator=numerator,
        denominator=denominator,
        value=proportion.value,
        ci_low=interval[0],
        ci_high=interval[1],
        status=status,
        age_standardised=_standardised(bare, counts, entry, age),
    )


def _of_population(
    bare: Figure, counts: Counts, entry: Indicator, numerator: int, target: Target | None
) -> Figure:
    """D/S and cakupan: counted children over the target population."""
    monthly = entry.denominator_kind == "sasaran_bulan"
    if target is None or (monthly and not target.sasaran):
        # Children recorded are not a sasaran: D over them would not be D/S (numbers.md §1.2).
        return replace(bare, numerator=numerator, status="tanpa_sasaran")
    denominator = target.children * (len(bare.period.months) if monthly else 1)
    return replace(
        bare,
        numerator=numerator,
        denominator=denominator,
        value=Proportion(numerator, denominator).value,
        status="" if monthly else _mark(bare.coverage, counts.limits),
    )


def _mark(coverage: float | None, its: Limits) -> str:
    if coverage is None or coverage >= its.caution:
        return ""
    return "cakupan_rendah" if coverage < its.low else "hati_hati"


def _standardised(bare: Figure, counts: Counts, entry: Indicator, age: str) -> float | None:
    structure = counts.structures.get(counts.territory.kabupaten_of(bare.area_code))
    if structure is None or not entry.is_prevalence or bare.source != BY_NAME:
        return None
    bands = counts.sums.get((bare.period.cube_key, bare.area_code, entry.key), {})
    wanted = {band: structure.get(band, 0.0) for band in BANDS_OF_AGE[age]}
    return age_standardised(bands, wanted)


def _summed(
    counts: Counts, period: Period, area: str, entry: Indicator, age: str
) -> tuple[int, int]:
    bands = counts.sums.get((_cube_key(period, counts.source), area, entry.key), {})
    wanted: tuple[str, ...] = BANDS_OF_AGE[age]
    if age == "balita":
        wanted = (*wanted, WHOLE_BAND)
    if entry.ages == "all" and age == "balita":
        wanted = (*wanted, "60+")
    found = [bands[band] for band in wanted if band in bands]
    return sum(n for n, _ in found), sum(d for _, d in found)
