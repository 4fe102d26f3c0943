"""Home, topics, guides, standing pages: ways in without a question."""

from collections.abc import Sequence
from dataclasses import dataclass

from localoffer.content.area import Shortcut
from localoffer.content.markdown import Html, localised
from localoffer.content.vocabulary import Meaning, Topic
from localoffer.edition.opening import Edition
from localoffer.edition.translated import Text
from localoffer.pages.addresses import card_url, letter_url
from localoffer.pages.easy import easy_url
from localoffer.search.catalogue import Card
from localoffer.search.facets import AGE_BANDS
from localoffer.search.labels import Labels
from localoffer.web.locale import language

# A long page begins with a short one, which is translated.
SUMMARIES = {"privacy": "privacy-summary"}


@dataclass(frozen=True)
class CardLink:
    """A card with its address."""

    card: Card
    url: str


@dataclass(frozen=True)
class HomePage:
    """The first page."""

    shortcuts: tuple[Shortcut, ...]
    ages: tuple[tuple[str, str], ...]
    needs: tuple[tuple[str, str], ...]
    guides: tuple[CardLink, ...]


@dataclass(frozen=True)
class TopicGroup:
    """Topics under one heading, each with how many entries it has."""

    label: str
    topics: tuple[tuple[Topic, int], ...]


@dataclass(frozen=True)
class TopicsPage:
    """Topics by group and from A to Z."""

    groups: tuple[TopicGroup, ...]
    letters: tuple[tuple[str, tuple[Topic, ...]], ...]


@dataclass(frozen=True)
class TopicPage:
    """One topic with its entries, those written for it first."""

    topic: Topic
    services: tuple[CardLink, ...]
    guides: tuple[CardLink, ...]


@dataclass(frozen=True)
class GuidesPage:
    """All guides, and all letters with their addresses."""

    guides: tuple[CardLink, ...]
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class TextPage:
    """A standing page; the glossary has meanings too."""

    slug: str
    title: str
    summary: str
    body: Html
    checked: str | None
    meanings: tuple[Meaning, ...] = ()
    translation: Text | None = None
    easy_url: str | None = None
    short: "TextPage | None" = None

    @property
    def is_said(self) -> bool:
        """Say whether the text is in the page's language, where that is not English."""
        return self.translation is not None


def home_page(edition: Edition, labels: Labels) -> HomePage:
    """Return the home page."""
    needs = [(n, labels.value("need", n)) for n in _values(edition, "need")]
    return HomePage(
        shortcuts=edition.area.shortcuts,
        ages=tuple((band, labels.value("age", band)) for band in AGE_BANDS),
        needs=tuple(sorted(needs, key=lambda pair: pair[1])),
        guides=_guides(edition),
    )


def topics_page(edition: Edition) -> TopicsPage:
    """Return all topics that have an entry."""
    counts = topic_counts(edition)
    topics = edition.vocabulary.topics
    groups = tuple(
        TopicGroup(
            group.label,
            tuple((t, counts[t.slug]) for t in topics.topics if t.group == group.slug),
        )
        for group in topics.groups
    )
    letters: dict[str, list[Topic]] = {}
    for topic in sorted(topics.topics, key=lambda t: t.label.casefold()):
        letters.setdefault(topic.label[0].upper(), []).append(topic)
    return TopicsPage(groups, tuple((a, tuple(b)) for a, b in letters.items()))


def topic_counts(edition: Edition) -> dict[str, int]:
    """Return how many entries each topic has."""
    return edition.catalogue.totals("topic")


def topic_page(edition: Edition, slug: str) -> TopicPage | None:
    """Return a topic's page, or None when there is no such topic."""
    topic = edition.vocabulary.topic(slug)
    if topic is None:
        return None
    cards = edition.catalogue.having("topic", slug)
    cards.sort(
        key=lambda c: (c.status != "running", c.topics.index(slug), c.is_national)
    )
    return TopicPage(topic, _of_kind(cards, "service"), _of_kind(cards, "guide"))


def guides_page(edition: Edition) -> GuidesPage:
    """Return the page of all guides, its letters from A to Z."""
    letters = [
        (title, letter_url(slug, number))
        for slug, titles in edition.letters
        for number, title in enumerate(titles, 1)
    ]
    return GuidesPage(_guides(edition), tuple(sorted(letters)))


def text_page(edition: Edition, slug: str, prefix: str) -> TextPage | None:
    """Return a standing page, or None."""
    page = edition.standing.pages.get(slug)
    if page is None:
        return None
    meanings = edition.vocabulary.glossary.meanings if slug == "glossary" else ()
    said = edition.translated(language()).texts.get(f"pages/{slug}")
    html, _ = edition.standing_html(slug, language())
    return TextPage(
        slug,
        page.title,
        page.summary,
        localised(html, prefix),
        page.checked,
        tuple(sorted(meanings, key=lambda m: m.term.casefold())),
        said,
        easy_url(f"pages/{slug}", edition),
        text_page(edition, SUMMARIES[slug], prefix) if slug in SUMMARIES else None,
    )


def _values(edition: Edition, facet: str) -> list[str]:
    return [value for name, value in edition.catalogue.columns if name == facet]


def _guides(edition: Edition) -> tuple[CardLink, ...]:
    numbers = edition.search.grounds.is_guide.nonzero()[0].tolist()
    cards = [edition.catalogue.cards[number] for number in numbers]
    return _of_kind(cards, "guide")


def _of_kind(cards: Sequence[Card], kind: str) -> tuple[CardLink, ...]:
    return tuple(CardLink(card, card_url(card)) for card in cards if card.kind == kind)
