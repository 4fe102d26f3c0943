"""British postcodes, read kindly from what a person typed. Knows no places."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

AREA_LETTERS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH"
    " DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV"
    " JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA"
    " PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF"
    " TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
AREAS = frozenset(AREA_LETTERS.split())
OUTCODE = re.compile(
    r"([A-Z]{1,2})(?:[0-9]|[1-9][0-9]|[0-9][ABCDEFGHJKMNPRSTUVWXY])", re.ASCII
)
INCODE = re.compile(r"[0-9][ABD-HJLNP-UW-Z]{2}", re.ASCII)
SHAPES = ("L9", "L99", "LL9", "LL99", "L9L", "LL9L")
SLIPS = {"L": {"0": "O", "1": "I"}, "9": {"O": "0", "I": "1", "L": "1"}}

# "5yr", "2nd" and the like look like the end of a postcode, and are not.
NOT_ENDS = frozenset({"yr", "th", "nd", "rd", "st", "hr"})
SAID = re.compile(
    r"(?<![^\W_])(?P<area>[A-Za-z]{1,2})(?P<gap>\s?)(?P<number>[0-9OoIiLl]{1,2}"
    r"|[0-9][A-Za-z])(?:[\s-]{0,2}(?P<end>[0-9OoIiLl][A-Za-z]{2}))?(?![^\W_])",
    re.ASCII,
)


@dataclass(frozen=True)
class Postcode:
    """A postcode, or the first part of one: `MK3`, `MK3 5` or `MK3 5LD`."""

    outcode: str
    incode: str | None = None

    def __str__(self) -> str:
        """Return it as it is written on an envelope."""
        return f"{self.outcode} {self.incode}" if self.incode else self.outcode

    @property
    def area(self) -> str:
        """Return the letters it begins with."""
        return self.outcode[: 2 if self.outcode[1].isalpha() else 1]

    @property
    def is_full(self) -> bool:
        """Say whether it names one street or building."""
        return self.incode is not None and len(self.incode) == 3

    @property
    def sector(self) -> str | None:
        """Return the part down to the first digit of its end, if it has one."""
        return f"{self.outcode} {self.incode[0]}" if self.incode else None


class Found(NamedTuple):
    """A postcode in a sentence, and where it stands there."""

    postcode: Postcode
    start: int
    end: int


def parse_postcode(text: str) -> Postcode | None:
    """Return the postcode that the whole text is, or None.

    Case, spaces and hyphens do not matter; O for 0, and I or L for 1, are mended.
    """
    parts = re.findall(r"[A-Z0-9]+", text.upper(), re.ASCII)
    compact = "".join(parts)
    if len(compact) > 7 or re.search(r"[^\w\s.,-]", text) or not text.isascii():
        return None
    # A slip is mended only where the spaces, if any, agree with the reading.
    is_aligned = len(parts) < 2 or len(parts[-1]) == 3
    return _full(compact, is_aligned) or _sector(parts) or _district(compact)


def find_postcodes(text: str, loose: Collection[str] = ()) -> list[Found]:
    """Return the postcodes and districts in a sentence, in order.

    A district with a space in it (`mk 3`) counts only when its letters are
    capitals or one of the `loose` areas: "so 3 schools" is not a place.
    """
    return list(_found(text, frozenset(loose)))


def _found(text: str, loose: frozenset[str]) -> Iterator[Found]:
    match = SAID.search(text)
    while match:
        found = _read(match, loose)
        if found is not None:
            yield found
        # "in L1": where "in" leads nowhere, "L1" is still to be read.
        match = SAID.search(text, found.end if found else match.start() + 1)


def _read(match: re.Match[str], loose: frozenset[str]) -> Found | None:
    """Return the postcode, or else the district, of a match."""
    if _may_end(match["end"]):
        whole = _full(_compact(match[0]))
        if whole is not None:
            return Found(whole, match.start(), match.end())
    district = _bare(match, loose)
    return Found(district, match.start(), match.end("number")) if district else None


def _may_end(end: str | None) -> bool:
    return end is not None and end[1:] not in NOT_ENDS


def _bare(match: re.Match[str], loose: frozenset[str]) -> Postcode | None:
    """Return the district of a match that has no second part, if it is one."""
    area, number = match["area"], match["number"]
    if not re.search(r"[0-9]", number, re.ASCII):
        return None  # "so", "lo" and "ill" are words
    sure = area.isupper() or area.upper() in loose
    if not sure and (match["gap"] or len(area) == 1):
        return None
    return _district(_compact(area + number))


def _compact(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _full(compact: str, may_mend: bool = True) -> Postcode | None:
    outcode, incode = _district(compact[:-3]), compact[-3:]
    if may_mend:
        incode = _mended(incode, "9LL")
    if outcode and INCODE.fullmatch(incode):
        return Postcode(outcode.outcode, incode)
    return None


def _sector(parts: list[str]) -> Postcode | None:
    """Return a sector, typed with a space before its one last digit."""
    if len(parts) < 2 or not re.fullmatch(r"[0-9OIL]", parts[-1], re.ASCII):
        return None
    outcode = _district("".join(parts[:-1]))
    return Postcode(outcode.outcode, _mended(parts[-1], "9")) if outcode else None


def _district(compact: str) -> Postcode | None:
    """Return the district a text is as it stands, or with its slips mended."""
    tries = (compact, *(_mended(compact, s) for s in SHAPES if len(s) == len(compact)))
    return next((Postcode(t) for t in tries if _is_outcode(t)), None)


def _is_outcode(text: str) -> bool:
    match = OUTCODE.fullmatch(text)
    return match is not None and match[1] in AREAS


def _mended(text: str, shape: str) -> str:
    """Return a text with each sign made the letter or digit that its place wants."""
    if len(text) != len(shape):
        return text
    pairs = zip(text, shape, strict=True)
    return "".join(SLIPS[kind].get(sign, sign) for sign, kind in pairs)
