"""Titles and texts of changes: groups, never ranks."""

from __future__ import annotations

from emonev.services.grouping import change_text, group_title, groups_title


def test_the_title_tells_three_groups() -> None:
    counts = {"turun_jelas": 3, "naik_jelas": 1, "belum_dapat_dibedakan": 11}
    assert groups_title(counts, "kecamatan") == (
        "Turun jelas di 3, naik jelas di 1, belum dapat dibedakan di 11 kecamatan"
    )


def test_what_cannot_be_compared_stands_behind() -> None:
    assert groups_title({"turun_jelas": 3, "tidak_sebanding": 2}, "kecamatan") == (
        "Turun jelas di 3 kecamatan; 2 tidak sebanding"
    )
    assert groups_title({"tidak_sebanding": 4, "tidak_dapat_diuji": 1}, "desa") == (
        "4 desa tidak sebanding; 1 desa perubahan tidak dapat diuji"
    )
    assert groups_title({}, "desa") == ""


def test_one_change_in_words() -> None:
    assert change_text("turun_jelas", -0.013, "Agu 2024").replace("\u00a0", " ") == (
        "turun jelas, −1,3 persen poin sejak Agu 2024"
    )
    assert change_text("belum_dapat_dibedakan", 0.004, "Agu 2024").replace("\u00a0", " ") == (
        "belum dapat dibedakan (+0,4 persen poin sejak Agu 2024)"
    )
    assert change_text("tidak_sebanding", None, "Agu 2024", "cakupan Feb di bawah 80 %") == (
        "tidak sebanding dengan Agu 2024: cakupan Feb di bawah 80 %"
    )
    assert change_text("turun_jelas", None, "Agu 2024") == "turun jelas"
    assert group_title("naik_jelas", 1) == "Naik jelas (1)"
