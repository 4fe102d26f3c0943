"""The days of a confirmed session as calendars say them: weeks with a rule, and dates.

Each term and each holiday has a rule of its own, since calendars disagree on lists of
dates but all of them read a weekly rule that ends, and days left out of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from localoffer.content.fields import Session
from localoffer.content.terms import Stretch, TermDates
from localoffer.content.timetable import OVER, Timetable, doubts, is_bound, weekday


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
    weekly = tuple(_weekly(session, terms, checked, review_by))
    single = (
        Run(day, day)
        for day in sorted(set(session.dates) - set(session.except_dates))
        if day <= review_by and not any(_holds(run, session, day) for run in weekly)
    )
    return tuple(run for run in (*weekly, *single) if run.last >= today)


def _weekly(
    session: Session, terms: TermDates, checked: date, review_by: date
) -> Iterator[Run]:
    """Yield a run of weeks for each stretch that has one of the weekdays."""
    of_term = is_bound(session)
    shut = {*session.except_dates, *(terms.closed if of_term else ())}
    for stretch in _stretches(session, terms, checked, review_by):
        begins, ends = max(stretch.first, checked), min(stretch.last, review_by)
        first = _on(session, shut, begins, ends)
        last = _on(session, shut, ends, begins)
        if first is not None and last is not None:
            left_out = sorted(
                d for d in shut if first < d < last and weekday(d) in session.days
            )
            of = stretch.first if of_term else None
            yield Run(first, last, tuple(left_out), of)


def _on(session: Session, shut: set[date], start: date, end: date) -> date | None:
    """Return the first day from `start` towards `end` on which it is on, or None."""
    at, stop = start.toordinal(), end.toordinal()
    step = 1 if at <= stop else -1
    days = map(date.fromordinal, range(at, stop + step, step))
    return next((d for d in days if weekday(d) in session.days and d not in shut), None)


def _holds(run: Run, session: Session, day: date) -> bool:
    is_within = run.first <= day <= run.last and day not in run.left_out
    return is_within and weekday(day) in session.days


def _stretches(
    session: Session, terms: TermDates, checked: date, review_by: date
) -> Iterable[Stretch]:
    """Return what bounds a session's weeks: terms, holidays, or the check alone."""
    if not is_bound(session):
        return [Stretch("term time", checked, review_by)]
    return [
        stretch
        for stretch in terms.stretches
        if stretch.season == session.when and stretch.overlaps(checked, review_by)
    ]
