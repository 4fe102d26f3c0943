"""Rows of comments and published answers, with what every one must have."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from localoffer.database.connection import Database
from localoffer.database.tables import answers, comments, replies, reviews

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
URDU = "میری بیٹی کے لیے کوئی جگہ نہیں ملی"


def reply_row(**values: Any) -> dict[str, Any]:
    """Return a row of the table of published answers."""
    row: dict[str, Any] = {
        "about": None,
        "prompt": "included",
        "said": "a",
        "language": "en",
        "did": "b",
        "owner": "",
        "published_at": AT,
    }
    row |= values
    return {"received_on": row["published_at"].date()} | row


def comment_row(number: int, **values: Any) -> dict[str, Any]:
    """Return a row of the table of comments."""
    row: dict[str, Any] = {
        "id": number,
        "reference": f"0000-0000-{number:04}",
        "submission": str(number),
        "kind": "comment",
        "voice": "parent",
        "language": "en",
        "source": "form",
        "state": "published",
        "suspected": False,
        "urgent": False,
        "prompts": "included",
        "created_at": AT,
    }
    return row | values


def add_replies(database: Database, *rows: dict[str, Any]) -> None:
    """Publish answers, each row whole."""
    with database.write() as connection:
        for row in rows:
            connection.execute(insert(replies).values(**row))


def add_comments(database: Database, *rows: dict[str, Any]) -> None:
    """Keep comments; what a rep decided is given as `review`."""
    with database.write() as connection:
        for row in rows:
            review = row.pop("review", None)
            connection.execute(insert(comments).values(**row))
            if review:
                known = {"comment_id": row["id"], "seen_at": row["created_at"]}
                connection.execute(insert(reviews).values(**known, **review))


def add_answer(database: Database, number: int) -> None:
    """Keep an answer that published rows may name."""
    row = {"id": number, "did": "b", "owner": "", "changed_at": AT}
    with database.write() as connection:
        connection.execute(insert(answers).values(**row))


def fill(database: Database) -> None:
    """Publish a little of everything that a page may show."""
    add_answer(database, 1)
    days = [0, 3, 5, 8, 13, 21, 30, 2, 9]
    add_comments(
        database,
        *(
            comment_row(n, created_at=AT - timedelta(days=d))
            for n, d in enumerate(days, 1)
        ),
        comment_row(20, state="new"),
        comment_row(21, state="new", suspected=True),
        comment_row(
            22,
            kind="correction",
            state="answered",
            about="camhs",
            created_at=AT - timedelta(days=4),
            review={"outcome": "corrected", "outcome_on": AT.date()},
        ),
        comment_row(
            23,
            state="withheld",
            review={"reason": "individual_service", "closed_at": AT},
        ),
    )
    theme = {
        "answer_id": 1,
        "theme": "Somewhere to go on Saturdays",
        "did": "We will add a Saturday club.",
        "owner": "Short breaks team",
        "due_on": date(2026, 11, 1),
        "topic": "sleep",
    }
    days_ago = [AT - timedelta(days=d) for d in days]
    urdu = {"said_first": URDU, "language": "ur"}
    add_replies(
        database,
        reply_row(
            id=1, comment_id=1, about="camhs", said="It is hard to ring.",
            did="We added a number for texts.\n\nIt works in the evening too.",
            owner="CAMHS", topic="camhs", received_on=days_ago[0].date(),
        ),
        reply_row(id=2, comment_id=2, said="Nothing on Saturdays.", **theme,
                  received_on=days_ago[1].date()),
        reply_row(id=3, comment_id=3, said="Nothing on Saturdays.", **theme,
                  received_on=days_ago[2].date()),
        reply_row(id=4, comment_id=4, said="I found no place for my daughter.",
                  **theme, **urdu, received_on=days_ago[3].date()),
        reply_row(
            id=5, comment_id=5, prompt="access", said="The print is small.",
            did="We will make the print bigger.", owner="The web team",
            due_on=date(2026, 9, 1), kept_on=date(2026, 8, 30),
            kept_note="It is 17 points now.", received_on=days_ago[4].date(),
            published_at=AT.replace(year=2025),
        ),
        reply_row(
            id=6, comment_id=6, prompt="involved", said="Nobody asked us.",
            did="Two parents sit with us now.", owner="The forum",
            note="A name was taken out.", changed_at=AT, received_on=days_ago[5].date(),
        ),
        reply_row(
            id=7, comment_id=7, said="My son Tom goes to Oak School.",
            did="Tom has a place.", note="It told who a child is.", withdrawn_at=AT,
            theme="Oak School", received_on=days_ago[6].date(),
        ),
        reply_row(
            id=8, comment_id=8, said="<b>Big</b> & loud", did="<i>Quiet</i> hour",
            due_on=date(2027, 3, 1), owner="=cmd", received_on=days_ago[7].date(),
        ),
        reply_row(
            id=9, comment_id=9, about="camhs", said="No reply for weeks.",
            did="Calls are answered within a day.", received_on=days_ago[8].date(),
        ),
    )  # fmt: skip
