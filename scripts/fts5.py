"""SQLite's FTS5 with the same entries, for `scripts/benchmark --peers`.

Written as a good SQL programmer would: Porter stems, BM25 with our weights of fields,
one row for each entry and facet value, covering indexes both ways, everything in
memory, statements prepared once. It is spared what we do beyond that: it reads nothing
out of the question, gives no reasons, and loses entries that do not state a fact.
"""
# ruff: noqa: S608  the statements are made of our own names and question marks

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from localoffer.question.words import tokens
from localoffer.search.catalogue import Catalogue
from localoffer.search.facets import Filters, is_shown
from localoffer.search.fields import WEIGHTS, Indexed

BEST = 10
MANY = 4  # beyond a quarter of all entries, counting value by value is quicker
FIELDS = ", ".join(WEIGHTS)
TABLES = f"""
PRAGMA temp_store = MEMORY;
CREATE VIRTUAL TABLE entry USING fts5(
    {FIELDS}, tokenize = 'porter unicode61', content = ''
);
INSERT INTO entry (entry, rank)
    VALUES ('rank', 'bm25({", ".join(map(str, WEIGHTS.values()))})');
CREATE TABLE held (
    entry INTEGER, facet INTEGER, value INTEGER, PRIMARY KEY (entry, value)
) WITHOUT ROWID;
CREATE TABLE shown (
    entry INTEGER, facet INTEGER, value INTEGER, PRIMARY KEY (entry, value)
) WITHOUT ROWID;
CREATE INDEX shown_by_value ON shown (value, entry, facet);
CREATE TEMP TABLE hit (entry INTEGER PRIMARY KEY, score REAL, missing INTEGER);
"""
# `missing` has a bit for each filter that an entry does not fit.
FIND = """
INSERT INTO hit SELECT rowid, rank, {missing} FROM entry WHERE entry MATCH ?
"""
# Those that fit, and those that count for some facet: one filter missing at most.
TOTAL = """
SELECT count(*) FILTER (WHERE missing = 0),
    count(*) FILTER (WHERE missing & (missing - 1) = 0)
FROM hit
"""
FIRST = f"""
SELECT entry FROM hit WHERE missing = 0 ORDER BY score, entry LIMIT {BEST}
"""
COUNT_FEW = """
SELECT value, count(*) FROM hit CROSS JOIN shown USING (entry)
WHERE {counted} GROUP BY value
"""
COUNT_MANY = """
SELECT value, count(*) FROM shown INDEXED BY shown_by_value
CROSS JOIN hit USING (entry) WHERE {counted} GROUP BY value
"""


@dataclass(frozen=True)
class Answer:
    """The first entries, how many fit, and how many of those have each column."""

    first: tuple[int, ...]
    total: int
    counts: dict[int, int]


class Fts5:
    """The same entries and facets in SQLite, in memory."""

    def __init__(self, texts: Sequence[Indexed], catalogue: Catalogue) -> None:
        """Fill the tables; entries have the numbers they have with us."""
        self.catalogue = catalogue
        self.database = sqlite3.connect(":memory:", isolation_level=None)
        self.database.executescript(TABLES)
        self.database.execute("BEGIN")
        rows = (
            (n, *(_plain(getattr(t, f)) for f in WEIGHTS)) for n, t in enumerate(texts)
        )
        marks = ", ".join("?" * len(WEIGHTS))
        self._fill(f"INSERT INTO entry (rowid, {FIELDS}) VALUES (?, {marks})", rows)
        self._fill("INSERT INTO held VALUES (?, ?, ?)", self._values())
        # Single years can be asked for, and are never counted: the bands are.
        columns = [
            str(n) for n, pair in enumerate(catalogue.columns) if is_shown(*pair)
        ]
        some = ", ".join(columns)
        self.database.execute(
            f"INSERT INTO shown SELECT * FROM held WHERE value IN ({some})"
        )
        self.database.execute("INSERT INTO entry (entry) VALUES ('optimize')")
        self.database.execute("COMMIT")
        self.database.execute("ANALYZE")

    def search(self, words: Sequence[str], filters: Filters = ()) -> Answer:
        """Return the answer to words joined by or, with filters."""
        run = self.database.execute
        run("DELETE FROM hit")
        missing, given = self._missing(filters)
        run(FIND.format(missing=missing), (*given, _match(words)))
        total, near = run(TOTAL).fetchone()
        first = tuple(number for (number,) in run(FIRST))
        count = COUNT_MANY if near * MANY > len(self.catalogue.cards) else COUNT_FEW
        counted, given = self._counted(filters)
        counts = dict(run(count.format(counted=counted), given).fetchall())
        return Answer(first, total, counts)

    def _missing(self, filters: Filters) -> tuple[str, list[int | None]]:
        """Return the bits of the filters that an entry does not fit, as SQL."""
        parts, given = ["0"], []
        for bit, (facet, values) in enumerate(filters):
            marks = ", ".join("?" * len(values))
            parts.append(
                "(NOT EXISTS (SELECT 1 FROM held "
                f"WHERE held.entry = entry.rowid AND value IN ({marks}))) << {bit}"
            )
            given += [self.catalogue.column(facet, value) for value in values]
        return " | ".join(f"({part})" for part in parts), given

    def _counted(self, filters: Filters) -> tuple[str, list[int]]:
        """Count each facet as if it alone were not yet filtered."""
        parts, given = ["missing = 0"], []
        for bit, (facet, _) in enumerate(filters):
            parts.append(f"(missing = {1 << bit} AND facet = ?)")
            given.append(self.catalogue.facets.index(facet))
        return " OR ".join(parts), given

    def _values(self) -> Iterable[tuple[int, int, int]]:
        facets = [self.catalogue.facets.index(f) for f, _ in self.catalogue.columns]
        for entry, column in zip(*self.catalogue.hot.nonzero(), strict=True):
            yield int(entry), facets[column], int(column)

    def _fill(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        self.database.executemany(statement, rows)


def words_of(text: str, stopwords: frozenset[str]) -> list[str]:
    """Return a question's words as typed, without those that say nothing."""
    found = tokens(text)
    kept = [token for token in found if token.word not in stopwords] or found
    return list(dict.fromkeys(_plain(text[t.start : t.end]).casefold() for t in kept))


def _plain(text: str) -> str:
    """Close up apostrophes, as our own index does."""
    return text.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")


def _match(words: Sequence[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words) or '""'
