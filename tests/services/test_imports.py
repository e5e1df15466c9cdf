"""Importing files: fates, linking, questions, areas, several files, undo."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emonev.core.scope import EVERYTHING, Scope
from emonev.errors import NoAccess, WrongCall
from emonev.services.import_result import FATES
from emonev.services.undo import preview_undo, undo
from tests.builders import EXPORT_HEADER, child
from tests.services.importing import Office, fates

AUGUST = {"measured_on": "2025-08-10"}


def test_a_new_file_is_all_new_and_again_all_unchanged(office: Office) -> None:
    rows = [child(i=n) for n in range(1, 6)]
    assert fates(office.upload(rows)) == {"new": 5}
    before = office.state()
    assert fates(office.upload(rows)) == {"unchanged": 5}
    after = office.state()
    assert after["measurement"] == before["measurement"]
    assert after["cube"] == before["cube"]


def test_a_corrected_value_is_updated_and_the_cube_follows(office: Office) -> None:
    office.upload([child(lenhei_cm=95.0, **AUGUST, birth_date="2022-08-10")])
    healthy = office.query("SELECT sum(numerator) FROM cube WHERE indicator = 'stunting'")
    again = office.upload([child(lenhei_cm=85.0, **AUGUST, birth_date="2022-08-10")])
    assert fates(again) == {"updated": 1}
    stunted = office.query(
        "SELECT sum(numerator) FROM cube WHERE indicator = 'stunting' AND rule = 'bulan'"
    )
    assert (healthy, stunted) == ([(0,)], [(1,)])


def test_the_last_of_two_rows_of_the_same_child_and_day_counts(office: Office) -> None:
    result = office.upload([child(weight_kg=10.0), child(weight_kg=10.5)])
    assert fates(result) == {"new": 1, "duplicate": 1}
    assert office.query("SELECT weight_kg FROM measurement") == [(10.5,)]
    assert result.sheets[0].issue_counts["baris_ganda"] == 1


def test_a_placeholder_nik_that_becomes_real_is_the_same_child(office: Office) -> None:
    office.upload([child(nik="9900000000000000", measured_on="2024-02-10")])
    office.upload([child(nik="9912345678901237", measured_on="2024-08-10")])
    assert office.query("SELECT count(*), count(DISTINCT child_id) FROM measurement") == [(2, 1)]


def test_the_same_nik_with_another_name_spelling_is_the_same_child(office: Office) -> None:
    office.upload([child(name="ANAK CONTOH A", measured_on="2024-02-10")])
    office.upload([child(name="CONTOH A ANAK", measured_on="2024-08-10")])
    assert office.query("SELECT count(DISTINCT child_id) FROM measurement") == [(1,)]


def test_two_real_nik_under_one_name_stay_two_children_and_are_listed(office: Office) -> None:
    office.upload([child(nik="9912345678901237")])
    result = office.upload([child(nik="9912345678905557")])
    assert office.query("SELECT count(DISTINCT child_id) FROM measurement") == [(2,)]
    assert result.sheets[0].issue_counts["mungkin_anak_sama"] == 1


def test_the_same_nik_with_another_birth_date_is_not_joined(office: Office) -> None:
    office.upload([child(birth_date="2022-03-15")])
    office.upload([child(birth_date="2022-03-16", measured_on="2024-08-10")])
    assert office.query("SELECT count(DISTINCT child_id) FROM measurement") == [(2,)]


def test_a_file_without_nik_and_names_goes_in_and_again_is_unchanged(office: Office) -> None:
    header = ["JK", "Tgl Lahir", "Kab/Kota", "Kec", "Desa/Kel", "Posyandu",
              "Tanggal Pengukuran", "Berat", "Tinggi"]  # fmt: skip
    twins = [child(i=1, weight_kg=11.0), child(i=2, weight_kg=11.4), child(i=3, sex="P")]
    path = office.file(twins, header=header)
    assert fates(office.take(path)[0]) == {"new": 3}
    assert fates(office.take(path)[0]) == {"unchanged": 3}
    assert office.query("SELECT bool_and(weak) FROM child") == [(True,)]


def test_a_column_the_file_lacks_erases_nothing(office: Office) -> None:
    office.upload([child(muac_cm=14.2)])
    header = ["NIK", "Nama", "JK", "Tgl Lahir", "Kab/Kota", "Kec", "Desa/Kel",
              "Tanggal Pengukuran", "Berat"]  # fmt: skip
    result = office.take(office.file([child(weight_kg=11.9)], header=header))[0]
    assert fates(result) == {"updated": 1}
    stored = office.query("SELECT weight_kg, muac_cm, posyandu IS NOT NULL FROM measurement")
    assert stored == [(11.9, 14.2, True)]


def test_an_unknown_desa_is_asked_and_its_rows_wait(office: Office) -> None:
    result = office.upload([child(i=1), child(i=2, desa="ENTAH DI MANA")])
    assert fates(result) == {"new": 1, "rejected": 1}
    (question,) = result.questions
    assert (question.kind, question.rows) == ("unknown_area", 1)
    assert not result.settled
    assert "wilayah_tidak_dikenal" in result.sheets[0].issue_counts


def test_an_answered_area_question_takes_the_rows(office: Office) -> None:
    path = office.file([child(i=1), child(i=2, desa="ENTAH DI MANA")])
    (question,) = office.take(path)[0].questions
    result = office.take(path, answers={question.subject: "73.22.01.2001"})[0]
    assert (fates(result), result.settled) == ({"new": 1, "unchanged": 1}, True)
    skipped = office.take(path, answers={question.subject: "lewati"})[0]
    assert fates(skipped) == {"unchanged": 1, "rejected": 1}


def test_rows_of_another_kabupaten_are_not_mixed_in_when_strict(office: Office) -> None:
    rows = [child(i=1), child(i=2, kabupaten="JENEPONTO", kecamatan="BINAMU", desa="BALANG")]
    result = office.upload(rows, kabupaten="73.22", strict=True)
    assert fates(result) == {"new": 1, "rejected": 1}
    assert result.sheets[0].issue_counts["kabupaten_lain"] == 1


def test_new_areas_make_a_kabupaten_that_has_no_master(office: Office) -> None:
    rows = [child(i=n, kabupaten="BELU", kecamatan="ATAMBUA", desa=f"DESA {n}") for n in (1, 2)]
    waiting = office.upload(rows)
    assert (waiting.batch, fates(waiting)) == (None, {"rejected": 2})
    taken = office.upload(rows, new_areas=True)
    assert fates(taken) == {"new": 2}
    assert "Belu" in taken.new_area_names
    assert fates(office.upload(rows, new_areas=True)) == {"unchanged": 2}


def test_an_unknown_kabupaten_is_one_question_for_all_its_rows(office: Office) -> None:
    rows = [child(i=n, kabupaten="ENTAH", desa=d) for n, d in ((1, "TOKKE"), (2, "TOLADA"))]
    (question,) = office.upload(rows).questions
    assert (question.subject, question.rows) == ("ENTAH / – / –", 2)
    assert "--new-areas" in question.text
    result = office.upload(rows, answers={question.subject: "73.22"})
    assert (fates(result), result.settled) == ({"new": 2}, True)
    assert office.query("SELECT count(DISTINCT area_code) FROM measurement") == [(2,)]


def test_a_row_without_its_kabupaten_belongs_to_the_only_one_named(office: Office) -> None:
    result = office.upload([child(i=1), child(i=2, kabupaten="")])
    assert (fates(result), result.settled) == ({"new": 2}, True)


def test_what_a_killed_import_left_is_swept_away_a_day_later(office: Office) -> None:
    for name, age_hours in (("unggah-lama", 30), ("unggah-baru", 1)):
        folder = office.home.work / name
        folder.mkdir(parents=True)
        then = time.time() - age_hours * 3600
        os.utime(folder, (then, then))
    office.upload([child()])
    assert [p.name for p in office.home.work.iterdir()] == ["unggah-baru"]


def test_a_row_that_names_no_place_at_all_is_asked(office: Office) -> None:
    nowhere = dict.fromkeys(("kabupaten", "kecamatan", "puskesmas", "desa"), "")
    result = office.upload([child(i=1), child(i=2, **nowhere)])
    assert (fates(result), len(result.questions)) == ({"new": 1, "rejected": 1}, 1)


def test_a_new_desa_may_be_called_by_a_number(office: Office) -> None:
    rows = [child(i=n, kabupaten="BELU", kecamatan="ATAMBUA", desa=f"DESA {n}") for n in (0, 1)]
    result = office.upload(rows, new_areas=True)
    assert (fates(result), result.settled) == ({"new": 2}, True)
    assert {"Desa 0", "Desa 1"} <= set(result.new_area_names)


def test_a_desa_name_of_two_kecamatan_is_asked_with_both(office: Office) -> None:
    rows = [child(i=1), child(i=2, kecamatan="", puskesmas="", desa="BENTENG", kabupaten="")]
    (question,) = office.upload(rows).questions
    assert set(question.options) == {"73.22.01.2003", "73.22.10.2006"}
    assert "Benteng (Malangke" in question.text


def test_area_places_a_file_without_area_columns(office: Office) -> None:
    header = ["NIK", "Nama", "JK", "Tgl Lahir", "Tanggal Pengukuran", "Berat", "Tinggi"]
    path = office.file([child()], header=header)
    waiting = office.take(path)[0]
    assert (waiting.batch, [q.kind for q in waiting.questions]) == (None, ["area_columns"])
    taken = office.take(path, area="73.22.01")[0]
    assert fates(taken) == {"new": 1}
    assert office.query("SELECT area_code, kecamatan_code, kabupaten_code FROM measurement") == [
        ("73.22.01", "73.22.01", "73.22")
    ]


def test_measured_on_dates_a_file_without_dates(office: Office) -> None:
    header = ["NIK", "Nama", "JK", "Tgl Lahir", "Kab/Kota", "Kec", "Desa/Kel", "Berat", "Tinggi"]
    path = office.file([child()], header=header)
    waiting = office.take(path)[0]
    assert [q.kind for q in waiting.questions] == ["measured_on"]
    office.take(path, measured_on=date(2025, 2, 12))
    assert office.query("SELECT measured_on FROM measurement") == [(date(2025, 2, 12),)]


def test_a_wrong_area_code_is_a_wrong_call(office: Office) -> None:
    with pytest.raises(WrongCall, match=r"73\.22\.99"):
        office.upload([child()], area="73.22.99")


def test_a_mapping_is_remembered_for_the_same_header_row(office: Office) -> None:
    header = [*EXPORT_HEADER]
    header[header.index("Berat")] = "Timbangan Pos"
    rows = [{**child(i=n), "Timbangan Pos": 11.5} for n in (1, 2)]
    path = office.file(rows[:1], header=header)
    office.take(path, mapping={"weight_kg": "Timbangan Pos"})
    assert fates(office.take(office.file(rows, header=header))[0]) == {"unchanged": 1, "new": 1}
    assert office.query("SELECT count(*) FROM measurement WHERE weight_kg = 11.5") == [(2,)]


def test_a_dry_run_tells_the_fates_and_stores_nothing(office: Office) -> None:
    result = office.upload([child()], dry_run=True)
    assert (fates(result), result.batch) == ({"new": 1}, None)
    assert office.query("SELECT count(*) FROM measurement") == [(0,)]
    assert office.query("SELECT count(*) FROM batch") == [(0,)]


def test_only_stunted_children_are_cases_and_refuse_a_prevalence(office: Office) -> None:
    rows = [
        child(i=n, label_haz="Pendek", lenhei_cm=80.0, birth_date="2022-08-10", **AUGUST)
        for n in range(1, 11)
    ]
    result = office.upload(rows)
    assert result.sheets[0].cases_only
    assert office.query("SELECT count(*) FROM cube WHERE indicator = 'stunting'") == [(0,)]
    full = [*rows, child(i=99, lenhei_cm=97.0, birth_date="2022-08-10", **AUGUST)]
    assert fates(office.upload(full)) == {"new": 1, "updated": 10}
    found = office.query(
        "SELECT sum(numerator), sum(denominator) FROM cube "
        "WHERE indicator = 'stunting' AND rule = 'bulan'"
    )
    assert found == [(10, 11)]


def test_several_files_are_one_transaction_each(office: Office) -> None:
    good = office.file([child(i=1)])
    bad = office.folder / "rusak.xlsx"
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    other = office.file([child(i=2)])
    told: list[tuple[int, int, str, str]] = []
    from emonev.services.import_result import ImportOptions
    from emonev.services.imports import import_files

    results = import_files(
        EVERYTHING, office.store, office.home, [good, bad, other], ImportOptions(),
        today=date(2026, 1, 5), progress=lambda *step: told.append(step),
    )  # fmt: skip
    assert [r.refused is None for r in results] == [True, False, True]
    assert office.query("SELECT count(*) FROM measurement") == [(2,)]
    assert [step[0] for step in told if step[3] == "selesai"] == [1, 2, 3]
    assert list(office.home.work.iterdir()) == []


def test_no_name_and_no_nik_is_stored_anywhere(office: Office) -> None:
    office.upload([child(name="RAHASIA SEKALI", nik="9955555555555557", parent="IBU RAHASIA")])
    office.store.close()
    for file in office.home.folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes().upper()
            assert b"RAHASIA" not in content
            assert b"9955555555555557" not in content
    office.store.__init__(office.home.database)  # type: ignore[misc]


def test_a_viewer_cannot_upload_for_another_kabupaten(office: Office) -> None:
    from emonev.services.import_result import ImportOptions
    from emonev.services.imports import import_files

    path = office.file([child()])
    stranger = Scope("operator", "73.04")
    with pytest.raises(NoAccess):
        import_files(stranger, office.store, office.home, [path],
                     ImportOptions(kabupaten="73.22"), today=date(2026, 1, 5))  # fmt: skip
    (result,) = import_files(
        stranger, office.store, office.home, [path], ImportOptions(), today=date(2026, 1, 5)
    )
    assert result.refused is not None
    assert (result.refused.code, fates(result)) == ("kabupaten_lain", {"rejected": 1})
    assert "LUWU UTARA" in result.refused.text
    assert office.query("SELECT count(*) FROM measurement") == [(0,)]


# --- undo


def test_undo_takes_out_what_was_new_and_gives_back_what_was_updated(office: Office) -> None:
    office.upload([child(i=1, weight_kg=10.0)])
    before = office.state()
    second = office.upload([child(i=1, weight_kg=11.0), child(i=2)])
    assert second.batch
    preview = preview_undo(EVERYTHING, office.store, second.batch)
    assert (preview.removed, preview.restored, preview.kept) == (1, 1, 0)
    undo(EVERYTHING, office.store, second.batch)
    assert office.state() == before


def test_undo_keeps_what_a_later_upload_wrote_over(office: Office) -> None:
    first = office.upload([child(weight_kg=10.0)])
    second = office.upload([child(weight_kg=11.0)])
    assert first.batch and second.batch
    assert preview_undo(EVERYTHING, office.store, first.batch).kept == 1
    undo(EVERYTHING, office.store, first.batch)
    assert office.query("SELECT weight_kg FROM measurement") == [(11.0,)]
    undo(EVERYTHING, office.store, second.batch)
    assert office.query("SELECT count(*) FROM measurement") == [(0,)]


def test_undo_leaves_what_a_later_upload_said_again(office: Office) -> None:
    first = office.upload([child(weight_kg=10.0)])
    again = office.upload([child(weight_kg=10.0)])
    assert first.batch and again.batch
    preview = preview_undo(EVERYTHING, office.store, first.batch)
    assert (preview.removed, preview.restored, preview.kept) == (0, 0, 1)
    undo(EVERYTHING, office.store, first.batch)
    assert office.query("SELECT weight_kg, batch_id FROM measurement") == [(10.0, again.batch)]
    undo(EVERYTHING, office.store, again.batch)
    assert office.query("SELECT count(*) FROM measurement") == [(0,)]


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_undoing_in_any_order_is_as_if_those_uploads_had_never_been(data: st.DataObject) -> None:
    """The slow twin: an empty store that takes only the uploads that were not undone."""
    weights = st.lists(st.sampled_from([10.0, 11.0, None]), min_size=2, max_size=2)
    uploads = data.draw(st.lists(weights, min_size=2, max_size=4))
    undone = data.draw(st.permutations(range(len(uploads))))
    undone = undone[: data.draw(st.integers(1, len(uploads)))]
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        office, twin = Office(Path(one)), Office(Path(two))
        batches = [office.upload(_weighed(weights)).batch for weights in uploads]
        for at in undone:
            batch = batches[at]
            if batch:
                undo(EVERYTHING, office.store, batch)
        for at, weights in enumerate(uploads):
            if at not in undone:
                twin.upload(_weighed(weights))
        asked = "SELECT birth_date, measured_on, weight_kg, zwei FROM measurement ORDER BY ALL"
        assert office.query(asked) == twin.query(asked)
        cube = "SELECT * FROM cube ORDER BY ALL"
        assert office.query(cube) == twin.query(cube)
        office.store.close()
        twin.store.close()


def _weighed(weights: list[float | None]) -> list[dict]:
    """A child per weight; None leaves the child out (one more keeps the file from being empty)."""
    told = [child(i=at, weight_kg=w) for at, w in enumerate(weights, 1) if w is not None]
    return [*told, child(i=9)]


def test_an_undone_batch_cannot_be_undone_again_and_its_file_is_new_again(office: Office) -> None:
    path = office.file([child()])
    batch = office.take(path)[0].batch
    assert batch
    undo(EVERYTHING, office.store, batch)
    with pytest.raises(WrongCall, match="sudah dibatalkan"):
        undo(EVERYTHING, office.store, batch)
    with pytest.raises(WrongCall, match="tidak ada"):
        undo(EVERYTHING, office.store, "99999-none")
    assert fates(office.take(path)[0]) == {"new": 1}


def test_undo_takes_back_provisional_areas(office: Office) -> None:
    rows = [child(kabupaten="BELU", kecamatan="ATAMBUA", desa="FATUBENAO")]
    batch = office.upload(rows, new_areas=True).batch
    assert batch
    undo(EVERYTHING, office.store, batch)
    assert office.query("SELECT count(*) FROM area WHERE provisional") == [(0,)]


# --- whatever is in the file, the fates sum to the rows read

WILD_ROW = st.builds(
    child,
    i=st.integers(1, 6),
    sex=st.sampled_from(["L", "P", "", "X", "laki-laki"]),
    birth_date=st.sampled_from(["2022-03-15", "15/03/2022", "", "kemarin", "2031-01-01"]),
    measured_on=st.sampled_from(["2025-08-10", "2025-08-11", "10/08/2025", "", "2019-01-01"]),
    weight_kg=st.sampled_from([10.2, "10,2", 9855, 0, 999.99, "berat", None]),
    lenhei_cm=st.sampled_from([82.1, "82,1", 821, 0, None]),
    desa=st.sampled_from(["TOKKE", "PATTIMANG", "ENTAH", "", None]),
)


FIXTURE = [HealthCheck.function_scoped_fixture]


@settings(max_examples=15, deadline=None, suppress_health_check=FIXTURE)
@given(rows=st.lists(WILD_ROW, min_size=1, max_size=12))
def test_fates_sum_to_the_rows_read_and_undo_restores(office: Office, rows: list[dict]) -> None:
    before = office.state()
    result = office.upload(rows)
    for sheet in result.sheets:
        assert sum(sheet.fates.get(f, 0) for f in FATES) == sheet.rows_read
    assert result.rows_read == len(rows) or result.refused is not None
    keys = office.query("SELECT count(*), count(DISTINCT (child_id, measured_on)) FROM measurement")
    assert keys[0][0] == keys[0][1]
    if result.batch:
        undo(EVERYTHING, office.store, result.batch)
    assert office.state() == before
