"""The results page: cards, filters, chips and page links, worked out in Python."""

from dataclasses import dataclass, replace

from flask import url_for

from localoffer.content.markdown import passages
from localoffer.content.vocabulary import Meaning
from localoffer.edition.opening import Edition
from localoffer.insight.actions import topic_of
from localoffer.pages.addresses import card_url, search_url
from localoffer.pages.facts import Deciding
from localoffer.question.asked import Asked
from localoffer.question.query import Understood
from localoffer.search.catalogue import Card
from localoffer.search.engines.whoosh import Piece, snippet
from localoffer.search.facets import Facet
from localoffer.search.labels import Labels
from localoffer.search.results import Result, Results
from localoffer.web.locale import language

SHOWN_VALUES = 6
NEAREST = 3


@dataclass(frozen=True)
class Chip:
    """Something read or chosen, and the address without it."""

    label: str
    said: str
    without: str


@dataclass(frozen=True)
class Choice:
    """A filter to tick; `count` is None where it is not counted."""

    name: str
    value: str
    label: str
    count: int | None
    is_selected: bool


@dataclass(frozen=True)
class ChoiceGroup:
    """A facet: the values shown, and the address that shows all when these are some."""

    name: str
    label: str
    shown: tuple[Choice, ...]
    more: str | None
    is_open: bool


@dataclass(frozen=True)
class ResultCard:
    """One result as shown."""

    card: Card
    url: str
    reasons: tuple[str, ...]
    snippet: tuple[Piece, ...]
    facts: Deciding
    ask: tuple[str, ...]
    miles: float | None


@dataclass(frozen=True)
class RescueLink:
    """One condition to drop, what that brings, and the address.

    `label` is the filter's name; None for how far away it may be.
    """

    label: str | None
    brings: int
    url: str


@dataclass(frozen=True)
class ResultsPage:
    """All that the results template needs."""

    results: Results
    fitting: tuple[ResultCard, ...]
    silent: tuple[ResultCard, ...]
    groups: tuple[ChoiceGroup, ...]
    read: tuple[Chip, ...]
    chosen: tuple[Chip, ...]
    unknown: tuple[str, ...]
    rescue: RescueLink | None
    previous: str | None
    next: str | None
    hidden: tuple[tuple[str, str], ...]
    shows_filters: bool = False
    neighbour: str | None = None
    place_unknown: bool = False
    exactly: str | None = None
    meaning: Meaning | None = None
    nearest: tuple[tuple[str, str], ...] = ()
    may_be_listed: bool = False

    @property
    def topic(self) -> str:
        """Return the topic that “Did you find what you needed?” is counted for."""
        return topic_of(self.results)

    @property
    def asked(self) -> Asked:
        """Return what was asked."""
        return self.results.asked

    @classmethod
    def of(
        cls, results: Results, edition: Edition, labels: Labels, whole: str = ""
    ) -> "ResultsPage":
        """Return the page of a search's results; `whole` is a facet to show whole."""
        asked = results.asked
        cards = [_card(result, results, edition, labels) for result in results.results]
        fits = [result.fit == "fits" for result in results.results]
        return cls(
            results=results,
            fitting=tuple(c for c, ok in zip(cards, fits, strict=True) if ok),
            silent=tuple(c for c, ok in zip(cards, fits, strict=True) if not ok),
            groups=tuple(
                _group(f, results, labels, whole) for f in results.facets if f.values
            ),
            shows_filters=any(f.name == whole for f in results.facets),
            read=tuple(_chip(asked, part, labels) for part in results.understood),
            chosen=_chosen(results, labels),
            unknown=tuple(value for _, value in results.unknown),
            rescue=_rescue(results, labels),
            previous=_page(asked, asked.page - 1, results.pages),
            next=_page(asked, asked.page + 1, results.pages),
            hidden=tuple(p for p in asked.to_args() if p[0] in {"drop", "exact"}),
            neighbour=_neighbour(results, edition),
            exactly=search_url(replace(asked, exact=not asked.exact, page=1)),
            nearest=_nearest(results, labels),
            meaning=edition.vocabulary.glossary.find(asked.text),
            place_unknown=bool(asked.near) and not results.query.spot_is_asked,
            may_be_listed=_is_a_name(asked, edition),
        )


def _is_a_name(asked: Asked, edition: Edition) -> bool:
    """Say whether a question is the name of a topic or need, and nothing more.

    Only such a page may be listed by search engines: a parent's own sentence, in a
    link that she sent on, is nobody else's to find.
    """
    words = edition.vocabulary
    labels = [(t.slug, t.label) for t in words.topics.topics]
    labels += [(t.slug, t.label) for t in words.needs.terms]
    named = asked.text.casefold()
    names = [slug for slug, label in labels if label.casefold() == named]
    is_bare = asked == Asked(text=asked.text)
    return is_bare and bool(names) and words.private.isdisjoint(names)


