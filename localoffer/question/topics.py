"""Finds what a question is about, from the phrases families use for each topic.

A phrase speaks for its topic with the weight of its rarer words; words that stand
under many topics, such as school, say little.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import snowballstemmer

from localoffer.content.vocabulary import Topic
from localoffer.question.words import Token, tokens

LEAST_PART = 0.40  # of a phrase's weight that must stand in the question
LEAST_SHARE = 0.30  # of the best topic's score that another must reach
FURTHER = 0.60  # of the weight that words outside the best phrase add
FILLER = 0.15  # the weight of a word that carries no meaning alone
LONGEST_GAP = 2  # words between the first and last of a phrase that is shown

_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the English stem of a folded word."""
    return str(_STEMMER.stemWord(word))


@dataclass(frozen=True)
class Phrase:
    """A phrase as stems, the topics it speaks for, and its weight."""

    stems: tuple[str, ...]
    topics: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class TopicMatch:
    """A topic found: its share of the best one's score, and the tokens that say it.

    `first` and `last` are None when no whole phrase stands there to be shown.
    """

    slug: str
    share: float
    score: float
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class Said:
    """One phrase for one topic, as stems."""

    topic: str
    stems: tuple[str, ...]


class TopicIndex:
    """Phrases by their words."""

    def __init__(self, phrases: Sequence[Phrase], rarity: Mapping[str, float]) -> None:
        """Take weighted phrases and how rare each stem is among topics."""
        self.phrases = tuple(phrases)
        self.rarity = dict(rarity)
        self.holders: dict[str, list[int]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            for one in set(phrase.stems):
                self.holders[one].append(number)

    @classmethod
    def of(cls, topics: Iterable[Topic], empty: frozenset[str]) -> "TopicIndex":
        """Return the index of an English vocabulary; `empty` words carry no weight."""
        said = [
            Said(topic.slug, tuple(stem(token.word) for token in tokens(text)))
            for topic in topics
            for text in sorted({topic.label, *topic.phrases})
        ]
        return cls.of_said(said, frozenset(stem(word) for word in empty))

    @classmethod
    def of_said(
        cls, said: Iterable[Said], empty: frozenset[str] = frozenset()
    ) -> "TopicIndex":
        """Return the index of phrases already cut into stems."""
        topics: dict[tuple[str, ...], list[str]] = defaultdict(list)
        spread: dict[str, set[str]] = defaultdict(set)
        for one in said:
            if one.stems and one.topic not in topics[one.stems]:
                topics[one.stems].append(one.topic)
            for part in one.stems:
                spread[part].add(one.topic)
        count = len({slug for slugs in spread.values() for slug in slugs})
        rarity = {
            part: FILLER if part in empty else log(1 + count / len(slugs))
            for part, slugs in spread.items()
        }
        phrases = [
            Phrase(stems, tuple(slugs), sum(rarity[part] for part in set(stems)))
            for stems, slugs in topics.items()
            if stems
        ]
        return cls(phrases, rarity)

    def match(
        self, words: Sequence[Token], cut: Callable[[str], str] = stem
    ) -> list[TopicMatch]:
        """Return the topics a question is about, the surest first."""
        stems = [cut(word.word) for word in words]
        held: dict[int, float] = defaultdict(float)
        for one in set(stems):
            for number in self.holders.get(one, ()):
                held[number] += self.rarity[one]
        best, mass = self._by_topic(held, set(stems))
        found = [
            self._found(slug, score, number, mass[slug], stems)
            for slug, (score, number) in best.items()
        ]
        found.sort(key=lambda match: (-match.score, match.slug))
        top = found[0].score if found else 0.0
        return [
            TopicMatch(m.slug, m.score / top, m.score, m.first, m.last)
            for m in found
            if m.score >= LEAST_SHARE * top
        ]

    def _by_topic(
        self, held: Mapping[int, float], stems: set[str]
    ) -> tuple[dict[str, tuple[float, int]], dict[str, set[str]]]:
        """Return each topic's best phrase with its score, and all stems that speak."""
        best: dict[str, tuple[float, int]] = {}
        mass: dict[str, set[str]] = defaultdict(set)
        for number, weight in held.items():
            phrase = self.phrases[number]
            part = weight / phrase.weight
            if part < LEAST_PART:
                continue
            score = weight * part
            for slug in phrase.topics:
                mass[slug] |= stems.intersection(phrase.stems)
                if slug not in best or score > best[slug][0]:
                    best[slug] = (score, number)
        return best, mass

    def _found(
        self,
        slug: str,
        score: float,
        number: int,
        mass: set[str],
        stems: list[str],
    ) -> TopicMatch:
        phrase = self.phrases[number]
        rest = mass - set(phrase.stems)
        total = score + FURTHER * sum(self.rarity[one] for one in rest)
        first, last = _where(phrase, stems)
        return TopicMatch(slug, 1.0, total, first, last)


def _where(phrase: Phrase, stems: list[str]) -> tuple[int | None, int | None]:
    """Return the narrowest run of tokens that holds a whole phrase, if narrow."""
    wanted = set(phrase.stems)
    if not wanted <= set(stems):
        return None, None
    spans = []
    for start, one in enumerate(stems):
        if one in wanted:
            missing, end = set(wanted), start
            while end < len(stems) and missing:
                missing.discard(stems[end])
                end += 1
            if not missing:
                spans.append((end - start, start, end))
    width, first, last = min(spans)
    if width > len(phrase.stems) + LONGEST_GAP:
        return None, None
    return first, last
