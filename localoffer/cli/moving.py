"""`localoffer desk export` and `import`: moving out, and in from an older system."""

import sys
from pathlib import Path

import click

from localoffer.cli.config import settings_now
from localoffer.database.connection import Database
from localoffer.edition.opening import Edition, Editions
from localoffer.feedback.actions import ContactLock
from localoffer.review import moving_in, moving_out
from localoffer.review.arrivals import keep, new_of
from localoffer.review.moving_out import Wanted
from localoffer.review.spreadsheet import UnreadableError, read
from localoffer.web.clock import Clock

BY = "command line"
MOST = 50  # faults that are printed


@click.command("export", epilog="Example: localoffer desk export /safe/2026-11-24")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--raw", is_flag=True, help="With the words as written, and notes.")
@click.option("--contacts", is_flag=True, help="With contact details, unlocked.")
def export(folder: Path, raw: bool, contacts: bool) -> None:
    """Write all that the desk holds into a new folder, as CSV and JSON."""
    settings = settings_now()
    wanted = Wanted(ContactLock(settings.contact_keys).unlock, raw, contacts)
    database = Database(settings.database_url)
    counted = moving_out.export(database, folder, wanted, BY, Clock().now())
    for name, number in counted.items():
        click.echo(f"{number:8}  {name}")
    if raw or contacts:
        click.echo("It holds what families told in confidence: keep it locked away.")


@click.command("import", epilog="Example: localoffer desk import old.csv --dry-run")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what it would do; write nothing.")
def bring_in(file: Path, dry_run: bool) -> None:
    """Take in published comments from a spreadsheet of an older system."""
    settings, clock = settings_now(), Clock()
    edition = Editions(settings.data).current()
    topics = edition.vocabulary.topics.topics
    names = {topic.label.casefold(): topic.slug for topic in topics}
    names |= {topic.slug: topic.slug for topic in topics}
    known = moving_in.Known(names, _pages(edition), clock.today())
    try:
        arrivals = moving_in.read(read(file.read_bytes()), known)
    except UnreadableError as fault:
        click.echo(str(fault), err=True)
        sys.exit(1)
    for notice in arrivals.notices:
        click.echo(notice)
    _refuse(arrivals.faults)
    database = Database(settings.database_url)
    number = len(arrivals.rows)
    if dry_run:
        new = new_of(database, arrivals)
        for row in new:
            about = row["about"] or "the offer"
            click.echo(f"would add  {row['origin']}  {row['received_on']}  {about}")
        click.echo(f"{len(new)} of {number} would be added; the rest is here already.")
        return
    added = keep(database, arrivals, BY, clock.now())
    click.echo(f"{added} of {number} were added; the rest was here already.")


COMMANDS = (export, bring_in)


def _pages(edition: Edition) -> frozenset[str]:
    return frozenset(edition.slugs) | frozenset(edition.standing.pages)


def _refuse(faults: tuple[moving_in.Fault, ...]) -> None:
    if not faults:
        return
    for fault in faults[:MOST]:
        click.echo(str(fault), err=True)
    if len(faults) > MOST:
        click.echo(f"… and {len(faults) - MOST} more.", err=True)
    click.echo("Nothing was written.", err=True)
    sys.exit(1)
