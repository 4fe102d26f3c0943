"""The tables go up and down, with rows in them, on both databases."""

from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import DateTime, bindparam, insert, inspect, select, text
from sqlalchemy.exc import IntegrityError

from localoffer.database import tables as t
from localoffer.database.connection import Database, aware
from localoffer.errors import StorageError
from localoffer.feedback import store
from tests.replies.rows import reply_row

NOW = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # the hour the clocks go forward
WORDS = "مدد چاہیے 🙂"
PERSON = {
    "name": "A. Rep", "email": "rep@forum.example", "roles": "rep",
    "created_at": NOW,
}  # fmt: skip
COMMENT = {
    "reference": "7K3M-9QTX-2HBA", "submission": "s", "about": "camhs",
    "language": "ur", "source": "form", "state": "new", "suspected": False,
    "kind": "comment", "voice": "parent", "urgent": False, "created_at": NOW,
    "prompts": "included",
}  # fmt: skip
ROWS = (
    (t.accounts, PERSON),
    (t.sessions, {"digest": "d", "account_id": 1, "began_at": NOW, "seen_at": NOW}),
    (t.keys, {"digest": "d", "account_id": 1, "kind": "invitation"}),
    (t.answers, {"did": "b", "owner": "c", "changed_at": NOW}),
    (t.comments, COMMENT),
    (t.reviews, {
        "comment_id": 1, "seen_at": NOW, "assigned_to": 1, "proposed_by": 1,
        "answer_id": 1,
    }),
    (t.raw_words, {"comment_id": 1, "prompt": "included", "text": WORDS,
                   "digest": store.digest_of(WORDS)}),
    (t.contacts, {"comment_id": 1, "locked": b"\x00locked"}),
    (t.wordings, {
        "comment_id": 1, "prompt": "included", "language": "en", "text": "w",
        "changed_at": NOW,
    }),
    (t.notes, {"comment_id": 1, "by": "A. Rep", "at": NOW, "text": "n"}),
    (t.audit, {"at": NOW, "by": "A. Rep", "action": "take", "detail": ""}),
    (t.replies, reply_row(published_at=NOW, comment_id=1, answer_id=1)),
    (t.reports, {
        "name": "2025", "first_day": NOW.date(), "last_day": NOW.date(),
        "published_at": NOW, "body": "{}",
    }),
    (t.mails, {"kind": "digest", "account_id": 1, "path": "/desk/", "made_at": NOW}),
    (t.purges, {"at": NOW, "raw_words": 0, "contacts": 0}),
    (t.jobs, {"kind": "k", "payload": "{}", "run_after": NOW, "attempts": 0}),
    (t.limits, {"key": "k", "at": NOW}),
    (t.question_counts, {
        "month": "2026-03", "kind": "word", "value": "speech", "total": 3,
    }),
    (t.found_counts, {
        "month": "2026-03", "page": "guide", "topic": "camhs", "answer": "no",
        "total": 2,
    }),
    (t.right_counts, {
        "month": "2026-03", "about": "camhs", "answer": "no", "total": 2,
    }),
)  # fmt: skip
# What stood in the tables of the release before there was a desk.
BEFORE_THE_DESK = (
    """
    INSERT INTO comments (id, reference, submission, about, language, source, state,
      suspected, created_at, words, easier) VALUES
    (1, '7K3M-9QTX-2HBA', 's', 'camhs', 'ur', 'form', 'read', :no, :now, :words, ''),
    (2, '7K3M-9QTX-2HBB', 't', NULL, 'en', 'form', 'new', :no, :now, '', 'Big print.')
    """,
    "INSERT INTO contacts (comment_id, locked) VALUES (1, :locked)",
    """
    INSERT INTO replies (id, about, said, did, published_at)
    VALUES (7, 'camhs', 'a', 'b', :now)
    """,
)
VALUES = {"no": False, "now": NOW, "words": WORDS, "locked": b"\x00locked"}


def fill(database: Database) -> None:
    with database.write() as connection:
        for table, row in ROWS:
            connection.execute(insert(table).values(**row))


def put(database: Database, *statements: str) -> None:
    """Put rows in by hand, each statement with the values that it names."""
    moment = DateTime(timezone=True)
    with database.write() as connection:
        for statement in statements:
            asked = text(statement)
            named = {name: VALUES[name] for name in VALUES if f":{name}" in statement}
            if "now" in named:
                asked = asked.bindparams(bindparam("now", type_=moment))
            connection.execute(asked, named)


def test_every_table_is_filled_here() -> None:
    assert {table.name for table, _ in ROWS} == set(t.metadata.tables)


def test_comments_of_the_first_release_are_carried_to_the_desk(
    database: Database,
) -> None:
    database.migrate("0002")
    put(database, *BEFORE_THE_DESK)

    database.migrate()

    first, second = store.listed(database)
    assert first.said == (("included", WORDS),)
    assert second.said == (("access", "Big print."),)
    assert (first.state, first.kind, first.urgent) == ("in-review", "comment", False)
    assert first.created_at == NOW
    with database.read() as connection:
        assert connection.execute(select(t.contacts.c.locked)).scalar() == b"\x00locked"
        reply = connection.execute(select(t.replies)).one()
    assert (reply.id, reply.about, reply.prompt) == (7, "camhs", "included")
    assert aware(reply.published_at) == NOW


def test_they_are_carried_back_too(database: Database) -> None:
    database.migrate()
    fill(database)

    database.migrate("-1")

    with database.read() as connection:
        row = connection.execute(text("SELECT words, easier FROM comments")).one()
        contact = connection.execute(text("SELECT locked FROM contacts")).scalar()
        reply = connection.execute(text("SELECT said, did FROM replies")).one()
    assert tuple(row) == (WORDS, "")
    assert contact is not None
    assert bytes(contact) == b"\x00locked"
    assert tuple(reply) == ("a", "b")


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET by = 'x'", "DELETE FROM audit"]
)
def test_the_audit_log_is_only_added_to(database: Database, statement: str) -> None:
    database.migrate()
    fill(database)

    with (
        pytest.raises((IntegrityError, StorageError)),
        database.write() as connection,
    ):
        connection.execute(text(statement))

    with database.read() as connection:
        assert connection.execute(select(t.audit.c.by)).scalar() == "A. Rep"


def test_the_newest_revision_makes_the_tables_that_the_code_knows(
    database: Database,
) -> None:
    database.migrate()

    with database.read() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, t.metadata) == []


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
    assert found.said == (("included", WORDS),)


def test_a_database_without_tables_is_told_plainly(database: Database) -> None:
    with pytest.raises(StorageError) as told:
        store.listed(database)

    assert "comments" not in told.value.message
    assert told.value.__cause__ is None
