"""An entry: a service, a guide, or a standing page, as an editor wrote it."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from localoffer.content.fields import (
    Ages,
    Contact,
    Cost,
    Day,
    Fact,
    GettingIn,
    Notice,
    Origin,
    Place,
    Record,
    Session,
    Slug,
    Source,
    Text,
    TheDay,
    Waiting,
    Words,
)
from localoffer.content.letters import Letter, Script
from localoffer.content.timeline import Timeline

Summary = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160), Words
]
Status = Literal[
    "running", "not confirmed", "paused", "full", "closing", "closed", "moved"
]
Visibility = Literal["public", "unlisted", "internal", "draft"]
ThreeState = Annotated[Literal["needed", "not needed"] | None, Fact]


class Entry(Record):
    """What a service and a guide share. Absent means not stated."""

    kind: ClassVar[str] = "entry"

    title: Text
    summary: Summary
    topics: Annotated[tuple[Slug, ...], Field(min_length=1)]
    also_called: tuple[Text, ...] = ()
    needs: tuple[Slug, ...] = ()
    ages: Ages | None = None
    who_for: Text | None = None
    visibility: Annotated[Visibility, Fact] = "public"
    notice: Notice | None = None
    formerly: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    checked: Day | None = None
    checked_how: Text | None = None
    review_by: Day | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    covers: tuple[Annotated[str, Fact], ...] = ()
    unconfirmed: tuple[Annotated[str, Fact], ...] = ()


class Service(Entry):
    """Help that a family can go to, ring, apply for or join."""

    kind: ClassVar[str] = "service"

    topics: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=3)]
    provider: Slug
    sector: Annotated[
        Literal["education", "health", "social-care", "voluntary", "national"] | None,
        Fact,
    ] = None
    not_for: Text | None = None
    diagnosis: ThreeState = None
    ehc_plan: ThreeState = None
    area: Annotated[Literal["area-wide", "national", "outside"] | None, Fact] = None
    status: Annotated[Status, Fact] = "running"
    since: Day | None = None
    instead: Slug | None = None
    origin: Origin | None = None
    how_to_get_in: GettingIn | None = None
    decides: Text | None = None
    next_step: Text | None = None
    waiting: Waiting | None = None
    if_you_hear_nothing: Text | None = None
    if_no: Text | None = None
    places: tuple[Place, ...] = ()
    delivered: tuple[Slug, ...] = ()
    sessions: tuple[Session, ...] = ()
    cost: Cost | None = None
    the_day: TheDay | None = None
    languages: Text | None = None
    interpreters: tuple[Slug, ...] = ()
    contact: Contact | None = None


class Guide(Entry):
    """Steps through one worry: entries that help, words to use, dates to know."""

    kind: ClassVar[str] = "guide"

    topics: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=4)]
    audience: Annotated[Literal["parents", "young people"], Fact] = "parents"
    entries: Annotated[tuple[Slug, ...], Field(min_length=2)]
    scripts: tuple[Script, ...] = ()
    letters: tuple[Letter, ...] = ()
    timeline: Timeline | None = None


class Page(Record):
    """A standing page: about, privacy, urgent help and the like."""

    title: Text
    summary: Summary
    checked: Day | None = None
