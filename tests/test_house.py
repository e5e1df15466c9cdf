"""The rules of the house that no single room can keep alone."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository import PROJECT, files, imports, python_files

LONGEST_PAGE = 150
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}

# Spelled in pieces, so that this file does not name them either.
MACHINE_PATHS = re.compile(
    "|".join(
        ["/" + "work/", "/" + "tmp/w/", "/" + "root/", r"/" + r"home/\w+/", r"[A-Z]:\\\\?Users"]
    )
)
REGISTRY_HOSTS = re.compile(
    "|".join(["pypi" + r"\.org", "python" + "hosted", "registry" + r"\.npmjs", "index" + "-url"])
)


def test_the_import_floors_hold() -> None:
    """Each contract is a sentence in pyproject.toml."""
    code = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"
    done = _python("-c", code)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_importing_a_file_never_loads_pandas_geopandas_or_streamlit() -> None:
    """They cost seconds and hundreds of megabytes; the command line's whole chain is loaded."""
    heavy = ("pandas", "geopandas", "streamlit", "plotly", "shapely")
    chain = sorted(
        ".".join(path.relative_to(PROJECT).with_suffix("").parts)
        for room in ("cli", "store", "ingest", "growth", "indicators", "core")
        for path in python_files(f"emonev/{room}/")
        if path.stem not in ("__init__", "__main__")
    )
    assert len(chain) > 10
    code = (
        "import importlib, sys\n"
        f"for name in {chain!r}: importlib.import_module(name)\n"
        f"print(','.join(name for name in {heavy!r} if name in sys.modules))"
    )
    done = _python("-c", code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


def test_the_command_line_answers_without_the_heavy_libraries() -> None:
    """``python -m emonev --help``, with the modules it loaded printed by Python itself."""
    done = _python("-X", "importtime", "-m", "emonev", "--help")
    assert done.returncode == 0, done.stderr[-2000:]
    loaded = {line.rsplit("|", 1)[-1].strip() for line in done.stderr.splitlines()}
    assert loaded & {"pandas", "geopandas", "streamlit"} == set()
    assert "argparse" in loaded or "click" in loaded


def test_run_py_needs_only_python() -> None:
    """It runs before anything is installed."""
    assert set(imports(PROJECT / "run.py")) <= sys.stdlib_module_names


def test_run_py_is_understood_by_an_old_python() -> None:
    """So that it can say what it lacks instead of a syntax error."""
    ast.parse((PROJECT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_no_file_names_a_machine_or_a_registry() -> None:
    """The repository works wherever it is cloned to, from whichever mirror."""
    found = []
    for path in files():
        text = path.read_bytes().decode("utf-8", errors="replace")
        for pattern in (MACHINE_PATHS, REGISTRY_HOSTS):
            found += [
                f"{path.relative_to(PROJECT)}: {hit.group()}" for hit in pattern.finditer(text)
            ]
    assert found == []


def test_text_files_are_utf8_with_plain_line_ends() -> None:
    """Hashes of shipped text must agree on every system (.gitattributes keeps it so)."""
    text_files = {".py", ".sql", ".md", ".csv", ".toml", ".txt", ".geojson", ".json", ".css"}
    for path in files():
        if path.suffix in text_files:
            content = path.read_bytes()
            content.decode("utf-8")
            assert b"\r" not in content, path


def test_a_page_is_short_and_asks_the_services() -> None:
    """Choose, ask, draw, explain: no SQL, no tables of its own, no database."""
    pages = python_files("pages/")
    if not pages:
        pytest.skip("no page yet")
    for path in pages:
        assert set(imports(path)) & {"pandas", "duckdb", "numpy", "geopandas", "pyarrow"} == set()
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= LONGEST_PAGE, path
        assert not re.search(r"\bSELECT\b.*\bFROM\b", text, re.DOTALL), path


def test_no_file_has_a_name_that_says_nothing() -> None:
    """One idea per file, named after it."""
    for path in python_files("emonev/", "pages/", "scripts/"):
        assert set(path.stem.split("_")) & NAMES_THAT_SAY_NOTHING == set(), path


def test_the_product_needs_nothing_from_beside_the_repository() -> None:
    """Shared material is for tests; the product carries what it needs in data/."""
    product = [*python_files("emonev/", "pages/", "app.py", "run.py"), *_shipped_sql()]
    for path in product:
        assert "../" + "shared" not in path.read_text(encoding="utf-8"), path


def _shipped_sql() -> list[Path]:
    return [path for path in files() if path.suffix == ".sql"]


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=PROJECT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
