"""The office's own PowerPoint template: taken after it was tried, remembered, given back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.util import Inches

from emonev.core.scope import EVERYTHING, Scope
from emonev.errors import NoAccess, Refused
from emonev.services.slide_template import (
    drop_slide_template,
    put_slide_template,
    slide_template,
)
from emonev.store.home import Home


def presentation(width: float = 10) -> bytes:
    made = Presentation()
    made.slide_width = Inches(width)
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def with_part(content: bytes, name: str) -> bytes:
    held = BytesIO(content)
    with ZipFile(held, "a") as archive:
        archive.writestr(name, b"x")
    return held.getvalue()


def test_a_template_is_remembered_and_given_back(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert slide_template(home) is None
    put_slide_template(EVERYTHING, home, presentation(11))
    path = slide_template(home)
    assert path is not None and Presentation(str(path)).slide_width == Inches(11)
    assert [one.name for one in home.templates.iterdir()] == [path.name]
    drop_slide_template(EVERYTHING, home)
    assert slide_template(home) is None


@pytest.mark.parametrize(
    "content",
    [b"bukan zip", b"", with_part(presentation(), "ppt/vbaProject.bin"), presentation()[:2000]],
    ids=["no zip", "empty", "macros", "cut off"],
)
def test_what_is_no_template_is_refused_and_the_old_one_stays(
    tmp_path: Path, content: bytes
) -> None:
    home = Home(tmp_path)
    put_slide_template(EVERYTHING, home, presentation())
    before = [(one.name, one.read_bytes()) for one in home.templates.iterdir()]
    with pytest.raises(Refused):
        put_slide_template(EVERYTHING, home, content)
    assert [(one.name, one.read_bytes()) for one in home.templates.iterdir()] == before


def test_one_kecamatan_does_not_change_it_for_all(tmp_path: Path) -> None:
    with pytest.raises(NoAccess):
        put_slide_template(Scope("lokal", "73.22.01"), Home(tmp_path), presentation())
    with pytest.raises(NoAccess):
        drop_slide_template(Scope("publik", "73.22"), Home(tmp_path))
