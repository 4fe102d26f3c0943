"""Recognises words of harm, danger and not coping, by rules that editors write.

`content/vocabulary/urgency.yaml` says how a rule is written. Here the rules become
one tree of words, walked once over a text.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, pairwise, permutations

from localoffer.content.vocabulary import HarmRule, Urgency
from localoffer.question.slips import Slips
from localoffer.question.words import tokens
from localoffer.question.wordtree import END, START, WordTree, folded, keys_of

SENTENCE_END = re.compile(r"[!?;\n]|(?<!\.)\.(?!\.)")
APART = 10  # words that the end of a sentence counts for
FARTHEST = 12  # words between two groups, their ends counted: no rule reaches further
BEFORE, AROUND = 2, 3  # words between a rule's words and those that cancel it

Span = tuple[int, int]  # first, last + 1
Spans = Mapping[int, list[Span]]


@dataclass(frozen=True)
class Rule:
    """Groups of words, by number, that must stand in this order, not far apart."""

    groups: tuple[int, ...]
    within: int
    never_after: int
    never_before: int
    unless: int

    @cached_property
    def needs(self) -> frozenset[int]:
        """Return the groups without which the rule need not be tried."""
        return frozenset(self.groups)


@dataclass(frozen=True)
class Read:
    """A text as its words are meant, and the place of each."""

    words: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)

    def gap(self, one: Span, other: Span) -> int:
        """Return how many words stand between two runs; less than 0 if none can."""
        return self.at[other[0]] - self.at[one[1] - 1] - 1


class Alarm:
    """The rules of a file, made ready."""

    def __init__(self, file: Urgency) -> None:
        """Take a file of rules."""
        self.tree = tree = WordTree(file.words)
        self.harmless = tree.number(*file.harmless)
        plain = Rule((tree.number(*file.phrases),), 0, *[tree.number()] * 3)
        self.rules = (plain, *(r for rule in file.rules for r in _made(rule, tree)))
        self.slips = Slips.of(file)

    @property
    def words(self) -> frozenset[str]:
        """Return every word that the rules know."""
        return self.slips.words

    def holds(self, text: str, is_english: Callable[[str], bool]) -> bool:
        """Say whether a text holds words of harm."""
        read = self._read(text, is_english)
        spans = self._spans(read.words)
        masked = {at for a, b in spans.get(self.harmless, ()) for at in range(a, b)}
        there = spans.keys()
        return any(
            rule.needs <= there and _stands(rule, spans, masked, read)
            for rule in self.rules
        )

    def _read(self, text: str, is_english: Callable[[str], bool]) -> Read:
        read, place = Read(), 0
        for sentence in _sentences(text):
            for word in (START, *self.slips.meant(sentence, is_english), END):
                read.words.append(word)
                read.at.append(place)
                place += 1
            place += APART
        return read

    def _spans(self, words: Sequence[str]) -> dict[int, list[Span]]:
        """Return where each group stands, in order."""
        steps = [[(key, 1) for key in keys_of(word)] for word in words]
        for at, (one, other) in enumerate(pairwise(words)):
            if both := self.slips.joined(one, other):
                steps[at] += [(key, 2) for key in keys_of(both)]
        found: dict[int, list[Span]] = {}
        for first in range(len(words)):
            for number, last in self.tree.from_here(steps, first):
                found.setdefault(number, []).append((first, last))
        return found


def _sentences(text: str) -> Iterator[list[str]]:
    words: list[str] = []
    before = 0
    for token in tokens(text):
        if words and SENTENCE_END.search(text, before, token.start):
            yield words
            words = []
        words.append(folded(text[token.start : token.end]))
        before = token.end
    if words:
        yield words


def _made(rule: HarmRule, tree: WordTree) -> Iterator[Rule]:
    """Yield a rule, once for each order that its groups may stand in."""
    groups = [tree.number(group) for group in rule.say]
    guards = [
        tree.number(words or "")
        for words in (rule.never_after, rule.never_before, rule.unless)
    ]
    orders = permutations(groups) if rule.any_order else [tuple(groups)]
    for order in orders:
        yield Rule(tuple(order), rule.within, *guards)


def _stands(rule: Rule, spans: Spans, masked: set[int], read: Read) -> bool:
    live = [
        [span for span in spans[number] if masked.isdisjoint(range(*span))]
        for number in rule.groups
    ]
    return any(
        not _is_cancelled(rule, first, last, spans, read)
        for first in live[0]
        for last in _lasts(first, live[1:], rule.within, read)
    )


def _lasts(
    first: Span, groups: Sequence[Sequence[Span]], within: int, read: Read
) -> set[Span]:
    """Return where the last group stands when all stand after a span, near enough."""
    reached = {first}
    for found in groups:
        reached = {
            span
            for before in reached
            for span in _after(before, found)
            if read.gap(before, span) <= within
        }
    return reached


def _after(before: Span, found: Sequence[Span]) -> Iterator[Span]:
    for span in islice(found, bisect_left(found, (before[1], 0)), None):
        if span[0] - before[1] > FARTHEST:
            return
        yield span


def _is_cancelled(
    rule: Rule, first: Span, last: Span, spans: Spans, read: Read
) -> bool:
    """Say whether words before, within, after or around a run tell of no harm."""
    whole = (first[0], last[1])
    return (
        any(
            max(read.gap(other, whole), read.gap(whole, other)) <= AROUND
            for other in spans.get(rule.unless, ())
        )
        or any(
            _is_apart(other, first) and _is_apart(other, last)
            for other in spans.get(rule.never_after, ())
            if other[0] < whole[1] and read.gap(other, whole) <= BEFORE
        )
        or any(
            read.gap(whole, other) == 0 and whole[1] <= other[0]
            for other in spans.get(rule.never_before, ())
        )
    )


def _is_apart(one: Span, other: Span) -> bool:
    return one[1] <= other[0] or other[1] <= one[0]
