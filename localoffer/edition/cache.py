"""Rendered bodies kept by digest between builds; losing them only costs time."""

import hashlib
import json
from pathlib import Path

from localoffer.content.markdown import render


class RenderCache:
    """HTML by the digest of its markdown and of the code that renders it."""

    def __init__(self, file: Path, code: str) -> None:
        """Open the cache; a file that cannot be read counts as empty."""
        self.file, self.code = file, code
        self.kept: dict[str, str] = {}
        try:
            self.old = dict(json.loads(file.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            self.old = {}

    def html(self, body: str) -> str:
        """Return the HTML of a body, rendered only when it is not yet known."""
        key = hashlib.sha256(f"{self.code}\0{body}".encode()).hexdigest()
        if key not in self.kept:
            self.kept[key] = self.old.get(key) or str(render(body))
        return self.kept[key]

    def save(self) -> None:
        """Keep what this build used, and nothing older."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(self.kept, ensure_ascii=False), "utf-8")
