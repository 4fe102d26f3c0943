"""What every search engine gives: lexical scores, and nothing else."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Scores = NDArray[np.float32]


class SearchEngine(Protocol):
    """Finds entries by words."""

    def candidates(self, words: Sequence[str], limit: int) -> tuple[Numbers, Scores]:
        """Return entry numbers and their scores, best first, equal ones by number."""
        ...

    def scores(self, words: Sequence[str]) -> Scores:
        """Return the score of every entry by number, 0 where no word matched."""
        ...

    def holds(self, word: str, number: int) -> bool:
        """Say whether an entry holds a word."""
        ...

    def knows(self, word: str) -> int:
        """Return how many entries hold a word."""
        ...
