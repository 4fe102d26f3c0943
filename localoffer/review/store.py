"""What the desk reads and writes, as rows."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from localoffer.database.connection import aware
from localoffer.database.tables import (
    accounts,
    answers,
    audit,
    comments,
    contacts,
    notes,
    raw_words,
    reviews,
    wordings,
)
from localoffer.feedback.store import said_in
from localoffer.review.model import (
    Answer,
    Case,
    Line,
    Note,
    Step,
    Wording,
)

PAGE = 50  # lines on a page of the log

LINE = (
    comments.c.id,
    comments.c.reference,
    comments.c.kind,
    comments.c.voice,
    comments.c.about,
    comments.c.topic,
    comments.c.language,
    comments.c.source,
    comments.c.state,
    comments.c.suspected,
    comments.c.urgent,
    comments.c.created_at,
    accounts.c.name.label("assigned_to"),
    answers.c.theme,
)


def case(connection: Connection, reference: str) -> Case | None:
    """Return a comment with all that is known of it, or None."""
    query = joined(
        select(
            *LINE,
            comments.c.feeling,
            comments.c.may_publish,
            reviews.c.reason,
            reviews.c.outcome,
            reviews.c.outcome_on,
            reviews.c.assigned_to.label("assigned_id"),
            reviews.c.proposed_by,
            reviews.c.closed_at,
            *(answers.c[name].label(f"answer_{name}") for name in _ANSWER),
        )
    ).where(comments.c.reference == reference)
    row = connection.execute(query).first()
    if row is None:
        return None
    words = _by_prompt(connection, row.id)
    return Case(
        line=line_of(row),
        said=said_in(words),
        feeling=row.feeling,
        may_publish=row.may_publish,
        has_contact=_has(connection, contacts.c.comment_id == row.id),
        raw_is_purged=row.closed_at is not None and not words,
        reason=row.reason,
        outcome=row.outcome,
        outcome_on=row.outcome_on,
        assigned_id=row.assigned_id,
        proposed_by=row.proposed_by,
        answer=_answer(row),
        repeats=_count(connection, reviews.c.repeat_of == row.id),
        wordings=_wordings(connection, row.id),
        notes=_notes(connection, row.id),
        steps=log_of(connection, reference),
    )


def add_step(connection: Connection, step: Step) -> None:
    """Add a line to the audit log, which nothing ever changes."""
    connection.execute(insert(audit).values(asdict(step)))


def log_of(connection: Connection, reference: str) -> tuple[Step, ...]:
    """Return what was done with a comment, oldest first."""
    query = select(audit).where(audit.c.reference == reference).order_by(audit.c.id)
    return tuple(_step(row) for row in connection.execute(query))


def log(connection: Connection, before: int | None) -> list[tuple[int, Step]]:
    """Return a page of the audit log, newest first, each with its number."""
    query = select(audit).order_by(audit.c.id.desc()).limit(PAGE + 1)
    if before is not None:
        query = query.where(audit.c.id < before)
    return [(row.id, _step(row)) for row in connection.execute(query)]


def set_state(connection: Connection, number: int, old: str, new: str) -> bool:
    """Move a comment, and its exact repeats, on; False when another was quicker."""
    same = and_(comments.c.id == number, comments.c.state == old)
    done = connection.execute(update(comments).where(same).values(state=new))
    if done.rowcount != 1:
        return False
    repeats = select(reviews.c.comment_id).where(reviews.c.repeat_of == number)
    connection.execute(
        update(comments).where(comments.c.id.in_(repeats)).values(state=new)
    )
    return True


def set_comment(connection: Connection, number: int, **values: object) -> None:
    """Change what a comment is about: its kind, topic or entry."""
    connection.execute(update(comments).where(comments.c.id == number).values(**values))


def set_review(
    connection: Connection, number: int, now: datetime, **values: object
) -> None:
    """Note what was decided about a comment, for the first time or again."""
    there = reviews.c.comment_id == number
    if _has(connection, there):
        if values:
            connection.execute(update(reviews).where(there).values(**values))
        return
    row = {"comment_id": number, "seen_at": now, **values}
    connection.execute(insert(reviews).values(**row))


def close_repeats(
    connection: Connection, number: int, values: Mapping[str, object]
) -> None:
    """Note the same for the exact repeats of a comment."""
    same = reviews.c.repeat_of == number
    connection.execute(update(reviews).where(same).values(**values))


def same_words(connection: Connection, number: int) -> list[int]:
    """Return open comments, not yet merged, that say the same about the same."""
    said = select(raw_words.c.prompt, raw_words.c.digest)
    own = sorted(map(tuple, connection.execute(said.where(_words_of(number))).all()))
    if not own:
        return []
    digests = [digest for _, digest in own]
    about = select(comments.c.about).where(comments.c.id == number)
    mine = connection.execute(about).scalar()
    same_about = (
        comments.c.about.is_(None) if mine is None else comments.c.about == mine
    )
    query = (
        select(comments.c.id)
        .distinct()
        .join_from(comments, raw_words)
        .join(reviews, reviews.c.comment_id == comments.c.id, isouter=True)
        .where(
            raw_words.c.digest.in_(digests),
            same_about,
            comments.c.id != number,
            comments.c.state.in_(("new", "in-review")),
            reviews.c.repeat_of.is_(None),
        )
    )
    found = [row.id for row in connection.execute(query)]
    return [
        one
        for one in found
        if sorted(map(tuple, connection.execute(said.where(_words_of(one))).all()))
        == own
    ]


def set_wording(
    connection: Connection, number: int, wording: Wording, now: datetime
) -> None:
    """Keep public words in place of those that were there; empty ones go."""
    there = and_(
        wordings.c.comment_id == number,
        wordings.c.prompt == wording.prompt,
        wordings.c.language == wording.language,
    )
    connection.execute(delete(wordings).where(there))
    if wording.text:
        row = {"comment_id": number, "changed_at": now, **asdict(wording)}
        connection.execute(insert(wordings).values(**row))


def add_answer(connection: Connection, now: datetime, **values: object) -> int:
    """Add an answer, which one comment or a theme of them will have."""
    row = {"did": "", "owner": "", "changed_at": now, **values}
    done = connection.execute(insert(answers).values(**row))
    assert done.inserted_primary_key is not None  # noqa: S101  for the type checker
    return int(done.inserted_primary_key[0])


def set_answer(
    connection: Connection, number: int, now: datetime, **values: object
) -> None:
    """Change an answer."""
    there = answers.c.id == number
    connection.execute(update(answers).where(there).values(changed_at=now, **values))


def answer(connection: Connection, number: int) -> Answer | None:
    """Return an answer by its number, or None."""
    row = connection.execute(select(answers).where(answers.c.id == number)).first()
    return None if row is None else Answer(**{n: getattr(row, n) for n in _ANSWER})


def themes(connection: Connection) -> list[Answer]:
    """Return the themes that comments may still be put under, by name."""
    query = (
        select(answers).where(answers.c.theme.is_not(None)).order_by(answers.c.theme)
    )
    rows = connection.execute(query)
    return [Answer(**{name: getattr(row, name) for name in _ANSWER}) for row in rows]


def promises(connection: Connection) -> list[tuple[Answer, int]]:
    """Return answers with a day that is not marked as kept, the earliest first.

    Each comes with how many comments it answers.
    """
    query = (
        select(answers, func.count(reviews.c.comment_id).label("voices"))
        .join_from(answers, reviews, reviews.c.answer_id == answers.c.id, isouter=True)
        .where(answers.c.due_on.is_not(None), answers.c.kept_on.is_(None))
        .group_by(answers.c.id)
        .order_by(answers.c.due_on, answers.c.id)
    )
    return [
        (Answer(**{name: getattr(row, name) for name in _ANSWER}), int(row.voices))
        for row in connection.execute(query)
    ]


def comments_of(connection: Connection, answer_id: int) -> list[tuple[str, str]]:
    """Return the reference and state of each comment that has an answer."""
    query = (
        select(comments.c.reference, comments.c.state)
        .join_from(comments, reviews, reviews.c.comment_id == comments.c.id)
        .where(reviews.c.answer_id == answer_id)
        .order_by(comments.c.id)
    )
    return [(str(row.reference), str(row.state)) for row in connection.execute(query)]


def entries_of(connection: Connection, answer_id: int) -> set[str]:
    """Return the slugs of the entries that an answer's comments are about."""
    query = (
        select(comments.c.about)
        .join_from(comments, reviews, reviews.c.comment_id == comments.c.id)
        .where(reviews.c.answer_id == answer_id, comments.c.about.is_not(None))
    )
    return set(connection.scalars(query))


