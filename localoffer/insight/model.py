"""Counts of what was asked, without anyone in them. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LEAST_ENTRIES = 3  # a word that fewer entries hold may be a name


@dataclass(frozen=True)
class Count:
    """How often something was asked: a topic, a district, or a common word."""

    kind: str
    value: str
    total: int


class Tally:
    """Counts in memory until they are taken."""

    def __init__(self, holders: Callable[[str], int]) -> None:
        """Take what tells how many entries hold a word."""
        self._holders = holders
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(
        self, topics: Iterable[str], district: str | None, words: Iterable[str]
    ) -> None:
        """Count one question; words that could name somebody are never kept."""
        self._counts.update(("topic", topic) for topic in topics)
        if district:
            self._counts[("district", district)] += 1
        known = (word for word in words if self._holders(word) >= LEAST_ENTRIES)
        self._counts.update(("word", word) for word in known)

    def take(self) -> tuple[Count, ...]:
        """Return the counts so far, and begin again."""
        taken, self._counts = self._counts, Counter()
        return tuple(Count(k, v, total) for (k, v), total in sorted(taken.items()))
