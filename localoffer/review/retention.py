"""What is kept until when, and why: one table for the job, the docs and /privacy. Pure.

Nothing that is still open is ever purged, however old it is: the desk shows it as
overdue.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

# An open comment older than this is shown as overdue: a rep has been by four times.
OVERDUE = timedelta(days=28)


@dataclass(frozen=True)
class Span:
    """A time by the calendar, in whole months or in days; days begin in UTC."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """Return the first day on which what began on a day is over."""
        month = day.year * 12 + day.month - 1 + self.months
        year, number = divmod(month, 12)
        last = monthrange(year, number + 1)[1]
        return date(year, number + 1, min(day.day, last)) + timedelta(days=self.days)

    def before(self, today: date) -> datetime:
        """Return the moment before which a thing must have begun to be over today."""
        day = today - timedelta(days=self.days + 31 * self.months + 1)
        while self.after(day) <= today:
            day += timedelta(days=1)
        return datetime.combine(day, time(), UTC)

    def __str__(self) -> str:
        """Return the span in words."""
        return f"{self.months} months" if self.months else f"{self.days} days"


@dataclass(frozen=True)
class Rule:
    """One line of the table. `span` is None where nothing is purged by a date."""

    what: str
    kept: str
    why: str
    span: Span | None = None

    def before(self, today: date) -> datetime:
        """Return the moment before which a thing must have begun to be over today."""
        if self.span is None:
            return datetime.min.replace(tzinfo=UTC)
        return self.span.before(today)


def _rule(what: str, kept: str, why: str, span: Span | None = None) -> Rule:
    return Rule(what, kept.format(span), why, span)


CONTACT = _rule(
    "contact details",
    "until {0} after the reply was sent; where no reply is owed, {0} after the comment "
    "was closed",
    "they are for the reply alone; the time over is for a question back",
    Span(days=30),
)
RAW = _rule(
    "the words as they were written, and notes about them",
    "until {} after the comment was published or withheld, or its correction settled",
    "a wording can be compared with them for one yearly report, and no longer",
    Span(months=12),
)
WORDING = _rule(
    "wordings that were never published",
    "as long as the words that they were made from",
    "they are nearly those words",
    RAW.span,
)
PUBLISHED = _rule(
    "published words and answers",
    "kept",
    "regulation 56 has them published; nobody can be known by them",
)
UNANSWERED = _rule(
    "a comment that is not answered",
    "kept until it is, and shown as overdue",
    "nothing is lost by waiting",
)
MAIL = _rule(
    "to whom an e-mail went",
    "until {0} after it was sent; what was never sent, but a reply, {0} after it was "
    "written",
    "so that it can be seen whether it was sent, and to whom",
    Span(days=30),
)
AUDIT = _rule(
    "who did what at the desk",
    "kept",
    "it holds no word of a comment, and shows that these rules were followed",
)
BACKUP = _rule(
    "backups",
    "at most {}",
    "what is deleted must be gone from them too; whoever runs the site sees to it",
    Span(days=30),
)
RULES = (CONTACT, RAW, WORDING, PUBLISHED, UNANSWERED, MAIL, AUDIT, BACKUP)


def table() -> str:
    """Return the rules as the docs show them, in markdown."""
    lines = ["| what | kept | why |", "| --- | --- | --- |"]
    lines += [f"| {rule.what} | {rule.kept} | {rule.why} |" for rule in RULES]
    return "\n".join(lines)
