"""Published answers are in memory, and stay when the database goes."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

from localoffer.database.connection import Database
from localoffer.errors import StorageError
from localoffer.replies.model import Counts, Reply
from localoffer.replies.published import Found, Published
from localoffer.replies.snapshot import OLDEST, RECOUNT, WAIT, WHOLE, Snapshot
from localoffer.replies.store import Rows
from tests.replies.rows import add_replies, reply_row

AT = datetime(2026, 11, 24, tzinfo=UTC)
ONE = Reply(1, "camhs", "It is hard to ring.", "We added a text number.", AT)
TWO = Reply(2, None, "Print is small.", "It is bigger now.", AT)


class Source:
    """A database that can go away, and a clock that can be moved."""

    def __init__(self) -> None:
        self.found: tuple[Reply, ...] = (ONE,)
        self.received = 1
        self.is_away = False
        self.is_silent = False  # its stamps never tell of a change
        self.asked = self.loaded = 0
        self.seconds = 0.0

    def stamp(self) -> object:
        self.asked += 1
        if self.is_away:
            message = "away"
            raise StorageError(message)
        return 0 if self.is_silent else len(self.found)

    def load(self) -> Found:
        self.loaded += 1
        return Found(replies=self.found)

    def counts(self, replies: tuple[Reply, ...]) -> Counts:
        return Counts(received=self.received)

    def snapshot(self) -> Snapshot:
        return Snapshot(self, lambda: self.seconds)


def shown(published: Published) -> tuple[Reply, ...]:
    return published.found.replies


def test_the_database_is_asked_at_most_every_five_seconds() -> None:
    source = Source()
    snapshot = source.snapshot()

    snapshot.now()
    source.found = (ONE, TWO)
    source.seconds = OLDEST - 0.1
    early = shown(snapshot.now())
    source.seconds = OLDEST
    in_time = shown(snapshot.now())

    assert (early, in_time, source.asked) == ((ONE,), (ONE, TWO), 2)


def test_what_has_not_changed_is_not_read_again() -> None:
    source = Source()
    snapshot = source.snapshot()

    snapshot.now()
    source.seconds = OLDEST
    snapshot.now()

    assert (source.asked, source.loaded) == (2, 1)


def test_counts_are_at_most_a_minute_old() -> None:
    source = Source()
    snapshot = source.snapshot()
    snapshot.now()
    source.received, source.seconds = 2, RECOUNT

    assert snapshot.now().found.counts.received == 2
    assert source.loaded == 1


def test_a_change_that_no_look_sees_is_seen_within_ten_minutes() -> None:
    source = Source()
    source.is_silent = True
    snapshot = source.snapshot()
    snapshot.now()
    source.found = (replace(ONE, did="We did more."),)
    source.seconds = WHOLE

    assert shown(snapshot.now()) == source.found


def test_a_fresh_look_does_not_wait() -> None:
    source = Source()
    snapshot = source.snapshot()
    snapshot.now()
    source.found = (ONE, TWO)

    assert shown(snapshot.fresh()) == (ONE, TWO)


def test_the_last_good_answers_serve_while_the_database_is_away() -> None:
    source = Source()
    snapshot = source.snapshot()
    before = snapshot.version
    source.is_away, source.seconds = True, OLDEST

    assert shown(snapshot.now()) == (ONE,)
    assert snapshot.version == before


def test_a_database_that_is_away_is_left_alone_for_a_while() -> None:
    source = Source()
    source.is_away = True
    snapshot = source.snapshot()

    snapshot.now()
    source.seconds = WAIT - 1
    snapshot.now()
    asked = source.asked
    source.is_away, source.seconds = False, WAIT

    assert asked == 1
    assert shown(snapshot.now()) == (ONE,)


def test_nobody_waits_while_one_request_looks() -> None:
    seen_meanwhile: list[tuple[Reply, ...]] = []

    class Slow(Source):
        def load(self) -> Found:
            seen_meanwhile.append(shown(snapshot.now()))
            return super().load()

    snapshot = Slow().snapshot()

    assert shown(snapshot.now()) == (ONE,)
    assert seen_meanwhile == [()]


def test_an_entry_gets_its_own_answers_only() -> None:
    source = Source()
    source.found = (ONE, TWO, replace(ONE, id=3, withdrawn_at=AT))
    snapshot = source.snapshot()

    assert [answer.reply for answer in snapshot.about("camhs")] == [ONE]
    assert snapshot.about("newlife") == ()


def test_the_version_changes_with_the_answers_and_not_with_the_counts() -> None:
    source = Source()
    snapshot = source.snapshot()
    one = snapshot.version
    source.received, source.seconds = 2, RECOUNT
    same = snapshot.version
    source.found, source.seconds = (ONE, TWO), 2 * RECOUNT

    assert one
    assert same == one
    assert snapshot.version != one


def test_every_change_to_a_row_is_seen_at_the_next_look(database: Database) -> None:
    """The stamp is what tells: each of these must change it."""
    database.migrate()
    rows = Rows(database)
    stamps = [rows.stamp()]
    add_replies(database, reply_row(id=1))
    stamps.append(rows.stamp())
    for change in (
        "UPDATE replies SET said = 'ab'",
        "UPDATE replies SET did = 'ab'",
        "UPDATE replies SET kept_on = '2026-11-25'",
        "UPDATE replies SET kept_on = '2026-11-26'",
        "UPDATE replies SET note = 'n'",
        "UPDATE replies SET withdrawn_at = '2026-11-27 10:00:00'",
        "DELETE FROM replies",
    ):
        with database.write() as connection:
            connection.exec_driver_sql(change)
        stamps.append(rows.stamp())

    assert [a == b for a, b in pairwise(stamps)] == [False] * 8


def test_rows_come_back_newest_first(database: Database) -> None:
    database.migrate()
    rows = [
        reply_row(said=str(day), published_at=AT.replace(day=day)) for day in (3, 9, 5)
    ]
    add_replies(database, *rows)

    found = Rows(database).load().replies

    assert [reply.said for reply in found] == ["9", "5", "3"]
    assert found[0].published_at == AT.replace(day=9)
    assert found[0].withdrawn_at is None
