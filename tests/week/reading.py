"""A clock that tests set, and the page of the week read back."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bs4 import BeautifulSoup, Tag

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)  # a Friday


@dataclass
class Watch:
    """A clock that tests set."""

    moment: datetime = field(default=NOON)

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True)
class Shown:
    """One session as the page shows it."""

    club: str
    day: str
    start: str
    end: str
    is_fit: bool


def shown_in(soup: BeautifulSoup) -> set[Shown]:
    """Return every session that stands under its day."""
    found, fit, day = set(), True, ""
    main = soup.find("main")
    assert isinstance(main, Tag)
    for tag in main.find_all(["h2", "h3", "li"]):
        moment = tag.find("time", recursive=False)
        if tag.name == "h2" and tag.get("id") == "ring-first":
            break
        if tag.name == "h2" and moment is None:
            fit = False
        if tag.name in {"h2", "h3"} and isinstance(moment, Tag):
            day = str(moment["datetime"])
        if tag.name == "li" and "card" in tag.get_attribute_list("class"):
            times = [str(time["datetime"]) for time in tag.find_all("time")]
            start, end = (*times, "", "")[:2]
            found.add(Shown(slug_in(tag), day, start, end, fit))
    return found


def ringing_in(soup: BeautifulSoup) -> dict[str, str]:
    """Return the words of every session under "ring first", by its club."""
    cards = soup.select("section[aria-labelledby=ring-first] > ul > li")
    return {slug_in(card): " ".join(card.get_text(" ").split()) for card in cards}


def slug_in(card: Tag) -> str:
    link = card.find("a")
    assert isinstance(link, Tag)
    return str(link["href"]).rsplit("/", 1)[1].removeprefix("club-")
