"""What an area text in a spreadsheet means: readable as a list of cases.

Each line is: kabupaten, kecamatan, desa as written | the area it is, and how it was found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from emonev.core.area import Level
from emonev.ingest.area_list import read_master
from emonev.ingest.area_match import AreaIndex

WILAYAH = Path(__file__).parents[2] / "data" / "wilayah"


@pytest.fixture(scope="module")
def index() -> AreaIndex:
    return read_master(WILAYAH).index()


@pytest.mark.parametrize(
    ("kabupaten", "kecamatan", "desa", "code", "how"),
    [
        # the name as the master writes it, whatever the case, NBSP or double spaces
        ("Luwu Utara", "Malangke", "Tandung", "73.22.01.2010", "exact"),
        ("LUWU UTARA\u00a0\u00a0", "MALANGKE\u00a0", "TANDUNG\u00a0", "73.22.01.2010", "exact"),
        ("KABUPATEN  LUWU  UTARA", "MALANGKE", "TANDUNG", "73.22.01.2010", "exact"),
        # a code decides over the name
        ("Luwu Utara", "Malangke", "73.22.01.2010", "73.22.01.2010", "code"),
        ("Luwu Utara", "Malangke", "7322012010", "73.22.01.2010", "code"),
        # the same desa name in two kecamatan: the key is kecamatan and desa
        ("Luwu Utara", "Malangke", "Benteng", "73.22.01.2003", "exact"),
        ("Luwu Utara", "Mappedeceng", "Benteng", "73.22.10.2006", "exact"),
        # a desa that is called like a kecamatan
        ("Luwu Utara", "Malangke", "Malangke", "73.22.01.2002", "exact"),
        ("Jeneponto", "Tamalatea", "Turatea", "73.04.02.2009", "exact"),
        ("Jeneponto", None, "Turatea", "73.04.02.2009", "exact"),
        # aliases: other spellings and former names
        ("LUTRA", "BONE-BONE", "Tamuku", "73.22.02.2002", "exact"),
        ("Luwu Utara", "LIMBONG", "Limbong", "73.22.05.2007", "exact"),
        ("Luwu Utara", "Rampi", "Onondoa", "73.22.09.2002", "alias"),
        # spaces, hyphens, prefixes
        ("Kab. Jeneponto", "Kec. Binamu", "Kel. Biringkassi", "73.04.03.1010", "squeezed"),
        ("Kab. Luwu Utara", "Kecamatan Malangke", "Desa Tandung", "73.22.01.2010", "squeezed"),
        ("Luwu Utara", "Malangke", "Ds.Pute-Mata", "73.22.01.2006", "squeezed"),
        # one or two letters off
        ("Jeneponto", "Tamalatea", "KARELAYA", "73.04.02.2010", "near"),
        ("Jeneponto", "Bontoramba", "BULOSIBATANG", "73.04.07.2001", "near"),
        # a name cut short by the width of a column
        ("Luwu Utara", "Malangke Bar", "Arusu", "73.22.08.2004", "exact"),
        # an old file names the kecamatan before the split: the desa decides
        ("Luwu Utara", "SUKAMAJU", "Mulyorejo", "73.22.13.2001", "exact"),
        ("Luwu Utara", "SUKAMAJU", "Lampuawa", "73.22.06.2001", "exact"),
    ],
)
def test_a_place_is_found(
    index: AreaIndex,
    kabupaten: str | None,
    kecamatan: str | None,
    desa: str,
    code: str,
    how: str,
) -> None:
    found = index.match_place(kabupaten, kecamatan, desa)
    assert (found.area_code, found.desa.how, found.asked) == (code, how, None)


@pytest.mark.parametrize(
    ("text", "code", "how"),
    [
        ("Malangke", "73.22.01", "exact"),
        ("Malangke Bar", "73.22.08", "near"),
        ("Malangke Brt", "73.22.08", "squeezed"),
        ("SUKAMAJU SEL.", "73.22.13", "near"),
        ("LIMBONG", "73.22.05", "alias"),
        ("TANALILI", "73.22.12", "alias"),
        ("PKM Tana-Lili", "73.22.12", "squeezed"),
    ],
)
def test_a_kecamatan_of_luwu_utara_is_found(
    index: AreaIndex, text: str, code: str, how: str
) -> None:
    found = index.match_among(text, index.kecamatan_of("73.22"))
    assert (found.area_code, found.how) == (code, how)


@pytest.mark.parametrize(
    ("kabupaten", "kecamatan", "desa", "asked", "candidates"),
    [
        # a desa name that occurs twice, and nothing says which
        ("Luwu Utara", None, "Benteng", Level.DESA, {"73.22.01.2003", "73.22.10.2006"}),
        # the desa lies in another kecamatan than the one written
        ("Luwu Utara", "Malangke", "Arusu", Level.DESA, {"73.22.08.2004"}),
        # a new file's kecamatan with a desa that stayed in the old one
        ("Luwu Utara", "Sukamaju Selatan", "Lampuawa", Level.DESA, {"73.22.06.2001"}),
        # likeness is not enough: another number, another direction is another place
        (
            "Luwu Utara",
            "Mappedeceng",
            "Cendana Putih III",
            Level.DESA,
            {"73.22.10.2002", "73.22.10.2009", "73.22.10.2013"},
        ),
        # cut short, and it may be any of three
        (
            "Luwu Utara",
            "Mappedeceng",
            "Cendana Puti",
            Level.DESA,
            {"73.22.10.2002", "73.22.10.2009", "73.22.10.2013"},
        ),
        # Jeneponto has no Bangkala Timur
        ("Jeneponto", "Bangkala Timur", "X", Level.KECAMATAN, {"73.04.01", "73.04.06"}),
        # a short name one letter off is another place
        ("Jeneponto", "Rumbia", "Tolu", Level.DESA, set()),
        ("BELU", "ATAMBUA BARAT", "UMANEN", Level.KABUPATEN, set()),
    ],
)
def test_an_unsafe_place_is_asked(
    index: AreaIndex,
    kabupaten: str,
    kecamatan: str | None,
    desa: str,
    asked: Level,
    candidates: set[str],
) -> None:
    found = index.match_place(kabupaten, kecamatan, desa)
    question = {
        Level.KABUPATEN: found.kabupaten,
        Level.KECAMATAN: found.kecamatan,
        Level.DESA: found.desa,
    }[asked]
    assert found.asked is asked
    assert found.desa.area_code is None
    assert candidates <= set(question.candidates)
