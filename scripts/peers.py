"""The same questions to us and to SQLite's FTS5, for `scripts/benchmark --peers`."""

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
from flask.testing import FlaskClient
from fts5 import BEST, Fts5, words_of
from judging import Figures, queries, ranked
from measuring import timed

from localoffer.question.asked import FACETS, Asked
from localoffer.search.arrays import least
from localoffer.search.facets import Filters, count, sieve
from localoffer.search.fields import Indexed
from localoffer.search.searching import Search

PEER = f"SQLite FTS5 {sqlite3.sqlite_version}"


@dataclass(frozen=True)
class Ready:
    """A question, and what is left of it for those who read nothing out of it."""

    asked: Asked
    words: tuple[str, ...]
    filters: Filters

    @classmethod
    def of(cls, asked: Asked, stopwords: frozenset[str]) -> "Ready":
        """Return a question made ready."""
        named = [(name, asked.values(name)) for name in FACETS]
        filters = tuple((name, values) for name, values in named if values)
        return cls(asked, tuple(words_of(asked.text, stopwords)), filters)


def compare_times(
    search: Search, texts: Sequence[Indexed], asked: Sequence[Sequence[Asked]]
) -> None:
    """Print the times of both; `asked` are those without and those with two filters."""
    start = time.perf_counter()
    peer = Fts5(texts, search.catalogue)
    seconds = time.perf_counter() - start
    print(f"{PEER}: {len(texts)} entries filled in {seconds:.1f} s, in memory")
    print(
        "ours answers the question as typed: it also reads it, ranks and gives reasons;"
    )
    print("ours alone and FTS5 get the same words ready: scores, facets, the best ten")
    for name, some in zip(("", " with two filters"), asked, strict=True):
        ours, alone, theirs = timed(
            [
                lambda ready: search.answer(ready.asked),
                lambda ready: by_words(search, ready),
                lambda ready: peer.search(ready.words, ready.filters),
            ],
            [Ready.of(one, search.lexicon.stopwords) for one in some],
        )
        print(f"peers{name}, ours: {ours}, {len(some)} questions")
        print(f"peers{name}, ours alone: {alone}")
        print(f"peers{name}, FTS5: {theirs}")
        print(f"peers{name}, FTS5/ours in processor time: {theirs.ratio(ours)}")
        print(f"peers{name}, FTS5/ours alone in processor time: {theirs.ratio(alone)}")


def compare_success(
    search: Search, texts: Sequence[Indexed], client: FlaskClient
) -> None:
    """Print how often each is right, on the development questions."""
    peer = Fts5(texts, search.catalogue)

    def ours(text: str) -> dict[str, Any]:
        answer: dict[str, Any] = client.get(
            "/api/search", query_string={"q": text}
        ).json
        return answer

    def theirs(text: str) -> dict[str, Any]:
        first = peer.search(words_of(text, search.lexicon.stopwords)).first
        cards = [search.catalogue.cards[number] for number in first]
        rows = [{"slug": c.slug, "kind": c.kind, "topics": c.topics} for c in cards]
        return {"confident": True, "results": rows}

    print("success on tests/evaluation/queries-dev.jsonl; FTS5 is always confident")
    rows = queries()
    we, they = ranked(rows, ours), ranked(rows, theirs)
    english = [row["lang"].startswith("en") for row in rows]
    for name, chosen in (("", [True] * len(rows)), (", English only", english)):
        our, their = (Figures.of(list(compress(r, chosen))) for r in (we, they))
        print(f"peers{name}, ours: {our}, {our.questions} questions")
        print(f"peers{name}, FTS5: {their}")
        print(f"peers{name}, ours/FTS5: {our.gain(their)}")


def by_words(search: Search, ready: Ready) -> tuple[list[int], int]:
    """Return the best entries by words alone, all facets counted, as FTS5 does."""
    scores = search.engine.scores(ready.words)
    found = sieve(search.catalogue, ready.filters)
    base = scores > 0
    count(search.catalogue, ready.filters, found, base)
    numbers = np.flatnonzero(found.fitting(base))
    best = numbers[least(-scores[numbers], BEST)]
    return best.tolist(), len(numbers)
