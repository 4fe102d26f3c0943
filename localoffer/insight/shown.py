"""The page of a year's insight: what was asked, what is shown, for page and export."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from localoffer.database.connection import Database
from localoffer.edition.opening import Edition
from localoffer.insight import store
from localoffer.insight.actions import SEVERAL
from localoffer.insight.model import EMPTIED, UNANSWERED_IN
from localoffer.insight.picture import NO_TOPIC, Counted, Table, Years, tables_of
from localoffer.insight.upkeep import Wanted
from localoffer.insight.years import BEGINS, latest, name_of, span_of
from localoffer.search.labels import FACETS, Labels

KINDS = (
    "topic", "unanswered", UNANSWERED_IN, EMPTIED, "district", "unanswered word",
    "found no", "found yes", "wrong",
)  # fmt: skip
MOST_YEARS = 6  # to choose from
MORE_FILTERS = {"within": "Miles from a place"}


@dataclass(frozen=True)
class Chosen:
    """A kind of year, a year by the number it begins in, and a topic or none."""

    kind: str
    year: int
    topic: str | None = None

    @classmethod
    def read(cls, values: Mapping[str, str], edition: Edition, today: date) -> Self:
        """Return what an address asks for; the latest year where it asks for none."""
        kind, _, number = values.get("of", "").partition("-")
        kind = kind if kind in BEGINS else "calendar"
        last = latest(kind, today)
        is_year = number.isascii() and number.isdigit() and len(number) == 4
        topic = values.get("topic", "")
        return cls(
            kind=kind,
            year=max(1, min(int(number), last)) if is_year else last,
            topic=topic if edition.vocabulary.topic(topic) else None,
        )

    @property
    def args(self) -> dict[str, str]:
        """Return the address that asks for this."""
        of = {"of": f"{self.kind}-{self.year:04}"}
        return of if self.topic is None else {**of, "topic": self.topic}

    @property
    def before(self) -> Self:
        """Return the year before."""
        return replace(self, year=self.year - 1)

    @property
    def name(self) -> str:
        """Return what the year is called."""
        return name_of(self.kind, self.year)


@dataclass(frozen=True)
class Shown:
    """All that is shown. The page, its charts and what is exported have only this."""

    chosen: Chosen
    years: Years
    tables: tuple[Table, ...]
    wanted: Wanted

    @classmethod
    def of(
        cls, chosen: Chosen, database: Database, edition: Edition, today: date
    ) -> Self:
        """Return what is shown of a year that has a whole month by now."""
        span = span_of(chosen.kind, chosen.year, today)
        assert span is not None, "a year after the latest"  # noqa: S101
        years = Years(span)
        counted = Counted(
            years,
            store.sums(database, years.edges, KINDS),
            store.sums(database, years.month_edges, ("unanswered",)),
        )
        duties = edition.vocabulary.duties.duties
        return cls(
            chosen=chosen,
            years=years,
            tables=tables_of(counted, EditionNames.of(edition), chosen.topic),
            wanted=Wanted.of(edition.upkeep, duties, today),
        )


def choices(today: date) -> tuple[tuple[str, tuple[Chosen, ...]], ...]:
    """Return the years to choose from, by their kind, the latest first."""
    spans = ((kind, latest(kind, today)) for kind in BEGINS)
    return tuple(
        (kind, tuple(Chosen(kind, last - n) for n in range(MOST_YEARS)))
        for kind, last in spans
    )


@dataclass(frozen=True)
class EditionNames:
    """Names from the edition, in English as all the desk is."""

    edition: Edition
    labels: Labels

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """Return the names that an edition gives."""
        standing = edition.standing
        words = Labels(_plain, standing.vocabulary, standing.organisations)
        return cls(edition, words)

    def topic(self, slug: str) -> str:
        """Return a topic's name; its slug when the vocabulary has lost it."""
        topic = self.edition.vocabulary.topic(slug)
        if topic:
            return topic.label
        return NO_TOPIC if slug == "none" else slug

    def condition(self, value: str) -> str:
        """Return the name of a filter and its value."""
        facet, _, chosen = value.partition("=")
        if facet not in FACETS:
            return f"{MORE_FILTERS.get(facet, facet)}: {chosen}"
        if chosen in {"", SEVERAL}:
            return f"{self.labels.facet(facet)}: more than one"
        return f"{self.labels.facet(facet)}: {self.labels.value(facet, chosen)}"

    def entry(self, slug: str) -> str:
        """Return an entry's title; its slug when it is gone."""
        entry = self.edition.entry(slug)
        return entry.record.title if entry else slug


def _plain(text: str, **values: str) -> str:
    return text % values
