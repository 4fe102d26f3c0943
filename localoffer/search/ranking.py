"""Blends what speaks for an entry into one score. Weights stand in one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from localoffer.question.query import SearchQuery
from localoffer.search.catalogue import Card

Vector = NDArray[np.float32]

WEIGHTS = {
    "words": 0.4,  # the engine's score, 1 for the best entry
    "topic": 1.0,  # what families call it counts for more than its own words
    "age_fits": 0.10,  # an age typed in the sentence is a preference, not a filter
    "age_outside": -0.60,  # a service for another age is rarely what she needs
    "wanted": 0.12,  # a fact she asked for is stated
    "unwanted": -0.12,  # it is stated otherwise
    "near": 0.15,  # at the door; a third of it at three miles
    "national": -0.10,  # local before national
    "guide": 0.0,  # held below the best local service that answers, no more
    "not confirmed": -0.25,  # what runs comes before what may not
    "paused": -0.15,
    "full": -0.05,
    "closing": -0.15,
    "closed": -1.00,
    "moved": -0.50,
}
LATER_TOPIC = 0.85  # each further topic of an entry is a little less what it is for
SURE_ENOUGH = 6.0  # the weight of a rare phrase: less counts for less
LEAST_SHARE = 0.10  # of the best entry's words score; less is chance
NEAR_MILES = 3.0
CLOSE = 0.5  # of the likeliest topic's share: another that may be what is meant
LEADING = 3  # results that most parents look at


@dataclass(frozen=True)
class Grounds:
    """What counts for or against each entry whatever is asked, as arrays."""

    standing: Vector
    youngest: NDArray[np.int16]
    oldest: NDArray[np.int16]
    has_ages: NDArray[np.bool_]
    is_guide: NDArray[np.bool_]
    is_local_service: NDArray[np.bool_]
    topic_place: Mapping[str, Vector]

    @classmethod
    def of(cls, cards: Sequence[Card]) -> "Grounds":
        """Return the grounds of a catalogue's cards."""
        places: dict[str, Vector] = {}
        for number, card in enumerate(cards):
            for place, slug in enumerate(card.topics):
                row = places.setdefault(slug, np.zeros(len(cards), dtype=np.float32))
                row[number] = LATER_TOPIC**place
        return cls(
            standing=np.array([_standing(card) for card in cards], dtype=np.float32),
            youngest=np.array([(c.ages or (0, 0))[0] for c in cards], dtype=np.int16),
            oldest=np.array([(c.ages or (0, 0))[1] for c in cards], dtype=np.int16),
            has_ages=np.array([c.ages is not None for c in cards], dtype=bool),
            is_guide=np.array([c.kind == "guide" for c in cards], dtype=bool),
            is_local_service=np.array([_is_local(c) for c in cards], dtype=bool),
            topic_place=places,
        )


@dataclass(frozen=True)
class Ranked:
    """Scores of all entries, and which of them the words brought."""

    scores: Vector
    matched: NDArray[np.bool_]


@dataclass(frozen=True)
class Evidence:
    """What one question says of each entry.

    `words` is the engine's score, 0 where no word matched; `miles` the distance to
    the nearest venue, NaN where there is none or no place was named; `gains` what
    stated facts add; `is_open` when nothing was typed, so that every entry answers.
    """

    words: Vector
    miles: Vector
    gains: Vector
    is_open: bool = False


def rank(grounds: Grounds, query: SearchQuery, evidence: Evidence) -> Ranked:
    """Return the blended score of every entry."""
    best = float(evidence.words.max(initial=0.0))
    share = evidence.words / best if best else evidence.words
    topic = _topic(grounds, query.topics)
    matched = (share >= LEAST_SHARE) | (topic > 0)
    if evidence.is_open:
        matched = np.ones(len(share), dtype=bool)
    sure = min(1.0, query.sureness / SURE_ENOUGH)
    scores = WEIGHTS["words"] * share + WEIGHTS["topic"] * sure * topic
    scores += grounds.standing + _age(grounds, query.age) + evidence.gains
    scores += WEIGHTS["near"] * np.nan_to_num(np.exp(-evidence.miles / NEAR_MILES))
    return Ranked(_guides_after(grounds, query.topics, scores), matched)


def _topic(grounds: Grounds, topics: tuple[tuple[str, float], ...]) -> Vector:
    best = np.zeros(len(grounds.standing), dtype=np.float32)
    for slug, share in topics:
        if slug in grounds.topic_place:
            best = np.maximum(best, grounds.topic_place[slug] * np.float32(share))
    return best


def _age(grounds: Grounds, age: int | None) -> Vector:
    if age is None:
        return np.zeros(len(grounds.standing), dtype=np.float32)
    fits = (grounds.youngest <= age) & (age <= grounds.oldest)
    scores = np.where(fits, WEIGHTS["age_fits"], WEIGHTS["age_outside"])
    return np.where(grounds.has_ages, scores, 0.0).astype(np.float32)


def _standing(card: Card) -> float:
    score = WEIGHTS.get(card.status, 0.0)
    score += WEIGHTS["national"] if card.is_national else 0.0
    return score + (WEIGHTS["guide"] if card.kind == "guide" else 0.0)


def _is_local(card: Card) -> bool:
    is_live = card.kind == "service" and card.status == "running"
    return is_live and not card.is_national


def _guides_after(
    grounds: Grounds, topics: tuple[tuple[str, float], ...], scores: Vector
) -> Vector:
    """Hold every guide below the best local service that answers the same topic."""
    held = scores.astype(np.float32)
    for slug, _ in topics:
        place = grounds.topic_place.get(slug)
        if place is None:
            continue
        direct = scores[grounds.is_local_service & (place > 0)]
        if len(direct):
            limit = np.float32(direct.max() - 1e-3)
            under = grounds.is_guide & (place > 0)
            held[under] = np.minimum(held[under], limit)
    return held


def lead(
    grounds: Grounds, topics: tuple[tuple[str, float], ...], ordered: Sequence[int]
) -> list[int]:
    """Return entries, best first, with the best one of each close topic in the lead.

    When a question may be about two or three things, three answers to the likeliest
    would hide the others.
    """
    first = list(ordered[:1])
    for slug, share in topics:
        place = grounds.topic_place.get(slug)
        if place is None or share < CLOSE or len(first) == LEADING:
            continue
        if not any(place[number] for number in first):
            first += [n for n in ordered if place[n]][:1]
    chosen = set(first)
    return first + [number for number in ordered if number not in chosen]
