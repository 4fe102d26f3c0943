"""Tells reps what waits for them: at once what is urgent, the rest once a week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from localoffer.database.connection import Database
from localoffer.database.tables import accounts, answers, comments, mails
from localoffer.outbox.letters import DIGEST, URGENT
from localoffer.outbox.mails import DESK, Mail, tell
from localoffer.review.model import OPEN
from localoffer.review.retention import OVERDUE
from localoffer.web.clock import LONDON

MONDAY, MORNING = 0, time(8)


@dataclass(frozen=True)
class Counts:
    """How much waits at the desk: `late` are open comments, `broken` promises."""

    new: int
    waiting: int
    late: int
    broken: int

    def __str__(self) -> str:
        """Return the counts as the digest says them."""
        parts = {
            "New comments": self.new,
            "Waiting for an answer": self.waiting,
            f"Open for more than {OVERDUE.days} days": self.late,
            "Promises past their day": self.broken,
        }
        return " ".join(f"{name}: {count}." for name, count in parts.items())


def next_digest(now: datetime) -> datetime:
    """Return the next Monday at eight in London, after a moment."""
    here = now.astimezone(LONDON)
    day = here.date() + timedelta(days=(MONDAY - here.weekday()) % 7)
    moment = datetime.combine(day, MORNING, LONDON)
    if moment <= here:
        moment = datetime.combine(day + timedelta(days=7), MORNING, LONDON)
    return moment.astimezone(now.tzinfo)


def counts(database: Database, now: datetime) -> Counts:
    """Return how much waits at the desk."""
    with database.read() as connection:
        return _counts(connection, now)


def digest(database: Database, now: datetime) -> int:
    """Write to every rep, unless nothing waits; return to how many.

    Whoever was written to within a day is not written to again.
    """
    with database.write() as connection:
        if not any(vars(_counts(connection, now)).values()):
            return 0
        recent = mails.c.made_at > now - timedelta(days=1)
        told = _accounts_told(connection, (mails.c.kind == DIGEST) & recent)
        return _tell_reps(connection, Mail(DIGEST, DESK), told, now)


def alert(
    database: Database, reference: str, now: datetime, *, has_duty_team: bool
) -> int:
    """Write to every rep, and to a duty team, of an urgent comment; once for each."""
    mail = Mail(URGENT, f"{DESK}comments/{reference}", reference)
    same = (mails.c.kind == URGENT) & (mails.c.reference == reference)
    with database.write() as connection:
        told = _accounts_told(connection, same)
        number = _tell_reps(connection, mail, told, now)
        if has_duty_team and None not in told:
            tell(connection, mail, now)
            number += 1
        return number


def _tell_reps(
    connection: Connection, mail: Mail, told: set[int | None], now: datetime
) -> int:
    query = select(accounts.c.id, accounts.c.roles).order_by(accounts.c.id)
    rows = connection.execute(query.where(accounts.c.closed_at.is_(None))).all()
    reps: Iterable[int] = (row.id for row in rows if "rep" in row.roles.split())
    owed = [rep for rep in reps if rep not in told]
    for rep in owed:
        to_rep = Mail(mail.kind, mail.path, mail.reference, account_id=rep)
        tell(connection, to_rep, now)
    return len(owed)


def _accounts_told(
    connection: Connection, which: ColumnElement[bool]
) -> set[int | None]:
    return set(connection.scalars(select(mails.c.account_id).where(which)).all())


def _counts(connection: Connection, now: datetime) -> Counts:
    def of(*where: ColumnElement[bool]) -> int:
        query = select(func.count(comments.c.id)).where(*where)
        return int(connection.execute(query).scalar_one())

    today = now.astimezone(LONDON).date()
    broken = select(func.count(answers.c.id)).where(
        answers.c.due_on < today, answers.c.kept_on.is_(None)
    )
    return Counts(
        new=of(comments.c.state == "new"),
        waiting=of(comments.c.state == "waiting"),
        late=of(comments.c.state.in_(OPEN), comments.c.created_at < now - OVERDUE),
        broken=int(connection.execute(broken).scalar_one()),
    )
