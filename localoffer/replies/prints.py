"""Where the files of published reports lie: one of each, as it may be shown today."""

import hashlib
import secrets
from pathlib import Path

from localoffer.replies.report import Report, written


class Prints:
    """Finished PDFs and documents of reports, below a data folder."""

    def __init__(self, data: Path) -> None:
        """Take the data folder; nothing is opened."""
        self.folder = data / "reports"

    def read(self, name: str, report: Report, kind: str) -> bytes | None:
        """Return a report's file, None when it is not made as it stands today."""
        try:
            return self._path(name, report, kind).read_bytes()
        except OSError:
            return None

    def keep(self, name: str, report: Report, kind: str, data: bytes) -> None:
        """Write a file aside, then give it its name; a former one goes."""
        path = self._path(name, report, kind)
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f"{secrets.token_hex(8)}.aside")
        aside.write_bytes(data)
        aside.replace(path)
        # It may hold words that were taken down since.
        for other in self.folder.glob(f"{name}.*.{kind}"):
            if other != path:
                other.unlink(missing_ok=True)

    def _path(self, name: str, report: Report, kind: str) -> Path:
        key = hashlib.sha256(written(report).encode()).hexdigest()[:16]
        return self.folder / f"{name}.{key}.{kind}"
