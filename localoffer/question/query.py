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
    """A question the search can answer. What is read from words is a preference.

    `topics` come with the share of the surest one's weight; `sureness` is that
    weight; `wants` are the facet values that stated facts prefer. `slips` are words
    as typed with what is meant; `mended` those that were taken as meant.
    `urgent_in` is the language of the words of harm. `own_words` are those of a
    question in another language, looked for in what is translated.
    """

    words: tuple[str, ...] = ()
    topics: tuple[tuple[str, float], ...] = ()
    sureness: float = 0.0
    age: int | None = None
    spot: Spot | None = None
    spot_is_asked: bool = False
    wants: tuple[tuple[str, str], ...] = ()
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    within: int | None = None
    sort: str = ""
    page: int = 1
    urgent: bool = False
    urgent_in: str = ""
    is_elsewhere: bool = False
    language: str = "en"
    own_words: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    slips: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing read could rank one entry over another."""
        return not (self.words or self.topics or self.own_words)