def _card(
    result: Result, results: Results, edition: Edition, labels: Labels
) -> ResultCard:
    card = result.card
    shown = _snippet(card, results, edition)
    # The words that a snippet shows need not be listed too.
    reasons = [r for r in result.reasons if not (shown and r.kind == "words")]
    return ResultCard(
        card=card,
        url=card_url(card),
        reasons=tuple(labels.reason(reason) for reason in reasons),
        snippet=shown,
        facts=Deciding.of_card(card, labels),
        ask=tuple(labels.facet(name) for name in result.silent),
        miles=result.miles,
    )


def _snippet(card: Card, results: Results, edition: Edition) -> tuple[Piece, ...]:
    """Return the sentence that holds the words, where it is in the page's language."""
    query = results.query
    said = edition.translated(language()).texts.get(f"{card.kind}s/{card.slug}")
    if said is not None:
        own = query.own_words
        return snippet(passages(said.html), own, is_english=False) if own else ()
    body = edition.rendered.passages(edition.numbers[card.slug])
    return snippet(body, query.words) if query.words else ()


def _group(facet: Facet, results: Results, labels: Labels, whole: str) -> ChoiceGroup:
    choices = [
        Choice(
            facet.name,
            v.value,
            labels.value(facet.name, v.value),
            v.count,
            v.is_selected,
        )
        for v in facet.values
    ]
    if facet.name in {"topic", "need", "provider"}:
        choices.sort(key=lambda c: (-(c.count or 0), c.label))
    # What is ticked stands first, so that it is never out of sight.
    choices.sort(key=lambda c: not c.is_selected)
    is_whole = facet.name == whole
    ticked = sum(choice.is_selected for choice in choices)
    shown = choices if is_whole else choices[: max(SHOWN_VALUES, ticked)]
    is_all = len(shown) == len(choices)
    return ChoiceGroup(
        name=facet.name,
        label=labels.facet(facet.name),
        shown=tuple(shown),
        more=None if is_all else search_url(results.asked, more=facet.name),
        is_open=is_whole or ticked > 0,
    )


def _chip(asked: Asked, part: Understood, labels: Labels) -> Chip:
    value = str(part.value)
    label = labels.read(part.kind, value)
    without = search_url(asked.without(part.kind, value))
    said = "" if part.text.casefold() == label.casefold() else part.text
    return Chip(label, said, without)


def _chosen(results: Results, labels: Labels) -> tuple[Chip, ...]:
    """Return the filters in force; unknown ones are told apart from them."""
    asked = results.asked
    chips = [
        Chip(
            filter_label(name, value, labels),
            "",
            search_url(asked.without_facet(name, value)),
        )
        for name, value in asked.facets
        if (name, value) not in results.unknown
    ]
    if results.query.spot_is_asked:
        anywhere = search_url(replace(asked, near="", within=None, page=1))
        chips.append(Chip(labels.near(asked.near), "", anywhere))
    return tuple(chips)


def filter_label(name: str, value: str, labels: Labels) -> str:
    """Return a filter's words; most values say by themselves what they are of."""
    label = labels.value(name, value)
    return f"{labels.facet(name)}: {label}" if name in {"topic", "need"} else label


def _rescue(results: Results, labels: Labels) -> RescueLink | None:
    rescue, asked = results.rescue, results.asked
    if rescue is None:
        return None
    if rescue.facet == "within":
        wider = replace(asked, within=None, page=1)
        return RescueLink(None, rescue.brings, search_url(wider))
    for value in rescue.values:
        asked = asked.without_facet(rescue.facet, value)
    return RescueLink(labels.facet(rescue.facet), rescue.brings, search_url(asked))


def _nearest(results: Results, labels: Labels) -> tuple[tuple[str, str], ...]:
    """Return label and address of the topics that an unsure question may be about."""
    if results.confident or results.query.is_elsewhere:
        return ()
    return tuple(
        (labels.value("topic", slug), url_for("pages.topic", slug=slug))
        for slug, _ in results.query.topics[:NEAREST]
    )


def _page(asked: Asked, page: int, pages: int) -> str | None:
    return search_url(asked.on_page(page)) if 1 <= page <= pages else None


def _neighbour(results: Results, edition: Edition) -> str | None:
    """Return the council next door that a postcode may be under, or None."""
    spot = results.query.spot
    if spot is None or spot.council in {None, edition.area.council.name}:
        return None
    return spot.council
