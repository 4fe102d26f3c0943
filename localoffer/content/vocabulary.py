"""The words of the site: topics, needs, ways in, statutory ids, glossary."""

from typing import Annotated, Literal

from pydantic import Field

from localoffer.content.fields import Fact, Plain, Record, Slug, Text

# The slug of what no entry answers; no topic may have it.
ELSEWHERE = "elsewhere"


class Term(Record):
    """A word that entries may use, with the label parents see."""

    slug: Slug
    label: Text
    words: Text | None = None


class Topic(Record):
    """What a family may be looking for, and how families say it."""

    slug: Slug
    label: Text
    words: Text
    group: Slug
    phrases: tuple[Text, ...] = ()


class Duty(Record):
    """A thing the law says a local offer must hold."""

    id: Plain
    label: Text


class Meaning(Record):
    """A hard word with its plain meaning."""

    term: Text
    short: Text | None = None
    plain: Text


class Terms(Record):
    """A file of terms."""

    terms: Annotated[tuple[Term, ...], Field(min_length=1)]


class Topics(Record):
    """The file of topics and their groups."""

    groups: tuple[Term, ...]
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]


class Duties(Record):
    """The file of statutory ids, with the day on which the law was read."""

    law_as_at: Plain
    duties: tuple[Duty, ...]


class Glossary(Record):
    """The file of hard words."""

    meanings: tuple[Meaning, ...]

    def find(self, text: str) -> Meaning | None:
        """Return the meaning of a text that is itself a term or its short form."""
        typed = text.casefold().strip(" ?.!")
        for meaning in self.meanings:
            if typed in {meaning.term.casefold(), (meaning.short or "").casefold()}:
                return meaning if typed else None
        return None


class Urgency(Record):
    """Words that bring the urgent-help box first."""

    phrases: tuple[Text, ...]


class StopWords(Record):
    """Words in a question that carry no meaning for search."""

    words: tuple[Text, ...]


class Reading(Record):
    """What some phrases state: a kind of fact, and its value."""

    kind: Annotated[Literal["access", "price", "diagnosis", "plan", "day"], Fact]
    value: Slug
    phrases: tuple[Text, ...]


class Refused(Record):
    """Where a refusal about a topic leads, best first."""

    topic: Slug
    leads_to: tuple[Slug, ...]


class Readings(Record):
    """The file of what phrases state, take back, or tell of."""

    readings: tuple[Reading, ...]
    negatives: tuple[Text, ...]
    refusals: tuple[Text, ...]
    after_refusal: tuple[Refused, ...]


class Elsewhere(Record):
    """What people also ask and no entry answers: one topic that has none."""

    phrases: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def topic(self) -> Topic:
        """Return these words as a topic, so that they are weighed like the others."""
        first = self.phrases[0]
        return Topic(
            slug=ELSEWHERE,
            label=first,
            words=first,
            group=ELSEWHERE,
            phrases=self.phrases,
        )


class Tongue(Record):
    """Another language: its common words, and its phrases for each topic."""

    language: Slug
    name: Plain
    common: tuple[Text, ...]
    topics: dict[Slug, tuple[Text, ...]]


class Vocabulary(Record):
    """All words of the site."""

    topics: Topics
    needs: Terms
    access: Terms
    delivered: Terms
    duties: Duties
    glossary: Glossary
    urgency: Urgency
    stopwords: StopWords
    readings: Readings
    elsewhere: Elsewhere
    tongues: tuple[Tongue, ...] = ()

    @property
    def said(self) -> tuple[Topic, ...]:
        """Return every topic, and what is none of them, for weighing a question."""
        return (*self.topics.topics, self.elsewhere.topic)

    def topic(self, slug: str) -> Topic | None:
        """Return a topic by its slug, or None."""
        return next((t for t in self.topics.topics if t.slug == slug), None)
