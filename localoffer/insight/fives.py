"""Counts told in fives, so that no count below five can be worked out. Pure.

What is told of a thing is how many fives of it were filled in some months: the fives
filled by their end, less those filled before they began. What does not fill a five
waits, and is told once it does. So all that is ever told of a thing, of any months
and on any day, follows from one row of numbers: its fives filled by each month's
end. Where none was filled the true count may be each of 0 to 4, and nothing that is
told would be different. What is told is at most 4 away from the true count.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from localoffer.insight.years import Span

LEAST_TOLD = 5  # fewer may be one family
FEW = f"fewer than {LEAST_TOLD}"

Key = tuple[str, str]  # a kind of count, and the value that it counts


@dataclass(frozen=True)
class Sums:
    """How often each thing was counted before each of some months, since the first."""

    edges: tuple[str, ...]
    rows: Mapping[Key, tuple[int, ...]]

    def fives(self, key: Key, span: Span) -> int:
        """Return five for each five that the months filled; 0 stands for few."""
        row = self.rows.get(key)
        if row is None:
            return 0
        first, last = (row[self.edges.index(edge)] for edge in span.edges)
        return filled(last) - filled(first)

    def of(self, kind: str) -> Iterable[str]:
        """Return the values counted of a kind."""
        return (value for one, value in self.rows if one == kind)

    def together(self, kind: str, name: Callable[[str], str | None]) -> "Sums":
        """Return the things of a kind by another name, those of the same one added.

        True counts are added, and only then told in fives. What has no name is left
        out.
        """
        rows: dict[Key, tuple[int, ...]] = {}
        for value in self.of(kind):
            new = name(value)
            if new is not None:
                row, had = self.rows[kind, value], rows.get((kind, new))
                both = zip(row, had, strict=True) if had else ((n,) for n in row)
                rows[kind, new] = tuple(map(sum, both))
        return Sums(self.edges, rows)


def filled(total: int) -> int:
    """Return a total without what does not fill a five."""
    return total - total % LEAST_TOLD


def told(fives: int) -> str:
    """Return what is told, in words."""
    return str(fives) if fives else FEW
