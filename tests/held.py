"""Comments in every state, with all that can hang on one, for tests that purge."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from localoffer.database import tables as t
from localoffer.database.connection import Database
from localoffer.feedback.model import grouped
from tests.replies.rows import reply_row

PLANTED = "Planted-{}-{}-words"  # by what it is and which comment
EVERY = ("raw", "contact", "wording", "note")


def planted(what: str, number: int) -> str:
    return PLANTED.format(what, number)


def reference_of(number: int) -> str:
    return grouped(f"{number:012d}")


def put_comment(
    connection: Connection, number: int, at: datetime, **values: Any
) -> None:
    """Add a comment with words, a contact, a wording and a note.

    `review` and `told_at` are those of its review and contact; the rest its own.
    """
    review, told_at = values.pop("review", {}), values.pop("told_at", None)
    row = {
        "id": number, "reference": reference_of(number), "submission": str(number),
        "kind": "comment", "voice": "parent", "language": "en", "source": "form",
        "state": "new", "suspected": False, "urgent": False, "created_at": at,
    }  # fmt: skip
    connection.execute(insert(t.comments).values(row | values))
    of = {"comment_id": number, "prompt": "included"}
    text = planted("raw", number)
    connection.execute(insert(t.raw_words).values(_raw(text) | of))
    locked = planted("contact", number).encode()
    contact = {"comment_id": number, "locked": locked, "told_at": told_at}
    connection.execute(insert(t.contacts).values(contact))
    wording = {"text": planted("wording", number), "language": "en", "changed_at": at}
    connection.execute(insert(t.wordings).values(of | wording))
    note = {"text": planted("note", number), "by": "A. Rep", "at": at}
    connection.execute(insert(t.notes).values(comment_id=number, **note))
    if review:
        seen = {"comment_id": number, "seen_at": at}
        connection.execute(insert(t.reviews).values(seen | review))


def put_reply(connection: Connection, number: int, at: datetime, **values: Any) -> None:
    """Publish a comment's words."""
    row = reply_row(comment_id=number, published_at=at, **values)
    connection.execute(insert(t.replies).values(row))


def count(database: Database, table: Table) -> int:
    with database.read() as connection:
        query = select(func.count()).select_from(table)
        return int(connection.execute(query).scalar_one())


def _raw(text: str) -> dict[str, str]:
    row = {"text": text}
    if "digest" in t.raw_words.c:
        row["digest"] = str(hash(text))[:32]
    return row
