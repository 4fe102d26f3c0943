"""A published answer: what families said, and what was done."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Reply:
    """Public words only. `about` is an entry's slug, or None for the whole offer."""

    id: int
    about: str | None
    said: str
    did: str
    published_at: datetime
