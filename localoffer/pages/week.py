"""Seven days: what is confirmed day by day, and what to ring first for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from localoffer.content.fields import Number, Session
from localoffer.content.model import Service
from localoffer.content.terms import Stretch, TermDates
from localoffer.content.timetable import (
    DAYS,
    Doubt,
    Outlook,
    Span,
    is_bound,
    outlook,
    weekday,
)
from localoffer.edition.opening import Edition
from localoffer.edition.programme import Item, Programme
from localoffer.pages.entry import reach_of

DAYS_SHOWN = 7
WEEKS_SHOWN = 8  # beyond them most sessions are past their review


@dataclass(frozen=True)
class Week:
    """Seven days from `first`; `fault` says why it is not the week asked for.

    It is `not a date`, `over` or `too far`, and empty for the week asked for.
    """

    today: date
    first: date
    fault: str = ""

    @classmethod
    def read(cls, text: str, today: date) -> "Week":
        """Return the week that starts on a day such as 2026-11-30, or this week."""
        try:
            first = date.fromisoformat(text.strip()) if text else today
        except ValueError:
            return cls(today, today, "not a date")
        if first < today:
            return cls(today, today, "over")
        if first > _last_start(today):
            return cls(today, today, "too far")
        return cls(today, first)

    @property
    def span(self) -> Span:
        """Return its days."""
        return Span(self.today, self.first, _later(self.first, DAYS_SHOWN - 1))

    @property
    def next(self) -> date | None:
        """Return the day after it, or None when it is the last that is shown."""
        day = _later(self.first, DAYS_SHOWN)
        return day if self.first < day <= _last_start(self.today) else None

    @property
    def previous(self) -> date | None:
        """Return the first day of the week before, or None for this week."""
        if self.first == self.today:
            return None
        before = self.first.toordinal() - DAYS_SHOWN
        return date.fromordinal(max(before, self.today.toordinal()))


@dataclass(frozen=True)
class Line:
    """A session (from 1) of a service, as one line of the page."""

    item: Item
    number: int
    session: Session

    @property
    def leaves_holidays_open(self) -> bool:
        """Say whether it is not stated if it is on in school holidays."""
        return bool(self.session.days) and self.session.when is None

    @property
    def is_bound(self) -> bool:
        """Say whether the dates of terms bound it."""
        return bool(self.session.days) and is_bound(self.session)


@dataclass(frozen=True)
class DayOn:
    """A day with its confirmed sessions, the earliest first."""

    day: date
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class RingFirst:
    """A session that is not confirmed: when it may be, why not, whom to ring.

    `who` names whose number it is when it is not the service's own.
    """

    line: Line
    weekdays: tuple[str, ...]
    dates: tuple[date, ...]
    doubts: tuple[Doubt, ...]
    phone: Number | None = None
    who: str = ""


@dataclass(frozen=True)
class TermLine:
    """A term or holiday of the week, for which schools, and who says so."""

    stretch: Stretch
    schools: str
    source: str
    url: str | None


@dataclass(frozen=True)
class Listing:
    """All that is on in a week, or may be. `open_days` are in no stated term."""

    week: Week
    fitting: tuple[DayOn, ...]
    possible: tuple[DayOn, ...]
    ring_first: tuple[RingFirst, ...]
    terms: tuple[TermLine, ...]
    open_days: tuple[date, ...]
    is_clock_wrong: bool


def listing(edition: Edition, found: Programme, week: Week) -> Listing:
    """Return what is on in a week for what was asked."""
    terms, span = edition.standing.terms, week.span
    seen = [
        (Line(item, number, session), outlook(item.timetable, session, terms, span))
        for item in found.items
        for number, session in item.timetable.narrowed(found.weekdays)
    ]
    return Listing(
        week=week,
        fitting=_days([pair for pair in seen if not pair[0].item.silent]),
        possible=_days([pair for pair in seen if pair[0].item.silent]),
        ring_first=_ring_first(seen, edition, week.today),
        terms=tuple(_terms(terms, span)),
        open_days=tuple(d for d in span.days if terms.stretch_on(d) is None),
        is_clock_wrong=_is_clock_wrong(edition, week.today),
    )


def _later(day: date, days: int) -> date:
    """Return a day so many days on; no clock, however wrong, leads past the last."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def _last_start(today: date) -> date:
    return _later(today, DAYS_SHOWN * (WEEKS_SHOWN - 1))


def _days(seen: Sequence[tuple[Line, Outlook]]) -> tuple[DayOn, ...]:
    days: dict[date, list[Line]] = {}
    for line, look in seen:
        for day in look.on:
            days.setdefault(day, []).append(line)
    return tuple(DayOn(d, tuple(sorted(days[d], key=_early))) for d in sorted(days))


def _early(line: Line) -> tuple[str, str]:
    return line.session.start or "", line.item.card.title.casefold()


def _ring_first(
    seen: Sequence[tuple[Line, Outlook]], edition: Edition, today: date
) -> tuple[RingFirst, ...]:
    found = [
        _in_doubt(line, look, edition, today) for line, look in seen if look.doubts
    ]
    return tuple(sorted(found, key=_by_weekday))


def _by_weekday(ring: RingFirst) -> tuple[int, str, str]:
    days = [*ring.weekdays, *map(weekday, ring.dates)]
    first = min((DAYS.index(day) for day in days), default=len(DAYS))
    return first, *_early(ring.line)


def _in_doubt(line: Line, look: Outlook, edition: Edition, today: date) -> RingFirst:
    session = line.session
    dates = sorted(day for day in session.dates if day >= today)
    weekdays: tuple[str, ...] = session.days
    if look.doubted:
        dates = [day for day in look.doubted if day in session.dates]
        weekly = {weekday(day) for day in look.doubted if day not in session.dates}
        weekdays = tuple(day for day in DAYS if day in weekly)
    phone, who = _whom(edition, line.item.card.slug)
    return RingFirst(line, weekdays, tuple(dates), look.doubts, phone, who)


def _whom(edition: Edition, slug: str) -> tuple[Number | None, str]:
    """Return the number to ring, and whose it is when it is not the service's own."""
    entry = edition.entry(slug)
    if entry is None or not isinstance(entry.record, Service):
        return None, ""
    reach = reach_of(entry.record, edition)
    return next(iter((*reach.contact.phones, *reach.adviser)), None), reach.name


def _terms(terms: TermDates, span: Span) -> Iterator[TermLine]:
    for year in terms.years:
        source = year.sources[0]
        for stretch in year.stretches:
            if stretch.overlaps(span.first, span.last):
                yield TermLine(stretch, year.schools, source.title, source.url)


def _is_clock_wrong(edition: Edition, today: date) -> bool:
    """Say whether something is checked on a day that has not come yet."""
    checked = (page.timetable.checked for page in edition.diary.pages)
    return any(day is not None and day > today for day in checked)
