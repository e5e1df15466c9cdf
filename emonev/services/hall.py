"""Untuk HP di ruangan: a listener of its own, started and stopped by hand, for one public deck.

It is a child process (``python -m emonev.web.hall``) bound to one LAN address. It reads its few
files into memory and never opens the store; it ends when told to, and by itself when this process
ends in any way, because the pipe between them closes.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from emonev.charts.slides import Deck
from emonev.core.scope import Scope
from emonev.errors import Refused
from emonev.reports.hall_page import Offered
from emonev.services.hall_files import LISTED, write_hall_files
from emonev.services.lan import addresses, reachable
from emonev.services.making import Progress
from emonev.services.reach import require_reach
from emonev.store.home import PROJECT, Home

PORTS = range(8600, 8620)
"""The first free one is taken."""

START_SECONDS = 30
STOP_SECONDS = 5

FIREWALL_HINT = (
    "Bila HP tidak dapat membukanya: pastikan HP memakai Wi-Fi yang sama, dan izinkan Python pada "
    "tembok api (firewall) laptop ini untuk jaringan privat."
)
"""For the page that shows the address."""


@dataclass(frozen=True, slots=True)
class Hall:
    """A listener that runs: ``address`` "http://192.168.1.5:8600/" and what it gives out.

    ``place`` is the code of the deck's area.
    """

    address: str
    title: str
    place: str
    files: tuple[Offered, ...]


_lock = threading.Lock()
_running: list[tuple[Hall, subprocess.Popen[bytes]]] = []
"""At most one in a process."""


def open_hall(
    scope: Scope,
    home: Home,
    deck: Deck,
    *,
    address: str = "",
    progress: Progress | None = None,
) -> Hall:
    """Give out the files of ``deck`` on ``address`` (default: the likeliest of ``addresses()``).

    A listener that runs already is stopped first. Raises NoAccess, Refused (a deck that is not
    public, no network, an address that is not of this network, no free port).
    """
    require_reach(scope, deck.place_code)
    chosen = _checked(address)
    home.work.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home.work, prefix="ruangan-") as made:
        folder = Path(made)
        files = write_hall_files(deck, folder, progress)
        with _lock:
            _stop()
            port = _free_port(chosen)
            process = _started(folder, chosen, port)
            title = f"{deck.title}, {deck.subtitle}, {deck.period_label}"
            hall = Hall(f"http://{chosen}:{port}/", title, deck.place_code, files)
            _running.append((hall, process))
    return hall


def running_hall(scope: Scope) -> Hall | None:
    """The listener that runs, for viewers whose scope meets its area; else None."""
    with _lock:
        if _running and _running[0][1].poll() is not None:
            _stop()
        hall = _running[0][0] if _running else None
    if hall is None:
        return None
    meets = scope.reaches(hall.place) or scope.area_code.startswith(hall.place + ".")
    return hall if meets else None


def close_hall(scope: Scope) -> bool:
    """Stop the listener; False when none ran. Raises NoAccess."""
    with _lock:
        if not _running:
            return False
        require_reach(scope, _running[0][0].place)
        _stop()
    return True


def _checked(address: str) -> str:
    here = addresses()
    chosen = address or (here[0] if here else "")
    if not chosen:
        raise Refused(
            "tanpa_jaringan",
            "Laptop ini tidak tersambung ke jaringan apa pun.",
            hint="Sambungkan ke Wi-Fi ruangan, atau nyalakan hotspot di laptop atau HP.",
        )
    # This machine alone may always look; a public or foreign address never.
    if chosen != "127.0.0.1" and not (reachable(chosen) and chosen in here):
        raise Refused("alamat_asing", f"{chosen} bukan alamat laptop ini di jaringan setempat.")
    return chosen


def _free_port(address: str) -> int:
    for port in PORTS:
        with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as tried:
            if os.name != "nt":  # there the option would take a port in use
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((address, port))
            except OSError:
                continue
            return port
    raise Refused(
        "porta_penuh",
        f"Semua porta {PORTS[0]}–{PORTS[-1]} sedang dipakai.",
        hint="Tutup program lain, lalu coba lagi.",
    )


def _started(folder: Path, address: str, port: int) -> subprocess.Popen[bytes]:
    """The child, once it answers. Raises Refused."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "emonev.web.hall", str(folder / LISTED), address, str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection((address, port), timeout=1).close()
            return process
        except OSError:
            time.sleep(0.05)
    _end(process)
    raise Refused(
        "tidak_dapat_dibuka",
        f"Alamat http://{address}:{port}/ tidak dapat dibuka.",
        hint="Izinkan Python pada tembok api (firewall) laptop ini, lalu coba lagi.",
    )


def _stop() -> None:
    """End whatever runs. The lock is held."""
    while _running:
        _end(_running.pop()[1])


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()  # the sign to leave
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
