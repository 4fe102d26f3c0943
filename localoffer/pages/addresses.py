"""Addresses of pages, made from what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import url_for

from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked
from localoffer.search.catalogue import Card


@dataclass(frozen=True)
class EntryLink:
    """Another entry to go to."""

    title: str
    url: str
    summary: str


def search_url(asked: Asked) -> str:
    """Return the address of a question's results."""
    arguments = urlencode(asked.to_args())
    return url_for("pages.search") + (f"?{arguments}" if arguments else "")


def entry_url(kind: str, slug: str) -> str:
    """Return the address of a service or guide."""
    return url_for(f"pages.{kind}", slug=slug)


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
