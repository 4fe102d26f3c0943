"""No count below five can be worked out from all that is ever shown."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product

import pytest
from hypothesis import assume, given, settings as effort, strategies as st

from localoffer.insight.fives import FEW, LEAST_TOLD, filled, told
from localoffer.insight.picture import Table
from localoffer.insight.years import BEGINS, Span, code_of
from tests.insight.counts import Counts, shown, sums_of, table

FIRST, LAST = 2023 * 12, 2025 * 12 + 11
MONTHS = Span(FIRST, LAST).months
KINDS = (
    "topic", "unanswered", "district", "unanswered word", "found no", "found yes",
    "wrong",
)  # fmt: skip
few_or_none = st.just(0) | st.integers(0, 2) | st.integers(0, 12)
row = st.lists(few_or_none, min_size=len(MONTHS), max_size=len(MONTHS)).map(
    lambda counts: dict(zip(MONTHS, counts, strict=True))
)
things = st.dictionaries(
    st.tuples(st.sampled_from(KINDS), st.sampled_from("abc")), row, min_size=1
)
looks = st.lists(
    st.tuples(
        st.sampled_from(sorted(BEGINS)),
        st.integers(2022, 2026),
        st.dates(date(2023, 1, 1), date(2027, 1, 1)),
        st.sampled_from([None, "a"]),
    ),
    min_size=1,
    max_size=12,
)
windows = st.tuples(st.integers(FIRST, LAST), st.integers(0, 14)).map(
    lambda pair: Span(pair[0], min(pair[0] + pair[1], LAST))
)


def in_window(counts: dict[str, int], span: Span) -> int:
    """Return the true count of some months."""
    return sum(counts[month] for month in span.months)


def another(counts: dict[str, int], span: Span, few: int) -> dict[str, int]:
    """Return counts that fill the same fives in the same months, and so many here."""
    made, before = {}, 0
    for month in MONTHS:
        total = before + counts[month]
        made[month] = filled(total) - filled(before)
        before = total
    made[span.months[0]] += few
    return made


@effort(max_examples=150, deadline=None)
@given(things, st.data(), windows, st.integers(0, LEAST_TOLD - 1), looks)
def test_a_hidden_count_may_be_each_of_none_to_four_whatever_else_is_shown(
    counts: dict[tuple[str, str], dict[str, int]],
    data: st.DataObject,
    span: Span,
    few: int,
    looks: list[tuple[str, int, date, str | None]],
) -> None:
    key = data.draw(st.sampled_from(sorted(counts)))
    assume(not sums_of(counts, span.edges).fives(key, span))
    other = {**counts, key: another(counts[key], span, few)}

    assert in_window(other[key], span) == few
    for kind, year, today, topic in looks:
        assert shown(counts, kind, year, today, topic) == shown(
            other, kind, year, today, topic
        )


@given(row, windows)
def test_what_is_told_is_at_most_four_from_the_truth(
    counts: dict[str, int], span: Span
) -> None:
    fives = sums_of({("topic", "a"): counts}, span.edges).fives(("topic", "a"), span)
    true = in_window(counts, span)

    assert fives % LEAST_TOLD == 0
    assert abs(fives - true) < LEAST_TOLD
    assert (told(fives) == FEW) == (fives == 0)
    assert fives or true < LEAST_TOLD


def ways(months: int, parts: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Give each way in which a whole and its parts can grow, a few at a time."""
    most = 2 * LEAST_TOLD - 1
    grown = [p for p in product(range(most + 1), repeat=parts + 1) if sum(p) <= most]
    for steps in product(grown, repeat=months):
        cums, now = [], (0,) * (parts + 1)
        for step in steps:
            now = tuple(a + b for a, b in zip(now, step, strict=True))
            cums.append((sum(now), *now[:parts]))
        if all(b[0] // 5 - a[0] // 5 <= 1 for a, b in pairwise([(0,), *cums])):
            yield tuple(cums)


@pytest.mark.parametrize(("months", "parts"), [(2, 1), (3, 1), (2, 2)])
def test_a_whole_beside_its_parts_gives_no_hidden_count_away(
    months: int, parts: int
) -> None:
    """Every small case: a topic and its districts, of which the rest is not shown."""
    spans = [(s, e) for s in range(months) for e in range(s + 1, months + 1)]
    found: defaultdict[object, set[int]] = defaultdict(set)
    for cums in ways(months, parts):
        seen = tuple(tuple(filled(n) for n in cum) for cum in cums)
        whole = ((0,) * (parts + 1), *cums)
        for (first, last), at in product(spans, range(parts + 1)):
            count = whole[last][at] - whole[first][at]
            if filled(whole[last][at]) == filled(whole[first][at]):
                found[seen, first, last, at].add(count)

    assert found
    assert {key: counts for key, counts in found.items() if len(counts) < 2} == {}


def test_the_lengths_of_bars_and_their_order_follow_from_what_is_told() -> None:
    def tables(few: int) -> tuple[Table, ...]:
        counts: Counts = {
            ("topic", "sleep"): {"2025-01": 20 + few},
            ("topic", "camhs"): {"2025-01": 20 + 4 - few, "2024-03": few},
            ("topic", "rare"): {"2025-01": few},
        }
        return shown(counts, "calendar", 2025, date(2026, 1, 1))

    seen = [table("asked", tables(few)).bars for few in range(LEAST_TOLD)]

    assert [bar.row.label for bar in seen[0]] == ["camhs", "sleep"]
    assert seen == [seen[0]] * LEAST_TOLD


def test_a_month_that_runs_is_not_told() -> None:
    counts: Counts = {("topic", "a"): {"2025-05": 10, "2025-06": 50}}

    on_the_30th = shown(counts, "calendar", 2025, date(2025, 6, 30))
    on_the_1st = shown(counts, "calendar", 2025, date(2025, 7, 1))

    assert table("asked", on_the_30th).rows[0].now == 10
    assert table("asked", on_the_1st).rows[0].now == 60


def test_code_of_a_month() -> None:
    assert (code_of(FIRST), code_of(LAST)) == ("2023-01", "2025-12")
