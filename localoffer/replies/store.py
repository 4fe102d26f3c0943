"""Published answers as rows."""

from sqlalchemy import select

from localoffer.database.connection import Database, aware
from localoffer.database.tables import replies
from localoffer.replies.model import Reply


def published(database: Database) -> tuple[Reply, ...]:
    """Return all published answers, newest first."""
    with database.read() as connection:
        query = select(replies).order_by(replies.c.published_at.desc(), replies.c.id)
        rows = connection.execute(query).all()
    return tuple(
        Reply(r.id, r.about, r.said, r.did, aware(r.published_at)) for r in rows
    )
