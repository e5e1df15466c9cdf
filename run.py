"""One command for everything: ``python run.py [perintah]``.

start (default), demo, setup [--dev], test [--full], check, fix, bench. It needs nothing but
Python itself: it makes the folder ``.venv`` beside this file, installs the pinned requirements
into it and runs the product there. Words on the screen are Indonesian.

Exit codes: 0 done; 1 failure; 2 wrong call; else the code of the command that was run.

Written so that an old Python can still parse it and say what it lacks (no syntax newer than 3.6).
"""

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from typing import IO

OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ("3.13", "3.12", "3.11", "3.14")
DEFAULT_PORT = 8501
PORTS_TO_TRY = 20
START_SECONDS = 90
TEST_SECONDS = 300
MOST_TESTERS = 4
STOPPED_FROM_OUTSIDE = 143
OWN_DATA = 2  # how `emonev demo` ends when the home holds own data: it is left alone
FULL_FORM = ("EMONEV_FULL", "EMONEV_REQUIRE_BROWSER", "EMONEV_REQUIRE_TOOLS")

PROJECT = Path(__file__).resolve().parent
VENV = PROJECT / ".venv"
WINDOWS = os.name == "nt"

REQUIREMENTS = {
    "run": (["-r", "requirements.txt"],),
    "dev": (["-r", "requirements-dev.txt"], ["--no-deps", "-r", "requirements-witness.txt"]),
}

# Set by GIS and Python distributions; inside our own environment they point at the wrong files.
FOREIGN_VARIABLES = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "__PYVENV_LAUNCHER__",
    "PROJ_LIB",
    "PROJ_DATA",
    "GDAL_DATA",
    "GDAL_DRIVER_PATH",
)


class Stopped(Exception):
    """Cannot go on: a sentence for the person at the keyboard, and the exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def main(arguments: "list[str]") -> int:
    """Run one command and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # an old console must not fail on a dash
            stream.reconfigure(errors="replace", line_buffering=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED_FROM_OUTSIDE))
    try:
        if sys.version_info < OLDEST_PYTHON:
            return with_newer_python(arguments)
        options, rest = read_arguments(arguments)
        return COMMANDS[options.command](options, rest)
    except Stopped as stop:
        print("\n" + str(stop), file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("\nDihentikan.", file=sys.stderr)
        return 130


def read_arguments(arguments: "list[str]") -> "tuple[argparse.Namespace, list[str]]":
    """The command's options, and what is passed on to the program behind it."""
    parser = argparse.ArgumentParser(
        prog="run.py", description="E-Monev Stunting: satu perintah untuk semuanya."
    )
    commands = parser.add_subparsers(dest="command", metavar="perintah")
    start_parser = commands.add_parser("start", help="siapkan, lalu buka dasbor (bawaan)")
    start_parser.add_argument("--port", help="nomor port dasbor (bawaan: EMONEV_PORT atau 8501)")
    start_parser.add_argument(
        "--no-browser", action="store_true", help="jangan membuka peramban sendiri"
    )
    commands.add_parser("demo", help="isi rumah data yang kosong dengan DATA CONTOH")
    setup_parser = commands.add_parser("setup", help="hanya siapkan lingkungan .venv")
    setup_parser.add_argument("--dev", action="store_true", help="termasuk alat pemeriksa")
    test_parser = commands.add_parser("test", help="siapkan, lalu jalankan semua pemeriksaan")
    test_parser.add_argument("--full", action="store_true", help="bentuk panjang, seperti di CI")
    commands.add_parser("check", help="gaya, tipe, dan lantai impor")
    commands.add_parser("fix", help="rapikan gaya penulisan kode")
    commands.add_parser("bench", help="ukur kecepatan dan cetak tabelnya")
    passing_on = ("demo", "test", "bench")
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments = ["start", *arguments]
    options, rest = parser.parse_known_args(arguments)
    if rest and options.command not in passing_on:
        parser.error("argumen tidak dikenal: " + " ".join(rest))
    return options, rest


# ---- commands ----


def start(options: argparse.Namespace, _rest: "list[str]") -> int:
    """Open the dashboard; an empty home gets the demo data first."""
    wanted = wanted_port(options.port)
    prepare(development=False)
    turn = take_turn(home())
    running = running_dashboard() if turn else wait_for_dashboard()
    if running:
        print("Dasbor sudah berjalan di " + running)
        open_browser(running, options.no_browser)
        return 0
    if turn is None:
        raise Stopped("Dasbor rumah data ini sedang disiapkan di jendela lain; tunggu sebentar.")
    with turn:
        port = free_port(wanted)
        if home_is_empty():
            fill_with_demo()
        return serve(port, options.no_browser)


def demo(_options: argparse.Namespace, rest: "list[str]") -> int:
    """Fill the home with the demo data, without opening the dashboard."""
    prepare(development=False)
    return run_python(["-m", "emonev", "demo", *rest])


def setup(options: argparse.Namespace, _rest: "list[str]") -> int:
    """Make ``.venv`` and nothing else."""
    prepare(development=options.dev)
    print("Siap: " + str(VENV))
    return 0


def test(options: argparse.Namespace, rest: "list[str]") -> int:
    """Set everything up, then every check and every test, browser included."""
    prepare(development=True)
    extra = dict.fromkeys(FULL_FORM, "1") if options.full else {}
    failed = failed_checks()
    # One more than there are cores: tests of the browser mostly wait. A file stays whole: what its
    # tests share (a filled home, a browser) is made once.
    testers = str(min((os.cpu_count() or 1) + 1, MOST_TESTERS))
    together = ["-n", testers, "--dist", "loadfile", "--timeout", str(TEST_SECONDS)]
    tested = run_python(["-m", "pytest", *together, *rest], extra)
    if failed:
        print("Pemeriksaan yang gagal: " + ", ".join(failed), file=sys.stderr)
    return tested or (1 if failed else 0)


def check(_options: argparse.Namespace, _rest: "list[str]") -> int:
    """Style, types and import floors."""
    prepare(development=True)
    failed = failed_checks()
    print("Pemeriksaan yang gagal: " + ", ".join(failed) if failed else "Semua pemeriksaan lulus.")
    return 1 if failed else 0


def fix(_options: argparse.Namespace, _rest: "list[str]") -> int:
    """Let ruff mend what it can and write everything in one style."""
    prepare(development=True)
    linted = run_python(["-m", "ruff", "check", "--fix", "."])
    return run_python(["-m", "ruff", "format", "."]) or linted


def bench(_options: argparse.Namespace, rest: "list[str]") -> int:
    """Measure the product's speed on this machine."""
    prepare(development=False)
    return run_python(["-m", "emonev", "bench", *rest])


COMMANDS = {
    "start": start,
    "demo": demo,
    "setup": setup,
    "test": test,
    "check": check,
    "fix": fix,
    "bench": bench,
}

LINT_IMPORTS = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_logo=True))"

