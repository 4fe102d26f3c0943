"""Comments as rows. Raw words and contacts are written to tables of their own."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import IntegrityError

from localoffer.database.connection import Database, aware
from localoffer.database.tables import (
    comments,
    contacts,
    raw_words,
    replies,
    reviews,
)
from localoffer.feedback.model import PROMPTS, Comment, Receipt, Said
from localoffer.outbox.model import Job
from localoffer.outbox.store import add as add_job

ALERT = "alert"  # the kind of job that tells reps of an urgent comment


def keep(
    database: Database,
    comment: Comment,
    locked_contact: bytes | None,
    jobs: Iterable[Job] = (),
) -> str:
    """Keep a comment, on disk before this returns; return its reference.

    The same submission a second time changes nothing and gives the first reference.
    """
    try:
        with database.write() as connection:
            add(connection, comment, locked_contact)
            for job in jobs:
                add_job(connection, job, comment.created_at)
    except IntegrityError:
        earlier = _by(database, "submission", comment.submission)
        if earlier is None:
            raise
        return str(earlier.reference)
    return comment.reference


def add(connection: Connection, comment: Comment, locked_contact: bytes | None) -> int:
    """Add a comment with all that belongs to it; return its number."""
    row = {name: getattr(comment, name) for name in _COLUMNS}
    row["prompts"] = " ".join(prompt for prompt, text in comment.said if text)
    done = connection.execute(insert(comments).values(row))
    assert done.inserted_primary_key is not None  # noqa: S101  for the type checker
    number = int(done.inserted_primary_key[0])
    said = [
        {
            "comment_id": number,
            "prompt": prompt,
            "text": text,
            "digest": digest_of(text),
        }
        for prompt, text in comment.said
        if text
    ]
    if said:
        connection.execute(insert(raw_words), said)
    if locked_contact is not None:
        values = {"comment_id": number, "locked": locked_contact}
        connection.execute(insert(contacts).values(values))
    if comment.urgent:
        job = Job(ALERT, {"reference": comment.reference})
        add_job(connection, job, comment.created_at)
    return number


def digest_of(text: str) -> str:
    """Return what is equal for equal words, whatever their case and spaces."""
    folded = " ".join(text.casefold().split())
    return hashlib.sha256(folded.encode()).hexdigest()[:32]


def receipt(database: Database, reference: str) -> Receipt | None:
    """Return where a comment has got to, or None when there is none."""
    shown = replies.c.withdrawn_at.is_(None)
    published = (
        select(replies.c.id)
        .where(replies.c.comment_id == comments.c.id, shown)
        .order_by(replies.c.id)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(
            comments.c.reference,
            comments.c.state,
            comments.c.created_at,
            comments.c.kind,
            reviews.c.reason,
            reviews.c.outcome,
            reviews.c.outcome_on,
            published.label("reply_id"),
        )
        .join_from(
            comments, reviews, reviews.c.comment_id == comments.c.id, isouter=True
        )
        .where(comments.c.reference == reference)
    )
    with database.read() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        return None
    return Receipt(**{**row, "created_at": aware(row["created_at"])})


def listed(database: Database) -> list[Comment]:
    """Return every comment with its raw words, oldest first."""
    with database.read() as connection:
        rows = connection.execute(select(comments).order_by(comments.c.id)).all()
        words: dict[int, dict[str, str]] = {}
        for row in connection.execute(select(raw_words)):
            words.setdefault(row.comment_id, {})[row.prompt] = row.text
    return [_comment(row, said_in(words.get(row.id, {}))) for row in rows]


def said_in(words: dict[str, str]) -> Said:
    """Return words by prompt, in the order of the prompts."""
    return tuple((prompt, words[prompt]) for prompt in PROMPTS if prompt in words)


_COLUMNS = (
    "reference", "submission", "about", "topic", "kind", "voice", "feeling",
    "language", "source", "state", "suspected", "urgent", "may_publish", "created_at",
)  # fmt: skip


def _by(database: Database, column: str, value: str) -> Row[tuple[object, ...]] | None:
    with database.read() as connection:
        query = select(comments).where(comments.c[column] == value)
        return connection.execute(query).first()


def _comment(row: Row[tuple[object, ...]], said: Said) -> Comment:
    values = {name: getattr(row, name) for name in _COLUMNS}
    values["created_at"] = aware(row.created_at)
    return Comment(said=said, **values)
