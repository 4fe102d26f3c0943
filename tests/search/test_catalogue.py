"""What is opened is what was written, and nothing is decoded before it is needed."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked
from localoffer.search.catalogue import (
    Card,
    catalogue_of,
    open_catalogue,
    write_catalogue,
)
from localoffer.search.grounds import open_grounds, write_grounds
from localoffer.search.ranking import Grounds
from localoffer.search.rows import Rows, write_rows

CARDS = (
    Card("a", "service", "Été", "First", ("sleep",), ages=(0, 5), checked="2026-01-02"),
    Card("b", "guide", "ice", "Second", ("sleep", "adhd"), is_national=True),
    Card("c", "service", "Apple", "Third", ("adhd",), ways=("gp", "school")),
)
VALUES: list[dict[str, tuple[str, ...]]] = [
    {"cost": ("free",)},
    {"cost": ()},
    {"cost": ("free", "priced")},
]
KNOWN = {"cost": ("free", "priced")}


def test_an_opened_catalogue_is_the_one_that_was_written(tmp_path: Path) -> None:
    written = catalogue_of(CARDS, VALUES, [(2, 480000, 240000)], KNOWN)

    write_catalogue(tmp_path, written)
    opened = open_catalogue(tmp_path)

    assert tuple(opened.cards) == CARDS
    assert opened.cards[-1] == CARDS[-1]
    assert tuple(opened.cards[1:]) == CARDS[1:]
    assert opened.columns == written.columns
    assert opened.totals("cost") == {"free": 2, "priced": 1}
    assert opened.having("cost", "priced") == [CARDS[2]]
    for name in ("hot", "bits", "stated", "spots", "orders"):
        assert np.array_equal(getattr(opened, name), getattr(written, name)), name


def test_an_empty_catalogue_can_be_opened(tmp_path: Path) -> None:
    write_catalogue(tmp_path, catalogue_of([], [], [], KNOWN))

    assert list(open_catalogue(tmp_path).cards) == []


def test_a_card_is_made_only_when_it_is_needed(tmp_path: Path) -> None:
    made: list[int] = []

    def make(number: int) -> str:
        made.append(number)
        return f"card {number}"

    write_rows(tmp_path, "rows", range(100))
    rows = Rows(tmp_path, "rows", make)

    assert (len(rows), made) == (100, [])
    assert (rows[7], rows[-1], made) == ("card 7", "card 99", [7, 99])
    with pytest.raises(IndexError):
        rows[100]


def test_opened_grounds_are_those_of_the_cards(tmp_path: Path) -> None:
    grounds = Grounds.of(CARDS)

    write_grounds(tmp_path, grounds)
    opened = open_grounds(tmp_path)

    for field in fields(Grounds):
        one, other = (getattr(each, field.name) for each in (opened, grounds))
        if isinstance(other, dict):
            assert list(one) == list(other)
            assert all(np.array_equal(one[name], other[name]) for name in other)
        else:
            assert np.array_equal(one, other), field.name
            assert one.dtype == other.dtype


@pytest.mark.parametrize("sort", ["title", "checked"])
def test_sorted_results_are_in_order_over_all_pages(
    edition: Edition, sort: str
) -> None:
    first = edition.search.answer(Asked(sort=sort))
    pages = [
        edition.search.answer(Asked(sort=sort, page=number + 1))
        for number in range(first.pages)
    ]
    cards = [result.card for page in pages for result in page.results]
    by_title = sorted(cards, key=lambda card: card.title.casefold())
    by_day = sorted(by_title, key=lambda card: card.checked or "", reverse=True)

    assert len({card.slug for card in cards}) == len(edition.catalogue.cards)
    assert cards == (by_title if sort == "title" else by_day)
