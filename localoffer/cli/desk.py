"""`localoffer desk …`: what the forum does from a terminal."""

import click
from cryptography.fernet import Fernet

from localoffer.cli import holdings, moving
from localoffer.cli.config import settings_now
from localoffer.cli.people import invite
from localoffer.cli.reports import report as yearly_report
from localoffer.database.connection import Database
from localoffer.edition.opening import Editions
from localoffer.feedback import store
from localoffer.insight.export import as_csv, as_json, as_lines
from localoffer.insight.shown import Chosen, Shown
from localoffer.insight.years import BEGINS
from localoffer.web.clock import LONDON, Clock


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


@desk.command(epilog="Example: localoffer desk insight --year 2026 --kind school")
@click.option("--year", type=click.IntRange(1, 9999), help="The year it begins in.")
@click.option("--kind", type=click.Choice(tuple(BEGINS)), default="calendar")
@click.option("--topic", default="", help="Months, districts and filters of one topic.")
@click.option(
    "--as", "form", type=click.Choice(("text", "csv", "json")), default="text"
)
def insight(year: int | None, kind: str, topic: str, form: str) -> None:
    """Print what a year asked for and did not find, as the desk's page shows it."""
    settings, today = settings_now(), Clock().today()
    edition = Editions(settings.data).current()
    asked = {"of": f"{kind}-{year:04}" if year else kind, "topic": topic}
    chosen = Chosen.read(asked, edition, today)
    shown = Shown.of(chosen, Database(settings.database_url), edition, today)
    if form == "text":
        for line in as_lines(shown):
            click.echo(line)
        return
    click.echo(as_csv(shown) if form == "csv" else as_json(shown), nl=False)


@desk.command("new-key", epilog="Example: localoffer desk new-key")
def new_key() -> None:
    """Print a new key for LOCALOFFER_CONTACT_KEY."""
    click.echo(Fernet.generate_key().decode())


for command in (*holdings.COMMANDS, *moving.COMMANDS, yearly_report):
    desk.add_command(command)
