"""`localoffer stale`: what must be looked at again."""

import click

from localoffer.cli.config import settings_now
from localoffer.content.reading import read_library
from localoffer.content.translations import NEVER
from localoffer.edition.history import changes, original_of
from localoffer.errors import ContentError


@click.command(epilog="Example: localoffer stale --translations")
@click.option(
    "--translations",
    "of_translations",
    is_flag=True,
    required=True,
    help="Translations and Easy Read whose English has changed since, word by word.",
)
def stale(of_translations: bool) -> None:
    """List what was made from words that have changed since."""
    content = settings_now().content
    library, _ = read_library(content)
    if library is None:
        message = "The content cannot be read. Run `localoffer check`."
        raise ContentError(message)
    made = [
        (one.file, one.place, one.fields.made_from)
        for said in library.translations
        for one in said.versions
    ] + [(one.file, one.place, one.fields.made_from) for one in library.easy]
    originals, late = library.originals, 0
    for file, place, digest in sorted(made):
        now = originals.get(place)
        if now is None or digest in {now.digest, NEVER}:
            continue
        late += 1
        click.echo(f"{file}: made from {digest}; the English is now {now.digest}")
        before = original_of(content, place, digest)
        if before is None:
            click.echo("    The history does not hold the English it was made from.")
            continue
        for change in changes(before, now):
            click.echo(f"    {change}")
    click.echo(f"{late} to look at again, of {len(made)}.")
    states = [v.fields.state for said in library.translations for v in said.versions]
    states += [easy.fields.state for easy in library.easy]
    drafts = states.count("drafted")
    click.echo(f"{drafts} are drafts that no speaker or reader has checked yet.")
