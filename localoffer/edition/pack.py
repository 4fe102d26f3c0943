"""What a phone needs to search with no signal: the same words, numbers and rules.

`static/offline/` answers with them as `question` and `search` do here. Whatever is a
number, a word or a rule stands in the pack, so that none is written down twice.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from localoffer.content.vocabulary import CRISIS, ELSEWHERE, HARM, Vocabulary
from localoffer.edition.sieve import sieve_of
from localoffer.places import gazetteer as places, postcode
from localoffer.places.gazetteer import Gazetteer
from localoffer.question import (
    ages,
    blend,
    leading,
    placenames,
    profile,
    rules,
    slips,
    spelling,
    topics,
    understand,
    words,
)
from localoffer.question.lexicon import Lexicon
from localoffer.question.spelling import Speller
from localoffer.question.words import Phrase, tokens
from localoffer.search import ranking, searching
from localoffer.search.catalogue import Catalogue
from localoffer.search.engines.snapshot import SnapshotEngine
from localoffer.search.ranking import Grounds

SEARCH = "offline-search.json"
FINENESS = 100  # steps of an impact for each point; finer ones change no order
LETTER = re.compile(r"\(\?P<")  # Python's mark of a named group; others leave out the P
# Modules whose numbers the phone needs; those in capitals are taken.
NUMBERS = (
    blend, leading, placenames, places, profile, ranking, rules, searching, slips,
    spelling, topics, understand, words,
)  # fmt: skip


def write_pack(
    folder: Path, lexicon: Lexicon, vocabulary: Vocabulary, search: dict[str, Any]
) -> None:
    """Write the pack into an edition; `search` is what `search_row` made."""
    row = {
        "numbers": {_name(module): _numbers(module) for module in NUMBERS},
        "harm": {"crisis": CRISIS, "elsewhere": ELSEWHERE, "all": sorted(HARM)},
        "words": _words(lexicon, vocabulary),
        "ages": _ages(lexicon),
        "alarm": lexicon.alarm.row,
        "places": _places(lexicon.gazetteer),
        "spelling": _spelling(lexicon.speller),
        **search,
    }
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (folder / SEARCH).write_text(text, "utf-8")


def search_row(
    catalogue: Catalogue, grounds: Grounds, engine: SnapshotEngine
) -> dict[str, Any]:
    """Return entries, facets and postings as plain data."""
    stated = catalogue.stated.T
    return {
        "entries": {
            "slugs": [card.slug for card in catalogue.cards],
            "topics": [card.topics for card in catalogue.cards],
            "standing": [round(float(x), 6) for x in grounds.standing],
            "youngest": grounds.youngest.tolist(),
            "oldest": grounds.oldest.tolist(),
            "has_ages": grounds.has_ages.astype(int).tolist(),
            "is_guide": grounds.is_guide.astype(int).tolist(),
            "is_local_service": grounds.is_local_service.astype(int).tolist(),
            "spots": catalogue.spots.tolist(),
        },
        "facets": {
            name: {
                "stated": np.flatnonzero(row).tolist(),
                "values": _values(catalogue, name),
            }
            for name, row in zip(catalogue.facets, stated, strict=True)
            if name in WANTED
        },
        "postings": _postings(engine),
    }


# The facets that a stated fact may prefer.
WANTED = {facet for facet, _ in understand.PREFERS.values()} | {"day", "access"}


def _values(catalogue: Catalogue, facet: str) -> dict[str, list[int]]:
    first, last = catalogue.span(facet)
    return {
        catalogue.columns[at][1]: np.flatnonzero(catalogue.hot[:, at]).tolist()
        for at in range(first, last)
    }


def _postings(engine: SnapshotEngine) -> dict[str, Any]:
    """Return each stem's entries, as steps from one to the next, with their impacts."""
    numbers = engine.numbers.tolist()
    spans = list(pairwise(engine.offsets.tolist()))
    return {
        "terms": "\n".join(engine.terms),
        "counts": [last - first for first, last in spans],
        "steps": [s for first, last in spans for s in _steps(numbers[first:last])],
        "impacts": np.round(engine.impacts * FINENESS).astype(int).tolist(),
        "fineness": FINENESS,
    }


