"""What a person does on a page, for tests of the rakor's screens."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Opener

WHO = "Ani, Bapperida"


def labelled(group: Any, label: str) -> Any:
    """The one widget of a group that says ``label``."""
    (found,) = [one for one in group if one.label == label]
    return found


def at(app: AppTest, number: int, part: str) -> AppTest:
    """The meeting opened at one of its parts."""
    app.query_params["rapat"] = str(number)
    app.session_state[f"bagian_{number}"] = part
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press the button that says ``label``; nothing may go wrong."""
    labelled(app.button, label).click().run()
    assert not app.exception
    return app


def refused(app: AppTest) -> str:
    """The words of the refusals on the page."""
    return " ".join(element.value for element in app.error)


def opened(open_page: Opener, name: str) -> AppTest:
    """A page opened by somebody whose name is known."""
    app = open_page(name, nama_pencatat=WHO)
    assert not app.exception and not app.error
    return app


def links(app: AppTest) -> list[str]:
    """Where the link buttons lead."""
    return [str(one.proto.url) for one in app.get("link_button")]
