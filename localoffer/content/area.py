"""The place the site is for: who runs it, whom to ring, where to go if told no."""

from pydantic import ConfigDict, Field

from localoffer.content.fields import Email, Number, Plain, Record, Slug, Text, Web


class Council(Record):
    """The council that must publish the local offer."""

    name: Plain
    phones: tuple[Number, ...] = ()
    web: Web | None = None
    offer: Web | None = None


class Adviser(Record):
    """The free advice service every family can ring."""

    name: Plain
    entry: Slug
    phones: tuple[Number, ...] = ()
    hours: Text | None = None


class Refusal(Record):
    """Where to go when a sector says no, or says nothing."""

    sector: Slug
    if_no: Text
    if_you_hear_nothing: Text | None = None
    entries: tuple[Slug, ...] = ()


class UrgentHelp(Record):
    """One line of the urgent-help box: whom to ring or to text.

    `in` says the same in other languages, by their codes.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=lambda name: name.rstrip("_"),
    )

    words: Text
    number: Number | None = None
    text: Number | None = None
    entry: Slug
    in_: dict[Slug, Text] = Field(default_factory=dict)

    @property
    def reached(self) -> Number | None:
        """Return the number to ring, or else the one to text."""
        return self.number or self.text


class Shortcut(Record):
    """A door on the home page, in parents' words."""

    words: Text
    query: Text | None = None
    topic: Slug | None = None


class PaperCopy(Record):
    """Whom to ring for a copy on paper, and what we could not check of that.

    Regulation 57 of the SEND Regulations 2014: the council must say how people
    without the internet can get a copy.
    """

    words: Text
    number: Number
    entry: Slug
    doubt: Text | None = None


class ShortAddress(Record):
    """A word for posters and handouts: `/go/<word>` leads to the entry."""

    word: Slug
    entry: Slug


class Area(Record):
    """Everything about the area that is not an entry."""

    name: Plain
    site_name: Text
    run_by: Text
    is_councils_own: bool
    statement: Text
    oldest: int
    council: Council
    adviser: Adviser
    refusals: tuple[Refusal, ...]
    urgent: tuple[UrgentHelp, ...]
    out_of_hours: UrgentHelp | None = None
    nothing_found: Text
    shortcuts: tuple[Shortcut, ...] = ()
    paper_copy: PaperCopy | None = None
    short: tuple[ShortAddress, ...] = ()
    starter: tuple[Slug, ...] = ()
    # Who, besides the forum's reps, is told at once of a comment about harm.
    urgent_alert: Email | None = None
    second_person: bool = False
    own_case: tuple[Slug, ...] = ()
    # Whether what no speaker of a language has checked is left out.
    hides_drafts: bool = False

    @property
    def can_act(self) -> tuple[str, ...]:
        """Return the slugs of those who can act on one child's case."""
        return self.own_case or (self.adviser.entry,)

    def leads_to(self, word: str) -> str | None:
        """Return the slug of the entry that a short address stands for, or None."""
        return next((s.entry for s in self.short if s.word == word), None)

    def word_of(self, slug: str) -> str | None:
        """Return the first short address of an entry, or None."""
        return next((s.word for s in self.short if s.entry == slug), None)
