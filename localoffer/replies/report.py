"""The yearly report that regulation 56 asks for: what came, what became of it. Pure.

Numbers of what came are of comments that came between the two days; answers are those
published between them, whenever their comment came. So each answer stands in one
report, and no comment falls between two.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from statistics import median
from typing import Literal

from pydantic import TypeAdapter

from localoffer.replies.cells import Line

Kind = Literal["calendar", "school", "financial"]
# When each kind of year begins.
BEGINS: Mapping[Kind, tuple[int, int]] = {
    "calendar": (1, 1),
    "school": (9, 1),
    "financial": (4, 1),
}


@dataclass(frozen=True)
class Said:
    """What was said, by how many; of what was taken down since, only the note."""

    ids: tuple[int, ...]
    words: str
    first: str | None = None
    language: str = "en"
    people: int = 1
    about: str | None = None
    note: str | None = None  # stands where the words stood


@dataclass(frozen=True)
class Answered:
    """Comments on one prompt with their answer. `note` stands where words stood."""

    number: int
    prompt: str
    theme: str | None
    topics: tuple[str, ...]
    people: int
    said: tuple[Said, ...]
    did: str
    owner: str
    due_on: date | None
    kept_on: date | None
    kept_note: str | None
    published_on: date
    note: str | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the numbers of all its replies."""
        return tuple(number for said in self.said for number in said.ids)


@dataclass(frozen=True)
class Promise:
    """Something promised: by whom, by when, and whether it was kept."""

    ids: tuple[int, ...]
    did: str
    owner: str
    due_on: date | None
    kept_on: date | None = None
    kept_note: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Report:
    """The report, with everything that it shows. Nothing is worked out again."""

    site: str
    council: str
    first_day: date
    last_day: date
    made_on: date
    received: int
    by_prompt: tuple[tuple[str, int], ...]
    prompt_unknown: int
    by_voice: tuple[Line, ...]
    by_source: tuple[Line, ...]
    by_language: tuple[Line, ...]
    by_topic: tuple[Line, ...]
    published: int
    answered: int
    withheld: int
    waiting: int
    waiting_before: int
    suspected: int
    answered_then: int
    days: int | None
    corrected: int
    right: int
    withheld_then: tuple[tuple[str, int], ...]
    answers: tuple[Answered, ...]
    taken_down: tuple[tuple[date, str], ...]
    promises_made: int
    kept: tuple[Promise, ...]
    open: tuple[Promise, ...]

    @property
    def is_early(self) -> bool:
        """Say whether it was made before its last day was over."""
        return self.made_on <= self.last_day

    @property
    def ids(self) -> frozenset[int]:
        """Return the numbers of all replies that it shows."""
        answered = (one.ids for one in self.answers)
        promised = (one.ids for one in (*self.kept, *self.open))
        return frozenset(chain.from_iterable((*answered, *promised)))

    def late(self) -> int:
        """Return how many promises were late on the day it was made."""
        return sum(p.due_on is not None and p.due_on < self.made_on for p in self.open)

    def voices(self, prompt: str) -> int:
        """Return how many published comments answer a prompt."""
        return sum(one.people for one in self.answers if one.prompt == prompt)


_SHAPE = TypeAdapter(Report)


def written(report: Report) -> str:
    """Return a report as JSON; `read` is the inverse."""
    return _SHAPE.dump_json(report).decode()


def read(body: str) -> Report:
    """Return a report from its JSON; ValueError when it is none."""
    return _SHAPE.validate_json(body)


def year_of(year: int, kind: Kind) -> tuple[date, date]:
    """Return the first and the last day of a year of a kind, by where it begins."""
    month, day = BEGINS[kind]
    first = date(year, month, day)
    return first, date.fromordinal(date(year + 1, month, day).toordinal() - 1)


def name_of(first: date, last: date) -> str:
    """Return what a report is called in its address."""
    for kind in BEGINS:
        if year_of(first.year, kind) == (first, last):
            if kind == "calendar":
                return str(first.year)
            return f"{first.year}-{last.year % 100:02}-{kind}"
    return f"{first.isoformat()}-to-{last.isoformat()}"


def half_of(days: Iterable[int]) -> int | None:
    """Return within how many days half of the answers came, None without any."""
    known = list(days)
    return math.ceil(median(known)) if known else None
