"""Which of the 29 service indicators a sheet is about, by the wording of its headers and name.

Sheets shorten, spell out and reorder the form's wording. Both sides are brought to the same words
("remaja putri" and "rematri"), rare words weigh more, and the best entry counts only where it is
clearly better than the next one. Otherwise the user is asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from emonev.indicators.registry import Indicator, registry
from emonev.ingest import columns

PREFIX = "layanan_"
"""Keys of the service indicators in the registry."""

ENOUGH = 0.45
"""Likeness from which an entry may be taken without asking …"""

CLEARLY = 0.1
"""… when it is better than the next one by so much."""

SUGGESTED = 5
"""So many entries are offered where it must be asked."""

_SAME: tuple[tuple[str, str], ...] = (
    (r"tablet tambah darah|tablet fe|\bfe\b", "ttd"),
    (r"remaja puteri|remaja putri|remaja perempuan", "rematri"),
    (r"calon pengantin", "catin"),
    (r"ibu hamil|kehamilan|hamil", "bumil"),
    (r"ibu menyusui", "busui"),
    (r"pasangan usia subur", "pus"),
    (r"keluarga (yang )?(ber|be)?r[ie]siko stunting", "krs"),
    (r"tim pendamping(an)? keluarga", "tpk"),
    (r"didampingi|pendampingan|mendampingi|damping", "damping"),
    (r"kurang energi kronis|kurang energi kronik", "kek"),
    (r"air susu ibu", "asi"),
    (r"makanan pendamping asi|mp ?asi|pmba", "mpasi"),
    (r"asi e(ks|x)k?lusif|asi ?e\b", "asieks"),
    (r"imunisasi dasar lengkap|\bidl\b|imunisasi", "idl"),
    (r"buang air besar sembarangan|\bodf\b|jamban( sehat)?", "babs"),
    (r"perilaku hidup bersih( dan)? sehat|ber ?phbs", "phbs"),
    (r"bantuan pangan non ?tunai|sembako", "bpnt"),
    (r"bantuan tunai bersyarat", "tunai"),
    (r"penerima bantuan iuran|pbi ?jkn?|jaminan kesehatan( nasional)?", "pbi"),
    (r"keluarga penerima manfaat", "kpm"),
    (r"program keluarga harapan", "pkh"),
    (r"kb pasca ?(persalinan|salin|melahirkan)|pasca ?(persalinan|salin)", "kbpp"),
    (r"(kehamilan|bumil) (yang )?tidak diinginkan", "ktd"),
    (r"unmet ?need|(kebutuhan (ber ?)?kb )?(yang )?tidak terpenuhi", "unmet"),
    (r"pertumbuhan( dan)? perkembangan(nya)?|tumbuh kembang|pemantauan|dipantau", "pantau"),
    (r"tata ?laksana|ditata ?laksana|penanganan|ditangani|dirawat|perawatan", "tatalaksana"),
    (r"tambahan asupan gizi|makanan tambahan|asupan gizi tambahan", "pmt"),
    (r"air minum", "airminum"),
    (r"air limbah domestik|sanitasi", "sanitasi"),
    (r"hemoglobin|\bhb\b|anemia", "hb"),
    (r"kesehatan reproduksi|reproduksi", "kespro"),
    (r"bimbingan (perkawinan|pra ?nikah|kawin)|bimwin", "bimwin"),
    (r"3 bulan pra ?nikah|tiga bulan pra ?nikah|pra ?nikah|mendaftar nikah", "pranikah"),
    (r"0 ?5 bulan|(di ?bawah|kurang dari|usia) ?<? ?6 bulan|< ?6 ?(bulan|bln)", "bawah6"),
    (r"6 ?(sampai|s d|hingga)? ?23 (bulan|bln)", "6sd23"),
    (r"(makan|konsumsi)( \w+)? ikan|promosi ikan", "ikan"),
    (r"variasi (bantuan )?pangan|keragaman pangan", "variasi"),
    (r"gizi buruk", "giziburuk"),
    (r"gizi kurang", "gizikurang"),
    (r"rumah ?tangga|\brt\b", "rumahtangga"),
    (r"periksa|diperiksa|pemeriksaan|memeriksakan", "periksa"),
)
"""Spelling → the one word it stands for, applied in this order."""

_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """jumlah jml total yang dan dengan atau di ke dari untuk pada dalam mendapat mendapatkan
        memperoleh menerima penerima peserta dapat persen persentase cakupan capaian layanan
        indikator sasaran mengonsumsi mengkonsumsi konsumsi anak bulan tahun desa kelurahan per
        kabupaten kecamatan puskesmas data form formulir nama tabel lembar sheet selama minimal
        pembilang penyebut numerator denominator anggota orang jiwa kk ada telah sudah stunting""",
    )
)
"""Words that tell no indicator from another."""


@dataclass(frozen=True, slots=True)
class Match:
    """``key`` of the indicator, "" where it must be asked; ``suggested`` keys, best first."""

    key: str
    suggested: tuple[str, ...]


def indicator_of(numerator: str, denominator: str, about: Iterable[str] = ()) -> Match:
    """The indicator that counts ``numerator`` over ``denominator`` (headers); ``about`` are the
    sheet's name and titles."""
    for entry in services():
        same = columns.key(entry.numerator) == columns.key(numerator)
        if same and columns.key(entry.denominator) == columns.key(denominator):
            return Match(entry.key, (entry.key,))
    told = _words(" ".join((numerator, denominator, *about)))
    scores = {entry.key: _likeness(told, _entry_words()[entry.key]) for entry in services()}
    ranked = sorted(scores, key=lambda key: -scores[key])
    first, second = (scores[key] for key in ranked[:2])
    sure = first >= ENOUGH and first - second >= CLEARLY
    sure = sure or (second < first / 2 and bool(told & _own_words()[ranked[0]]))
    suggested = tuple(key for key in ranked[:SUGGESTED] if scores[key] > 0)
    return Match(ranked[0] if sure else "", suggested)


