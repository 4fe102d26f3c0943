"""What `localoffer desk` tells of one comment, of mails and of purges; and deletes.

None of them ever prints a word of a comment, or an address.
"""

import sys
from datetime import datetime
from typing import NoReturn

import click

from localoffer.cli.config import settings_now
from localoffer.database.connection import Database
from localoffer.feedback.model import read_reference
from localoffer.outbox.mails import mark_told, waiting
from localoffer.review.deletion import Holding, delete as delete_comment, find
from localoffer.review.purge import history
from localoffer.web.clock import LONDON, Clock

BY = "command line"  # in the log, where no account did it


@click.command("find", epilog="Example: localoffer desk find 7K3M-9QTX-2HBA")
@click.argument("reference")
def find_one(reference: str) -> None:
    """Say what is held of one comment, and until when; never its words."""
    database = Database(settings_now().database_url)
    _show(_known(find(database, _read(reference))))


@click.command("delete", epilog="Example: localoffer desk delete 7K3M-9QTX-2HBA --yes")
@click.argument("reference")
@click.option("--yes", is_flag=True, help="Do it. Without this it only says what.")
@click.option("--published", is_flag=True, help="Withdraw what was published, too.")
def delete_one(reference: str, yes: bool, published: bool) -> None:
    """Delete one comment: its words, contact, wordings, notes and e-mails."""
    database = Database(settings_now().database_url)
    name = _read(reference)
    if not yes:
        _show(_known(find(database, name)))
        click.echo("Nothing was deleted. Add --yes to delete all of it.")
        return
    now = Clock().now()
    held = _known(delete_comment(database, name, BY, now, published=published))
    database.empty_log()
    click.echo(f"{held.reference} is deleted.")
    if held.shown and published:
        click.echo(f"Published replies withdrawn, with a note: {held.shown}.")
    elif held.shown:
        click.echo(f"Published replies that stay: {held.shown}.")


@click.command("mails", epilog="Example: localoffer desk mails")
def mails() -> None:
    """List the e-mails that were not sent: to whom, and the link; no address."""
    settings = settings_now()
    listed = waiting(Database(settings.database_url), doors=True)
    for mail in listed:
        link = f"{settings.url}{mail.path}"
        parts = (_day(mail.made_at), mail.kind, f"to {mail.to}", mail.reference, link)
        click.echo("  ".join(part for part in parts if part))
    if settings.smtp is None:
        click.echo("No mail server is set: LOCALOFFER_SMTP_URL.")
    elif not settings.url:
        click.echo("Nothing is sent while LOCALOFFER_URL is not set.")
    click.echo(f"{len(listed)} e-mails were not sent.")


@click.command("told", epilog="Example: localoffer desk told 7K3M-9QTX-2HBA")
@click.argument("reference")
def told(reference: str) -> None:
    """Note that you replied to a parent in person: no e-mail is owed any more."""
    database = Database(settings_now().database_url)
    if not mark_told(database, _read(reference), Clock().now()):
        _fail("No reply is owed there.")
    click.echo("Noted. The contact is kept for 30 days more.")


@click.command("purges", epilog="Example: localoffer desk purges")
def purges() -> None:
    """List when old words and contacts were last purged, newest first."""
    for done in history(Database(settings_now().database_url)):
        words = f"words of {done.raw_words} comments, {done.contacts} contacts"
        click.echo(f"{_day(done.at)}  {words}")


COMMANDS = (find_one, delete_one, mails, told, purges)


def _show(held: Holding) -> None:
    about = (held.reference, held.kind, held.state, f"sent {_day(held.created_at)}")
    click.echo("  ".join(about))
    for name, number in held.held:
        click.echo(f"    {name.replace('_', ' ')}: {number}")
    click.echo(f"    published replies: {held.shown}")
    if held.words_until:
        click.echo(f"    words are kept until {held.words_until.isoformat()}")
    if held.contact_until and dict(held.held)["contacts"]:
        click.echo(f"    the contact is kept until {held.contact_until.isoformat()}")


def _read(typed: str) -> str:
    reference = read_reference(typed)
    if reference is None:
        _fail("That is no reference. One has 12 letters and digits: 7K3M-9QTX-2HBA.")
    return reference


def _known(held: Holding | None) -> Holding:
    if held is None:
        _fail("There is no comment with this reference.")
    return held


def _fail(words: str) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(1)


def _day(moment: datetime) -> str:
    return moment.astimezone(LONDON).date().isoformat()
