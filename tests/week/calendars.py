"""Calendar files read back: every event's moments, as a calendar program finds them."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar

LONDON = ZoneInfo("Europe/London")
Event = Any  # its fields are of thirty types; what is asked of them says which


def events_in(data: bytes) -> list[Event]:
    """Return the events of a calendar file."""
    return list(Calendar.from_ical(data).walk("VEVENT"))


def moments_of(event: Event) -> Iterator[datetime]:
    """Yield when an event begins, each time, with its zone."""
    first: datetime = event["DTSTART"].dt
    if "RRULE" not in event:
        yield first
        return
    out = {moment.dt for group in _exdates(event) for moment in group.dts}
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=first)
    yield from (moment for moment in rule if moment not in out)


def sittings_in(
    data: bytes, first: date, last: date
) -> list[tuple[str, str, str, str]]:
    """Return title, day, start and end of everything between two days, in order."""
    return sorted(
        (
            str(event["SUMMARY"]),
            moment.date().isoformat(),
            f"{moment:%H:%M}",
            f"{event['DTEND'].dt:%H:%M}" if "DTEND" in event else "",
        )
        for event in events_in(data)
        for moment in moments_of(event)
        if first <= moment.date() <= last
    )


def _exdates(event: Event) -> list[Any]:
    found = event.get("EXDATE", [])
    return found if isinstance(found, list) else [found]
