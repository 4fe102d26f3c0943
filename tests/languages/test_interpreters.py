"""Interpreters and sign language: a fact with three states, a filter, and a page."""

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from localoffer.edition.opening import Edition


def test_services_that_state_it_can_be_chosen(client: FlaskClient) -> None:
    for value, expected in (
        (
            "bsl",
            {"nhs-interpreters", "accessible-information-standard", "emergency-999"},
        ),
        ("spoken", {"nhs-interpreters"}),
    ):
        answer = client.get(f"/api/search?interpreter={value}").get_json()
        fits = {r["slug"] for r in answer["results"] if r["fit"] == "fits"}
        assert fits == expected
        assert answer["total"] == len(expected)
        assert answer["not_stated"] > 200  # what does not say so is never hidden


def test_what_an_entry_states_is_what_is_filtered(edition: Edition) -> None:
    for card in edition.catalogue.cards:
        entry = edition.entry(card.slug)
        assert entry is not None
        stated = getattr(entry.record, "interpreters", ())
        for value in ("spoken", "bsl"):
            having = {c.slug for c in edition.catalogue.having("interpreter", value)}
            assert (card.slug in having) == (value in stated)


def test_the_entry_says_so_in_the_readers_language(client: FlaskClient) -> None:
    english = client.get("/services/nhs-interpreters").text
    polish = client.get("/pl/services/nhs-interpreters").text

    assert "British Sign Language (BSL)" in english
    assert "An interpreter for your language" in english
    assert "An interpreter for your language" not in polish


def test_the_page_says_that_a_child_should_not_interpret(client: FlaskClient) -> None:
    found = BeautifulSoup(client.get("/interpreters").text, "html.parser").get_text()

    assert "should not use children to interpret" in found
    assert "Ask for a trained person" in found


def test_the_sentence_to_say_is_english_in_every_language(client: FlaskClient) -> None:
    for code in ("pl", "so", "ur"):
        found = BeautifulSoup(client.get(f"/{code}/interpreters").text, "html.parser")
        quote = found.select_one("blockquote")
        assert quote is not None
        said = quote.select_one('bdi[lang="en-GB"]')
        assert said is not None
        assert said.get_text().startswith("Please book me an interpreter")
        assert len(quote.get_text()) > len(said.get_text()) + 20
