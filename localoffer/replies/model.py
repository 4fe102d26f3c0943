"""A published answer: what families said, and what was done."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
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
