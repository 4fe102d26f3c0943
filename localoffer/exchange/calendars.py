"""The calendar files: all that is confirmed, or one service's sessions."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, redirect, request, url_for
from flask_babel import force_locale, format_date, gettext
from werkzeug.wrappers import Response as AnyResponse

from localoffer.content.model import Service
from localoffer.content.timetable import is_bound
from localoffer.edition.opening import Edition, Editions
from localoffer.edition.programme import item_of, programme
from localoffer.exchange.calendar import Sitting, Words, calendar, sittings
from localoffer.question.asked import Asked
from localoffer.search.catalogue import Card
from localoffer.search.labels import Labels
from localoffer.settings import Settings
from localoffer.web.absolute import absolute
from localoffer.web.clock import Clock
from localoffer.web.locale import language
from localoffer.web.shelf import take

bp = Blueprint("calendars", __name__)


@bp.get("/calendar.ics")
def everything() -> Response:
    """Give all confirmed sessions that fit the filters, and that may fit."""
    edition, today = take(Editions).current(), take(Clock).today()
    found = programme(edition, Asked.read(request.args.items(multi=True)))
    terms = edition.standing.terms
    with force_locale(_locale()):
        name = f"{gettext('What’s on')} · {edition.area.site_name}"
        shown = sittings(found.items, found.weekdays, terms, today)
        return _file(edition, shown, name)


@bp.get("/services/<slug>/calendar.ics")
def service(slug: str) -> AnyResponse:
    """Give one service's confirmed sessions, or only the one that `session` counts.

    404 in plain words when there is nothing that a calendar could promise.
    """
    edition, today = take(Editions).current(), take(Clock).today()
    now = edition.standing.former.get(slug, slug)
    if now != slug:
        asked = request.query_string.decode("latin-1")
        address = url_for("calendars.service", slug=now)
        return redirect(f"{address}?{asked}" if asked else address, code=301)
    entry, item = edition.entry(slug), item_of(edition, slug)
    if entry is None or not isinstance(entry.record, Service):
        abort(404)
    items = [item] if item else []
    shown = sittings(items, frozenset(), edition.standing.terms, today)
    wanted = request.args.get("session", "")
    shown = tuple(s for s in shown if wanted in {"", str(s.number)})
    with force_locale(_locale()):
        if not shown:
            return _nothing(edition, slug)
        return _file(edition, shown, entry.record.title)


def _file(edition: Edition, shown: tuple[Sitting, ...], name: str) -> Response:
    about = gettext("Ring before you go: times may have changed.")
    if not shown:
        about = gettext(
            "Nothing is confirmed just now. Ring %(who)s.", who=_who(edition)
        )
    words = Words(name, about, lambda sitting: _of(sitting, edition), _url)
    data = calendar(shown, words, edition.area.name)
    return Response(data, mimetype="text/calendar")


def _nothing(edition: Edition, slug: str) -> Response:
    lines = (
        gettext("There is nothing to add to a calendar: no day and time is confirmed."),
        gettext("Ring first. How to reach them: %(url)s", url=f"{_url(slug)}#reach"),
        gettext("You can also ask %(who)s.", who=_who(edition)),
    )
    return Response("\n".join(lines) + "\n", status=404, mimetype="text/plain")


def _who(edition: Edition) -> str:
    adviser = edition.area.adviser
    numbers = [phone.number for phone in adviser.phones]
    return ", ".join([adviser.name, *numbers])


def _of(sitting: Sitting, edition: Edition) -> str:
    """Return what a calendar says below a session's name."""
    return "\n".join(_lines(sitting, edition))


def _lines(sitting: Sitting, edition: Edition) -> Iterator[str]:
    card, session = sitting.item.card, sitting.session
    labels = Labels(gettext, edition.vocabulary, edition.standing.organisations)
    yield card.summary
    if session.words:
        yield session.words
    yield _ages(card, labels)
    yield _cost(card)
    if sitting.item.silent:
        what = ", ".join(labels.facet(name) for name in sitting.item.silent)
        yield gettext("Not stated: %(what)s. Ask them.", what=what)
    if session.end is None:
        yield gettext("When it ends is not stated.")
    if session.days and session.when is None:
        yield gettext("Not stated: if it is on in school holidays.")
    elif session.days and is_bound(session):
        yield gettext("Each school sets its own days off. Check with your school.")
    checked = sitting.item.timetable.checked
    yield gettext("Last checked on %(day)s.", day=format_date(checked, "long"))
    yield gettext("Ring before you go: times may have changed.")
    yield from _numbers(card, edition)
    yield gettext("How to reach them: %(url)s", url=f"{_url(card.slug)}#reach")


def _ages(card: Card, labels: Labels) -> str:
    if card.ages is None:
        return str(gettext("Age not stated"))
    return labels.value("age", "-".join(map(str, card.ages)))


def _cost(card: Card) -> str:
    words = {
        "free": gettext("Free"),
        "priced": gettext("Costs money"),
        "mixed": gettext("Some free, some not"),
    }
    return str(words.get(card.cost or "", gettext("Cost not stated")))


def _numbers(card: Card, edition: Edition) -> Iterator[str]:
    entry = edition.entry(card.slug)
    contact = (
        entry.record.contact if entry and isinstance(entry.record, Service) else None
    )
    for phone in contact.phones if contact else ():
        yield phone.number


def _url(slug: str) -> str:
    return absolute(f"/services/{slug}")


def _locale() -> str:
    """Return the locale of the language asked for, or else of the address."""
    code = request.args.get("lang", language())
    if code not in take(Settings).languages or code == "en":
        return "en_GB"
    return code
