"""The repository stands alone: nothing in it points at one machine."""

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LEFT_OUT = {
    ".git", ".venv", ".venv.lock", "var", "build", "dist", "node_modules",
    "__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis",
    ".import_linter_cache", ".coverage", "localoffer.egg-info",
}  # fmt: skip
TEXTS = {
    "", ".cfg", ".css", ".csv", ".editorconfig", ".gitignore", ".html", ".in", ".js",
    ".json", ".jsonl", ".md", ".po", ".pot", ".py", ".sh", ".svg", ".toml", ".txt",
    ".xml", ".yaml", ".yml", ".scss", ".mako", ".mjs",
}  # fmt: skip
REGISTRY = re.compile(
    r"(?:pypi\.(?:org|io)|pythonhosted\.org|registry\.npmjs\.org|index-url"
    r"|find-links)\b"
)
MACHINE = re.compile(r"(?<![\w.\]*/])/(?:home|Users|root|work|opt|tmp|mnt)/[\w.-]+")
SELF = Path(__file__).name
ALLOWED = {"lock"}  # scripts/lock tells uv to leave registries out


def files() -> list[Path]:
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in LEFT_OUT]
        found += [Path(folder, name) for name in names if name not in LEFT_OUT]
    return sorted(found)


TEXT_FILES = [path for path in files() if path.suffix in TEXTS and path.name != SELF]


def mentions(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in TEXT_FILES
        if path.name not in ALLOWED
        for match in pattern.finditer(path.read_text("utf-8"))
    ]


def test_there_is_something_to_look_at() -> None:
    assert len(TEXT_FILES) > 300


def test_no_file_names_a_package_registry() -> None:
    assert mentions(REGISTRY) == []


def test_no_file_names_a_path_on_one_machine() -> None:
    assert mentions(MACHINE) == []


def test_every_script_can_be_run() -> None:
    scripts = [
        path
        for path in [*(ROOT / "scripts").iterdir(), ROOT / ".ci" / "run"]
        if path.is_file() and path.read_bytes().startswith(b"#!")
    ]

    assert {"serve", "test", "check", "run"} <= {path.name for path in scripts}
    assert [path.name for path in scripts if not os.access(path, os.X_OK)] == []


def test_every_shell_script_stops_at_a_fault() -> None:
    scripts = [ROOT / ".ci" / "run", *(ROOT / "scripts").iterdir()]
    shell = [
        path
        for path in scripts
        if path.is_file() and path.read_bytes().startswith(b"#!/usr/bin/env bash")
    ]

    careless = [
        path.name
        for path in shell
        if "set -euo pipefail" not in path.read_text("utf-8")
    ]

    assert len(shell) >= 5
    assert careless == []


@pytest.mark.parametrize("name", ["serve", "test"])
def test_every_locked_package_has_a_hash(name: str) -> None:
    lock = (ROOT / "scripts" / "locks" / f"{name}.txt").read_text("utf-8")
    packages = re.split(r"\n(?=\S)", lock.strip())

    assert len(packages) > 20
    for package in packages:
        assert re.match(r"[a-z0-9-]+==[0-9][\w.]*[ \\]", package), package
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", package), package


def test_the_test_lock_holds_the_serve_lock() -> None:
    locks = [
        set((ROOT / "scripts" / "locks" / name).read_text("utf-8").split("\n"))
        for name in ("serve.txt", "test.txt")
    ]

    assert locks[0] <= locks[1]


@pytest.mark.parametrize(
    "name", ["evaluate.py", "queries-dev.jsonl", "topics.md", "topics-covered.md"]
)
def test_what_the_search_is_judged_by_is_here(name: str) -> None:
    assert (ROOT / "tests" / "evaluation" / name).stat().st_size > 5_000
