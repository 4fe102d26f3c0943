"""One person at work on one comment, in one transaction, each step noted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from localoffer.database.connection import Database
from localoffer.errors import LocalOfferError
from localoffer.outbox.mails import Mail, tell
from localoffer.review import store
from localoffer.review.model import Case, Person, Step, move


class Why(StrEnum):
    """Why a step is refused; the page puts it in words."""

    NOT_THERE = "not-there"
    NOT_ALLOWED = "not-allowed"
    NOT_NOW = "not-now"
    TOO_LATE = "too-late"
    NOBODY = "nobody"
    NO_THEME = "no-theme"
    NO_TOPIC = "no-topic"
    NO_ENTRY = "no-entry"
    NO_WORDING = "no-wording"
    NO_TRANSLATION = "no-translation"
    NO_ANSWER = "no-answer"
    NO_CORRECTION = "no-correction"
    NOT_HER_WORDS = "not-her-words"
    NOT_PROPOSED = "not-proposed"
    SAME_PERSON = "same-person"
    OLD_LINK = "old-link"
    NOT_WAITING = "not-waiting"
    NOT_SURE = "not-sure"


class RefusedError(LocalOfferError):
    """A step that cannot be taken."""

    def __init__(self, why: Why) -> None:
        """Take why."""
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Doing:
    """Work on a comment as it was found when the transaction began."""

    connection: Connection
    person: Person
    found: Case
    now: datetime

    def note(self, action: str, detail: str = "") -> None:
        """Add a line to the log."""
        reference = self.found.line.reference
        step = Step(self.now, self.person.name, action, reference, detail)
        store.add_step(self.connection, step)

    def move(self, action: str, detail: str = "") -> None:
        """Move the comment on, and note it; RefusedError when another was quicker."""
        line = self.found.line
        step = move(line.state, action)
        if step is None or not store.set_state(
            self.connection, line.id, line.state, step.to
        ):
            raise RefusedError(Why.TOO_LATE)
        self.note(action, detail)

    def decide(self, **values: object) -> None:
        """Note what was decided, of this comment alone."""
        store.set_review(self.connection, self.found.line.id, self.now, **values)

    def close(self, **values: object) -> None:
        """Note what was decided, of its exact repeats too."""
        self.decide(**values)
        store.close_repeats(self.connection, self.found.line.id, values)

    def answer(self) -> int:
        """Return the number of its answer, which is made when there is none."""
        if self.found.answer is not None:
            return self.found.answer.id
        number = store.add_answer(self.connection, self.now)
        self.decide(answer_id=number)
        return number

    def tell_parent(self) -> None:
        """Send a reply to who left an address, once: a link and a reference."""
        line = self.found.line
        locked = store.contact_of(self.connection, line.id)
        if locked is None:
            return
        # The sentence of the e-mail follows the language of its path.
        prefix = "" if line.language == "en" else f"/{line.language}"
        path = f"{prefix}/feedback/{line.reference}"
        mail = Mail("reply", path, line.reference, locked_to=locked)
        tell(self.connection, mail, self.now)
        store.note_told(self.connection, line.id, self.now)


@contextmanager
def at_work(
    database: Database, person: Person, reference: str, now: datetime
) -> Iterator[Doing]:
    """Give a comment to work on; all of it is done, or nothing is."""
    with database.write() as connection:
        found = store.case(connection, reference)
        if found is None:
            raise RefusedError(Why.NOT_THERE)
        yield Doing(connection, person, found, now)


def may(person: Person, action: str, found: Case) -> bool:
    """Say whether a person has the right that an action takes in this state."""
    step = move(found.line.state, action)
    if step is None:
        return False
    if step.right == "raw":
        return person.may_read(found.line.kind)
    return person.may(step.right)


def check(doing: Doing, action: str) -> None:
    """Refuse a step that is not possible now, or not theirs."""
    if move(doing.found.line.state, action) is None:
        raise RefusedError(Why.NOT_NOW)
    if not may(doing.person, action, doing.found):
        raise RefusedError(Why.NOT_ALLOWED)