def public_words_of(connection: Connection, answer_id: int) -> list[Wording]:
    """Return the wordings of the comments that an answer is for: nothing raw."""
    query = (
        select(wordings.c.prompt, wordings.c.language, wordings.c.text)
        .join_from(wordings, reviews, reviews.c.comment_id == wordings.c.comment_id)
        .where(reviews.c.answer_id == answer_id)
        .order_by(wordings.c.comment_id, wordings.c.prompt, wordings.c.language)
    )
    return [Wording(*row) for row in connection.execute(query)]


def add_note(connection: Connection, number: int, note: Note) -> None:
    """Add a note that reps write to each other."""
    connection.execute(insert(notes).values(comment_id=number, **asdict(note)))


def contact_of(connection: Connection, number: int) -> bytes | None:
    """Return a locked contact, None when there is none or its reply was sent."""
    query = select(contacts.c.locked).where(
        contacts.c.comment_id == number, contacts.c.told_at.is_(None)
    )
    found = connection.execute(query).scalar()
    return None if found is None else bytes(found)


def note_told(connection: Connection, number: int, now: datetime) -> None:
    """Note that a reply was sent to a contact: from now its days are counted."""
    there = contacts.c.comment_id == number
    connection.execute(update(contacts).where(there).values(told_at=now))


