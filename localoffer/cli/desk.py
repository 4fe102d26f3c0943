"""`localoffer desk …`: what the forum does from a terminal."""

import click
from cryptography.fernet import Fernet

from localoffer.cli.config import settings_now
from localoffer.cli.people import invite
from localoffer.database.connection import Database
from localoffer.feedback import store
from localoffer.insight.report import report
from localoffer.insight.store import counted
from localoffer.web.clock import LONDON


@click.group()
def desk() -> None:
    """Read what families sent and what they found; let people in at the desk."""


desk.add_command(invite)


@desk.command(epilog="Example: localoffer desk comments")
def comments() -> None:
    """List every comment, oldest first: reference, date, what it is about, words."""
    database = Database(settings_now().database_url)
    listed = store.listed(database)
    for comment in listed:
        mark = " (suspected)" if comment.suspected else ""
        day = comment.created_at.astimezone(LONDON).date().isoformat()
        click.echo(f"{comment.reference}  {day}  {comment.about or 'the offer'}{mark}")
        for prompt, words in comment.said:
            for line in words.splitlines():
                click.echo(f"    {prompt}: {line}")
        click.echo("")
    click.echo(f"{len(listed)} comments.")


@desk.command(epilog="Example: localoffer desk found --month 2026-11")
@click.option("--month", help="Only this month, such as 2026-11.")
def found(month: str | None) -> None:
    """Print what was found and what was not, by month and topic, about nobody."""
    database = Database(settings_now().database_url)
    for line in report(counted(database), month) or ["Nothing is counted yet."]:
        click.echo(line)


@desk.command("new-key", epilog="Example: localoffer desk new-key")
def new_key() -> None:
    """Print a new key for LOCALOFFER_CONTACT_KEY."""
    click.echo(Fernet.generate_key().decode())
