"""Mends slips of the finger against the site's own words, and only those.

A word that is known is never changed: a word of the entries or of families' phrases,
an English word, a place. What is offered must stand in the entries themselves.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from localoffer.question.words import tokens

TARGETS, ENGLISH = "spelling.json", "english.txt"
SHORTEST = 4  # letters; shorter slips could be anything
LONG = 9  # letters
ALLOWED = (5, 8)  # letters up to which one slip is allowed, and up to which two
MOST_NEAR = 24


def slips_allowed(word: str) -> int:
    """Return how many slips a word of this length may hold."""
    return 1 + sum(len(word) > most for most in ALLOWED)


@dataclass(frozen=True, eq=False)
class Speller:
    """Words that may be offered, with how many entries hold them; and known ones.

    `pairs` are neighbours in families' phrases, with a space between.
    """

    targets: Mapping[str, int]
    known: frozenset[str]
    english: str = "\n"
    pairs: frozenset[str] = frozenset()

    def knows(self, word: str) -> bool:
        """Say whether a folded word is known as it stands."""
        return (
            word in self.targets
            or word in self.known
            or not word.isalpha()
            or self._is_english(word)
        )

    def speaks(self, word: str) -> bool:
        """Say whether a word is one of the entries' own or plain English."""
        return word in self.targets or self._is_english(word)

    def _is_english(self, word: str) -> bool:
        return has_line(self.english, word)

    def mended(self, words: Sequence[str]) -> list[str | None]:
        """Return for each word what is meant; None for known ones and riddles.

        Families' phrases tell which of two near words is meant beside another.
        """
        meant = [self._meant(word) for word in words]
        beside = [
            (),
            *(m or (w,) for m, w in zip(meant, words, strict=True)),
            (),
        ]
        return [
            self._beside(near, beside[at], beside[at + 2])
            for at, near in enumerate(meant)
        ]

    def _meant(self, word: str) -> tuple[str, ...]:
        if len(word) < SHORTEST or not word.isascii() or self.knows(word):
            return ()
        return _near(word, self)

    def _beside(
        self, near: tuple[str, ...], before: Sequence[str], after: Sequence[str]
    ) -> str | None:
        """Return the first word that families say beside a neighbour, or the first."""
        said = (
            word
            for word in near
            if any(f"{one} {word}" in self.pairs for one in before)
            or any(f"{word} {one}" in self.pairs for one in after)
        )
        return next(said, near[0] if near else None)


@lru_cache(maxsize=128)
def _of_length(speller: Speller, least: int, most: int) -> list[str]:
    """Return the words that may be offered, of so many letters."""
    return [word for word in speller.targets if least <= len(word) <= most]


@lru_cache(maxsize=4096)
def _near(word: str, speller: Speller) -> tuple[str, ...]:
    """Return the words that may be meant, the likeliest first."""
    most = slips_allowed(word)
    found = process.extract(
        word,
        _of_length(speller, len(word) - most, len(word) + most),
        scorer=OSA.distance,
        score_cutoff=most,
        limit=MOST_NEAR,
    )
    # The first letter is rarely wrong, but in a long word the rest tells enough;
    # among equals the commoner word is meant.
    ranked = sorted(
        (distance + (target[0] != word[0]), -speller.targets[target], target)
        for target, distance, _ in found
    )
    most += len(word) >= LONG
    return tuple(target for cost, _, target in ranked if cost <= most)


def has_line(lines: str, line: str) -> bool:
    """Say whether sorted lines, a line break before and after each, hold a line.

    A search by halves in one long text: as a set the words would take ten times as
    much memory in each web process.
    """
    low, high = 0, len(lines) - 1
    while low < high:
        start = lines.rfind("\n", low, (low + high) // 2 + 1)
        end = lines.index("\n", start + 1)
        found = lines[start + 1 : end]
        if found == line:
            return True
        low, high = (end, high) if found < line else (low, start)
    return False


NO_SPELLER = Speller({}, frozenset())


def words_in(texts: Iterable[str]) -> dict[str, int]:
    """Return each folded word of some texts with how many of them hold it."""
    counts: dict[str, int] = {}
    for text in texts:
        for word in {token.word for token in tokens(text)}:
            counts[word] = counts.get(word, 0) + 1
    return counts


def write_spelling(folder: Path, targets: Mapping[str, int], english: str) -> None:
    """Write what a speller needs into an edition."""
    text = json.dumps(dict(targets), ensure_ascii=False, sort_keys=True)
    (folder / TARGETS).write_text(text, "utf-8")
    (folder / ENGLISH).write_text(english, "utf-8")


def open_spelling(
    folder: Path, known: frozenset[str], pairs: frozenset[str]
) -> Speller:
    """Return the speller of an edition; `known` are words never to be changed."""
    targets = json.loads((folder / TARGETS).read_text("utf-8"))
    return Speller(targets, known, (folder / ENGLISH).read_text("utf-8"), pairs)
