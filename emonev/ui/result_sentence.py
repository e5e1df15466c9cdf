"""The sentence a person waits for after storing: the newest wave first, then all the files."""

from __future__ import annotations

from collections.abc import Sequence

from emonev.core.indonesian import integer, percent
from emonev.core.period import Period, Rule, month
from emonev.services.figure import Selection
from emonev.services.headline import Headline
from emonev.services.import_result import FileResult
from emonev.ui import ask
from emonev.ui.state import scope


def span_words(saved: Sequence[FileResult]) -> str:
    """ "Jan 2024–Des 2025", one month alone as "Agu 2025", "" without a dated row."""
    keys = sorted({key for result in saved for key in result.months})
    names = [_month(key).short_label for key in keys[:1] + keys[-1:]]
    return "–".join(dict.fromkeys(names))


def files_sentence(saved: Sequence[FileResult]) -> str:
    """ "Semua berkas, Jan 2024–Des 2025: 24 pengukuran sah, 2 stunting, 8,3 %; label …".

    Tables of counts are told by their rows: "Tabel: 15 baris".
    """
    children = _of_children(saved)
    rows = sum(
        sheet.rows_read - sheet.fates.get("rejected", 0)
        for result in saved
        if result.batch
        for sheet in result.sheets
        if sheet.kind != "by_name"
    )
    tables = f"Tabel: {integer(rows)} baris tersimpan." if rows else ""
    told = _children_sentence(children) if children or not tables else ""
    return " ".join(part for part in (told, tables) if part)


def _of_children(saved: Sequence[FileResult]) -> list[FileResult]:
    """The files with measurements of children, stored or not."""
    return [one for one in saved if any(sheet.kind == "by_name" for sheet in one.sheets)]


def _children_sentence(saved: Sequence[FileResult]) -> str:
    labels = [result.labels for result in saved if result.labels]
    valid = sum(count.valid for count in labels)
    stunted = sum(count.stunted for count in labels)
    labelled = sum(count.labelled for count in labels)
    label_stunted = sum(count.label_stunted for count in labels)
    text = f"{integer(valid)} pengukuran sah, {integer(stunted)} stunting"
    if valid:
        text += f", {percent(stunted / valid)}"
    if labelled:
        text += f"; label berkas {percent(label_stunted / labelled)}"
    span = span_words(saved)
    return f"Semua berkas{f', {span}' if span else ''}: {text}."


def wave_sentence(saved: Sequence[FileResult]) -> str:
    """ "Luwu Utara, Agustus 2025: 18.312 diukur, 2.600 stunting, 14,2 %; label berkas 14,3 %".

    The newest wave that these files speak of, as the kabupaten now stands; "" without a wave.
    """
    kabupaten = next((result.kabupaten for result in saved if result.batch), "")
    wave = _newest_wave(_of_children(saved), kabupaten) if kabupaten else None
    if wave is None:
        return ""
    view = ask.headline(scope(kabupaten), Selection(kabupaten, wave))
    return "" if view.empty else _told(view)


def _told(view: Headline) -> str:
    ways = {one.kind: one for one in (view.lead, view.beside)}
    ours, label = ways.get("hitung_ulang"), ways.get("label")
    if ours is None or ours.value is None:
        return ""
    text = (
        f"{view.area}, {view.period_label}: {integer(ours.denominator)} diukur, "
        f"{integer(ours.numerator)} stunting, {percent(ours.value)}"
    )
    if label is not None and label.value is not None:
        text += f"; label berkas {percent(label.value)}"
    return text


def _newest_wave(saved: Sequence[FileResult], kabupaten: str) -> Period | None:
    months = {key for result in saved for key in result.months}
    waves = [
        period
        for period in ask.choices(scope(kabupaten), kabupaten).periods
        if period.rule is Rule.GELOMBANG and f"{period.year}-{period.number:02d}" in months
    ]
    return max(waves, key=lambda period: period.start, default=None)


def _month(key: str) -> Period:
    year, number = key.split("-")
    return month(int(year), int(number))
