"""Words a family may use: letters to copy, and what to say on the telephone."""

import re

from localoffer.content.fields import Plain, Record, Slug, Text

GAP = re.compile(r"(\[[^\[\]\n]+\])")
BRACKET = re.compile(r"[\[\]]")


class Letter(Record):
    """A letter to copy. Its gaps stand in square brackets: `[your name]`.

    The text is a fact, the same in every language: a school or a council reads it.
    `to` names the entries that say where it goes.
    """

    title: Text
    when: Text
    to: tuple[Slug, ...] = ()
    text: Plain


class Script(Record):
    """What to say when ringing; gaps as in a letter. `to` has the number."""

    when: Text
    to: tuple[Slug, ...] = ()
    words: Text


def pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """Return a text cut at its gaps: each piece, and whether it is a gap."""
    cut = GAP.split(text)
    return tuple((part, n % 2 == 1) for n, part in enumerate(cut) if part)


def has_open_gap(text: str) -> bool:
    """Say whether a square bracket stands alone, or holds nothing."""
    return bool(BRACKET.search(GAP.sub("", text)))