CHECKS = (
    ("gaya (ruff check)", ["-m", "ruff", "check", "."]),
    ("bentuk (ruff format)", ["-m", "ruff", "format", "--check", "."]),
    ("tipe (mypy)", ["-m", "mypy"]),
    ("lantai impor (import-linter)", ["-c", LINT_IMPORTS]),  # the one tool without a __main__
)


def failed_checks() -> "list[str]":
    """Names of the checks that fail; each prints its own findings."""
    failed = []
    for name, arguments in CHECKS:
        print("== " + name)
        if run_python(arguments):
            failed.append(name)
    return failed


# ---- the environment ----


def prepare(development: bool) -> None:
    """Make ``.venv`` hold exactly what the requirement files say; no work when it already does."""
    if is_ready(development):
        return
    turn = take_turn(VENV)
    if turn is None:
        print("Menunggu jendela lain yang sedang menyiapkan lingkungan …")
    while turn is None:
        time.sleep(1)
        turn = take_turn(VENV)
    with turn:
        if not is_ready(development):
            make_ready("dev" if development else "run")


def is_ready(development: bool) -> bool:
    """True when ``.venv`` works and was made from today's requirement files."""
    enough = ("dev",) if development else ("run", "dev")
    return venv_works() and any(read_text(stamp(k)) == requirements_hash(k) for k in enough)


def make_ready(kind: str) -> None:
    """Install everything the requirement files name."""
    print("Menyiapkan lingkungan (hanya sekali, butuh internet) …")
    started = time.monotonic()
    must_be_writable(PROJECT)
    pip = make_venv()
    for old in ("run", "dev"):  # an installation that is cut off must not look finished
        with contextlib.suppress(FileNotFoundError):
            stamp(old).unlink()
    for what in REQUIREMENTS[kind]:
        install(pip, what)
    stamp(kind).write_text(requirements_hash(kind), encoding="utf-8")
    print("Lingkungan siap dalam {:.0f} detik.".format(time.monotonic() - started))


