"""The address as an object: its arguments and back again, whatever was typed."""

from urllib.parse import parse_qsl, urlencode

from hypothesis import given, strategies as st

from localoffer.question.asked import FACETS, LONGEST_TEXT, Asked

NAMES = st.sampled_from(
    [*FACETS, "q", "near", "within", "drop", "exact", "page", "sort", "other"]
)
PAIRS = st.lists(st.tuples(NAMES, st.text(max_size=40)), max_size=12)


@given(PAIRS)
def test_arguments_and_question_are_inverses(pairs: list[tuple[str, str]]) -> None:
    asked = Asked.from_args(pairs)

    assert Asked.from_args(asked.to_args()) == asked


@given(PAIRS)
def test_an_address_carries_the_question(pairs: list[tuple[str, str]]) -> None:
    asked = Asked.from_args(pairs)

    address = urlencode(asked.to_args())

    assert Asked.from_args(parse_qsl(address, keep_blank_values=True)) == asked


@given(PAIRS, st.sampled_from(FACETS), st.text(min_size=1, max_size=20))
def test_adding_and_taking_off_a_filter_leads_back(
    pairs: list[tuple[str, str]], name: str, value: str
) -> None:
    asked = Asked.from_args(pairs).without_facet(name, value).on_page(1)

    assert asked.with_facet(name, value).without_facet(name, value) == asked


def test_what_is_no_page_number_is_none() -> None:
    for text in ("0", "-1", "abc", "", "1e3", "99999999999"):
        assert Asked.from_args([("page", text)]).page == 0
    assert Asked.from_args([("page", "7")]).page == 7


def test_control_characters_and_endless_text_are_cut() -> None:
    asked = Asked.from_args([("q", "a\x00b\u202ec " + "long " * 4000)])

    assert asked.text.startswith("a b c long")
    assert len(asked.text) <= LONGEST_TEXT


def test_a_value_twice_counts_once() -> None:
    asked = Asked.from_args([("cost", "free"), ("cost", "free"), ("need", "")])

    assert asked.facets == (("cost", "free"),)
