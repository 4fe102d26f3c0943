"""What a parent who speaks another language may say in English when she rings.

Each sentence comes with what it means; which there are depends on what an entry states.
"""

from dataclasses import dataclass

from babel import Locale

from localoffer.content.model import Service
from localoffer.search.labels import N_, Translate

# A number that can be rung from abroad: 0800 and the short ones often cannot.
FROM_ABROAD = ("01", "02", "03", "07")
HELLO = N_("Hello. I speak little English. I need an interpreter, please.")
ABOUT = N_("I am ringing about this:")
AGE = N_("My child is [age] years old.")
FITS = N_("Can my child have it?")
MYSELF = N_("May I ask for it myself?")
REFERRED = N_("Who has to refer us?")
COST = N_("What does it cost?")
WAIT = N_("How long is the wait?")
WHEN = N_("What day is it next?")
SPELL = N_("Please say it slowly, or send it to me in a text message.")
OPENS_DOORS = {"drop-in", "yourself", "online-form"}


@dataclass(frozen=True)
class Line:
    """An English sentence to say, and what it means; `more` is said after both."""

    english: str
    meaning: str
    more: str = ""


def lines(service: Service, language: str, translate: Translate) -> tuple[Line, ...]:
    """Return what may be said about a service, in the order to say it."""
    spoken = Locale.parse(language).get_language_name("en") or language
    hello = HELLO.replace("little English", f"{spoken} and little English")
    asked = [ABOUT, AGE, *_questions(service), SPELL]
    said = [Line(hello, translate(HELLO))]
    for text in asked:
        more = service.title if text == ABOUT else ""
        said.append(Line(text, translate(text), more))
    return tuple(said)


def _questions(service: Service) -> list[str]:
    """Return what the entry leaves open, and what must be asked again all the same."""
    ways = set(service.how_to_get_in.ways) if service.how_to_get_in else set()
    found = [FITS]
    if not ways:
        found.append(MYSELF)
    elif not ways & OPENS_DOORS:
        found.append(REFERRED)
    if service.cost is None:
        found.append(COST)
    if service.sector in {"health", "social-care", "education"}:
        found.append(WAIT)
    if service.sessions:
        found.append(WHEN)
    return found


def from_abroad(number: str) -> str:
    """Return a number as it is rung from abroad, empty where it may not work there."""
    return f"+44 {number[1:]}" if number.startswith(FROM_ABROAD) else ""
