"""A Word document from a template: ``{{ placeholders }}`` filled in a sandbox, texts inert.

The template may be an office's own file, so it is looked at before it is opened: no macros, nothing
fetched from elsewhere, no archive that swells. A placeholder nobody fills is an error, not a gap.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from emonev.errors import Refused

MOST_BYTES = 5_000_000
MOST_UNPACKED = 50_000_000
MOST_PARTS = 500

DOCUMENT = "word/document.xml"
OUTSIDE = re.compile(rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>")
LINK = b"/relationships/hyperlink"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
NAME = re.compile(r"'([^']+)'(?: is undefined)?$")
TAGS = re.compile(r"\{[{%#].*?[}%#]\}")

FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "title", "upper")
"""What a template may do to a value."""

NOT_WORD = "Templat bukan berkas Word (.docx) yang dapat dibaca."
TOO_LARGE = "Templat terlalu besar."
MACROS = "Templat memuat makro."
FETCHES = "Templat mengambil isi dari luar berkasnya (gambar atau templat tertaut)."
UNKNOWN = "Templat memakai isian yang tidak dikenal: {names}."
BROKEN = "Isian pada templat tertulis salah{near}: {reason}."
FORBIDDEN = "Templat memakai perintah yang tidak diizinkan."
SAVE_AGAIN = "Simpan sebagai .docx biasa, lalu unggah lagi."
EMBED = "Sisipkan gambarnya ke dalam berkas, lalu unggah lagi."
SEE_LIST = "Bandingkan dengan daftar isian, perbaiki, lalu unggah lagi."


def render_docx(template: bytes, values: Mapping[str, Any]) -> bytes:
    """``template`` (the bytes of a .docx) filled with ``values``: texts, flags, lists of mappings.

    Raises Refused ("templat_salah") in words that name the placeholder.
    """
    _looked_at(template)
    environment = _environment()
    try:
        document = DocxTemplate(BytesIO(template))
        unknown = document.get_undeclared_template_variables(environment, dict(values))
        if unknown:
            raise _refused(UNKNOWN.format(names=_listed(sorted(unknown))), SEE_LIST)
        document.render(_inert(values), environment)
        made = BytesIO()
        document.save(made)
    except UndefinedError as error:
        raise _refused(UNKNOWN.format(names=_listed([_missing(error)])), SEE_LIST) from error
    except SecurityError as error:
        raise _refused(FORBIDDEN, SEE_LIST) from error
    except TemplateSyntaxError as error:
        said = BROKEN.format(near=_near(error), reason=str(error.message or "").rstrip("."))
        raise _refused(said, SEE_LIST) from error
    except (TemplateError, TypeError, ValueError, KeyError, OverflowError) as error:
        raise _refused(BROKEN.format(near="", reason=type(error).__name__), SEE_LIST) from error
    except (AttributeError, BadZipFile, etree.LxmlError, OSError) as error:
        raise _refused(NOT_WORD, SAVE_AGAIN) from error
    return made.getvalue()


class Sandbox(SandboxedEnvironment):
    """Fills, repeats and leaves out; calls nothing and computes nothing.

    A function or an operator could ask for a text of a billion letters.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Never. Raises SecurityError."""
        raise SecurityError(operator)

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is called."""
        return False


def _environment() -> SandboxedEnvironment:
    # The templates hold no HTML, but XML escapes the same five characters.
    made = Sandbox(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    return made


def _looked_at(template: bytes) -> None:
    """Raises Refused for what must not even be opened."""
    if len(template) > MOST_BYTES:
        raise _refused(TOO_LARGE, SAVE_AGAIN)
    try:
        with ZipFile(BytesIO(template)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
                raise _refused(TOO_LARGE, SAVE_AGAIN)
            names = {one.filename for one in parts}
            if DOCUMENT not in names:
                raise _refused(NOT_WORD, SAVE_AGAIN)
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise _refused(MACROS, SAVE_AGAIN)
            for name in names:
                if name.endswith(".rels") and _fetches(archive.read(name)):
                    raise _refused(FETCHES, EMBED)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise _refused(NOT_WORD, SAVE_AGAIN) from error


def _fetches(relationships: bytes) -> bool:
    """Opening the document would ask another address; a link to click does not."""
    return any(LINK not in one for one in OUTSIDE.findall(relationships))


def _inert(value: Any) -> Any:
    """The values with every character XML cannot hold taken out of the texts."""
    if isinstance(value, str):
        return CONTROL.sub("", value)
    if isinstance(value, Mapping):
        return {key: _inert(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_inert(one) for one in value]
    return value


def _missing(error: UndefinedError) -> str:
    found = NAME.search(str(error.message or ""))
    if found:
        return found[1]
    first = re.search(r"'([^']+)'", str(error.message or ""))
    return first[1] if first else "?"


def _near(error: TemplateError) -> str:
    """The placeholders around the mistake, as they stand in the document."""
    lines = [str(line) for line in getattr(error, "docx_context", ())]
    tags = TAGS.findall(" ".join(lines)) or [text for text in map(str.strip, lines) if text]
    return f" di dekat “{tags[min(3, len(tags) - 1)][:80]}”" if tags else ""


def _listed(names: list[str]) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in names)


def _refused(message: str, hint: str) -> Refused:
    return Refused("templat_salah", message, hint=hint)
