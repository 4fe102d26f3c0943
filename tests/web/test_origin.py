"""A post from another site is refused; headers alone tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from localoffer.feedback import store
from localoffer.settings import Settings
from tests.fresh import database_of, fresh_site

OURS = "https://offer.example"
FORM = {"words": "Hello."}
Headers = dict[str, str]


@pytest.fixture
def site_with_name(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    with fresh_site(settings, tmp_path, url=OURS) as app:
        yield app


def posted(app: Flask, headers: Headers, path: str = "/feedback") -> int:
    client, there = app.test_client(), "https://offer.example"
    return client.post(path, data=FORM, headers=headers, base_url=there).status_code


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": OURS},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_our_own_form_is_taken(site_with_name: Flask, headers: Headers) -> None:
    assert posted(site_with_name, headers) == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": ""},
        {"Sec-Fetch-Site": "SAME-ORIGIN"},
        {"Sec-Fetch-Site": "cross-site", "Origin": OURS},
        {"Origin": "https://evil.example"},
        {"Origin": "http://offer.example"},
        {"Origin": "https://offer.example:444"},
        {"Origin": "https://offer.example.evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
def test_another_sites_form_is_refused(site_with_name: Flask, headers: Headers) -> None:
    assert posted(site_with_name, headers) == 403
    assert posted(site_with_name, headers, "/ur/feedback") == 403
    assert store.listed(database_of(site_with_name)) == []


def test_without_a_name_this_machine_is_its_own_origin(
    settings: Settings, tmp_path: Path
) -> None:
    with fresh_site(settings, tmp_path) as app:
        client = app.test_client()
        found = [
            client.post("/feedback", data=FORM, headers={"Origin": origin}).status_code
            for origin in ("http://localhost", "https://localhost", "http://127.0.0.1")
        ]

    assert found == [303, 403, 403]


def test_reading_is_open_to_all(client: FlaskClient) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}

    assert client.get("/search?q=speech", headers=headers).status_code == 200
    assert client.head("/", headers=headers).status_code == 200


def test_the_desk_takes_no_post_that_says_nothing_of_itself(
    site_with_name: Flask,
) -> None:
    assert posted(site_with_name, {}, "/desk/sign-in") == 403
    # Taken, and read: nothing is filled in.
    assert posted(site_with_name, {"Origin": OURS}, "/desk/sign-in") == 400


def test_the_refusal_is_told_in_plain_words(client: FlaskClient) -> None:
    answer = client.post("/feedback", headers={"Sec-Fetch-Site": "cross-site"})

    assert "This did not come from our own page." in answer.text
