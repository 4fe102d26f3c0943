"""Finds the place a parent names: a postcode, a district, a neighbourhood."""

from localoffer.places.gazetteer import Gazetteer, Spot
from localoffer.question.words import tokens

LONGEST_NAME = 4  # words


def read_place(text: str, gazetteer: Gazetteer) -> tuple[Spot, str, str] | None:
    """Return the spot, its name and the words that say it, or None.

    A postcode is named by its district, so that a whole one is not repeated.
    """
    for postcode, start, end in gazetteer.postcodes_in(text):
        spot = gazetteer.at(postcode)
        if spot:
            return spot, postcode.outcode, text[start:end]
    return _neighbourhood(text, gazetteer)


def _neighbourhood(text: str, gazetteer: Gazetteer) -> tuple[Spot, str, str] | None:
    words = tokens(text)
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            said = text[words[first].start : words[first + length - 1].end]
            spot = gazetteer.named(said)
            if spot:
                return spot, spot.label, said
    return None
