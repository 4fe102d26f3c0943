"""Comments at the desk for tests: put there, moved to a state, looked at again."""

from datetime import date
from itertools import count
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from localoffer.database.connection import Database
from localoffer.database.tables import answers, comments, replies, reviews
from localoffer.feedback import store as feedback
from localoffer.feedback.model import Comment
from localoffer.review import store
from localoffer.review.model import Person, Wording
from localoffer.web.clock import utc_now
from tests.fresh import database_of

NUMBERS = count(1)
REP = Person(0, "A rep", frozenset({"rep"}))


def comment(app: Flask, words: str = "The hall is cold.", **values: Any) -> str:
    """Keep a comment; return its reference."""
    digits = f"{next(NUMBERS):012d}"
    row: dict[str, Any] = {
        "reference": "-".join((digits[:4], digits[4:8], digits[8:])),
        "submission": digits,
        "said": (("included", words),),
        "about": None,
        "language": "en",
        "created_at": utc_now(),
    }
    contact: bytes | None = values.pop("contact", None)
    return feedback.keep(database_of(app), Comment(**(row | values)), contact)


def put_in(app: Flask, reference: str, state: str, *, ready: bool = True) -> None:
    """Put a comment in a state, with words and an answer if it is to be ready."""
    now = utc_now()
    with database_of(app).write() as connection:
        there = comments.c.reference == reference
        number = connection.execute(select(comments.c.id).where(there)).scalar_one()
        connection.execute(update(comments).where(there).values(state=state))
        store.set_review(connection, number, now)
        if ready:
            wording = Wording("included", "en", "A hall is cold.")
            store.set_wording(connection, number, wording, now)
            values = {"did": "We heat it.", "owner": "Halls team"}
            made = store.add_answer(connection, now, due_on=date(2027, 4, 1), **values)
            store.set_review(connection, number, now, answer_id=made)


def state_of(app: Flask, reference: str) -> str:
    """Return the state a comment is in."""
    with database_of(app).read() as connection:
        query = select(comments.c.state).where(comments.c.reference == reference)
        return str(connection.execute(query).scalar_one())


def steps_of(app: Flask, reference: str) -> list[str]:
    """Return what the log says was done with a comment."""
    with database_of(app).read() as connection:
        return [step.action for step in store.log_of(connection, reference)]


def published(app: Flask) -> list[dict[str, Any]]:
    """Return the rows of published answers."""
    with database_of(app).read() as connection:
        rows = connection.execute(select(replies).order_by(replies.c.id))
        return [dict(row) for row in rows.mappings()]


def review_of(database: Database, reference: str) -> dict[str, Any]:
    """Return what was decided about a comment, with its answer."""
    query = (
        select(reviews, answers.c.did, answers.c.owner, answers.c.kept_on)
        .join_from(comments, reviews, reviews.c.comment_id == comments.c.id)
        .join(answers, answers.c.id == reviews.c.answer_id, isouter=True)
        .where(comments.c.reference == reference)
    )
    with database.read() as connection:
        return dict(connection.execute(query).mappings().one())
