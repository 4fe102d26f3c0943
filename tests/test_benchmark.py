"""The benchmark runs, and what a good SQL programmer counts is what we count."""

import re
import sqlite3
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from localoffer.content.markdown import render
from localoffer.content.reading import read_library
from localoffer.edition.opening import Editions
from localoffer.search.catalogue import Catalogue
from localoffer.search.describe import indexed_of
from localoffer.search.facets import Filters, Mask, count, sieve
from localoffer.search.fields import Indexed
from localoffer.settings import Settings
from tests.conftest import need

ROOT = Path(__file__).parents[1]
FILTERS = (("cost", ("free",)), ("age", ("5-10", "0-4")), ("need", ("autism",)))


@pytest.fixture
def fts5(monkeypatch: pytest.MonkeyPatch) -> None:
    options = sqlite3.connect(":memory:").execute("PRAGMA compile_options")
    need(("ENABLE_FTS5",) in options.fetchall(), "this Python's SQLite has no FTS5")
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))


def texts_of(catalogue: Catalogue) -> list[Indexed]:
    library, _ = read_library(ROOT / "content")
    assert library is not None
    by_slug = {entry.slug: entry for entry in library.entries}
    entries = [by_slug[card.slug] for card in catalogue.cards]
    return [indexed_of(e, str(render(e.body)), library.vocabulary) for e in entries]


def our_counts(
    catalogue: Catalogue, filters: Filters, base: Mask
) -> dict[int | None, int]:
    return {
        catalogue.column(facet.name, value.value): value.count
        for facet in count(catalogue, filters, sieve(catalogue, filters), base)
        for value in facet.values
        if value.count
    }


@pytest.mark.usefixtures("fts5")
def test_fts5_counts_each_facet_as_we_do(settings: Settings) -> None:
    catalogue = Editions(settings.data).current().catalogue
    peer = import_module("fts5").Fts5(texts_of(catalogue), catalogue)

    for words in (["sleep"], ["autism", "school"], ["help"], ["qwertzuiop"]):
        peer.search(words)
        hits = [number for (number,) in peer.database.execute("SELECT entry FROM hit")]
        base = np.isin(np.arange(len(catalogue.cards)), hits)
        for filters in ((), FILTERS[:1], FILTERS[:2], FILTERS):
            found = peer.search(words, filters)
            fitting = sieve(catalogue, filters).fitting(base)
            assert found.counts == our_counts(catalogue, filters, base), filters
            assert found.total == fitting.sum()
            assert fitting[list(found.first)].all()
            assert len(found.first) == min(found.total, 10)


@pytest.mark.usefixtures("fts5")
def test_the_benchmark_asks_us_and_fts5_the_same() -> None:
    script = str(ROOT / "scripts" / "benchmark")
    few = ("--questions", "20", "--processes", "1")
    command = [sys.executable, script, "--peers", *few]

    run = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603

    number = r"[0-9]+\.[0-9]+"
    for line in (
        rf"question read: p50 {number} ms, p95 {number} ms .*, 20 questions",
        rf"/api/search with two filters: p50 {number} ms",
        r"a web process, to open the edition: \d+ ms .*, then \d+ MB",
        rf"peers, FTS5: p50 {number} ms, p95 {number} ms",
        rf"peers with two filters, FTS5/ours in processor time: p50 {number}",
        rf"peers, FTS5/ours alone in processor time: p50 {number}",
        rf"peers, ours: success1 {number}, success3 {number}, mrr {number}, \d+ quest",
        rf"peers, ours/FTS5: success1 {number}, success3 {number}, mrr {number}",
    ):
        assert re.search(line, run.stdout), f"{line}\n{run.stdout}\n{run.stderr}"
