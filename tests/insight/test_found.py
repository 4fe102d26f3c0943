"""“Did you find what you needed?”: two taps, counted without anyone in them."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from localoffer.insight.model import Batch, Taps
from localoffer.insight.store import counted
from localoffer.settings import Settings
from localoffer.web import limits
from tests.fresh import counting_of, database_of, fresh_site

NEW_YEAR = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
SUMMER = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # already July in London


def taps_of(app: Flask) -> tuple[Taps, ...]:
    """Return the taps that are rows by now."""
    counting_of(app)
    return counted(database_of(app)).taps


def form_on(client: FlaskClient, address: str) -> dict[str, str]:
    """Return what the form of a page carries."""
    page = BeautifulSoup(client.get(address).text, "html.parser")
    form = page.find("form", class_="found")
    assert isinstance(form, Tag), f"{address} has no form"
    assert form["method"] == "post"
    hidden = form.find_all("input", type="hidden")
    return {str(field["name"]): str(field["value"]) for field in hidden}


def tap(client: FlaskClient, answer: str, **form: str) -> str:
    """Tap on a button, and return where that leads."""
    told = client.post("/found", data={**form, "found": answer})
    assert told.status_code == 303
    location: str = told.location
    return location


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/search?q=sleep+problems", ("results", "sleep")),
        ("/search?q=zzzz+qqqq", ("results", "none")),
        ("/search?topic=sleep", ("results", "sleep")),
        ("/search?topic=sleep&topic=camhs", ("results", "none")),
        ("/search", ("results", "none")),
        ("/guides/turning-16", ("guide", "transition-adulthood")),
        ("/services/camhs", ("service", "camhs")),
        ("/ur/search?q=sleep+problems", ("results", "sleep")),
    ],
)
def test_results_guides_and_services_ask(
    client: FlaskClient, address: str, form: tuple[str, str]
) -> None:
    found = form_on(client, address)

    assert (found["kind"], found["about"]) == form


@pytest.mark.parametrize("address", ["/", "/topics/sleep", "/search?page=999"])
def test_other_pages_do_not_ask(client: FlaskClient, address: str) -> None:
    assert 'action="/found"' not in client.get(address).text


def test_the_form_is_the_same_for_everybody(client: FlaskClient) -> None:
    first, second = (client.get("/search?q=sleep") for _ in range(2))

    assert first.data == second.data
    assert "Set-Cookie" not in first.headers
    assert first.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize(
    "address",
    ["/search?q=sleep+problems&cost=free&near=MK3", "/guides/turning-16",
     "/services/camhs", "/search"],
)  # fmt: skip
def test_a_tap_is_counted_and_leads_back(fresh: Flask, address: str) -> None:
    client = fresh.test_client()
    form = form_on(client, address)

    thanks = client.get(tap(client, "yes", **form))

    (taps,) = taps_of(fresh)
    assert (taps.page, taps.topic) == (form["kind"], form["about"])
    assert (taps.answer, taps.total) == ("yes", 1)
    page = BeautifulSoup(thanks.text, "html.parser")
    back = page.select("main a")[-1]["href"]
    assert urlsplit(str(back)).path == urlsplit(address).path
    assert sorted(parse_qsl(urlsplit(str(back)).query)) == sorted(
        parse_qsl(urlsplit(address).query)
    )


def test_a_no_offers_the_adviser_the_topic_and_the_comment_form(fresh: Flask) -> None:
    client = fresh.test_client()
    form = form_on(client, "/search?q=sleep+problems")

    thanks = client.get(tap(client, "no", **form))

    page = BeautifulSoup(thanks.text, "html.parser")
    links = {str(link["href"]) for link in page.select("main a")}
    assert {
        "/services/mk-sendias", "tel:01908254518", "/topics/sleep", "/topics/",
        "/feedback?missing=sleep+problems", "/search?q=sleep+problems",
    } == links  # fmt: skip
    assert thanks.headers["Cache-Control"] == "no-store"
    assert page.select_one("section.urgent") is None


def test_a_no_about_an_entry_leads_to_a_comment_about_it(client: FlaskClient) -> None:
    form = form_on(client, "/services/camhs")

    thanks = client.get(tap(client, "no", **form)).text

    assert 'href="/feedback?about=camhs"' in thanks
    assert "missing=" not in thanks


def test_a_no_about_harm_shows_help_for_now_first(client: FlaskClient) -> None:
    thanks = client.get("/found?found=no&kind=results&about=crisis").text

    page = BeautifulSoup(thanks, "html.parser")
    first = page.select_one("main h2")
    assert first is not None
    assert first.parent is not None
    assert first.parent["class"] == ["urgent"]


def test_a_yes_is_thanked_for_and_no_more(client: FlaskClient) -> None:
    thanks = client.get("/found?found=yes&kind=guide&slug=turning-16").text

    page = BeautifulSoup(thanks, "html.parser")
    links = [str(link["href"]) for link in page.select("main a")]
    assert links == ["/guides/turning-16"]


def test_the_same_taps_add_up_by_month_in_london(
    settings: Settings, tmp_path: Path
) -> None:
    moments = [SUMMER]
    with fresh_site(settings, tmp_path, lambda: moments[-1]) as app:
        client = app.test_client()
        for answer in ("no", "no", "yes"):
            tap(client, answer, kind="guide", about="sleep")
        moments.append(NEW_YEAR)
        tap(client, "no", kind="guide", about="sleep")

        assert taps_of(app) == (
            Taps("2026-07", "guide", "sleep", "no", 2),
            Taps("2026-07", "guide", "sleep", "yes", 1),
            Taps("2026-12", "guide", "sleep", "no", 1),
        )


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kind": "desk", "about": "no-such-topic"},
        {"kind": "guide'; DROP TABLE", "about": "\x00", "slug": "../../etc"},
        {"kind": "service" * 99, "about": "x" * 5000, "q": "\ud83d\ude00" * 2000},
        {"about": "https://evil.example", "slug": "//evil.example"},
    ],
)
def test_what_is_unknown_is_counted_as_none(fresh: Flask, form: dict[str, str]) -> None:
    client = fresh.test_client()
    clean = {name: value.encode("utf-16", "surrogatepass").decode("utf-16")
             for name, value in form.items()}  # fmt: skip

    location = tap(client, "no", **clean)

    assert location == "/found?found=no&kind=none&about=none"
    assert client.get(location).status_code == 200
    (taps,) = taps_of(fresh)
    assert (taps.page, taps.topic, taps.answer) == ("none", "none", "no")


@pytest.mark.parametrize("answer", ["", "maybe", "YES"])
def test_what_is_neither_yes_nor_no_is_not_counted(fresh: Flask, answer: str) -> None:
    client = fresh.test_client()

    thanks = client.get(tap(client, answer, kind="guide", about="sleep"))

    assert thanks.status_code == 200
    assert taps_of(fresh) == ()


@pytest.mark.parametrize("slug", ["salt-drop-in", "no-such-guide", "//evil.example/"])
def test_the_way_back_is_one_of_our_own_pages(fresh: Flask, slug: str) -> None:
    client = fresh.test_client()

    location = tap(client, "no", kind="guide", slug=slug)

    assert "slug" not in location
    page = BeautifulSoup(client.get(location).text, "html.parser")
    assert page.select("main a")[-1]["href"] == "/"


def test_a_way_back_too_long_for_an_address_is_left_out(client: FlaskClient) -> None:
    # 800 signs of three bytes each would be 7200 characters of an address.
    location = tap(client, "no", kind="results", about="sleep", q="\u4e2d" * 800)

    assert location == "/found?found=no&kind=results&about=sleep"


def test_another_sites_tap_is_refused_and_not_counted(fresh: Flask) -> None:
    client = fresh.test_client()
    data, headers = {"found": "yes"}, {"Sec-Fetch-Site": "cross-site"}

    assert client.post("/found", data=data, headers=headers).status_code == 403
    assert taps_of(fresh) == ()


def test_above_the_limit_there_are_thanks_and_no_count(
    fresh: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = limits.Limit("found", 2, limits.FOUND.window)
    monkeypatch.setattr("localoffer.insight.actions.FOUND", few)
    client = fresh.test_client()

    for _ in range(4):
        tap(client, "yes", kind="guide", about="sleep")

    (taps,) = taps_of(fresh)
    assert taps.total == 2


@pytest.fixture
def without_tables(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    with fresh_site(settings, tmp_path) as app:
        database_of(app).migrate("base")
        yield app


def test_taps_wait_in_memory_while_the_database_is_away(
    without_tables: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    client = without_tables.test_client()
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            location = tap(client, "no", kind="guide", about="sleep")
            assert client.get(location).status_code == 200
        counting = counting_of(without_tables)
        counting.flush()
        database_of(without_tables).migrate()
        held = counting.tally.take()

    assert [(taps.answer, taps.total) for taps in held.taps] == [("no", 3)]
    assert held == Batch(taps=held.taps)
    assert caplog.records == []


def test_the_thanks_are_not_for_robots(client: FlaskClient) -> None:
    assert '<meta name="robots" content="noindex">' in client.get("/found").text
    assert "Disallow: /found" in client.get("/robots.txt").text
