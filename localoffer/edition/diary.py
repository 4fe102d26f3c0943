"""When each listed service is on, kept apart so that a week is quick to find."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from localoffer.content.library import EntryFile
from localoffer.content.model import Service
from localoffer.content.timetable import Timetable
from localoffer.search.rows import Rows, write_rows

NAME = "diary"


@dataclass(frozen=True)
class DiaryPage:
    """The timetable of the entry of a number."""

    number: int
    timetable: Timetable


def write_diary(folder: Path, listed: Iterable[EntryFile]) -> None:
    """Write the timetables of entries that have one, in the order of their numbers."""
    services = ((n, entry.record) for n, entry in enumerate(listed))
    rows = (
        {"number": number, "timetable": Timetable.of(service).model_dump_json()}
        for number, service in services
        if isinstance(service, Service) and service.sessions
    )
    write_rows(folder, NAME, rows)


class Diary:
    """The timetables of an edition, read when a week is first asked for."""

    def __init__(self, folder: Path) -> None:
        """Open the file; nothing is read."""
        self._rows = Rows(folder, NAME, _page)

    @cached_property
    def pages(self) -> tuple[DiaryPage, ...]:
        """Return all timetables."""
        return tuple(self._rows)


def _page(row: dict[str, Any]) -> DiaryPage:
    return DiaryPage(row["number"], Timetable.model_validate_json(row["timetable"]))
