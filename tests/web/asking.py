"""One request to routes, without a server and without a client library."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.routing import Route


@dataclass
class Answered:
    """Status, headers (lower case) and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    def json(self) -> Any:
        return json.loads(self.body)


def ask(routes: Sequence[Route], path: str, method: str = "GET") -> Answered:
    """What the routes answer."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    scope = {
        "type": "http", "http_version": "1.1", "method": method, "path": path, "raw_path": b"",
        "query_string": b"", "headers": [], "server": ("127.0.0.1", 80), "scheme": "http",
        "root_path": "", "client": ("127.0.0.1", 1),
    }  # fmt: skip

    async def answer() -> None:
        await Starlette(routes=list(routes))(scope, receive, send)

    # A browser test of the same run may have left its event loop in this thread.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(answer())).result()
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Answered(sent[0]["status"], headers, body)
