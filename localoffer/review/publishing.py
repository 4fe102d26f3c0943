"""Public words as they are published, corrected and taken back, as rows."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, update

from localoffer.database.tables import replies
from localoffer.review.model import Case
from localoffer.web.clock import day_in_london


def publish(connection: Connection, found: Case, now: datetime) -> None:
    """Publish a comment's wordings, a row each prompt, with its answer."""
    for prompt, words in _words(found).items():
        row = {
            "comment_id": found.line.id,
            "prompt": prompt,
            "about": found.line.about,
            "topic": found.line.topic,
            "language": found.line.language,
            "received_on": day_in_london(found.line.created_at),
            "published_at": now,
            **words,
            **_answer(found),
        }
        connection.execute(insert(replies).values(**row))


def correct(connection: Connection, found: Case, note: str, now: datetime) -> None:
    """Put the words as they are now in the place of those that were published."""
    for prompt, words in _words(found).items():
        there = (
            (replies.c.comment_id == found.line.id)
            & (replies.c.prompt == prompt)
            & replies.c.withdrawn_at.is_(None)
        )
        values = {**words, **_answer(found), "note": note, "changed_at": now}
        connection.execute(update(replies).where(there).values(**values))


def withdraw(connection: Connection, number: int, note: str, now: datetime) -> None:
    """Take a comment's published words back: only a note is left to read."""
    there = (replies.c.comment_id == number) & replies.c.withdrawn_at.is_(None)
    gone = {"said": "", "said_first": None, "did": "", "kept_note": None}
    values = {**gone, "note": note, "changed_at": now, "withdrawn_at": now}
    connection.execute(update(replies).where(there).values(**values))


def note_kept(connection: Connection, answer: int, day: date, note: str | None) -> None:
    """Note at every published reply of an answer that its promise is kept."""
    shown = (replies.c.answer_id == answer) & replies.c.withdrawn_at.is_(None)
    values = {"kept_on": day, "kept_note": note}
    connection.execute(update(replies).where(shown).values(**values))


def _words(found: Case) -> dict[str, dict[str, str | None]]:
    """Return the public words by prompt: in English, and as they came."""
    by: dict[str, dict[str, str | None]] = {}
    for wording in found.wordings:
        words = by.setdefault(wording.prompt, {"said": "", "said_first": None})
        words["said" if wording.language == "en" else "said_first"] = wording.text
    return by


def _answer(found: Case) -> dict[str, Any]:
    assert found.answer is not None  # noqa: S101  only what is ready is published
    answer = found.answer
    return {
        "answer_id": answer.id,
        "theme": answer.theme,
        "did": answer.did,
        "owner": answer.owner,
        "due_on": answer.due_on,
        "kept_on": answer.kept_on,
        "kept_note": answer.kept_note,
    }