@cache
def services() -> tuple[Indicator, ...]:
    """The service indicators, in the order of the form."""
    return tuple(entry for entry in registry().entries if entry.key.startswith(PREFIX))


def _words(text: str) -> frozenset[str]:
    plain = " ".join(re.sub(r"[^a-z0-9<]", " ", text.lower()).split())
    for spelling, word in _SAME:
        plain = re.sub(spelling, f" {word} ", plain)
    return frozenset(w for w in plain.split() if w not in _EMPTY and len(w) > 1)


@cache
def _entry_words() -> Mapping[str, frozenset[str]]:
    return {
        entry.key: _words(f"{entry.label} {entry.numerator} {entry.denominator.split('(')[0]}")
        for entry in services()
    }


@cache
def _weights() -> Mapping[str, float]:
    """Rare words of the catalogue weigh more: "p2k2" says everything, "balita" little."""
    every = list(_entry_words().values())
    known = frozenset().union(*every)
    return {word: math.log(len(every) / sum(word in w for w in every)) + 0.1 for word in known}


@cache
def _own_words() -> Mapping[str, frozenset[str]]:
    """Technical words that only this entry uses: one of them alone names it."""
    technical = {word for _, word in _SAME} | {"p2k2", "pekarangan"}
    rarest = max(_weights().values())
    alone = {word for word, weight in _weights().items() if weight == rarest} & technical
    return {key: words & alone for key, words in _entry_words().items()}


def _likeness(told: frozenset[str], entry: frozenset[str]) -> float:
    """0-1: words in common over the mean of both sides, by weight."""
    weights = _weights()
    common = sum(weights[word] for word in told & entry)
    ours = sum(weights[word] for word in entry)
    theirs = sum(weights[word] for word in told if word in weights)
    return 2 * common / (ours + theirs) if theirs else 0.0
