"""What a search found, for the page and the API alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from localoffer.question.asked import Asked
from localoffer.question.query import SearchQuery, Understood
from localoffer.search.catalogue import Card
from localoffer.search.facets import Facet, Mask
from localoffer.search.ranking import Vector

PAGE_SIZE = 10


@dataclass(frozen=True)
class Reason:
    """Why an entry is here: a kind, the value it speaks of, and from where."""

    kind: str
    value: str | int | float = ""
    place: str = ""


@dataclass(frozen=True)
class Result:
    """One entry found."""

    card: Card
    fit: str
    reasons: tuple[Reason, ...]
    miles: float | None = None
    silent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rescue:
    """Which one condition to drop, and how many entries that would bring.

    `facet` is a facet's name, or `within` for the miles asked for.
    """

    facet: str
    values: tuple[str, ...]
    brings: int


@dataclass(frozen=True)
class Sifted:
    """All entries by number: which fit what was asked, and which no filter rules out.

    `silent` says of each filtered facet which entries do not state it; `miles` is NaN
    where there is no venue, or no place was asked for.
    """

    query: SearchQuery
    fits: Mask
    possible: Mask
    silent: Mapping[str, Mask]
    miles: Vector
    unknown: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Results:
    """The answer to one question, one page of it."""

    asked: Asked
    query: SearchQuery
    understood: tuple[Understood, ...]
    results: tuple[Result, ...]
    total: int
    not_stated: int
    pages: int
    facets: tuple[Facet, ...]
    unknown: tuple[tuple[str, str], ...]
    confident: bool
    rescue: Rescue | None = None

    @property
    def urgent(self) -> bool:
        """Say whether help for now must come first."""
        return self.query.urgent

    @property
    def meant(self) -> str | None:
        """Return the question with slips of the finger mended, or None.

        Under `exact` nothing was mended, and this is only what might be meant.
        """
        text = self.asked.text
        for typed, word in self.query.slips:
            text = re.sub(rf"(?i)\b{re.escape(typed)}\b", word, text)
        return text if self.query.slips else None

    @property
    def page_exists(self) -> bool:
        """Say whether the page asked for is one of the pages found."""
        return 1 <= self.asked.page <= max(self.pages, 1)
