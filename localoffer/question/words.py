"""Words of a text, folded for comparing, and phrases found among them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

# Python counts the vowel signs of Indic scripts and Arabic marks as no letters.
_LETTER = r"(?:[^\W_]|[\u064b-\u065f\u0670\u0900-\u0dff\u200c\u200d])"
WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*", re.UNICODE)
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


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word for comparing: small letters, no apostrophes, no plural s."""
    plain = word.casefold().replace("'", "").replace("’", "")
    if (
        len(plain) > 3
        and plain.endswith("s")
        and not plain.endswith(("ss", "us", "is"))
    ):
        return plain[:-1]
    return plain


def phrase_of(text: str) -> Phrase:
    """Return a phrase as folded words."""
    return tuple(token.word for token in tokens(text))


def spans(words: tuple[Token, ...], phrases: Iterable[Phrase]) -> list[tuple[int, int]]:
    """Return (first, last + 1) of each phrase, longest first, none inside another."""
    known = phrases if isinstance(phrases, Mapping | frozenset) else frozenset(phrases)
    found: list[tuple[int, int]] = []
    said = tuple(token.word for token in words)
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            last = first + length
            if said[first:last] not in known:
                continue
            if not any(a <= first and last <= b for a, b in found):
                found.append((first, last))
    return found
