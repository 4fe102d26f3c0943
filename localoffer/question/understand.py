"""Turns what was asked into a query, and says what was read from which words."""

from localoffer.places.gazetteer import Spot
from localoffer.question.ages import read_age
from localoffer.question.asked import FACETS, Asked
from localoffer.question.lexicon import Lexicon, Token, spans, tokens
from localoffer.question.placenames import read_place
from localoffer.question.query import SearchQuery, Understood

MOST_TOPICS = 3


def understand(
    asked: Asked, lexicon: Lexicon
) -> tuple[SearchQuery, tuple[Understood, ...]]:
    """Return the query and the parts read from the text, dropped ones left out."""
    words = tokens(asked.text)
    age = _kept(_age(asked.text), asked)
    place, spot = _place(asked, lexicon)
    topics = [t for t in _topics(asked.text, words, lexicon) if t.key not in asked.drop]
    parts = [part for part in (age, place, *topics[:MOST_TOPICS]) if part]
    near = lexicon.gazetteer.find(asked.near) if asked.near else None
    query = SearchQuery(
        words=_meaningful(words, lexicon, parts),
        topics=tuple(str(topic.value) for topic in topics[:MOST_TOPICS]),
        age=int(age.value) if age else None,
        spot=near or spot,
        spot_is_asked=near is not None,
        filters=_filters(asked),
        within=asked.within,
        sort=asked.sort,
        page=asked.page,
        urgent=bool(spans(words, lexicon.urgent)),
    )
    return query, tuple(parts)


def _kept(part: Understood | None, asked: Asked) -> Understood | None:
    return None if part is None or part.key in asked.drop else part


def _age(text: str) -> Understood | None:
    found = read_age(text)
    return Understood("age", found[0], found[1]) if found else None


def _place(asked: Asked, lexicon: Lexicon) -> tuple[Understood | None, Spot | None]:
    found = read_place(asked.text, lexicon.gazetteer)
    if found is None:
        return None, None
    spot, name, said = found
    part = _kept(Understood("place", name, said), asked)
    return part, (spot if part else None)


def _topics(text: str, words: tuple[Token, ...], lexicon: Lexicon) -> list[Understood]:
    """Return topics by phrases found, the longest phrase first."""
    found: dict[str, Understood] = {}
    for first, last in spans(words, lexicon.topics):
        said = text[words[first].start : words[last - 1].end]
        for slug in lexicon.topics[tuple(t.word for t in words[first:last])]:
            found.setdefault(slug, Understood("topic", slug, said))
    return list(found.values())


def _meaningful(
    words: tuple[Token, ...], lexicon: Lexicon, parts: list[Understood]
) -> tuple[str, ...]:
    """Return the words that search should weigh: no filler, no age, no place."""
    said = {
        token.word
        for part in parts
        if part.kind in {"age", "place"}
        for token in tokens(part.text)
    }
    kept = (t.word for t in words if t.word not in lexicon.stopwords | said)
    return tuple(dict.fromkeys(kept))


def _filters(asked: Asked) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, asked.values(name)) for name in FACETS if asked.values(name))