def take_turn(subject: Path) -> "IO[str] | None":
    """An open file that locks this folder for us until it is closed; None when another has it.

    A second double click must not install, or load the demo, into the same folder. The system
    lets go of the lock when a process ends in any way.
    """
    name = hashlib.sha256(os.fsencode(str(subject))).hexdigest()[:16]
    try:
        file = (Path(tempfile.gettempdir()) / "emonev-{}.lock".format(name)).open("a+")
    except OSError:  # no place for a lock: go on without one
        return Path(os.devnull).open()
    try:
        lock(file)
    except OSError:
        file.close()
        return None
    return file


def lock(file: "IO[str]") -> None:
    """Take the system's lock on an open file; raises OSError when it is taken."""
    if WINDOWS:
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def stamp(kind: str) -> Path:
    """Says which requirement files ``.venv`` was made from."""
    return VENV / "emonev-{}.stamp".format(kind)


def requirements_hash(kind: str) -> str:
    """Changes whenever a requirement file of this kind does."""
    names = ["requirements.txt"]
    if kind == "dev":
        names += ["requirements-dev.txt", "requirements-witness.txt"]
    digest = hashlib.sha256()
    for name in names:
        digest.update((PROJECT / name).read_text(encoding="utf-8").encode("utf-8") + b"\0")
    return digest.hexdigest()


def read_text(path: Path) -> str:
    """The file's text, empty when there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def venv_python() -> Path:
    """The interpreter inside ``.venv``."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def venv_works() -> bool:
    """True when its interpreter starts here and is new enough (a copied folder may not be)."""
    if not venv_python().exists():
        return False
    probe = "import sys; sys.exit(sys.version_info < {!r})".format(OLDEST_PYTHON)
    try:
        done = subprocess.run([str(venv_python()), "-c", probe], env=environment(), check=False)
    except OSError:
        return False
    return done.returncode == 0


def make_venv() -> "list[str]":
    """Make ``.venv`` unless it works already; return the command that is its pip.

    Debian may lack ensurepip: then virtualenv, or the outer interpreter's pip, fills it.
    """
    if not venv_works():
        base = getattr(sys, "_base_executable", None) or sys.executable
        tries = [[base, "-m", "venv", "--clear", str(VENV)]]
        if importlib.util.find_spec("virtualenv"):
            tries.append([base, "-m", "virtualenv", "--clear", str(VENV)])
        tries.append([base, "-m", "venv", "--clear", "--without-pip", str(VENV)])
        if not any(quiet(command) and venv_works() for command in tries):
            raise Stopped(NO_VENV)
    inner = [str(venv_python()), "-m", "pip"]
    if quiet([*inner, "--version"]):
        return inner
    outer = [sys.executable, "-m", "pip", "--python", str(venv_python())]
    if quiet([*outer, "--version"]):
        return outer
    raise Stopped(NO_VENV)


