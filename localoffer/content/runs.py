"""The days of a confirmed session as calendars say them: weeks with a rule, and dates.

Each term and each holiday has a rule of its own, since calendars disagree on lists of
dates but all of them read a weekly rule that ends, and days left out of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.rrule import WEEKLY, rrule

from localoffer.content.fields import Session
from localoffer.content.terms import Stretch, TermDates
from localoffer.content.timetable import DAYS, OVER, Timetable, doubts, is_bound


@dataclass(frozen=True)
class Run:
    """Days on which a session comes round, as calendars say it.

    Every one of its weekdays from `first` to `last` but those left out; `of` is the
    first day of the term or holiday that bounds it, or None.
    """

    first: date
    last: date
    left_out: tuple[date, ...] = ()
    of: date | None = None


def runs(
    timetable: Timetable, session: Session, terms: TermDates, today: date
) -> tuple[Run, ...]:
    """Return a confirmed session's days for a calendar; past ones are left out."""
    checked, review_by = timetable.checked, timetable.review_by
    if timetable.status in OVER or doubts(timetable, session, today):
        return ()
    assert checked is not None  # noqa: S101  else it is in doubt
    assert review_by is not None  # noqa: S101
    weekly = _weekly_runs(session, terms, checked, review_by)
    shut = set(session.except_dates) | {
        d for run in weekly for d in _days(session, run)
    }
    single = sorted(set(session.dates) - shut)
    dated = [Run(day, day) for day in single if day <= review_by]
    return tuple(run for run in (*weekly, *dated) if run.last >= today)


def _weekly_runs(
    session: Session, terms: TermDates, checked: date, review_by: date
) -> tuple[Run, ...]:
    if not session.days:
        return ()
    found = []
    for stretch in _stretches(session, terms, checked, review_by):
        first, last = max(stretch.first, checked), min(stretch.last, review_by)
        of = stretch.first if is_bound(session) else None
        shut = {*session.except_dates, *(terms.closed if of else ())}
        days = [d for d in _every_week(session.days, first, last) if d not in shut]
        if days:
            whole = _every_week(session.days, days[0], days[-1])
            left_out = tuple(day for day in whole if day in shut)
            found.append(Run(days[0], days[-1], left_out, of))
    return tuple(found)


def _stretches(
    session: Session, terms: TermDates, checked: date, review_by: date
) -> Iterable[Stretch]:
    if not is_bound(session):
        return [Stretch("term time", checked, review_by)]
    return [
        stretch
        for stretch in terms.stretches
        if stretch.season == session.when and stretch.overlaps(checked, review_by)
    ]


def _days(session: Session, run: Run) -> Iterator[date]:
    """Yield the days of a run of weeks."""
    for day in _every_week(session.days, run.first, run.last):
        if day not in run.left_out:
            yield day


def _every_week(days: tuple[str, ...], first: date, last: date) -> list[date]:
    """Return the weekdays between two days, both included."""
    if last < first:
        return []
    rule = rrule(
        WEEKLY,
        byweekday=[DAYS.index(day) for day in days],
        dtstart=datetime.combine(first, time.min),
        until=datetime.combine(last, time.min),
    )
    return [moment.date() for moment in rule]
