"""Which of a service's sessions can be promised, on which days, and why not.

The one rule of what is confirmed. A session stands in the week and in calendars if

- it has a weekday or a date, and a time to begin: a parent cannot set out without;
- its service is running, and nothing of that is marked as unconfirmed;
- somebody checked it, and the day is no later than `review_by`: until then the
  editor stands by the check, after it nobody does;
- in term time or in holidays only: the term dates state that the day is such a one.

Everything else is told with its reason, under "ring first".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from localoffer.content.fields import Day, Fact, Record, Session
from localoffer.content.model import Service, Status
from localoffer.content.terms import TermDates

DAYS = (
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
# What, marked as unconfirmed, leaves a session unconfirmed.
DOUBTED = {"entry", "sessions", "status"}
OVER = {"closed", "moved"}


class Timetable(Record):
    """What of a service decides when it is on."""

    status: Annotated[Status, Fact]
    checked: Day | None = None
    review_by: Day | None = None
    unconfirmed: tuple[Annotated[str, Fact], ...] = ()
    sessions: tuple[Session, ...] = ()

    @classmethod
    def of(cls, service: Service) -> "Timetable":
        """Return the timetable of a service."""
        names = cls.model_fields
        return cls(**{name: getattr(service, name) for name in names})

    def narrowed(self, weekdays: frozenset[str]) -> Iterator[tuple[int, Session]]:
        """Yield the sessions (from 1) that may be on some weekdays, cut to them.

        A session that states no day at all may be on any; no weekdays are all.
        """
        for number, session in enumerate(self.sessions, start=1):
            cut = _cut(session, weekdays) if weekdays else session
            if cut is not None:
                yield number, cut


@dataclass(frozen=True)
class Doubt:
    """Why a session cannot be promised: a kind, and the state or day it turns on."""

    kind: str
    value: str | date = ""


@dataclass(frozen=True)
class Span:
    """Days from `first` to `last`, looked at on `today`."""

    today: date
    first: date
    last: date

    @property
    def days(self) -> tuple[date, ...]:
        """Return each of its days."""
        numbers = range(self.first.toordinal(), self.last.toordinal() + 1)
        return tuple(map(date.fromordinal, numbers))


@dataclass(frozen=True)
class Outlook:
    """One session in a span: the days it is on, and what is in doubt.

    `doubted` are the days in doubt; with a doubt and none of them, it is every day.
    """

    on: tuple[date, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    doubted: tuple[date, ...] = ()


def doubts(timetable: Timetable, session: Session, today: date) -> tuple[Doubt, ...]:
    """Return what keeps a session from being confirmed on any day."""
    return (*_of_session(session), *_of_service(timetable, today))


def outlook(
    timetable: Timetable, session: Session, terms: TermDates, span: Span
) -> Outlook:
    """Return how one session stands in a span of days."""
    if timetable.status in OVER or _is_past(session, span.today):
        return Outlook()
    found = doubts(timetable, session, span.today)
    if found:
        return Outlook(doubts=found)
    on: list[date] = []
    doubted: dict[date, Doubt] = {}
    for day in _candidates(session, span):
        comes = _comes_on(day, session, terms)
        if comes is None:
            doubted[day] = Doubt("terms", session.when or "")
        elif comes and timetable.review_by and timetable.review_by < day:
            doubted[day] = Doubt("review", timetable.review_by)
        elif comes:
            on.append(day)
    return Outlook(tuple(on), tuple(dict.fromkeys(doubted.values())), tuple(doubted))


def weekday(day: date) -> str:
    """Return the English name of a day's weekday."""
    return DAYS[day.weekday()]


def is_bound(session: Session) -> bool:
    """Say whether the dates of terms bound a session's weeks."""
    return session.when in {"term time", "holidays"}


def _cut(session: Session, weekdays: frozenset[str]) -> Session | None:
    if not (session.days or session.dates):
        return session
    days = tuple(day for day in session.days if day in weekdays)
    dates = tuple(day for day in session.dates if weekday(day) in weekdays)
    if not (days or dates):
        return None
    return session.model_copy(update={"days": days, "dates": dates})


def _of_session(session: Session) -> Iterator[Doubt]:
    if not (session.days or session.dates):
        yield Doubt("no day")
    if session.start is None:
        yield Doubt("no time")


def _of_service(timetable: Timetable, today: date) -> Iterator[Doubt]:
    if timetable.status != "running":
        yield Doubt("status", timetable.status)
    if not DOUBTED.isdisjoint(timetable.unconfirmed):
        yield Doubt("doubted")
    if timetable.checked is None:
        yield Doubt("not checked")
    elif today < timetable.checked:
        # Nothing can be checked tomorrow: the clock is wrong, or the date is.
        yield Doubt("checked later", timetable.checked)
    if timetable.review_by is None:
        yield Doubt("no review")
    elif timetable.review_by < today:
        yield Doubt("review", timetable.review_by)


def _is_past(session: Session, today: date) -> bool:
    has_dates_alone = bool(session.dates) and not session.days
    return has_dates_alone and all(day < today for day in session.dates)


def _candidates(session: Session, span: Span) -> Iterator[date]:
    """Yield each day of a span, from today on, that a session names."""
    for day in span.days:
        is_named = day in session.dates or weekday(day) in session.days
        if is_named and day >= span.today and day not in session.except_dates:
            yield day


def _comes_on(day: date, session: Session, terms: TermDates) -> bool | None:
    """Say whether a session comes round on a day; None when no term dates say so."""
    if day in session.dates or not is_bound(session):
        return True
    stretch = terms.stretch_on(day)
    if stretch is None:
        return None
    return stretch.season == session.when and day not in terms.closed
