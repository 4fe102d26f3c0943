"""A published answer: what families said, and what was done. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from localoffer.web.clock import LONDON


@dataclass(frozen=True, slots=True)
class Reply:
    """Public words only. `about` is an entry's slug, or None for the whole offer.

    `said` is English; `said_first` are the words in the language they came in, where
    that is another. Of a withdrawn one only its `note` is left to show.
    """

    id: int
    about: str | None
    said: str
    did: str
    published_at: datetime
    comment_id: int | None = None
    answer_id: int | None = None
    prompt: str = "included"
    topic: str | None = None
    said_first: str | None = None
    language: str = "en"
    theme: str | None = None
    owner: str = ""
    due_on: date | None = None
    kept_on: date | None = None
    kept_note: str | None = None
    received_on: date | None = None
    changed_at: datetime | None = None
    note: str | None = None
    withdrawn_at: datetime | None = None

    @property
    def is_shown(self) -> bool:
        """Say whether its words may still be shown."""
        return self.withdrawn_at is None

    @property
    def is_promise(self) -> bool:
        """Say whether it promises something that is not known to be done."""
        return self.due_on is not None and self.kept_on is None

    @property
    def published_on(self) -> date:
        """Return the day in London on which it was published."""
        return self.published_at.astimezone(LONDON).date()

    @property
    def changed_on(self) -> date | None:
        """Return the day in London on which it was corrected last."""
        return _day(self.changed_at)

    @property
    def withdrawn_on(self) -> date | None:
        """Return the day in London on which it was taken down."""
        return _day(self.withdrawn_at)

    @property
    def days(self) -> int | None:
        """Return how many days its answer took; None when nobody knows."""
        if self.received_on is None:
            return None
        return max(0, (self.published_on - self.received_on).days)


@dataclass(frozen=True, slots=True)
class Counts:
    """What came and what became of it, about nobody.

    `days` is within how many days half of the answers came; None before the first.
    """

    received: int = 0
    answered: int = 0
    days: int | None = None
    corrected: int = 0


@dataclass(frozen=True, slots=True)
class Issue:
    """A yearly report that was published: its name, and the days it tells of."""

    name: str
    first_day: date
    last_day: date
    published_at: datetime

    @property
    def published_on(self) -> date:
        """Return the day in London on which it was published."""
        return self.published_at.astimezone(LONDON).date()


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(LONDON).date() if moment is not None else None
