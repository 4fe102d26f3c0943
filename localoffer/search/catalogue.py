"""What search knows of each entry: its card, its facets, where it is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from localoffer.search.arrays import mapped
from localoffer.search.bits import packed
from localoffer.search.rows import Rows, write_rows

CARDS, COLUMNS = "cards", "columns.json"
ARRAYS = ("hot", "bits", "stated", "spots", "orders")


@dataclass(frozen=True)
class Card:
    """The few facts of an entry that a result shows; absent is not stated."""

    slug: str
    kind: str
    title: str
    summary: str
    topics: tuple[str, ...]
    status: str = "running"
    is_national: bool = False
    ages: tuple[int, int] | None = None
    who_for: str | None = None
    ways: tuple[str, ...] = ()
    cost: str | None = None
    delivered: tuple[str, ...] = ()
    where: str | None = None
    provider: str | None = None
    checked: str | None = None


FIELDS = tuple(field.name for field in fields(Card))


def _titled(card: Card) -> tuple[int, str]:
    return 0, card.title.casefold()


def _latest(card: Card) -> tuple[int, str]:
    """Return what puts the entry checked last first, equal ones by title."""
    return -int((card.checked or "0").replace("-", "")), card.title.casefold()


SORTS = {"title": _titled, "checked": _latest}


@dataclass(frozen=True)
class Catalogue:
    """All cards, with facets as one matrix and venues as one table.

    `hot` is entries by columns, 1 where the entry has the value; `bits` is the same
    by column, a bit for each entry; `stated` is entries by facets; `spots` has a row
    a venue: entry, easting, northing (metres); `orders` has a row for each of
    `SORTS`: the place of each entry in that order.
    """

    cards: Sequence[Card]
    columns: tuple[tuple[str, str], ...]
    facets: tuple[str, ...]
    hot: NDArray[np.uint8]
    bits: NDArray[np.uint64]
    stated: NDArray[np.uint8]
    spots: NDArray[np.int32]
    orders: NDArray[np.int32]

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], int]:
        return {column: number for number, column in enumerate(self.columns)}

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        spans: dict[str, tuple[int, int]] = dict.fromkeys(self.facets, (0, 0))
        for number, (facet, _) in enumerate(self.columns):
            first, last = spans[facet]
            spans[facet] = (first if last else number, number + 1)
        return spans

    def column(self, facet: str, value: str) -> int | None:
        """Return the column of a facet's value, or None."""
        return self._numbers.get((facet, value))

    def span(self, facet: str) -> tuple[int, int]:
        """Return the first column of a facet and the one after its last."""
        return self._spans[facet]

    def having(self, facet: str, value: str) -> list[Card]:
        """Return the cards with a facet's value, in the order of their numbers."""
        numbers = self.hot[:, self._numbers[facet, value]].nonzero()[0].tolist()
        return [self.cards[number] for number in numbers]

    def totals(self, facet: str) -> dict[str, int]:
        """Return how many entries have each value of a facet."""
        first, last = self.span(facet)
        sums = self.hot[:, first:last].sum(axis=0, dtype=np.int64).tolist()
        values = (value for _, value in self.columns[first:last])
        return dict(zip(values, sums, strict=True))

    def place(self, sort: str) -> NDArray[np.int32]:
        """Return each entry's place in the order of one of `SORTS`."""
        return np.asarray(self.orders[list(SORTS).index(sort)])

    def number(self, slug: str) -> int | None:
        """Return the number of an entry, or None."""
        return next((n for n, c in enumerate(self.cards) if c.slug == slug), None)


def catalogue_of(
    cards: Sequence[Card],
    values: Sequence[dict[str, tuple[str, ...]]],
    spots: Sequence[tuple[int, int, int]],
    known: Mapping[str, tuple[str, ...]],
) -> Catalogue:
    """Return the catalogue of cards, each with its facet values.

    `known` names every value a facet may be asked for, in the order to show them;
    each row of `values` has every facet, empty where the entry does not state it.
    """
    facets = tuple(known)
    columns = tuple((facet, value) for facet in facets for value in known[facet])
    place = {column: number for number, column in enumerate(columns)}
    # By column: a filter reads one column of all entries.
    hot = np.zeros((len(cards), len(columns)), dtype=np.uint8, order="F")
    stated = np.zeros((len(cards), len(facets)), dtype=np.uint8, order="F")
    for number, row in enumerate(values):
        for at, facet in enumerate(facets):
            for value in row[facet]:
                hot[number, place[facet, value]] = 1
            stated[number, at] = bool(row[facet])
    return Catalogue(
        cards=tuple(cards),
        columns=columns,
        facets=facets,
        hot=hot,
        bits=packed(hot.T.astype(bool)),
        stated=stated,
        spots=np.array(spots, dtype=np.int32).reshape(-1, 3),
        orders=_orders(cards),
    )


def write_catalogue(folder: Path, catalogue: Catalogue) -> None:
    """Write the catalogue's files."""
    cards = ([getattr(card, name) for name in FIELDS] for card in catalogue.cards)
    write_rows(folder, CARDS, cards)
    row = {
        "card": FIELDS,
        "columns": catalogue.columns,
        "facets": catalogue.facets,
    }
    text = json.dumps(row, ensure_ascii=False, sort_keys=True)
    (folder / COLUMNS).write_text(text, "utf-8")
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(catalogue, name))


def open_catalogue(folder: Path) -> Catalogue:
    """Return the catalogue in a folder; nothing is validated again."""
    row = json.loads((folder / COLUMNS).read_text("utf-8"))
    if tuple(row["card"]) != FIELDS:
        message = "the cards were written by other code"
        raise ValueError(message)
    arrays = {name: mapped(folder / f"{name}.npy") for name in ARRAYS}
    return Catalogue(
        cards=Rows(folder, CARDS, _card),
        columns=tuple((facet, value) for facet, value in row["columns"]),
        facets=tuple(row["facets"]),
        **arrays,
    )


def _card(row: list[Any]) -> Card:
    values: list[Any] = [tuple(v) if isinstance(v, list) else v for v in row]
    return Card(*values)


def _orders(cards: Sequence[Card]) -> NDArray[np.int32]:
    orders = np.zeros((len(SORTS), len(cards)), dtype=np.int32)
    for row, key in zip(orders, SORTS.values(), strict=True):
        order = sorted(range(len(cards)), key=lambda number: key(cards[number]))
        row[order] = np.arange(len(cards))
    return orders
