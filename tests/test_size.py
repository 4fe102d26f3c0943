"""No module grows until it has eaten the project."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WALLS = {"localoffer": 400, "tests": 600, "scripts": 400}
UNCHANGED = {"evaluate.py"}  # kept as it came


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py")) + [
        path
        for path in sorted((ROOT / "scripts").iterdir())
        if folder == "scripts" and path.is_file()
    ]


@pytest.mark.parametrize("folder", WALLS)
def test_no_module_is_too_long(folder: str) -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8").count("\n")
        for path in modules(folder)
        if path.name not in UNCHANGED
    }

    assert lengths
    assert {n: size for n, size in lengths.items() if size > WALLS[folder]} == {}
