"""The urgent-help box: whom to ring or text, in the asker's language where we can."""

import re
from dataclasses import dataclass

from localoffer.content.area import Area, UrgentHelp
from localoffer.content.vocabulary import Tongue
from localoffer.web.locale import direction

# Numbers are set apart, so that right-to-left text does not turn them about.
NUMBER = re.compile(r"(\d+(?:[ .:]\d+)*)")


@dataclass(frozen=True)
class UrgentLine:
    """Whom to ring or text. `pieces` are words and numbers by turns, words first."""

    pieces: tuple[str, ...]
    lang: str
    dir: str
    number: str
    address: str


@dataclass(frozen=True)
class UrgentBox:
    """The box in one language; what we cannot say in it is said in English.

    `title` and `more` are None in English: the page says those itself.
    """

    lang: str
    dir: str
    title: str | None
    more: str | None
    lines: tuple[UrgentLine, ...]
    apart: UrgentLine | None

    @classmethod
    def of(cls, area: Area, tongue: Tongue | None) -> "UrgentBox":
        """Return an area's box in a language, in English when that is None."""
        code = tongue.language if tongue and tongue.urgent_title else "en"
        apart = area.out_of_hours
        return cls(
            lang=code,
            dir=direction(code),
            title=tongue.urgent_title if tongue else None,
            more=tongue.urgent_more if tongue else None,
            lines=tuple(_line(line, code) for line in area.urgent),
            apart=_line(apart, code) if apart else None,
        )


def _line(line: UrgentHelp, code: str) -> UrgentLine:
    said = line.in_.get(code)
    number = line.reached.number if line.reached else ""
    scheme = "tel:" if line.number else "sms:"
    return UrgentLine(
        pieces=tuple(NUMBER.split(said or line.words)),
        lang=code if said else "en",
        dir=direction(code if said else "en"),
        number=number,
        address=scheme + number.replace(" ", ""),
    )
