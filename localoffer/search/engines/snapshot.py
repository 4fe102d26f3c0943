"""Whoosh's postings as flat numpy arrays, scored without Whoosh's index."""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from localoffer.search.arrays import least, mapped
from localoffer.search.engine import Numbers, Scores
from localoffer.search.engines.whoosh import Postings, cut

TERMS, OFFSETS, ENTRIES, IMPACTS = (
    "terms.json", "offsets.npy", "postings.npy", "impacts.npy",
)  # fmt: skip


def write_snapshot(folder: Path, postings: Iterable[Postings]) -> None:
    """Write the four files of a snapshot."""
    terms, offsets = [], [0]
    numbers: list[int] = []
    scores: list[float] = []
    for term, entries, impacts in postings:
        terms.append(term)
        numbers += entries
        scores += impacts
        offsets.append(len(numbers))
    (folder / TERMS).write_text(json.dumps(terms, ensure_ascii=False), "utf-8")
    np.save(folder / OFFSETS, np.array(offsets, dtype=np.int64))
    # Half the memory, up to 65,536 entries.
    whole = np.array(numbers, dtype=np.int32)
    np.save(folder / ENTRIES, whole.astype(np.min_scalar_type(whole.max(initial=0))))
    np.save(folder / IMPACTS, np.array(scores, dtype=np.float32))


class SnapshotEngine:
    """Adds up the impacts of each word's postings."""

    def __init__(
        self,
        folder: Path,
        entries: int,
        cut: Callable[[str], tuple[str, ...]] = cut,
    ) -> None:
        """Open a snapshot of so many entries; arrays are mapped, never copied.

        `cut` is how its texts were cut.
        """
        self.entries = entries
        self.cut = cut
        self.terms: list[str] = json.loads((folder / TERMS).read_text("utf-8"))
        self.offsets = np.load(folder / OFFSETS, allow_pickle=False)
        self.numbers = mapped(folder / ENTRIES)
        self.impacts = mapped(folder / IMPACTS)

    def candidates(self, words: Sequence[str], limit: int) -> tuple[Numbers, Scores]:
        """Return entry numbers and their scores, best first, equal ones by number."""
        total = self.scores(words)
        found = np.flatnonzero(total).astype(np.int32)
        best = found[least(-np.round(total[found], 4), limit)]
        return best, total[best]

    def scores(self, words: Sequence[str]) -> Scores:
        """Return the score of every entry by number, 0 where no word matched."""
        total = np.zeros(self.entries, dtype=np.float32)
        for stem in dict.fromkeys(stem for word in words for stem in self.cut(word)):
            first, last = self._span(stem)
            total[self.numbers[first:last]] += self.impacts[first:last]
        return total

    def holds(self, word: str, number: int) -> bool:
        """Say whether an entry holds every part of a word."""
        stems = self.cut(word)
        return bool(stems) and all(self._is_in(stem, number) for stem in stems)

    def knows(self, word: str) -> int:
        """Return how many entries hold a word; the least of its parts."""
        spans = [self._span(stem) for stem in self.cut(word)]
        return min((last - first for first, last in spans), default=0)

    def _is_in(self, stem: str, number: int) -> bool:
        first, last = self._span(stem)
        at = first + int(np.searchsorted(self.numbers[first:last], number))
        return at < last and int(self.numbers[at]) == number

    def _span(self, stem: str) -> tuple[int, int]:
        at = bisect_left(self.terms, stem)
        if at == len(self.terms) or self.terms[at] != stem:
            return 0, 0
        return int(self.offsets[at]), int(self.offsets[at + 1])
