"""Jobs are done once, tried again with patience, and given up in the end."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import repeat
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select

from localoffer.database.connection import Database
from localoffer.database.tables import jobs
from localoffer.errors import StorageError
from localoffer.outbox.model import MOST_ATTEMPTS, Job, wait_after
from localoffer.outbox.store import add, claim
from localoffer.outbox.worker import plan_daily, run_due, work

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'jobs.db'}")
    database.migrate()
    yield database
    database.engine.dispose()


def put_job(database: Database, kind: str = "note", at: datetime = NOW) -> None:
    with database.write() as connection:
        add(connection, Job(kind, {"word": "speech"}), at)


def failing(_payload: Mapping[str, str]) -> None:
    message = "Planted Name was here"
    raise ValueError(message)


def test_a_job_gets_its_payload_and_is_done_once(database: Database) -> None:
    seen: list[Mapping[str, str]] = []
    put_job(database)

    first = run_due(database, {"note": seen.append}, lambda: NOW)
    second = run_due(database, {"note": seen.append}, lambda: NOW)

    assert (first, second) == (1, 0)
    assert seen == [{"word": "speech"}]


def test_a_job_waits_for_its_time(database: Database) -> None:
    put_job(database, at=NOW + timedelta(minutes=1))

    assert run_due(database, {"note": failing}, lambda: NOW) == 0


def test_a_failure_keeps_its_kind_only_and_is_tried_later(database: Database) -> None:
    put_job(database)

    run_due(database, {"note": failing}, lambda: NOW)

    with database.read() as connection:
        row = connection.execute(select(jobs)).one()
    assert (row.failure, row.done_at, row.attempts) == ("ValueError", None, 1)
    assert row.run_after.replace(tzinfo=UTC) == NOW + wait_after(1)
    assert run_due(database, {"note": lambda _: None}, lambda: NOW) == 0
    assert run_due(database, {"note": lambda _: None}, lambda: NOW + wait_after(1)) == 1


def test_one_failing_job_does_not_stop_the_next(database: Database) -> None:
    put_job(database, "bad")
    put_job(database, "unheard of")
    put_job(database, "good")
    done: list[Mapping[str, str]] = []

    run_due(database, {"bad": failing, "good": done.append}, lambda: NOW)

    assert len(done) == 1


def test_a_job_is_given_up_after_many_tries_and_planned_anew(
    database: Database,
) -> None:
    plan_daily(database, "note", NOW)
    tries = 0
    for day in range(MOST_ATTEMPTS + 5):
        clock = repeat(NOW + timedelta(days=day))
        tries += run_due(database, {"note": failing}, clock.__next__)

    plan_daily(database, "note", NOW + timedelta(days=30))

    assert tries == MOST_ATTEMPTS
    assert claim(database, NOW + timedelta(days=30)) is not None


def test_a_daily_job_is_planned_once(database: Database) -> None:
    plan_daily(database, "note", NOW)
    plan_daily(database, "note", NOW)

    assert run_due(database, {"note": lambda _: None}, lambda: NOW) == 1


def test_a_dead_worker_s_job_is_taken_over(database: Database) -> None:
    put_job(database)
    first = claim(database, NOW)

    at_once = claim(database, NOW + timedelta(minutes=1))
    later = claim(database, NOW + timedelta(minutes=11))

    assert first is not None
    assert at_once is None
    assert later is not None
    assert (later.id, later.attempts) == (first.id, 2)


def test_the_worker_stops_when_told(database: Database) -> None:
    stop = Event()
    put_job(database, "stop")

    work(database, {"stop": lambda _: stop.set()}, lambda: NOW, stop)

    assert stop.is_set()


def test_the_worker_lives_through_an_absent_database() -> None:
    away, stop = Database("postgresql://nobody@127.0.0.1:1/none"), Event()

    def now() -> datetime:
        stop.set()
        return NOW

    work(away, {"note": failing}, now, stop)

    with pytest.raises(StorageError):
        claim(away, NOW)


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(0, 1), (1, 1), (2, 2), (5, 16), (99, 1024)]
)
def test_waits_double_and_stay_bounded(attempts: int, minutes: int) -> None:
    assert wait_after(attempts) == timedelta(minutes=minutes)
