"""How quickly the desk answers over many comments, for `scripts/benchmark --desk`."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from measuring import SEED, timed
from sqlalchemy import insert

from localoffer.app import create_app
from localoffer.database.connection import Database
from localoffer.database.tables import comments, question_counts, raw_words
from localoffer.edition.opening import Editions
from localoffer.feedback.store import digest_of
from localoffer.insight.years import BEGINS, Span
from localoffer.review.model import STATES
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from localoffer.web.shelf import take
from tests.signed import signed_in

COMMENTS = 100_000
YEARS = Span(2021 * 12, 2026 * 12 - 1)  # five of them
NOW = datetime(2026, 2, 3, 12, tzinfo=UTC)
VISITS = 40
DISTRICTS, WORDS, FILTERS = 20, 1000, 3
PART = 5000  # rows put in at once
SAID = ("my child waits", "for help", "and nobody", "rings back", "about it")


def measure_desk(settings: Settings, folder: Path) -> None:
    """Print how long pages of the desk take over a database filled for it."""
    url = f"sqlite:///{folder / 'desk.db'}"
    database = Database(url)
    database.migrate()
    app = create_app(replace(settings, database_url=url), Clock(lambda: NOW))
    with app.app_context():
        topics = [t.slug for t in take(Editions).current().vocabulary.topics.topics]
    rows = fill(database, topics)
    print(f"desk: {COMMENTS} comments, {rows} counts of five years")
    rep = signed_in(app, "rep")
    measure_inbox(rep, topics)
    measure_charts(rep)


def measure_inbox(client: FlaskClient, topics: list[str]) -> None:
    """Print how long the inbox takes: as it opens, filtered, searched, and a case."""
    some = topics[:VISITS]
    for name, asked in (
        ("inbox", [f"/desk/?page={1 + n % 3}" for n in range(VISITS)]),
        ("inbox by state", [f"/desk/?state={STATES[n % 6]}" for n in range(VISITS)]),
        ("inbox by topic", [f"/desk/?topic={topic}" for topic in some]),
        ("inbox by words", [f"/desk/?text=rings+back+{n}" for n in range(VISITS)]),
        ("a comment", [f"/desk/comments/{reference_of(n)}" for n in range(VISITS)]),
    ):
        client.get(asked[0])
        (times,) = timed([client.get], asked)
        print(f"desk, {name}: {times}, {len(asked)} pages")


def reference_of(number: int) -> str:
    """Return the reference of a comment."""
    digits = f"{number:012}"
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def measure_charts(client: FlaskClient) -> None:
    """Print how long a year's charts take."""
    years = [f"{kind}-{year}" for kind in BEGINS for year in range(2021, 2026)]
    asked = [f"/desk/insight?of={years[n % len(years)]}" for n in range(VISITS)]
    client.get(asked[0])  # what the first page waits for is made once a process
    (times,) = timed([client.get], asked)
    print(f"desk, a year's charts: {times}, {len(asked)} pages")


def fill(database: Database, topics: list[str]) -> int:
    """Put comments and counts in; return how many counts."""
    chance = random.Random(SEED)  # noqa: S311  the same every time
    counts = list(count_rows(topics, chance))
    with database.write() as connection:
        for table, rows in (
            (comments, list(comment_rows(topics, chance))),
            (raw_words, list(word_rows(chance))),
            (question_counts, counts),
        ):
            for at in range(0, len(rows), PART):
                connection.execute(insert(table), rows[at : at + PART])
    return len(counts)


def comment_rows(topics: list[str], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Give comments in every state, over five years."""
    for number in range(COMMENTS):
        yield {
            "id": number + 1,
            "reference": reference_of(number),
            "submission": str(number),
            "kind": "comment",
            "voice": "parent",
            "topic": chance.choice(topics),
            "language": "en",
            "source": "form",
            "state": chance.choice(STATES),
            "suspected": False,
            "urgent": chance.random() < 0.01,
            "created_at": NOW - timedelta(minutes=26 * number),
        }


def word_rows(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Give 40 words for each comment."""
    for number in range(COMMENTS):
        text = " ".join(chance.choices(SAID, k=40))
        row = {"comment_id": number + 1, "prompt": "included", "text": text}
        yield row | {"digest": digest_of(text)}


def count_rows(topics: list[str], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Give what five busy years count: all topics each month, most words."""
    values = {
        "topic": topics,
        "answered": topics,
        "unanswered": topics,
        "district": [f"MK{n}" for n in range(DISTRICTS)],
        "word": [f"word{n}" for n in range(3 * WORDS)],
        "unanswered word": [f"word{n}" for n in range(WORDS)],
        "unanswered in": [f"MK{n} {t}" for n in range(5) for t in topics],
        "emptied": [f"age={n} {t}" for n in range(FILTERS) for t in topics],
    }
    for month in YEARS.months:
        for kind, some in values.items():
            for value in some:
                total = 1 + int(chance.expovariate(0.2))
                yield {"month": month, "kind": kind, "value": value, "total": total}
