"""Addresses of pages, made from what they are about.

Without a script a parent's list is carried in the address: links keep it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request, url_for

from localoffer.edition.opening import Edition
from localoffer.pages.saved import SavedList
from localoffer.question.asked import Asked
from localoffer.search.catalogue import Card


@dataclass(frozen=True)
class EntryLink:
    """Another entry to go to."""

    title: str
    url: str
    summary: str


def saved_here() -> SavedList:
    """Return the list that this request's address carries."""
    return SavedList.read(request.args.get("s", ""))


def search_url(asked: Asked, **also: str) -> str:
    """Return the address of a question's results; `also` is what the page shows."""
    return _with_list(url_for("pages.search"), (*asked.to_args(), *also.items()))


def entry_url(kind: str, slug: str) -> str:
    """Return the address of a service or guide."""
    return _with_list(url_for(f"pages.{kind}", slug=slug))


def letter_url(slug: str, number: int) -> str:
    """Return the address of a guide's letter, counted from 1."""
    return f"{url_for('pages.letters', slug=slug)}#letter-{number}"


def card_url(card: Card) -> str:
    """Return the address of a card's entry."""
    return entry_url(card.kind, card.slug)


def links_to(slugs: Iterable[str], edition: Edition) -> tuple[EntryLink, ...]:
    """Return links to the entries that parents can find, in the order named."""
    numbers = (edition.numbers.get(slug) for slug in slugs)
    cards = edition.catalogue.cards
    found: list[Card] = [cards[n] for n in numbers if n is not None and n < len(cards)]
    return tuple(EntryLink(card.title, card_url(card), card.summary) for card in found)


def list_url(saved: SavedList) -> str:
    """Return the address of a list."""
    return url_for("pages.saved_list") + (f"?s={saved.text}" if saved.slugs else "")


def saving_url(slug: str) -> str:
    """Return the address of this request's list with one entry more."""
    return list_url(saved_here().with_one(slug))


def _with_list(path: str, pairs: Iterable[tuple[str, str]] = ()) -> str:
    arguments = urlencode(tuple(pairs))
    saved = saved_here().text
    if saved:
        arguments += ("&" if arguments else "") + f"s={saved}"
    return path + (f"?{arguments}" if arguments else "")
