"""What is on, for those who asked: the same for the page of the week and calendars."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from localoffer.content.timetable import DAYS, Timetable
from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked
from localoffer.search.catalogue import Card
from localoffer.search.results import Sifted


@dataclass(frozen=True)
class Item:
    """A service that has sessions, and how it meets what was asked.

    `silent` are the filtered facets that it does not state: it fits when there are
    none. `miles` is None without a venue, or where no place was asked for.
    """

    card: Card
    timetable: Timetable
    silent: tuple[str, ...] = ()
    miles: float | None = None


@dataclass(frozen=True)
class Programme:
    """All services with sessions that no filter rules out, by title.

    No `weekdays` are all of them. `unknown` are filters that nobody knows.
    """

    asked: Asked
    items: tuple[Item, ...]
    weekdays: frozenset[str]
    unknown: tuple[str, ...]
    is_place_known: bool


def programme(edition: Edition, asked: Asked) -> Programme:
    """Return what is on for what was asked.

    Days are looked for in the sessions themselves: an entry that is on on Monday and
    Friday is asked for on Friday alone. Typed words are the search page's business,
    which looks for words of harm in them first.
    """
    days = asked.values("day")
    rest = tuple(pair for pair in asked.facets if pair[0] != "day")
    sifted = edition.search.sift(replace(asked, text="", facets=rest, page=1))
    unknown = [value for _, value in sifted.unknown]
    unknown += [day for day in days if day not in DAYS]
    items = sorted(_items(edition, sifted), key=lambda i: i.card.title.casefold())
    return Programme(
        asked=replace(asked, text="", drop=(), exact=False, page=1, sort=""),
        items=tuple(items),
        weekdays=frozenset(days) & frozenset(DAYS),
        unknown=tuple(unknown),
        is_place_known=sifted.query.spot_is_asked or not asked.near,
    )


def _items(edition: Edition, sifted: Sifted) -> Iterator[Item]:
    for page in edition.diary.pages:
        number = page.number
        if sifted.possible[number]:
            miles = float(sifted.miles[number])
            yield Item(
                edition.catalogue.cards[number],
                page.timetable,
                tuple(name for name, mask in sifted.silent.items() if mask[number]),
                None if np.isnan(miles) else round(miles, 1),
            )


def item_of(edition: Edition, slug: str) -> Item | None:
    """Return a listed service with its sessions; None when it has none."""
    number = edition.numbers.get(slug)
    held = (page for page in edition.diary.pages if page.number == number)
    page = next(held, None)
    if page is None:
        return None
    return Item(edition.catalogue.cards[page.number], page.timetable)
