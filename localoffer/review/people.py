"""Accounts and sessions as rows, and what their keys look like there."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from localoffer.database.connection import Database, aware
from localoffer.database.tables import accounts, sessions
from localoffer.review.model import Person

LONGEST_DAY = timedelta(hours=12)  # a session ends, however busy it is
LONGEST_PAUSE = timedelta(hours=2)  # and sooner when nobody uses it
SEEN_EVERY = timedelta(minutes=1)  # a use is noted at most once a minute


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
    if now - began > LONGEST_DAY or now - seen > LONGEST_PAUSE:
        return None
    if now - seen > SEEN_EVERY:
        with database.write() as connection:
            same = sessions.c.digest == digest
            connection.execute(update(sessions).where(same).values(seen_at=now))
    return Person(row.id, row.name, frozenset(row.roles.split()))
