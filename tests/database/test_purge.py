"""What is over is removed, from the tables and from the files; nothing open ever is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings as effort, strategies as some
from sqlalchemy import delete, insert, select

from localoffer.database import tables as t
from localoffer.database.connection import Database
from localoffer.errors import StorageError
from localoffer.outbox.mails import DESK, Mail, mark_told, tell
from localoffer.review.model import OPEN, STATES
from localoffer.review.purge import history, purge
from tests.held import count, planted, put_comment, put_reply, reference_of

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=800)
YEAR, MONTH = NOW - timedelta(days=366), NOW - timedelta(days=31)
EVER = (datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2027-01-01"))
MOMENTS = some.none() | some.datetimes(*EVER, timezones=some.just(UTC))
UNDECIDED = some.tuples(
    some.sampled_from(STATES), some.none() | some.just("right"), MOMENTS, MOMENTS
)


def left(database: Database) -> dict[str, set[int]]:
    """Return the numbers of the comments that still have each thing."""
    tables = (t.raw_words, t.contacts, t.wordings, t.notes)
    with database.read() as connection:
        return {
            table.name: set(connection.scalars(select(table.c.comment_id)).all())
            for table in tables
        }


def test_after_a_year_the_words_go_and_the_rest_of_the_record_stays(
    database: Database,
) -> None:
    database.migrate()
    with database.write() as connection:
        for number, state in ((1, "published"), (2, "withheld")):
            closed = {"closed_at": YEAR}
            put_comment(connection, number, LONG_AGO, state=state, review=closed)
        put_reply(connection, 1, YEAR)
        young = {"closed_at": NOW - timedelta(days=364)}
        put_comment(connection, 3, LONG_AGO, state="published", review=young)

    done = purge(database, NOW)

    assert (done.raw_words, done.contacts) == (2, 3)
    gone = left(database)
    assert gone["raw_words"] == gone["notes"] == {3}
    assert gone["wordings"] == {1, 3}  # what was published may still be corrected
    assert gone["contacts"] == set()
    assert (count(database, t.comments), count(database, t.replies)) == (3, 1)


@pytest.mark.parametrize(
    ("told", "closed", "is_kept"),
    [
        (NOW - timedelta(days=29), LONG_AGO, True),
        (NOW - timedelta(days=30), NOW - timedelta(days=1), False),
        (None, NOW - timedelta(days=29), True),
        (None, NOW - timedelta(days=30), False),
    ],
)
def test_a_contact_goes_thirty_days_after_the_reply(
    database: Database, told: datetime | None, closed: datetime, is_kept: bool
) -> None:
    database.migrate()
    with database.write() as connection:
        ended = {"state": "withheld", "review": {"closed_at": closed}, "told_at": told}
        put_comment(connection, 1, LONG_AGO, **ended)

    purge(database, NOW)

    assert left(database)["contacts"] == ({1} if is_kept else set())


def test_a_contact_whose_reply_was_never_sent_waits_for_it(database: Database) -> None:
    database.migrate()
    with database.write() as connection:
        # A reply was left to be sent a year ago, and never was.
        ended = {"state": "published", "review": {"closed_at": YEAR}, "told_at": YEAR}
        put_comment(connection, 1, LONG_AGO, **ended)
        owed = Mail("reply", "/feedback/x", reference_of(1), locked_to=b"locked")
        tell(connection, owed, YEAR)

    first = purge(database, NOW)
    was_owed = mark_told(database, reference_of(1), NOW)
    second = purge(database, NOW + timedelta(days=29))
    third = purge(database, NOW + timedelta(days=30))

    assert was_owed
    assert [first.contacts, second.contacts, third.contacts] == [0, 0, 1]
    with database.read() as connection:
        assert connection.execute(select(t.mails.c.locked_to)).scalar() is None


def test_a_settled_correction_is_at_its_end(database: Database) -> None:
    database.migrate()
    with database.write() as connection:
        settled = {"closed_at": YEAR, "outcome": "right"}
        put_comment(connection, 1, LONG_AGO, state="answered", review=settled)
        answered = {"closed_at": YEAR}  # left over from before it was taken up again
        put_comment(connection, 2, LONG_AGO, state="answered", review=answered)

    purge(database, NOW)

    assert left(database)["raw_words"] == left(database)["contacts"] == {2}


@pytest.fixture
def filled(database: Database) -> Database:
    database.migrate()
    return database


@effort(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=40,
)
@given(undecided=some.lists(UNDECIDED, max_size=6), now=MOMENTS.filter(bool))
def test_nothing_open_is_ever_purged_whatever_the_dates(
    filled: Database,
    undecided: list[tuple[str, str | None, datetime | None, datetime | None]],
    now: datetime,
) -> None:
    with filled.write() as connection:
        connection.execute(delete(t.comments))
        for number, (state, outcome, closed, told) in enumerate(undecided, 1):
            review = {"closed_at": closed, "outcome": outcome}
            row = {"state": state, "review": review, "told_at": told}
            put_comment(connection, number, LONG_AGO, **row)

    purge(filled, now)

    still_open = {
        number
        for number, (state, outcome, closed, _) in enumerate(undecided, 1)
        if closed is None
        or (state in OPEN and not (state == "answered" and outcome is not None))
    }
    for name, numbers in left(filled).items():
        assert still_open <= numbers, name


def test_each_run_is_noted_also_one_that_found_nothing(database: Database) -> None:
    database.migrate()

    purge(database, NOW - timedelta(days=1))
    purge(database, NOW)

    assert [(done.at, done.raw_words) for done in history(database)] == [
        (NOW, 0),
        (NOW - timedelta(days=1), 0),
    ]


def test_old_mails_forget_to_whom_and_doors_that_are_past_use(
    database: Database,
) -> None:
    database.migrate()
    with database.write() as connection:
        connection.execute(insert(t.mails), [
            {"kind": "question", "path": "/desk/q/secret", "locked_to": b"x",
             "made_at": MONTH, "sent_at": None},
            {"kind": "question", "path": "/desk/q/secret", "locked_to": b"x",
             "made_at": NOW, "sent_at": None},
            {"kind": "reply", "path": "/feedback/x", "locked_to": b"x",
             "made_at": LONG_AGO, "sent_at": None},
            {"kind": "reply", "path": "/feedback/x", "locked_to": b"x",
             "made_at": LONG_AGO, "sent_at": MONTH},
        ])  # fmt: skip

    purge(database, NOW)

    with database.read() as connection:
        rows = connection.execute(select(t.mails).order_by(t.mails.c.id)).all()
    assert [row.locked_to is None for row in rows] == [True, False, False, True]
    assert [row.path for row in rows][:3] == [DESK, "/desk/q/secret", "/feedback/x"]


def test_no_file_of_the_database_holds_a_purged_word(tmp_path: Path) -> None:
    """Thousands of them, in an order that splits and joins the pages of the file."""
    database = Database(f"sqlite:///{tmp_path / 'kept.db'}")
    database.migrate()
    numbers = [number * 7919 % 600 + 1 for number in range(600)]
    with database.write() as connection:
        for number in numbers:
            closed = YEAR if number % 2 else NOW
            ended = {"state": "withheld", "review": {"closed_at": closed}}
            put_comment(connection, number, LONG_AGO, told_at=closed, **ended)
    files = list(tmp_path.iterdir())
    assert any(planted("raw", 1).encode() in file.read_bytes() for file in files)

    purge(database, NOW)

    bytes_left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    kinds = ("raw", "contact", "wording", "note")
    for number in numbers:
        for kind in kinds:
            there = planted(kind, number).encode() in bytes_left
            assert there is (number % 2 == 0), (kind, number)
    database.engine.dispose()


def test_a_log_that_others_still_read_is_emptied_later(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'busy.db'}")
    database.migrate()
    with database.write() as connection:
        put_comment(connection, 1, LONG_AGO, state="withheld", review={})
    other = Database(f"sqlite:///{tmp_path / 'busy.db'}")
    with other.read() as reading:
        reading.execute(select(t.comments)).all()
        with database.write() as connection:
            connection.execute(delete(t.raw_words))
        with database.read() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=50")
        with pytest.raises(StorageError):
            database.empty_log()

    database.empty_log()

    log = tmp_path / "busy.db-wal"
    assert log.read_bytes() == b""
    for opened in (database, other):
        opened.engine.dispose()
