"""The tables go up and down, with rows in them, on both databases."""

from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, select

from localoffer.database.connection import Database
from localoffer.database.tables import (
    comments,
    contacts,
    found_counts,
    jobs,
    limits,
    metadata,
    question_counts,
    replies,
)
from localoffer.errors import StorageError
from localoffer.feedback import store

NOW = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # the hour the clocks go forward
ROWS = (
    (comments, {
        "reference": "7K3M-9QTX-2HBA", "submission": "s", "about": "camhs",
        "language": "ur", "source": "form", "state": "new", "suspected": False,
        "created_at": NOW, "words": "مدد چاہیے 🙂", "easier": "",
    }),
    (contacts, {"comment_id": 1, "locked": b"\x00locked"}),
    (replies, {"about": None, "said": "a", "did": "b", "published_at": NOW}),
    (jobs, {"kind": "k", "payload": "{}", "run_after": NOW, "attempts": 0}),
    (limits, {"key": "k", "at": NOW}),
    (question_counts, {
        "month": "2026-03", "kind": "word", "value": "speech", "total": 3,
    }),
    (found_counts, {
        "month": "2026-03", "page": "guide", "topic": "camhs", "answer": "no",
        "total": 2,
    }),
)  # fmt: skip


def fill(database: Database) -> None:
    with database.write() as connection:
        for table, row in ROWS:
            connection.execute(insert(table).values(**row))


def test_the_newest_revision_makes_the_tables_that_the_code_knows(
    database: Database,
) -> None:
    database.migrate()

    with database.read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def test_every_table_goes_up_and_down_and_up_with_rows(database: Database) -> None:
    database.migrate()
    fill(database)

    database.migrate("base")
    left = set(inspect(database.engine).get_table_names())
    database.migrate()
    fill(database)

    assert left <= {"alembic_version"}
    with database.read() as connection:
        for table, _ in ROWS:
            assert len(connection.execute(select(table)).all()) == 1


def test_migrating_again_changes_nothing(database: Database) -> None:
    database.migrate()
    fill(database)

    database.migrate()

    assert [c.reference for c in store.listed(database)] == ["7K3M-9QTX-2HBA"]


def test_times_come_back_aware_and_words_in_any_script(database: Database) -> None:
    database.migrate()
    fill(database)

    found = store.listed(database)[0]

    assert found.created_at == NOW
    assert found.words == "مدد چاہیے 🙂"


def test_a_database_without_tables_is_told_plainly(database: Database) -> None:
    with pytest.raises(StorageError) as told:
        store.listed(database)

    assert "comments" not in told.value.message
    assert told.value.__cause__ is None
