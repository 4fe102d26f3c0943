"""Where finished paper lies: a folder for each edition, a file for each choice."""

import json
import secrets
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

# Old ones go when there are more; an address may ask for any choice at all.
MOST_FILES = 400


@dataclass(frozen=True)
class PaperFile:
    """A PDF that is ready. `made` tells it from one made anew."""

    path: Path
    pages: int
    size: int  # bytes
    made: int

    def read(self) -> bytes | None:
        """Return the PDF; None when it has gone in the meantime."""
        try:
            return self.path.read_bytes()
        except OSError:
            return None

    @property
    def kilobytes(self) -> int:
        """Return its size in kB, at least 1."""
        return max(1, round(self.size / 1000))


class PaperFiles:
    """Finished PDFs below a data folder."""

    def __init__(self, data: Path) -> None:
        """Take the data folder; nothing is opened."""
        self.folder = data / "booklets"

    def find(self, edition: str, key: str) -> PaperFile | None:
        """Return the PDF of a choice in an edition, or None when it is not made."""
        path = self.folder / edition / f"{key}.pdf"
        try:
            pages = int(json.loads(path.with_suffix(".json").read_text())["pages"])
            stat = path.stat()
            return PaperFile(path, pages, stat.st_size, stat.st_mtime_ns)
        except (OSError, ValueError, KeyError):
            return None

    def keep(self, edition: str, key: str, pdf: bytes, pages: int) -> PaperFile:
        """Write a PDF aside, then give it its name: nobody reads half of one."""
        path = self.folder / edition / f"{key}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        for name, data in (
            (path.with_suffix(".json"), json.dumps({"pages": pages}).encode()),
            (path, pdf),
        ):
            aside = path.with_name(f"{secrets.token_hex(8)}.aside")
            aside.write_bytes(data)
            aside.replace(name)
        return PaperFile(path, pages, len(pdf), path.stat().st_mtime_ns)

    def forget_others(self, edition: str) -> int:
        """Remove the paper of all editions but one; return how many went."""
        if not self.folder.is_dir():
            return 0
        others = [path for path in self.folder.iterdir() if path.name != edition]
        for path in others:
            shutil.rmtree(path, ignore_errors=True)
        return len(others)

    def forget_oldest(
        self, edition: str, planned: Collection[str], most: int = MOST_FILES
    ) -> None:
        """Remove the oldest beyond so many; those made with the edition stay."""
        folder = self.folder / edition
        asked = [p for p in folder.glob("*.pdf") if p.stem not in planned]
        asked.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in asked[most:]:
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)
