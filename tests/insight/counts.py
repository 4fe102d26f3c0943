"""Counts by hand, added up as the store adds them up."""

from collections.abc import Iterable, Mapping
from datetime import date

from localoffer.insight.fives import Key, Sums
from localoffer.insight.picture import Counted, Table, Years, tables_of
from localoffer.insight.years import span_of

Counts = Mapping[Key, Mapping[str, int]]  # how often each thing, by month


class Plain:
    """Names that are the things' own."""

    def topic(self, slug: str) -> str:
        return slug

    def condition(self, value: str) -> str:
        return value

    def entry(self, slug: str) -> str:
        return slug


def sums_of(counts: Counts, edges: Iterable[str]) -> Sums:
    """Return how often each thing was counted before each edge."""
    kept = tuple(edges)
    return Sums(
        kept,
        {
            key: tuple(sum(n for m, n in row.items() if m < edge) for edge in kept)
            for key, row in counts.items()
            if any(n for month, n in row.items() if month < kept[-1])
        },
    )


def shown(
    counts: Counts, kind: str, year: int, today: date, topic: str | None = None
) -> tuple[Table, ...]:
    """Return the tables of a year; none while it has no whole month."""
    span = span_of(kind, year, today)
    if span is None:
        return ()
    years = Years(span)
    both = (sums_of(counts, edges) for edges in (years.edges, years.month_edges))
    return tables_of(Counted(years, *both), Plain(), topic)


def table(name: str, tables: Iterable[Table]) -> Table:
    """Return a table by its name."""
    return next(one for one in tables if one.name == name)
