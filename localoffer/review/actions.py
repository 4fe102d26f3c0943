"""What can be done with a comment at the desk: each step once, allowed, and noted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from itsdangerous import BadSignature, URLSafeTimedSerializer

from localoffer.database.connection import Database
from localoffer.feedback.actions import ContactLock
from localoffer.outbox.mails import Mail, tell
from localoffer.review import publishing, store
from localoffer.review.doing import Doing, RefusedError, Why, at_work, check
from localoffer.review.model import Case, Note, Person, Step, Wording
from localoffer.web.clock import day_in_london

SALT = "draft"
LINK_SECONDS = 60 * 24 * 3600  # an answerer has two months


class Drafts:
    """Signed links by which somebody without an account drafts an answer."""

    def __init__(self, secret: str) -> None:
        """Take the site's secret key."""
        self.signer = URLSafeTimedSerializer(secret, salt=SALT)

    def link(self, answer: int) -> str:
        """Return what stands for an answer in a link."""
        return str(self.signer.dumps(answer))

    def read(self, token: str) -> int | None:
        """Return the answer that a link stands for; None when it is not ours or old."""
        try:
            return int(self.signer.loads(token, max_age=LINK_SECONDS))
        except (BadSignature, TypeError, ValueError):
            return None


@dataclass(frozen=True)
class Told:
    """What is told when an answer is drafted or given."""

    did: str
    owner: str
    due_on: date | None = None


@dataclass(frozen=True)
class Asking:
    """Whom to ask for an answer: a team, or the service that the comment is about.

    Without an e-mail address the link is handed on by whoever asks.
    """

    whom: str
    email: str = ""
    of_the_service: bool = False


@dataclass(frozen=True)
class Rule:
    """What holds for a publication: the area's rule, and whose words they are."""

    second_person: bool
    are_own_words: bool = False


