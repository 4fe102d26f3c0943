"""Rendered entries in one file, decoded when shown."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from localoffer.content.markdown import passages
from localoffer.content.model import Entry, Guide, Service
from localoffer.search.rows import Rows, write_rows

ROWS, SLUGS = "rendered", "slugs.json"
KINDS: dict[str, type[Entry]] = {"service": Service, "guide": Guide}


@dataclass(frozen=True)
class Rendered:
    """An entry ready to show: its record, its body as safe HTML, when edited."""

    slug: str
    kind: str
    record: Entry
    html: str
    edited: str | None


@dataclass(frozen=True)
class Upkeep:
    """Of an entry: when it was checked, is to be checked again, and what it covers."""

    slug: str
    kind: str
    title: str
    checked: date | None
    review_by: date | None
    covers: tuple[str, ...]


def write_rendered(folder: Path, entries: Sequence[Rendered]) -> None:
    """Write the entries in the order of their numbers."""
    rows = (
        {
            "slug": entry.slug,
            "kind": entry.kind,
            "record": entry.record.model_dump_json(by_alias=True, exclude_none=True),
            "html": entry.html,
            "edited": entry.edited,
        }
        for entry in entries
    )
    write_rows(folder, ROWS, rows)
    (folder / SLUGS).write_text(json.dumps([e.slug for e in entries]), "utf-8")


class RenderedEntries:
    """Reads one entry at a time from the file of all."""

    def __init__(self, folder: Path) -> None:
        """Open the file; nothing is read."""
        self.slugs = tuple(json.loads((folder / SLUGS).read_text("utf-8")))
        self.rows: Rows[dict[str, Any]] = Rows(folder, ROWS, dict)

    def passages(self, number: int) -> str:
        """Return the words of an entry's body, a line for each block."""
        return passages(self.rows[number]["html"])

    def upkeep(self, number: int) -> Upkeep:
        """Return what an editor must know of an entry; nothing else is decoded."""
        row = self.rows[number]
        fields = json.loads(row["record"])
        return Upkeep(
            slug=row["slug"],
            kind=row["kind"],
            title=fields["title"],
            checked=_day(fields.get("checked")),
            review_by=_day(fields.get("review_by")),
            covers=tuple(fields.get("covers", ())),
        )

    def entry(self, number: int) -> Rendered:
        """Return the entry of a number."""
        row = self.rows[number]
        record = KINDS[row["kind"]].model_validate_json(row["record"])
        return Rendered(row["slug"], row["kind"], record, row["html"], row["edited"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
