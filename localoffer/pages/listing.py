"""The page of a parent's list: what she saved, and ways to send it on."""

from dataclasses import dataclass
from typing import Self
from urllib.parse import quote

from localoffer.content.markdown import Html, localised
from localoffer.edition.opening import Edition
from localoffer.pages.addresses import card_url, list_url
from localoffer.pages.facts import Deciding
from localoffer.pages.saved import SavedList
from localoffer.search.catalogue import Card
from localoffer.search.labels import Labels
from localoffer.web.locale import language


@dataclass(frozen=True)
class SavedEntry:
    """One entry of the list as shown, and the address of the list without it."""

    card: Card
    url: str
    facts: Deciding
    without: str


@dataclass(frozen=True)
class Sharing:
    """Ways to send a list; `link` is whole, the others open a phone's own apps."""

    link: str
    text: str
    email: str
    whatsapp: str

    @classmethod
    def of(cls, link: str, words: str, subject: str) -> Self:
        """Return the addresses that send a link with some words before it."""
        said = quote(f"{words} {link}", safe="")
        return cls(
            link=link,
            text=f"sms:?&body={said}",
            email=f"mailto:?subject={quote(subject, safe='')}&body={said}",
            whatsapp=f"https://wa.me/?text={said}",
        )


@dataclass(frozen=True)
class ListPage:
    """All that the list's template needs."""

    title: str
    body: Html
    is_said: bool
    saved: SavedList
    entries: tuple[SavedEntry, ...]
    unknown: tuple[str, ...]


def list_page(
    saved: SavedList, edition: Edition, labels: Labels, prefix: str
) -> ListPage:
    """Return the page of a list; names that are no entry of ours are told apart."""
    standing = edition.standing.pages["list"]
    entries, unknown = [], []
    for name in saved.names:
        slug = edition.standing.former.get(name, name)
        number = edition.numbers.get(slug)
        if number is None or number >= len(edition.catalogue.cards):
            unknown.append(name)
            continue
        card = edition.catalogue.cards[number]
        entries.append(
            SavedEntry(
                card,
                card_url(card),
                Deciding.of_card(card, labels),
                list_url(saved.without(name)),
            )
        )
    html, is_said = edition.standing_html("list", language())
    return ListPage(
        title=standing.title,
        body=localised(html, prefix),
        is_said=is_said,
        saved=saved,
        entries=tuple(entries),
        unknown=tuple(unknown),
    )