@dataclass(frozen=True)
class Review:
    """The desk's work on comments. Each step is refused with RefusedError."""

    database: Database
    contacts: ContactLock
    drafts: Drafts

    def case(self, person: Person, reference: str) -> Case | None:
        """Return a comment as this person may see it, None when there is none."""
        with self.database.read() as connection:
            found = store.case(connection, reference)
        return None if found is None else as_seen_by(person, found)

    def take(self, person: Person, reference: str, now: datetime) -> None:
        """Note that a rep has read a comment and takes it on."""
        with self._step(person, reference, now, "take") as doing:
            doing.decide(assigned_to=person.id)
            doing.move("take")

    def assign(
        self, person: Person, reference: str, to: int | None, now: datetime
    ) -> None:
        """Give a comment to somebody, or to nobody."""
        with self._work(person, reference, now) as doing:
            names = dict(store.people(doing.connection, "rep"))
            if to is not None and to not in names:
                raise RefusedError(Why.NOBODY)
            doing.decide(assigned_to=to)
            doing.note("assign", names[to] if to is not None else "nobody")

    def sort(
        self, person: Person, reference: str, now: datetime, **values: str | None
    ) -> None:
        """Say what a comment is about: its kind, topic or entry."""
        with self._work(person, reference, now) as doing:
            store.set_comment(doing.connection, doing.found.line.id, **values)
            named = (f"{name}={value or '-'}" for name, value in values.items())
            doing.note("sort", " ".join(named))

    def note(self, person: Person, reference: str, text: str, now: datetime) -> None:
        """Keep a note for the other reps."""
        with self._work(person, reference, now) as doing:
            note = Note(person.name, now, text)
            store.add_note(doing.connection, doing.found.line.id, note)
            doing.note("note")

    def word(
        self, person: Person, reference: str, words: list[Wording], now: datetime
    ) -> None:
        """Keep public words; a second person's approval is asked for anew."""
        with self._work(person, reference, now, "wording") as doing:
            for wording in words:
                number = doing.found.line.id
                store.set_wording(doing.connection, number, wording, now)
            doing.decide(proposed_by=None)
            doing.note("word")

    def merge(self, person: Person, reference: str, now: datetime) -> int:
        """Treat comments that say exactly the same as this one; return how many."""
        with self._work(person, reference, now) as doing:
            line = doing.found.line
            same = store.same_words(doing.connection, line.id)
            for number in same:
                store.set_review(doing.connection, number, now, repeat_of=line.id)
                store.set_comment(doing.connection, number, state=line.state)
            doing.note("merge", str(len(same)))
        return len(same)

    def group(
        self, person: Person, reference: str, to: int | str | None, now: datetime
    ) -> None:
        """Put a comment under a theme, by number or as a new one; or under none."""
        with self._work(person, reference, now, "wording") as doing:
            if isinstance(to, str):
                to = store.add_answer(doing.connection, now, theme=to)
            elif to is not None and store.answer(doing.connection, to) is None:
                raise RefusedError(Why.NO_THEME)
            doing.decide(answer_id=to, proposed_by=None)
            doing.note("group", str(to or "-"))

    def ask(self, person: Person, reference: str, asking: Asking, now: datetime) -> str:
        """Ask somebody outside for an answer; return the token of their link."""
        with self._step(person, reference, now, "ask") as doing:
            if not _english(doing.found):
                raise RefusedError(Why.NO_WORDING)
            number = doing.answer()
            store.set_answer(doing.connection, number, now, asked=asking.whom)
            doing.move("ask")
            token = self.drafts.link(number)
            if asking.email and (locked := self.contacts.lock(asking.email)):
                path = f"/desk/draft/{token}"
                kind = "question" if asking.of_the_service else "answer asked"
                mail = Mail(kind, path, reference, locked_to=locked)
                tell(doing.connection, mail, now)
        return token

    def draft(self, token: str, told: Told, by: str, now: datetime) -> None:
        """Keep what an answerer wrote; a rep still has to take it over."""
        number = self.drafts.read(token)
        if number is None:
            raise RefusedError(Why.OLD_LINK)
        with self.database.write() as connection:
            states = store.comments_of(connection, number)
            waiting = [one for one, state in states if state == "waiting"]
            if not waiting:
                raise RefusedError(Why.NOT_WAITING)
            values = {"did": told.did, "owner": told.owner, "due_on": told.due_on}
            store.set_answer(connection, number, now, drafted_by=by, **values)
            for reference in waiting:
                store.add_step(connection, Step(now, "answerer", "draft", reference))

    def answer(self, person: Person, reference: str, told: Told, now: datetime) -> None:
        """Say what we did or will do, who owns it, and by when."""
        with self._step(person, reference, now, "answer") as doing:
            values = {"did": told.did, "owner": told.owner, "due_on": told.due_on}
            store.set_answer(doing.connection, doing.answer(), now, **values)
            doing.decide(proposed_by=None)
            doing.move("answer")

    def settle(
        self, person: Person, reference: str, outcome: str, now: datetime
    ) -> None:
        """End a correction: what was wrong is corrected, or it was right."""
        with self._step(person, reference, now, "settle") as doing:
            if doing.found.line.kind != "correction":
                raise RefusedError(Why.NO_CORRECTION)
            doing.close(outcome=outcome, outcome_on=day_in_london(now), closed_at=now)
            doing.move("settle", outcome)
            doing.tell_parent()

    def withhold(
        self, person: Person, reference: str, reason: str, now: datetime
    ) -> None:
        """Leave a comment out, for one of the two reasons that the law knows."""
        with self._step(person, reference, now, "withhold") as doing:
            doing.close(reason=reason, closed_at=now)
            doing.move("withhold", reason)
            doing.tell_parent()

    def reopen(self, person: Person, reference: str, now: datetime) -> None:
        """Take a comment up again."""
        with self._step(person, reference, now, "reopen") as doing:
            doing.close(reason=None, closed_at=None, outcome=None, outcome_on=None)
            doing.decide(proposed_by=None)
            doing.move("reopen")

    def propose(self, person: Person, reference: str, now: datetime) -> None:
        """Ask a second person to approve what is to be published."""
        with self._step(person, reference, now, "propose") as doing:
            _ready(doing.found)
            doing.decide(proposed_by=person.id)
            doing.move("propose")

    def publish(
        self, person: Person, reference: str, rule: Rule, now: datetime
    ) -> None:
        """Publish words and answer; where the area asks, a second person does."""
        with self._step(person, reference, now, "publish") as doing:
            _ready(doing.found)
            if doing.found.may_publish is False and not rule.are_own_words:
                raise RefusedError(Why.NOT_HER_WORDS)
            if rule.second_person:
                _approve(doing)
            doing.move("publish")
            publishing.publish(doing.connection, doing.found, now)
            doing.close(closed_at=now)
            doing.tell_parent()

    def correct(self, person: Person, reference: str, note: str, now: datetime) -> None:
        """Publish the words as they are now in place of those before, with a note."""
        with self._step(person, reference, now, "correct") as doing:
            _ready(doing.found)
            publishing.correct(doing.connection, doing.found, note, now)
            doing.move("correct")

    def withdraw(
        self, person: Person, reference: str, note: str, now: datetime
    ) -> None:
        """Take published words back; a public note stays in their place."""
        with self._step(person, reference, now, "withdraw") as doing:
            publishing.withdraw(doing.connection, doing.found.line.id, note, now)
            doing.close(closed_at=None)
            doing.decide(proposed_by=None)
            doing.move("withdraw")

    def keep_promise(
        self, person: Person, number: int, note: str, now: datetime
    ) -> None:
        """Note that what was promised is done, here and where it is published."""
        if not person.may("answer"):
            raise RefusedError(Why.NOT_ALLOWED)
        with self.database.write() as connection:
            if store.answer(connection, number) is None:
                raise RefusedError(Why.NO_ANSWER)
            day = day_in_london(now)
            kept = {"kept_on": day, "kept_note": note}
            store.set_answer(connection, number, now, **kept)
            publishing.note_kept(connection, number, day, note)
            for reference, _ in store.comments_of(connection, number):
                step = Step(now, person.name, "keep promise", reference)
                store.add_step(connection, step)

    @contextmanager
    def _work(
        self, person: Person, reference: str, now: datetime, right: str = ""
    ) -> Iterator[Doing]:
        """Give a comment that this person may read, or has another right to."""
        with at_work(self.database, person, reference, now) as doing:
            line = doing.found.line
            if not (person.may(right) if right else person.may_read(line.kind)):
                raise RefusedError(Why.NOT_ALLOWED)
            yield doing

    @contextmanager
    def _step(
        self, person: Person, reference: str, now: datetime, action: str
    ) -> Iterator[Doing]:
        """Give a comment on which this person may take this step now."""
        with at_work(self.database, person, reference, now) as doing:
            check(doing, action)
            yield doing


def as_seen_by(person: Person, found: Case) -> Case:
    """Return a case without what this person may not see."""
    if person.may_read(found.line.kind):
        return found
    return replace(found, said=(), notes=(), has_contact=False)


def _english(found: Case) -> bool:
    return any(wording.language == "en" for wording in found.wordings)


def _ready(found: Case) -> None:
    """Refuse to publish what is not whole: words in both languages, and an answer."""
    answer = found.answer
    if answer is None or not answer.did or not answer.owner:
        raise RefusedError(Why.NO_ANSWER)
    if not _english(found):
        raise RefusedError(Why.NO_WORDING)
    here = {(w.prompt, w.language) for w in found.wordings}
    languages = {"en", found.line.language}
    if not {(prompt, code) for prompt, _ in here for code in languages} <= here:
        raise RefusedError(Why.NO_TRANSLATION)


def _approve(doing: Doing) -> None:
    """Refuse a publication that nobody proposed, or that its proposer approves."""
    if doing.found.proposed_by is None:
        raise RefusedError(Why.NOT_PROPOSED)
    if doing.found.proposed_by == doing.person.id:
        raise RefusedError(Why.SAME_PERSON)
