"""What must happen by when, in weeks from the day the council gets a request."""

from typing import Annotated

from pydantic import ConfigDict, Field

from localoffer.content.fields import Day, Fact, Plain, Record, Slug, Text

Week = Annotated[int, Field(ge=0, le=104), Fact]


class Step(Record):
    """One step: by week `to`, or between `from` and `to`.

    `law` is the rule it comes from. Where `usual` is true no rule sets the week.
    """

    title: Text
    from_: Week | None = None
    to: Week
    usual: Annotated[bool, Fact] = False
    who: Text
    what: Text
    you: Text | None = None
    law: Plain | None = None
    entries: tuple[Slug, ...] = ()

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=lambda name: name.rstrip("_"),
    )


class Timeline(Record):
    """Steps in the order of their weeks; `since` is when the rules began."""

    title: Text
    starts: Text
    since: Day
    steps: Annotated[tuple[Step, ...], Field(min_length=2)]
    exceptions: tuple[Text, ...] = ()

    def is_in_order(self) -> bool:
        """Say whether no step begins after it ends or ends before the one before."""
        ends = [step.to for step in self.steps]
        return ends == sorted(ends) and all(
            step.from_ is None or step.from_ <= step.to for step in self.steps
        )

    def words(self) -> str:
        """Return all its words, for the index."""
        parts = [self.title, self.starts, *self.exceptions]
        for step in self.steps:
            parts += [step.title, step.who, step.what, step.you or ""]
        return " . ".join(part for part in parts if part)