def people(connection: Connection, role: str) -> list[tuple[int, str]]:
    """Return the accounts that have a role, by name."""
    query = select(accounts.c.id, accounts.c.name, accounts.c.roles)
    query = query.where(accounts.c.closed_at.is_(None)).order_by(accounts.c.name)
    rows = connection.execute(query)
    return [(row.id, row.name) for row in rows if role in row.roles.split()]


_ANSWER = (
    "id", "did", "owner", "due_on", "kept_on", "kept_note", "theme", "asked",
    "drafted_by",
)  # fmt: skip


def joined(query: Select[Any]) -> Select[Any]:
    """Return a query of comments with their reviews, reps and answers."""
    return (
        query.select_from(comments)
        .join(reviews, reviews.c.comment_id == comments.c.id, isouter=True)
        .join(accounts, accounts.c.id == reviews.c.assigned_to, isouter=True)
        .join(answers, answers.c.id == reviews.c.answer_id, isouter=True)
    )


def line_of(row: Row[Any]) -> Line:
    """Return a comment as the inbox lists it."""
    values = {column.key: getattr(row, column.key) for column in LINE}
    return Line(**{**values, "created_at": aware(row.created_at)})


def _answer(row: Row[Any]) -> Answer | None:
    if row.answer_id is None:
        return None
    return Answer(**{name: getattr(row, f"answer_{name}") for name in _ANSWER})


def _by_prompt(connection: Connection, number: int) -> dict[str, str]:
    query = select(raw_words.c.prompt, raw_words.c.text).where(_words_of(number))
    return {str(prompt): str(text) for prompt, text in connection.execute(query)}


def _words_of(number: int) -> ColumnElement[bool]:
    return raw_words.c.comment_id == number


def _wordings(connection: Connection, number: int) -> tuple[Wording, ...]:
    query = (
        select(wordings.c.prompt, wordings.c.language, wordings.c.text)
        .where(wordings.c.comment_id == number)
        .order_by(wordings.c.prompt, wordings.c.language)
    )
    return tuple(Wording(*row) for row in connection.execute(query))


def _notes(connection: Connection, number: int) -> tuple[Note, ...]:
    query = select(notes).where(notes.c.comment_id == number).order_by(notes.c.id)
    rows = connection.execute(query)
    return tuple(Note(row.by, aware(row.at), row.text) for row in rows)


def _step(row: Row[Any]) -> Step:
    return Step(aware(row.at), row.by, row.action, row.reference, row.detail)


def _has(connection: Connection, there: ColumnElement[bool]) -> bool:
    return bool(connection.execute(select(exists().where(there))).scalar())


def _count(connection: Connection, there: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(reviews).where(there)
    return int(connection.execute(query).scalar_one())
