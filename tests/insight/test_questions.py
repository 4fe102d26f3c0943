"""Questions are counted as they are asked, apart from who asked them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from localoffer.cli.work import handlers_for
from localoffer.database.connection import Database
from localoffer.database.ledger import LedgerRows
from localoffer.database.tables import jobs
from localoffer.insight.actions import PAUSE, WAIT, Counting
from localoffer.insight.model import Batch, Count, Question, Tally, Taps
from localoffer.insight.store import counted
from localoffer.outbox.worker import run_due
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from tests.fresh import counting_of, database_of, fresh_site

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 9; CUBOT X18 Plus) Chrome/99"}


def asked(app: Flask, path: str, **headers: str) -> set[tuple[str, str, int]]:
    """Ask once, and return what that has counted."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    app.test_client().get(path, headers={**PHONE, **named})
    counts = counting_of(app).tally.take().counts
    return {(count.kind, count.value, count.total) for count in counts}


def test_topics_district_and_common_words_of_a_question_are_counted(
    fresh: Flask,
) -> None:
    found = asked(fresh, "/search?q=speech+therapy+mk3+5ld+for+zebedee")

    assert ("topic", "salt-service", 1) in found
    assert ("answered", "salt-service", 1) in found
    assert ("district", "MK3", 1) in found
    assert ("word", "speech", 1) in found
    assert not [value for _, value, _ in found if "5ld" in value.lower()]
    assert not [value for _, value, _ in found if "zebedee" in value]


def test_a_neighbourhood_is_not_counted_for_it_may_be_a_few_streets(
    fresh: Flask,
) -> None:
    found = asked(fresh, "/search?q=speech+therapy+in+oxley+park")

    assert ("topic", "salt-service", 1) in found
    assert "district" not in {kind for kind, _, _ in found}


def test_a_question_that_is_not_answered_is_counted_as_such(fresh: Flask) -> None:
    found = asked(fresh, "/search?q=zzzz+qqqq+school")

    assert {kind for kind, _, _ in found} >= {"unanswered", "unanswered word"}
    assert "answered" not in {kind for kind, _, _ in found}


def test_a_question_in_another_language_is_counted(fresh: Flask) -> None:
    found = asked(fresh, "/pl/search?q=moje+dziecko+nie+m%C3%B3wi")

    assert {kind for kind, _, _ in found} & {"answered", "unanswered"}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/search", {}),
        ("/search?topic=sleep", {}),
        ("/search?q=sleep&page=2", {}),
        ("/search?q=sleep&cost=free", {}),
        ("/search?q=sleep&drop=topic:sleep", {}),
        ("/search?q=sleep&exact=1", {}),
        ("/search?q=sleep&sort=title", {}),
        ("/api/search?q=sleep", {}),
        ("/api/suggest?q=sleep", {}),
        ("/search?q=sleep", {"Sec_Purpose": "prefetch;prerender"}),
        ("/search?q=sleep", {"Purpose": "prefetch"}),
        ("/search?q=sleep", {"If_None_Match": '"seen"'}),
        ("/search?q=sleep", {"User_Agent": "Mozilla/5.0 (compatible; bingbot/2.0)"}),
        ("/search?q=sleep", {"User_Agent": "Some Crawler"}),
    ],
)
def test_a_second_look_a_machine_or_a_robot_is_no_question(
    fresh: Flask, path: str, headers: dict[str, str]
) -> None:
    assert asked(fresh, path, **headers) == set()


def test_only_a_page_that_is_read_is_counted(fresh: Flask) -> None:
    fresh.test_client().head("/search?q=sleep")

    assert not counting_of(fresh).tally.take()
    assert asked(fresh, "/search?q=sleep")


def test_the_tally_goes_through_a_job_into_its_month(
    settings: Settings, tmp_path: Path
) -> None:
    with fresh_site(settings, tmp_path, lambda: NOW) as app:
        database, client = database_of(app), app.test_client()
        for _ in range(3):
            client.get("/search?q=sleep", headers=PHONE)
        counting_of(app).flush()
        counting_of(app).flush()

        before = counted(database)
        done = run_due(database, handlers_for(database, Clock()), lambda: NOW)

        assert (before, done) == (Batch(), 1)
        assert Count("2026-11", "topic", "sleep", 3) in counted(database).counts
        with database.read() as connection:
            (job,) = connection.execute(select(jobs)).all()
        assert (job.kind, job.payload) == ("add counts", "{}")


