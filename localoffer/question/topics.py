"""Finds what a question is about, from the phrases families use for each topic.

A phrase speaks for its topic with the weight of its rarer words; words that stand
under many topics, such as school, say little.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain
from math import log
from typing import Any

import numpy as np
import snowballstemmer
from numpy.typing import NDArray

from localoffer.content.vocabulary import Topic
from localoffer.question.words import Token, tokens

LEAST_PART = 0.40  # of a phrase's weight that must stand in the question
LEAST_SHARE = 0.30  # of the best topic's score that another must reach
FURTHER = 0.60  # of the weight that words outside the best phrase add
FILLER = 0.15  # the weight of a word that carries no meaning alone
MOST_TRIED = 14  # topics; what further words add never lifts a later one to the top
LONGEST_GAP = 2  # words between the first and last of a phrase that is shown

_STEMMER = snowballstemmer.stemmer("english")
Numbers = NDArray[np.int32]
Weights = NDArray[np.float32]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the English stem of a folded word."""
    return str(_STEMMER.stemWord(word))


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


@dataclass(frozen=True, eq=False)
class TopicIndex:
    """Phrases by topic, as numbers of their stems; a phrase of two topics twice.

    `slugs` are the topics in the order of their phrases; `firsts` the number of each
    one's first phrase; `stems` and `rarity` go by the number of a stem.
    """

    slugs: tuple[str, ...]
    firsts: tuple[int, ...]
    phrases: tuple[tuple[int, ...], ...]
    stems: tuple[str, ...]
    rarity: tuple[float, ...]

    @classmethod
    def of(cls, topics: Iterable[Topic], empty: frozenset[str]) -> "TopicIndex":
        """Return the index of an English vocabulary; `empty` words carry no weight."""
        said = (
            Said(topic.slug, tuple(stem(token.word) for token in tokens(text)))
            for topic in topics
            for text in sorted({topic.label, *topic.phrases})
        )
        return cls.of_said(said, frozenset(stem(word) for word in empty))

    @classmethod
    def of_said(
        cls, said: Iterable[Said], empty: frozenset[str] = frozenset()
    ) -> "TopicIndex":
        """Return the index of phrases already cut into stems."""
        cut: dict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
        spread: dict[str, set[str]] = defaultdict(set)
        for one in said:
            if one.stems:
                cut[one.topic][tuple(dict.fromkeys(one.stems))] = None
            for part in one.stems:
                spread[part].add(one.topic)
        number = {part: at for at, part in enumerate(spread)}
        rarity = tuple(
            FILLER if part in empty else log(1 + len(cut) / len(slugs))
            for part, slugs in spread.items()
        )
        phrases = [
            tuple(number[part] for part in stems)
            for stems in chain.from_iterable(cut.values())
        ]
        firsts = np.cumsum([0, *(len(rows) for rows in cut.values())])[:-1]
        return cls(
            tuple(cut), tuple(firsts.tolist()), tuple(phrases), tuple(spread), rarity
        )

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> "TopicIndex":
        """Return the index that `row` was made of."""
        return cls(
            tuple(row["slugs"]),
            tuple(row["firsts"]),
            tuple(map(tuple, row["phrases"])),
            tuple(row["stems"]),
            tuple(row["rarity"]),
        )

    @property
    def row(self) -> dict[str, Any]:
        """Return the index as lists and numbers, to be kept."""
        return {
            "slugs": self.slugs,
            "firsts": self.firsts,
            "phrases": self.phrases,
            "stems": self.stems,
            "rarity": self.rarity,
        }

    @property
    def texts(self) -> tuple[str, ...]:
        """Return every phrase as its stems with spaces between."""
        return tuple(" ".join(self.stems[n] for n in row) for row in self.phrases)

    def match(
        self, words: Sequence[Token], cut: Callable[[str], str] = stem
    ) -> list[TopicMatch]:
        """Return the topics a question is about, the surest first."""
        stems = [self._numbers.get(cut(word.word), -1) for word in words]
        held = np.zeros(len(self.phrases), dtype=np.float32)
        for one in set(stems) - {-1}:
            held[self._holders(one)] += self.rarity[one]
        part = held / self._weights if len(held) else held
        score = np.where(part >= LEAST_PART, held * part, np.float32(0))
        found = [
            self._found(at, number, score, stems) for at, number in self._best(score)
        ]
        found.sort(key=lambda match: (-match.score, match.slug))
        top = found[0].score if found else 0.0
        return [
            replace(match, share=match.score / top)
            for match in found
            if match.score >= LEAST_SHARE * top
        ]

    def _best(self, score: Weights) -> list[tuple[int, int]]:
        """Return the topics that phrases speak for best, each with its best phrase."""
        if not len(score):
            return []
        tops = np.maximum.reduceat(score, self.firsts)
        order = np.argsort(-tops, kind="stable")[:MOST_TRIED]
        ends = (*self.firsts[1:], len(self.phrases))
        return [
            (at, self.firsts[at] + int(score[self.firsts[at] : ends[at]].argmax()))
            for at in order.tolist()
            if tops[at] > 0
        ]

    def _found(
        self, at: int, number: int, score: Weights, stems: list[int]
    ) -> TopicMatch:
        phrase = self.phrases[number]
        first = self.firsts[at]
        last = (*self.firsts[1:], len(self.phrases))[at]
        speaks = {
            one
            for row in np.flatnonzero(score[first:last])
            for one in self.phrases[first + int(row)]
        }
        rest = speaks.intersection(stems).difference(phrase)
        total = float(score[number]) + FURTHER * sum(self.rarity[n] for n in rest)
        return TopicMatch(self.slugs[at], 1.0, total, *_where(phrase, stems))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {part: at for at, part in enumerate(self.stems)}

    @cached_property
    def _weights(self) -> Weights:
        weights = [sum(self.rarity[part] for part in row) for row in self.phrases]
        return np.array(weights, dtype=np.float32)

    @cached_property
    def _postings(self) -> tuple[Numbers, Numbers]:
        """Return the phrases that hold each stem, and where each stem's begin."""
        lengths = [len(row) for row in self.phrases]
        parts = np.fromiter(chain.from_iterable(self.phrases), dtype=np.int32)
        order = np.argsort(parts, kind="stable")
        rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)[order]
        starts = np.searchsorted(parts[order], np.arange(len(self.stems) + 1))
        return rows, starts.astype(np.int32)

    def _holders(self, one: int) -> Numbers:
        rows, starts = self._postings
        return rows[starts[one] : starts[one + 1]]


def _where(
    phrase: tuple[int, ...], stems: list[int]
) -> tuple[int, int] | tuple[None, None]:
    """Return the narrowest run of tokens that holds a whole phrase, if narrow."""
    wanted = set(phrase)
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
    if width > len(wanted) + LONGEST_GAP:
        return None, None
    return first, last
