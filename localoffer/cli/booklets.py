"""`localoffer booklets`: the booklets that are made with an edition, now."""

from dataclasses import replace

import click

from localoffer.cli.bench import Bench
from localoffer.cli.config import settings_now
from localoffer.database.connection import Database
from localoffer.paper.actions import Paper
from localoffer.paper.choice import Choice
from localoffer.paper.files import PaperFiles
from localoffer.paper.press import MISSING, PressError, can_press, press
from localoffer.web.clock import Clock


@click.command(epilog="Example: localoffer booklets --starter")
@click.option("--starter", is_flag=True, help="Only the starter booklets.")
def booklets(starter: bool) -> None:
    """Make the starter booklets, and one for each topic, anew.

    The worker makes them too, a little at a time, when it sees a new edition.
    """
    settings = settings_now()
    if not can_press():
        raise PressError(MISSING)
    database, files = Database(settings.database_url), PaperFiles(settings.data)
    bench = Bench(settings, Paper(database, files, settings.url, Clock().now))
    # In this process, which ends with the command: quicker for a hundred of them.
    shop = replace(bench.shop, press=press)
    made = 0
    for choice in shop.plan():
        if starter and not choice.book:
            continue
        file = shop.make(choice)
        if file is not None:
            made += 1
            click.echo(f"{name_of(choice)}: {file.pages} pages, {file.kilobytes} kB")
    click.echo(f"{made} booklets made.")


def name_of(choice: Choice) -> str:
    """Return a choice in a few words, for an operator."""
    parts = (choice.book or f"topic {choice.topic}", choice.size, choice.language)
    return " ".join(part for part in parts if part)
