"""What the desk's door forgets each day: sessions and keys that open nothing more."""

from datetime import datetime

from localoffer.database.connection import Database
from localoffer.review import keys, people

FORGET_SESSIONS = "forget sessions"  # the kind of job


def forget_sessions(database: Database, now: datetime) -> None:
    """Remove sessions that have ended, and keys that were used or have run out."""
    with database.write() as connection:
        people.forget(connection, now)
        keys.forget(connection, now)
