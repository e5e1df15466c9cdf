"""``GET /sehat``: is the dashboard alive, and does its store open?"""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import emonev
from emonev.errors import EmonevError
from emonev.store.store import Store


def health_route(open_store: Callable[[], Store]) -> Route:
    """The route: 200 ``{"versi"}`` when a query runs, else 503 ``{"versi", "galat"}``.

    ``open_store`` returns the process's one store (opening it when needed); it may raise.
    """

    async def answer(request: Request) -> Response:
        problem = await run_in_threadpool(_problem, open_store)
        body = {"versi": emonev.__version__}
        if problem is None:
            return JSONResponse(body)
        return JSONResponse(body | {"galat": problem}, status_code=503)

    return Route("/sehat", answer, methods=["GET"])


def _problem(open_store: Callable[[], Store]) -> str | None:
    try:
        with open_store().reading() as cursor:
            cursor.execute("SELECT 1").fetchone()
    except EmonevError as error:
        return str(error)
    except Exception:  # any other failure is an answer too, never a trace to a stranger
        return "Basis data tidak dapat dibuka."
    return None
