"""No number under five is told, or can be worked out from what is told."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from localoffer.replies.cells import LEAST_TOLD, Line, told_safely

LABELS = ("Arabic", "English", "Polish", "Urdu")


def test_large_numbers_are_told_as_they_are_the_largest_first() -> None:
    lines = told_safely({"Polish": 7, "English": 40, "Urdu": 5})

    assert lines == [Line("English", 40), Line("Polish", 7), Line("Urdu", 5)]


def test_a_small_number_is_counted_together_with_the_next() -> None:
    lines = told_safely({"English": 40, "Polish": 6, "Urdu": 1})

    assert lines == [
        Line("English", 40),
        Line("Polish and Urdu, counted together", 7),
    ]


def test_several_small_numbers_are_enough_for_each_other() -> None:
    lines = told_safely({"English": 40, "Polish": 6, "Urdu": 4, "Arabic": 3})

    assert lines == [
        Line("English", 40),
        Line("Polish", 6),
        Line("Arabic and Urdu, counted together", 7),
    ]


def test_where_all_is_small_nothing_is_told_but_that() -> None:
    lines = told_safely({"English": 2, "Urdu": 1})

    assert [(line.label, line.told) for line in lines] == [
        ("All counted together", "fewer than 5")
    ]


def test_a_row_with_nobody_in_it_says_so() -> None:
    lines = told_safely({"On paper": 9}, ("By phone", "On paper"))

    assert lines == [Line("On paper", 9), Line("By phone", 0)]


def test_a_given_order_is_kept() -> None:
    assert told_safely({"b": 9, "a": 30}, ("b", "a")) == [Line("b", 9), Line("a", 30)]


MOST = 11  # above it nothing new can happen: larger numbers are told


def every_way() -> Iterator[dict[str, int]]:
    for values in product(range(MOST), repeat=len(LABELS)):
        yield dict(zip(LABELS, values, strict=True))


def test_nobody_can_work_out_a_small_number() -> None:
    """Whoever knows the rule and the whole finds more than one way it may have been."""
    ways: defaultdict[object, list[dict[str, int]]] = defaultdict(list)
    for way in every_way():
        ways[sum(way.values()), tuple(told_safely(way))].append(way)
    known = [
        (told, label)
        for told, some in ways.items()
        for label in LABELS
        if len({way[label] for way in some}) == 1 and 0 < some[0][label] < LEAST_TOLD
    ]

    assert len(ways) > 1000
    assert known == []


def test_nothing_is_lost_where_small_numbers_are_counted_together() -> None:
    for way in every_way():
        lines = told_safely(way)
        told = [line.total for line in lines if line.total is not None]

        assert not any(0 < total < LEAST_TOLD for total in told)
        if len(told) == len(lines):
            assert sum(told) == sum(way.values())
