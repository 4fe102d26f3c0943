"""Words as they were meant: split in two, run together, or spelt by ear.

Meant for the few hundred words of the urgency rules: a slip there must not cost
anybody the help they need. Search has a speller of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from localoffer.content.vocabulary import Urgency
from localoffer.question.words import fold
from localoffer.question.wordtree import folded, items

SHORTEST_JOINED = 6  # letters of a word that two typed words may make together
SHORTEST_RUN = 6  # letters of a typed word that may be several
SHORTEST_SLIP = 5  # letters; what is shorter could be anything
LONG = 8  # letters from which two slips are allowed
MOST_WORDS = 4  # run together in one


@dataclass(frozen=True)
class Slips:
    """The words that can be meant, and how some of them are spelt by ear."""

    words: frozenset[str]
    spelt: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, file: Urgency) -> "Slips":
        """Return the slips of a file's words."""
        spelt = {
            fold(slip): tuple(fold(word) for word in meant.split())
            for meant, slips in file.spelt.items()
            for slip in items(slips)
        }
        return cls(frozenset(_words(file)), spelt)

    def meant(
        self, typed: Iterable[str], is_english: Callable[[str], bool]
    ) -> list[str]:
        """Return the words meant by folded words, run-together ones apart."""
        return [meant for word in typed for meant in self._one(word, is_english)]

    def joined(self, one: str, other: str) -> str:
        """Return the word that two typed words make together, or nothing."""
        both = one + other
        return both if len(both) >= SHORTEST_JOINED and both in self.words else ""

    def _one(self, word: str, is_english: Callable[[str], bool]) -> tuple[str, ...]:
        if word in self.spelt:
            return self.spelt[word]
        if word in self.words or len(word) < SHORTEST_SLIP or not word.isascii():
            return (word,)
        return (word,) if is_english(word) else _guess(word, self.words)


@lru_cache(maxsize=4096)
def _guess(word: str, words: frozenset[str]) -> tuple[str, ...]:
    """Return what an unknown word stands for, or the word itself."""
    if not word.isalpha():
        return (word,)
    return _apart(word, words) or _nearest(word, words) or (word,)


def _apart(word: str, words: frozenset[str]) -> tuple[str, ...]:
    """Return the fewest words that were run together, or nothing."""
    longest = max(map(len, words), default=0) + len("s")
    if not SHORTEST_RUN <= len(word) <= MOST_WORDS * longest:
        return ()
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(word) + 1):
        for start in range(max(end - longest, 0), end):
            so_far = best.get(start)
            if so_far is None or len(so_far) == MOST_WORDS:
                continue
            piece = fold(word[start:end])
            if piece not in words:
                continue
            if end not in best or len(so_far) + 1 < len(best[end]):
                best[end] = (*so_far, piece)
    found = best.get(len(word), ())
    return found if len(found) > 1 else ()


def _nearest(word: str, words: frozenset[str]) -> tuple[str, ...]:
    most = 2 if len(word) >= LONG else 1
    near = process.extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=8)
    # The first letter is rarely wrong; letters that changed places are likeliest.
    kept = sorted(
        (distance, sorted(target) != sorted(word), target)
        for target, distance, _ in near
        if len(target) >= SHORTEST_SLIP - 1 and target[0] == word[0]
    )
    return (kept[0][2],) if kept else ()


def _words(file: Urgency) -> Iterator[str]:
    """Yield every word that a file names, in its common forms where it is starred."""
    texts = [*file.words.values(), *file.harmless, *file.phrases]
    for rule in file.rules:
        texts += [*rule.say, rule.never_after or "", rule.never_before or ""]
        texts.append(rule.unless or "")
    for word in {w for text in texts for w in text.replace(",", " ").split()}:
        if word.endswith("*"):
            yield from _forms(word[:-1])
        elif not word.startswith(("=", "(")):
            yield folded(word)


def _forms(word: str) -> Iterator[str]:
    """Yield the forms of a word; one that nobody says does no harm."""
    root = word.removesuffix("e")
    yield from (fold(word), root + "ing", root + "ed", root + root[-1] + "ing")
    yield root + root[-1] + "ed"
