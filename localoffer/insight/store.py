"""Counts as rows: added to what a month has, and read back."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    case,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from localoffer.database.connection import Database
from localoffer.database.tables import (
    found_counts,
    question_counts,
    right_counts,
)
from localoffer.insight.fives import Sums
from localoffer.insight.model import Batch, Count, Rights, Taps
from localoffer.outbox.model import Job
from localoffer.outbox.store import add as add_job

ADD_COUNTS = "add counts"  # the kind of job that carries a batch


def hand_over(database: Database, batch: Batch, now: datetime) -> None:
    """Leave counts to the worker, as one job."""
    with database.write() as connection:
        add_job(connection, Job(ADD_COUNTS, batch.payload()), now)


def add(database: Database, batch: Batch) -> None:
    """Add counts to their months, all of them or none."""
    with database.write() as connection:
        _add(connection, question_counts, [asdict(count) for count in batch.counts])
        _add(connection, found_counts, [asdict(taps) for taps in batch.taps])
        _add(connection, right_counts, [asdict(right) for right in batch.rights])


def counted(database: Database) -> Batch:
    """Return all that was counted, by month."""
    with database.read() as connection:
        counts = connection.execute(select(question_counts)).all()
        taps = connection.execute(select(found_counts)).all()
        rights = connection.execute(select(right_counts)).all()
    return Batch(
        tuple(sorted(Count(*row) for row in counts)),
        tuple(sorted(Taps(*row) for row in taps)),
        tuple(sorted(Rights(*row) for row in rights)),
    )


def sums(database: Database, edges: Sequence[str], kinds: Sequence[str]) -> Sums:
    """Return how often things of some kinds were counted before each of some months.

    Beside the kinds of question counts: `found yes` and `found no`, by topic, and
    `wrong`, by entry.
    """
    questions, found, right = question_counts.c, found_counts.c, right_counts.c
    parts = (
        (question_counts, questions.kind, questions.value),
        (found_counts, literal("found ").concat(found.answer), found.topic),
        (right_counts, case((right.answer == "no", "wrong"), else_=""), right.about),
    )
    rows = {}
    with database.read() as connection:
        for table, kind, value in parts:
            query = _summed(table, kind, value, edges).where(kind.in_(kinds))
            for row in connection.execute(query):
                rows[row[0], row[1]] = tuple(map(int, row[2:]))
    return Sums(tuple(edges), rows)


def _summed(
    table: Table,
    kind: ColumnElement[str],
    value: ColumnElement[str],
    edges: Sequence[str],
) -> Select[*tuple[Any, ...]]:
    """Return the query that adds up, for each thing, what came before each edge."""
    month, total = table.c.month, table.c.total
    before = (func.sum(case((month < edge, total), else_=0)) for edge in edges)
    kind = kind.label("kind")
    return (
        select(kind, value.label("value"), *before)
        .where(month < max(edges))
        .group_by("kind", "value")
    )


def _add(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement: Any = make(table)
    # Rows in one order: two workers at once cannot wait for each other.
    ordered = sorted(rows, key=lambda row: list(map(str, row.values())))
    statement = statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={"total": table.c.total + statement.excluded.total},
    )
    connection.execute(statement, ordered)
