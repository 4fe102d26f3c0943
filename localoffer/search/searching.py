"""One question answered: the one call behind the page and the API."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from localoffer.question.asked import Asked
from localoffer.question.blend import without_model
from localoffer.question.lexicon import Lexicon
from localoffer.question.query import SearchQuery, Understood
from localoffer.question.understand import understand
from localoffer.question.words import fold
from localoffer.search.arrays import Keys, Places, least, listed
from localoffer.search.catalogue import SORTS, Card, Catalogue
from localoffer.search.distance import miles_from
from localoffer.search.engine import SearchEngine
from localoffer.search.facets import Mask, Sieve, count, sieve
from localoffer.search.meaning import Meaning
from localoffer.search.preferences import kept, preferred
from localoffer.search.ranking import (
    Evidence,
    Grounds,
    Ranked,
    Vector,
    lead,
    rank,
)
from localoffer.search.results import (
    PAGE_SIZE,
    Reason,
    Rescue,
    Result,
    Results,
    Sifted,
)

# The weight of words that tell a topic, below which an answer is not called sure:
# about one word that stands under a fifth of the topics.
LEAST_SURENESS = 1.6
MOST_WORDS = 4  # shown in a reason


def none_of_its_own(_language: str) -> SearchEngine | None:
    """Return no engine: nothing is translated."""
    return None


@dataclass(frozen=True)
class Search:
    """An edition's arrays and words, ready to answer.

    `own` gives the engine of what is translated into a language, None for most.
    """

    catalogue: Catalogue
    engine: SearchEngine
    lexicon: Lexicon
    grounds: Grounds
    meaning: Meaning | None = None
    own: Callable[[str], SearchEngine | None] = none_of_its_own

    def answer(self, asked: Asked, interface: str = "en") -> Results:
        """Return the results of what was asked on a page in the interface's language.

        The language decides nothing but what words that tell none are taken for.
        """
        return self._find(asked, interface).results()

    def sift(self, asked: Asked) -> Sifted:
        """Return all that answers what was asked, in no order."""
        return self._find(asked).sifted()

    def _find(self, asked: Asked, interface: str = "en") -> "_Finding":
        sense = self.meaning.sense if self.meaning else without_model
        query, understood = understand(asked, self.lexicon, sense, interface)
        return _Finding(self, asked, query, understood)


class _Finding:
    """The steps of one answer, each needing what came before."""

    def __init__(
        self,
        search: Search,
        asked: Asked,
        query: SearchQuery,
        understood: tuple[Understood, ...],
    ) -> None:
        self.search, self.asked = search, asked
        self.query, self.understood = query, understood
        self.catalogue = search.catalogue
        self.own = search.own(query.language)
        self.words = self._lexical()
        self.miles = miles_from(self.catalogue, query.spot)
        self.ranked = self._ranked()
        self.sieve: Sieve = sieve(self.catalogue, query.filters)
        self.base = self.ranked.matched & self._within()

    def _lexical(self) -> Vector:
        scores = self.search.engine.scores(self.query.words)
        if self.own is not None:
            scores = scores + self.own.scores(self.query.own_words)
        return scores

    def _holds(self, word: str, number: int) -> bool:
        """Say whether an entry holds a word, in English or as it is translated."""
        if self.search.engine.holds(word, number):
            return True
        return self.own is not None and self.own.holds(word, number)

    def _ranked(self) -> Ranked:
        evidence = Evidence(
            words=self.words,
            miles=self.miles,
            gains=preferred(self.catalogue, self.query.wants),
            is_open=not self.asked.text,
        )
        return rank(self.search.grounds, self.query, evidence)

    def _within(self) -> Mask:
        """Keep what is near enough, and all that has no venue to measure."""
        if self.query.within is None or self.query.spot is None:
            return np.ones(len(self.catalogue.cards), dtype=bool)
        return np.isnan(self.miles) | (self.miles <= self.query.within)

    def sifted(self) -> Sifted:
        return Sifted(
            query=self.query,
            fits=self.sieve.fitting(self.base),
            possible=self.sieve.possible(self.base),
            silent=self.sieve.silent,
            miles=self.miles,
            unknown=self.sieve.unknown,
        )

    def results(self) -> Results:
        fits = self.sieve.fitting(self.base)
        possible = self.sieve.possible(self.base) & ~fits
        total, more = int(fits.sum()), int(possible.sum())
        return Results(
            asked=self.asked,
            query=self.query,
            understood=self.understood,
            results=tuple(
                self._result(n, is_fit=bool(fits[n]))
                for n in self._shown(fits, possible, total)
            ),
            total=total,
            not_stated=more,
            pages=-(-(total + more) // PAGE_SIZE),
            facets=count(self.catalogue, self.query.filters, self.sieve, self.base),
            unknown=self.sieve.unknown,
            confident=total > 0 and self._is_sure(),
            rescue=None if total else self._rescue(),
        )

    def _shown(self, fits: Mask, possible: Mask, total: int) -> list[int]:
        """Return the numbers of one page: those that fit, then those that may."""
        first = (max(self.asked.page, 1) - 1) * PAGE_SIZE
        last = first + PAGE_SIZE
        shown = self._ordered(fits, last)[first:]
        if last > total:
            shown += self._ordered(possible, last - total)[max(first - total, 0) :]
        return shown

    def _ordered(self, mask: Mask, count: int) -> list[int]:
        """Return the numbers of the first entries of a mask, in order."""
        numbers = np.flatnonzero(mask)
        keys = self._keys(numbers)
        front = least(keys, count)
        if self.query.sort:
            return listed(numbers[front])
        bests = self._bests(numbers, keys, front)
        ordered = listed(numbers[np.concatenate([front, bests])])
        return lead(self.search.grounds, self.query.topics, ordered)[:count]

    def _bests(self, numbers: Places, keys: Keys, front: Places) -> Places:
        """Return where the best entry of each topic stands that none in front has.

        It may yet lead, however far back its score puts it.
        """
        best: set[int] = set()
        for slug, _ in self.query.topics:
            place = self.search.grounds.topic_place.get(slug)
            if place is not None and not place[numbers[front]].any():
                of_topic = np.flatnonzero(place[numbers])
                best.update(listed(of_topic[least(keys[of_topic], 1)]))
        found = np.array(sorted(best), dtype=np.intp)
        return found[np.argsort(keys[found], kind="stable")]

    def _keys(self, numbers: Places) -> Keys:
        """Return what these entries are ordered by, the least first."""
        if self.query.sort == "near" and self.query.spot is not None:
            return np.nan_to_num(self.miles[numbers], nan=1e6)
        if self.query.sort in SORTS:
            return self.catalogue.place(self.query.sort)[numbers]
        return -np.round(self.ranked.scores[numbers], 4)

    def _is_sure(self) -> bool:
        """Say whether something in the question is what these entries are about."""
        if not self.asked.text or self.query.urgent:
            return True
        if self.query.is_elsewhere or self.query.is_empty:
            return False
        return self.query.sureness >= LEAST_SURENESS or self._is_held_whole()

    def _is_held_whole(self) -> bool:
        """Say whether the first entry holds every word that was typed."""
        best = int(self.words.argmax())
        words = self.query.own_words or self.query.words
        return all(self._holds(word, best) for word in words)

    def _result(self, number: int, *, is_fit: bool) -> Result:
        card = self.catalogue.cards[number]
        miles = float(self.miles[number])
        return Result(
            card=card,
            fit="fits" if is_fit else "not stated",
            reasons=self._reasons(number, card, miles),
            miles=None if np.isnan(miles) else round(miles, 1),
            silent=tuple(f for f, mask in self.sieve.silent.items() if mask[number]),
        )

    def _reasons(self, number: int, card: Card, miles: float) -> tuple[Reason, ...]:
        reasons = [
            Reason("topic", slug)
            for slug, _ in self.query.topics
            if slug in card.topics
        ]
        if self.query.age is not None and card.ages is not None:
            low, high = card.ages
            fits = low <= self.query.age <= high
            reasons.append(Reason("age" if fits else "other age", self.query.age))
        if not np.isnan(miles) and self.query.spot is not None:
            near = self.query.spot.short_label
            reasons.append(Reason("miles", round(miles, 1), near))
        elif self.query.spot_is_asked:
            reasons.append(Reason("no venue"))
        for facet, value in kept(self.catalogue, self.query.wants, number):
            reasons.append(Reason(facet, value))
        said = self._words_in(number)
        if said:
            reasons.append(Reason("words", said))
        return tuple(reasons)

    def _words_in(self, number: int) -> str:
        """Return the words of the question that an entry holds, as typed."""
        typed = {fold(word): word for word in self.asked.text.split()}
        words = self.query.own_words or self.query.words
        held = [word for word in words if self._holds(word, number)]
        return ", ".join(typed.get(word, word) for word in held[:MOST_WORDS])

    def _rescue(self) -> Rescue | None:
        """Return the one condition to drop, or None when none alone would help.

        Going further away keeps all that was asked for, so that comes first.
        """
        if self.query.within is not None:
            anywhere = int(self.sieve.fitting(self.ranked.matched).sum())
            if anywhere:
                return Rescue("within", (str(self.query.within),), anywhere)
        brings = [
            Rescue(name, values, int(self.sieve.fitting(self.base, but=name).sum()))
            for name, values in self.query.filters
            if name in self.sieve.fits
        ]
        best = max(brings, key=lambda rescue: rescue.brings, default=None)
        return best if best and best.brings else None
