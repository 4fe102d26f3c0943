"""Counting by bits and ordering only the front give what plain counting gives."""

import numpy as np
from hypothesis import given, strategies as st

from localoffer.search.arrays import least
from localoffer.search.bits import counted, packed

FEW = st.lists(st.integers(0, 4), max_size=200)


@given(keys=FEW, count=st.integers(-1, 210))
def test_the_front_is_what_a_whole_stable_sort_begins_with(
    keys: list[int], count: int
) -> None:
    array = np.array(keys, dtype=np.float32)
    whole = sorted(range(len(keys)), key=lambda place: (keys[place], place))

    assert least(array, count).tolist() == whole[: max(count, 0)]


@given(st.data(), st.integers(0, 200), st.integers(0, 5))
def test_bits_count_as_rows_of_yes_and_no_do(
    data: st.DataObject, entries: int, columns: int
) -> None:
    length = entries * (columns + 1)
    flat = data.draw(st.lists(st.booleans(), min_size=length, max_size=length))
    rows = np.array(flat, dtype=bool).reshape(columns + 1, entries)
    has, mask = rows[:columns], rows[columns]

    assert counted(packed(has), packed(mask)).tolist() == (has & mask).sum(1).tolist()
