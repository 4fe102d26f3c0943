"""Counts of what was asked and found in a month, without anyone in them. Pure."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from threading import Lock
from typing import TypeVar

LEAST_ENTRIES = 3  # a word that fewer entries hold may be a name
LONGEST_VALUE = 80  # characters, as wide as the column
MOST_ROWS = 5000  # kept in memory while the database is away
NONE = "none"  # stands where no topic was understood
PAGES = ("results", "guide", "service")
UNANSWERED_IN = "unanswered in"  # a district and the surest topic of a question
EMPTIED = "emptied"  # a filter that left nothing to show, and the surest topic
ANSWERS = ("yes", "no")

Row = TypeVar("Row")


@dataclass(frozen=True)
class Question:
    """What of a question may be counted; `topic` is the surest, or `none`."""

    month: str
    topic: str = NONE
    topics: tuple[str, ...] = ()
    district: str | None = None
    words: tuple[str, ...] = ()
    is_answered: bool = True


@dataclass(frozen=True)
class Emptied:
    """A filter without which something would have fitted; no word of the question."""

    month: str
    facet: str
    value: str
    topic: str = NONE


@dataclass(frozen=True, order=True)
class Count:
    """How often something was asked in a month.

    `kind` is topic, district or word; `answered` or `unanswered` with the surest
    topic; `unanswered word`, which stood in a question without a sure answer;
    `unanswered in`, the district and the surest topic of such a question, as in
    `MK3 sleep`; or `emptied`, a filter and the surest topic, as in `cost=free sleep`.
    """

    month: str
    kind: str
    value: str
    total: int = 1


@dataclass(frozen=True, order=True)
class Taps:
    """How often a month's readers of a kind of page said yes, or no."""

    month: str
    page: str
    topic: str
    answer: str
    total: int = 1


@dataclass(frozen=True, order=True)
class Rights:
    """How often a month's readers said that an entry's page was right, or was not."""

    month: str
    about: str
    answer: str
    total: int = 1


@dataclass(frozen=True)
class Batch:
    """Counts on their way to the database."""

    counts: tuple[Count, ...] = ()
    taps: tuple[Taps, ...] = ()
    rights: tuple[Rights, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is anything to add."""
        return bool(self.counts or self.taps or self.rights)

    def payload(self) -> dict[str, str]:
        """Return what a job carries; `read` is the inverse."""
        return {
            name: json.dumps([astuple(row) for row in getattr(self, name)])
            for name in ("counts", "taps", "rights")
        }

    @classmethod
    def read(cls, payload: Mapping[str, str]) -> "Batch":
        """Return the counts of a job; none of a job that carries none."""
        names = ("counts", "taps", "rights")
        counts, taps, rights = (json.loads(payload.get(n, "[]")) for n in names)
        return cls(
            tuple(Count(*row) for row in counts),
            tuple(Taps(*row) for row in taps),
            tuple(Rights(*row) for row in rights),
        )


class Tally:
    """Counts in memory until they are taken; several threads may count at once."""

    def __init__(self, holders: Callable[[str], int]) -> None:
        """Take what tells how many entries hold a word."""
        self._holders = holders
        self._lock = Lock()
        self._counts: Counter[Count] = Counter()
        self._taps: Counter[Taps] = Counter()
        self._rights: Counter[Rights] = Counter()

    def add(self, question: Question) -> None:
        """Count one question; words that could name somebody are never kept."""
        pairs = self._pairs(question)
        counts = (Count(question.month, kind, value) for kind, value in pairs)
        self.give_back(Batch(counts=tuple(counts)))

    def add_emptied(self, emptied: Emptied) -> None:
        """Count a filter that left nothing to show."""
        value = f"{emptied.facet}={emptied.value} {emptied.topic}"
        if len(value) > LONGEST_VALUE:
            value = f"{emptied.facet} {emptied.topic}"
        self.give_back(Batch(counts=(Count(emptied.month, EMPTIED, value),)))

    def take(self) -> Batch:
        """Return the counts so far, in order, and begin again."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            taps, self._taps = self._taps, Counter()
            rights, self._rights = self._rights, Counter()
        return Batch(
            tuple(sorted(replace(row, total=n) for row, n in counts.items())),
            tuple(sorted(replace(row, total=n) for row, n in taps.items())),
            tuple(sorted(replace(row, total=n) for row, n in rights.items())),
        )

    def give_back(self, batch: Batch) -> None:
        """Count on, with counts that found no way to the database too."""
        with self._lock:
            for count in batch.counts:
                if len(count.value) <= LONGEST_VALUE:
                    _add(self._counts, replace(count, total=1), count.total)
            for taps in batch.taps:
                _add(self._taps, replace(taps, total=1), taps.total)
            for right in batch.rights:
                _add(self._rights, replace(right, total=1), right.total)

    def _pairs(self, question: Question) -> Iterator[tuple[str, str]]:
        for topic in dict.fromkeys(question.topics):
            yield "topic", topic
        if question.district:
            yield "district", question.district
        yield "answered" if question.is_answered else "unanswered", question.topic
        if question.district and not question.is_answered:
            yield UNANSWERED_IN, f"{question.district} {question.topic}"
        for word in dict.fromkeys(question.words):
            if self._holders(word) >= LEAST_ENTRIES:
                yield "word", word
                if not question.is_answered:
                    yield "unanswered word", word


def _add(counts: Counter[Row], row: Row, total: int) -> None:
    """Count on a row; a new one only while there is room, so that memory has an end."""
    if row in counts or len(counts) < MOST_ROWS:
        counts[row] += total