def quiet(command: "list[str]") -> bool:
    """True when the command ends well; its output is dropped."""
    try:
        done = subprocess.run(
            command,
            cwd=str(PROJECT),
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0


def install(pip: "list[str]", what: "list[str]") -> None:
    """Run pip, show one growing line of progress, keep its words for an explanation."""
    command = [
        *pip,
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--progress-bar=off",
        "--prefer-binary",
        *what,
    ]
    said = []
    count = 0
    with subprocess.Popen(
        command,
        cwd=str(PROJECT),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                said.append(line.rstrip())
                if line.startswith("Collecting "):
                    count += 1
                    name = line.split()[1].split("==")[0]
                    progress("  mengambil pustaka {}: {}".format(count, name), count % 10 == 0)
                elif line.startswith("Installing collected"):
                    progress("  memasang {} pustaka …".format(line.count(",") + 1), milestone=True)
        except BaseException:  # stopped by the person or from outside: pip must not go on alone
            process.terminate()
            raise
    progress("")
    if process.returncode:
        raise Stopped(why_pip_failed(said))


def progress(text: str, milestone: bool = False) -> None:
    """One line that is overwritten on a terminal; elsewhere the milestones, a line each."""
    if sys.stdout.isatty():
        sys.stdout.write("\r" + text.ljust(70)[:70] + ("" if text else "\r"))
        sys.stdout.flush()
    elif milestone:
        print(text)


def why_pip_failed(said: "list[str]") -> str:
    """pip's failure in words that lead somewhere."""
    text = "\n".join(said)
    reason = "Pustaka tidak dapat dipasang."
    for signs, sentence in PIP_REASONS:
        if any(sign in text for sign in signs):
            reason = sentence
            break
    last = [line[:160] for line in said[-4:]]
    return reason + "\n\nBaris terakhir dari pip:\n  " + "\n  ".join(last)


NO_VENV = (
    "Lingkungan Python (.venv) tidak dapat dibuat: bagian venv/pip dari Python tidak terpasang.\n"
    "Debian/Ubuntu:   sudo apt install python3-venv\n"
    "Fedora:          sudo dnf install python3-pip\n"
    "Windows/macOS:   pasang ulang Python dari situs resminya (python.org).\n"
    "Lalu jalankan lagi: python run.py"
)

PIP_REASONS = (
    (
        ("No space left on device", "[Errno 28]"),
        "Ruang disk habis; dibutuhkan sekitar 1,5 GB kosong.",
    ),
    (
        ("Permission denied", "[WinError 5]", "[Errno 13]"),
        "Berkas di .venv tidak dapat ditulisi; tutup dasbor yang masih terbuka, lalu coba lagi.",
    ),
    (
        ("Long Path support",),
        "Alamat folder proyek terlalu panjang untuk Windows; pindahkan ke misalnya C:\\emonev.",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError"),
        "Sambungan aman ditolak (sertifikat); hubungi pengelola jaringan kantor tentang proksi.",
    ),
    (
        (
            "NewConnectionError",
            "Failed to establish a new connection",
            "Temporary failure in name resolution",
            "NameResolutionError",
            "ProxyError",
            "ConnectTimeoutError",
            "ReadTimeoutError",
            "Connection refused",
            "Network is unreachable",
            "getaddrinfo failed",
        ),
        "Tidak ada sambungan ke gudang pustaka Python. Pemasangan pertama butuh internet; "
        "sesudah itu dasbor bekerja tanpa internet. Periksa jaringan lalu jalankan lagi.",
    ),
    (
        ("No matching distribution", "metadata-generation-failed", "Failed building wheel"),
        "Salah satu pustaka tidak tersedia untuk Python ini ({}.{}); pakai Python 3.11–3.13 "
        "64-bit.".format(*sys.version_info[:2]),
    ),
)


def must_be_writable(folder: Path) -> None:
    """Stop with a sentence when nothing can be written here."""
    probe = folder / ".emonev-uji-tulis"
    try:
        probe.write_text("", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        raise Stopped(
            "Folder proyek tidak dapat ditulisi: {}\nPindahkan folder ini ke tempat milik sendiri "
            "(misalnya Dokumen), lalu jalankan lagi.".format(folder)
        ) from error


def environment(extra: "dict[str, str] | None" = None) -> "dict[str, str]":
    """The variables for a program inside ``.venv``."""
    variables = {k: v for k, v in os.environ.items() if k not in FOREIGN_VARIABLES}
    variables["PYTHONUTF8"] = "1"
    variables["EMONEV_HOME"] = str(home())  # a relative one means: from where the call was made
    variables.update(extra or {})
    return variables


def run_python(arguments: "list[str]", extra: "dict[str, str] | None" = None) -> int:
    """Run the interpreter of ``.venv`` in the project folder; returns its exit code."""
    command = [str(venv_python()), *arguments]
    return subprocess.call(command, cwd=str(PROJECT), env=environment(extra))


def with_newer_python(arguments: "list[str]") -> int:
    """Run again with a newer Python of this computer, or say which one is needed."""
    for version in NEWER_PYTHONS:
        found = shutil.which("python" + version)
        command = [found] if found else ["py", "-" + version] if WINDOWS else []
        if command and quiet([*command, "-c", "pass"]):
            return subprocess.call([*command, str(PROJECT / "run.py"), *arguments])
    raise Stopped(
        "Python di komputer ini ({}.{}) terlalu lama; dibutuhkan Python 3.11 atau lebih baru.\n"
        "Pasang dari situs resminya (python.org), lalu jalankan lagi.".format(*sys.version_info[:2])
    )


# ---- the home ----


def home() -> Path:
    """The home folder, as ``emonev.store.home`` finds it."""
    return Path(os.environ.get("EMONEV_HOME") or PROJECT / "var").expanduser().resolve()


def demo_marker() -> Path:
    """Exists while demo data are being loaded: a start that was cut off begins it again."""
    return home() / "contoh-belum-selesai"


def home_is_empty() -> bool:
    """True when no store is there yet, or loading the demo was cut off."""
    return demo_marker().exists() or not (home() / "emonev.duckdb").exists()


def fill_with_demo() -> None:
    """Load the demo data through the real import; raises Stopped when that fails."""
    try:
        home().mkdir(parents=True, exist_ok=True)
        demo_marker().write_text("", encoding="utf-8")
    except OSError as error:
        raise Stopped("Rumah data tidak dapat ditulisi: {}".format(home())) from error
    code = run_python(["-m", "emonev", "demo"])
    if code not in (0, OWN_DATA):
        raise Stopped("Data contoh tidak dapat dimuat.", code)
    demo_marker().unlink()


# ---- the dashboard ----


def wanted_port(option: "str | None") -> "int | None":
    """The port that was asked for, None when any will do."""
    text = option or os.environ.get("EMONEV_PORT")
    if not text:
        return None
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Stopped("Nomor port tidak dapat dipakai: {} (1–65535).".format(text), 2)
    return int(text)


def free_port(wanted: "int | None") -> int:
    """The wanted port if it is free, else the first free one after the default."""
    if wanted is not None:
        if port_is_free(wanted):
            return wanted
        raise Stopped("Port {} sedang dipakai program lain; pilih yang lain.".format(wanted))
    for port in range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TO_TRY):
        if port_is_free(port):
            return port
    raise Stopped("Tidak ada port kosong mulai {}; pakai --port.".format(DEFAULT_PORT))


def port_is_free(port: int) -> bool:
    """True when this computer can listen there."""
    with contextlib.closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        if not WINDOWS:  # there the option would let two programs share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def dashboard_note() -> Path:
    """Where the running dashboard of this home leaves its address."""
    return home() / "dasbor.json"


def running_dashboard() -> str:
    """The address of the dashboard that already serves this home, else empty."""
    try:
        address = str(json.loads(read_text(dashboard_note()))["alamat"])
    except (ValueError, KeyError, TypeError):
        return ""
    return address if health(address) else ""


def wait_for_dashboard() -> str:
    """The address, once the process that has its turn serves this home; empty if it takes long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        running = running_dashboard()
        if running:
            return running
        time.sleep(0.5)
    return ""


def health(address: str) -> int:
    """HTTP status of ``/sehat``; 0 while nothing answers."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address + "/sehat", timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return int(error.code)
    except (OSError, ValueError):
        return 0


def serve(port: int, no_browser: bool) -> int:
    """Run the server until it is stopped; says where it is as soon as it answers."""
    address = "http://127.0.0.1:{}".format(port)
    command = [
        str(venv_python()),
        *("-m", "streamlit", "run", "app.py"),
        *("--server.port", str(port)),
        # Streamlit's own first words are English and ask for an e-mail address: silence them.
        *("--server.headless", "true"),
        *("--logger.hideWelcomeMessage", "true"),
        *("--browser.gatherUsageStats", "false"),
    ]
    print("Membuka dasbor …")
    server = subprocess.Popen(
        command, cwd=str(PROJECT), env=environment(), stdin=subprocess.DEVNULL
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    threading.Thread(
        target=announce, args=(server, address, no_browser), name="announce", daemon=True
    ).start()
    try:
        return server.wait()
    except KeyboardInterrupt:
        print("\nDasbor ditutup.")
        return 0
    finally:
        with contextlib.suppress(OSError):
            dashboard_note().unlink()
        stop(server)


def announce(server: "subprocess.Popen[bytes]", address: str, no_browser: bool) -> None:
    """Wait until the server answers, then say so and open the browser."""
    until = time.monotonic() + START_SECONDS
    status = 0
    while not status and time.monotonic() < until and server.poll() is None:
        time.sleep(0.2)
        status = health(address)
    if not status:
        print("Dasbor belum menjawab; coba buka sendiri: " + address, file=sys.stderr)
        return
    with contextlib.suppress(OSError):
        dashboard_note().write_text(json.dumps({"alamat": address}), encoding="utf-8")
    print("\nDasbor terbuka di {}\n(Ctrl+C untuk menutup)\n".format(address))
    if status == 503:
        print("Perhatian: basis data tidak dapat dibuka; lihat pesan di dasbor.", file=sys.stderr)
    open_browser(address, no_browser)


def open_browser(address: str, no_browser: bool) -> None:
    """Show the page in the person's browser, where there is a screen."""
    screen = WINDOWS or sys.platform == "darwin"
    screen = screen or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if no_browser or not screen or os.environ.get("CI"):
        return
    with contextlib.suppress(webbrowser.Error, OSError):
        webbrowser.open(address)


def stop(server: "subprocess.Popen[bytes]") -> None:
    """End the server; it has ten seconds to close its files."""
    if server.poll() is not None:
        return
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
