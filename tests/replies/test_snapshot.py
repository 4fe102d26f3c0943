"""Published answers are in memory, and stay when the database goes."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from localoffer.database.connection import Database
from localoffer.database.tables import replies
from localoffer.errors import StorageError
from localoffer.replies.model import Reply
from localoffer.replies.snapshot import OLDEST, WAIT, Snapshot
from localoffer.replies.store import published
from tests.replies.rows import reply_row

AT = datetime(2026, 11, 24, tzinfo=UTC)
ONE = Reply(1, "camhs", "It is hard to ring.", "We added a text number.", AT)
TWO = Reply(2, None, "Print is small.", "It is bigger now.", AT)


class Source:
    """A database that can go away, and a clock that can be moved."""

    def __init__(self) -> None:
        self.found: tuple[Reply, ...] = (ONE,)
        self.is_away = False
        self.asked = 0
        self.seconds = 0.0

    def load(self) -> tuple[Reply, ...]:
        self.asked += 1
        if self.is_away:
            message = "away"
            raise StorageError(message)
        return self.found

    def snapshot(self) -> Snapshot:
        return Snapshot(self.load, lambda: self.seconds)


def test_the_database_is_asked_at_most_every_five_seconds() -> None:
    source = Source()
    snapshot = source.snapshot()

    snapshot.all()
    source.found = (ONE, TWO)
    source.seconds = OLDEST - 0.1
    early = snapshot.all()
    source.seconds = OLDEST
    in_time = snapshot.all()

    assert (early, in_time, source.asked) == ((ONE,), (ONE, TWO), 2)


def test_the_last_good_answers_serve_while_the_database_is_away() -> None:
    source = Source()
    snapshot = source.snapshot()
    before = snapshot.version
    source.is_away, source.seconds = True, OLDEST

    assert snapshot.all() == (ONE,)
    assert snapshot.version == before


def test_a_database_that_is_away_is_left_alone_for_a_while() -> None:
    source = Source()
    source.is_away = True
    snapshot = source.snapshot()

    snapshot.all()
    source.seconds = WAIT - 1
    snapshot.all()
    asked = source.asked
    source.is_away, source.seconds = False, WAIT

    assert asked == 1
    assert snapshot.all() == (ONE,)


def test_nobody_waits_while_one_request_looks() -> None:
    source = Source()
    seen_meanwhile: list[tuple[Reply, ...]] = []

    def slow() -> tuple[Reply, ...]:
        seen_meanwhile.append(snapshot.all())
        return source.load()

    snapshot = Snapshot(slow, lambda: source.seconds)

    assert snapshot.all() == (ONE,)
    assert seen_meanwhile == [()]


def test_an_entry_gets_its_own_answers_only() -> None:
    source = Source()
    source.found = (ONE, TWO)

    assert source.snapshot().for_entry("camhs") == (ONE,)
    assert source.snapshot().for_entry("newlife") == ()


def test_the_version_changes_with_the_answers() -> None:
    source = Source()
    one = source.snapshot().version
    source.found = (ONE, TWO)

    assert source.snapshot().version != one


def test_rows_come_back_newest_first(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'replies.db'}")
    database.migrate()
    rows = [
        reply_row(said=str(day), published_at=AT.replace(day=day)) for day in (3, 9, 5)
    ]
    with database.write() as connection:
        connection.execute(insert(replies), rows)

    found = published(database)

    assert [reply.said for reply in found] == ["9", "5", "3"]
    assert found[0].published_at == AT.replace(day=9)
    database.engine.dispose()
