"""Numbers of a report as the tables give them, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from localoffer.database.connection import Database
from localoffer.database.tables import audit, comments, contacts, jobs, raw_words
from localoffer.errors import StorageError
from localoffer.feedback.model import Comment
from localoffer.feedback.store import keep
from localoffer.outbox.model import Job
from localoffer.replies.model import Counts, Issue
from localoffer.replies.store import Rows, keep_report, report_body, report_rows
from tests.replies.rows import (
    AT,
    add_comments,
    add_replies,
    comment_row,
    fill,
    reply_row,
)

YEAR = date(2026, 1, 1), date(2026, 12, 31)
LONDON = ZoneInfo("Europe/London")
ISSUE = Issue("2026", *YEAR, AT)


@pytest.fixture
def full(database: Database) -> Database:
    database.migrate()
    fill(database)
    return database


def test_counts_are_of_all_that_came_but_not_of_machines(full: Database) -> None:
    rows = Rows(full)

    assert rows.counts(rows.load().replies) == Counts(
        received=12, answered=10, days=5, corrected=1
    )


def test_an_empty_database_counts_nothing(database: Database) -> None:
    database.migrate()
    rows = Rows(database)

    assert rows.counts(rows.load().replies) == Counts()


def test_an_answer_whose_comment_was_deleted_still_counts(full: Database) -> None:
    with full.write() as connection:
        connection.exec_driver_sql("DELETE FROM comments WHERE id = 1")
    rows = Rows(full)

    assert rows.counts(rows.load().replies).received == 12


def test_a_report_counts_what_came_in_its_days_by_the_clock_of_london(
    database: Database,
) -> None:
    database.migrate()
    begin = datetime(2026, 6, 1, tzinfo=LONDON).astimezone(UTC)  # 23:00 in UTC
    moments = [begin - timedelta(seconds=1), begin, begin + timedelta(days=1)]
    add_comments(
        database,
        *(comment_row(n, created_at=at, state="new") for n, at in enumerate(moments)),
    )
    day = date(2026, 6, 1)

    found = report_rows(database, (day, day))

    assert [(cell.state, cell.total) for cell in found.came] == [("new", 1)]
    assert found.waiting_before == 1


def test_cells_hold_what_a_comment_was_and_how_many(database: Database) -> None:
    database.migrate()
    young = {"voice": "young-person", "source": "meeting", "language": "ur",
             "topic": "sleep", "prompts": "included access"}  # fmt: skip
    add_comments(
        database,
        *(comment_row(n, state="waiting", **young) for n in (1, 2)),
        comment_row(3),
    )

    found = {
        replace(cell, total=0): cell.total for cell in report_rows(database, YEAR).came
    }

    assert sorted(found.values()) == [1, 2]
    (pair,) = [cell for cell, total in found.items() if total == 2]
    assert pair.prompts == "included access"
    assert (pair.voice, pair.source, pair.language) == ("young-person", "meeting", "ur")


def test_decisions_are_counted_in_the_days_they_were_made(database: Database) -> None:
    database.migrate()
    old = AT.replace(year=2025)
    reviews = {
        1: {"reason": "vexatious", "closed_at": AT},
        2: {"reason": "vexatious", "closed_at": old},
        3: {"reason": "individual_service", "closed_at": AT},
        4: {"reason": "individual_service"},  # when it was closed is not known
    }
    for number, review in reviews.items():
        came = AT if number == 4 else old
        row = comment_row(number, state="withheld", created_at=came, review=review)
        add_comments(database, row)
    settled = {"outcome": "right", "outcome_on": AT.date()}
    add_comments(
        database,
        comment_row(5, kind="correction", state="answered", review=settled,
                    created_at=AT - timedelta(days=9)),
    )  # fmt: skip

    found = report_rows(database, YEAR)

    assert found.withheld == {"vexatious": 1, "individual_service": 2}
    assert found.settled == (("right", 9),)


def test_days_are_those_until_the_first_answer(database: Database) -> None:
    database.migrate()
    add_comments(database, comment_row(1), comment_row(2))
    came = date(2026, 11, 20)
    add_replies(
        database,
        reply_row(comment_id=1, received_on=came),
        reply_row(comment_id=1, received_on=came, published_at=AT + timedelta(days=9)),
        # Answered in an earlier year first, so no answer of this one.
        reply_row(comment_id=2, received_on=date(2025, 1, 1),
                  published_at=AT.replace(year=2025)),
        reply_row(comment_id=2, received_on=date(2025, 1, 1)),
    )  # fmt: skip

    assert report_rows(database, YEAR).days == (4,)


def test_a_report_needs_no_raw_word_and_no_contact(full: Database) -> None:
    with full.write() as connection:
        raw_words.drop(connection)
        contacts.drop(connection)

    assert report_rows(full, YEAR).came
    assert Rows(full).counts(Rows(full).load().replies).received == 12


def test_a_comment_is_kept_with_the_questions_it_answers(database: Database) -> None:
    database.migrate()
    said = (("included", "a"), ("involved", "b"))
    keep(database, Comment("R", "s", said, None, "en", AT), None)

    with database.read() as connection:
        told = connection.execute(select(comments.c.prompts)).scalar()
    assert told == "included involved"


def test_a_report_is_kept_once_with_a_line_in_the_log(database: Database) -> None:
    database.migrate()
    job = Job("print report", {"name": "2026"})

    first = keep_report(database, ISSUE, "{}", "A. Rep", [job])
    second = keep_report(database, ISSUE, "other", "B. Rep", [job])

    assert (first, second) == (True, False)
    assert report_body(database, "2026") == "{}"
    assert report_body(database, "2027") is None
    with database.read() as connection:
        steps = connection.execute(select(audit.c.by, audit.c.action, audit.c.detail))
        assert [tuple(step) for step in steps] == [("A. Rep", "publish report", "2026")]
        assert len(connection.execute(select(jobs)).all()) == 1
    assert Rows(database).load().issues == (ISSUE,)


def test_reports_are_listed_the_latest_days_first(database: Database) -> None:
    database.migrate()
    for year in (2025, 2027, 2026):
        days = date(year, 1, 1), date(year, 12, 31)
        keep_report(database, Issue(str(year), *days, AT), "{}", "x")

    assert [issue.name for issue in Rows(database).load().issues] == [
        "2027",
        "2026",
        "2025",
    ]


def test_without_tables_it_is_said_that_records_are_away(database: Database) -> None:
    with pytest.raises(StorageError):
        Rows(database).stamp()
    with pytest.raises(StorageError):
        report_rows(database, YEAR)
