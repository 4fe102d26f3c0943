"""Years as calendars, schools and accounts begin them, in whole months. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

BEGINS: Mapping[str, int] = {"calendar": 1, "school": 9, "financial": 4}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """Whole months in a row, as numbers: 12 for each year, and one for each month."""

    first: int
    last: int

    @property
    def months(self) -> tuple[str, ...]:
        """Return the months as they are counted, such as 2026-11."""
        return tuple(map(code_of, range(self.first, self.last + 1)))

    @property
    def edges(self) -> tuple[str, str]:
        """Return the month that begins it, and the month that it ends before."""
        return code_of(self.first), code_of(self.last + 1)

    @property
    def each(self) -> tuple[Self, ...]:
        """Return each of its months by itself."""
        return tuple(type(self)(n, n) for n in range(self.first, self.last + 1))

    @property
    def before(self) -> Self:
        """Return the same months a year before."""
        return type(self)(self.first - 12, self.last - 12)

    @property
    def words(self) -> str:
        """Return it as a reader would say it."""
        if self.first == self.last:
            return _words(self.first)
        return f"{_words(self.first)} to {_words(self.last)}"


def span_of(kind: str, year: int, today: date) -> Span | None:
    """Return the months of a year that are over, None while there is none.

    A month that still runs is left out: who looks twice in a day would see by how
    many its count has grown.
    """
    first = year * 12 + BEGINS[kind] - 1
    last = min(first + 11, _last_whole(today))
    return Span(first, last) if first <= last else None


def latest(kind: str, today: date) -> int:
    """Return the latest year of a kind that has a whole month."""
    return (_last_whole(today) - BEGINS[kind] + 1) // 12


def name_of(kind: str, year: int) -> str:
    """Return what a year is called: 2026, or 2026 to 2027."""
    return str(year) if BEGINS[kind] == 1 else f"{year} to {year + 1}"


def code_of(month: int) -> str:
    """Return a month as it is counted, such as 2026-11."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _last_whole(today: date) -> int:
    return today.year * 12 + today.month - 2


def _words(month: int) -> str:
    return f"{MONTHS[month % 12]} {month // 12}"
