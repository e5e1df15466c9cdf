"""Who asks: the scope behind a request to a route."""

from __future__ import annotations

from starlette.requests import Request

from emonev.core.scope import EVERYTHING, Scope


def viewer(request: Request) -> Scope:
    """Today: the person at this laptop, who reads the whole store; accounts come later."""
    return EVERYTHING
