"""What is said in another language: words alone, beside the English they stand for.

Facts (ages, numbers, times, places) come from the English entry, so that no
translation can disagree with it. Each pair names its English words: when these change,
the pair stands for nothing any more, and the English is shown instead.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, StringConstraints

from localoffer.content.fields import Day, Fact, Record, Text, Words
from localoffer.content.frontmatter import Document
from localoffer.content.model import Summary

# What no reader sees: words to be found by, and words to read a question with.
UNSEEN = {"also_called", "phrases", "in_"}
NEVER = "never"  # made from no English text that we know
Digest = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{12}|never)$"), Fact]
State = Annotated[Literal["drafted", "checked"], Fact]
DIGITS = 12
BESIDE = re.compile(r"<!--.*?-->", re.DOTALL)


class Pair(Record):
    """English words, and the same in another language; not yet said where None."""

    en: Text
    to: Text | None = None


class TranslationFields(Record):
    """The head of `<slug>.<lang>.md`; `made_from` is the digest of its English text."""

    made_from: Digest
    state: State = "drafted"
    checked: Day | None = None
    title: Text | None = None
    summary: Summary | None = None
    words: tuple[Pair, ...] = ()


class WordList(Record):
    """`translations/<lang>.yaml`: what is said in many places, or in no entry."""

    state: State = "drafted"
    checked: Day | None = None
    words: tuple[Pair, ...]


@dataclass(frozen=True)
class Translation:
    """One entry or standing page in another language."""

    place: str  # folder and slug, as `services/mk-sendias`
    language: str
    file: str
    fields: TranslationFields
    document: Document

    @property
    def body(self) -> str:
        """Return the markdown below the fields, without the English beside it."""
        return BESIDE.sub("", self.document.body).strip()


@dataclass(frozen=True)
class Original:
    """The English that a translation is made from."""

    title: str
    summary: str
    said: tuple[str, ...]
    body: str

    @classmethod
    def of(cls, record: Any, body: str) -> "Original":
        """Return the words of an entry or standing page."""
        return cls(record.title, record.summary, words_of(record), body)

    @property
    def digest(self) -> str:
        """Return 12 hexadecimal digits, the same while nothing is said anew."""
        text = "\0".join((*self.said, self.body))
        return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]

    @property
    def inner(self) -> tuple[str, ...]:
        """Return what is said besides title, summary and body."""
        rest = (w for w in self.said if w not in {self.title, self.summary})
        return tuple(dict.fromkeys(rest))


@dataclass(frozen=True)
class Translations:
    """Everything that is said in one language.

    `words` are the pairs of all files: English to this language.
    """

    language: str
    words: Mapping[str, str] = field(default_factory=dict)
    versions: tuple[Translation, ...] = ()

    def shown(self, *, hides_drafts: bool) -> tuple[Translation, ...]:
        """Return the translations that readers see."""
        checked = (v for v in self.versions if v.fields.state == "checked")
        return tuple(checked) if hides_drafts else self.versions


def words_of(record: BaseModel) -> tuple[str, ...]:
    """Return all that a record says to a reader, in order; facts are left out."""
    return tuple(_said(record))


def _said(record: BaseModel) -> Iterator[str]:
    for name, is_words in _fields(type(record)):
        yield from _leaves(getattr(record, name), is_words=is_words)


def _leaves(value: object, *, is_words: bool) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from _said(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _leaves(item, is_words=is_words)
    elif isinstance(value, str) and is_words:
        yield value


@lru_cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    return tuple(
        (name, Words in info.metadata or _marks_words(info.annotation))
        for name, info in model.model_fields.items()
        if name not in UNSEEN
    )


def _marks_words(kind: object) -> bool:
    marks = getattr(kind, "__metadata__", ())
    return Words in marks or any(_marks_words(part) for part in get_args(kind))


def translations_of(
    language: str,
    lists: Iterable[WordList],
    translations: Iterable[Translation],
    originals: Mapping[str, Original],
) -> Translations:
    """Return what is said in a language; an entry's own words go before the lists'."""
    found: dict[str, str] = {}
    kept = tuple(t for t in translations if t.place in originals)
    for words in lists:
        found |= _pairs(words.words)
    for one in kept:
        original, fields = originals[one.place], one.fields
        found |= _pairs(fields.words)
        if fields.title:
            found[original.title] = fields.title
        if fields.summary:
            found[original.summary] = fields.summary
    return Translations(language, found, kept)


def _pairs(pairs: Iterable[Pair]) -> dict[str, str]:
    return {pair.en: pair.to for pair in pairs if pair.to}
