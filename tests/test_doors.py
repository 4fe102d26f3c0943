"""Every address that the site answers, walked from its own map."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

# Whoever opens a door writes it down here.
POSTED = {
    "/feedback",
    "/found",
}
LISTED = (
    "/", "/search?q=speech", "/services/salt-drop-in", "/guides/", "/topics/",
    "/guides/ehc-needs-assessment-week-by-week/letters",
    "/whats-on", "/list", "/feedback", "/feedback?about=salt-drop-in",
    "/you-said-we-did", "/about", "/accessibility", "/privacy", "/cookies",
    "/urgent-help", "/glossary", "/api/search?q=speech&lang=pl", "/api/suggest?q=sp",
    "/api/topics", "/booklet", "/handouts", "/feed.atom", "/calendar.ics",
    "/sitemap.xml", "/desk/sign-in", "/healthz",
    "/robots.txt", "/opensearch.xml", "/manifest.webmanifest",
    "/readyz", "/metrics", "/offline", "/offline/pack.json", "/offline/version.json",
    "/sw.js", "/you-said-we-did.atom",
)  # fmt: skip
TO_COME = ("/api/open-referral/v3/",)


def rules(app: Flask) -> Iterator[Rule]:
    yield from app.url_map.iter_rules()


def address(rule: Rule) -> str:
    """Return an address of the rule, with a 1 where it takes a number."""
    numbers = {"number"}
    values = {name: 1 if name in numbers else "x" for name in rule.arguments}
    return str(rule.build(values, append_unknown=False)[1])  # type: ignore[index]


@pytest.mark.parametrize("path", LISTED)
def test_every_listed_address_answers(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.data


@pytest.mark.parametrize("path", TO_COME)
def test_what_is_still_to_come_says_so(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 501
    assert any(words in answer.text for words in ("still to come", "not ready yet"))


def test_a_guide_and_a_topic_are_reached_from_their_lists(client: FlaskClient) -> None:
    for word in ("guides", "topics"):
        links = client.get(f"/{word}/").text.split(f'href="/{word}/')[1:]
        slugs = {slug for link in links if (slug := link.split('"')[0])}
        assert slugs
        for slug in slugs:
            assert client.get(f"/{word}/{slug}").status_code == 200


def test_only_these_addresses_take_a_post(app: Flask) -> None:
    posted = {rule.rule for rule in rules(app) if "POST" in (rule.methods or ())}
    public = {rule for rule in posted if not rule.startswith("/desk/")}

    assert public == POSTED


def test_a_post_to_a_page_that_is_only_read_is_refused(app: Flask) -> None:
    client = app.test_client()
    found = {
        rule.rule: client.post(address(rule)).status_code
        for rule in rules(app)
        if rule.rule not in POSTED
    }

    assert found
    assert set(found.values()) <= {403, 404, 405}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "FOO"])
def test_other_methods_are_refused_everywhere(app: Flask, method: str) -> None:
    client = app.test_client()

    for rule in rules(app):
        answer = client.open(address(rule), method=method)
        assert answer.status_code in {403, 404, 405}, (method, rule.rule)


# It shows the parts of the pages, and nothing of anybody's.
OPEN = {"/desk/sign-in", "/desk/lost", "/desk/style"}


def test_nobody_comes_in_but_to_three_pages(app: Flask) -> None:
    client = app.test_client()
    below = {address(r) for r in rules(app) if r.rule.startswith("/desk")}
    guesses = {
        "/desk/comments", "/desk/a/b", "/desk/index", "/desk/%2e", "/desk/?next=/x",
        "/desk//", "/desk/;/", "/desk/.", "/DESK/", "/pl/desk/",
    }  # fmt: skip
    asked = {path: client.get(path).status_code for path in below | guesses}
    inside = {p: s for p, s in asked.items() if p.split("?")[0] not in OPEN}

    assert {path: asked[path] for path in OPEN} == dict.fromkeys(OPEN, 200)
    assert {path for path, status in inside.items() if status == 200} == set()
    assert client.get("/desk").location == "http://localhost/desk/"


def test_the_desk_takes_no_post_of_nobody(client: FlaskClient) -> None:
    same = {"Sec-Fetch-Site": "same-origin"}

    for path in ("/desk/", "/desk/comments", "/desk/x/y"):
        assert client.post(path, headers=same).status_code in {404, 405}
        assert client.post(path).status_code == 403


def test_the_desk_is_in_no_map_for_others(client: FlaskClient) -> None:
    assert "Disallow: /desk" in client.get("/robots.txt").text
    assert "/desk" not in client.get("/sitemap.xml").text
    assert 'href="/desk' not in client.get("/").text


def test_every_page_of_the_sitemap_is_there(client: FlaskClient) -> None:
    text = client.get("/sitemap.xml").text
    found = {part.split("</loc>")[0] for part in text.split("<loc>")[1:]}

    assert found
    lost = [url for url in found if client.get(url).status_code != 200]
    assert lost == []
