"""`localoffer work` and `migrate`: the worker, and the tables."""

import signal
from collections.abc import Mapping
from threading import Event

import click

from localoffer.cli.bench import Bench
from localoffer.cli.config import settings_now
from localoffer.cli.mailbag import Mailbag
from localoffer.cli.reports import print_handlers
from localoffer.database.connection import Database
from localoffer.database.ledger import LedgerRows
from localoffer.feedback.store import ALERT
from localoffer.insight import store as insight
from localoffer.insight.model import Batch
from localoffer.insight.store import ADD_COUNTS
from localoffer.outbox import store as outbox
from localoffer.outbox.mails import SEND, send_again
from localoffer.outbox.model import Handler
from localoffer.outbox.worker import Plans, run_due, work as work_on
from localoffer.paper.actions import Paper
from localoffer.paper.files import PaperFiles
from localoffer.review.alerts import alert, digest, next_digest
from localoffer.review.codes import CodeLock
from localoffer.review.deletion import EMPTY_LOG
from localoffer.review.door import SEND_LINK, Door
from localoffer.review.forgetting import FORGET_SESSIONS, forget_sessions
from localoffer.review.passwords import Passwords
from localoffer.review.purge import PURGE, purge
from localoffer.settings import Settings, ensure_secret_key
from localoffer.web.clock import Clock

WRITE_DIGEST = "write digest"
SEND_AGAIN = "send again"
DAILY = ("forget jobs", "forget limits", FORGET_SESSIONS, PURGE, SEND_AGAIN)
TIMED = {WRITE_DIGEST: next_digest}


def handlers_for(database: Database, clock: Clock) -> Mapping[str, Handler]:
    """Return what does each kind of job."""
    ledger = LedgerRows(database)
    return {
        ADD_COUNTS: lambda payload: insight.add(database, Batch.read(payload)),
        "forget jobs": lambda _payload: outbox.forget(database, clock.now()),
        "forget limits": lambda _payload: ledger.forget(clock.now()),
        FORGET_SESSIONS: lambda _payload: forget_sessions(database, clock.now()),
        PURGE: lambda _payload: _ran(purge(database, clock.now())),
        EMPTY_LOG: lambda _payload: database.empty_log(),
    }


def mail_handlers(bag: Mailbag) -> Mapping[str, Handler]:
    """Return what does the jobs of e-mails."""
    database, now = bag.database, bag.now

    def warn(payload: Mapping[str, str]) -> None:
        has_team = bag.duty_team() is not None
        alert(database, payload["reference"], now(), has_duty_team=has_team)

    def again(_payload: Mapping[str, str]) -> None:
        # Without a server there is nobody to ask again.
        if bag.settings.smtp:
            send_again(database, now())

    return {
        SEND: bag.sender().send,
        SEND_AGAIN: again,
        ALERT: warn,
        WRITE_DIGEST: lambda _payload: _ran(digest(database, now())),
    }


def _ran(_result: object) -> None:
    """Take what a handler's work gives back: a job gives nothing."""


def door_handlers(
    settings: Settings, database: Database, clock: Clock
) -> Mapping[str, Handler]:
    """Return what does the kinds of job that make a link, with the site's own key."""
    secret = settings.secret_key or ensure_secret_key(settings.data)
    codes = CodeLock(settings.contact_keys, secret)
    door = Door(database, Passwords(), codes, secret)
    return {SEND_LINK: lambda payload: door.send_link(payload, clock.now())}


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
        **door_handlers(settings, database, clock),
        **mail_handlers(Mailbag(settings, database, clock.now)),
        **bench.handlers,
        **print_handlers(lambda: bench.shop.app),
    }
    if once:
        click.echo(f"{run_due(database, handlers, clock.now)} jobs run.")
        return
    stop = Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    work_on(database, handlers, clock.now, stop, Plans(DAILY, TIMED, bench.look))


@click.command(epilog="Example: localoffer migrate")
def migrate() -> None:
    """Bring the database's tables up to date."""
    Database(settings_now().database_url).migrate()
    click.echo("The tables are up to date.")
