"""What the server gives a phone that keeps the whole offer: nothing private in it."""

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from localoffer.app import create_app
from localoffer.edition.opening import Edition
from localoffer.edition.pack import SEARCH
from localoffer.pages.offline import Kept
from localoffer.settings import Settings

PACKED = {"Accept-Encoding": "br"}


@pytest.fixture(scope="module")
def shore(app: Flask) -> FlaskClient:
    return app.test_client()


def manifest(client: FlaskClient, prefix: str = "") -> dict[str, Any]:
    row: dict[str, Any] = client.get(f"{prefix}/offline/pack.json").get_json()
    return row


def held(client: FlaskClient, name: str, prefix: str = "") -> dict[str, Any]:
    part = next(p for p in manifest(client, prefix)["parts"] if p["name"] == name)
    row: dict[str, Any] = json.loads(client.get(part["url"]).data)
    return row


@pytest.mark.parametrize("prefix", ["", "/pl", "/ur"])
def test_sizes_and_checksums_are_true(shore: FlaskClient, prefix: str) -> None:
    row = manifest(shore, prefix)
    travelled = 0
    for part in row["parts"]:
        answer = shore.get(part["url"], headers=PACKED)
        assert answer.headers["Content-Encoding"] == "br"
        plain = brotli.decompress(answer.data)
        assert hashlib.sha256(plain).hexdigest() == part["sha256"]
        assert (len(plain), len(answer.data)) == (part["bytes"], part["packed"])
        travelled += len(answer.data)
    for address in row["files"]:
        travelled += len(shore.get(address, headers=PACKED).data)

    assert travelled == row["packed"]
    assert row["packed"] < 1_000_000


def test_a_browser_without_brotli_gets_the_same_part(shore: FlaskClient) -> None:
    part = manifest(shore)["parts"][0]

    answer = shore.get(part["url"], headers={"Accept-Encoding": "identity"})

    assert "Content-Encoding" not in answer.headers
    assert hashlib.sha256(answer.data).hexdigest() == part["sha256"]


def test_an_old_or_unknown_part_is_not_there(shore: FlaskClient) -> None:
    for path in ("/offline/entries.0000.json", "/offline/desk.0000.json"):
        assert shore.get(path).status_code == 404
    assert shore.get("/static/code.0000/page.js").status_code == 404
    assert shore.get("/static/code.0000/site.css").status_code == 404


@pytest.mark.parametrize("prefix", ["", "/ur"])
def test_pages_in_the_pack_are_the_pages_as_shown(
    shore: FlaskClient, prefix: str
) -> None:
    pages = held(shore, "entries", prefix)["pages"]
    shown = {path: Kept.of(shore.get(prefix + path).text) for path in list(pages)[::20]}

    assert {path: Kept(**pages[path]) for path in shown} == shown
    assert {"/urgent-help", "/offline"} < set(pages)


def test_private_topics_are_in_no_pack(shore: FlaskClient, edition: Edition) -> None:
    entries = held(shore, "entries")
    private = edition.vocabulary.private
    cards = edition.catalogue.cards
    alone = {card.slug: card.title for card in cards if private & set(card.topics)}

    assert private == {"crisis", "self-harm", "safeguarding"}
    assert entries["alone"] == alone
    assert not [path for path in entries["pages"] if path.split("/")[-1] in alone]
    assert not set(entries["cards"]) & set(alone)
    letters = [path for path in entries["pages"] if path.endswith("/letters")]
    assert len(letters) > 5
    assert len(entries["pages"]) == len(cards) - len(alone) + len(letters) + 2
    assert manifest(shore)["entries"] == len(cards) - len(alone)


def test_two_processes_make_the_same_pack(
    shore: FlaskClient, settings: Settings
) -> None:
    other = create_app(settings).test_client()

    assert manifest(other) == manifest(shore)


def test_a_pack_names_the_site_as_it_was_asked(shore: FlaskClient) -> None:
    for site in ("http://127.0.0.1:8801", "http://localhost"):
        row = shore.get("/offline/pack.json", base_url=site).get_json()
        part = next(p for p in row["parts"] if p["name"] == "entries")

        frame = shore.get(part["url"], base_url=site).get_json(force=True)["frame"]

        assert f'href="{site}/pl@path@"' in frame


def test_the_search_is_the_same_part_in_every_language(shore: FlaskClient) -> None:
    parts = [manifest(shore, prefix)["parts"] for prefix in ("", "/pl", "/ur")]

    assert len({p["url"] for row in parts for p in row if p["name"] == "search"}) == 1
    assert len({p["url"] for row in parts for p in row if p["name"] == "entries"}) == 3


def test_a_question_in_the_address_changes_no_frame(shore: FlaskClient) -> None:
    fresh = manifest(shore, "/pl")

    assert manifest(shore, "/pl") == fresh
    frame = held(shore, "entries")["frame"]
    assert 'href="/pl@path@"' in frame
    assert "pack.json" not in frame


def test_the_worker_is_asked_for_anew_each_time(shore: FlaskClient) -> None:
    answer = shore.get("/sw.js")

    assert answer.mimetype == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    assert shore.get("/pl/sw.js").status_code == 404


def test_an_edition_without_a_pack_says_that_it_is_not_ready(
    settings: Settings, tmp_path: Path
) -> None:
    """As when an older edition was made the current one again."""
    shutil.copytree(settings.data / "editions", tmp_path / "editions")
    for file in (tmp_path / "editions").glob(f"*/{SEARCH}"):
        file.unlink()
    client = create_app(replace(settings, data=tmp_path)).test_client()

    assert client.get("/offline").status_code == 200
    assert client.get("/offline/pack.json").status_code == 503


def test_the_page_explains_itself_without_scripts(shore: FlaskClient) -> None:
    text = shore.get("/offline").text

    assert "Here you can keep pages to read with no signal" in text
    assert 'data-part="all" hidden' in text
    assert "ring 999" in text
