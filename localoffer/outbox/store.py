"""Jobs as rows: added, claimed by one worker at a time, done or tried again."""

import json
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from localoffer.database.connection import Database
from localoffer.database.tables import jobs
from localoffer.outbox.model import MOST_ATTEMPTS, Job, Waiting, wait_after

KEPT = timedelta(days=1)
CLAIM = timedelta(minutes=10)  # after this a worker counts as dead


def add(connection: Connection, job: Job, run_after: datetime) -> None:
    """Keep a job, to be run at a time or later."""
    row = {
        "kind": job.kind,
        "payload": _text(job),
        "run_after": run_after,
        "attempts": 0,
    }
    connection.execute(insert(jobs).values(row))


def claim(database: Database, now: datetime) -> Job | None:
    """Return the next job that is due, claimed, or None."""
    waiting = and_(
        jobs.c.done_at.is_(None),
        jobs.c.run_after <= now,
        jobs.c.attempts < MOST_ATTEMPTS,
        or_(jobs.c.claimed_until.is_(None), jobs.c.claimed_until <= now),
    )
    with database.write() as connection:
        query = select(jobs).where(waiting).order_by(jobs.c.run_after).limit(1)
        row = connection.execute(query.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        attempts = row.attempts + 1
        connection.execute(
            update(jobs)
            .where(jobs.c.id == row.id)
            .values(claimed_until=now + CLAIM, attempts=attempts)
        )
        return Job(row.kind, json.loads(row.payload), row.id, attempts)


def finish(database: Database, job: Job, now: datetime) -> None:
    """Note that a job is done, and forget what it was given."""
    done = {"done_at": now, "claimed_until": None, "failure": None}
    _note(database, job, payload="{}", **done)


def forget(database: Database, now: datetime) -> None:
    """Remove jobs that were done more than a day ago."""
    with database.write() as connection:
        connection.execute(delete(jobs).where(jobs.c.done_at < now - KEPT))


def retry(database: Database, job: Job, now: datetime, failure: str) -> None:
    """Note the kind of a failure, and when to try again."""
    later = now + wait_after(job.attempts)
    _note(database, job, run_after=later, claimed_until=None, failure=failure[:80])


def has_waiting(connection: Connection, kind: str) -> bool:
    """Say whether a job of a kind is still to be done; given-up ones are not."""
    query = select(jobs.c.id).where(_is_waiting(kind))
    return connection.execute(query.limit(1)).first() is not None


def find_waiting(connection: Connection, job: Job) -> Waiting | None:
    """Return the same job as it waits, or None; given-up ones do not wait."""
    same = and_(_is_waiting(job.kind), jobs.c.payload == _text(job))
    row = connection.execute(select(jobs).where(same).limit(1)).first()
    return None if row is None else Waiting(row.attempts, row.failure)


def count_waiting(connection: Connection, kind: str) -> int:
    """Return how many jobs of a kind are still to be done."""
    query = select(func.count(jobs.c.id)).where(_is_waiting(kind))
    return int(connection.execute(query).scalar_one())


def _is_waiting(kind: str) -> ColumnElement[bool]:
    return and_(
        jobs.c.kind == kind,
        jobs.c.done_at.is_(None),
        jobs.c.attempts < MOST_ATTEMPTS,
    )


def _text(job: Job) -> str:
    return json.dumps(dict(job.payload), sort_keys=True)


def _note(database: Database, job: Job, **values: object) -> None:
    with database.write() as connection:
        connection.execute(update(jobs).where(jobs.c.id == job.id).values(**values))
