"""Finds the place a parent names: a postcode, a district, a neighbourhood."""

from localoffer.places.gazetteer import Gazetteer, Spot, plain_name
from localoffer.question.words import Phrase, tokens

LONGEST_NAME = 4  # words


def read_place(
    text: str, gazetteer: Gazetteer, near: frozenset[Phrase]
) -> tuple[Spot, str, str] | None:
    """Return the spot, its name and the words that say it, or None.

    A postcode is named by its district, so that a whole one is not repeated.
    """
    for postcode, start, end in gazetteer.postcodes_in(text):
        spot = gazetteer.at(postcode)
        if spot:
            return spot, postcode.outcode, text[start:end]
    return _landmark(text, gazetteer, near) or _neighbourhood(text, gazetteer)


def _landmark(
    text: str, gazetteer: Gazetteer, near: frozenset[Phrase]
) -> tuple[Spot, str, str] | None:
    """Return the building a parent wants to be near to.

    Without such a word before it, a building's name mostly means the building.
    """
    words = tokens(text)
    said = tuple(token.word for token in words)
    for first in range(1, len(words)):
        before = (said[at:first] for at in range(max(0, first - LONGEST_NAME), first))
        if near.isdisjoint(before):
            continue
        for length in range(LONGEST_NAME, 0, -1):
            run = words[first : first + length]
            name = text[run[0].start : run[-1].end]
            spot = gazetteer.landmarks.get(plain_name(name))
            if spot:
                return spot, spot.label, name
    return None


def _neighbourhood(text: str, gazetteer: Gazetteer) -> tuple[Spot, str, str] | None:
    words = tokens(text)
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            said = text[words[first].start : words[first + length - 1].end]
            spot = gazetteer.named(said)
            if spot:
                return spot, spot.label, said
    return None
