"""run.py: what it decides before, around and after the programs it starts."""

from __future__ import annotations

import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

import run
from tests.repository import PROJECT, files


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home with a space and letters outside ASCII in its path."""
    folder = tmp_path / "rumah dâta"
    monkeypatch.setenv("EMONEV_HOME", str(folder))
    monkeypatch.delenv("EMONEV_PORT", raising=False)
    return folder


@pytest.fixture
def busy_port() -> Iterator[int]:
    """A port another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


# ---- the call ----


def test_no_command_means_start() -> None:
    assert run.read_arguments([])[0].command == "start"
    assert run.read_arguments(["--port", "9000"])[0].port == "9000"


def test_arguments_for_the_program_behind_are_passed_on() -> None:
    options, rest = run.read_arguments(["test", "--full", "-k", "growth"])
    assert options.full and rest == ["-k", "growth"]


@pytest.mark.parametrize("wrong", [["mulai"], ["setup", "--tidak-ada"], ["start", "sekarang"]])
def test_a_wrong_call_ends_with_2(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run.main(wrong)
    assert stopped.value.code == 2


@pytest.mark.parametrize("text", ["nol", "0", "70000", "-1"])
def test_a_port_that_cannot_be_is_a_wrong_call(text: str, home: Path) -> None:
    with pytest.raises(run.Stopped) as stopped:
        run.wanted_port(text)
    assert stopped.value.code == 2 and text in str(stopped.value)


def test_the_port_comes_from_the_option_then_the_variable(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run.wanted_port(None) is None
    monkeypatch.setenv("EMONEV_PORT", "8600")
    assert run.wanted_port(None) == 8600
    assert run.wanted_port("8700") == 8700


def test_a_wanted_port_in_use_is_said_so(busy_port: int) -> None:
    with pytest.raises(run.Stopped, match=str(busy_port)):
        run.free_port(busy_port)


def test_without_a_wish_the_next_free_port_is_taken(
    busy_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "DEFAULT_PORT", busy_port)
    assert run.free_port(None) > busy_port


# ---- the environment ----


def test_nothing_is_installed_again_while_the_requirements_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = _fake_project(tmp_path, monkeypatch)
    installed: list[list[str]] = []
    monkeypatch.setattr(run, "make_venv", lambda: run.VENV.mkdir(exist_ok=True) or ["pip"])
    monkeypatch.setattr(run, "venv_works", lambda: run.VENV.exists())
    monkeypatch.setattr(run, "install", lambda _pip, what: installed.append(what))

    run.prepare(development=False)
    run.prepare(development=False)
    assert installed == [["-r", "requirements.txt"]]

    run.prepare(development=True)
    assert installed[1:] == [
        ["-r", "requirements-dev.txt"],
        ["--no-deps", "-r", "requirements-witness.txt"],
    ]
    run.prepare(development=False)  # the development set holds the run-time set
    assert len(installed) == 3

    (project / "requirements.txt").write_text("duckdb==9.9.9\n", encoding="utf-8")
    run.prepare(development=False)
    assert installed[3:] == [["-r", "requirements.txt"]]


def test_an_installation_that_fails_does_not_look_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fake_project(tmp_path, monkeypatch)
    run.VENV.mkdir()
    run.stamp("dev").write_text("before", encoding="utf-8")
    monkeypatch.setattr(run, "venv_works", lambda: True)
    monkeypatch.setattr(run, "make_venv", lambda: ["pip"])

    def fail(*_: object) -> None:
        raise run.Stopped("no network")

    monkeypatch.setattr(run, "install", fail)
    with pytest.raises(run.Stopped):
        run.prepare(development=False)
    assert list(run.VENV.glob("*.stamp")) == []


def test_a_real_environment_is_made_inside_the_project_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = _fake_project(tmp_path, monkeypatch)
    pip = run.make_venv()
    assert run.venv_works()
    assert subprocess.run([*pip, "--version"], check=False, capture_output=True).returncode == 0
    assert {path.name for path in project.iterdir()} == {*requirement_files(), ".venv"}


@pytest.mark.skipif(os.name == "nt", reason="another layout of the environment")
def test_an_environment_copied_from_elsewhere_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fake_project(tmp_path, monkeypatch)
    run.venv_python().parent.mkdir(parents=True)
    run.venv_python().write_text("not a program", encoding="utf-8")
    assert not run.venv_works()
    run.make_venv()
    assert run.venv_works()


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("[Errno -3] Temporary failure in name resolution", "sambungan"),
        ("ERROR: [Errno 28] No space left on device", "disk"),
        ("ssl.SSLError: CERTIFICATE_VERIFY_FAILED", "sertifikat"),
        ("ERROR: No matching distribution found for duckdb==2.0.0", "3.11"),
        ("[WinError 5] Access is denied", "dasbor"),
        ("something never seen", "tidak dapat dipasang"),
    ],
)
def test_a_failed_installation_says_what_to_do(line: str, word: str) -> None:
    said = run.why_pip_failed(["Collecting duckdb", line])
    assert word in said and line in said


