"""`localoffer new`: a file to begin with."""

import click

from localoffer.cli.config import settings_now
from localoffer.content.reading import read_library
from localoffer.content.worksheet import worksheet
from localoffer.errors import ContentError
from localoffer.web.locale import is_a_language


@click.command(epilog="Example: localoffer new --translate pl mk-sendias")
@click.option(
    "--translate",
    "language",
    required=True,
    metavar="LANGUAGE",
    help="Begin a translation into this language, the English beside it.",
)
@click.argument("slug")
def new(language: str, slug: str) -> None:
    """Begin a file; one that is there already is never written over."""
    if not is_a_language(language) or language == "en":
        message = f"`{language}` is no other language. Write its code: pl, ur, so."
        raise ContentError(message)
    content = settings_now().content
    library, _ = read_library(content)
    if library is None:
        message = "The content cannot be read. Run `localoffer check`."
        raise ContentError(message)
    places = [place for place in library.originals if place.split("/")[1] == slug]
    if not places:
        message = f"There is no entry or page `{slug}`."
        raise ContentError(message)
    file = content / f"{places[0]}.{language}.md"
    if file.exists():
        message = f"{file.name} is there already. Nothing was changed."
        raise ContentError(message)
    known = {said.language: said.words for said in library.translations}
    text = worksheet(library.originals[places[0]], known.get(language, {}))
    file.write_text(text, "utf-8")
    click.echo(f"{places[0]}.{language}.md: fill in what is empty.")
