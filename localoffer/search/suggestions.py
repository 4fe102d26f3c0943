"""What a parent may mean by the letters typed so far: topics, entries and places.

The tables are made once for an edition; a request only looks words up in them.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import itemgetter

from localoffer.content.vocabulary import Tongue, Vocabulary
from localoffer.places.gazetteer import Gazetteer, plain_name
from localoffer.question.lexicon import Lexicon
from localoffer.search.catalogue import Card
from localoffer.search.names import (
    SAME_PHRASE,
    Name,
    Typed,
    fit_of,
    letters_of,
    typed_of,
)

MOST = 8  # shown; more would not fit above a phone's keyboard
MOST_OF_A_GROUP = 3  # while another group waits
MOST_WORDS = 8  # typed; a longer text is a question, and begins no name
LEAST_LETTERS = 2
LEAST_OF_A_PHRASE = 3  # letters; "bl" must not bring what "bleeding" is about
GROUPS = {"topic": 0, "guide": 1, "service": 1, "place": 2}
AFTER_ALL = "\U0010ffff"
Best = tuple[int, bool, int, int]  # fit, is a phrase, words, number of the name


@dataclass(frozen=True)
class Suggestion:
    """A topic, entry or place; `key` is its slug or the place's name.

    `said` is what told it, where that is a phrase in another language than English.
    """

    kind: str
    key: str
    text: str
    said: str | None = None


class Suggester:
    """All names, and which of them hold each word."""

    def __init__(
        self,
        things: Sequence[Suggestion],
        names: Iterable[Name],
        stopwords: frozenset[str],
    ) -> None:
        """Take what may be suggested and its names; stopwords are folded."""
        self.things = tuple(things)
        self.groups = [GROUPS[thing.kind] for thing in things]
        self.names = tuple(names)
        self.stopwords = stopwords
        holders: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self.names):
            for word in dict.fromkeys(name.words):
                holders[word].append(number)
        self.words = sorted(holders)
        self.holders = [tuple(holders[word]) for word in self.words]

    @classmethod
    def of(
        cls, vocabulary: Vocabulary, cards: Sequence[Card], lexicon: Lexicon
    ) -> "Suggester":
        """Return the suggester of an edition's words, listed entries and places."""
        topics = vocabulary.topics.topics
        things = [Suggestion("topic", t.slug, t.label) for t in topics]
        number = {topic.slug: n for n, topic in enumerate(topics)}
        # What runs before what has stopped, and what is near before what is national.
        ordered = [
            (c.status != "running", c.is_national, Suggestion(c.kind, c.slug, c.title))
            for c in cards
        ]
        ordered.sort(key=itemgetter(0, 1))
        things += [thing for _, _, thing in ordered]
        places = dict(_places(lexicon.gazetteer))
        first = len(things)
        things += [Suggestion("place", label, label) for label in places]
        names = chain(
            (Name.read(n, thing.text) for n, thing in enumerate(things)),
            (
                Name.read(number[topic.slug], phrase, is_own=False)
                for topic in topics
                for phrase in topic.phrases
            ),
            (
                Name.read(first + n, other, is_own=False)
                for n, others in enumerate(places.values())
                for other in others
            ),
            _foreign(vocabulary.tongues, number),
        )
        return cls(things, names, lexicon.stopwords)

    def suggest(self, text: str, language: str = "en") -> tuple[Suggestion, ...]:
        """Return what the letters may mean to a reader of a language, best first."""
        typed = typed_of(text)
        if letters_of(typed) < LEAST_LETTERS or len(typed) > MOST_WORDS:
            return ()
        best = self._best(typed, language)
        order = sorted(
            best, key=lambda n: (best[n][0], self.groups[n], *best[n][1:], n)
        )
        chosen = set(self._shared_out(order)[:MOST])
        return tuple(self._told(n, best[n][-1]) for n in order if n in chosen)

    def _shared_out(self, order: list[int]) -> list[int]:
        """Put what is more than its group's share behind all others."""
        taken: Counter[int] = Counter()
        first: list[int] = []
        behind: list[int] = []
        for number in order:
            group = self.groups[number]
            taken[group] += 1
            (first if taken[group] <= MOST_OF_A_GROUP else behind).append(number)
        return first + behind

    def _best(self, typed: tuple[Typed, ...], language: str) -> dict[int, Best]:
        """Return the best name of each suggestion that has one."""
        says_little = self._says_little(typed)
        best: dict[int, Best] = {}
        for number in self._holding(max(typed, key=lambda word: len(word.text))):
            name = self.names[number]
            if not (name.is_shared or name.language == language):
                continue
            if says_little and not name.is_own and len(name.words) != len(typed):
                continue
            fit = fit_of(name, typed)
            if fit is None or (says_little and not name.is_own and fit != SAME_PHRASE):
                continue
            found = (fit, not name.is_own, len(name.words), number)
            best[name.of] = min(found, best.get(name.of, found))
        return best

    def _says_little(self, typed: tuple[Typed, ...]) -> bool:
        """Say whether too little is typed to tell a phrase, unless it is the whole."""
        is_short = letters_of(typed) < LEAST_OF_A_PHRASE
        is_latin = all(word.text.isascii() for word in typed)
        is_filler = self.stopwords.issuperset(word.single for word in typed)
        return is_filler or (is_short and is_latin)

    def _holding(self, word: Typed) -> set[int]:
        """Return the names with a word that is begun so."""
        first = bisect_left(self.words, word.text)
        last = bisect_left(self.words, word.text + AFTER_ALL)
        held = set(chain.from_iterable(self.holders[first:last]))
        at = bisect_left(self.words, word.single)
        if self.words[at : at + 1] == [word.single]:
            held.update(self.holders[at])
        return held

    def _told(self, number: int, name: int) -> Suggestion:
        said = self.names[name]
        thing = self.things[number]
        return thing if said.language is None else replace(thing, said=said.text)


def _foreign(tongues: Iterable[Tongue], number: dict[str, int]) -> Iterator[Name]:
    """Yield other languages' phrases: each for its own readers.

    Those in another script cannot be taken for English, and are for everyone.
    """
    for tongue in tongues:
        said = (
            (slug, phrase)
            for slug, phrases in tongue.topics.items()
            if slug in number
            for phrase in phrases
            if not any(word in phrase for word in tongue.unsaid)
        )
        for slug, phrase in said:
            name = Name.read(number[slug], phrase, is_own=False)
            is_shared = not all(word.isascii() for word in name.words)
            yield replace(name, language=tongue.language, is_shared=is_shared)


def _places(gazetteer: Gazetteer) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield neighbourhoods and our own districts, each with what else it is called.

    Landmarks are left out: who types a school's name means the school.
    """
    spots = {spot.label: spot for spot in gazetteer.names.values()}
    for label, spot in spots.items():
        if spot.kind == "neighbourhood":
            names = (n for n, known in gazetteer.names.items() if known == spot)
            yield label, tuple(n for n in names if n != plain_name(label))
    districts = [
        (int(number), outcode)
        for outcode in gazetteer.outcodes
        for letters, number in re.findall(r"^([A-Z]+)([0-9]+)$", outcode)
        if letters in gazetteer.postcodes.areas
    ]
    for _, outcode in sorted(districts):
        yield outcode, ()
