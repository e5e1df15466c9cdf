"""Templates of documents: ours until the office gives its own, which must be fillable."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from emonev.core.scope import Scope, local
from emonev.errors import NoAccess, Refused, WrongCall
from emonev.reports.docx import render_docx
from emonev.services.document_templates import (
    KINDS,
    drop_template,
    fill,
    is_own,
    put_template,
    template,
)
from emonev.services.minutes_values import PLACEHOLDERS, sample
from emonev.store.home import Home
from tests.reports.test_docx import template as word
from tests.reports.test_docx import text_of

OFFICE = local("73.22")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_our_templates_can_be_filled_with_the_example(tmp_path: Path, kind) -> None:
    said = text_of(fill(Home(tmp_path), kind.key, sample()))
    assert kind.title.upper() in said and "Rapat koordinasi stunting" in said
    assert "DATA CONTOH" in said and "{{" not in said and "{%" not in said
    # It can be given back as it is: taken out, edited, put in.
    put_template(OFFICE, Home(tmp_path), kind.key, template(Home(tmp_path), kind.key))
    assert is_own(Home(tmp_path), kind.key)


def test_the_offices_own_template_is_used_until_it_is_dropped(tmp_path: Path) -> None:
    home = Home(tmp_path)
    put_template(OFFICE, home, "notula", word("Milik kantor: {{ judul }}"))
    assert is_own(home, "notula") and not is_own(home, "daftar_hadir")
    assert "Milik kantor: Rapat" in text_of(fill(home, "notula", sample()))
    assert [path.name for path in home.templates.iterdir()] == ["notula.docx"]
    drop_template(OFFICE, home, "notula")
    drop_template(OFFICE, home, "notula")
    assert not is_own(home, "notula")
    assert "Milik kantor" not in text_of(fill(home, "notula", sample()))


def test_a_broken_template_changes_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path)
    put_template(OFFICE, home, "notula", word("Pertama {{ judul }}"))
    for wrong in (word("{{ judull }}"), b"bukan word"):
        with pytest.raises(Refused):
            put_template(OFFICE, home, "notula", wrong)
    assert "Pertama" in text_of(fill(home, "notula", sample()))


def test_who_may_change_a_template(tmp_path: Path) -> None:
    home = Home(tmp_path)
    for scope in (local("73.22.01"), Scope("publik", "73.22")):
        with pytest.raises(NoAccess):
            put_template(scope, home, "notula", word("{{ judul }}"))
        with pytest.raises(NoAccess):
            drop_template(scope, home, "notula")
    with pytest.raises(WrongCall):
        put_template(OFFICE, home, "../notula", word("{{ judul }}"))
    assert not home.templates.exists()


def test_every_placeholder_of_the_list_can_be_used() -> None:
    assert len({one.name for one in PLACEHOLDERS}) == len(PLACEHOLDERS)
    assert set(sample()) == {one.name for one in PLACEHOLDERS}
    document = Document()
    for one in PLACEHOLDERS:
        inside = " ".join(f"{{{{ x.{name} }}}}" for name, _ in one.parts)
        line = f"{{% for x in {one.name} %}}{inside}{{% endfor %}}" if one.parts else (
            f"{{{{ {one.name} }}}}"
        )  # fmt: skip
        document.add_paragraph(line)
    made = BytesIO()
    document.save(made)
    said = text_of(render_docx(made.getvalue(), sample()))
    assert "penanggung jawab" in said and "dua puluh delapan" in said
