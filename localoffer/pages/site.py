"""What every parents' page shows: whose site it is, urgent help, whom to ring."""

from dataclasses import dataclass

from flask import request

from localoffer.content.area import Area
from localoffer.content.fields import Number
from localoffer.edition.opening import Editions
from localoffer.pages.addresses import list_url, saved_here, saving_url
from localoffer.pages.saying import Saying, saying_context
from localoffer.pages.urgent import UrgentBox
from localoffer.settings import Settings
from localoffer.web.absolute import absolute
from localoffer.web.locale import language
from localoffer.web.shelf import take


@dataclass(frozen=True)
class Site:
    """The frame of a page."""

    area: Area
    path: str
    root: str  # the public address, empty where it is not set
    name: str  # in the page's language


def site_context() -> dict[str, object]:
    """Return the variables that the base template reads."""
    edition = take(Editions).current()

    def urgent_help(code: str = "") -> UrgentBox:
        """Return the box in a language we have words in, or else the page's."""
        words = edition.vocabulary
        tongue = words.tongue(code) or words.tongue(language())
        return UrgentBox.of(edition.area, tongue)

    name = Saying.now(edition).plain(edition.area.site_name)
    site = Site(edition.area, request.path, take(Settings).url, name)
    return saying_context(edition) | {
        "site": site,
        "tel": tel,
        "urgent_help": urgent_help,
        "absolute": absolute,
        "saved": saved_here,
        "saved_count": lambda: sum(s in edition.numbers for s in saved_here().slugs),
        "list_url": list_url,
        "saving_url": saving_url,
    }


def tel(number: Number | str) -> str:
    """Return the address that rings a number."""
    digits = number if isinstance(number, str) else number.number
    return "tel:" + digits.replace(" ", "")


def host(url: str) -> str:
    """Return a web address short enough to read: its host and first folder."""
    short = url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return short if len(short) <= 40 else short.split("/", 1)[0]