def test_a_failed_pip_stops_with_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _fake_project(tmp_path, monkeypatch)
    pip = [sys.executable, "-c", "print('NewConnectionError: none'); raise SystemExit(1)"]
    with pytest.raises(run.Stopped, match="internet"):
        run.install(pip, [])


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process without telling it")
def test_stopped_from_outside_it_takes_its_child_along(tmp_path: Path) -> None:
    code = (
        "import run, signal, sys\n"
        "run.prepare = lambda development: None\n"
        "run.venv_python = lambda: sys.executable\n"
        "run.COMMANDS['bench'] = lambda *_: run.run_python(['-c', CHILD])\n"
        "sys.exit(run.main(['bench']))"
    )
    child = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    process = subprocess.Popen(
        [sys.executable, "-c", f"CHILD = {child!r}\n{code}"], cwd=PROJECT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == run.STOPPED_FROM_OUTSIDE
    process.stdout.close()
    assert not psutil.pid_exists(pid)


def test_variables_of_other_programs_do_not_reach_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PROJ_LIB", "/elsewhere")
    ours = run.environment({"EMONEV_FULL": "1"})
    assert not {"PYTHONPATH", "PROJ_LIB"} & set(ours)
    assert ours["EMONEV_FULL"] == "1"


def test_a_relative_home_is_meant_from_where_the_call_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EMONEV_HOME", "rumah")
    assert run.environment()["EMONEV_HOME"] == str((tmp_path / "rumah").resolve())


def test_an_old_python_says_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST_PYTHON", (99, 0))
    monkeypatch.setattr(run, "NEWER_PYTHONS", ())
    assert run.main(["start"]) == 1
    assert "3.11" in capsys.readouterr().err


def test_two_starts_never_work_in_the_same_folder(tmp_path: Path) -> None:
    turn = run.take_turn(tmp_path)
    assert turn is not None
    code = "import pathlib, sys, run; sys.exit(run.take_turn(pathlib.Path(sys.argv[1])) is None)"
    other = [sys.executable, "-c", code, str(tmp_path)]
    assert subprocess.run(other, cwd=PROJECT, check=False).returncode == 1
    turn.close()
    assert subprocess.run(other, cwd=PROJECT, check=False).returncode == 0


# ---- the home ----


def test_a_home_without_a_store_gets_the_demo_once(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[list[str]] = []

    def load(arguments: list[str]) -> int:
        assert run.demo_marker().exists(), "a start cut off here must begin again"
        calls.append(arguments)
        (home / "emonev.duckdb").write_bytes(b"")
        return 0

    monkeypatch.setattr(run, "run_python", load)
    assert run.home_is_empty()
    run.fill_with_demo()
    assert calls == [["-m", "emonev", "demo"]]
    assert not run.home_is_empty()


def test_a_demo_that_was_cut_off_begins_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_off(_arguments: list[str]) -> int:
        (home / "emonev.duckdb").write_bytes(b"")
        return 1

    monkeypatch.setattr(run, "run_python", cut_off)
    with pytest.raises(run.Stopped):
        run.fill_with_demo()
    assert run.home_is_empty()


def test_a_cut_off_demo_never_stands_before_own_data(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "emonev.duckdb").write_bytes(b"")
    run.demo_marker().write_text("", encoding="utf-8")
    monkeypatch.setattr(run, "run_python", lambda _arguments: run.OWN_DATA)
    run.fill_with_demo()
    assert not run.home_is_empty()


def test_a_home_with_data_is_left_alone(home: Path) -> None:
    home.mkdir()
    (home / "emonev.duckdb").write_bytes(b"")
    assert not run.home_is_empty()


def test_home_is_where_the_product_looks(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from emonev.store.home import home as product_home

    assert run.home() == product_home().folder
    monkeypatch.delenv("EMONEV_HOME")
    assert run.home() == product_home().folder == PROJECT / "var"


# ---- the dashboard ----


def test_a_dashboard_that_serves_this_home_is_found(home: Path) -> None:
    home.mkdir()
    assert run.running_dashboard() == ""
    server = http.server.HTTPServer(("127.0.0.1", 0), _Healthy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    run.dashboard_note().write_text(json.dumps({"alamat": address}), encoding="utf-8")
    assert run.running_dashboard() == address
    server.shutdown()
    server.server_close()
    assert run.running_dashboard() == "", "a note left by a killed server means nothing"


class _Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/sehat" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.mark.full
@pytest.mark.timeout(600)
@pytest.mark.skipif(os.name == "nt", reason="drives the process with POSIX signals")
def test_a_fresh_clone_ends_at_an_open_filled_dashboard(tmp_path: Path) -> None:
    """A later run answers within ten seconds (the first one waits for the network: printed)."""
    clone = _copy_of_the_repository(tmp_path / "salinan baru é")
    first, status = _start_until_healthy(clone, seconds=480)
    assert status == 200
    assert (clone / "var" / "emonev.duckdb").stat().st_size > 1_000_000
    second, status = _start_until_healthy(clone, seconds=30)
    assert status == 200
    print(f"first run {first:.1f} s, later run {second:.1f} s")
    assert second <= 10


def _copy_of_the_repository(target: Path) -> Path:
    for path in files():
        copy = target / path.relative_to(PROJECT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return target


def _start_until_healthy(clone: Path, seconds: float) -> tuple[float, int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {k: v for k, v in os.environ.items() if not k.startswith("EMONEV_")}
    started = time.monotonic()
    base = getattr(sys, "_base_executable", sys.executable)
    process = subprocess.Popen(
        [base, "run.py", "--port", str(port), "--no-browser"], cwd=clone, env=variables
    )
    try:
        status = 0
        while not status and time.monotonic() - started < seconds and process.poll() is None:
            time.sleep(0.1)
            status = run.health(f"http://127.0.0.1:{port}")
        return time.monotonic() - started, status
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0


# ---- what the tests above stand on ----


def requirement_files() -> set[str]:
    """Names of the requirement files."""
    return {"requirements.txt", "requirements-dev.txt", "requirements-witness.txt"}


def _fake_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """run.py believes to lie in a folder with small requirement files."""
    project = tmp_path / "proyek dâta"
    project.mkdir()
    for name in requirement_files():
        (project / name).write_text("duckdb==2.0.0\n", encoding="utf-8")
    monkeypatch.setattr(run, "PROJECT", project)
    monkeypatch.setattr(run, "VENV", project / ".venv")
    return project
