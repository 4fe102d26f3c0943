"""Turns what was asked into a query, and says what was read from which words."""

from dataclasses import replace

from localoffer.content.vocabulary import ELSEWHERE
from localoffer.places.gazetteer import Spot
from localoffer.question.asked import FACETS, Asked
from localoffer.question.blend import Sense, blend, is_plain, without_model
from localoffer.question.harm import harm_in
from localoffer.question.languages import Language, pieces, plain
from localoffer.question.leading import after_refusal, help_first, is_none_of_ours
from localoffer.question.lexicon import Lexicon
from localoffer.question.loans import match_with_loans
from localoffer.question.placenames import read_place
from localoffer.question.query import SearchQuery, Understood
from localoffer.question.topics import TopicMatch, stem
from localoffer.question.words import Token, spans, tokens

MOST_TOPICS = 3
TAKEN_BACK = 2  # words that a negative before them takes back
# Which facet a stated fact prefers; `None` where no facet holds it.
PREFERS = {
    ("access", "online"): ("delivered", "online"),
    ("access", "home"): ("delivered", "home"),
    ("access", "phone"): ("delivered", "phone"),
    ("price", "free"): ("cost", "free"),
    ("price", "low"): ("cost", "free"),
    ("diagnosis", "not-needed"): ("diagnosis", "not-needed"),
    ("plan", "not-needed"): ("plan", "not-needed"),
}

# A filter that a parent set herself takes the place of what is read from her words.
SAID_BY = {
    "age": ("age",),
    "price": ("cost",),
    "day": ("day",),
    "access": ("access", "delivered"),
    "diagnosis": ("diagnosis",),
    "plan": ("plan",),
}


def understand(
    asked: Asked,
    lexicon: Lexicon,
    sense: Sense = without_model,
    interface: str = "en",
) -> tuple[SearchQuery, tuple[Understood, ...]]:
    """Return the query and the parts read from the text, dropped ones left out.

    Words that tell no language are taken to be in that of the `interface`.
    """
    typed = tokens(asked.text)
    parted = pieces(asked.text)
    language = lexicon.language_of(parted, interface)
    harm = harm_in(asked.text, language, lexicon)
    words, slips = (typed, ()) if language else _spelt(typed, asked.text, lexicon)
    words, mended = (typed, ()) if asked.exact else (words, slips)
    age = _kept(_age(asked.text, lexicon), asked)
    place, spot = _place(asked, lexicon)
    facts = [
        part for part in _facts(asked.text, words, lexicon) if _is_kept(part, asked)
    ]
    said = [part for part in (age, place) if part]
    live = _live(words, lexicon, said)
    if language:
        live = parted
        matches = match_with_loans(language, live, lexicon.topics, lexicon.is_english)
        matches = blend(matches, {}, sense(asked.text))
    else:
        spoken = _spoken(asked.text, live, mended)
        matches = _matches(live, lexicon, spoken, sense)
        if spans(words, lexicon.refusals):
            matches = after_refusal(matches, lexicon.after_refusal)
    is_elsewhere = is_none_of_ours(matches)
    left_out = {ELSEWHERE, *_dropped(asked, "topic")}
    matches = [m for m in matches if m.slug not in left_out]
    if harm:
        matches = help_first(matches)
    topics = _topic_parts(asked.text, live, matches)
    near = lexicon.gazetteer.find(asked.near) if asked.near else None
    query = SearchQuery(
        words=_loans(live, lexicon) if language else _meaningful(live, lexicon),
        topics=tuple((match.slug, match.share) for match in matches),
        sureness=max((match.score for match in matches), default=0.0),
        age=int(age.value) if age else None,
        spot=near or spot,
        spot_is_asked=near is not None,
        wants=tuple(dict.fromkeys(w for part in facts for w in _wants(part))),
        filters=_filters(asked),
        within=asked.within,
        sort=asked.sort,
        page=asked.page,
        urgent=harm is not None,
        urgent_in=harm or "",
        is_elsewhere=is_elsewhere,
        mended=mended,
        slips=slips,
        language=language.code if language else "en",
        own_words=_own(live, language) if language else (),
    )
    return query, (*said, *facts, *topics)


def _matches(
    live: tuple[Token, ...], lexicon: Lexicon, spoken: str, sense: Sense
) -> list[TopicMatch]:
    """Return what English words tell; a model is asked only when they are unsure."""
    said = lexicon.topics.match(live)
    near = lexicon.profile.cosines([stem(token.word) for token in live])
    matches = blend(said, near, {})
    return matches if is_plain(matches) else blend(said, near, sense(spoken))


def _spoken(
    text: str, live: tuple[Token, ...], mended: tuple[tuple[str, str], ...]
) -> str:
    """Return the words that may tell a topic, as typed but for slips."""
    typed = (text[token.start : token.end] for token in live)
    return " ".join(dict(mended).get(word, word) for word in typed)


