"""Postings of what is translated, scored as Whoosh scores English.

Whoosh takes a second for each language's index, which a build has no time for. The
rule is its own (BM25F), over lengths that are not rounded.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import log

from localoffer.search.engines.whoosh import Postings
from localoffer.search.fields import WEIGHTS, Indexed

B, K1 = 0.75, 1.2  # as in Whoosh's engine


def postings(
    texts: Sequence[Indexed], cut: Callable[[str], tuple[str, ...]]
) -> Iterator[Postings]:
    """Yield each stem with its entries and scores, summed over fields."""
    sums: dict[str, dict[int, float]] = defaultdict(dict)
    for field, weight in WEIGHTS.items():
        _add(sums, [Counter(cut(getattr(text, field))) for text in texts], weight)
    for stem in sorted(sums):
        numbers = sorted(sums[stem])
        yield stem, numbers, [sums[stem][number] for number in numbers]


def _add(
    sums: dict[str, dict[int, float]], counts: list[Counter[str]], weight: float
) -> None:
    """Add the scores of one field, whose stems are counted by entry."""
    lengths = [count.total() for count in counts]
    mean = sum(lengths) / len(lengths) if any(lengths) else 1.0
    spread = Counter(stem for count in counts for stem in count)
    rarity = {s: log(len(counts) / (n + 1)) + 1 for s, n in spread.items()}
    for number, count in enumerate(counts):
        size = K1 * (1 - B + B * lengths[number] / mean)
        for stem, times in count.items():
            gained = weight * rarity[stem] * times * (K1 + 1) / (times + size)
            scores = sums[stem]
            scores[number] = scores.get(number, 0.0) + gained
