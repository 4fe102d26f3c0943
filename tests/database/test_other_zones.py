"""A server in another part of the world gives back the same moments."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, text

from localoffer.database.connection import Database, aware
from localoffer.database.tables import replies
from localoffer.feedback import store as comment_store
from localoffer.feedback.model import Comment
from localoffer.replies import store as reply_store
from tests.replies.rows import reply_row

pytestmark = pytest.mark.postgresql
LATE = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)


@pytest.fixture
def in_tokyo(request: pytest.FixtureRequest) -> Iterator[Database]:
    url: str = request.getfixturevalue("cluster")
    database = Database(f"{url}?options=-c%20timezone%3DAsia/Tokyo")
    with database.write() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    database.migrate()
    yield database
    database.engine.dispose()


def test_the_server_really_is_elsewhere(in_tokyo: Database) -> None:
    with in_tokyo.read() as connection:
        zone = connection.execute(text("SHOW timezone")).scalar_one()

    assert zone == "Asia/Tokyo"


def test_a_comment_keeps_its_moment(in_tokyo: Database) -> None:
    comment = Comment(
        reference="7K3M-9QTX-2HBA",
        submission="one",
        said=(("included", "Late."),),
        about=None,
        language="en",
        created_at=LATE,
    )
    reference = comment_store.keep(in_tokyo, comment, None)

    (found,) = comment_store.listed(in_tokyo)
    receipt = comment_store.receipt(in_tokyo, reference)

    assert found == comment
    assert found.created_at.tzinfo is UTC
    assert receipt is not None
    assert receipt.created_at == LATE


def test_an_answer_keeps_its_moment(in_tokyo: Database) -> None:
    with in_tokyo.write() as connection:
        connection.execute(insert(replies), [reply_row(published_at=LATE)])

    (found,) = reply_store.published(in_tokyo)

    assert found.published_at == LATE


def test_a_moment_without_a_zone_was_kept_in_utc() -> None:
    assert aware(LATE.replace(tzinfo=None)) == LATE
