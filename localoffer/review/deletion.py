"""Finding what is held of one comment, and deleting it, by its reference."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Connection,
    Row,
    Select,
    Table,
    delete as delete_from,
    func,
    insert,
    select,
    update,
)

from localoffer.database.connection import Database, aware
from localoffer.database.tables import (
    answers,
    audit,
    comments,
    contacts,
    mails,
    notes,
    raw_words,
    replies,
    reviews,
    wordings,
)
from localoffer.outbox.model import Job
from localoffer.outbox.store import add
from localoffer.review.retention import CONTACT, RAW

EMPTY_LOG = "empty log"  # the kind of job that leaves nothing of it in SQLite's log
WITHDRAWN = "Withdrawn at the wish of the person whose comment it was."
HELD = (raw_words, contacts, wordings, notes)


@dataclass(frozen=True)
class Holding:
    """What is held of a comment: how much of each, and never a word of it.

    `held` counts the rows by the name of their table; `shown` the replies that the
    public can read.
    """

    reference: str
    state: str
    kind: str
    created_at: datetime
    closed_at: datetime | None
    told_at: datetime | None
    held: tuple[tuple[str, int], ...]
    shown: int

    @property
    def words_until(self) -> date | None:
        """Return the day on which the words are purged, None when none is known."""
        if self.closed_at is None or RAW.span is None:
            return None
        return RAW.span.after(self.closed_at.date())

    @property
    def contact_until(self) -> date | None:
        """Return the day on which the contact is purged, None when none is known."""
        since = self.told_at or self.closed_at
        if since is None or self.closed_at is None or CONTACT.span is None:
            return None
        return CONTACT.span.after(since.date())


def find(database: Database, reference: str) -> Holding | None:
    """Return what is held of a comment, None when there is none."""
    with database.read() as connection:
        row = _row(connection, reference)
        return None if row is None else _holding(connection, row)


def delete(
    database: Database,
    reference: str,
    by: str,
    now: datetime,
    *,
    published: bool = False,
) -> Holding | None:
    """Delete a comment with all that hangs on it; return what was held of it.

    What was published of it stays, for nobody can be known by it, unless `published`
    withdraws it too, with a public note in its place. The log says that it was done.
    """
    with database.write() as connection:
        row = _row(connection, reference)
        if row is None:
            return None
        held = _holding(connection, row)
        if published:
            _withdraw(connection, row.id, now)
        answer = select(reviews.c.answer_id).where(reviews.c.comment_id == row.id)
        number = connection.execute(answer).scalar()
        of_it = mails.c.reference == reference
        connection.execute(delete_from(mails).where(of_it))
        connection.execute(delete_from(comments).where(comments.c.id == row.id))
        if number is not None:
            _forget_answer(connection, number)
        detail = "with what was published" if published else ""
        line = {"at": now, "by": by, "action": "delete", "reference": reference}
        connection.execute(insert(audit).values(**line, detail=detail))
        add(connection, Job(EMPTY_LOG, {}), now)
    return held


def _withdraw(connection: Connection, number: int, now: datetime) -> None:
    """Take replies away: their words too, for nobody is to put them back."""
    gone = {"said": "", "said_first": None, "withdrawn_at": now, "note": WITHDRAWN}
    of_it = replies.c.comment_id == number
    connection.execute(update(replies).where(of_it).values(gone))


def _forget_answer(connection: Connection, number: int) -> None:
    """Delete an answer that no other comment and no reply has."""
    for table in (reviews, replies):
        query = select(table.c.answer_id).where(table.c.answer_id == number).limit(1)
        if connection.execute(query).first() is not None:
            return
    connection.execute(delete_from(answers).where(answers.c.id == number))


def _row(connection: Connection, reference: str) -> Row[tuple[object, ...]] | None:
    query = (
        select(comments, reviews.c.closed_at, contacts.c.told_at)
        .outerjoin(reviews, reviews.c.comment_id == comments.c.id)
        .outerjoin(contacts, contacts.c.comment_id == comments.c.id)
        .where(comments.c.reference == reference)
    )
    return connection.execute(query).first()


def _holding(connection: Connection, row: Row[tuple[object, ...]]) -> Holding:
    held = {table.name: _count(connection, _of(table, row.id)) for table in HELD}
    by_reference = mails.c.reference == row.reference
    query = select(func.count()).select_from(mails).where(by_reference)
    held["mails"] = _count(connection, query)
    shown = _of(replies, row.id).where(replies.c.withdrawn_at.is_(None))
    return Holding(
        row.reference,
        row.state,
        row.kind,
        aware(row.created_at),
        None if row.closed_at is None else aware(row.closed_at),
        None if row.told_at is None else aware(row.told_at),
        tuple(held.items()),
        _count(connection, shown),
    )


def _of(table: Table, number: int) -> Select[int]:
    there = table.c.comment_id == number
    return select(func.count()).select_from(table).where(there)


def _count(connection: Connection, query: Select[int]) -> int:
    return int(connection.execute(query).scalar_one())
