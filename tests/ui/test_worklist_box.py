"""The box on the page: counts stay in the session, names only in what is downloaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from emonev.core.scope import local
from emonev.errors import EmonevError, Refused
from emonev.services.import_result import ImportOptions
from emonev.store.home import home
from emonev.ui import worklist_box
from emonev.ui.worklist_box import content, count
from tests.builders import child, workbook
from tests.ui.conftest import texts

KAB = "73.22"
NAME = "TERCARI DI LAYAR"


@pytest.fixture
def by_name(tmp_path: Path) -> Path:
    rows = [child(i=1, name=NAME, lenhei_cm=76, age_text=""), child(i=2, age_text="")]
    return workbook(tmp_path / "pilihan", rows, name="malangke")


def page(path: Path) -> AppTest:
    def script(path: str) -> None:
        from pathlib import Path

        from emonev.ui.worklist_box import worklist_box

        worklist_box(Path(path), "malangke.xlsx", "73.22")

    return AppTest.from_function(script, kwargs={"path": str(path)}, default_timeout=60).run()


def test_the_box_says_what_happens_to_names_and_counts_after_the_press(
    empty_home: Path, by_name: Path
) -> None:
    app = page(by_name)
    assert not app.exception
    assert "tidak disimpan" in texts(app) and "jangan" in texts(app).lower()
    assert not app.dataframe
    app.button[0].click().run()
    assert not app.exception and "Agustus 2024" in texts(app)
    table = app.dataframe[0].value
    counts = dict(zip(table["Daftar"], table["Anak"], strict=True))
    assert counts["– Baru tercatat"] == "1"
    assert [button.proto.label for button in app.get("download_button")] == [
        "Unduh Excel", "Unduh PDF",
    ]  # fmt: skip
    kept = repr(app.session_state[worklist_box._KEY])
    assert NAME not in kept and "Baru tercatat" in kept


def test_a_file_that_is_no_by_name_file_is_refused_in_words(
    empty_home: Path, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "x", [["a", 1], ["b", 2]], header=["Desa", "Jumlah"])
    app = page(path)
    app.button[0].click().run()
    assert not app.exception and app.error and not app.dataframe


@pytest.mark.parametrize(("suffix", "magic"), [(".xlsx", b"PK"), (".pdf", b"%PDF-")])
def test_the_download_is_made_on_the_click_and_leaves_nothing(
    empty_home: Path, by_name: Path, suffix: str, magic: bytes
) -> None:
    made = content(local(KAB), by_name, "malangke.xlsx", ImportOptions(kabupaten=KAB), suffix)
    assert made.startswith(magic)
    assert list(home().work.iterdir()) == []


def test_an_unforeseen_failure_says_nothing_of_the_file(
    empty_home: Path, by_name: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError(f"baris {NAME}")

    monkeypatch.setattr(worklist_box, "write_worklist", broken)
    with pytest.raises(EmonevError) as caught:
        content(local(KAB), by_name, "malangke.xlsx", ImportOptions(), ".pdf")
    assert NAME not in str(caught.value) and caught.value.__cause__ is None
    assert list(home().work.iterdir()) == []


def test_a_file_that_is_gone_is_a_refusal(empty_home: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        count(local(KAB), tmp_path / "tiada.xlsx", ImportOptions(), lambda *_: None)
