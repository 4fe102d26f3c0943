"""A comment that was thanked for is there: after a kill, or on a full disk."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, text

from localoffer.database.connection import Database
from localoffer.errors import StorageError
from localoffer.feedback import store
from localoffer.feedback.model import Comment

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WRITER = """
import sys
from tests.database.test_durability import comment
from localoffer.database.connection import Database
from localoffer.feedback import store

database = Database(sys.argv[1])
for number in range(100_000):
    print(store.keep(database, comment(number), b"locked"), flush=True)
"""


def comment(number: int, words: str = "some words", form: str = "") -> Comment:
    reference = f"{number:012d}"
    return Comment(
        reference="-".join((reference[:4], reference[4:8], reference[8:])),
        submission=form or f"form {number}",
        said=(("included", words),),
        about=None,
        language="en",
        created_at=NOW,
    )


@pytest.mark.parametrize("after", [1, 7, 30, 60])
def test_a_killed_process_loses_no_acknowledged_comment(
    tmp_path: Path, after: int
) -> None:
    path = tmp_path / "kept.db"
    url = f"sqlite:///{path}"
    Database(url).migrate()
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        told = [child.stdout.readline().strip() for _ in range(after)]
        os.kill(child.pid, signal.SIGKILL)
        told += child.stdout.read().split("\n")[:-1]

    kept = {found.reference for found in store.listed(Database(url))}
    assert set(told) <= kept
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_many_writers_at_once_lose_nothing(database: Database) -> None:
    database.migrate()

    with ThreadPoolExecutor(8) as writers:
        told = list(
            writers.map(
                lambda n: store.keep(database, comment(n), b"locked"), range(80)
            )
        )

    assert sorted(told) == sorted(c.reference for c in store.listed(database))


def test_one_form_sent_many_times_at_once_is_one_comment(database: Database) -> None:
    database.migrate()

    with ThreadPoolExecutor(8) as writers:
        told = list(
            writers.map(
                lambda n: store.keep(database, comment(n, form="one"), None), range(16)
            )
        )

    assert len(set(told)) == 1
    assert [c.reference for c in store.listed(database)] == told[:1]


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'full.db'}")
    database.migrate()
    store.keep(database, comment(1), None)
    fill_up(database)

    with pytest.raises(StorageError):
        store.keep(database, comment(2, words="x" * 5000), None)

    assert [c.said for c in store.listed(database)] == [(("included", "some words"),)]


def fill_up(database: Database) -> None:
    """Let the file grow no further, as on a full disk."""
    with database.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    database.engine.dispose()
    event.listen(
        database.engine,
        "connect",
        lambda connection, _: connection.execute(f"PRAGMA max_page_count={pages}"),
    )


def test_every_connection_waits_for_the_disk(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'safe.db'}")

    with database.read() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "busy_timeout", "secure_delete")
        }

    full, on = 2, 1
    expected = {"journal_mode": "wal", "synchronous": full, "busy_timeout": 5000}
    assert found == {**expected, "secure_delete": on}


def test_a_failed_write_leaves_nothing_behind(database: Database) -> None:
    database.migrate()

    def half() -> None:
        with database.write() as connection:
            connection.execute(text("DELETE FROM limits"))
            connection.execute(text("INSERT INTO limits (key, at) VALUES ('k', NULL)"))

    with pytest.raises(Exception, match=r"NULL|null"):
        half()

    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM limits")).scalar() == 0


def test_a_database_that_is_away_is_told_and_not_waited_for_long() -> None:
    away = Database("postgresql://nobody@127.0.0.1:1/none")

    assert not away.answers()
