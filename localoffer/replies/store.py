"""Published answers as rows, and the counts that go with them."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    func,
    insert,
    not_,
    select,
)
from sqlalchemy.exc import IntegrityError

from localoffer.database.connection import Database, aware
from localoffer.database.tables import audit, comments, replies, reports, reviews
from localoffer.outbox.model import Job
from localoffer.outbox.store import add as add_job
from localoffer.replies.compiling import WAITS, Came, Rows as ReportRows
from localoffer.replies.model import Counts, Issue, Reply
from localoffer.replies.published import Found
from localoffer.replies.report import half_of
from localoffer.web.clock import LONDON

ANSWERED = ("answered", "published")
# What a machine seems to have sent is no family's, until a rep has opened it.
IS_COUNTED = not_(and_(comments.c.suspected, comments.c.state == "new"))
_COLUMNS = tuple(field.name for field in fields(Reply))
_MOMENTS = ("published_at", "changed_at", "withdrawn_at")
_SHARED = ("about", "did", "prompt", "topic", "language", "theme", "owner", "kept_note")
_MOMENTS_AT = tuple(map(_COLUMNS.index, _MOMENTS))
_SHARED_AT = tuple(map(_COLUMNS.index, _SHARED))
_MEASURED = ("said", "said_first", "did", "owner", "theme", "note", "kept_note")


class Rows:
    """The tables that public pages are made of."""

    def __init__(self, database: Database) -> None:
        """Take the database; nothing is opened."""
        self.database = database

    def stamp(self) -> object:
        """Return something that differs when an answer or a report was changed."""
        columns = [func.count(), func.max(replies.c.id), func.count(replies.c.kept_on)]
        columns += [func.max(replies.c[name]) for name in (*_MOMENTS, "due_on")]
        columns += [func.max(replies.c.kept_on)]
        columns += [func.sum(func.length(replies.c[name])) for name in _MEASURED]
        with self.database.read() as connection:
            told = connection.execute(select(*columns)).one()
            newest = connection.execute(select(func.max(reports.c.id))).scalar()
        return (*told, newest)

    def load(self) -> Found:
        """Return all that is published, newest first, without counts."""
        with self.database.read() as connection:
            found = _published(connection)
            return Found(replies=found, issues=_issues(connection))

    def counts(self, replies: tuple[Reply, ...]) -> Counts:
        """Return what came since the beginning, and what became of it."""
        with self.database.read() as connection:
            return counted(connection, replies)


def published(database: Database) -> tuple[Reply, ...]:
    """Return all published answers, newest first; withdrawn ones with their note."""
    with database.read() as connection:
        return _published(connection)


def _published(connection: Connection) -> tuple[Reply, ...]:
    columns = [replies.c[name] for name in _COLUMNS]
    query = select(*columns).order_by(replies.c.published_at.desc(), replies.c.id)
    same: dict[str, str] = {}
    return tuple(_reply(row, same) for row in connection.execute(query))


def counted(connection: Connection, found: tuple[Reply, ...]) -> Counts:
    """Return what came since the beginning, and what became of it."""
    by_state = select(comments.c.state, func.count()).group_by(comments.c.state)
    states = {str(state): total for state, total in connection.execute(by_state)}
    machine = _count(connection, not_(IS_COUNTED))
    settled = _settled(connection)
    # Those whose comment is gone, or was never here, came and were answered too.
    strangers = sum(reply.comment_id is None for reply in found)
    return Counts(
        received=sum(states.values()) - machine + strangers,
        answered=sum(states.get(state, 0) for state in ANSWERED) + strangers,
        days=half_of([*days_of(found), *(days for _, days in settled)]),
        corrected=sum(outcome == "corrected" for outcome, _ in settled),
    )


def days_of(found: Iterable[Reply]) -> list[int]:
    """Return how many days each comment waited for its first published answer."""
    first: dict[object, int] = {}
    for reply in found:
        days = reply.days
        if days is not None:
            key = reply.comment_id or ("reply", reply.id)
            first[key] = min(days, first.get(key, days))
    return list(first.values())


def _settled(
    connection: Connection, days: tuple[date, date] | None = None
) -> tuple[tuple[str, int], ...]:
    """Return what became of corrections, and the days each took; of some days if told.

    A correction is settled when its page was corrected, or found to be right.
    """
    on = reviews.c.outcome_on
    query = select(reviews.c.outcome, comments.c.created_at, on).join_from(
        reviews, comments, reviews.c.comment_id == comments.c.id
    )
    is_then = and_(on >= days[0], on <= days[1]) if days else on.is_not(None)
    rows = connection.execute(query.where(is_then))
    return tuple(
        (outcome or "", waited(aware(came).astimezone(LONDON).date(), day))
        for outcome, came, day in rows
    )


def waited(came: date, on: date) -> int:
    """Return how many days lie between two; none when they stand the wrong way."""
    return max(0, (on - came).days)


def report_rows(database: Database, days: tuple[date, date]) -> ReportRows:
    """Return all that the report of some days is made of; no raw word among it."""
    with database.read() as connection:
        found = _published(connection)
        in_time, before = _between(comments.c.created_at, days), _start(days[0])
        machine = not_(IS_COUNTED)
        return ReportRows(
            came=_came(connection, in_time),
            replies=found,
            withheld=_withheld(connection, days),
            settled=_settled(connection, days),
            waiting_before=_count(
                connection,
                and_(
                    IS_COUNTED,
                    comments.c.created_at < before,
                    comments.c.state.in_(WAITS),
                ),
            ),
            suspected=_count(connection, and_(machine, in_time)),
            days=tuple(_first_days(found, days)),
        )


def keep_report(
    database: Database, issue: Issue, body: str, by: str, jobs: Iterable[Job] = ()
) -> bool:
    """Keep a report for good; False when there is one by its name already."""
    row = {name: getattr(issue, name) for name in Issue.__slots__}
    step = {"at": issue.published_at, "by": by, "action": "publish report"}
    try:
        with database.write() as connection:
            connection.execute(insert(reports).values(**row, body=body))
            connection.execute(insert(audit).values(**step, detail=issue.name))
            for job in jobs:
                add_job(connection, job, issue.published_at)
    except IntegrityError:
        return False
    return True


def report_body(database: Database, name: str) -> str | None:
    """Return a published report as it was kept, None when there is none."""
    query = select(reports.c.body).where(reports.c.name == name)
    with database.read() as connection:
        body: str | None = connection.execute(query).scalar()
    return body


def _start(day: date) -> datetime:
    """Return when a day begins in London, in UTC, as moments are kept."""
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def _between(
    column: ColumnElement[datetime], days: tuple[date, date]
) -> ColumnElement[bool]:
    first, after = _start(days[0]), _start(days[1] + timedelta(days=1))
    return and_(column >= first, column < after)


def _came(connection: Connection, in_time: ColumnElement[bool]) -> tuple[Came, ...]:
    names = ("voice", "source", "language", "topic", "prompts", "state")
    columns = [comments.c[name] for name in names]
    query = select(*columns, func.count().label("total")).where(IS_COUNTED, in_time)
    rows = connection.execute(query.group_by(*columns)).mappings()
    return tuple(Came(**row) for row in rows)


def _withheld(connection: Connection, days: tuple[date, date]) -> dict[str, int]:
    decided = func.coalesce(reviews.c.closed_at, comments.c.created_at)
    query = (
        select(reviews.c.reason, func.count())
        .join_from(comments, reviews, reviews.c.comment_id == comments.c.id)
        .where(comments.c.state == "withheld", _between(decided, days))
        .group_by(reviews.c.reason)
    )
    rows = connection.execute(query)
    return {reason: total for reason, total in rows if reason is not None}


def _first_days(found: Iterable[Reply], days: tuple[date, date]) -> list[int]:
    """Return how long those waited whose first published answer came in some days."""
    first: dict[object, Reply] = {}
    for reply in found:
        key = reply.comment_id or ("reply", reply.id)
        if key not in first or reply.published_at < first[key].published_at:
            first[key] = reply
    then = (r for r in first.values() if days[0] <= r.published_on <= days[1])
    return [reply.days for reply in then if reply.days is not None]


def _count(connection: Connection, where: ColumnElement[bool]) -> int:
    query = select(func.count(comments.c.id)).where(where)
    total: int = connection.execute(query).scalar_one()
    return total


def _issues(connection: Connection) -> tuple[Issue, ...]:
    query = select(
        reports.c.name, reports.c.first_day, reports.c.last_day, reports.c.published_at
    ).order_by(reports.c.last_day.desc(), reports.c.id.desc())
    rows = connection.execute(query)
    return tuple(Issue(name, a, z, aware(at)) for name, a, z, at in rows)


def _reply(row: Iterable[object], same: dict[str, str]) -> Reply:
    values = list(row)
    for at in _MOMENTS_AT:
        moment = values[at]
        values[at] = aware(moment) if moment is not None else None  # type: ignore[arg-type]
    # Many voices share an answer: its words are held once.
    for at in _SHARED_AT:
        text = values[at]
        if isinstance(text, str):
            values[at] = same.setdefault(text, text)
    return Reply(*values)  # type: ignore[arg-type]
