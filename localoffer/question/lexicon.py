"""What the site knows of words: topics' phrases, place names, urgent words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from localoffer.content.vocabulary import Vocabulary
from localoffer.places.gazetteer import Gazetteer

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
LONGEST_PHRASE = 8  # words

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Token:
    """A word as typed, folded for comparing, and where it stands in the text."""

    word: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text, folded: small letters, no apostrophes."""
    return tuple(
        Token(fold(match[0]), match.start(), match.end())
        for match in WORD.finditer(text)
    )


def fold(word: str) -> str:
    """Return a word for comparing: small letters, no apostrophes, no plural s."""
    plain = re.sub(r"['’]", "", word.casefold())
    if (
        len(plain) > 3
        and plain.endswith("s")
        and not plain.endswith(("ss", "us", "is"))
    ):
        return plain[:-1]
    return plain


@dataclass(frozen=True)
class Lexicon:
    """Frozen, and made with the edition."""

    topics: Mapping[Phrase, tuple[str, ...]]
    urgent: frozenset[Phrase]
    stopwords: frozenset[str]
    gazetteer: Gazetteer

    @classmethod
    def of(cls, vocabulary: Vocabulary, gazetteer: Gazetteer) -> "Lexicon":
        """Return the lexicon of an area's words and places."""
        topics: dict[Phrase, tuple[str, ...]] = {}
        for topic in vocabulary.topics.topics:
            for phrase in {_phrase(p) for p in (topic.label, *topic.phrases)}:
                topics[phrase] = (*topics.get(phrase, ()), topic.slug)
        return cls(
            topics={phrase: slugs for phrase, slugs in topics.items() if phrase},
            urgent=frozenset(map(_phrase, vocabulary.urgency.phrases)) - {()},
            stopwords=frozenset(fold(w) for w in vocabulary.stopwords.words),
            gazetteer=gazetteer,
        )


def _phrase(text: str) -> Phrase:
    return tuple(token.word for token in tokens(text))


def spans(words: tuple[Token, ...], phrases: Iterable[Phrase]) -> list[tuple[int, int]]:
    """Return (first, last + 1) of each phrase, longest first, none inside another."""
    known = phrases if isinstance(phrases, Mapping | frozenset) else frozenset(phrases)
    found: list[tuple[int, int]] = []
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            last = first + length
            inside = any(a <= first and last <= b for a, b in found)
            if not inside and tuple(t.word for t in words[first:last]) in known:
                found.append((first, last))
    return found
