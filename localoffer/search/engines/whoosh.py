"""The embedded engine: Whoosh cuts, stems and scores at build time.

The only file that imports Whoosh. An index holds a pickle, so one is only ever
made here from entries and read back at once; web processes never open one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from whoosh.analysis import (
    LowercaseFilter,
    RegexTokenizer,
    StemFilter,
)
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.highlight import Formatter, Fragment, SentenceFragmenter, highlight
from whoosh.index import FileIndex
from whoosh.lang.porter import stem as porter_stem
from whoosh.query import Or, Term
from whoosh.scoring import BM25F

from localoffer.question.languages import foreign_stem
from localoffer.question.words import WORD
from localoffer.search.engine import Numbers, Scores
from localoffer.search.fields import WEIGHTS, Indexed


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """Return the stem of a word (Porter's)."""
    return str(porter_stem(word))


def stemmed(word: str) -> str:
    """Return the stem of a word; a plain function, for Whoosh keeps it by name."""
    return stem_of(word)


SHARED = 5  # letters that the forms of a Latin word share


@lru_cache(maxsize=100_000)
def foreign_form(word: str) -> str:
    """Return what the forms of a word share, remembered.

    Endings begin early in short words: szkoła, szkole; zasiłek, zasiłku.
    """
    stem = foreign_stem(word)
    return stem[:SHARED] if stem.isascii() else stem


# The filter's own cache is not safe between threads; ours is.
ANALYSER = (
    RegexTokenizer(r"[^\W_]+")
    | LowercaseFilter()
    | StemFilter(stemfn=stemmed, cachesize=None)
)
# Of every other language: what the forms of a word share, without the marks and
# letters that people leave out or exchange.
FOREIGN = RegexTokenizer(WORD) | StemFilter(stemfn=foreign_form, cachesize=None)
LONGEST_SNIPPET = 160  # letters and digits: three lines of a phone
SHORTEST_SNIPPET = 30  # characters; less is a heading or a word of a list
MOST_TRIED = 5  # sentences
STOPS = ".!?؟۔।"
SCORING = BM25F(B=0.75, K1=1.2)
Postings = tuple[str, list[int], list[float]]


@lru_cache(maxsize=4096)
def cut(text: str) -> tuple[str, ...]:
    """Return the stems of a text's words, in order, apostrophes closed up."""
    closed = re.sub(r"['’]", "", text)
    return tuple(token.text for token in ANALYSER(closed))


@lru_cache(maxsize=4096)
def cut_foreign(text: str) -> tuple[str, ...]:
    """Return what the forms of a text's words share, in a language not English."""
    return tuple(map(foreign_form, WORD.findall(text)))


def _schema() -> Schema:
    text = {name: TEXT(analyzer=ANALYSER, phrase=False) for name in WEIGHTS}
    return Schema(number=STORED, **text)


def build_index(folder: Path, entries: Iterable[Indexed]) -> FileIndex:
    """Write a whole index in an empty folder and return it, open."""
    folder.mkdir(parents=True, exist_ok=True)
    index = FileStorage(str(folder)).create_index(_schema())
    writer = index.writer(limitmb=256)
    for number, entry in enumerate(entries):
        words = {name: re.sub(r"['’]", "", getattr(entry, name)) for name in WEIGHTS}
        writer.add_document(number=number, **words)
    writer.commit(optimize=True)
    return index


def postings(index: FileIndex) -> Iterator[Postings]:
    """Return each stem with its entries and scores, summed over fields.

    A score is Whoosh's own for that stem in that field, times the field's weight.
    """
    with index.searcher(weighting=SCORING) as searcher:
        sums: dict[str, dict[int, float]] = {}
        for field, raw in searcher.reader().all_terms():
            text = raw.decode("utf-8")
            scores = sums.setdefault(text, {})
            matcher = searcher.postings(field, text, weighting=SCORING)
            while matcher.is_active():
                gained = matcher.score() * WEIGHTS[field]
                scores[matcher.id()] = scores.get(matcher.id(), 0.0) + gained
                matcher.next()
        for text in sorted(sums):
            numbers = sorted(sums[text])
            yield text, numbers, [sums[text][n] for n in numbers]


Piece = tuple[str, bool]


class _Pieces(Formatter):  # type: ignore[misc]  # Whoosh has no types
    """Gives a fragment as pieces of text, each with whether it matched."""

    def format(
        self, fragments: list[Fragment], replace: bool = False
    ) -> tuple[Piece, ...]:
        """Return the pieces of the best fragment that says something, or none."""
        long = (f for f in fragments if f.endchar - f.startchar >= SHORTEST_SNIPPET)
        best = next(long, None)
        return _pieces(best) if best else ()


def _pieces(fragment: Fragment) -> tuple[Piece, ...]:
    found: list[Piece] = []
    at = fragment.startchar
    for token in fragment.matches:
        if token.startchar >= at:
            found.append((fragment.text[at : token.startchar], False))
            found.append((fragment.text[token.startchar : token.endchar], True))
            at = token.endchar
    found.append((fragment.text[at : fragment.endchar], False))
    stop = fragment.text[fragment.endchar : fragment.endchar + 1]
    found.append((stop if stop in STOPS else "", False))
    return tuple(piece for piece in found if piece[0])


def snippet(
    text: str, words: Sequence[str], *, is_english: bool = True
) -> tuple[Piece, ...]:
    """Return the sentence that holds most of the words, as (text, matched) pieces.

    Empty when no word stands in a sentence that is worth showing, and short enough.
    A line break ends a sentence too.
    """
    stems_of, analyser = (cut, ANALYSER) if is_english else (cut_foreign, FOREIGN)
    stems = frozenset(stem for word in words for stem in stems_of(word))
    fragmenter = SentenceFragmenter(LONGEST_SNIPPET, f"{STOPS}\n")
    found = highlight(text, stems, analyser, fragmenter, _Pieces(), top=MOST_TRIED)
    return tuple(found) if any(matched for _, matched in found) else ()


class WhooshEngine:
    """Whoosh answering for itself, to hold the snapshot's answers against."""

    def __init__(self, index: FileIndex) -> None:
        """Take an open index."""
        self.index = index

    def candidates(self, words: Sequence[str], limit: int) -> tuple[Numbers, Scores]:
        """Return Whoosh's own answer to the words, each counted once."""
        stems = dict.fromkeys(stem for word in words for stem in cut(word))
        query = Or([Term(f, s, boost=w) for s in stems for f, w in WEIGHTS.items()])
        with self.index.searcher(weighting=SCORING) as searcher:
            hits = searcher.search(query, limit=None, scored=True)
            found = [(hit["number"], hit.score) for hit in hits]
        found.sort(key=lambda pair: (-round(pair[1], 4), pair[0]))
        numbers = np.array([number for number, _ in found[:limit]], dtype=np.int32)
        scores = np.array([score for _, score in found[:limit]], dtype=np.float32)
        return numbers, scores

    def scores(self, words: Sequence[str]) -> Scores:
        """Return the score of every entry by number, 0 where no word matched."""
        total = np.zeros(self.index.doc_count(), dtype=np.float32)
        numbers, scores = self.candidates(words, len(total))
        total[numbers] = scores
        return total

    def holds(self, word: str, number: int) -> bool:
        """Say whether an entry holds a word in any field."""
        return number in self.candidates([word], 1_000_000)[0]

    def knows(self, word: str) -> int:
        """Return how many entries hold a word in any field."""
        return len(self.candidates([word], 1_000_000)[0])
