"""The name of an edition: a digest of all that shapes it."""

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("Whoosh-Reloaded", "numpy", "Markdown", "nh3", "pydantic", "PyYAML")
FORMAT = "2"


def digest_of(
    content: Path, code: Path, edited: Mapping[str, str], model: str = "none"
) -> str:
    """Return 32 hexadecimal digits; the same inputs give the same digits."""
    total = hashlib.sha256()
    for label, folder, endings in (
        ("content", content, (".md", ".yaml", ".csv")),
        ("code", code, (".py",)),
    ):
        for path in _files(folder, endings):
            name = path.relative_to(folder).as_posix()
            _feed(total, label, name, hashlib.sha256(path.read_bytes()).hexdigest())
    for name in sorted(edited):
        _feed(total, "edited", name, edited[name])
    for library in LIBRARIES:
        _feed(total, "library", library, version(library))
    _feed(total, "format", FORMAT)
    _feed(total, "model", model)
    return total.hexdigest()[:32]


def sum_of(data: bytes) -> str:
    """Return the checksum of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def _files(folder: Path, endings: tuple[str, ...]) -> Iterable[Path]:
    found = (path for path in folder.rglob("*") if path.suffix in endings)
    return sorted(path for path in found if path.is_file())


def _feed(total: "hashlib._Hash", *parts: str) -> None:
    for part in parts:
        total.update(part.encode())
        total.update(b"\0")
    total.update(b"\n")
