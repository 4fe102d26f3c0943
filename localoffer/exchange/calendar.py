"""Confirmed sessions as a calendar file (RFC 5545): the same bytes on the same day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, vText

from localoffer.content.fields import Session
from localoffer.content.runs import Run, runs
from localoffer.content.terms import TermDates
from localoffer.edition.programme import Item
from localoffer.exchange.zone import london
from localoffer.web.clock import LONDON

MAKER = "-//localoffer//What is on//EN"
ASK_AGAIN = timedelta(days=1)
EPOCH = date(2000, 1, 1)  # from which checks are numbered, so that later ones win


@dataclass(frozen=True)
class Sitting:
    """One session of a service (from 1) with the days it comes round."""

    item: Item
    number: int
    session: Session
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Words:
    """What a calendar says: its name, what it is, and what is said of a session."""

    name: str
    about: str
    of: Callable[[Sitting], str]
    url: Callable[[str], str]


def sittings(
    items: Sequence[Item], weekdays: frozenset[str], terms: TermDates, today: date
) -> tuple[Sitting, ...]:
    """Return the confirmed sessions that come round on a day from today on."""
    found = (
        Sitting(item, number, session, runs(item.timetable, session, terms, today))
        for item in items
        for number, session in item.timetable.narrowed(weekdays)
    )
    return tuple(sitting for sitting in found if sitting.runs)


def calendar(found: Sequence[Sitting], words: Words, place: str) -> bytes:
    """Return the calendar of some sittings; `place` keeps ids apart from other areas'.

    With none it is a calendar without events, which says so in its description.
    """
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    # Each is said twice: by its name in RFC 7986, and by the older one most know.
    for name, text in (
        ("name", words.name),
        ("x-wr-calname", words.name),
        ("description", words.about),
        ("x-wr-caldesc", words.about),
        ("x-wr-timezone", LONDON.key),
    ):
        made.add(name, vText(text))
    made.add("refresh-interval", ASK_AGAIN, {"value": "DURATION"})
    made.add("x-published-ttl", "P1D")
    made.add_component(london())
    for sitting in found:
        for run in sitting.runs:
            made.add_component(_event(sitting, run, words, place))
    return bytes(made.to_ical())


def _event(sitting: Sitting, run: Run, words: Words, place: str) -> Event:
    session, item = sitting.session, sitting.item
    checked = item.timetable.checked or EPOCH
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, _identity(sitting, run, place))))
    event.add("dtstamp", datetime.combine(checked, time.min, UTC))
    event.add("sequence", max((checked - EPOCH).days, 0))
    event.add("summary", item.card.title)
    event.add("description", words.of(sitting))
    event.add("url", words.url(item.card.slug))
    event.add("status", "TENTATIVE" if item.silent else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if item.card.where:
        event.add("location", item.card.where)
    event.add("dtstart", _moment(run.first, session.start))
    if session.end:
        event.add("dtend", _moment(run.first, session.end))
    for name, value in _rule(session, run):
        event.add(name, value)
    return event


def _rule(session: Session, run: Run) -> Iterator[tuple[str, object]]:
    if run.first == run.last:
        return
    last = _moment(run.last, session.start).astimezone(UTC)
    days = [day[:2].upper() for day in session.days]
    yield "rrule", {"freq": "weekly", "byday": days, "until": last}
    if run.left_out:
        yield "exdate", [_moment(day, session.start) for day in run.left_out]


def _moment(day: date, clock: str | None) -> datetime:
    """Return a time on a day as the clock on the wall in London shows it."""
    return datetime.combine(day, time.fromisoformat(clock or "00:00"), LONDON)


def _identity(sitting: Sitting, run: Run, place: str) -> str:
    """Return what makes an event the same one in next month's calendar.

    The session as the entry states it, not its place in a list that editors reorder
    nor what a filter leaves of it; with the term or the date where it has several.
    """
    whole = sitting.item.timetable.sessions[sitting.number - 1]
    alike = [s for s in sitting.item.timetable.sessions if _said(s) == _said(whole)]
    which = next(n for n, session in enumerate(alike) if session is whole)
    is_date = run.first in whole.dates and run.first == run.last
    of = run.of or (run.first if is_date else None)
    slug = sitting.item.card.slug
    return f"localoffer {place} {slug} {_said(whole)} {which} {of}"


def _said(session: Session) -> str:
    days = ",".join(session.days)
    return f"{days} {session.start} {session.when or 'not stated'}"
