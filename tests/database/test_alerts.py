"""Reps are told: at once of words of harm, once a week of the rest, and no more."""

from datetime import UTC, date, datetime, timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from localoffer.cli.work import TIMED, WRITE_DIGEST
from localoffer.database import tables as t
from localoffer.database.connection import Database
from localoffer.feedback import store
from localoffer.feedback.model import Comment
from localoffer.outbox.mails import DESK
from localoffer.outbox.worker import Plans, work
from localoffer.review.alerts import Counts, alert, counts, digest, next_digest
from tests.held import put_comment, reference_of

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
OLD = NOW - timedelta(days=29)


def put_people(database: Database) -> None:
    database.migrate()
    people = (
        ("A", "rep", None), ("B", "editor rep", None), ("C", "rep", NOW),
        ("D", "editor administrator", None), ("E", "reporter", None),
    )  # fmt: skip
    with database.write() as connection:
        for name, roles, closed in people:
            row = {"name": name, "email": name, "roles": roles, "closed_at": closed}
            connection.execute(insert(t.accounts).values(created_at=NOW, **row))


def told(database: Database) -> list[Any]:
    query = select(t.mails.c.kind, t.mails.c.account_id, t.mails.c.path)
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(query.order_by(t.mails.c.id))]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-24T12:00", "2026-11-30T08:00"),
        ("2026-11-30T07:59", "2026-11-30T08:00"),
        ("2026-11-30T08:00", "2026-12-07T08:00"),
        ("2026-07-05T22:30", "2026-07-06T07:00"),  # eight in London in summer
        ("2026-07-05T23:30", "2026-07-06T07:00"),  # Monday there, Sunday in UTC
        ("2026-03-27T12:00", "2026-03-30T07:00"),  # the clocks change on the way
    ],
)
def test_the_digest_is_due_on_mondays_at_eight_in_london(now: str, due: str) -> None:
    at, expected = (datetime.fromisoformat(f"{day}+00:00") for day in (now, due))

    assert next_digest(at) == expected


def test_reps_get_a_digest_once_and_nobody_else(database: Database) -> None:
    put_people(database)
    with database.write() as connection:
        put_comment(connection, 1, NOW)

    first, again = digest(database, NOW), digest(database, NOW + timedelta(hours=1))
    next_week = digest(database, NOW + timedelta(days=7))

    assert (first, again, next_week) == (2, 0, 2)
    assert told(database)[:2] == [("digest", 1, DESK), ("digest", 2, DESK)]


def test_there_is_no_digest_when_nothing_waits(database: Database) -> None:
    put_people(database)
    with database.write() as connection:
        closed = {"closed_at": OLD}
        put_comment(connection, 1, OLD, state="published", review=closed)
        put_comment(connection, 2, OLD, state="withheld", review=closed)

    assert digest(database, NOW) == 0
    assert told(database) == []


def test_the_digest_counts_and_says_nothing_else(database: Database) -> None:
    put_people(database)
    with database.write() as connection:
        for number, (state, at) in enumerate(
            [("new", NOW), ("new", OLD), ("waiting", OLD), ("in-review", NOW),
             ("published", OLD)], 1,
        ):  # fmt: skip
            put_comment(connection, number, at, state=state, review={"closed_at": OLD})
        for due, kept in ((23, None), (24, None), (1, 2)):
            row = {
                "did": "a", "owner": "b", "changed_at": NOW,
                "due_on": date(2026, 11, due),
                "kept_on": date(2026, 11, kept) if kept else None,
            }  # fmt: skip
            connection.execute(insert(t.answers).values(row))

    found = counts(database, NOW)

    assert found == Counts(new=2, waiting=1, late=2, broken=1)
    assert str(found) == (
        "New comments: 2. Waiting for an answer: 1. Open for more than 28 days: 2. "
        "Promises past their day: 1."
    )


def test_a_worker_plans_the_digest_for_its_time(database: Database) -> None:
    put_people(database)
    stop, ran = Event(), []

    plans = Plans(timed=TIMED, look=stop.set)
    work(database, {WRITE_DIGEST: lambda _: ran.append(1)}, lambda: NOW, stop, plans)

    with database.read() as connection:
        job = connection.execute(select(t.jobs)).one()
    assert (job.kind, ran) == (WRITE_DIGEST, [])
    due = job.run_after if job.run_after.tzinfo else job.run_after.replace(tzinfo=UTC)
    assert due == next_digest(NOW)


def keep(database: Database, *, urgent: bool) -> str:
    comment = Comment(
        reference=reference_of(1), submission="one", said=(("included", "words"),),
        about=None, language="en", created_at=NOW, urgent=urgent,
    )  # fmt: skip
    return store.keep(database, comment, None)


@pytest.mark.parametrize("urgent", [True, False])
def test_a_comment_with_words_of_harm_leaves_an_alert_as_it_is_kept(
    database: Database, urgent: bool
) -> None:
    put_people(database)

    for _ in range(2):  # the same form twice is one comment, and one alert
        keep(database, urgent=urgent)

    with database.read() as connection:
        planned = connection.execute(select(t.jobs.c.kind, t.jobs.c.payload)).all()
    payload = f'{{"reference": "{reference_of(1)}"}}'
    assert [tuple(row) for row in planned] == ([("alert", payload)] if urgent else [])


@pytest.mark.parametrize("has_team", [True, False])
def test_an_alert_goes_to_each_rep_and_to_the_duty_team_once(
    database: Database, has_team: bool
) -> None:
    put_people(database)

    first = alert(database, reference_of(1), NOW, has_duty_team=has_team)
    with database.write() as connection:
        connection.execute(update(t.mails).values(sent_at=NOW))
    again = alert(database, reference_of(1), NOW, has_duty_team=has_team)
    other = alert(database, reference_of(2), NOW, has_duty_team=False)

    assert (first, again, other) == (2 + has_team, 0, 2)
    path = f"{DESK}comments/{reference_of(1)}"
    expected = [("urgent", 1, path), ("urgent", 2, path), ("urgent", None, path)]
    assert told(database)[:first] == expected[:first]
