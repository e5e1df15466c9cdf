"""Untuk HP di ruangan: only public files, on this network only, stopped when told or when alone."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from socket import AF_INET, SOCK_STREAM, socket
from types import SimpleNamespace

import psutil
import pytest
from PIL import Image

from emonev.core.scope import Scope, local
from emonev.errors import NoAccess, Refused
from emonev.services import hall as halls
from emonev.services import lan
from emonev.services.hall import Hall, close_hall, open_hall, running_hall
from emonev.services.hall_files import DOWNLOADS
from emonev.services.lan import addresses, reachable
from emonev.services.qr_code import QUIET, qr_code, qr_picture
from emonev.store.home import PROJECT, Home
from tests.meeting import SECRET_TEXTS
from tests.reports.decks import shown

HERE = "127.0.0.1"
VIEWER = local("73.22")


@pytest.fixture(scope="module")
def open_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home to work in."""
    return Home(tmp_path_factory.mktemp("rumah"))


@pytest.fixture(scope="module")
def hall(open_home: Home) -> Iterator[Hall]:
    """A listener over the public deck with a speaker note that is nobody else's business."""
    deck = shown()
    first = replace(deck.slides[0], notes=("CATATAN-SAYA",))
    yield open_hall(VIEWER, open_home, replace(deck, slides=(first, *deck.slides[1:])),
                    address=HERE)  # fmt: skip
    close_hall(VIEWER)


def got(address: str, method: str = "GET") -> tuple[int, bytes]:
    """Status and body."""
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, method=method), timeout=10
        ) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_the_index_offers_the_deck_and_every_kind_of_file(hall: Hall) -> None:
    status, page = got(hall.address)
    said = page.decode("utf-8")
    assert status == 200 and "Buka paparan" in said and "DATA CONTOH" in said
    links = re.findall(r'href="([^"]*)"', said)
    assert links == ["/paparan", *(file.address for file in hall.files)]
    assert len(hall.files) == len(DOWNLOADS)
    for file in hall.files:
        status, content = got(hall.address.rstrip("/") + file.address)
        assert status == 200 and len(content) == file.size
        assert "_publik_" in file.address


def test_the_deck_is_there_without_the_speaker_s_notes_and_without_a_way_out(hall: Hall) -> None:
    status, page = got(hall.address + "paparan")
    said = page.decode("utf-8")
    assert status == 200 and shown().slides[0].title in said
    assert "CATATAN-SAYA" not in said and "connect-src" not in said and "fetch(" not in said
    for file in hall.files:
        assert b"CATATAN-SAYA" not in got(hall.address.rstrip("/") + file.address)[1]


def test_nothing_suppressed_is_in_what_the_phones_read(hall: Hall) -> None:
    text = re.sub(r"<(script|style)>.*?</\1>", "", got(hall.address + "paparan")[1].decode("utf-8"),
                  flags=re.DOTALL)  # fmt: skip
    said = re.sub(r"<[^>]*>", " ", text).replace("\xa0", " ")
    assert shown().slides[0].title.replace("\xa0", " ") in said
    for secret in SECRET_TEXTS:
        assert not re.search(rf"(?<![\d.,]){secret}(?![\d.,]\d)", said), secret


def test_everything_else_is_404_in_indonesian(hall: Hall) -> None:
    for path in ("sehat", "tayangan/x", "daftar.json", "unduh/", "../etc/passwd", "_stcore/health"):
        status, page = got(hall.address + path)
        assert status == 404 and "Halaman ini tidak ada." in page.decode("utf-8"), path
    assert got(hall.address, "POST")[0] == 404


def test_it_listens_on_the_one_address_and_left_nothing_on_disk(
    hall: Hall, open_home: Home
) -> None:
    process = halls._running[0][1]
    heard = [c for c in psutil.Process(process.pid).net_connections() if c.status == "LISTEN"]
    assert {c.laddr.ip for c in heard} == {HERE}
    assert list(open_home.work.iterdir()) == []
    files = [file.path for file in psutil.Process(process.pid).open_files()]
    assert not [path for path in files if path.endswith((".duckdb", ".sqlite"))]


def test_an_internal_deck_is_refused_and_nothing_starts(tmp_path: Path) -> None:
    before = running_hall(VIEWER)
    with pytest.raises(Refused, match="INTERNAL"):
        open_hall(VIEWER, Home(tmp_path), shown(audience="internal"), address=HERE)
    assert running_hall(VIEWER) == before


