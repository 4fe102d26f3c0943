"""Rendered entries in one file with an offset table, decoded when shown."""

import json
import mmap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from localoffer.content.markdown import passages
from localoffer.content.model import Entry, Guide, Service

DATA, OFFSETS, SLUGS = "rendered.bin", "rendered.npy", "slugs.json"
KINDS: dict[str, type[Entry]] = {"service": Service, "guide": Guide}


@dataclass(frozen=True)
class Rendered:
    """An entry ready to show: its record, its body as safe HTML, when edited."""

    slug: str
    kind: str
    record: Entry
    html: str
    edited: str | None


def write_rendered(folder: Path, entries: Sequence[Rendered]) -> None:
    """Write the entries in the order of their numbers."""
    offsets, data = [0], bytearray()
    for entry in entries:
        row = {
            "slug": entry.slug,
            "kind": entry.kind,
            "record": entry.record.model_dump_json(by_alias=True, exclude_none=True),
            "html": entry.html,
            "edited": entry.edited,
        }
        data += json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
        offsets.append(len(data))
    (folder / DATA).write_bytes(bytes(data))
    (folder / SLUGS).write_text(json.dumps([e.slug for e in entries]), "utf-8")
    np.save(folder / OFFSETS, np.array(offsets, dtype=np.int64))


class RenderedEntries:
    """Reads one entry at a time from the mapped file."""

    def __init__(self, folder: Path) -> None:
        """Map the file; an empty one is not mapped."""
        self.offsets = np.load(folder / OFFSETS, allow_pickle=False)
        self.slugs = tuple(json.loads((folder / SLUGS).read_text("utf-8")))
        with (folder / DATA).open("rb") as file:
            size = int(self.offsets[-1])
            self.data = (
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
            )

    def passages(self, number: int) -> str:
        """Return the words of an entry's body, a line for each block."""
        return passages(self._row(number)["html"])

    def _row(self, number: int) -> dict[str, Any]:
        first, last = int(self.offsets[number]), int(self.offsets[number + 1])
        row: dict[str, Any] = json.loads(self.data[first:last])
        return row

    def entry(self, number: int) -> Rendered:
        """Return the entry of a number."""
        row = self._row(number)
        record = KINDS[row["kind"]].model_validate_json(row["record"])
        return Rendered(row["slug"], row["kind"], record, row["html"], row["edited"])
