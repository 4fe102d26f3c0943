"""Published answers as rows."""

from dataclasses import fields

from sqlalchemy import select

from localoffer.database.connection import Database, aware
from localoffer.database.tables import replies
from localoffer.replies.model import Reply

_COLUMNS = tuple(field.name for field in fields(Reply))
_MOMENTS = ("published_at", "changed_at", "withdrawn_at")


def published(database: Database) -> tuple[Reply, ...]:
    """Return all published answers, newest first; withdrawn ones with their note."""
    columns = [replies.c[name] for name in _COLUMNS]
    query = select(*columns).order_by(replies.c.published_at.desc(), replies.c.id)
    with database.read() as connection:
        rows = connection.execute(query).mappings().all()
    return tuple(_reply(dict(row)) for row in rows)


def _reply(row: dict[str, object]) -> Reply:
    for name in _MOMENTS:
        moment = row[name]
        row[name] = aware(moment) if moment is not None else None  # type: ignore[arg-type]
    return Reply(**row)  # type: ignore[arg-type]
