"""What a year's counts tell beside the year before: tables, as they are shown. Pure.

No table has a total of what is counted, nor the rest of what it divides (questions
without a topic, or without a district, among those that have one): with these, a
count that is not told could be worked out from those that are.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from localoffer.insight.fives import FEW, Key, Sums, told
from localoffer.insight.model import EMPTIED, NONE, UNANSWERED_IN
from localoffer.insight.years import Span

MOST_BARS = 10
MOST_ROWS = 100
WIDEST = 75  # parts in a hundred of a chart's width: the rest is for the number
NO_TOPIC = "No topic that we know"


class Names(Protocol):
    """What things are called."""

    def topic(self, slug: str) -> str:
        """Return a topic's name."""
        ...

    def condition(self, value: str) -> str:
        """Return the name of a filter and its value, such as cost=free."""
        ...

    def entry(self, slug: str) -> str:
        """Return an entry's title."""
        ...


@dataclass(frozen=True)
class Row:
    """A thing counted: fives filled in the year, and in the year before."""

    label: str
    now: int
    before: int

    @property
    def words(self) -> tuple[str, str, str]:
        """Return the row as it is read."""
        return self.label, told(self.now), told(self.before)


@dataclass(frozen=True)
class Bar:
    """A row as bars: parts in a hundred of a chart's width, by what is told alone."""

    row: Row
    now: int
    before: int


@dataclass(frozen=True)
class Table:
    """One thing to know; `rest` says of what no row tells."""

    name: str
    title: str
    head: str
    rest: str
    rows: tuple[Row, ...]
    is_chart: bool = True

    @property
    def bars(self) -> tuple[Bar, ...]:
        """Return the first rows as bars; all of a year's months."""
        rows = self.rows if self.name == "months" else self.rows[:MOST_BARS]
        most = max((max(row.now, row.before) for row in rows), default=0) or 1
        return tuple(
            Bar(row, WIDEST * row.now // most, WIDEST * row.before // most)
            for row in rows
        )


@dataclass(frozen=True)
class Years:
    """The months told of, and the same months a year before."""

    now: Span

    @property
    def before(self) -> Span:
        """Return the same months a year before."""
        return self.now.before

    @property
    def edges(self) -> tuple[str, ...]:
        """Return the months before which counts are added up."""
        return tuple(sorted({*self.now.edges, *self.before.edges}))

    @property
    def month_edges(self) -> tuple[str, ...]:
        """Return the same for each month by itself."""
        spans = (*self.now.each, *self.before.each)
        return tuple(sorted({edge for span in spans for edge in span.edges}))


@dataclass(frozen=True)
class Counted:
    """What was counted by the year's edges; of unmet need, by the months' too."""

    years: Years
    sums: Sums
    monthly: Sums


def tables_of(counted: Counted, names: Names, topic: str | None) -> tuple[Table, ...]:
    """Return all tables; what is missing is told of one topic, if one is chosen."""
    sums = counted.sums
    unmet = sums.together(UNANSWERED_IN, lambda value: _district(value, topic))
    pairs = sums.together(UNANSWERED_IN, lambda value: _pair(value, names))
    emptied = sums.together(EMPTIED, lambda value: _condition(value, topic))
    of_topic = "" if topic is None else f": {names.topic(topic)}"

    def rows(kind: str, name: Callable[[str], str], of: Sums = sums) -> tuple[Row, ...]:
        return tuple(_rows(of, counted.years, ((kind, v) for v in of.of(kind)), name))

    return (
        _table("asked", rows("topic", names.topic)),
        _table("unmet", rows("unanswered", names.topic)),
        _table("months", tuple(_months(counted, topic)), of_topic),
        _table("unmet-districts", rows(UNANSWERED_IN, str, unmet), of_topic),
        _table("pairs", rows(UNANSWERED_IN, str, pairs)),
        _table("emptied", rows(EMPTIED, names.condition, emptied), of_topic),
        _table("districts", rows("district", str)),
        _table("words", rows("unanswered word", str)),
        _table("found-no", rows("found no", names.topic)),
        _table("found-yes", rows("found yes", names.topic)),
        _table("wrong", rows("wrong", names.entry)),
    )


HEADS = {
    "asked": ("Topics asked for", "Topic", "Every other topic"),
    "unmet": ("Topics without a sure answer", "Topic", "Every other topic"),
    "months": ("Questions without a sure answer, by month", "Month", ""),
    "unmet-districts": (
        "Questions without a sure answer, by district",
        "District",
        "Every other district",
    ),
    "pairs": (
        "Topics without a sure answer, by district",
        "Topic and district",
        "Every other topic and district",
    ),
    "emptied": (
        "Filters that left nothing to show",
        "Filter",
        "Every other filter",
    ),
    "districts": ("Districts named", "District", "Every other district"),
    "words": ("Words of questions without a sure answer", "Word", "Every other word"),
    "found-no": ("Did not find what they needed", "Topic", "Every other topic"),
    "found-yes": ("Found what they needed", "Topic", "Every other topic"),
    "wrong": ("Entries most often said to be wrong", "Entry", "Every other entry"),
}


def _table(name: str, rows: tuple[Row, ...], more: str = "") -> Table:
    title, head, rest = HEADS[name]
    is_chart = name not in {"pairs", "words"}
    if len(rows) > MOST_ROWS:
        rows, rest = rows[:MOST_ROWS], f"Only the first {MOST_ROWS} stand here."
    elif rest:
        rest = f"{rest}: {FEW}, or none."
    return Table(name, title + more, head, rest, rows, is_chart)


def _rows(
    sums: Sums, years: Years, keys: Iterable[Key], name: Callable[[str], str]
) -> list[Row]:
    """Return a row for each thing that filled a five in either year, most first.

    Nothing tells of the others whether they were counted at all.
    """
    found = [
        Row(name(key[1]), sums.fives(key, years.now), sums.fives(key, years.before))
        for key in keys
    ]
    kept = [row for row in found if row.now or row.before]
    return sorted(kept, key=lambda row: (-row.now, -row.before, row.label))


def _months(counted: Counted, topic: str | None) -> Iterator[Row]:
    """Return a row for each month: the fives that are told of each topic, added up."""
    sums, years = counted.monthly, counted.years
    kind = "unanswered"
    keys = [(kind, v) for v in sums.of(kind) if topic is None or v == topic]
    for now, before in zip(years.now.each, years.before.each, strict=True):
        both = (sum(sums.fives(key, span) for key in keys) for span in (now, before))
        yield Row(now.words, *both)


def _district(value: str, topic: str | None) -> str | None:
    district, _, of = value.partition(" ")
    return district if topic in {None, of} else None


def _pair(value: str, names: Names) -> str | None:
    district, _, topic = value.partition(" ")
    return None if topic == NONE else f"{names.topic(topic)}, {district}"


def _condition(value: str, topic: str | None) -> str | None:
    condition, _, of = value.rpartition(" ")
    return condition if topic in {None, of} else None
