"""What is installed is written down, exactly, and is what the code imports."""

from __future__ import annotations

import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.repository import PROJECT, imports, python_files

PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\d[A-Za-z0-9.]*)$")
FILES = ("requirements.txt", "requirements-dev.txt", "requirements-witness.txt")
OURS = {"emonev", "tests", "run", "scripts"}


def pins(file: str) -> dict[str, str]:
    """Package (normalised) -> version of one requirements file; anything else fails."""
    found: dict[str, str] = {}
    for line in (PROJECT / file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "-r ")):
            match = PIN.match(line)
            assert match, f"{file}: not an exact pin: {line}"
            name = normalised(match[1])
            assert name not in found, f"{file}: twice: {name}"
            found[name] = match[2]
    return found


def normalised(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("file", FILES)
def test_every_requirement_is_an_exact_pin(file: str) -> None:
    assert pins(file)


def test_the_files_do_not_repeat_each_other() -> None:
    run, dev, witness = (set(pins(file)) for file in FILES)
    assert not run & dev and not (run | dev) & witness


def test_the_agreed_card_is_pinned() -> None:
    card = {"streamlit", "pandas", "plotly", "geopandas", "duckdb", "pytest"}
    assert card <= set(pins("requirements.txt"))


def test_the_development_set_includes_what_outside_checks_use() -> None:
    needed = {"playwright", "xlsxwriter", "python-calamine", "openpyxl"}
    assert needed <= set(pins("requirements.txt")) | set(pins("requirements-dev.txt"))


def test_what_the_product_imports_is_a_run_time_pin() -> None:
    assert _unpinned(["app.py", "emonev/", "pages/"], set(pins("requirements.txt"))) == {}


def test_what_tests_and_scripts_import_is_pinned() -> None:
    pinned = set().union(*(pins(file) for file in FILES))
    assert _unpinned(["tests/", "scripts/"], pinned) == {}


def _unpinned(folders: list[str], pinned: set[str]) -> dict[str, str]:
    """Imported third-party name -> a file that imports it, where no pin provides it."""
    providers = packages_distributions()
    missing: dict[str, str] = {}
    for path in python_files(*folders):
        for name in imports(path):
            if name in sys.stdlib_module_names or name in OURS:
                continue
            packages = {normalised(p) for p in providers.get(name, [name])}
            if not packages & pinned:
                missing[name] = path.relative_to(PROJECT).as_posix()
    return missing
