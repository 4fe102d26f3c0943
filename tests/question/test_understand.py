"""What is read from a parent's words, and from which of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings as how, strategies as st

from localoffer.content.reading import read_library
from localoffer.places.tables import read_gazetteer
from localoffer.question.ages import AgeReader
from localoffer.question.asked import Asked
from localoffer.question.lexicon import Lexicon
from localoffer.question.understand import understand
from localoffer.question.words import fold, tokens

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    library, _ = read_library(CONTENT)
    gazetteer, _ = read_gazetteer(CONTENT / "places")
    assert library is not None
    return Lexicon.of(library.vocabulary, gazetteer)


@pytest.fixture(scope="module")
def ages(lexicon: Lexicon) -> AgeReader:
    return lexicon.ages


def test_every_rule_reads_its_own_example(ages: AgeReader) -> None:
    assert len(ages.rules) > 15
    for rule in ages.rules:
        text = f"{rule.example} please help"
        found = ages.read(text)

        assert rule.pattern.search(text), rule.name
        assert found is not None, rule.name
        assert found[1] in text


def test_every_stage_of_life_has_an_age(ages: AgeReader) -> None:
    for stage in ages.words.stages:
        for said in stage.say:
            assert ages.read(f"{said} please help") == (stage.age, said)
            for before in stage.not_after:
                assert ages.read(f"{before} {said}") is None, (before, said)
            for after in stage.not_before:
                assert ages.read(f"{said} {after}") is None, (said, after)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("my 3yo wont talk", 3),
        ("3 yr old", 3),
        ("two and a half", 2),
        ("baby is 18 months", 1),
        ("6 weeks old", 0),
        ("turning 16 soon", 16),
        ("in year 6", 10),
        ("yr 9 boy", 13),
        ("starting reception", 4),
        ("hes 4 years old", 4),
    ],
)
def test_ages_are_read(ages: AgeReader, text: str, age: int) -> None:
    found = ages.read(text)

    assert found is not None
    assert found[0] == age


@pytest.mark.parametrize(
    "text",
    [
        "20 week wait",
        "waited 7 months",
        "he is 9 months behind",
        "section 41",
        "ring 111",
    ],
)
def test_other_numbers_are_not_ages(ages: AgeReader, text: str) -> None:
    assert ages.read(text) is None


def test_a_sentence_gives_age_place_and_topic(lexicon: Lexicon) -> None:
    asked = Asked(text="Speech therapist for my 3 yr old in Bletchley")

    query, parts = understand(asked, lexicon)

    assert [(p.kind, p.value, p.text) for p in parts[:2]] == [
        ("age", 3, "3 yr old"),
        ("place", "Bletchley", "Bletchley"),
    ]
    assert "salt-service" in dict(query.topics)
    assert "bletchley" not in query.words


def test_a_district_is_named_in_capitals(lexicon: Lexicon) -> None:
    _, parts = understand(Asked(text="respite near mk6"), lexicon)

    assert ("place", "MK6", "mk6") in [(p.kind, p.value, p.text) for p in parts]


@given(text=st.text(max_size=120))
@how(max_examples=80, deadline=None)
def test_what_is_read_was_typed(lexicon: Lexicon, text: str) -> None:
    asked = Asked.from_args([("q", text)])

    _, parts = understand(asked, lexicon)

    for part in parts:
        assert part.text
        assert part.text in asked.text
    assert sum(part.kind == "topic" for part in parts) <= 3


def test_each_part_can_be_dropped(lexicon: Lexicon) -> None:
    asked = Asked(text="adhd help for my 7yo in wolverton")
    _, parts = understand(asked, lexicon)

    for part in parts:
        _, rest = understand(asked.without(part.kind, str(part.value)), lexicon)
        assert part.key not in {other.key for other in rest}


def test_words_are_folded_for_comparing() -> None:
    assert [fold(w) for w in ("Parent's", "clubs", "class", "bus")] == [
        "parent",
        "club",
        "class",
        "bus",
    ]
    assert [t.word for t in tokens("He won’t sit-still")] == [
        "he",
        "wont",
        "sit",
        "still",
    ]