def _spelt(
    words: tuple[Token, ...], text: str, lexicon: Lexicon
) -> tuple[tuple[Token, ...], tuple[tuple[str, str], ...]]:
    """Return the words with slips mended, and (typed, meant) for each."""
    meant = lexicon.speller.mended([token.word for token in words])
    spelt = tuple(
        replace(token, word=word) if word else token
        for token, word in zip(words, meant, strict=True)
    )
    slips = (
        (text[token.start : token.end], word)
        for token, word in zip(words, meant, strict=True)
        if word
    )
    return spelt, tuple(slips)


def _dropped(asked: Asked, kind: str) -> set[str]:
    prefix = f"{kind}:"
    return {d.removeprefix(prefix) for d in asked.drop if d.startswith(prefix)}


def _is_kept(part: Understood, asked: Asked) -> bool:
    """Say whether a part counts: not dropped, and no filter says it already."""
    if part.key in asked.drop or (part.kind == "place" and asked.near):
        return False
    return not any(asked.values(facet) for facet in SAID_BY.get(part.kind, ()))


def _kept(part: Understood | None, asked: Asked) -> Understood | None:
    return part if part is not None and _is_kept(part, asked) else None


def _age(text: str, lexicon: Lexicon) -> Understood | None:
    found = lexicon.ages.read(text)
    return Understood("age", found[0], found[1]) if found else None


def _place(asked: Asked, lexicon: Lexicon) -> tuple[Understood | None, Spot | None]:
    found = read_place(asked.text, lexicon.gazetteer, lexicon.near)
    if found is None:
        return None, None
    spot, name, said = found
    part = _kept(Understood("place", name, said), asked)
    return part, (spot if part else None)


def _facts(text: str, words: tuple[Token, ...], lexicon: Lexicon) -> list[Understood]:
    """Return the days, prices, ways in and needs that phrases state, each once."""
    found: dict[tuple[str, str], Understood] = {}
    for first, last in spans(words, lexicon.readings):
        kind, value = lexicon.readings[tuple(t.word for t in words[first:last])]
        said = text[words[first].start : words[last - 1].end]
        found.setdefault((kind, value), Understood(kind, value, said))
    return list(found.values())


def _wants(part: Understood) -> tuple[tuple[str, str], ...]:
    """Return the facet values that a stated fact prefers."""
    value = str(part.value)
    if part.kind == "day":
        days = ("saturday", "sunday") if value == "weekend" else (value,)
        return tuple(("day", day) for day in days)
    default = ("access", value) if part.kind == "access" else None
    wanted = PREFERS.get((part.kind, value), default)
    return (wanted,) if wanted else ()


def _live(
    words: tuple[Token, ...], lexicon: Lexicon, said: list[Understood]
) -> tuple[Token, ...]:
    """Return the words that may tell a topic: no age, no place, nothing taken back."""
    used = {token.word for part in said for token in tokens(part.text)}
    gone = {
        at
        for _, end in spans(words, lexicon.negatives)
        for at in range(end, min(end + TAKEN_BACK, len(words)))
        if not _crosses_comma(words, end, at)
    }
    # "not talking" is what a parent worries about: only a name is taken back.
    named = {at for at in gone if words[at].word in lexicon.names}
    return tuple(
        token
        for at, token in enumerate(words)
        if at not in named and token.word not in used
    )


def _crosses_comma(words: tuple[Token, ...], first: int, last: int) -> bool:
    return any(
        words[at].start - words[at - 1].end > 1 for at in range(first + 1, last + 1)
    )


def _topic_parts(
    text: str, live: tuple[Token, ...], matches: list[TopicMatch]
) -> list[Understood]:
    """Return the topics whose phrase can be shown, three at most."""
    parts = []
    for match in matches:
        if match.first is not None and match.last is not None:
            said = text[live[match.first].start : live[match.last - 1].end]
            parts.append(Understood("topic", match.slug, said))
    return parts[:MOST_TOPICS]


def _meaningful(live: tuple[Token, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words that search should weigh, each once, without filler."""
    kept = [token.word for token in live if token.word not in lexicon.stopwords]
    # A question all of filler still says something: better that than nothing.
    return tuple(dict.fromkeys(kept or [t.word for t in live if len(t.word) > 3]))


def _loans(live: tuple[Token, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words of another language's question that entries may hold too."""
    spoken = (t.word for t in live if lexicon.speller.speaks(t.word))
    return tuple(w for w in dict.fromkeys(spoken) if w not in lexicon.stopwords)


def _own(live: tuple[Token, ...], language: Language) -> tuple[str, ...]:
    """Return the words of another language that carry meaning, each once."""
    said = dict.fromkeys(token.word for token in live)
    return tuple(word for word in said if plain(word) not in language.common)


def _filters(asked: Asked) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, asked.values(name)) for name in FACETS if asked.values(name))
