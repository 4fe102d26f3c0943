"""When nothing fits, or it is not sure: what to do next."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked

# A word no entry holds, so that only what stands beside it can be understood.
UNKNOWN = "zxqv"


def page(client: FlaskClient, **asked: str) -> BeautifulSoup:
    return BeautifulSoup(client.get("/search", query_string=asked).data, "html.parser")


def test_the_one_filter_to_drop_brings_what_it_says(edition: Edition) -> None:
    asked = Asked(text="blue badge", facets=(("cost", "priced"), ("day", "sunday")))
    results = edition.search.answer(asked)
    assert results.rescue is not None

    freed = asked
    for value in results.rescue.values:
        freed = freed.without_facet(results.rescue.facet, value)

    assert results.total == 0
    assert edition.search.answer(freed).total == results.rescue.brings > 0


def test_looking_further_away_brings_what_it_says(edition: Edition) -> None:
    far = "MK46 4HN"
    for provider in dict.fromkeys(card.provider for card in edition.catalogue.cards):
        facets = (("provider", str(provider)),)
        asked = Asked(facets=facets, near=far, within=1)
        results = edition.search.answer(asked)
        if results.rescue and results.rescue.facet == "within":
            wider = edition.search.answer(Asked(facets=facets, near=far))
            assert wider.total == results.rescue.brings > 0
            return
    pytest.fail("no provider has all its venues far away")


def test_an_unsure_page_names_topics_whom_to_ring_and_the_form(
    client: FlaskClient, edition: Edition
) -> None:
    asked = "letter " + UNKNOWN
    shown = page(client, q=asked).select_one(".notice[role=status]")

    assert not edition.search.answer(Asked(text=asked)).confident
    assert shown is not None
    adviser = edition.area.adviser.phones[0].number.replace(" ", "")
    assert shown.select_one(f'a[href="tel:{adviser}"]')
    assert shown.select_one('a[href^="/feedback?missing=letter"]')
    for chip in shown.select("a.chip"):
        assert client.get(str(chip["href"])).status_code == 200


@pytest.mark.parametrize(
    "text", ["council tax bill", "bin day", "passport renewal", "hello", "train times"]
)
def test_what_is_not_for_us_is_sent_to_the_council(
    client: FlaskClient, edition: Edition, text: str
) -> None:
    results = edition.search.answer(Asked(text=text))
    shown = page(client, q=text).select_one(".notice[role=status]")

    assert not results.confident
    assert results.query.is_elsewhere
    assert shown is not None
    assert shown.select_one(f'a[href="{edition.area.council.web}"]')


@pytest.mark.parametrize(
    "text",
    [
        "respite for a weekend so we can go to a wedding",
        "council tax reduction for a disabled child",
        "bus pass for my disabled son",
        "he is scared of fireworks and meltdowns",
        "blue badge parking",
    ],
)
def test_words_of_a_town_do_not_hide_what_is_for_us(
    edition: Edition, text: str
) -> None:
    assert edition.search.answer(Asked(text=text)).confident, text


def test_exact_offers_what_may_be_meant(client: FlaskClient) -> None:
    soup = page(client, q="sensery processing", exact="1")

    link = soup.find("a", string=lambda s: bool(s) and "sensory processing" in s)
    offered = link or soup.select_one("p a bdi")
    assert offered is not None
    assert "sensory processing" in offered.text


@pytest.mark.parametrize(
    ("text", "kind", "filters"),
    [
        ("speech help for my 3yo", "age", (("age", "5-10"),)),
        ("free clubs", "price", (("cost", "priced"),)),
        ("saturday clubs", "day", (("day", "sunday"),)),
        ("drop in for speech", "access", (("access", "gp"),)),
        ("dla without a diagnosis", "diagnosis", (("diagnosis", "needed"),)),
        ("short breaks without a plan", "plan", (("plan", "needed"),)),
    ],
)
def test_a_filter_takes_the_place_of_what_was_read(
    edition: Edition, text: str, kind: str, filters: tuple[tuple[str, str], ...]
) -> None:
    alone = edition.search.answer(Asked(text=text)).understood
    filtered = edition.search.answer(Asked(text=text, facets=filters)).understood

    assert kind in [part.kind for part in alone]
    assert kind not in [part.kind for part in filtered]


def test_a_place_asked_for_takes_the_place_of_one_typed(edition: Edition) -> None:
    results = edition.search.answer(Asked(text="clubs in bletchley", near="MK16 8AA"))

    assert "place" not in [part.kind for part in results.understood]
    assert results.query.spot is not None
    assert results.query.spot.short_label == "MK16"


def test_miles_are_told_from_where(client: FlaskClient) -> None:
    soup = page(client, q="clubs", near="MK9 3EJ")

    assert "miles from MK9" in soup.text
    assert "miles from MK9 3EJ" not in soup.text
