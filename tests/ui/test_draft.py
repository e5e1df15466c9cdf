"""An upload on its way: one refused file does not stop the others; pressing twice adds none."""

from __future__ import annotations

from pathlib import Path

from emonev.ui.draft import Draft
from emonev.ui.state import open_store
from tests.builders import child, workbook


def files(folder: Path) -> list[tuple[str, bytes]]:
    """One file of Luwu Utara, one of Jeneponto."""
    found = []
    places = ({}, {"kabupaten": "JENEPONTO", "kecamatan": "BINAMU", "desa": "EMPOANG"})
    for number, place in enumerate(places):
        inside = folder / str(number)
        inside.mkdir()
        path = workbook(inside, [child(i=10 * number + at, **place) for at in range(3)])
        found.append((f"berkas {number}.xlsx", path.read_bytes()))
    return found


def test_a_file_of_another_kabupaten_is_refused_and_the_others_go_on(
    empty_home: Path, tmp_path: Path
) -> None:
    open_store()
    draft = Draft(kabupaten="73.22")
    draft.take_all(files(tmp_path))
    draft.examine(None)
    own, other = draft.results.values()
    assert own.refused is None
    assert own.rows_read == 3
    assert other.refused is not None
    assert "JENEPONTO" in other.refused.text
    assert "akun" not in other.refused.text
    draft.save(lambda *_: None)
    assert [bool(result.batch) for result in draft.saved] == [True, False]


def test_the_same_files_taken_again_stand_there_once(empty_home: Path, tmp_path: Path) -> None:
    open_store()
    draft = Draft(kabupaten="73.22")
    given = files(tmp_path)
    draft.take_all(given)
    first = draft.folder
    draft.examine(None)
    draft.take_all(given)
    draft.examine(None)
    assert [path.name for path in draft.files] == ["berkas 0.xlsx", "berkas 1.xlsx"]
    assert len(draft.results) == 2
    assert first is not None
    assert not first.exists()
