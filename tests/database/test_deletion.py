"""One comment is found and deleted by its reference, with all that hangs on it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import insert, select

from localoffer.cli import group
from localoffer.database import tables as t
from localoffer.database.connection import Database
from localoffer.outbox.mails import Mail, tell
from localoffer.review.deletion import delete, find
from tests.held import count, planted, put_comment, put_reply, reference_of

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SENT = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
HANGING = (t.reviews, t.raw_words, t.contacts, t.wordings, t.notes)


def fill(database: Database, published: int = 1) -> None:
    """Three comments: two share an answer, the third has one of its own."""
    database.migrate()
    with database.write() as connection:
        for _ in range(2):
            answer = {"did": "a", "owner": "b", "changed_at": NOW}
            connection.execute(insert(t.answers).values(answer))
        for number, answer_id in ((1, 1), (2, 1), (3, 2)):
            review = {"closed_at": NOW, "answer_id": answer_id}
            row = {"state": "published", "review": review, "told_at": NOW}
            put_comment(connection, number, SENT, **row)
        for number in range(1, published + 1):
            said = planted("public", number)
            put_reply(connection, number, NOW, said=said, said_first=said)
        mail = Mail("reply", "/feedback/x", reference_of(1), locked_to=b"x")
        tell(connection, mail, NOW)


def test_finding_says_how_much_is_held_and_until_when(database: Database) -> None:
    fill(database)

    held = find(database, reference_of(1))

    assert held is not None
    assert dict(held.held) == {
        "raw_words": 1, "contacts": 1, "wordings": 1, "notes": 1, "mails": 1,
    }  # fmt: skip
    assert (held.shown, held.state, held.created_at) == (1, "published", SENT)
    assert str(held.words_until) == "2027-11-24"
    assert str(held.contact_until) == "2026-12-24"
    assert "Planted" not in repr(held)
    assert find(database, reference_of(9)) is None


def test_an_open_comment_has_no_day_on_which_it_goes(database: Database) -> None:
    database.migrate()
    with database.write() as connection:
        put_comment(connection, 1, SENT)

    held = find(database, reference_of(1))

    assert held is not None
    assert (held.words_until, held.contact_until, held.closed_at) == (None, None, None)


def test_deleting_takes_everything_of_one_comment_and_of_no_other(
    database: Database,
) -> None:
    fill(database)

    held = delete(database, reference_of(1), "A. Rep", NOW)

    assert held is not None
    assert find(database, reference_of(1)) is None
    for table in HANGING:
        with database.read() as connection:
            assert set(connection.scalars(select(table.c.comment_id))) == {2, 3}
    assert (count(database, t.mails), count(database, t.answers)) == (0, 2)
    with database.read() as connection:
        reply = connection.execute(select(t.replies)).one()
        line = connection.execute(select(t.audit)).one()
    assert (reply.comment_id, reply.withdrawn_at) == (None, None)
    assert reply.said == planted("public", 1)
    assert (line.by, line.action, line.reference) == (
        "A. Rep", "delete", reference_of(1),
    )  # fmt: skip
    assert "Planted" not in line.detail


def test_what_was_published_is_withdrawn_where_that_is_asked(
    database: Database,
) -> None:
    fill(database, published=2)

    delete(database, reference_of(1), "A. Rep", NOW, published=True)

    with database.read() as connection:
        first, second = connection.execute(
            select(t.replies).order_by(t.replies.c.id)
        ).all()
    assert first.withdrawn_at is not None
    assert (first.said, first.said_first) == ("", None)
    assert first.note.startswith("Withdrawn")
    assert (second.said, second.withdrawn_at) == (planted("public", 2), None)


def test_an_answer_goes_with_the_last_comment_that_has_it(database: Database) -> None:
    fill(database, published=0)

    delete(database, reference_of(3), "A. Rep", NOW)
    delete(database, reference_of(1), "A. Rep", NOW)

    with database.read() as connection:
        assert connection.scalars(select(t.answers.c.id)).all() == [1]


def test_deleting_what_is_not_there_writes_nothing(database: Database) -> None:
    fill(database)

    assert delete(database, reference_of(9), "A. Rep", NOW) is None

    assert count(database, t.audit) == 0


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("LOCALOFFER_DATA", str(tmp_path))
    return Database(f"sqlite:///{tmp_path / 'localoffer.db'}")


def test_the_command_finds_first_and_deletes_when_told(
    at_home: Database, tmp_path: Path
) -> None:
    fill(at_home)
    typed = reference_of(1).replace("-", " ").replace("0", "o")
    run = CliRunner().invoke

    found = run(group, ["desk", "find", typed])
    asked = run(group, ["desk", "delete", typed])
    done = run(group, ["desk", "delete", typed, "--yes"])
    again = run(group, ["desk", "delete", typed, "--yes"])

    assert found.output.splitlines()[0] == (
        f"{reference_of(1)}  comment  published  sent 2026-01-31"
    )
    assert "    words are kept until 2027-11-24" in found.output.splitlines()
    assert asked.output.startswith(found.output)
    assert "Add --yes" in asked.output
    assert done.output.splitlines() == [
        f"{reference_of(1)} is deleted.", "Published replies that stay: 1.",
    ]  # fmt: skip
    assert (again.exit_code, again.output) == (
        1, "There is no comment with this reference.\n",
    )  # fmt: skip
    for shown in (found, asked, done, again):
        assert "Planted" not in shown.output
    at_home.engine.dispose()
    bytes_left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for kind in ("raw", "contact", "wording", "note"):
        assert planted(kind, 1).encode() not in bytes_left
        assert planted(kind, 2).encode() in bytes_left


def test_the_command_withdraws_and_refuses_what_is_no_reference(
    at_home: Database,
) -> None:
    fill(at_home)
    run = CliRunner().invoke

    done = run(group, ["desk", "delete", reference_of(1), "--yes", "--published"])
    wrong = run(group, ["desk", "find", "my comment"])

    assert "Published replies withdrawn, with a note: 1." in done.output
    assert wrong.exit_code == 1
    assert wrong.output.startswith("That is no reference.")
    at_home.engine.dispose()
