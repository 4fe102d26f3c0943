"""Where somebody may go at the desk: links to what is there and open to them."""

from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import lazy_gettext

from localoffer.web.desk import Visitor, found, is_open_to, right_of

# In the order in which the work is done. A page that is not there has no link.
LINKS = (
    ("review.index", lazy_gettext("Comments")),
    ("review.enter", lazy_gettext("Enter what was said")),
    ("review.promises", lazy_gettext("Promises")),
    ("reports.index", lazy_gettext("Reports")),
    ("charts.index", lazy_gettext("Insight")),
    ("review.mails", lazy_gettext("E-mails")),
    ("team.index", lazy_gettext("People")),
    ("review.log", lazy_gettext("Log")),
    ("me.index", lazy_gettext("Me")),
)


@dataclass(frozen=True)
class DeskLink:
    """A link of the desk's navigation."""

    url: str
    label: str
    is_here: bool


@dataclass(frozen=True)
class DeskFrame:
    """Who is signed in, and where they may go."""

    name: str
    links: tuple[DeskLink, ...]


def links_for(person: Visitor) -> tuple[DeskLink, ...]:
    """Return the pages that are open to somebody."""
    return tuple(
        DeskLink(url_for(endpoint), str(label), request.endpoint == endpoint)
        for endpoint, label in LINKS
        if endpoint in current_app.view_functions
        and is_open_to(right_of(current_app, endpoint), person)
    )


def desk_frame() -> DeskFrame | None:
    """Return what the desk's frame shows, None when nobody is signed in."""
    person = found()
    return None if person is None else DeskFrame(person.name, links_for(person))
