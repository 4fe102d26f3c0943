"""One rule held against a text: do its groups stand near enough, and is harm meant?"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

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


def stands(rule: Rule, spans: Spans, masked: set[int], read: Read) -> bool:
    """Say whether a rule stands in a text; masked words count for none."""
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
