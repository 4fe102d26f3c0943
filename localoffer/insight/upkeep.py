"""What entries want of their editors: checks, and items that none covers. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from localoffer.content.coverage import uncovered_duties
from localoffer.content.vocabulary import Duty
from localoffer.edition.rendered import Upkeep


@dataclass(frozen=True)
class Wanted:
    """Entries to check again, longest overdue first; those never checked; gaps."""

    overdue: tuple[Upkeep, ...]
    unchecked: tuple[Upkeep, ...]
    uncovered: tuple[Duty, ...]

    @classmethod
    def of(cls, entries: Iterable[Upkeep], duties: Iterable[Duty], today: date) -> Self:
        """Return what is wanted on a day; the day of the check is not overdue yet."""
        kept = tuple(entries)
        late = [(e.review_by, e.slug, e) for e in kept if e.review_by]
        return cls(
            overdue=tuple(e for day, _, e in sorted(late, key=_first) if day < today),
            unchecked=tuple(e for e in kept if e.checked is None),
            uncovered=uncovered_duties(duties, (c for e in kept for c in e.covers)),
        )


def _first(row: tuple[date, str, Upkeep]) -> tuple[date, str]:
    return row[:2]
