"""What families say of each topic as a whole: how near a question comes to it.

A phrase must stand there in good part to speak; here every word counts a little, and
so does each pair of words that follow each other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from localoffer.content.vocabulary import Topic
from localoffer.question.topics import FILLER, stem
from localoffer.question.words import tokens

DAMPING = 0.4  # the tenth phrase with the same word says less than the first
ABOUT = 0.5  # the sentence about a topic is ours, not families': half a phrase
PAIR = " "


@dataclass(frozen=True, eq=False)
class TopicProfile:
    """A row of unit length for each of `slugs`, a column for each feature.

    Few topics hold a feature: those of feature n stand in `rows`, with their weights
    in `weights`, from `starts[n]` to `starts[n + 1]`.
    """

    slugs: tuple[str, ...]
    features: tuple[str, ...]
    rarity: NDArray[np.float32]
    starts: NDArray[np.int32]
    rows: NDArray[np.int16]
    weights: NDArray[np.float32]

    @classmethod
    def of(cls, topics: Sequence[Topic], empty: frozenset[str]) -> "TopicProfile":
        """Return the profile of a vocabulary; `empty` words carry little weight."""
        counts = [_counted(topic) for topic in topics]
        spread = Counter(feature for count in counts for feature in count)
        features = tuple(spread)
        filler = {stem(word) for word in empty}
        rarity = np.array(
            [
                log(1 + len(topics) / spread[f]) * (FILLER if f in filler else 1.0)
                for f in features
            ],
            dtype=np.float32,
        )
        column = {feature: at for at, feature in enumerate(features)}
        matrix = np.zeros((len(topics), len(features)), dtype=np.float32)
        for row, count in enumerate(counts):
            at = [column[feature] for feature in count]
            matrix[row, at] = np.array(list(count.values())) ** DAMPING * rarity[at]
        matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
        by_feature = matrix.T
        _, rows = by_feature.nonzero()
        starts = np.cumsum([0, *np.count_nonzero(by_feature, axis=1)], dtype=np.int32)
        return cls(
            slugs=tuple(topic.slug for topic in topics),
            features=features,
            rarity=rarity,
            starts=starts,
            rows=rows.astype(np.int16),
            weights=by_feature[by_feature != 0],
        )

    def cosines(self, stems: Sequence[str]) -> dict[str, float]:
        """Return how near each topic is, 0 to 1; topics that share nothing are out."""
        at = [c for f in _features(stems) if (c := self._columns.get(f)) is not None]
        if not at:
            return {}
        near = np.zeros(len(self.slugs), dtype=np.float32)
        for column in at:
            held = slice(self.starts[column], self.starts[column + 1])
            near[self.rows[held]] += self.weights[held] * self.rarity[column]
        near /= float(np.linalg.norm(self.rarity[at]))
        return {
            slug: cosine
            for slug, cosine in zip(self.slugs, near.tolist(), strict=True)
            if cosine > 0
        }

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {feature: at for at, feature in enumerate(self.features)}


def _counted(topic: Topic) -> dict[str, float]:
    """Return each feature of a topic with how many of its phrases hold it."""
    count: dict[str, float] = defaultdict(float)
    for text in sorted({topic.label, *topic.phrases}):
        for feature in _features([stem(token.word) for token in tokens(text)]):
            count[feature] += 1.0
    for feature in _features([stem(token.word) for token in tokens(topic.words)]):
        count[feature] += ABOUT
    return count


def _features(stems: Sequence[str]) -> Iterable[str]:
    """Return the stems and the pairs of neighbours, each once."""
    pairs = (PAIR.join(pair) for pair in pairwise(stems))
    return dict.fromkeys((*stems, *pairs))
