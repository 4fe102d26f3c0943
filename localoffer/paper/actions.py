"""Asks for paper, plans what is made with an edition: rows that the worker takes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from localoffer.database.connection import Database
from localoffer.edition.opening import Edition
from localoffer.outbox import store as outbox
from localoffer.outbox.model import Job
from localoffer.paper.choice import LARGE, STARTER, Choice
from localoffer.paper.files import PaperFile, PaperFiles

MAKE = "make paper"  # somebody waits for it
AHEAD = "make paper ahead"
MOST_WAITING = 50
# So that what a parent waits for comes in between.
APART = timedelta(seconds=5)

State = Literal["waiting", "busy", "failed"]


@dataclass(frozen=True)
class Paper:
    """Finished paper, and the way to have more of it made."""

    database: Database
    files: PaperFiles
    root: str
    now: Callable[[], datetime]

    def find(self, choice: Choice, edition: str) -> PaperFile | None:
        """Return the PDF of a choice, or None."""
        return self.files.find(edition, choice.key(self.root))

    def ask(self, choice: Choice) -> State:
        """Have a choice made, once; StorageError when the database is away.

        `busy` when too many wait already, `failed` when the making has failed and is
        yet to be tried again.
        """
        job = Job(MAKE, choice.payload())
        with self.database.write() as connection:
            row = outbox.find_waiting(connection, job)
            if row is not None:
                return "failed" if row.failure else "waiting"
            if outbox.count_waiting(connection, MAKE) >= MOST_WAITING:
                return "busy"
            outbox.add(connection, job, self.now())
        return "waiting"

    def plan(self, choices: Iterable[Choice], edition: str) -> int:
        """Plan what is not made and not planned yet; return how many were added."""
        missing = [choice for choice in choices if not self.find(choice, edition)]
        added = 0
        with self.database.write() as connection:
            for choice in missing:
                job = Job(AHEAD, choice.payload())
                if outbox.find_waiting(connection, job) is None:
                    outbox.add(connection, job, self.now() + added * APART)
                    added += 1
        return added


def made_with(edition: Edition, languages: Iterable[str]) -> tuple[Choice, ...]:
    """Return what each edition has ready: starters, and a booklet for each topic.

    Starters come in every language and in large print; topics in English, whose
    entries they are.
    """
    starters: tuple[Choice, ...] = ()
    if edition.area.starter:
        starters = tuple(
            Choice(language=language, size=size, book=STARTER)
            for language in languages
            for size in ("", LARGE)
        )
    counts = edition.catalogue.totals("topic")
    topics = (t.slug for t in edition.vocabulary.topics.topics)
    return (*starters, *(Choice(topic=t) for t in topics if counts.get(t)))
