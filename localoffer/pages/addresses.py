"""Addresses of pages, made from what they are about."""

from urllib.parse import urlencode

from flask import url_for

from localoffer.question.asked import Asked
from localoffer.search.catalogue import Card


def search_url(asked: Asked) -> str:
    """Return the address of a question's results."""
    arguments = urlencode(asked.to_args())
    return url_for("pages.search") + (f"?{arguments}" if arguments else "")


def entry_url(kind: str, slug: str) -> str:
    """Return the address of a service or guide."""
    return url_for(f"pages.{kind}", slug=slug)


def card_url(card: Card) -> str:
    """Return the address of a card's entry."""
    return entry_url(card.kind, card.slug)
