"""When keys were used, as rows: one count for all processes."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select

from localoffer.database.connection import Database
from localoffer.database.tables import limits

KEPT = timedelta(days=1)


class LedgerRows:
    """Keeps uses in the database."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self.database = database

    def count_and_add(self, key: str, now: datetime, window: timedelta) -> int:
        """Return how often the key was used within the window, this time included."""
        recent = (limits.c.key == key) & (limits.c.at > now - window)
        with self.database.write() as connection:
            connection.execute(insert(limits).values(key=key, at=now))
            query = select(func.count()).select_from(limits).where(recent)
            return int(connection.execute(query).scalar_one())

    def forget(self, now: datetime) -> None:
        """Remove what is older than a day."""
        with self.database.write() as connection:
            connection.execute(delete(limits).where(limits.c.at < now - KEPT))
