"""Finds a browser of the Chromium family on Windows, macOS and Linux."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)


def find_browser() -> Path | None:
    """The first browser found: EMONEV_BROWSER, the search path, the usual folders; else None."""
    for candidate in _candidates():
        if candidate and Path(candidate).is_file():
            return Path(candidate)
    return None


def _candidates() -> list[str | None]:
    found: list[str | None] = [os.environ.get("EMONEV_BROWSER")]
    found += [shutil.which(name) for name in NAMES]
    if sys.platform == "darwin":
        found += list(MAC)
    if sys.platform == "win32":
        roots = [os.environ.get(v) for v in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        found += [str(Path(root) / tail) for root in roots if root for tail in WINDOWS]
    return found
