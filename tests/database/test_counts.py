"""Counts add up on both databases, whoever adds them at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from localoffer.cli.work import handlers_for
from localoffer.database.connection import Database
from localoffer.database.tables import right_counts
from localoffer.insight import store
from localoffer.insight.model import Batch, Count, Rights, Taps
from localoffer.outbox.worker import run_due
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from tests.fresh import counting_of, fresh_site

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
COUNTS = tuple(Count("2026-11", "word", word, 2) for word in ("speech", "sleep", "öl"))
TAPS = Taps("2026-11", "guide", "camhs", "no")
RIGHT = Rights("2026-11", "camhs", "yes")


def test_counts_are_added_to_what_is_there(database: Database) -> None:
    database.migrate()
    store.add(database, Batch(COUNTS, (TAPS,), (RIGHT,)))

    rights = (RIGHT, replace(RIGHT, answer="no"))
    store.add(database, Batch(COUNTS[:1], (TAPS, replace(TAPS, answer="yes")), rights))

    kept = store.counted(database)
    assert {c.value: c.total for c in kept.counts} == {"speech": 4, "sleep": 2, "öl": 2}
    assert {t.answer: t.total for t in kept.taps} == {"no": 2, "yes": 1}
    assert {r.answer: r.total for r in kept.rights} == {"no": 1, "yes": 2}


def test_nothing_to_add_adds_nothing(database: Database) -> None:
    database.migrate()

    store.add(database, Batch())

    assert store.counted(database) == Batch()


def test_many_at_once_lose_nothing_and_wait_for_nobody(database: Database) -> None:
    database.migrate()
    ways = (COUNTS, COUNTS[::-1])

    with ThreadPoolExecutor(8) as writers:
        list(
            writers.map(
                lambda n: store.add(database, Batch(ways[n % 2], (TAPS,))), range(40)
            )
        )

    kept = store.counted(database)
    assert [count.total for count in kept.counts] == [80, 80, 80]
    assert [taps.total for taps in kept.taps] == [40]


def test_taps_and_questions_of_a_site_are_rows_on_either_database(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    with fresh_site(settings, tmp_path, lambda: NOW, database_url=url) as app:
        client = app.test_client()
        client.get("/search?q=sleep")
        for _ in range(2):
            form = {"found": "no", "kind": "results", "about": "sleep"}
            assert client.post("/found", data=form).status_code == 303
        counting_of(app).flush()
    run_due(database, handlers_for(database, Clock()), lambda: NOW)

    kept = store.counted(database)
    assert Count("2026-11", "answered", "sleep") in kept.counts
    assert kept.taps == (Taps("2026-11", "results", "sleep", "no", 2),)


def test_counts_are_added_up_by_the_months_before(database: Database) -> None:
    database.migrate()
    counts = (
        Count("2025-08", "topic", "sleep", 3),
        Count("2025-09", "topic", "sleep", 4),
        Count("2026-09", "topic", "sleep", 90),
        Count("2025-09", "word", "sleep", 9),
    )
    taps = (TAPS, replace(TAPS, page="service"), replace(TAPS, answer="yes"))
    earlier = tuple(replace(one, month="2025-10") for one in taps)
    rows = [
        {"month": "2025-01", "about": "camhs", "answer": answer, "total": total}
        for answer, total in (("no", 2), ("yes", 70))
    ]
    store.add(database, Batch(counts, earlier))
    with database.write() as connection:
        connection.execute(insert(right_counts), rows)
    edges, kinds = ("2025-09", "2026-09"), ("topic", "found no", "wrong")

    sums = store.sums(database, edges, kinds)

    assert sums.edges == edges
    assert sums.rows == {
        ("topic", "sleep"): (3, 7),
        ("found no", "camhs"): (0, 2),
        ("wrong", "camhs"): (2, 2),
    }
