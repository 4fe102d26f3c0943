"""A choice held against an edition: which entries it holds, what it leaves out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from localoffer.edition.opening import Edition
from localoffer.paper.choice import HANDOUT, STARTER, Choice, may_be_shown
from localoffer.search.catalogue import Card
from localoffer.search.facets import AGE_BANDS, sieve

MOST = 100  # entries of a booklet
# A code for more addresses than these is too fine for a cheap phone's camera.
MOST_ON_A_HANDOUT = 30
MOST_NAMED = 10  # unknown names told to the reader


@dataclass(frozen=True)
class Selection:
    """The entries of a choice, in the order of the paper.

    `choice` is put in order, so that the same paper is made once. `may_fit` are
    entries that do not state what was asked for. `left_out` counts those beyond the
    most that are taken; `unknown` names what is not there.
    """

    choice: Choice
    slugs: tuple[str, ...] = ()
    may_fit: tuple[Card, ...] = ()
    unknown: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to put on paper."""
        return not self.slugs


def select(choice: Choice, edition: Edition) -> Selection:
    """Return what a choice holds in an edition; it is empty when nothing is there."""
    if choice.book == STARTER:
        bare = Choice(choice.kind, choice.language, choice.size, STARTER)
        return Selection(bare, edition.area.starter)
    if choice.guide:
        return _listed(replace(choice, list=(choice.guide,)), edition)
    if choice.list:
        return _listed(choice, edition)
    if choice.filters and choice.kind != HANDOUT:
        return _filtered(choice, edition)
    return Selection(choice)


def _listed(choice: Choice, edition: Edition) -> Selection:
    former, numbers = edition.standing.former, edition.numbers
    asked = tuple(dict.fromkeys(former.get(slug, slug) for slug in choice.list))
    known = [slug for slug in asked if slug in numbers]
    most = MOST_ON_A_HANDOUT if choice.kind == HANDOUT else MOST
    kept = sorted(known[:most], key=lambda slug: _order(slug, edition))
    guide = kept[0] if choice.guide and kept else ""
    bare = Choice(choice.kind, choice.language, choice.size, guide=guide)
    return Selection(
        bare if guide else replace(bare, list=tuple(kept)),
        tuple(kept),
        unknown=_named(slug for slug in asked if slug not in numbers),
        left_out=max(0, len(known) - most),
    )


def _filtered(choice: Choice, edition: Edition) -> Selection:
    catalogue = edition.catalogue
    found = sieve(catalogue, choice.filters)
    unknown = [value for _, value in found.unknown]
    if choice.age and choice.age not in {*AGE_BANDS, *unknown}:
        unknown.append(choice.age)
    bare = replace(choice, book="", guide="", list=())
    if unknown:
        return Selection(bare, unknown=_named(unknown))
    base = np.ones(len(catalogue.cards), bool)
    fitting = found.fitting(base)
    silent = found.possible(base) & ~fitting
    cards = [catalogue.cards[n] for n in fitting.nonzero()[0].tolist()]
    cards.sort(key=lambda card: _place(card, choice.topic))
    kept = sorted(cards[:MOST], key=lambda card: _order(card.slug, edition))
    return Selection(
        bare,
        tuple(card.slug for card in kept),
        tuple(catalogue.cards[n] for n in silent.nonzero()[0].tolist()),
        left_out=max(0, len(cards) - MOST),
    )


def _named(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if may_be_shown(name))[:MOST_NAMED]


def _place(card: Card, topic: str) -> tuple[bool, int, bool, str]:
    """Return what puts the entries worth most to a family here first."""
    at = card.topics.index(topic) if topic in card.topics else 0
    return card.status != "running", at, card.is_national, card.title.casefold()


def _order(slug: str, edition: Edition) -> tuple[bool, str]:
    """Return what puts guides first, then each kind from A to Z."""
    entry = edition.entry(slug)
    title = entry.record.title if entry else slug
    return entry is None or entry.kind != "guide", title.casefold()
