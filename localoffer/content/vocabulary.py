"""The words of the site: topics, needs, ways in, statutory ids, glossary."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from localoffer.content.fields import Fact, Plain, Record, Slug, Text

# The slug of what no entry answers; no topic may have it.
ELSEWHERE = "elsewhere"
# The topics of help for now.
CRISIS = "crisis"
HARM = frozenset({CRISIS, "self-harm"})


class Term(Record):
    """A word that entries may use, with the label parents see."""

    slug: Slug
    label: Text
    words: Text | None = None


class Topic(Record):
    """What a family may be looking for, and how families say it.

    Entries of a private topic are kept on a phone only one by one: phones are shared.
    """

    slug: Slug
    label: Text
    words: Text
    group: Slug
    private: Annotated[bool, Fact] = False
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


class HarmRule(Record):
    """Groups of words that mean harm when they stand together in this order.

    A group is words and phrases with commas between, any of which may stand; at
    most `within` words stand between two groups. Words just before the first group,
    just after the last, or near either can say that no harm is meant.
    """

    name: Plain
    say: Annotated[tuple[Text, ...], Field(min_length=1)]
    within: Annotated[int, Fact] = 2
    any_order: Annotated[bool, Fact] = False
    never_after: Text | None = None
    never_before: Text | None = None
    unless: Text | None = None
    like: Text


class Urgency(Record):
    """Words of harm, danger and not coping, which bring the urgent-help box first."""

    words: dict[Slug, Text]
    harmless: tuple[Text, ...]
    rules: tuple[HarmRule, ...]
    phrases: tuple[Text, ...]
    spelt: dict[Text, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        """Refuse a list that is not there, and one that names itself."""
        for text in (*self.harmless, *self.phrases, *_texts(self.rules)):
            self._follow(text, ())
        for name, text in self.words.items():
            self._follow(text, (name,))
        return self

    def _follow(self, text: str, named: tuple[str, ...]) -> None:
        for word in text.replace(",", " ").split():
            name = word[1:]
            if not word.startswith("="):
                continue
            if name in named or name not in self.words:
                wrong = "names itself" if name in named else "is not there"
                message = f"the list {word} {wrong}"
                raise ValueError(message)
            self._follow(self.words[name], (*named, name))


def _texts(rules: Iterable[HarmRule]) -> Iterator[str]:
    for rule in rules:
        guards = (rule.never_after, rule.never_before, rule.unless)
        yield from (*rule.say, *(text for text in guards if text))


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
    near: tuple[Text, ...]
    names: tuple[Text, ...]
    negatives: tuple[Text, ...]
    refusals: tuple[Text, ...]
    after_refusal: tuple[Refused, ...]


class Stage(Record):
    """A stage of life: what it is called, its youngest age, and what it is not."""

    say: Annotated[tuple[Text, ...], Field(min_length=1)]
    age: Annotated[int, Field(ge=0, le=25), Fact]
    not_after: tuple[Text, ...] = ()
    not_before: tuple[Text, ...] = ()


class Ages(Record):
    """The file of words by which an age is read."""

    children: Annotated[tuple[Text, ...], Field(min_length=1)]
    before_a_wait: tuple[Text, ...]
    after_a_wait: Annotated[tuple[Text, ...], Field(min_length=1)]
    still_to_come: tuple[Text, ...]
    goes_on: Annotated[tuple[Text, ...], Field(min_length=1)]
    done_at: Annotated[tuple[Text, ...], Field(min_length=1)]
    stages: tuple[Stage, ...]


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
    """Another language: its common words, and its phrases for each topic.

    `harm` brings the urgent-help box, whose title is `urgent_title` then, and the
    words of whose link are `urgent_more`. A phrase that holds one of `unsaid` is
    understood, but never shown to a reader: families type such words, we do not.
    """

    language: Slug
    name: Plain
    common: tuple[Text, ...]
    urgent_title: Text | None = None
    urgent_more: Text | None = None
    harm: tuple[Text, ...] = ()
    unsaid: tuple[Text, ...] = ()
    topics: dict[Slug, tuple[Text, ...]]


class Vocabulary(Record):
    """All words of the site."""

    topics: Topics
    needs: Terms
    access: Terms
    delivered: Terms
    interpreters: Terms
    duties: Duties
    glossary: Glossary
    urgency: Urgency
    stopwords: StopWords
    readings: Readings
    elsewhere: Elsewhere
    ages: Ages
    tongues: tuple[Tongue, ...] = ()

    @property
    def private(self) -> frozenset[str]:
        """Return the slugs of private topics."""
        return frozenset(t.slug for t in self.topics.topics if t.private)

    @property
    def said(self) -> tuple[Topic, ...]:
        """Return every topic, and what is none of them, for weighing a question."""
        return (*self.topics.topics, self.elsewhere.topic)

    def topic(self, slug: str) -> Topic | None:
        """Return a topic by its slug, or None."""
        return next((t for t in self.topics.topics if t.slug == slug), None)

    def tongue(self, code: str) -> Tongue | None:
        """Return another language by its code, or None."""
        return next((t for t in self.tongues if t.language == code), None)
