"""Several workers never do one job twice, on either database."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from localoffer.database.connection import Database
from localoffer.database.ledger import LedgerRows
from localoffer.outbox.model import Job
from localoffer.outbox.store import add
from localoffer.outbox.worker import run_due

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_workers_at_once_do_each_job_once(database: Database) -> None:
    database.migrate()
    with database.write() as connection:
        for number in range(30):
            add(connection, Job("note", {"number": str(number)}), NOW)
    done: list[str] = []

    def note(payload: Mapping[str, str]) -> None:
        done.append(payload["number"])

    with ThreadPoolExecutor(4) as workers:
        tried = list(
            workers.map(
                lambda _: run_due(database, {"note": note}, lambda: NOW), range(4)
            )
        )

    assert sum(tried) == 30
    assert sorted(done, key=int) == [str(number) for number in range(30)]


def test_uses_are_counted_within_their_window_and_forgotten(database: Database) -> None:
    database.migrate()
    ledger, hour = LedgerRows(database), timedelta(hours=1)

    first = ledger.count_and_add("k", NOW, hour)
    second = ledger.count_and_add("k", NOW + timedelta(minutes=59), hour)
    other = ledger.count_and_add("another", NOW + timedelta(minutes=59), hour)
    much_later = ledger.count_and_add("k", NOW + timedelta(hours=3), hour)

    assert (first, second, other, much_later) == (1, 2, 1, 1)
    ledger.forget(NOW + timedelta(days=2))
    assert ledger.count_and_add("k", NOW, timedelta(days=9)) == 1
