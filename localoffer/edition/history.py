"""The English that a translation was made from, out of the history of its file."""

import subprocess
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from localoffer.content.frontmatter import read_document
from localoffer.content.model import Entry, Guide, Page, Service
from localoffer.content.records import build
from localoffer.content.translations import Original

MODELS: dict[str, type[Entry] | type[Page]] = {
    "services": Service, "guides": Guide, "pages": Page,
}  # fmt: skip
AROUND = 4  # words shown before and after what changed


def original_of(content: Path, place: str, digest: str) -> Original | None:
    """Return the English with a digest from the history; None where it is not there."""
    file, model = f"{place}.md", MODELS[place.split("/", maxsplit=1)[0]]
    for commit in _git(content, "log", "--format=%h", "--", file).split():
        data = _git(content, "show", f"{commit}:./{file}").encode()
        document, _ = read_document(data, file)
        if document is None:
            continue
        record, _ = build(model, document, file)
        if record is None:
            continue
        found = Original.of(record, document.body)
        if found.digest == digest:
            return found
    return None


def _git(content: Path, *arguments: str) -> str:
    try:
        return subprocess.run(  # noqa: S603  fixed commands on our own folder
            ["git", "-C", str(content), *arguments],  # noqa: S607  as editors' own
            capture_output=True, text=True, check=True, encoding="utf-8",
        ).stdout  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return ""


def changes(before: Original, after: Original) -> Iterator[str]:
    """Yield each change as a line: `… words [-gone-] {+new+} words …`."""
    old = " ".join((*before.said, before.body)).split()
    new = " ".join((*after.said, after.body)).split()
    for kind, a, b, c, d in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            continue
        parts = [" ".join(new[max(0, c - AROUND) : c])]
        parts += [f"[-{' '.join(old[a:b])}-]"] if b > a else []
        parts += [f"{{+{' '.join(new[c:d])}+}}"] if d > c else []
        parts += [" ".join(new[d : d + AROUND])]
        yield " ".join(part for part in parts if part)
