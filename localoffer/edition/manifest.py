"""What an edition holds, with checksums; and the pointer to the current one."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from localoffer.edition.digest import FORMAT, sum_of
from localoffer.errors import EditionError

MANIFEST, POINTER = "manifest.json", "current"


@dataclass(frozen=True)
class Manifest:
    """The digest of an edition and the checksum of each of its files."""

    digest: str
    files: dict[str, str]
    format: str = FORMAT


def write_manifest(folder: Path, digest: str) -> None:
    """Write the manifest of a finished folder, last of all."""
    files = {name: sum_of((folder / name).read_bytes()) for name in _names(folder)}
    row = {"digest": digest, "format": FORMAT, "files": files}
    text = json.dumps(row, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text, "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Return a folder's manifest; EditionError when it has none we can use."""
    try:
        row = json.loads((folder / MANIFEST).read_text("utf-8"))
        manifest = Manifest(row["digest"], dict(row["files"]), row["format"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        message = f"The edition {folder.name} is damaged. Run `localoffer build`."
        raise EditionError(message) from fault
    if manifest.format != FORMAT:
        message = "The edition was made by another version. Run `localoffer build`."
        raise EditionError(message)
    return manifest


def is_whole(folder: Path) -> bool:
    """Say whether every file of an edition is there, unchanged."""
    try:
        manifest = read_manifest(folder)
        return all(
            sum_of((folder / name).read_bytes()) == checksum
            for name, checksum in manifest.files.items()
        )
    except (OSError, EditionError):
        return False


def point_to(editions: Path, digest: str) -> None:
    """Make an edition the current one by replacing one file."""
    aside = editions / f"{POINTER}.{os.getpid()}"
    aside.write_text(digest + "\n", "utf-8")
    aside.replace(editions / POINTER)


def current(editions: Path) -> str:
    """Return the digest of the current edition; EditionError when there is none."""
    try:
        return (editions / POINTER).read_text("utf-8").strip()
    except OSError as fault:
        message = "There is no edition yet. Run `localoffer build`."
        raise EditionError(message) from fault


def _names(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in files)
