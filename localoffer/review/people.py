"""Sessions as rows, and what their secrets look like there."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update

from localoffer.database.connection import Database, aware
from localoffer.database.tables import accounts, sessions
from localoffer.review.model import Person

LONGEST_DAY = timedelta(hours=12)  # a session ends, however busy it is
LONGEST_PAUSE = timedelta(hours=2)  # and sooner when nobody uses it
SEEN_EVERY = timedelta(minutes=1)  # a use is noted at most once a minute
NAMED = 16  # signs of a digest that name a session on its owner's page


@dataclass(frozen=True)
class Session:
    """A browser in which somebody is signed in; `name` tells it from their others."""

    name: str
    began_at: datetime
    seen_at: datetime
    is_this: bool


def digest_of(token: str) -> str:
    """Return what is kept of a secret: whoever reads the table cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def begin_session(connection: Connection, account: int, now: datetime) -> str:
    """Begin a session; return its secret, 256 random bits, which is kept nowhere."""
    token = secrets.token_urlsafe(32)
    row = {"account_id": account, "began_at": now, "seen_at": now}
    connection.execute(insert(sessions).values(digest=digest_of(token), **row))
    return token


def person_of(database: Database, token: str, now: datetime) -> Person | None:
    """Return who holds a session that has not ended, None when nobody does."""
    digest = digest_of(token)
    query = (
        select(sessions.c.began_at, sessions.c.seen_at, accounts)
        .join_from(sessions, accounts)
        .where(sessions.c.digest == digest, accounts.c.closed_at.is_(None))
    )
    with database.read() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    began, seen = aware(row.began_at), aware(row.seen_at)
    if _is_over(began, seen, now):
        return None
    if now - seen > SEEN_EVERY:
        with database.write() as connection:
            same = sessions.c.digest == digest
            connection.execute(update(sessions).where(same).values(seen_at=now))
    return Person(row.id, row.name, frozenset(row.roles.split()))


def sessions_of(
    database: Database, account: int, token: str, now: datetime
) -> list[Session]:
    """Return somebody's sessions, the newest first; `token` is that of this browser."""
    mine = sessions.c.account_id == account
    query = select(sessions).where(mine).order_by(sessions.c.began_at.desc())
    with database.read() as connection:
        rows = connection.execute(query).all()
    found = (
        Session(
            row.digest[:NAMED],
            aware(row.began_at),
            aware(row.seen_at),
            row.digest == digest_of(token),
        )
        for row in rows
    )
    return [s for s in found if not _is_over(s.began_at, s.seen_at, now)]


def end_session(connection: Connection, token: str) -> None:
    """End the session of a secret."""
    same = sessions.c.digest == digest_of(token)
    connection.execute(delete(sessions).where(same))


def end_named(connection: Connection, account: int, name: str) -> None:
    """End one of somebody's sessions by its name."""
    mine = sessions.c.account_id == account
    if len(name) == NAMED:
        named = sessions.c.digest.startswith(name, autoescape=True)
        connection.execute(delete(sessions).where(mine, named))


def end_all(connection: Connection, account: int) -> None:
    """Sign somebody out everywhere."""
    mine = sessions.c.account_id == account
    connection.execute(delete(sessions).where(mine))


def forget(connection: Connection, now: datetime) -> None:
    """Remove sessions that have ended."""
    began, seen = sessions.c.began_at, sessions.c.seen_at
    is_over = or_(began < now - LONGEST_DAY, seen < now - LONGEST_PAUSE)
    connection.execute(delete(sessions).where(is_over))


def _is_over(began: datetime, seen: datetime, now: datetime) -> bool:
    return now - began > LONGEST_DAY or now - seen > LONGEST_PAUSE
