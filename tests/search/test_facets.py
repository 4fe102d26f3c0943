"""Every count is what counting by hand gives; silence is neither yes nor no."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from localoffer.content.library import Library
from localoffer.content.reading import read_library
from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked
from localoffer.search.describe import facet_values
from localoffer.search.results import PAGE_SIZE

ROOT = Path(__file__).parents[2]
Values = dict[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def values(edition: Edition) -> list[Values]:
    """Each listed entry's values, straight from its record."""
    library, _ = read_library(ROOT / "content")
    assert isinstance(library, Library)
    records = {entry.slug: entry.record for entry in library.entries}
    return [facet_values(records[c.slug], library) for c in edition.catalogue.cards]


def fits(row: Values, filters: dict[str, set[str]], but: str = "") -> bool:
    return all(
        set(row[name]) & wanted for name, wanted in filters.items() if name != but
    )


def may_fit(row: Values, filters: dict[str, set[str]]) -> bool:
    return all(not row[name] or set(row[name]) & w for name, w in filters.items())


def some_filters(edition: Edition) -> Callable[[], dict[str, set[str]]]:
    chance = random.Random(2026)  # noqa: S311  the same pairs every time
    columns = edition.catalogue.columns

    def pick() -> dict[str, set[str]]:
        filters: dict[str, set[str]] = {}
        for name, value in chance.sample(columns, 2):
            filters.setdefault(name, set()).add(value)
        return filters

    return pick


def asked_for(filters: dict[str, set[str]], page: int = 1) -> Asked:
    pairs = [(name, value) for name, wanted in filters.items() for value in wanted]
    return Asked(facets=tuple(sorted(pairs)), page=page)


def test_counts_are_right_for_500_random_pairs_of_filters(
    edition: Edition, values: list[Values]
) -> None:
    pick = some_filters(edition)

    for _ in range(500):
        filters = pick()
        results = edition.search.answer(asked_for(filters))
        right = [fits(row, filters) for row in values]
        maybe = [may_fit(row, filters) for row in values]
        assert results.total == sum(right)
        assert results.not_stated == sum(maybe) - sum(right)
        for facet in results.facets:
            rows = [row for row in values if fits(row, filters, but=facet.name)]
            for value in facet.values:
                by_hand = sum(value.value in row[facet.name] for row in rows)
                assert value.count == by_hand, (filters, facet.name, value)


def test_an_entry_that_states_nothing_comes_after_those_that_fit(
    edition: Edition,
) -> None:
    filters = {"age": {"3"}, "cost": {"free"}}
    first = edition.search.answer(asked_for(filters))
    pages = [
        edition.search.answer(asked_for(filters, n)) for n in range(1, first.pages + 1)
    ]
    found = [result for page in pages for result in page.results]
    kinds = [result.fit for result in found]

    assert first.total > 0
    assert first.not_stated > 0
    assert kinds == sorted(kinds, key=["fits", "not stated"].index)
    assert len(found) == first.total + first.not_stated
    assert all(result.silent for result in found if result.fit == "not stated")
    assert len(first.results) == PAGE_SIZE


def test_an_unknown_value_is_left_out_and_named(edition: Edition) -> None:
    results = edition.search.answer(Asked(facets=(("cost", "cheap"),)))

    assert results.unknown == (("cost", "cheap"),)
    assert results.total == len(edition.catalogue.cards)


def test_two_values_of_one_facet_are_joined_by_or(edition: Edition) -> None:
    def total(*facets: tuple[str, str]) -> int:
        return edition.search.answer(Asked(facets=facets)).total

    both = total(("topic", "adhd"), ("topic", "sleep"))

    assert max(total(("topic", "adhd")), total(("topic", "sleep"))) < both


def test_adding_a_filter_of_another_facet_never_gives_more(edition: Edition) -> None:
    pick = some_filters(edition)

    for _ in range(100):
        filters = pick()
        if len(filters) < 2:
            continue
        name = next(iter(filters))
        fewer = edition.search.answer(asked_for(filters)).total
        more = edition.search.answer(asked_for({name: filters[name]})).total
        assert fewer <= more


def test_dropping_the_filter_that_rescue_names_brings_what_it_says(
    edition: Edition,
) -> None:
    pick = some_filters(edition)
    rescued = 0

    for _ in range(300):
        filters = pick()
        rescue = edition.search.answer(asked_for(filters)).rescue
        if rescue is None:
            continue
        rescued += 1
        rest = {n: w for n, w in filters.items() if n != rescue.facet}
        assert edition.search.answer(asked_for(rest)).total == rescue.brings
    assert rescued
