"""Short words lead to entries; codes are given for our own pages alone."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from localoffer.edition.opening import Edition
from localoffer.settings import Settings
from tests.fresh import fresh_site


def test_every_short_word_leads_to_its_entry(
    client: FlaskClient, edition: Edition
) -> None:
    assert len(edition.area.short) >= 27
    for short in edition.area.short:
        answer = client.get(f"/go/{short.word}", follow_redirects=True)
        assert answer.status_code == 200
        assert answer.request.path == f"/guides/{short.entry}"


@pytest.mark.parametrize("typed", ["AUTISM", "Autism", "autism%20"])
def test_a_word_is_read_as_people_type_it(client: FlaskClient, typed: str) -> None:
    answer = client.get(f"/go/{typed}")

    assert answer.status_code == 302
    assert answer.location == "/guides/after-an-autism-diagnosis-guide"


def test_a_word_stays_in_the_language(client: FlaskClient) -> None:
    answer = client.get("/ur/go/autism")

    assert answer.location == "/ur/guides/after-an-autism-diagnosis-guide"


@pytest.mark.parametrize("word", ["nothing", "https:", "..", "<b>", "a" * 500])
def test_an_unknown_word_is_told_and_offers_the_search(
    client: FlaskClient, word: str
) -> None:
    answer = client.get(f"/go/{word}")

    assert answer.status_code == 404
    assert 'role="search"' in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    "to",
    ["/", "/services/camhs", "/guides/turning-16", "/topics/sleep", "/list",
     "/list?s=camhs,sibs", "/urgent-help"],
)  # fmt: skip
def test_a_page_of_ours_has_a_code(known_app: Flask, to: str) -> None:
    answer = known_app.test_client().get("/qr.svg", query_string={"to": to})

    assert answer.status_code == 200
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.text.startswith("<svg")


@pytest.mark.parametrize(
    "to",
    ["", "services/camhs", "/services/nobody", "/guides/camhs", "/topics/none",
     "/desk/", "/feedback", "//evil.example", "https://evil.example", "/api/topics",
     "/static/site.css", "/services/camhs?s=x", "/list?q=x", "/list?s=%0a",
     "/search?q=i+am+private", "/ur/services/camhs", "/list?s=" + "a" * 3000,
     "/go/autism\n", "/nowhere"],
)  # fmt: skip
def test_nothing_else_has_a_code(known_app: Flask, to: str) -> None:
    answer = known_app.test_client().get("/qr.svg", query_string={"to": to})

    assert answer.status_code == 404


def test_without_an_address_no_code_is_given(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with fresh_site(settings, tmp_path_factory.mktemp("bare"), url="") as app:
        client = app.test_client()
        assert client.get("/qr.svg?to=/services/camhs").status_code == 404
        assert "qr.svg" not in client.get("/services/camhs").text


def test_robots_are_kept_from_having_paper_made(client: FlaskClient) -> None:
    text = client.get("/robots.txt").text

    assert "Disallow: /booklet.pdf" in text
    assert "Disallow: /handout.pdf" in text


@pytest.mark.parametrize("path", ["/", "/services/camhs", "/ur/", "/search?q=x"])
def test_every_page_says_whom_to_ring_for_a_copy(
    client: FlaskClient, edition: Edition, path: str
) -> None:
    found = BeautifulSoup(client.get(path).text, "html.parser").get_text()
    text = " ".join(found.split())

    assert "01908 657825." in text
    said = edition.translated("ur" if path.startswith("/ur") else "en")
    for words in (
        "For a copy on paper, ring the SEND Support Line on",
        "We could not check if they post copies.",
    ):
        assert said.say(words) in text
