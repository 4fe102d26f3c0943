"""Questions to measure with, and times as figures, for `scripts/benchmark`."""

import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from localoffer.content.vocabulary import Vocabulary
from localoffer.question.asked import Asked

One = TypeVar("One")
SEED = 7
TAILS = ("", " for my 4 year old", " in bletchley", " near mk6 5ld", " free")
FILTERS = (("cost", "free"), ("age", "5-10"))
SLIP = 5  # one question in so many has a slip of the finger


def sample(things: Sequence[One], count: int) -> list[One]:
    """Return so many of some things, the same every time; all if there are fewer."""
    chance = random.Random(SEED)  # noqa: S311
    return chance.sample(things, min(count, len(things)))


class Questions:
    """Different questions made of families' phrases, the same ones each time."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Take an area's words."""
        self.chance = random.Random(SEED)  # noqa: S311  the same every time
        topics = vocabulary.topics.topics
        phrases = {text for topic in topics for text in (topic.label, *topic.phrases)}
        self.phrases = sorted(phrases)
        self.chance.shuffle(self.phrases)

    def take(self, count: int) -> list[Asked]:
        """Return so many that were not taken before; fewer when they run out."""
        taken, self.phrases = self.phrases[:count], self.phrases[count:]
        return [Asked(text=self._slipped(t) + self.chance.choice(TAILS)) for t in taken]

    def _slipped(self, text: str) -> str:
        """Return the text, sometimes with a letter left out of its longest word."""
        word = max(text.split(), key=len)
        if len(word) < 6 or self.chance.randrange(SLIP):
            return text
        at = self.chance.randrange(1, len(word) - 1)
        return text.replace(word, word[:at] + word[at + 1 :], 1)


def filtered(asked: Iterable[Asked]) -> list[Asked]:
    """Return the questions with two filters."""
    return [replace(one, facets=FILTERS) for one in asked]


@dataclass(frozen=True)
class Spread:
    """Milliseconds of many questions, in order of size."""

    taken: tuple[float, ...]

    @classmethod
    def of(cls, seconds: Iterable[float]) -> "Spread":
        """Return the spread of some times in seconds."""
        return cls(tuple(sorted(1000 * one for one in seconds)))

    @property
    def middle(self) -> float:
        """Return what half of the questions took at most."""
        return statistics.median(self.taken)

    @property
    def slow(self) -> float:
        """Return what 95 in 100 took at most."""
        return self.taken[int(0.95 * (len(self.taken) - 1))]


@dataclass(frozen=True)
class Times:
    """How long some work took by the clock, and how much of the processor it had.

    On a busy machine the clock counts others' work too; the processor does not.
    """

    clock: Spread
    processor: Spread

    def __str__(self) -> str:
        """Return the two figures that budgets name, by both."""
        clock, processor = self.clock, self.processor
        return (
            f"p50 {clock.middle:.2f} ms, p95 {clock.slow:.2f} ms "
            f"(processor {processor.middle:.2f} and {processor.slow:.2f})"
        )

    def ratio(self, other: "Times") -> str:
        """Return how many times the processor's time of the other this one needs."""
        middle = self.processor.middle / other.processor.middle
        slow = self.processor.slow / other.processor.slow
        return f"p50 {middle:.2f}, p95 {slow:.2f}"


def timed(work: Sequence[Callable[[One], object]], asked: Sequence[One]) -> list[Times]:
    """Return the times of each kind of work, all doing each thing in turn.

    In turn, so that whatever else the machine does slows all of them alike.
    """
    clocks: list[list[float]] = [[] for _ in work]
    processors: list[list[float]] = [[] for _ in work]
    for one in asked:
        for clock, processor, does in zip(clocks, processors, work, strict=True):
            start, used = time.perf_counter(), time.thread_time()
            does(one)
            processor.append(time.thread_time() - used)
            clock.append(time.perf_counter() - start)
    return [
        Times(Spread.of(clock), Spread.of(processor))
        for clock, processor in zip(clocks, processors, strict=True)
    ]
