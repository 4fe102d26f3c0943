"""Removes what the table of `retention` says is over, and notes that it did."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from localoffer.database.connection import Database, aware
from localoffer.database.tables import (
    comments,
    contacts,
    mails,
    notes,
    purges,
    raw_words,
    replies,
    reviews,
    wordings,
)
from localoffer.outbox.letters import LINKS, REPLY
from localoffer.outbox.mails import DESK
from localoffer.review.model import OPEN
from localoffer.review.retention import CONTACT, MAIL, RAW

PURGE = "purge"  # the daily kind of job


@dataclass(frozen=True)
class Purged:
    """When a purge ran, and of how many comments it removed words and contacts."""

    at: datetime
    raw_words: int
    contacts: int


def purge(database: Database, now: datetime) -> Purged:
    """Remove what is over, and leave nothing of it in the database's files.

    StorageError when SQLite's log could not be emptied: run it again then.
    """
    today = aware(now).date()
    with database.write() as connection:
        done = Purged(now, _words(connection, today), _contacts(connection, today))
        _addresses(connection, today)
        connection.execute(insert(purges).values(**vars(done)))
    database.empty_log()
    return done


def history(database: Database, most: int = 30) -> tuple[Purged, ...]:
    """Return the latest purges, newest first."""
    query = select(purges).order_by(purges.c.at.desc(), purges.c.id.desc()).limit(most)
    with database.read() as connection:
        rows = connection.execute(query).all()
    return tuple(Purged(aware(row.at), row.raw_words, row.contacts) for row in rows)


def _words(connection: Connection, today: date) -> int:
    """Remove words, notes, and wordings never published; return of how many."""
    ended = _closed(reviews.c.closed_at < RAW.before(today))
    number = _count(connection, raw_words.c.comment_id, ended)
    for table in (raw_words, notes):
        connection.execute(delete(table).where(table.c.comment_id.in_(ended)))
    published = exists().where(
        replies.c.comment_id == wordings.c.comment_id,
        replies.c.prompt == wordings.c.prompt,
    )
    over = wordings.c.comment_id.in_(ended)
    connection.execute(delete(wordings).where(over, ~published))
    return number


def _contacts(connection: Connection, today: date) -> int:
    """Remove contacts that were answered, or that no reply is owed to."""
    moment = CONTACT.before(today)
    owed = exists().where(
        mails.c.reference == comments.c.reference,
        mails.c.kind == REPLY,
        mails.c.sent_at.is_(None),
    )
    since = func.coalesce(contacts.c.told_at, reviews.c.closed_at)
    ended = _closed(and_(since < moment, ~owed)).join(
        contacts, contacts.c.comment_id == comments.c.id
    )
    number = _count(connection, contacts.c.comment_id, ended)
    connection.execute(delete(contacts).where(contacts.c.comment_id.in_(ended)))
    return number


def _addresses(connection: Connection, today: date) -> None:
    """Forget to whom old mails went, and the secret of a link that is past use."""
    moment = MAIL.before(today)
    stale = and_(mails.c.made_at < moment, mails.c.kind != REPLY)
    over = or_(mails.c.sent_at < moment, and_(mails.c.sent_at.is_(None), stale))
    connection.execute(update(mails).where(over).values(locked_to=None))
    secret = mails.c.kind.in_(LINKS)
    connection.execute(update(mails).where(over, secret).values(path=DESK))


def _closed(over: ColumnElement[bool]) -> Select[tuple[int]]:
    """Return the comments that are at their end, and over. Nothing open is one."""
    settled = and_(comments.c.state == "answered", reviews.c.outcome.is_not(None))
    ended = or_(comments.c.state.not_in(OPEN), settled)
    closed = reviews.c.closed_at.is_not(None)
    same = reviews.c.comment_id == comments.c.id
    return select(comments.c.id).join(reviews, same).where(ended, closed, over)


def _count(connection: Connection, held: Column[int], ended: Select[tuple[int]]) -> int:
    query = select(func.count(func.distinct(held))).where(held.in_(ended))
    return int(connection.execute(query).scalar_one())
