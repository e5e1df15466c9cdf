"""``GET /tayangan/<token>``: a frozen deck on the screen; ``…/keadaan``: are newer data stored?

The page is drawn from what was frozen, never from the store: it cannot change in mid-talk, and a
reload shows the same figures. Only the small question beside it looks at the store.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from emonev.core.scope import Scope
from emonev.errors import EmonevError, NoAccess, Refused
from emonev.register.register import Register
from emonev.reports.html import Live, policy_of, render_html
from emonev.reports.plain_page import plain_page
from emonev.services.hall import running_hall
from emonev.services.qr_code import qr_code
from emonev.services.showings import showing_state, shown_deck
from emonev.store.store import Store

HEADERS = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

UNKNOWN_TROUBLE = "Paparan tidak dapat dibuka. Coba lagi, atau tayangkan lagi dari dasbor."


def showing_routes(
    open_store: Callable[[], Store],
    open_register: Callable[[], Register],
    viewer: Callable[[Request], Scope],
) -> list[Route]:
    """Both routes. The openers may raise; ``viewer`` says who asks, and how far they may see."""

    async def page(request: Request) -> Response:
        return await run_in_threadpool(_page, open_register, viewer, request)

    async def state(request: Request) -> Response:
        return await run_in_threadpool(_state, open_store, open_register, viewer, request)

    return [
        Route("/tayangan/{token}", page, methods=["GET"]),
        Route("/tayangan/{token}/keadaan", state, methods=["GET"]),
    ]


def _page(
    open_register: Callable[[], Register], viewer: Callable[[Request], Scope], request: Request
) -> Response:
    token = str(request.path_params["token"])
    try:
        deck = shown_deck(viewer(request), open_register(), token)
        # Relative addresses: the dashboard may live below a path of an office server.
        written = render_html(deck, Live(ask=f"{token}/keadaan", back="../"))
    except Exception as error:  # an answer in words, never a trace to a stranger
        status, words = _trouble(error)
        inside = f'<h1>{escape(words)}</h1><p><a href="../">Kembali ke dasbor</a></p>'
        return _html(plain_page("Paparan", inside), status)
    return _html(written, 200)


def _state(
    open_store: Callable[[], Store],
    open_register: Callable[[], Register],
    viewer: Callable[[Request], Scope],
    request: Request,
) -> Response:
    """``{"baru": words or "", "hp": null or {"alamat", "sisi", "jalur"}}``, else ``{"galat"}``."""
    scope = viewer(request)
    try:
        with open_store().reading() as cursor:
            newer = showing_state(
                scope, open_register(), cursor, str(request.path_params["token"])
            )  # fmt: skip
        body: dict[str, Any] = {"baru": newer, "hp": _phones(scope)}
    except Exception as error:  # as above
        status, words = _trouble(error)
        return JSONResponse({"galat": words}, status, HEADERS)
    return JSONResponse(body, headers=HEADERS)


def _phones(scope: Scope) -> dict[str, Any] | None:
    hall = running_hall(scope)
    if hall is None:
        return None
    code = qr_code(hall.address)
    return {"alamat": hall.address, "sisi": code.side, "jalur": code.path}


def _html(page: str, status: int) -> Response:
    policy = f"{policy_of(page)}; frame-ancestors 'none'"
    return HTMLResponse(page, status, HEADERS | {"content-security-policy": policy})


def _trouble(error: Exception) -> tuple[int, str]:
    """Status and words of what went wrong."""
    if isinstance(error, NoAccess):
        return 403, str(error)
    if isinstance(error, Refused) and error.code == "tidak_ada":
        return 404, str(error)
    if isinstance(error, EmonevError):
        return 503, str(error)
    return 500, UNKNOWN_TROUBLE
