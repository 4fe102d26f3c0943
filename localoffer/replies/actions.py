"""What is done with yearly reports: drafted, published for good, read, printed."""

import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock

from localoffer.database.connection import Database
from localoffer.errors import LocalOfferError, StorageError
from localoffer.outbox import store as outbox
from localoffer.outbox.model import Job
from localoffer.replies import store
from localoffer.replies.compiling import Names, made
from localoffer.replies.model import Issue, Reply
from localoffer.replies.outline import Outline, outline_of
from localoffer.replies.prints import Prints
from localoffer.replies.report import Report, name_of, read, written
from localoffer.replies.snapshot import Snapshot
from localoffer.replies.standing import as_it_stands

PRINT = "print report"  # the kind of job that makes its files
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 40
MOST_HELD = 4  # reports that a process holds


class ReportError(LocalOfferError):
    """A report cannot be made or published so; the message says why."""

    status = 400
    exit_code = 6


@dataclass(frozen=True)
class Draft:
    """A report that is not published, and the name it would have."""

    name: str
    report: Report


@dataclass(frozen=True)
class Shown:
    """A published report as it may be shown, with the answers it was held against."""

    version: str
    report: Report
    outline: Outline


@dataclass(eq=False)
class Reports:
    """The yearly reports of a site."""

    database: Database
    snapshot: Snapshot
    prints: Prints
    _shown: "OrderedDict[str, Shown]" = field(init=False, default_factory=OrderedDict)
    _lock: Lock = field(init=False, default_factory=Lock)

    def draft(self, days: tuple[date, date], today: date, names: Names) -> Draft:
        """Return the report of some days as it would be today."""
        if days[1] < days[0]:
            message = "The last day comes before the first."
            raise ReportError(message)
        rows = store.report_rows(self.database, days)
        return Draft(name_of(*days), made(rows, days, today, names))

    def publish(self, draft: Draft, by: str, now: datetime) -> None:
        """Keep a report for good; ReportError when its name is taken or no name."""
        name, report = draft.name, draft.report
        if len(name) > LONGEST_NAME or not NAME.fullmatch(name):
            message = "A report's name has small letters, digits and hyphens only."
            raise ReportError(message)
        issue = Issue(name, report.first_day, report.last_day, now)
        job = Job(PRINT, {"name": name})
        if not store.keep_report(self.database, issue, written(report), by, [job]):
            message = (
                f"A report named {name} is published already, and stays as it is. "
                "Publish this one under another name."
            )
            raise ReportError(message)

    def shown(self, name: str) -> Shown | None:
        """Return a published report as it may be shown today, or None.

        StorageError while nobody can say what was taken down since.
        """
        version = self.snapshot.version
        with self._lock:
            held = self._shown.get(name)
        if held is not None and held.version == version:
            return held
        body = store.report_body(self.database, name)
        return self._hold(name, read(body)) if body is not None else None

    def ask_for_print(self, name: str, now: datetime) -> bool:
        """Have a report's files made, once; StorageError when the database is away.

        False when the making has failed and is yet to be tried again.
        """
        job = Job(PRINT, {"name": name})
        with self.database.write() as connection:
            row = outbox.find_waiting(connection, job)
            if row is None:
                outbox.add(connection, job, now)
            return row is None or not row.failure

    def _hold(self, name: str, report: Report) -> Shown:
        published = self.snapshot.now()
        current = by_number(published.found.replies)
        if any(number not in current for number in report.ids):
            # Published a moment ago, or gone: only a fresh look tells.
            published = self.snapshot.fresh()
            current = by_number(published.found.replies)
        if not published.version:
            message = "We do not know yet what may be shown."
            raise StorageError(message)
        report = as_it_stands(report, current)
        shown = Shown(published.version, report, outline_of(report))
        with self._lock:
            self._shown[name] = shown
            self._shown.move_to_end(name)
            while len(self._shown) > MOST_HELD:
                self._shown.popitem(last=False)
        return shown


def by_number(replies: tuple[Reply, ...]) -> Mapping[int, Reply]:
    """Return replies by their numbers."""
    return {reply.id: reply for reply in replies}
