"""Letters and words to say as a page shows them: gaps marked, where they go named."""

from dataclasses import dataclass
from urllib.parse import quote

from localoffer.content.letters import Letter, Script, pieces
from localoffer.edition.opening import Edition
from localoffer.pages.addresses import EntryLink, links_to

Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class ScriptView:
    """What to say; `pieces` are its parts, and whether each is a gap."""

    title: str
    words: str
    pieces: Pieces
    to: tuple[EntryLink, ...]


@dataclass(frozen=True)
class LetterView:
    """One letter to copy; `mail` opens it as an e-mail to nobody yet."""

    title: str
    when: str
    pieces: Pieces
    mail: str
    to: tuple[EntryLink, ...]


def script_views(
    scripts: tuple[Script, ...], edition: Edition
) -> tuple[ScriptView, ...]:
    """Return what a guide's readers may say, ready to show."""
    return tuple(
        ScriptView(
            title=script.when,
            words=script.words,
            pieces=pieces(script.words),
            to=links_to(script.to, edition),
        )
        for script in scripts
    )


def letter_views(
    letters: tuple[Letter, ...], edition: Edition
) -> tuple[LetterView, ...]:
    """Return the letters of a guide, ready to show."""
    return tuple(
        LetterView(
            title=letter.title,
            when=letter.when,
            pieces=pieces(letter.text),
            mail=mail_address(letter),
            to=links_to(letter.to, edition),
        )
        for letter in letters
    )


def mail_address(letter: Letter) -> str:
    """Return a mailto address with subject and text, and nobody to send it to.

    Lines end with CR and LF (RFC 6068, section 5).
    """
    lines = letter.text.replace("\n", "\r\n")
    return f"mailto:?subject={quote(letter.title)}&body={quote(lines, safe='')}"
