"""`localoffer work` and `migrate`, as an operator runs them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from localoffer.cli import group
from localoffer.cli.work import handlers_for
from localoffer.database.connection import Database
from localoffer.database.ledger import KEPT, LedgerRows
from localoffer.database.tables import limits
from localoffer.outbox.worker import plan_daily, run_due
from localoffer.web.clock import Clock, utc_now


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv("LOCALOFFER_DATA", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'localoffer.db'}")
    yield database
    database.engine.dispose()


def uses(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(select(func.count(limits.c.id))).scalar_one())


def test_migrate_makes_the_tables_and_says_so(database: Database) -> None:
    shown = [CliRunner().invoke(group, ["migrate"]) for _ in range(2)]

    assert [run.output for run in shown] == ["The tables are up to date.\n"] * 2
    assert uses(database) == 0


def test_work_once_runs_what_is_due(database: Database) -> None:
    database.migrate()
    old = utc_now() - KEPT - timedelta(hours=1)
    LedgerRows(database).count_and_add("old", old, timedelta(days=9))
    LedgerRows(database).count_and_add("new", utc_now(), timedelta(days=9))
    plan_daily(database, "forget limits", old)

    first = CliRunner().invoke(group, ["work", "--once"])
    second = CliRunner().invoke(group, ["work", "--once"])

    assert (first.output, second.output) == ("1 jobs run.\n", "0 jobs run.\n")
    assert uses(database) == 1


def test_every_kind_of_job_that_is_handled_can_run(database: Database) -> None:
    database.migrate()
    handlers = handlers_for(database, Clock())
    for kind in handlers:
        plan_daily(database, kind, utc_now())

    assert run_due(database, handlers, utc_now) == len(handlers)