def _steps(numbers: Sequence[int]) -> Iterator[int]:
    before = 0
    for number in numbers:
        yield number - before
        before = number


def _words(lexicon: Lexicon, vocabulary: Vocabulary) -> dict[str, Any]:
    """Return what families say, and what phrases state; all of it folded."""
    return {
        "said": [
            [topic.slug, _lines({topic.label, *topic.phrases}), _folded(topic.words)]
            for topic in vocabulary.said
        ],
        "stopwords": sorted(lexicon.stopwords),
        "names": sorted(lexicon.names),
        "near": _phrases(lexicon.near),
        "negatives": _phrases(lexicon.negatives),
        "refusals": _phrases(lexicon.refusals),
        "after_refusal": dict(lexicon.after_refusal),
        "readings": [
            [" ".join(phrase), *stated] for phrase, stated in lexicon.readings.items()
        ],
        "prefers": [[*said, *facet] for said, facet in understand.PREFERS.items()],
    }


def _lines(texts: Iterable[str]) -> str:
    # In the order in which a lexicon takes them.
    return "\n".join(_folded(text) for text in sorted(texts))


def _folded(text: str) -> str:
    return " ".join(token.word for token in tokens(text))


def _phrases(phrases: Iterable[Phrase]) -> list[str]:
    return sorted(" ".join(phrase) for phrase in phrases)


def _ages(lexicon: Lexicon) -> dict[str, Any]:
    return {
        "rules": [
            [LETTER.sub("(?<", rule.pattern.pattern), rule.offset, rule.divide]
            for rule in lexicon.ages.rules
        ],
        "stages": [[pattern.pattern, age] for pattern, age in lexicon.ages.stages],
        "numbers": ages.NUMBERS,
        "oldest": ages.OLDEST,
    }


def _places(found: Gazetteer) -> dict[str, Any]:
    """Return places; of postcodes their sectors, as near as search needs to know."""
    return {
        "letters": sorted(postcode.AREAS),
        "not_ends": sorted(postcode.NOT_ENDS),
        "slips": postcode.SLIPS,
        "shapes": postcode.SHAPES,
        "outcode": postcode.OUTCODE.pattern,
        "incode": postcode.INCODE.pattern,
        "said": LETTER.sub("(?<", postcode.SAID.pattern),
        "own": sorted(found.postcodes.areas),
        "outcodes": {code: row[:2] for code, row in found.outcodes.items()},
        "sectors": {code: row[:2] for code, row in found.sectors.items()},
        "names": {name: _spot(asdict(spot)) for name, spot in found.names.items()},
        "landmarks": {n: _spot(asdict(spot)) for n, spot in found.landmarks.items()},
    }


def _spot(spot: Mapping[str, Any]) -> list[Any]:
    return [spot["label"], spot["easting"], spot["northing"], spot["kind"]]


def _spelling(speller: Speller) -> dict[str, Any]:
    return {
        "targets": " ".join(speller.targets),
        "counts": list(speller.targets.values()),
        "english": sieve_of(speller.english.split()),
    }


def _numbers(module: Any) -> dict[str, Any]:
    """Return a module's plain numbers, and its tables of them."""
    named = {name: getattr(module, name) for name in dir(module) if name.isupper()}
    return {name: value for name, value in named.items() if _is_plain(value)}


def _is_plain(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and _is_plain(v) for key, v in value.items())
    if isinstance(value, tuple):
        return all(map(_is_plain, value))
    return isinstance(value, int | float)


def _name(module: Any) -> str:
    return str(module.__name__).rpartition(".")[2]
