"""What the search is asked for, and what was read out of the parent's words."""

from dataclasses import dataclass

from localoffer.places.gazetteer import Spot


@dataclass(frozen=True)
class Understood:
    """One thing read from the text: its canonical value, and the words as typed."""

    kind: str
    value: str | int
    text: str

    @property
    def key(self) -> str:
        """Return what `drop=` takes to ignore it."""
        return f"{self.kind}:{self.value}"


@dataclass(frozen=True)
class SearchQuery:
    """A question the search can answer. What is read from words is a preference."""

    words: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    age: int | None = None
    spot: Spot | None = None
    spot_is_asked: bool = False
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    within: int | None = None
    sort: str = ""
    page: int = 1
    urgent: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether nothing was typed that could rank one entry over another."""
        return not (self.words or self.topics)
