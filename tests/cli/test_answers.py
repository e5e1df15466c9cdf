"""``import --answer`` and ``--period``: what goes where, and what is refused."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

from emonev.cli.imports import answers_of
from emonev.errors import WrongCall
from tests.builders import EXPORT_HEADER, child, workbook
from tests.cli.commands import emonev


def test_answers_are_sorted_by_what_they_are_about() -> None:
    said = answers_of(
        ["– / KARELAYA / –=73.04.01", "Puskesmas Sukamaju=lewati", "row=desa",
         "BBLR!col:L = P=ignore", "Data 2024!period=2024-08", "period=2025",
         "day_month_order=dmy", "measured_on=2025-08-12"]
    )  # fmt: skip
    assert said.areas == {"– / KARELAYA / –": "73.04.01", "Puskesmas Sukamaju": "lewati"}
    assert said.tables == {
        "*": {"row": "desa"}, "BBLR": {"col:L = P": "ignore"}, "Data 2024": {"period": "2024-08"}
    }  # fmt: skip
    assert (said.period, said.day_month_order) == ("2025", "dmy")
    assert said.measured_on == date(2025, 8, 12)


def test_units_and_position_are_said_for_the_whole_file() -> None:
    said = answers_of(["unit:weight_kg=g", "unit:lenhei_cm=m", "position=l"])
    assert said.units == {"weight_kg": "g", "lenhei_cm": "m"}
    assert said.position == "l"
    assert answers_of(["position=Terlentang"]).position == "l"
    assert answers_of(["position=berdiri"]).position == "h"
    assert not said.tables


@pytest.mark.parametrize(
    "text",
    ["row", "=desa", "row=", "day_month_order=ymd", "A!period=Agustus", "measured_on=x",
     "unit:weight_kg=cm", "unit:berat=g", "unit:lenhei_cm=ons", "position=lying",
     "A!unit:weight_kg=g", "A!position=l"],
)  # fmt: skip
def test_what_cannot_be_understood_is_a_wrong_call(text: str) -> None:
    with pytest.raises(WrongCall):
        answers_of([text])


def test_a_zip_goes_in_by_the_command_line(tmp_path: Path) -> None:
    archive = tmp_path / "kiriman.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for number, kecamatan in enumerate(("MALANGKE", "MASAMBA")):
            book = workbook(
                tmp_path / str(number), [[kecamatan, 7, 70]],
                header=["Kecamatan", "Stunting", "Balita diukur"], above=(), sheet="Agustus 2025",
            )  # fmt: skip
            packed.write(book, f"PKM {number}/data.xlsx")
        packed.writestr("surat.docx", b"x")
    done = emonev("import", str(archive), "--kabupaten", "73.22", "--home", tmp_path / "rumah")
    assert [one["sheets"][0]["new"] for one in done.document["files"]] == [1, 1]
    assert [one["name"] for one in done.document["left_out"]] == ["kiriman.zip: surat.docx"]
    assert done.code == 3, "something was left out"
    assert not list((tmp_path / "rumah").rglob("data.xlsx")), "names stay nowhere"


def test_a_table_goes_in_by_the_command_line(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, [["MALANGKE", 7], ["MASAMBA", 0]], header=["Wilayah", "Stunting"], above=(),
        sheet="Sheet1",
    )  # fmt: skip
    home = tmp_path / "rumah"
    asked = emonev("import", str(path), "--kabupaten", "73.22", "--home", home)
    assert asked.code == 3
    (result,) = asked.document["files"]
    assert {q["kind"] for q in result["questions"]} == {"row_meaning", "period"}
    done = emonev(
        "import", str(path), "--kabupaten", "73.22", "--period", "2024-08",
        "--answer", "row=kecamatan", "--home", home,
    )  # fmt: skip
    assert done.code == 0
    (sheet,) = done.document["files"][0]["sheets"]
    assert (sheet["kind"], sheet["new"], sheet["rejected"]) == ("long", 2, 0)
    wrong = emonev("import", str(path), "--period", "Agustus", "--home", home)
    assert wrong.code == 2


def test_a_unit_and_a_position_go_in_by_the_command_line(tmp_path: Path) -> None:
    header = [name for name in EXPORT_HEADER if name != "Cara Ukur"]
    rows = [child(i=i, weight_kg=90 + i) for i in range(1, 13)]
    path, home = workbook(tmp_path, rows, header=header), tmp_path / "rumah"
    asked = emonev("import", str(path), "--home", home)
    assert asked.code == 3
    ((question,),) = [one["questions"] for one in asked.document["files"]]
    assert (question["kind"], question["subject"]) == ("column_unit", "weight_kg")
    assert question["options"] == ["ons"]
    done = emonev(
        "import", str(path), "--home", home, "--answer", "unit:weight_kg=ons",
        "--answer", "position=l",
    )  # fmt: skip
    assert done.code == 0
    (sheet,) = done.document["files"][0]["sheets"]
    assert (sheet["updated"], sheet["rejected"]) == (12, 0)
    assert emonev("import", str(path), "--home", home, "--answer", "unit:weight_kg=cm").code == 2
