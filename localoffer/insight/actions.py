"""Counts questions and taps; no page waits for a database, or fails by it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from localoffer.database.connection import Database
from localoffer.errors import StorageError
from localoffer.insight import store
from localoffer.insight.model import (
    LEAST_ENTRIES,
    NONE,
    Batch,
    Emptied,
    Question,
    Tally,
)
from localoffer.places.postcode import OUTCODE
from localoffer.question.lexicon import Lexicon
from localoffer.search.results import Results
from localoffer.search.searching import LEAST_SURENESS
from localoffer.web.errands import Errands
from localoffer.web.limits import FOUND, Ledger, is_over

PAUSE = 60.0  # seconds between two ways to the database
SEVERAL = "several"  # stands where more than one value of a filter was asked for
WAIT = 30.0  # seconds before asking a database again that did not answer


@dataclass(eq=False)
class Counting:
    """A process's tally, and its way to the database, which is gone aside."""

    database: Database
    ledger: Ledger
    tally: Tally
    now: Callable[[], datetime]
    tick: Callable[[], float]  # seconds of a clock that only runs forward
    errands: Errands = field(default_factory=Errands)
    _next: float = field(init=False)
    _away_until: float = field(init=False, default=float("-inf"))

    def __post_init__(self) -> None:
        """Begin the first minute."""
        self._next = self.tick() + PAUSE

    def tap(self, tapped: Batch, key: str) -> None:
        """Count a tap; `key` stands for its sender, whose limit may be reached."""
        if not self.errands.send(lambda: self._keep(tapped, key)):
            self.tally.give_back(tapped)

    def flush_if_due(self) -> None:
        """Leave the tally to the worker, once a minute."""
        if self.tick() >= self._next:
            self._next = self.tick() + PAUSE
            self.errands.send(self.flush)

    def flush(self) -> None:
        """Leave the tally to the worker now; keep it while the database is away."""
        batch = self.tally.take()
        if not batch:
            return
        try:
            store.hand_over(self.database, batch, self.now())
        except StorageError:
            self.tally.give_back(batch)

    def _keep(self, tapped: Batch, key: str) -> None:
        """Add to the month's row, or to the tally while the database is away."""
        if self.tick() < self._away_until:
            self.tally.give_back(tapped)
            return
        try:
            if not is_over(FOUND, key, self.ledger, self.now()):
                store.add(self.database, tapped)
        except StorageError:
            self._away_until = self.tick() + WAIT
            self.tally.give_back(tapped)


def month_of(day: date) -> str:
    """Return the month a day is counted in, such as 2026-11."""
    return f"{day:%Y-%m}"


def topic_of(results: Results) -> str:
    """Return the surest topic of a question, else the one filtered by, else `none`."""
    query = results.query
    if query.topics and query.sureness >= LEAST_SURENESS:
        return query.topics[0][0]
    chosen = results.asked.values("topic")
    return chosen[0] if len(chosen) == 1 else NONE


def question_of(results: Results, today: date) -> Question:
    """Return what of a question may be counted."""
    topic = topic_of(results)
    surest = () if topic == NONE else (topic,)
    places = _read(results, "place")
    return Question(
        month=month_of(today),
        topic=topic,
        topics=(*surest, *_read(results, "topic")),
        # A neighbourhood's name may be a few streets: it is not kept.
        district=next((place for place in places if OUTCODE.fullmatch(place)), None),
        words=tuple(word for word in results.query.words if word.isalpha()),
        is_answered=results.confident,
    )


def emptied_of(results: Results, today: date) -> Emptied | None:
    """Return the one filter to drop, with the surest topic; None when there is none.

    Its value is one that the site's own filters have, or miles: never words.
    """
    rescue = results.rescue
    if rescue is None:
        return None
    unknown = {value for facet, value in results.unknown if facet == rescue.facet}
    values = [value for value in rescue.values if value not in unknown]
    value = values[0] if len(values) == 1 else SEVERAL
    return Emptied(month_of(today), rescue.facet, value, topic_of(results))


def _read(results: Results, kind: str) -> tuple[str, ...]:
    return tuple(str(part.value) for part in results.understood if part.kind == kind)


def holders_in(lexicon: Lexicon, word: str) -> int:
    """Return how many entries hold a word; families' own phrases hold it for good."""
    if word in lexicon.said:
        return LEAST_ENTRIES
    return lexicon.speller.targets.get(word, 0)
