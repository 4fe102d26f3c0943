"""The small records inside an entry: places, sessions, costs, contacts, sources.

Every leaf is declared Words (a translation may set it) or Fact (it may not).
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints


class Words:
    """Marks what a translation may say anew."""


class Fact:
    """Marks what is the same in every language."""


CONTROL = re.compile("[\\x00-\\x09\\x0b-\\x1f]")
TURNS = re.compile("[\\u202a\\u202b\\u202d\\u202e\\u2066-\\u2069]")


def _decoded(text: str) -> str:
    """Refuse control and text-direction characters that hide what is written."""
    if CONTROL.search(text):
        message = "a control character"
        raise ValueError(message)
    if TURNS.search(text):
        message = "a hidden text-direction character"
        raise ValueError(message)
    return text


_Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=2000),
    AfterValidator(_decoded),
]
Text = Annotated[_Line, Words]
Plain = Annotated[_Line, Fact]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"), Fact]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ]{1,18}$"), Fact]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[a-z]+$"), Fact]
Web = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$"), Fact]
Postcode = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$"),
    Fact,
]
Clock = Annotated[
    str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"), Fact
]
Pounds = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}(\.[0-9]{2})?$"), Fact]
Day = Annotated[date, Fact]
Years = Annotated[int, Fact]
Weekday = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Ages(Record):
    """Whole years; one end may be open."""

    from_: Annotated[Years | None, Fact] = None
    to: Annotated[Years | None, Fact] = None

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=lambda name: name.rstrip("_"),
    )

    def bounds(self, oldest: int) -> tuple[int, int]:
        """Return the youngest and oldest age in years, open ends closed."""
        return (self.from_ or 0, oldest if self.to is None else self.to)


class GettingIn(Record):
    """How a family gets in: ways from the vocabulary, and words."""

    ways: tuple[Slug, ...] = ()
    words: Text | None = None


class Waiting(Record):
    """How long families wait, and when that was true."""

    words: Text
    as_of: Plain | None = None


class Place(Record):
    """A building or ground where it happens."""

    name: Plain | None = None
    address: Plain | None = None
    postcode: Postcode | None = None


class Session(Record):
    """A time that comes round, or one date."""

    days: tuple[Annotated[Weekday, Fact], ...] = ()
    dates: tuple[Day, ...] = ()
    start: Clock | None = None
    end: Clock | None = None
    when: Annotated[Literal["term time", "holidays", "all year"] | None, Fact] = None
    except_dates: tuple[Day, ...] = ()
    words: Text | None = None


class Amount(Record):
    """One price in pounds, and what it buys."""

    pounds: Pounds
    words: Text | None = None


class Cost(Record):
    """What it costs a family."""

    is_: Annotated[Literal["free", "priced", "mixed"], Fact]
    amounts: tuple[Amount, ...] = ()
    words: Text | None = None

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=lambda name: name.rstrip("_"),
    )


class TheDay(Record):
    """What a visit is like; each line is words, absent when not stated."""

    step_free: Text | None = None
    changing_place: Text | None = None
    hearing_loop: Text | None = None
    quiet_space: Text | None = None
    noise_and_lights: Text | None = None
    queue: Text | None = None
    parking: Text | None = None
    support_ratio: Text | None = None
    carer_place: Text | None = None
    interpreters: Text | None = None


class Number(Record):
    """A telephone or text number, and who answers it."""

    number: Phone
    words: Text | None = None


class Address(Record):
    """An e-mail address, and who reads it."""

    address: Email
    words: Text | None = None


class Link(Record):
    """A web page, and what is on it."""

    url: Web
    words: Text | None = None


class Contact(Record):
    """How to reach them."""

    phones: tuple[Number, ...] = ()
    texts: tuple[Number, ...] = ()
    emails: tuple[Address, ...] = ()
    web: tuple[Link, ...] = ()
    hours: Text | None = None

    def is_empty(self) -> bool:
        """Say whether there is no way at all to reach them."""
        return not (self.phones or self.texts or self.emails or self.web)


class Source(Record):
    """Where a fact was read, and which copy was seen."""

    title: Plain
    url: Web | None = None
    seen: Plain


class Notice(Record):
    """A dated message at the top of a page."""

    words: Text
    until: Day | None = None


class Origin(Record):
    """Where an imported entry came from."""

    source: Plain
    id: Plain
