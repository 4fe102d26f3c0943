"""`localoffer check`: every problem of the content, at once."""

from pathlib import Path

import click

from localoffer.cli.config import settings_now
from localoffer.content.coverage import uncovered_topics
from localoffer.content.problems import errors
from localoffer.content.reading import read_library
from localoffer.errors import ContentError
from localoffer.places.tables import read_gazetteer


@click.command(epilog="Example: localoffer check content")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def check(folder: Path | None) -> None:
    """Say what is wrong in the content, where, and what to write instead."""
    content = folder or settings_now().content
    library, problems = read_library(content)
    _, misplaced = read_gazetteer(content / "places")
    problems = sorted([*problems, *misplaced])
    for problem in problems:
        click.echo(str(problem))
    if library is not None:
        for topic in uncovered_topics(library):
            click.echo(f"topic {topic}: no entry answers it yet")
    faults = errors(problems)
    if faults or library is None:
        message = f"{len(faults)} problems to mend."
        raise ContentError(message)
    click.echo(f"{len(library.entries)} entries, no problems.")
