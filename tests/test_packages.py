"""What setup.cfg says of the packages is true."""

import configparser
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def setup() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_every_package_is_listed(setup: configparser.ConfigParser) -> None:
    listed = lines(setup["options"]["packages"])
    folders = {path.parent for path in (ROOT / "localoffer").rglob("*.py")}
    there = {".".join(folder.relative_to(ROOT).parts) for folder in folders}

    assert listed == sorted(listed, key=lambda name: ("_assets" in name, name))
    assert {name for name in listed if "._assets" not in name} == there


def test_every_mapped_folder_is_there(setup: configparser.ConfigParser) -> None:
    mapped = dict(line.split(" = ") for line in lines(setup["options"]["package_dir"]))

    assert set(mapped) <= set(lines(setup["options"]["packages"]))
    assert [folder for folder in mapped.values() if not (ROOT / folder).is_dir()] == []


def test_every_dependency_has_an_upper_bound(
    setup: configparser.ConfigParser,
) -> None:
    wanted = lines(setup["options"]["install_requires"])
    wanted += lines(setup["options.extras_require"]["test"])

    assert [name for name in wanted if not re.search("<|==", name)] == []


@pytest.mark.parametrize("extra", ["serve", "test"])
def test_every_dependency_is_locked(
    setup: configparser.ConfigParser, extra: str
) -> None:
    wanted = lines(setup["options"]["install_requires"])
    if extra == "test":
        wanted += lines(setup["options.extras_require"]["test"])
    lock = (ROOT / "scripts" / "locks" / f"{extra}.txt").read_text("utf-8")
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    names = {re.split(r"[\s\[<>=]", name)[0].lower() for name in wanted}

    assert names <= locked


def test_every_file_of_data_is_named(setup: configparser.ConfigParser) -> None:
    data = setup["options.package_data"]
    stray = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "localoffer").rglob("*")
        if path.is_file()
        and path.suffix not in {".py", ".pyc", ".md"}
        and not any(
            fnmatch(path.name, pattern)
            for pattern in data.get(
                ".".join(path.parent.relative_to(ROOT).parts), fallback=""
            ).split(", ")
        )
    ]

    assert stray == []
