"""A comment as a parent sent it, and the reference that stands for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base 32: no I, L, O, U
GROUP, GROUPS = 4, 3
SLIPS = str.maketrans({"O": "0", "I": "1", "L": "1"})
LONGEST = 5000  # characters
QUICKEST = 2.0  # seconds; a form sent sooner is kept as suspected
# What regulation 56(1)(a) to (c) has us ask: what is in the offer or missing, how easy
# it is to use, and how families were involved.
PROMPTS = ("included", "access", "involved")
KINDS = ("comment", "correction", "own-case")
VOICES = ("parent", "young-person")
FEELINGS = ("good", "so-so", "bad")
SOURCES = ("form", "paper", "phone", "meeting", "import")

NOT_FOUND = "not-found"  # what a comment is about that misses something

Said = tuple[tuple[str, str], ...]  # (prompt, words), in the order of the prompts


@dataclass(frozen=True)
class Comment:
    """What was sent. `about` is an entry's slug, or None for the whole offer.

    `NOT_FOUND` stands there where something was looked for that the offer lacks.

    `may_publish` is None where nobody was asked, as on paper.
    """

    reference: str
    submission: str
    said: Said
    about: str | None
    language: str
    created_at: datetime
    topic: str | None = None
    kind: str = "comment"
    voice: str = "parent"
    feeling: str | None = None
    may_publish: bool | None = None
    source: str = "form"
    state: str = "new"
    suspected: bool = False
    urgent: bool = False


@dataclass(frozen=True)
class Receipt:
    """Where a comment has got to, without its text."""

    reference: str
    state: str
    created_at: datetime
    kind: str = "comment"
    reason: str | None = None
    outcome: str | None = None
    outcome_on: date | None = None
    reply_id: int | None = None

    @property
    def is_own_case(self) -> bool:
        """Say whether it is one child's own help, on which others can act."""
        return self.kind == "own-case" or self.reason == "individual_service"


@dataclass(frozen=True)
class Signpost:
    """An entry to go to; its kind is part of its address."""

    kind: str
    slug: str
    title: str


@dataclass(frozen=True)
class KnownEntries:
    """Tells of an entry by its slug, and who can act on one child's case.

    `title` and `topic`, its first, are None when there is no such entry.
    """

    title: Callable[[str], str | None]
    topic: Callable[[str], str | None]
    can_act: Callable[[], tuple[Signpost, ...]]


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
