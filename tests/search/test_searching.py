"""One question answered: places, ages, guides, states, confidence."""

import pytest

from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked


def every(edition: Edition, asked: Asked) -> list[str]:
    first = edition.search.answer(asked)
    pages = (edition.search.answer(asked.on_page(n + 1)) for n in range(first.pages))
    return [result.card.slug for page in pages for result in page.results]


def test_near_loses_no_entry_that_has_no_venue(edition: Edition) -> None:
    without = every(edition, Asked(text="autism"))
    near = every(edition, Asked(text="autism", near="MK3 7AW", within=5))
    has_venue = {edition.catalogue.cards[n].slug for n in edition.catalogue.spots[:, 0]}

    assert {slug for slug in without if slug not in has_venue} <= set(near)


def test_within_drops_only_venues_that_are_farther(edition: Edition) -> None:
    results = edition.search.answer(Asked(near="MK9 3EJ", within=2))
    pages = [
        edition.search.answer(Asked(near="MK9 3EJ", within=2, page=n + 1))
        for n in range(results.pages)
    ]
    miles = [r.miles for page in pages for r in page.results if r.miles is not None]

    assert miles
    assert max(miles) <= 2


def test_sorting_by_distance_begins_with_the_nearest(edition: Edition) -> None:
    found = edition.search.answer(Asked(near="MK6 5LD", sort="near")).results
    miles = [result.miles for result in found if result.miles is not None]

    assert miles == sorted(miles)
    assert miles[0] < 0.5


def test_a_postcode_outside_the_area_names_its_council(edition: Edition) -> None:
    spot = edition.search.answer(Asked(near="MK40 1AA")).query.spot

    assert spot is not None
    assert spot.council == "Bedford Borough Council"


def test_a_guide_never_stands_before_a_local_service_that_answers(
    edition: Edition,
) -> None:
    for topic in edition.vocabulary.topics.topics:
        found = edition.search.answer(Asked(text=topic.label)).results
        answers = [r for r in found if topic.slug in r.card.topics]
        local = [
            place
            for place, result in enumerate(answers)
            if result.card.kind == "service"
            and result.card.status == "running"
            and not result.card.is_national
        ]
        guides = [n for n, r in enumerate(answers) if r.card.kind == "guide"]
        if local and guides:
            assert local[0] < guides[0], topic.slug


def test_what_is_not_confirmed_stands_below_what_runs(edition: Edition) -> None:
    found = every(edition, Asked(text="speech and language therapy"))

    running = found.index("early-years-speech-and-language-therapy")
    assert running < found.index("salt-drop-in")


def test_what_is_not_confirmed_is_never_a_session(edition: Edition) -> None:
    at = edition.catalogue.facets.index("day")

    for number, card in enumerate(edition.catalogue.cards):
        if card.status == "not confirmed":
            assert not edition.catalogue.stated[number, at], card.slug


def test_every_result_says_why(edition: Edition) -> None:
    for text in ("speech help for my 3 yr old", "short breaks", "blue badge"):
        for result in edition.search.answer(Asked(text=text)).results:
            assert result.reasons


def test_what_was_read_can_be_dropped(edition: Edition) -> None:
    asked = Asked(text="speech help for my 3 yr old in bletchley")
    kinds = [part.kind for part in edition.search.answer(asked).understood]

    fewer = edition.search.answer(asked.without("age", "3")).understood

    assert kinds[:2] == ["age", "place"]
    assert "age" not in [part.kind for part in fewer]


def test_words_of_harm_are_urgent_and_ordinary_words_are_not(edition: Edition) -> None:
    for text in ("he says he wants to die", "kill him self", "suiside", "self harm"):
        assert edition.search.answer(Asked(text=text)).urgent, text
    for text in ("help with meltdowns", "dying for a break", "short breaks", "adhd"):
        assert not edition.search.answer(Asked(text=text)).urgent, text


def test_nonsense_is_not_answered_with_confidence(edition: Edition) -> None:
    results = edition.search.answer(Asked(text="qwertzuiop asdfghjkl"))

    assert not results.confident
    assert results.total == 0


def test_help_for_now_is_first_and_nobody_is_told_of_a_death(edition: Edition) -> None:
    for text in ("he says he wants to die", "i cant keep her safe tonight"):
        results = edition.search.answer(Asked(text=text))

        assert results.urgent
        assert results.confident
        assert "crisis" in results.results[0].card.topics
        assert "bereavement" not in [part.value for part in results.understood]


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("not toilet trained", "continence"),
        ("he is not sleeping", "sleep"),
        ("she does not sleep", "sleep"),
        ("not eating", "feeding"),
        ("not reading yet in year 3", "dyslexia"),
        ("not walking", "physio"),
        ('NOT "sleep', "sleep"),
        ("not autism, adhd", "adhd"),
        ("dla not pip", "dla"),
    ],
)
def test_a_worry_is_not_taken_back_but_a_name_is(
    edition: Edition, text: str, topic: str
) -> None:
    topics = edition.search.answer(Asked(text=text)).query.topics

    assert topics[0][0] == topic


def test_what_was_taken_back_is_not_looked_for(edition: Edition) -> None:
    for text, gone in (("not autism, adhd", "autism"), ("dla not pip", "pip")):
        assert gone not in edition.search.answer(Asked(text=text)).query.words
