"""Matching texts to areas: the order of the steps, the questions, whole files, new areas."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emonev.core.area import Area, Level
from emonev.errors import Refused
from emonev.ingest.area_list import read_master
from emonev.ingest.area_match import Alias, AreaIndex, PlaceText, Split
from emonev.ingest.area_names import clean_name, kind_in, squeeze, title_case

MASTER = read_master(Path(__file__).parents[2] / "data" / "wilayah")
INDEX = MASTER.index()
DESA = INDEX.at(Level.DESA)


def kabupaten(code: str, name: str, kind: str = "kabupaten") -> Area:
    return Area(code, name, Level.KABUPATEN, None, kind=kind)


def kecamatan(code: str, name: str) -> Area:
    return Area(code, name, Level.KECAMATAN, code.rpartition(".")[0])


def desa(code: str, name: str) -> Area:
    return Area(code, name, Level.DESA, code.rpartition(".")[0])


# -- the master ----------------------------------------------------------------------------


def test_the_master_ships_two_complete_regencies_and_the_province() -> None:
    assert len(INDEX.at(Level.PROVINSI)) == 1
    assert len(INDEX.at(Level.KABUPATEN)) == 24
    assert len(INDEX.at(Level.KECAMATAN)) == 313
    assert (len(INDEX.desa_of("73.04")), len(INDEX.desa_of("73.22"))) == (113, 173)
    assert (len(INDEX.kecamatan_of("73.04")), len(INDEX.kecamatan_of("73.22"))) == (11, 15)
    assert all(area.parent_code in INDEX.areas for area in MASTER.areas if area.parent_code)
    assert all(alias.area_code in INDEX.areas for alias in MASTER.aliases)
    assert all({s.area_code, s.from_code} <= set(INDEX.areas) for s in MASTER.splits)


# -- every name in disguise ----------------------------------------------------------------

PREFIXES = {
    Level.DESA: ("", "Desa ", "DESA. ", "Kel. ", "Kelurahan ", "ds."),
    Level.KECAMATAN: ("", "Kec. ", "Kecamatan ", "KEC."),
    Level.KABUPATEN: ("", "Kab. ", "KABUPATEN "),
}
CASES = (str, str.upper, str.lower, str.title, str.swapcase)
SPACES = (" ", "  ", "\u00a0", "-", " - ", "", "\u00a0 ")


@pytest.mark.parametrize("area", DESA, ids=lambda area: area.code)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_every_desa_in_disguise_within_its_parent_is_itself(
    area: Area, data: st.DataObject
) -> None:
    home = INDEX.areas[area.parent_code or ""]
    regency = INDEX.areas[home.parent_code or ""]

    def disguised(place: Area) -> str:
        text = place.name.replace(" ", data.draw(st.sampled_from(SPACES)))
        text = data.draw(st.sampled_from(CASES))(text)
        tail = data.draw(st.sampled_from(("", "\u00a0", "  ", "\u00a0\u00a0", "\t")))
        return data.draw(st.sampled_from(PREFIXES[place.level])) + text + tail

    found = INDEX.match_place(disguised(regency), disguised(home), disguised(area))
    assert (found.area_code, found.asked) == (area.code, None)


@settings(max_examples=300, deadline=None)
@given(area=st.sampled_from(DESA), data=st.data())
def test_a_misspelt_desa_is_itself_or_asked_unless_it_became_another_name(
    area: Area, data: st.DataObject
) -> None:
    siblings = INDEX.desa_of(area.parent_code or "")
    at = data.draw(st.integers(0, len(area.name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    wrong = area.name[:at] + letter + area.name[at + data.draw(st.integers(0, 1)) :]
    found = INDEX.match_among(wrong, siblings)
    if found.how == "near":
        assert found.area_code == area.code


@settings(max_examples=300, deadline=None)
@given(text=st.text(max_size=30), level=st.sampled_from([Level.DESA, Level.KECAMATAN]))
def test_any_text_at_all_gives_an_answer(text: str, level: Level) -> None:
    areas = INDEX.desa_of("73.22.01") if level is Level.DESA else INDEX.kecamatan_of("73.22")
    found = INDEX.match_among(text, areas)
    assert (found.area_code is None) == (found.how is None)
    assert clean_name(clean_name(text)) == clean_name(text)


# -- the order of the steps ----------------------------------------------------------------


def test_the_steps_come_in_order() -> None:
    areas = [desa("1.1.1.1", "Sido Mulyo"), desa("1.1.1.2", "Sidomulyo"), desa("1.1.1.3", "Tirta")]
    index = AreaIndex(areas, [Alias("1.1.1.3", "Sidomulyo"), Alias("1.1.1.3", "Sido-Mulyo")])
    # exact goes before the alias of another, and before the squeezed twin
    assert index.match_among("SIDOMULYO", areas).area_code == "1.1.1.2"
    # the alias goes before the squeezed names
    assert index.match_among("sido-mulyo", areas).area_code == "1.1.1.3"
    # squeezed finds two: a question, and nothing looser answers it
    tie = index.match_among("Desa Sido_Mulyo", areas)
    assert tie.area_code is None and set(tie.candidates) == {"1.1.1.1", "1.1.1.2"}


@pytest.mark.parametrize("text", [None, "", "-", " – ", "\u00a0", "N/A", "null", "0", "..."])
def test_nothing_written_is_nothing_asked(text: str | None) -> None:
    found = INDEX.match_place("Luwu Utara", text, text)
    assert (found.area_code, found.asked) == ("73.22", None)


def test_ten_digits_that_are_one_code_to_kemendagri_and_another_to_bps_are_asked() -> None:
    # to BPS 7304042003 is Allu Tarowang (73.04.11.2004); dotted it is 73.04.04.2003
    allu = INDEX.areas["73.04.11.2004"]
    assert allu.bps_code == "7304042003" and "73.04.04.2003" in INDEX.areas
    found = INDEX.match_among("7304042003", INDEX.desa_of("73.04"))
    assert found.area_code is None
    assert set(found.candidates) == {"73.04.04.2003", "73.04.11.2004"}
    assert INDEX.match_among("73.04.04.2003", INDEX.desa_of("73.04")).how == "code"


def test_a_bps_code_of_seven_digits_is_a_kecamatan() -> None:
    found = INDEX.match_place(None, "7322010", "Sabbang")
    assert (found.kecamatan.area_code, found.desa.area_code) == ("73.22.04", "73.22.04.2002")


# -- near names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tolo Barat", ["Tolo Utara", "Tolo Timur"]),
        ("Kayuloe Utara", ["Kayuloe Barat", "Kayuloe Timur"]),
        ("Pengkendekan Baru", ["Pengkendekan"]),
        ("Pengkendekan", ["Pengkendekan Baru"]),
        ("Sukamaju Jaya", ["Sukamaju"]),
        ("Malangke S", ["Malangke", "Malangke Barat"]),
        ("Bolo", ["Tolo"]),
        ("Tanjung Sara", ["Tanjung Sari", "Tanjung Sare"]),
        ("Cendana Putih III", ["Cendana Putih II"]),
        ("Cendana Putih I", ["Cendana Putih II"]),
        ("Sumber Harum", ["Sumberbaru"]),
        ("Tolo", ["Tolo Utara"]),
        ("Suka", ["Sukamaju"]),
    ],
)
def test_unsafe_near_names_are_not_taken(text: str, names: list[str]) -> None:
    areas = [desa(f"1.1.1.{i}", name) for i, name in enumerate(names)]
    assert AreaIndex(areas).match_among(text, areas).area_code is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Karelaya", "Karelayu"),
        ("Biringkassi", "Biring Kassi"),
        ("Bulosibatang", "Bulusibatang"),
        ("Malangke Bar", "Malangke Barat"),
        ("1. DARMA", "Darma"),
        ("Cendana Putih 2", "Cendana Putih II"),
        ("Sangalla", "Sangalla'"),
    ],
)
def test_near_names_seen_in_real_files_are_taken(text: str, name: str) -> None:
    areas = [desa("1.1.1.1", name), desa("1.1.1.2", "Tirtomoyo")]
    assert AreaIndex(areas).match_among(text, areas).area_code == "1.1.1.1"


def test_a_desa_that_is_missing_from_its_kecamatan_is_never_taken_for_a_sibling() -> None:
    for area in DESA:
        siblings = [each for each in INDEX.desa_of(area.parent_code or "") if each is not area]
        assert INDEX.match_among(area.name, siblings).area_code is None


def test_a_desa_of_another_kecamatan_is_never_settled_in_this_one() -> None:
    for regency in ("73.04", "73.22"):
        for home in INDEX.kecamatan_of(regency):
            kids = INDEX.desa_of(home.code)
            own = {squeeze(area.name, Level.DESA) for area in kids}
            # BPS calls Tombolo in Kelara "Tombo-Tombolo", a name that Bangkala has as well
            own |= {
                squeeze(alias.alias, Level.DESA)
                for alias in MASTER.aliases
                if alias.area_code in {area.code for area in kids}
            }
            halves = {home.code, *INDEX.split_off_from(home.code)}
            for area in INDEX.desa_of(regency):
                if area.parent_code in halves or squeeze(area.name, Level.DESA) in own:
                    continue
                found = INDEX.match_place(INDEX.areas[regency].name, home.name, area.name)
                assert found.area_code == home.code and found.asked is Level.DESA


def test_a_near_name_is_asked_when_it_is_the_very_name_of_a_desa_next_door() -> None:
    areas = [
        kabupaten("1.1", "Contoh"),
        kecamatan("1.1.1", "Satu"),
        kecamatan("1.1.2", "Dua"),
        desa("1.1.1.1", "Bulusibatang"),
        desa("1.1.2.1", "Bulosibatang"),
    ]
    found = AreaIndex(areas).match_place("Contoh", "Satu", "Bulosibatang")
    assert found.asked is Level.DESA
    assert found.desa.candidates == ("1.1.1.1", "1.1.2.1")


# -- kabupaten -----------------------------------------------------------------------------

TWO_BEKASI = (
    kabupaten("32.16", "Bekasi"),
    kabupaten("32.75", "Bekasi", "kota"),
    kabupaten("33.27", "Pemalang"),
    kecamatan("32.16.01", "Tarumajaya"),
    kecamatan("32.75.01", "Bekasi Timur"),
    desa("32.16.01.2001", "Setia Asih"),
    desa("32.75.01.1001", "Margahayu"),
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KAB PEMALANG", "33.27"),
        ("Kabupaten Pemalang", "33.27"),
        ("KOTA BEKASI", "32.75"),
        ("KAB. BEKASI", "32.16"),
        ("KOTA PEMALANG", None),
        ("BEKASI", None),
        ("32.75", "32.75"),
        ("3216", "32.16"),
    ],
)
def test_kabupaten_and_kota_are_told_apart_only_by_what_is_written(
    text: str, code: str | None
) -> None:
    assert AreaIndex(TWO_BEKASI).match_kabupaten(text).area_code == code


def test_bekasi_alone_is_settled_by_its_kecamatan_and_desa() -> None:
    index = AreaIndex(TWO_BEKASI)
    assert index.match_place("BEKASI", "BEKASI TIMUR", "MARGAHAYU").area_code == "32.75.01.1001"
    asked = index.match_place("BEKASI", None, None)
    assert asked.asked is Level.KABUPATEN
    assert set(asked.kabupaten.candidates) == {"32.16", "32.75"}


def test_the_chosen_kabupaten_holds_where_the_row_names_none_or_an_unknown_one() -> None:
    for text in (None, "", "BELU"):
        found = INDEX.match_place(text, "Malangke", "Tandung", kabupaten_code="73.22")
        assert found.area_code == "73.22.01.2010"
    other = INDEX.match_place("JENEPONTO", "Tamalatea", "Turatea", kabupaten_code="73.22")
    assert other.area_code == "73.04.02.2009"


# -- without a kecamatan; splits -----------------------------------------------------------


def test_the_puskesmas_helps_only_where_a_desa_name_occurs_twice() -> None:
    hinted = INDEX.match_place("Luwu Utara", None, "Benteng", puskesmas="PKM MAPPEDECENG")
    assert hinted.area_code == "73.22.10.2006"
    elsewhere = INDEX.match_place("Luwu Utara", None, "Arusu", puskesmas="PKM MAPPEDECENG")
    assert elsewhere.area_code == "73.22.08.2004"


def test_a_puskesmas_of_the_master_is_found_and_places_a_desa() -> None:
    health_centre = Area("73.22.10.P1", "Kapidi", Level.PUSKESMAS, "73.22.10")
    index = INDEX.with_areas([health_centre])
    found = index.match_place("Luwu Utara", None, "Benteng", puskesmas="UPTD Puskesmas Kapidi")
    assert (found.puskesmas.area_code, found.area_code) == ("73.22.10.P1", "73.22.10.2006")


def test_every_desa_of_a_split_off_kecamatan_is_found_under_the_old_name() -> None:
    own_names = {
        split.from_code: {area.name for area in INDEX.desa_of(split.from_code)}
        for split in MASTER.splits
    }
    tried = 0
    for split in MASTER.splits:
        old = INDEX.areas[split.from_code].name.upper()
        for area in INDEX.desa_of(split.area_code):
            if area.name in own_names[split.from_code]:
                continue
            found = INDEX.match_place("LUWU UTARA", old, area.name.upper())
            assert (found.area_code, found.kecamatan.how) == (area.code, "split")
            assert found.kecamatan.area_code == split.area_code
            tried += 1
    assert tried > 25


def test_a_misspelt_desa_of_a_split_off_kecamatan_is_near_and_split() -> None:
    found = INDEX.match_place("LUWU UTARA", "SUKAMAJU", "MULYOREJA")
    assert (found.kecamatan.area_code, found.kecamatan.how) == ("73.22.13", "split")
    assert (found.desa.area_code, found.desa.how) == ("73.22.13.2001", "near")


def test_a_desa_of_both_halves_stays_with_the_kecamatan_that_is_written() -> None:
    areas = [
        kabupaten("1.1", "Contoh"),
        kecamatan("1.1.1", "Lama"),
        kecamatan("1.1.2", "Lama Selatan"),
        desa("1.1.1.1", "Kembar"),
        desa("1.1.2.1", "Kembar"),
    ]
    index = AreaIndex(areas, splits=[Split("1.1.2", "1.1.1")])
    assert index.match_place("Contoh", "Lama", "Kembar").area_code == "1.1.1.1"
    assert index.match_place("Contoh", "Lama Selatan", "Kembar").area_code == "1.1.2.1"


def test_an_unknown_desa_of_a_known_kecamatan_is_asked_with_candidates() -> None:
    found = INDEX.match_place("Jeneponto", "Tamalatea", "Karelayang Jaya")
    assert (found.kecamatan.area_code, found.asked) == ("73.04.02", Level.DESA)
    assert "73.04.02.2010" in found.desa.candidates


# -- a whole file --------------------------------------------------------------------------


def places_of(regency: str, *, with_kecamatan: bool = True) -> list[PlaceText]:
    return [
        PlaceText(
            None,
            INDEX.areas[area.parent_code or ""].name.upper() if with_kecamatan else None,
            None,
            area.name.upper(),
        )
        for area in INDEX.desa_of(regency)
    ]


@pytest.mark.parametrize("regency", ["73.04", "73.22"])
@pytest.mark.parametrize("with_kecamatan", [True, False])
def test_the_kabupaten_of_a_file_without_that_column_is_inferred(
    regency: str, with_kecamatan: bool
) -> None:
    places = places_of(regency, with_kecamatan=with_kecamatan)
    strange = [PlaceText(None, "Entah", None, f"Di Mana {i}") for i in range(len(places) // 5)]
    assert INDEX.infer_kabupaten(places) == regency
    assert INDEX.infer_kabupaten([*places, *strange]) == regency
    assert INDEX.infer_kabupaten([*places, *strange, *strange]) is None


def test_a_mixed_or_unknown_file_is_not_inferred() -> None:
    assert INDEX.infer_kabupaten([*places_of("73.04"), *places_of("73.22")]) is None
    assert INDEX.infer_kabupaten([PlaceText(None, "Atambua Barat", None, "Umanen")]) is None
    assert INDEX.infer_kabupaten([]) is None
    # Benteng is a desa of both regencies: nothing says which
    assert INDEX.infer_kabupaten([PlaceText(None, None, None, "Benteng")]) is None


# -- new areas -----------------------------------------------------------------------------

BELU = [
    PlaceText("BELU\u00a0", "ATAMBUA BARAT\u00a0", "UMANEN\u00a0", "UMANEN\u00a0"),
    PlaceText("BELU\u00a0", "ATAMBUA BARAT\u00a0", "UMANEN\u00a0", "BERDAO II\u00a0"),
    PlaceText("BELU\u00a0", "KEC. KAKULUK MESAK", "AINIBA", "Desa Dualaus"),
    PlaceText("Belu", "Atambua  Barat", "UMANEN", "umanen"),
]


def test_a_kabupaten_without_master_gets_provisional_areas() -> None:
    made = INDEX.new_areas(BELU)
    assert [(area.code, area.name, area.parent_code) for area in made] == [
        ("~01", "Belu", None),
        ("~01.~01", "Atambua Barat", "~01"),
        ("~01.~02", "Kakuluk Mesak", "~01"),
        ("~01.~01.~0001", "Berdao II", "~01.~01"),
        ("~01.~01.~0002", "Umanen", "~01.~01"),
        ("~01.~02.~0001", "Dualaus", "~01.~02"),
    ]
    assert all(area.provisional for area in made)
    index = INDEX.with_areas(made)
    assert [index.match_place(p.kabupaten, p.kecamatan, p.desa).area_code for p in BELU] == [
        "~01.~01.~0002",
        "~01.~01.~0001",
        "~01.~02.~0001",
        "~01.~01.~0002",
    ]
    assert index.new_areas(BELU) == []


def test_new_areas_do_not_depend_on_the_order_of_the_rows() -> None:
    for seed in range(5):
        shuffled = random.Random(seed).sample(BELU, len(BELU))
        assert INDEX.new_areas(shuffled) == INDEX.new_areas(BELU)


def test_a_second_file_adds_only_what_is_missing_and_keeps_the_numbers() -> None:
    index = INDEX.with_areas(INDEX.new_areas(BELU))
    more = index.new_areas([*BELU, PlaceText("BELU", "ATAMBUA BARAT", None, "BARDAO")])
    assert [(area.code, area.name) for area in more] == [("~01.~01.~0003", "Bardao")]


def test_a_given_code_is_the_new_kabupatens_code() -> None:
    made = INDEX.new_areas(BELU, "53.04")
    assert (made[0].code, made[0].name, made[0].provisional) == ("53.04", "Belu", False)
    assert {area.code for area in made[1:3]} == {"53.04.~01", "53.04.~02"}
    index = INDEX.with_areas(made)
    found = index.match_place("BELU", "ATAMBUA BARAT", "UMANEN", kabupaten_code="53.04")
    assert found.area_code == "53.04.~01.~0002"


def test_one_code_for_two_unknown_kabupaten_is_refused() -> None:
    two = [PlaceText("BELU", "A", None, "B"), PlaceText("MALAKA", "C", None, "D")]
    with pytest.raises(Refused) as refusal:
        INDEX.new_areas(two, "53.04")
    assert refusal.value.code == "several_kabupaten"
    assert len([a for a in INDEX.new_areas(two) if a.level is Level.KABUPATEN]) == 2


def test_a_kabupaten_of_the_province_without_desa_gets_its_desa_under_the_known_kecamatan() -> None:
    known = INDEX.kecamatan_of("73.17")[0]
    made = INDEX.new_areas([PlaceText("LUWU", known.name.upper(), None, "DESA CONTOH")])
    assert [(a.code, a.name, a.parent_code) for a in made] == [
        (f"{known.code}.~0001", "Contoh", known.code)
    ]


def test_desa_without_a_kecamatan_hang_under_one_that_says_so() -> None:
    places = [PlaceText("SEMARANG", None, None, "LOPETUM"), PlaceText("SEMARANG", "-", None, "ABO")]
    made = INDEX.new_areas(places)
    assert [(a.code, a.name) for a in made] == [
        ("~01", "Semarang"),
        ("~01.~00", "(tanpa kecamatan)"),
        ("~01.~00.~0001", "Abo"),
        ("~01.~00.~0002", "Lopetum"),
    ]
    assert INDEX.with_areas(made).match_place("SEMARANG", None, "ABO").area_code == "~01.~00.~0001"


def test_a_file_that_names_no_kabupaten_at_all() -> None:
    places = [PlaceText(None, None, None, "LOPETUM"), PlaceText(None, None, None, "ABO")]
    made = INDEX.new_areas(places)
    assert (made[0].code, made[0].name) == ("~00", "(tanpa kabupaten)")
    index = INDEX.with_areas(made)
    assert index.match_place(None, None, "Abo").area_code == "~00.~00.~0001"
    assert index.infer_kabupaten(places) == "~00"


def test_a_name_that_two_known_areas_bear_is_never_made_anew() -> None:
    assert INDEX.new_areas([PlaceText("Luwu Utara", None, None, "Benteng")]) == []
    index = AreaIndex(TWO_BEKASI)
    assert index.new_areas([PlaceText("BEKASI", None, None, None)]) == []


NAMES = st.sampled_from(
    [None, "", "-", "BELU", "Kab. Belu", "ATAMBUA", "Kec. Atambua", "UMANEN", "Desa Umanen",
     "LUWU UTARA", "SUKAMAJU", "Mulyorejo", "Benteng", "Malangke", "KOTA MAKASSAR", "~", "1"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES, NAMES, NAMES), max_size=8))
def test_after_new_areas_only_names_of_several_known_areas_are_asked(
    texts: list[tuple[str | None, ...]],
) -> None:
    made = INDEX.new_areas(texts)
    assert len({area.code for area in made}) == len(made)
    index = INDEX.with_areas(made)
    for kab, kec, _, des in texts:
        found = index.match_place(kab, kec, des)
        if found.asked is Level.DESA:
            assert len(found.desa.candidates) > 1
        else:
            assert found.asked is None or not any(map(clean_name, (kab, kec, des)))


# -- names ---------------------------------------------------------------------------------


def test_names_are_cleaned_and_written_as_the_master_does() -> None:
    assert clean_name("\u00a0ATAMBUA\u00a0\u00a0 BARAT\u200b ") == "ATAMBUA BARAT"
    assert title_case("KEC. ATAMBUA BARAT", Level.KECAMATAN) == "Atambua Barat"
    assert title_case("cendana putih ii", Level.DESA) == "Cendana Putih II"
    assert title_case("BONE-BONE", Level.KECAMATAN) == "Bone-Bone"
    assert title_case("McAlister", Level.DESA) == "McAlister"
    assert squeeze("Kec. Bone-Bone", Level.KECAMATAN) == "bonebone"
    assert squeeze("Kota Baru", Level.KECAMATAN) == "kotabaru"
    assert squeeze("Desa", Level.DESA) == "desa"
    assert (kind_in("KAB PEMALANG"), kind_in("Kota Bekasi"), kind_in("BEKASI")) == (
        "kabupaten",
        "kota",
        None,
    )
