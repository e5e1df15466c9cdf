"""The contract of the command line: exit codes, one JSON document, its keys."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import EXPORT_HEADER, child, workbook
from tests.cli.commands import PROJECT, emonev

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


def test_import_answers_with_fates_columns_and_batch(tmp_path: Path) -> None:
    rows = [child(i=1), child(i=2, Catatan="titip")]
    book = workbook(tmp_path, rows, header=[*EXPORT_HEADER, "Catatan"], name="satu")
    answer = emonev("import", book, "--home", tmp_path / "rumah")
    assert answer.code == 0
    (file,) = answer.document["files"]
    assert set(file) >= {"file", "kind", "container", "encoding", "sheets", "questions", "batch",
                         "refused"}  # fmt: skip
    assert (file["kind"], file["container"], file["refused"]) == ("by_name", "xlsx", None)
    (sheet,) = file["sheets"]
    assert set(sheet) >= {"name", "header_row", "rows_read", "new", "updated", "unchanged",
                          "duplicate", "rejected", "issues", "columns"}  # fmt: skip
    assert (sheet["rows_read"], sheet["new"], sheet["header_row"]) == (2, 2, 2)
    assert sheet["columns"]["Berat"] == "weight_kg"
    assert sheet["columns"]["Catatan"] is None
    assert file["batch"]


def test_undo_and_import_again(tmp_path: Path) -> None:
    book = workbook(tmp_path, [child()], name="satu")
    home = ("--home", tmp_path / "rumah")
    batch = emonev("import", book, *home).document["files"][0]["batch"]
    assert emonev("undo", batch, *home).document["removed"] == 1
    assert emonev("undo", batch, *home).code == 2
    assert emonev("import", book, *home).document["files"][0]["sheets"][0]["new"] == 1


def test_a_bad_file_among_good_ones_is_exit_three(tmp_path: Path) -> None:
    good = workbook(tmp_path, [child()], name="baik")
    bad = tmp_path / "gambar.xlsx"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    answer = emonev("import", good, bad, tmp_path / "tiada.xlsx", "--home", tmp_path / "rumah")
    assert answer.code == 3
    assert [bool(f["refused"]) for f in answer.document["files"]] == [False, True, True]


def test_an_open_question_is_exit_three(tmp_path: Path) -> None:
    book = workbook(tmp_path, [child(kabupaten="BELU", kecamatan="X", desa="Y")], name="jauh")
    answer = emonev("import", book, "--home", tmp_path / "rumah")
    assert answer.code == 3
    assert answer.document["files"][0]["questions"][0]["kind"] == "unknown_area"
    assert answer.document["files"][0]["batch"] is None


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("terbang",),
        ("import",),
        ("import", "a.xlsx", "--measured-on", "kemarin"),
        ("import", "a.xlsx", "--map", "tanpa-tanda"),
        ("import", "a.xlsx", "--kabupaten", "99.99"),
        ("indicators", "--level", "kecamatan", "--period", "dulu"),
        ("indicators", "--level", "planet", "--period", "2025"),
        ("indicators", "--level", "kecamatan", "--period", "2025", "--indicator", "tinggi_hati"),
        ("undo", "00009-none"),
        ("restore", "tiada.zip"),
        ("areas", "import", "tiada.csv"),
        ("boundaries", "import", "tiada.geojson"),
        ("zscore", "tiada.csv", "keluar.csv"),
    ],
)
def test_a_wrong_call_is_exit_two_with_an_error(tmp_path: Path, words: tuple[str, ...]) -> None:
    book = workbook(tmp_path, [child()], name="a")
    filled = [str(book) if w == "a.xlsx" else w for w in words]
    answer = emonev(*filled, "--home", tmp_path / "rumah")
    assert answer.code == 2
    assert set(answer.document) == {"error"}
    assert "Traceback" not in answer.errors


def test_home_and_json_are_understood_before_the_command_too(tmp_path: Path) -> None:
    book = workbook(tmp_path, [child()], name="satu")
    assert emonev("--home", tmp_path / "rumah", "import", book).code == 0
    assert (tmp_path / "rumah" / "emonev.duckdb").exists()


def test_a_store_another_process_holds_is_exit_one(tmp_path: Path) -> None:
    from emonev.store.store import Store

    book = workbook(tmp_path, [child()], name="satu")
    held = Store(tmp_path / "rumah" / "emonev.duckdb")
    try:
        answer = emonev("import", book, "--home", tmp_path / "rumah")
    finally:
        held.close()
    assert answer.code == 1
    assert "sedang dipakai" in answer.document["error"]


def test_indicators_answer_with_every_key_of_the_contract(tmp_path: Path) -> None:
    rows = [child(i=n, measured_on="2025-08-10", lenhei_cm=80 + n) for n in range(1, 5)]
    home = ("--home", tmp_path / "rumah")
    emonev("import", workbook(tmp_path, rows, name="satu"), *home)
    answer = emonev("indicators", "--indicator", "stunting", "--level", "kecamatan",
                    "--area", "73.22", "--period", "2025-08", *home)  # fmt: skip
    assert answer.code == 0
    found = {row["area"]: row for row in answer.document["rows"]}
    assert len(found) == 15
    row = found["Malangke"]
    assert list(row) == [
        "area_code", "area", "indicator", "period", "rule", "source", "numerator", "denominator",
        "value", "ci_low", "ci_high", "target", "status", "suppressed",
    ]  # fmt: skip
    assert (row["area_code"], row["rule"], row["denominator"]) == ("73.22.01", "gelombang", 4)
    assert row["value"] == pytest.approx(row["numerator"] / row["denominator"])
    assert found["Seko"]["value"] is None


def test_backup_and_restore_carry_the_key_so_that_children_stay_linked(tmp_path: Path) -> None:
    book = workbook(tmp_path, [child()], name="satu")
    emonev("import", book, "--home", tmp_path / "lama")
    assert emonev("backup", tmp_path / "c.zip", "--home", tmp_path / "lama").code == 0
    restored = emonev("restore", tmp_path / "c.zip", "--home", tmp_path / "baru")
    assert (restored.code, restored.document["measurements"]) == (0, 1)
    again = emonev("import", book, "--home", tmp_path / "baru").document["files"][0]
    assert again["sheets"][0]["unchanged"] == 1
    (tmp_path / "palsu.zip").write_bytes(b"bukan zip")
    assert emonev("restore", tmp_path / "palsu.zip", "--home", tmp_path / "baru").code == 3


def test_zscore_from_file_to_file(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(
        "id,sex,age_days,weight_kg,lenhei_cm,measure,muac_cm,headc_cm,oedema\n"
        "007,m,365,9.6,75.7,l,,,n\n,f,,,,,,,\n",
        encoding="utf-8",
    )
    assert emonev("zscore", source, tmp_path / "out.csv").document["rows"] == 2
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("zlen,zwei,zwfl,zbmi,zac,zhc,flen,fwei,fwfl,fbmi,fac,fhc")
    assert lines[1].startswith("007,m,365,")


BY_NAME = {
    "01_eppgbm_raw_export_belu_2022-08.xls": (1644, ("--new-areas",)),
    "03_eppgbm_stunting_only_ttu_2022-02.xlsx": (311, ("--new-areas",)),
    "05_semicolon_decimalcomma_bom_2258.csv": (2258, ("--area", "73.22.01")),
    "07_snakecase_semarang_twodigit_year.csv": (
        None, ("--measured-on", "2023-02-15", "--new-areas", "--kabupaten", "33.74"),
    ),
    "10_constructed_html_eppgbm_export.xls": (300, ("--new-areas",)),
}  # fmt: skip


@pytest.mark.parametrize("name", BY_NAME)
def test_every_by_name_sample_goes_in_with_every_row_accounted_for(
    tmp_path: Path, name: str
) -> None:
    if not (SAMPLES / name).exists():
        pytest.skip(f"contoh berkas {name} tidak ada di sini")
    expected, options = BY_NAME[name]
    home = ("--home", tmp_path / "rumah")
    answer = emonev("import", SAMPLES / name, *options, *home)
    (sheet,) = answer.document["files"][0]["sheets"]
    read = sheet["rows_read"]
    fates = [sheet[f] for f in ("new", "updated", "unchanged", "duplicate", "rejected")]
    assert sum(fates) == read
    assert expected in (None, read)
    assert sheet["rejected"] < 0.05 * read
    assert answer.code == 0
    again = emonev("import", SAMPLES / name, *options, *home).document["files"][0]["sheets"][0]
    assert (again["new"], again["updated"]) == (0, 0)
    assert again["unchanged"] == sheet["new"]


def test_sample_one_explains_every_difference_from_its_own_labels(tmp_path: Path) -> None:
    name = "01_eppgbm_raw_export_belu_2022-08.xls"
    if not (SAMPLES / name).exists():
        pytest.skip(f"contoh berkas {name} tidak ada di sini")
    answer = emonev("import", SAMPLES / name, "--new-areas", "--home", tmp_path / "rumah")
    (file,) = answer.document["files"]
    gained = [d for d in file["differences"] if d["stunted"] and not d["label_stunted"]]
    lost = [d for d in file["differences"] if d["label_stunted"] and not d["stunted"]]
    labels = file["labels"]
    assert labels["stunted"] - labels["label_stunted"] == len(gained) - len(lost)
    # Measured on the genuine export: the hidden position was used in 89 of 1,644 rows.
    assert {d["cause"] for d in file["differences"]} == {"posisi"}
    assert len(file["differences"]) == 89


def test_the_import_command_loads_no_heavy_library(tmp_path: Path) -> None:
    book = workbook(tmp_path, [child()], name="satu")
    script = (
        "import sys; from emonev.cli.main import main; "
        f"code = main(['import', {str(book)!r}, '--home', {str(tmp_path / 'rumah')!r}]); "
        "heavy = {'pandas', 'geopandas', 'streamlit', 'plotly'} & set(sys.modules); "
        "sys.exit(f'{code} {heavy}' if code or heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8",
        cwd=PROJECT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
