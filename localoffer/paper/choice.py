"""What a reader chose to have on paper, from an address, and its key."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Protocol

STARTER = "starter"
LARGE = "large"
BOOKLET, HANDOUT = "booklet", "handout"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 80  # characters of a slug
FORMAT = "1"  # raised when the same choice should look otherwise


class Arguments(Protocol):
    """The part of an address behind the question mark."""

    def get(self, name: str, default: str) -> str:
        """Return the first value of a name."""
        ...


@dataclass(frozen=True)
class Choice:
    """A booklet or a handout, asked for. What is empty was not chosen.

    `list` is a reader's own entries; it stands before topic, age and need, which
    hold together. `book` is `starter` or nothing.
    """

    kind: str = BOOKLET
    language: str = "en"
    size: str = ""
    book: str = ""
    list: tuple[str, ...] = ()
    guide: str = ""
    topic: str = ""
    age: str = ""
    need: str = ""

    @classmethod
    def read(cls, args: Arguments, kind: str, language: str) -> "Choice":
        """Return what an address asks for; whether it is there is asked later."""
        words = args.get("s", "").casefold().split(",")
        named = tuple(dict.fromkeys(word for w in words if (word := w.strip())))
        return cls(
            kind=kind,
            language=language,
            size=LARGE if args.get("size", "") == LARGE else "",
            book=STARTER if args.get("book", "") == STARTER else "",
            list=named,
            guide=_line(args.get("guide", "")),
            topic=_line(args.get("topic", "")),
            age=_line(args.get("age", "")),
            need=_line(args.get("need", "")),
        )

    @property
    def filters(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return topic, age and need as search takes them."""
        pairs = (("topic", self.topic), ("age", self.age), ("need", self.need))
        return tuple((name, (value,)) for name, value in pairs if value)

    @property
    def args(self) -> dict[str, str]:
        """Return what makes this choice's address."""
        names = {"list": "s"}
        held = self.payload()
        kept = (name for name in held if name not in {"kind", "language"})
        return {names.get(name, name): held[name] for name in kept}

    def payload(self) -> dict[str, str]:
        """Return the choice as plain words, for a job; `from_payload` undoes it."""
        row = {field.name: getattr(self, field.name) for field in fields(self)}
        row["list"] = ",".join(self.list)
        return {name: value for name, value in sorted(row.items()) if value}

    @classmethod
    def from_payload(cls, row: Mapping[str, str]) -> "Choice":
        """Return the choice that a job carries."""
        named = tuple(slug for slug in row.get("list", "").split(",") if slug)
        rest = {name: value for name, value in row.items() if name != "list"}
        return cls(list=named, **rest)

    def key(self, root: str) -> str:
        """Return the name of its file; codes hold `root`, the site's address."""
        said = json.dumps([FORMAT, root, self.payload()], sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:24]


def _line(text: str) -> str:
    return text.strip().casefold()[:LONGEST]


def may_be_shown(name: str) -> bool:
    """Say whether a name that we do not know may be shown back: only plain slugs."""
    return len(name) <= LONGEST and bool(SLUG.fullmatch(name))
