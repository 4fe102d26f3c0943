"""A choice from an address: bounded, put in order, and the same paper made once."""

import pytest
from hypothesis import given, strategies as st
from werkzeug.datastructures import MultiDict

from localoffer.edition.opening import Edition
from localoffer.paper.actions import made_with
from localoffer.paper.choice import BOOKLET, HANDOUT, LARGE, STARTER, Choice
from localoffer.paper.selection import MOST, MOST_ON_A_HANDOUT, select
from localoffer.search.facets import AGE_BANDS

TEXT = st.text(max_size=30)
ARGS = st.fixed_dictionaries(
    {},
    optional={
        "s": TEXT, "topic": TEXT, "age": TEXT, "need": TEXT, "guide": TEXT,
        "size": st.sampled_from(["large", "", "huge"]),
        "book": st.sampled_from(["starter", "all"]),
    },
)  # fmt: skip


@given(ARGS, st.sampled_from([BOOKLET, HANDOUT]))
def test_any_address_is_a_choice_that_a_job_can_carry(
    args: dict[str, str], kind: str
) -> None:
    choice = Choice.read(MultiDict(args), kind, "en")

    assert Choice.from_payload(choice.payload()) == choice
    assert all(isinstance(value, str) for value in choice.payload().values())


@given(st.data())
def test_the_same_entries_are_the_same_booklet(
    edition: Edition, data: st.DataObject
) -> None:
    few = st.lists(st.sampled_from(edition.slugs), min_size=1, max_size=8)
    slugs = data.draw(few)
    other = data.draw(st.permutations([*slugs, slugs[0]]))

    chosen = [
        select(Choice.read({"s": ",".join(order)}, BOOKLET, "en"), edition)
        for order in (slugs, other)
    ]

    keys = {selection.choice.key("https://a.example") for selection in chosen}
    assert len(keys) == 1
    assert set(chosen[0].slugs) == set(slugs)
    again = select(chosen[0].choice, edition)
    assert again.choice == chosen[0].choice


def test_what_shapes_a_file_is_in_its_key() -> None:
    choice = Choice(topic="sleep")
    others = (
        Choice(topic="camhs"), Choice(topic="sleep", size=LARGE),
        Choice(topic="sleep", language="ur"), Choice(need="sleep"),
        Choice(HANDOUT, topic="sleep"),
    )  # fmt: skip
    keys = {other.key("https://a.example") for other in (choice, *others)}

    assert len(keys) == 1 + len(others)
    assert choice.key("https://a.example") != choice.key("https://b.example")


def test_a_list_of_more_than_100_is_cut_and_counted(edition: Edition) -> None:
    asked = Choice.read({"s": ",".join(edition.slugs[:130])}, BOOKLET, "en")

    selection = select(asked, edition)

    assert len(selection.slugs) == MOST
    assert set(selection.slugs) == set(edition.slugs[:MOST])
    assert selection.left_out == 30


def test_a_handout_holds_fewer(edition: Edition) -> None:
    asked = Choice.read({"s": ",".join(edition.slugs[:40])}, HANDOUT, "en")

    assert len(select(asked, edition).slugs) == MOST_ON_A_HANDOUT


def test_unknown_names_are_told_and_left_out(edition: Edition) -> None:
    asked = Choice.read({"s": "camhs,nobody, <b>,CAMHS"}, BOOKLET, "en")

    selection = select(asked, edition)

    assert selection.slugs == ("camhs",)
    # What is no plain name is not shown back.
    assert selection.unknown == ("nobody",)


@pytest.mark.parametrize(
    "args",
    [{}, {"s": ""}, {"s": ",,"}, {"s": "nobody"}, {"topic": "nothing"},
     {"age": "7"}, {"age": "5-99"}, {"need": "x"}, {"topic": "sleep", "age": "200"}],
)  # fmt: skip
def test_a_booklet_of_nothing_is_empty(edition: Edition, args: dict[str, str]) -> None:
    selection = select(Choice.read(args, BOOKLET, "en"), edition)

    assert selection.is_empty


@pytest.mark.parametrize("band", AGE_BANDS)
def test_an_age_parts_those_that_fit_from_those_that_do_not_say(
    edition: Edition, band: str
) -> None:
    low, high = AGE_BANDS[band]
    selection = select(Choice(age=band), edition)
    cards = {card.slug: card for card in edition.catalogue.cards}

    for slug in selection.slugs:
        ages = cards[slug].ages
        assert ages is not None
        assert ages[0] <= high
        assert ages[1] >= low
    assert all(card.ages is None for card in selection.may_fit)
    assert len(selection.slugs) <= MOST


def test_guides_come_first_then_services_from_a_to_z(edition: Edition) -> None:
    entries = [edition.entry(s) for s in select(Choice(topic="camhs"), edition).slugs]
    order = [(e.kind != "guide", e.record.title.casefold()) for e in entries if e]

    assert order == sorted(order)
    assert len(order) > 3


def test_every_edition_has_starters_and_a_booklet_for_each_topic(
    edition: Edition,
) -> None:
    planned = made_with(edition, ("en", "ur"))
    starters = [choice for choice in planned if choice.book == STARTER]
    topics = {t for t, count in edition.catalogue.totals("topic").items() if count}

    assert {(c.language, c.size) for c in starters} == {
        ("en", ""), ("en", LARGE), ("ur", ""), ("ur", LARGE),
    }  # fmt: skip
    assert {choice.topic for choice in planned} - {""} == topics
    for choice in planned:
        selection = select(choice, edition)
        assert selection.choice == choice
        assert not selection.is_empty
