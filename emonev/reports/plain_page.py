"""A small page of words: without a script, a picture or an address outside."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from emonev.charts.svg_draw import inert

STYLE = Path(__file__).parent / "plain.css"


def plain_page(title: str, inside: str) -> str:
    """``inside`` is markup whose texts are inert already; ``title`` is plain text."""
    style = STYLE.read_text(encoding="utf-8")
    hashed = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{inert(title)}</title><style>{style}</style></head>"
        f"<body><main>{inside}</main></body></html>\n"
    )
