"""Keeps published comments that were read out of a spreadsheet, each once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from localoffer.database.connection import Database
from localoffer.database.tables import audit, replies
from localoffer.review.moving_in import OWN, Arrivals


def new_of(database: Database, arrivals: Arrivals) -> tuple[dict[str, Any], ...]:
    """Return the rows that are not here yet."""
    with database.read() as connection:
        return _new(connection, arrivals)


def keep(database: Database, arrivals: Arrivals, by: str, now: datetime) -> int:
    """Keep the rows that are not here yet, all or none; return how many they are."""
    assert not arrivals.faults  # noqa: S101  whoever calls has told of them
    with database.write() as connection:
        rows = _new(connection, arrivals)
        if rows:
            connection.execute(insert(replies), list(rows))
            detail = f"{len(rows)} published comments"
            line = {"at": now, "by": by, "action": "import", "detail": detail}
            connection.execute(insert(audit).values(line))
    return len(rows)


def _new(connection: Connection, arrivals: Arrivals) -> tuple[dict[str, Any], ...]:
    here = set(connection.scalars(select(replies.c.origin)).all())
    rows = (row for row in arrivals.rows if row["origin"] not in here)
    return tuple(row for row in rows if not _is_own(connection, row))


def _is_own(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Say whether a row is one that was written here, come back from an export."""
    own = OWN.fullmatch(row["origin"])
    if own is None:
        return False
    query = select(replies.c.id).where(
        replies.c.id == int(own[1]),
        replies.c.origin.is_(None),
        replies.c.received_on == row["received_on"],
        replies.c.published_at == row["published_at"],
    )
    return connection.execute(query).first() is not None
