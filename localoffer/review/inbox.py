"""The inbox, as rows: urgent comments first, then the oldest, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    case as case_of,
    func,
    select,
    true,
)

from localoffer.database.tables import OPEN, comments, raw_words, reviews
from localoffer.review.model import Filter, Line
from localoffer.review.store import LINE, joined, line_of

PAGE = 50  # comments on a page
MOST_COUNTED = 30  # topics or entries listed beside it
_NOT_A_REPEAT = reviews.c.repeat_of.is_(None)


@dataclass(frozen=True)
class Span:
    """From when to when a comment came; None is no end."""

    since: datetime | None = None
    until: datetime | None = None


def page(connection: Connection, asked: Filter, span: Span) -> list[Line]:
    """Return a page of comments and one more: urgent ones first, then the oldest.

    Asked for no state, it returns those that are still open.
    """
    first = (asked.page - 1) * PAGE
    if asked.text:  # all words are read anyway: once, and what is found is sorted
        return _lines(connection, asked, span, None, (first, PAGE + 1))
    urgent = _lines(connection, asked, span, True, (first, PAGE + 1))
    if len(urgent) > PAGE:
        return urgent
    # The ordinary ones follow, by an index of their own: nothing is sorted.
    is_beyond = first > 0 and not urgent
    skipped = first - _count_urgent(connection, asked, span) if is_beyond else 0
    rest = (skipped, PAGE + 1 - len(urgent))
    return urgent + _lines(connection, asked, span, False, rest)


def counts_by_state(connection: Connection) -> dict[str, int]:
    """Return how many comments there are in each state."""
    query = select(comments.c.state, func.count()).group_by(comments.c.state)
    return {str(state): int(n) for state, n in connection.execute(query).all()}


def counts_of_open(connection: Connection, column: str) -> dict[str, int]:
    """Return how many open comments there are by a column, most first."""
    by, total = comments.c[column], func.count().label("total")
    query = select(by, total).where(OPEN, by.is_not(None)).group_by(by)
    query = query.order_by(total.desc(), by).limit(MOST_COUNTED)
    return {str(name): int(n) for name, n in connection.execute(query).all()}


def counts_by_age(connection: Connection, spans: Sequence[Span]) -> list[int]:
    """Return how many comments without an answer came in each span."""
    sums = [
        func.coalesce(func.sum(case_of((and_(*_within(span)), 1), else_=0)), 0)
        for span in spans
    ]
    unanswered = comments.c.state != "answered"
    row = connection.execute(select(*sums).where(OPEN, unanswered)).one()
    return [int(n) for n in row]


def count_alike(connection: Connection, topic: str, span: Span) -> int:
    """Return how many comments about a topic came in a span."""
    query = select(func.count()).select_from(comments)
    query = query.where(comments.c.topic == topic, *_within(span))
    return int(connection.execute(query).scalar_one())


def _lines(
    connection: Connection,
    asked: Filter,
    span: Span,
    urgent: bool | None,
    rows: tuple[int, int],
) -> list[Line]:
    query = joined(select(*LINE)).where(*_wanted(connection, asked, span))
    if urgent is None:
        query = query.order_by(comments.c.urgent.desc())
    else:
        query = query.where(comments.c.urgent == urgent)
    query = query.order_by(comments.c.created_at, comments.c.id)
    query = query.offset(rows[0]).limit(rows[1])
    return [line_of(row) for row in connection.execute(query)]


def _count_urgent(connection: Connection, asked: Filter, span: Span) -> int:
    query = joined(select(func.count()))
    query = query.where(comments.c.urgent == true(), *_wanted(connection, asked, span))
    return int(connection.execute(query).scalar_one())


def _wanted(
    connection: Connection, asked: Filter, span: Span
) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [_NOT_A_REPEAT, *_within(span)]
    if not asked.state:
        wanted.append(OPEN)
    wanted += [
        comments.c[name] == value
        for name in ("state", "topic", "about", "kind")
        if (value := getattr(asked, name))
    ]
    if asked.assigned:
        wanted.append(reviews.c.assigned_to == int(asked.assigned))
    if asked.text:
        like = f"%{_escaped(asked.text)}%"
        # SQLite's LIKE does not mind small and capital letters, PostgreSQL's does.
        words, is_sqlite = raw_words.c.text, connection.dialect.name == "sqlite"
        alike = words.like if is_sqlite else words.ilike
        said = alike(like, escape="\\")
        wanted.append(comments.c.id.in_(select(raw_words.c.comment_id).where(said)))
    return wanted


def _within(span: Span) -> list[ColumnElement[bool]]:
    within: list[ColumnElement[bool]] = []
    if span.since is not None:
        within.append(comments.c.created_at >= span.since)
    if span.until is not None:
        within.append(comments.c.created_at < span.until)
    return within


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
