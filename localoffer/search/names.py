"""Names of what may be suggested, and how well they fit the letters typed so far."""

import re
from dataclasses import dataclass
from sys import intern

from localoffer.question.languages import plain
from localoffer.question.words import WORD, fold

# How well a name fits, best first. Families' phrases are many and share their words:
# only one that is begun from its first word to its last, and half typed, counts as
# much as a label.
SAME, SAME_PHRASE, BEGUN_PHRASE = 0, 1, 4
LABELS = {  # by (begins with what is typed, holds every typed word whole)
    (True, True): 2,
    (False, True): 3,
    (True, False): 4,
    (False, False): 5,
}
PHRASES = {True: 6, False: 7}  # by begins with what is typed


@dataclass(frozen=True, slots=True)  # there are tens of thousands
class Name:
    """One way to say one suggestion: its label, or other words that tell it.

    `language` is None for English; `is_shared` is true when readers of every
    language may mean it.
    """

    of: int
    text: str
    words: tuple[str, ...]
    folded: tuple[str, ...]
    is_own: bool = True
    language: str | None = None
    is_shared: bool = True

    @classmethod
    def read(cls, of: int, text: str, *, is_own: bool = True) -> "Name":
        """Return a name cut into words."""
        words = words_of(text)
        folded = tuple(map(fold, words))
        return cls(of, text, words, words if words == folded else folded, is_own)


@dataclass(frozen=True)
class Typed:
    """A word as typed, perhaps not to its end, and without a plural s."""

    text: str
    single: str

    def begins(self, word: str) -> bool:
        """Say whether a name's word begins so, or is what is typed in the plural."""
        return word.startswith(self.text) or word == self.single


def typed_of(text: str) -> tuple[Typed, ...]:
    """Return the words of what is typed."""
    return tuple(Typed(word, fold(word)) for word in words_of(text))


def letters_of(typed: tuple[Typed, ...]) -> int:
    """Return how many letters are typed."""
    return sum(len(word.text) for word in typed)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without what people leave out, plurals kept."""
    bare = (plain(re.sub("['’]", "", match[0])) for match in WORD.finditer(text))
    # The same words come again in thousands of names.
    return tuple(intern(word) for word in bare if word)


def fit_of(name: Name, typed: tuple[Typed, ...]) -> int | None:
    """Return how well a name fits, 0 the best; None when a typed word is not in it."""
    begins = len(typed) <= len(name.words)
    is_whole = True
    for at, word in enumerate(typed):
        if word.text not in name.folded and word.text not in name.words:
            is_whole = False
            if not any(map(word.begins, name.words)):
                return None
        begins = begins and word.begins(name.words[at])
    is_all = begins and len(typed) == len(name.words)
    if is_all and is_whole:
        return SAME if name.is_own else SAME_PHRASE
    if name.is_own:
        return LABELS[begins, is_whole]
    if is_all and 2 * letters_of(typed) >= sum(map(len, name.words)):
        return BEGUN_PHRASE
    return PHRASES[begins]
