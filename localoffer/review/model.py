"""Who may do what at the desk, and what can become of a comment. Pure.

Two tables say it all: `RIGHTS` and `MOVES`. Pages, commands and tests read them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

ROLES = ("rep", "editor", "answerer", "administrator")

# What a role may do. Raw words and contacts are for reps alone; an editor sees the raw
# words of a correction, because an entry cannot be corrected without them.
RIGHTS: Mapping[str, frozenset[str]] = {
    "rep": frozenset(
        {
            "inbox", "raw", "contact", "wording", "answer", "settle", "publish",
            "withhold", "enter", "delete", "insight", "report", "move-out", "audit",
        }
    ),
    "editor": frozenset({"inbox", "raw-corrections", "settle", "insight"}),
    "answerer": frozenset({"inbox", "wording", "answer"}),
    "administrator": frozenset({"people", "audit", "insight"}),
}  # fmt: skip

STATES = ("new", "in-review", "waiting", "answered", "published", "withheld")
OPEN = frozenset({"new", "in-review", "waiting", "answered"})
# Regulation 56(4): what may be left out, and nothing else.
REASONS = ("vexatious", "individual_service")
OUTCOMES = ("corrected", "right")


@dataclass(frozen=True)
class Move:
    """Where an action leads, and the right that it takes."""

    to: str
    right: str


# What can be done in a state. Whatever is not here is refused. A comment is withheld
# only after it was taken: a rep has seen it.
MOVES: Mapping[tuple[str, str], Move] = {
    ("new", "take"): Move("in-review", "raw"),
    ("in-review", "ask"): Move("waiting", "wording"),
    ("waiting", "ask"): Move("waiting", "wording"),
    ("in-review", "answer"): Move("answered", "answer"),
    ("waiting", "answer"): Move("answered", "answer"),
    ("answered", "answer"): Move("answered", "answer"),
    ("answered", "propose"): Move("answered", "publish"),
    ("answered", "publish"): Move("published", "publish"),
    ("new", "settle"): Move("answered", "settle"),
    ("in-review", "settle"): Move("answered", "settle"),
    ("waiting", "settle"): Move("answered", "settle"),
    ("in-review", "withhold"): Move("withheld", "withhold"),
    ("waiting", "withhold"): Move("withheld", "withhold"),
    ("answered", "withhold"): Move("withheld", "withhold"),
    ("waiting", "reopen"): Move("in-review", "withhold"),
    ("answered", "reopen"): Move("in-review", "withhold"),
    ("withheld", "reopen"): Move("in-review", "withhold"),
    ("published", "correct"): Move("published", "publish"),
    ("published", "withdraw"): Move("in-review", "publish"),
}
ACTIONS = tuple(dict.fromkeys(action for _, action in MOVES))


def move(state: str, action: str) -> Move | None:
    """Return what an action does in a state, None when it is not possible there."""
    return MOVES.get((state, action))


@dataclass(frozen=True)
class Person:
    """Somebody signed in. `roles` are theirs; `rights` what these allow."""

    id: int
    name: str
    roles: frozenset[str]

    @property
    def rights(self) -> frozenset[str]:
        """Return everything that one of the roles allows."""
        return frozenset().union(*(RIGHTS[role] for role in self.roles))

    def may(self, right: str) -> bool:
        """Say whether a role of theirs allows something."""
        return right in self.rights

    def may_read(self, kind: str) -> bool:
        """Say whether they may see the raw words of a kind of comment."""
        is_correction = kind == "correction" and self.may("raw-corrections")
        return self.may("raw") or is_correction


@dataclass(frozen=True)
class Line:
    """A comment as the inbox lists it: nothing of what it says."""

    id: int
    reference: str
    kind: str
    voice: str
    about: str | None
    topic: str | None
    language: str
    source: str
    state: str
    suspected: bool
    urgent: bool
    created_at: datetime
    assigned_to: str | None = None
    theme: str | None = None

    def days(self, today: date) -> int:
        """Return how many days old it is."""
        return (today - self.created_at.date()).days


@dataclass(frozen=True)
class Answer:
    """What we did or will do, who owns it, and by when. One may serve a theme."""

    id: int
    did: str
    owner: str
    due_on: date | None = None
    kept_on: date | None = None
    kept_note: str | None = None
    theme: str | None = None
    asked: str | None = None
    drafted_by: str | None = None

    def is_overdue(self, today: date) -> bool:
        """Say whether a promise is past its day and not kept."""
        return self.due_on is not None and self.kept_on is None and self.due_on < today


@dataclass(frozen=True)
class Wording:
    """Public words in one language, in place of what was said to one prompt."""

    prompt: str
    language: str
    text: str


@dataclass(frozen=True)
class Note:
    """What reps write to each other about a comment."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Step:
    """A line of the audit log: who did what, and when. Never what was said."""

    at: datetime
    by: str
    action: str
    reference: str | None
    detail: str = ""


@dataclass(frozen=True)
class Case:
    """A comment with all that the desk knows about it."""

    line: Line
    said: tuple[tuple[str, str], ...]
    feeling: str | None
    may_publish: bool | None
    has_contact: bool
    raw_is_purged: bool
    reason: str | None
    outcome: str | None
    assigned_id: int | None
    proposed_by: int | None
    outcome_on: date | None
    answer: Answer | None
    repeats: int
    wordings: tuple[Wording, ...]
    notes: tuple[Note, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Filter:
    """What of the inbox is asked for. Empty texts ask for everything."""

    state: str = ""
    age: str = ""
    topic: str = ""
    about: str = ""
    kind: str = ""
    assigned: str = ""
    text: str = ""
    page: int = 1
