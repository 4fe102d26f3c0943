"""Place names and postcodes with their positions, in metres on the national grid."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import hypot

from rapidfuzz import fuzz, process

from localoffer.places.postcode import (
    Found,
    Postcode,
    find_postcodes,
    parse_postcode,
)

METRES_A_MILE = 1609.344
LIKE_ENOUGH = 88.0  # of 100: "bletchely" is Bletchley; "brought" is not Broughton
SHORTEST_GUESS = 6  # letters; shorter names are too easily other words

Row = tuple[int, int, str]  # easting, northing, council's code


@dataclass(frozen=True)
class Spot:
    """A place with a position.

    `kind` is postcode, sector, district, neighbourhood, landmark or area (the
    whole area the site is for); `council` is the name of the council there.
    """

    label: str
    easting: int
    northing: int
    council: str | None
    kind: str

    @property
    def short_label(self) -> str:
        """Return the label; of a postcode its district, which tells nobody's street."""
        is_code = self.kind in {"postcode", "sector"}
        return self.label.split(" ")[0] if is_code else self.label


def miles(a: Spot, b: Spot) -> float:
    """Return the miles between two spots, as the crow flies."""
    return hypot(a.easting - b.easting, a.northing - b.northing) / METRES_A_MILE


def plain_name(text: str) -> str:
    """Return a name for comparing: small letters, no accents, no punctuation."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    letters = re.sub(r"['’\u0300-\u036f]", "", letters)
    words = re.findall(r"[^\W_]+", letters.replace("&", " and "))
    return " ".join(words[1:] if words[:1] == ["the"] and words[1:] else words)


@dataclass(frozen=True)
class PostcodeTable:
    """Every full postcode of the area, kept as the text it was read from."""

    text: str = "\n"

    def find(self, postcode: str) -> Row | None:
        """Return a postcode's easting, northing and council's code."""
        start = self.text.find(f"\n{postcode},")
        if start < 0:
            return None
        end = self.text.index("\n", start + 1)
        _, easting, northing, council = self.text[start + 1 : end].split(",")
        return int(easting), int(northing), council

    @cached_property
    def areas(self) -> frozenset[str]:
        """Return the letters its postcodes begin with."""
        return frozenset(re.findall(r"^([A-Z]{1,2})(?=[0-9])", self.text, re.MULTILINE))


@dataclass(frozen=True)
class Gazetteer:
    """All the places the site knows. Empty ones find nothing."""

    outcodes: Mapping[str, Row]
    sectors: Mapping[str, Row]
    postcodes: PostcodeTable
    names: Mapping[str, Spot]  # the area and its neighbourhoods, by plain name
    landmarks: Mapping[str, Spot]  # buildings, by plain name
    councils: Mapping[str, str]  # names by code

    @classmethod
    def empty(cls) -> "Gazetteer":
        """Return a gazetteer that knows no place."""
        return cls({}, {}, PostcodeTable(), {}, {}, {})

    def find(self, text: str) -> Spot | None:
        """Return the place a text names, or the only postcode in it, or None."""
        postcode = parse_postcode(text)
        if postcode is not None:
            return self.at(postcode)
        spot = self.landmarks.get(plain_name(text)) or self.named(text)
        if spot is not None:
            return spot
        inside = {found.postcode for found in self.postcodes_in(text)}
        return self.at(inside.pop()) if len(inside) == 1 else None

    def at(self, postcode: Postcode) -> Spot | None:
        """Return where a postcode is, as closely as the tables know."""
        if postcode.is_full:
            row = self._postcode(postcode)
            if row is not None:
                return self._spot(str(postcode), row, "postcode")
        sector = postcode.sector or ""
        if sector in self.sectors:
            return self._spot(sector, self.sectors[sector], "sector")
        row = self.outcodes.get(postcode.outcode)
        return self._spot(postcode.outcode, row, "district") if row else None

    def named(self, text: str) -> Spot | None:
        """Return the neighbourhood of this name, or the area, slips forgiven.

        Landmarks are left out: in a sentence a school's name means the school.
        """
        name = plain_name(text)
        spot = self.names.get(name)
        if spot is not None or len(name) < SHORTEST_GUESS:
            return spot
        like = self._alike.get(_kin(name), ())
        close = process.extractOne(
            name, like, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH
        )
        if close is None or abs(len(close[0]) - len(name)) > 2:
            return None
        return self.names[close[0]]

    @cached_property
    def _alike(self) -> dict[tuple[str, int], list[str]]:
        """Return the names by what a slip leaves as it is."""
        kin: dict[tuple[str, int], list[str]] = {}
        for name in self.names:
            kin.setdefault(_kin(name), []).append(name)
        return kin

    def postcodes_in(self, text: str) -> list[Found]:
        """Return the postcodes in a sentence; our own may be written loosely."""
        return find_postcodes(text, self.postcodes.areas)

    def _postcode(self, postcode: Postcode) -> Row | None:
        row = self.postcodes.find(str(postcode))
        if row is None or row[2]:
            return row
        # The table leaves the council out where it is the sector's own.
        sector = self.sectors.get(postcode.sector or "")
        return (*row[:2], sector[2] if sector else "")

    def _spot(self, label: str, row: Row, kind: str) -> Spot:
        easting, northing, code = row
        return Spot(label, easting, northing, self.councils.get(code), kind)


def _kin(name: str) -> tuple[str, int]:
    """Return the first letter and the spaces: "brought on" is not Broughton."""
    return name[:1], name.count(" ")
