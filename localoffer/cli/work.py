"""`localoffer work` and `migrate`: the worker, and the tables."""

import signal
from collections.abc import Mapping
from threading import Event

import click

from localoffer.cli.bench import Bench
from localoffer.cli.config import settings_now
from localoffer.cli.reports import print_handlers
from localoffer.database.connection import Database
from localoffer.database.ledger import LedgerRows
from localoffer.insight import store as insight
from localoffer.insight.model import Batch
from localoffer.insight.store import ADD_COUNTS
from localoffer.outbox import store as outbox
from localoffer.outbox.model import Handler
from localoffer.outbox.worker import Plans, run_due, work as work_on
from localoffer.paper.actions import Paper
from localoffer.paper.files import PaperFiles
from localoffer.web.clock import Clock

DAILY = ("forget jobs", "forget limits")


def handlers_for(database: Database, clock: Clock) -> Mapping[str, Handler]:
    """Return what does each kind of job."""
    ledger = LedgerRows(database)
    return {
        ADD_COUNTS: lambda payload: insight.add(database, Batch.read(payload)),
        "forget jobs": lambda _payload: outbox.forget(database, clock.now()),
        "forget limits": lambda _payload: ledger.forget(clock.now()),
    }


@click.command(epilog="Example: localoffer work --once")
@click.option("--once", is_flag=True, help="Run what is due, then stop.")
def work(once: bool) -> None:
    """Run jobs until told to stop."""
    settings, clock = settings_now(), Clock()
    database = Database(settings.database_url)
    files = PaperFiles(settings.data)
    bench = Bench(settings, Paper(database, files, settings.url, clock.now))
    handlers = {
        **handlers_for(database, clock),
        **bench.handlers,
        **print_handlers(lambda: bench.shop.app),
    }
    if once:
        click.echo(f"{run_due(database, handlers, clock.now)} jobs run.")
        return
    stop = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    work_on(database, handlers, clock.now, stop, Plans(DAILY, bench.look))


@click.command(epilog="Example: localoffer migrate")
def migrate() -> None:
    """Bring the database's tables up to date."""
    Database(settings_now().database_url).migrate()
    click.echo("The tables are up to date.")
