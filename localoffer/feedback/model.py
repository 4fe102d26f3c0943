"""A comment as a parent sent it, and the reference that stands for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
GROUP, GROUPS = 4, 3
SLIPS = str.maketrans({"O": "0", "I": "1", "L": "1"})
LONGEST = 5000  # characters
QUICKEST = 2.0  # seconds; a form sent sooner is kept as suspected
STATES = ("new", "read", "answered", "withheld")


@dataclass(frozen=True)
class Comment:
    """What was sent. `about` is an entry's slug, or None for the whole offer."""

    reference: str
    submission: str
    words: str
    easier: str
    about: str | None
    language: str
    created_at: datetime
    source: str = "form"
    state: str = "new"
    suspected: bool = False


@dataclass(frozen=True)
class Receipt:
    """Where a comment has got to, without its text."""

    reference: str
    state: str
    created_at: datetime


@dataclass(frozen=True)
class KnownEntries:
    """Tells an entry's title by its slug, None when there is no such entry."""

    title: Callable[[str], str | None]


@dataclass(frozen=True)
class HarmWords:
    """Tells the language of words of harm in a text, None when it holds none."""

    language: Callable[[str], str | None]


def new_reference(pick: Callable[[str], str]) -> str:
    """Return a reference of three groups of four; `pick` chooses a sign unguessably."""
    signs = [pick(ALPHABET) for _ in range(GROUP * GROUPS)]
    return grouped("".join(signs))


def read_reference(text: str) -> str | None:
    """Return a reference as we write it from how a person typed it, or None."""
    signs = re.sub(r"[\s\-‐–—.]", "", text).upper().translate(SLIPS)
    is_whole = len(signs) == GROUP * GROUPS and set(signs) <= set(ALPHABET)
    return grouped(signs) if is_whole else None


def grouped(signs: str) -> str:
    """Return signs in groups of four with hyphens between."""
    return "-".join(signs[n : n + GROUP] for n in range(0, len(signs), GROUP))
