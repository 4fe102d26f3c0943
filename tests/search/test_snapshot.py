"""The snapshot answers as Whoosh itself does, in the same order."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings as how, strategies as st

from localoffer.content.markdown import render
from localoffer.content.reading import read_library
from localoffer.search.describe import indexed_of
from localoffer.search.engines.snapshot import SnapshotEngine, write_snapshot
from localoffer.search.engines.whoosh import (
    WhooshEngine,
    build_index,
    cut,
    postings,
)
from localoffer.search.fields import WEIGHTS, Indexed

CONTENT = Path(__file__).parents[2] / "content"
WORDS = (
    "speech", "autism", "school", "transport", "wheelchair", "sleep", "parents",
    "refused", "plan", "nursery", "grant", "hospital", "teenager", "appeal", "help",
)  # fmt: skip


@pytest.fixture(scope="module")
def entries() -> list[Indexed]:
    library, _ = read_library(CONTENT)
    assert library is not None
    words = library.vocabulary
    return [indexed_of(e, str(render(e.body)), words) for e in library.entries]


@pytest.fixture(scope="module")
def engines(
    entries: list[Indexed], tmp_path_factory: pytest.TempPathFactory
) -> tuple[WhooshEngine, SnapshotEngine]:
    folder = tmp_path_factory.mktemp("index")
    index = build_index(folder / "whoosh", entries)
    write_snapshot(folder, postings(index))
    return WhooshEngine(index), SnapshotEngine(folder, len(entries))


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
@how(max_examples=60, deadline=None)
def test_the_snapshot_finds_the_same_in_the_same_order(
    engines: tuple[WhooshEngine, SnapshotEngine], words: list[str]
) -> None:
    whoosh, snapshot = engines

    wanted, wanted_scores = whoosh.candidates(words, 1000)
    found, scores = snapshot.candidates(words, 1000)

    assert len(found) == len(wanted)
    assert np.allclose(scores, wanted_scores, rtol=1e-3)
    # Entries whose scores differ by less than rounding may change places.
    by_number = dict(zip(wanted.tolist(), wanted_scores.tolist(), strict=True))
    mine = [by_number[number] for number in found.tolist()]
    assert np.allclose(mine, wanted_scores, rtol=1e-3)
    assert np.allclose(snapshot.scores(words), whoosh.scores(words), rtol=1e-3)


def test_a_word_is_known_in_as_many_entries_as_hold_it(
    engines: tuple[WhooshEngine, SnapshotEngine], entries: list[Indexed]
) -> None:
    _, snapshot = engines

    for word in WORDS:
        (stem,) = cut(word)
        holds = [any(stem in cut(getattr(e, f)) for f in WEIGHTS) for e in entries]
        assert snapshot.knows(word) == sum(holds)


def test_an_unknown_word_finds_nothing(
    engines: tuple[WhooshEngine, SnapshotEngine],
) -> None:
    _, snapshot = engines

    found, scores = snapshot.candidates(["qwertzuiop"], 10)

    assert len(found) == len(scores) == 0
    assert snapshot.knows("qwertzuiop") == 0
