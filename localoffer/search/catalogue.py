"""What search knows of each entry: its card, its facets, where it is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CARDS, COLUMNS = "cards.json", "columns.json"
HOT, STATED, SPOTS = "hot.npy", "stated.npy", "spots.npy"


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


@dataclass(frozen=True)
class Catalogue:
    """All cards, with facets as one matrix and venues as one table.

    `hot` is entries by columns, 1 where the entry has the value; `stated` is
    entries by facets; `spots` has a row a venue: entry, easting, northing (metres).
    """

    cards: tuple[Card, ...]
    columns: tuple[tuple[str, str], ...]
    facets: tuple[str, ...]
    hot: NDArray[np.uint8]
    stated: NDArray[np.uint8]
    spots: NDArray[np.int32]

    def column(self, facet: str, value: str) -> int | None:
        """Return the column of a facet's value, or None."""
        try:
            return self.columns.index((facet, value))
        except ValueError:
            return None

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
    hot = np.zeros((len(cards), len(columns)), dtype=np.uint8)
    stated = np.zeros((len(cards), len(facets)), dtype=np.uint8)
    for number, row in enumerate(values):
        for at, facet in enumerate(facets):
            for value in row[facet]:
                hot[number, place[facet, value]] = 1
            stated[number, at] = bool(row[facet])
    table = np.array(spots, dtype=np.int32).reshape(-1, 3)
    return Catalogue(tuple(cards), columns, facets, hot, stated, table)


def write_catalogue(folder: Path, catalogue: Catalogue) -> None:
    """Write the catalogue's files."""
    cards = [asdict(card) for card in catalogue.cards]
    columns = {"columns": catalogue.columns, "facets": catalogue.facets}
    for name, value in ((CARDS, cards), (COLUMNS, columns)):
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        (folder / name).write_text(text, "utf-8")
    np.save(folder / HOT, catalogue.hot)
    np.save(folder / STATED, catalogue.stated)
    np.save(folder / SPOTS, catalogue.spots)


def open_catalogue(folder: Path) -> Catalogue:
    """Return the catalogue in a folder; nothing is validated again."""
    cards = json.loads((folder / CARDS).read_text("utf-8"))
    columns = json.loads((folder / COLUMNS).read_text("utf-8"))
    hot, stated, spots = (
        np.load(folder / name, mmap_mode="r", allow_pickle=False)
        for name in (HOT, STATED, SPOTS)
    )
    return Catalogue(
        cards=tuple(_card(row) for row in cards),
        columns=tuple((facet, value) for facet, value in columns["columns"]),
        facets=tuple(columns["facets"]),
        hot=hot,
        stated=stated,
        spots=spots,
    )


def _card(row: dict[str, object]) -> Card:
    frozen = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Card(**frozen)  # type: ignore[arg-type]  # written by write_catalogue
