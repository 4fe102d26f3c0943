"""Comments as rows."""

from sqlalchemy import Row, insert, select
from sqlalchemy.exc import IntegrityError

from localoffer.database.connection import Database, aware
from localoffer.database.tables import comments, contacts
from localoffer.feedback.model import Comment, Receipt


def keep(database: Database, comment: Comment, locked_contact: bytes | None) -> str:
    """Keep a comment, on disk before this returns; return its reference.

    The same submission a second time changes nothing and gives the first reference.
    """
    row = {name: getattr(comment, name) for name in _COLUMNS}
    try:
        with database.write() as connection:
            done = connection.execute(insert(comments).values(row))
            key = done.inserted_primary_key
            if locked_contact is not None and key is not None:
                values = {"comment_id": key[0], "locked": locked_contact}
                connection.execute(insert(contacts).values(values))
    except IntegrityError:
        earlier = _by(database, "submission", comment.submission)
        if earlier is None:
            raise
        return str(earlier.reference)
    return comment.reference


def receipt(database: Database, reference: str) -> Receipt | None:
    """Return where a comment has got to, or None when there is none."""
    row = _by(database, "reference", reference)
    if row is None:
        return None
    return Receipt(row.reference, row.state, aware(row.created_at))


def listed(database: Database) -> list[Comment]:
    """Return every comment, oldest first."""
    with database.read() as connection:
        rows = connection.execute(select(comments).order_by(comments.c.id)).all()
    return [_comment(row) for row in rows]


_COLUMNS = (
    "reference", "submission", "about", "language", "source", "state", "suspected",
    "created_at", "words", "easier",
)  # fmt: skip


def _by(database: Database, column: str, value: str) -> Row[tuple[object, ...]] | None:
    with database.read() as connection:
        query = select(comments).where(comments.c[column] == value)
        return connection.execute(query).first()


def _comment(row: Row[tuple[object, ...]]) -> Comment:
    values = {name: getattr(row, name) for name in _COLUMNS}
    values["created_at"] = aware(row.created_at)
    return Comment(**values)
