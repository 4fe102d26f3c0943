"""Runs jobs that are due."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from localoffer.database.connection import Database
from localoffer.errors import LocalOfferError, StorageError
from localoffer.outbox import store
from localoffer.outbox.model import Handler, Job

log = logging.getLogger(__name__)
PAUSE = 5.0  # seconds between looks
DAILY = timedelta(days=1)


@dataclass(frozen=True)
class Plans:
    """What the worker plans: kinds of job once a day, and what a look finds.

    `timed` tells for a kind of job when it is next due, after a moment.
    """

    daily: tuple[str, ...] = ()
    timed: Mapping[str, Callable[[datetime], datetime]] = field(default_factory=dict)
    look: Callable[[], None] = lambda: None


def run_due(
    database: Database, handlers: Mapping[str, Handler], now: Callable[[], datetime]
) -> int:
    """Run every job that is due; return how many were tried."""
    tried = 0
    while (job := store.claim(database, now())) is not None:
        _run(database, handlers, job, now)
        tried += 1
    return tried


def _run(
    database: Database,
    handlers: Mapping[str, Handler],
    job: Job,
    now: Callable[[], datetime],
) -> None:
    handler = handlers.get(job.kind)
    try:
        if handler is None:
            raise LookupError(job.kind)
        handler(job.payload)
    except Exception as fault:  # noqa: BLE001  one job's failure must not stop the rest
        log.warning("job %s failed: %s", job.kind, type(fault).__name__)
        store.retry(database, job, now(), type(fault).__name__)
        return
    store.finish(database, job, now())


def plan_daily(database: Database, kind: str, due: datetime) -> None:
    """See to it that a job of a kind waits for its time."""
    with database.write() as connection:
        if not store.has_waiting(connection, kind):
            store.add(connection, Job(kind, {}), due)


def _plan(database: Database, plans: Plans, now: datetime) -> None:
    for kind in plans.daily:
        plan_daily(database, kind, now)
    for kind, next_after in plans.timed.items():
        plan_daily(database, kind, next_after(now))


def work(
    database: Database,
    handlers: Mapping[str, Handler],
    now: Callable[[], datetime],
    stop: Event,
    plans: Plans = Plans(),
) -> None:
    """Run jobs until told to stop, planning the daily kinds; wait for a database."""
    planned: datetime | None = None
    while not stop.is_set():
        try:
            if planned is None or now() - planned >= DAILY:
                _plan(database, plans, now())
                planned = now()
            plans.look()
            run_due(database, handlers, now)
        except StorageError:
            log.warning("the database does not answer")
        except LocalOfferError as fault:
            log.warning("nothing could be planned: %s", type(fault).__name__)
        stop.wait(PAUSE)
