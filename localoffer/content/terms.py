"""When schools are open and shut, as a source states it; nothing is worked out.

A council says on which day a holiday starts and on which day school is back. A
stretch whose end nobody states holds for its first day alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from localoffer.content.fields import Day, Plain, Record, Source, Text
from localoffer.content.frontmatter import Document, Path
from localoffer.content.problems import Problem

FILE = "terms.yaml"
Season = Literal["term time", "holidays"]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Days on end that are term time or holidays, the last one included.

    `is_open` says that nobody states its end: it is held for its first day alone.
    """

    season: Season
    first: date
    last: date
    name: str = ""
    is_open: bool = False

    def overlaps(self, first: date, last: date) -> bool:
        """Say whether it holds any day of a span."""
        return self.first <= last and first <= self.last


class Holiday(Record):
    """Days when schools are shut; `back` is the first day of school after them."""

    name: Text
    starts: Day
    back: Day | None = None


class SchoolYear(Record):
    """The dates of one school year, and whose schools they are for.

    `closed` are single days in a term when these schools are shut.
    """

    name: Plain
    schools: Text
    starts: Day
    holidays: tuple[Holiday, ...] = ()
    closed: tuple[Day, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

    def turns(self) -> Iterator[tuple[date, Season, str, Path]]:
        """Yield each day on which something begins, with the field that says so."""
        yield self.starts, "term time", "", ("starts",)
        for number, holiday in enumerate(self.holidays):
            at = ("holidays", number)
            yield holiday.starts, "holidays", holiday.name, (*at, "starts")
            if holiday.back is not None:
                yield holiday.back, "term time", "", (*at, "back")

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Return the stretches that are stated, in their order."""
        turns = [turn[:3] for turn in self.turns()]
        found = [
            Stretch(season, first, later[0] - ONE_DAY, name)
            for (first, season, name), later in pairwise(turns)
        ]
        first, season, name = turns[-1]
        return (*found, Stretch(season, first, first, name, is_open=True))


class TermDates(Record):
    """All school years that are stated; none when the file is not there."""

    years: tuple[SchoolYear, ...] = ()

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Return the stretches of all years."""
        return tuple(stretch for year in self.years for stretch in year.stretches)

    @cached_property
    def closed(self) -> frozenset[date]:
        """Return the single days in term when schools are shut."""
        return frozenset(day for year in self.years for day in year.closed)

    def stretch_on(self, day: date) -> Stretch | None:
        """Return the stretch that holds a day; None when that is not stated."""
        held = (s for s in self.stretches if s.first <= day <= s.last)
        return next(held, None)


NOT_STATED = TermDates()


def problems(terms: TermDates, document: Document) -> Iterator[Problem]:
    """Yield what is out of order in the file, each with its line."""
    for number, year in enumerate(terms.years):
        at = ("years", number)
        yield from _backwards(year, document, at)
        yield from _without_end(year, document, at)
        yield from _closed_out_of_term(year, document, at)
    for number, (earlier, later) in enumerate(pairwise(terms.years), start=1):
        if later.starts <= earlier.stretches[-1].last:
            wrong = f"this year starts before {earlier.name} is over"
            write = "Put the earlier year first, and give each day to one year."
            yield _problem(document, ("years", number, "starts"), wrong, write)


def _backwards(year: SchoolYear, document: Document, at: Path) -> Iterator[Problem]:
    for (earlier, *_), (later, _, _, field) in pairwise(year.turns()):
        if later <= earlier:
            wrong = f"{later} does not come after {earlier}"
            write = "Put the holidays in order: each starts after school was back."
            yield _problem(document, (*at, *field), wrong, write)


def _without_end(year: SchoolYear, document: Document, at: Path) -> Iterator[Problem]:
    for number, holiday in enumerate(year.holidays[:-1]):
        if holiday.back is None:
            wrong = "it is not said when school is back"
            write = "Add `back:` with that day. Only the last holiday may do without."
            yield _problem(document, (*at, "holidays", number), wrong, write)


def _closed_out_of_term(
    year: SchoolYear, document: Document, at: Path
) -> Iterator[Problem]:
    terms = [s for s in year.stretches if s.season == "term time"]
    for number, day in enumerate(year.closed):
        if not any(term.first <= day <= term.last for term in terms):
            wrong = f"{day} is not in a term of this year"
            write = "List only single days in a term when schools are shut."
            yield _problem(document, (*at, "closed", number), wrong, write)


def _problem(document: Document, path: Path, wrong: str, write: str) -> Problem:
    field = ".".join(str(part) for part in path)
    return Problem(FILE, document.line_of(path), field, wrong, write)
