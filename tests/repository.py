"""The repository as files: what belongs to it, and what each Python file imports."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]

# Made on the spot, never part of the repository; only needed where git is not there to ask.
MADE = {".venv", "var", ".git", "node_modules", "__pycache__"}


def files() -> list[Path]:
    """Every file of the repository, new ones not yet committed included."""
    git = shutil.which("git")
    if git and (PROJECT / ".git").exists():
        listing = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=PROJECT,
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        found = [PROJECT / name for name in listing.split("\0") if name]
    else:
        found = [p for p in PROJECT.rglob("*") if not _is_made(p.relative_to(PROJECT))]
    return sorted(path for path in found if path.is_file())


def _is_made(path: Path) -> bool:
    return any(part in MADE or part.endswith("_cache") for part in path.parts)


def python_files(*folders: str) -> list[Path]:
    """The Python files below these folders (or these files) of the repository."""
    return [
        path
        for path in files()
        if path.suffix == ".py"
        and any(path.relative_to(PROJECT).as_posix().startswith(folder) for folder in folders)
    ]


def imports(path: Path) -> Iterator[str]:
    """Top-level names of the absolute imports in a file, at any depth of the code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]