class Tick:
    """A clock that only runs forward, by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def tick() -> Tick:
    return Tick()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'counting.db'}")
    database.migrate()
    yield database
    database.engine.dispose()


@pytest.fixture
def counting(database: Database, tick: Tick) -> Counting:
    tally = Tally(lambda _word: 9)
    return Counting(database, LedgerRows(database), tally, lambda: NOW, tick)


def jobs_in(database: Database) -> int:
    with database.read() as connection:
        return len(connection.execute(select(jobs)).all())


def test_a_process_leaves_its_tally_once_a_minute(
    counting: Counting, database: Database, tick: Tick
) -> None:
    seen = []
    for seconds in (0, PAUSE - 1, PAUSE, PAUSE + 1, 2 * PAUSE - 1, 2 * PAUSE):
        tick.seconds = seconds
        counting.tally.add(Question("2026-11"))
        counting.flush_if_due()
        counting.errands.finish()
        seen.append(jobs_in(database))

    assert seen == [0, 0, 1, 1, 1, 2]


def test_nothing_asked_is_no_job(
    counting: Counting, database: Database, tick: Tick
) -> None:
    tick.seconds = 5 * PAUSE

    counting.flush_if_due()
    counting.errands.finish()

    assert jobs_in(database) == 0


def test_counts_stay_while_the_database_is_away_and_go_later(
    counting: Counting, database: Database, tick: Tick
) -> None:
    database.migrate("base")
    counting.tally.add(Question("2026-11", "sleep"))
    counting.flush()
    tick.seconds = PAUSE
    counting.flush_if_due()
    counting.errands.finish()
    database.migrate()
    counting.tally.add(Question("2026-11", "sleep"))

    tick.seconds = 2 * PAUSE
    counting.flush_if_due()
    counting.errands.finish()
    run_due(database, handlers_for(database, Clock()), lambda: NOW)

    assert counted(database).counts == (Count("2026-11", "answered", "sleep", 2),)


def test_a_database_that_is_away_is_not_asked_at_every_tap(
    counting: Counting, database: Database, tick: Tick
) -> None:
    taps = Taps("2026-11", "guide", "sleep", "yes")
    database.migrate("base")
    counting.tap(Batch(taps=(taps,)), "key")
    counting.errands.finish()
    database.migrate()

    counting.tap(Batch(taps=(taps,)), "key")
    counting.errands.finish()
    waiting = counted(database).taps
    tick.seconds = WAIT
    counting.tap(Batch(taps=(taps,)), "key")
    counting.errands.finish()

    assert waiting == ()
    assert counted(database).taps == (taps,)
    assert [held.total for held in counting.tally.take().taps] == [2]


def test_what_was_counted_long_ago_leaves_no_job(database: Database) -> None:
    counting = Counting(
        database, LedgerRows(database), Tally(lambda _: 9), lambda: NOW, Tick()
    )
    counting.tally.add(Question("2026-11"))
    counting.flush()
    handlers = handlers_for(database, Clock(lambda: NOW + timedelta(days=2)))
    run_due(database, handlers, lambda: NOW)

    handlers["forget jobs"]({})

    assert jobs_in(database) == 0


def test_an_unsure_question_counts_its_topic_with_its_district_only(
    fresh: Flask,
) -> None:
    unsure = asked(fresh, "/search?q=zzzz+qqqq+mk3+5ld")
    sure = asked(fresh, "/search?q=speech+therapy+mk3")
    nowhere = asked(fresh, "/search?q=zzzz+qqqq+in+oxley+park")

    assert ("unanswered in", "MK3 none", 1) in unsure
    assert "unanswered in" not in {kind for kind, _, _ in sure | nowhere}


def test_the_one_filter_to_drop_is_counted_with_its_topic(fresh: Flask) -> None:
    found = asked(fresh, "/search?q=sleep+for+zebedee&day=monday&cost=priced")
    bare = asked(fresh, "/search?day=monday&cost=priced&need=autism&age=0-4")

    assert [(kind, total) for kind, _, total in found] == [("emptied", 1)]
    ((_, value, _),) = found
    assert value in {"day=monday sleep", "cost=priced sleep"}
    assert {value.rsplit(" ", 1)[1] for _, value, _ in bare} <= {"none"}


def test_a_place_too_near_is_counted_in_miles_and_not_by_name(fresh: Flask) -> None:
    found = asked(fresh, "/search?day=sunday&near=MK9+3EJ&within=1")

    assert found == {("emptied", "within=1 none", 1)}


@pytest.mark.parametrize(
    "more", ["&page=2", "&sort=title", "&more=topic", "&need=no-such-need&day="]
)
def test_a_filter_is_counted_once_and_only_if_the_site_knows_it(
    fresh: Flask, more: str
) -> None:
    found = asked(fresh, f"/search?q=sleep&day=monday&cost=priced{more}")

    assert "no-such-need" not in str(found)
    assert len(found) == (1 if "need" in more else 0)


def test_more_values_of_one_filter_are_told_as_several(fresh: Flask) -> None:
    found = asked(fresh, "/search?q=sleep&day=monday&day=tuesday&day=made-up")

    assert found <= {("emptied", "day=several sleep", 1)}
    assert found
