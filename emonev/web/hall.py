"""``python -m emonev.web.hall LIST ADDRESS PORT``: gives the files of a list to the hall.

A process of its own that knows the listed files (they lie beside the list) and nothing else: they
are read into memory at the start. It ends when its standard input closes, that is, when the
dashboard says so or dies.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

LOST = ""
"""The address of the page for every address that does not exist."""

MOST_AT_ONCE = 400
"""Connections; a hall has fewer phones."""

SAFE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one address gives: bytes as they are and, for pages, packed."""

    content: bytes
    packed: bytes
    headers: dict[str, str]


def read_answers(listed: Path) -> dict[str, Answer]:
    """Address → answer, from the list. Raises OSError, ValueError, KeyError."""
    entries = json.loads(listed.read_text(encoding="utf-8"))
    return {address: _answer(listed.parent, entry) for address, entry in entries.items()}


def _answer(folder: Path, entry: dict[str, str]) -> Answer:
    # The list is ours, and still no entry leads out of the folder.
    content = (folder / Path(entry["file"]).name).read_bytes()
    headers = SAFE | {"content-type": entry["type"]}
    if "attachment" in entry:
        headers["content-disposition"] = f'attachment; filename="{entry["attachment"]}"'
        headers["content-security-policy"] = "default-src 'none'; sandbox"
        return Answer(content, b"", headers)
    policy = "; ".join(part for part in (entry.get("policy"), "frame-ancestors 'none'") if part)
    return Answer(content, gzip.compress(content), headers | {"content-security-policy": policy})


def hall_app(answers: dict[str, Answer]) -> ASGIApp:
    """The listener: GET and HEAD of the listed addresses; everything else is "tidak ada" (404)."""

    async def listener(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        await respond(Request(scope), answers)(scope, receive, send)

    return listener


def respond(request: Request, answers: dict[str, Answer]) -> Response:
    """The answer to one request; paths are compared as they are, nothing is looked up on disk."""
    path = request.url.path
    known = request.method in ("GET", "HEAD") and path != LOST and path in answers
    answer = answers[path if known else LOST]
    headers = dict(answer.headers)
    content = answer.content
    if answer.packed and "gzip" in request.headers.get("accept-encoding", ""):
        content = answer.packed
        headers["content-encoding"] = "gzip"
    headers["vary"] = "accept-encoding"
    return Response(content, 200 if known else 404, headers)


def serve(listed: Path, address: str, port: int) -> None:
    """Listen until standard input closes."""
    server = uvicorn.Server(
        uvicorn.Config(
            hall_app(read_answers(listed)),
            host=address,
            port=port,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_AT_ONCE,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=1,
        )
    )
    threading.Thread(target=_leave_with, args=(server,), daemon=True).start()
    server.run()


def _leave_with(server: uvicorn.Server) -> None:
    """The dashboard's end of the pipe closes when it says stop, and when it dies."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    server.should_exit = True


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