def test_only_who_reaches_the_kabupaten_opens_and_closes_it(hall: Hall, tmp_path: Path) -> None:
    other = local("33.27")
    with pytest.raises(NoAccess):
        open_hall(other, Home(tmp_path), shown(), address=HERE)
    with pytest.raises(NoAccess):
        close_hall(other)
    with pytest.raises(NoAccess):
        close_hall(Scope("operator", "73.22.03"))
    assert running_hall(other) is None
    assert running_hall(VIEWER) == hall
    assert running_hall(Scope("operator", "73.22.03")) == hall  # it is public


def test_stopping_closes_the_port_and_a_second_one_replaces_the_first(tmp_path: Path) -> None:
    first = open_hall(VIEWER, Home(tmp_path), shown(), address=HERE)
    child = halls._running[0][1]
    second = open_hall(VIEWER, Home(tmp_path), shown(), address=HERE)
    assert child.poll() is not None
    assert running_hall(VIEWER) == second and first.title == second.title
    assert close_hall(VIEWER) and running_hall(VIEWER) is None
    assert not close_hall(VIEWER)
    with closing(socket(AF_INET, SOCK_STREAM)) as tried:
        assert tried.connect_ex((HERE, int(second.address.split(":")[2].strip("/")))) != 0


def test_it_ends_when_the_dashboard_is_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path\n"
        "from emonev.services import hall\n"
        "from emonev.store.home import Home\n"
        "from emonev.core.scope import local\n"
        "from tests.reports.decks import shown\n"
        "made = hall.open_hall(local('73.22'), Home(Path(sys.argv[1])), shown(),"
        " address='127.0.0.1')\n"
        "print(made.address, hall._running[0][1].pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    dashboard = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT)}, cwd=PROJECT,
    )  # fmt: skip
    assert dashboard.stdout is not None
    with dashboard.stdout:
        address, pid = dashboard.stdout.readline().split()
        assert got(address)[0] == 200
        dashboard.kill()
        dashboard.wait(10)
    until = time.monotonic() + 10
    while psutil.pid_exists(int(pid)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not psutil.pid_exists(int(pid)) or psutil.Process(int(pid)).status() == "zombie"


def test_only_addresses_of_this_network_are_taken(tmp_path: Path) -> None:
    for address in ("0.0.0.0", "8.8.8.8", "192.168.253.254", "localhost", "::1"):
        with pytest.raises(Refused, match="bukan alamat laptop ini"):
            open_hall(VIEWER, Home(tmp_path), shown(), address=address)


def test_private_addresses_are_found_and_the_likeliest_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def at(*found: str) -> list[SimpleNamespace]:
        return [SimpleNamespace(family=AF_INET, address=one) for one in found]

    cards = {
        "lo": at("127.0.0.1"), "docker0": at("172.17.0.1"), "eth1": at("10.9.8.7"),
        "wlan0": at("192.168.1.5", "169.254.3.4"), "wwan0": at("114.5.6.7"),
        "old": at("192.168.7.7"),
    }  # fmt: skip
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: cards)
    monkeypatch.setattr(
        psutil, "net_if_stats", lambda: {n: SimpleNamespace(isup=n != "old") for n in cards}
    )
    monkeypatch.setattr(lan, "_outward", lambda: "")
    assert addresses() == ("192.168.1.5", "10.9.8.7", "172.17.0.1")
    monkeypatch.setattr(lan, "_outward", lambda: "10.9.8.7")
    assert addresses()[0] == "10.9.8.7"
    monkeypatch.setattr(psutil, "net_if_addrs", dict)
    with pytest.raises(Refused, match="tidak tersambung"):
        open_hall(VIEWER, Home(Path()), shown())


def test_reachable_is_private_and_of_one_computer() -> None:
    assert [a for a in ("10.0.0.1", "192.168.4.2", "172.20.1.1") if not reachable(a)] == []
    refused = ("0.0.0.0", "127.0.0.1", "169.254.1.1", "224.0.0.1", "8.8.8.8", "x", "")
    assert [a for a in refused if reachable(a)] == []


def test_the_code_is_square_and_its_path_is_its_picture() -> None:
    text = "http://192.168.1.5:8600/"
    code = qr_code(text)
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)\.5h1", code.path)}
    assert all(QUIET <= at < code.side - QUIET for pair in dark for at in pair)
    picture = Image.open(io.BytesIO(qr_picture(text, scale=3))).convert("L")
    assert picture.size == (3 * code.side, 3 * code.side)
    drawn = {(x, y) for x in range(code.side) for y in range(code.side)
             if picture.getpixel((3 * x + 1, 3 * y + 1)) == 0}  # fmt: skip
    assert drawn == dark and len(dark) > 200
