"""A receipt says where a comment has got to, and who else can act; never its text."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from sqlalchemy import insert, update

from localoffer.database.tables import comments, replies, reviews
from localoffer.edition.opening import Edition
from localoffer.web.clock import utc_now
from tests.fresh import database_of
from tests.pages.looking import faults

SAID = "The planted words"


def receipt(door: FlaskClient, app: Flask, **decided: Any) -> BeautifulSoup:
    """Send a comment, decide about it, and return its receipt."""
    kind = decided.pop("kind", "comment")
    sent = door.post("/feedback", data={"words": SAID, "kind": kind}).location
    with database_of(app).write() as connection:
        state = decided.pop("state", "new")
        connection.execute(update(comments).values(state=state))
        if decided:
            row = {"comment_id": 1, "seen_at": utc_now(), **decided}
            connection.execute(insert(reviews).values(**row))
    page = BeautifulSoup(door.get(sent).text, "html.parser")
    assert SAID not in page.text
    return page


def notice(page: BeautifulSoup) -> str:
    found = page.select_one("main .notice")
    assert found is not None
    return " ".join(found.text.split())


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        ({}, "We have not read it yet."),
        ({"state": "in-review"}, "We have read it. Now we think"),
        ({"state": "waiting"}, "We have read it. We have asked those who can act"),
        ({"state": "answered"}, "We have answered it. If we publish"),
        ({"state": "published"}, "We have answered it. The answer is published."),
        ({"state": "withheld", "reason": "vexatious"}, "not publish it. It came on"),
        ({"state": "withheld", "reason": "individual_service"}, "one child’s own help"),
        (
            {"state": "answered", "kind": "correction", "outcome": "corrected",
             "outcome_on": date(2026, 5, 4)},
            "We corrected the page on 4 May 2026.",
        ),
        (
            {"state": "answered", "kind": "correction", "outcome": "right",
             "outcome_on": date(2026, 5, 4)},
            "We checked the page on 4 May 2026. It was right.",
        ),
        ({"state": "answered", "outcome": "right"}, "We checked the page. It was"),
    ],
)  # fmt: skip
def test_each_state_is_told(
    door: FlaskClient, fresh: Flask, decided: dict[str, Any], words: str
) -> None:
    assert words in notice(receipt(door, fresh, **decided))


@pytest.mark.parametrize(
    ("decided", "is_shown"),
    [
        ({"kind": "own-case"}, True),
        ({"kind": "own-case", "state": "waiting"}, True),
        ({"state": "withheld", "reason": "individual_service"}, True),
        ({"state": "withheld", "reason": "vexatious"}, False),
        ({"kind": "correction"}, False),
        ({}, False),
    ],
)
def test_an_own_case_is_told_at_once_who_can_act(
    door: FlaskClient,
    fresh: Flask,
    edition: Edition,
    decided: dict[str, Any],
    is_shown: bool,
) -> None:
    page = receipt(door, fresh, **decided)

    links = [
        str(link["href"]) for link in page.select("section[aria-labelledby=act] li a")
    ]
    pages = [link for link in links if link.startswith("/services/")]
    named = [f"/services/{slug}" for slug in edition.area.can_act]
    assert pages == (named if is_shown else [])
    assert [link for link in pages if door.get(link).status_code != 200] == []
    assert bool([link for link in links if link.startswith("tel:")]) is is_shown


def test_the_area_names_who_can_act(edition: Edition) -> None:
    assert edition.area.adviser.entry in edition.area.own_case
    bare = edition.area.model_copy(update={"own_case": ()})
    assert bare.can_act == (edition.area.adviser.entry,)


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_a_published_answer_is_led_to(
    door: FlaskClient, fresh: Flask, is_withdrawn: bool
) -> None:
    now = utc_now()
    reply = {
        "comment_id": 1, "prompt": "included", "said": "S", "language": "en",
        "did": "D", "owner": "O", "received_on": now.date(), "published_at": now,
        "withdrawn_at": now if is_withdrawn else None,
    }  # fmt: skip
    sent = door.post("/feedback", data={"words": SAID}).location
    with database_of(fresh).write() as connection:
        connection.execute(insert(replies).values(**reply))
        connection.execute(update(comments).values(state="published"))

    page = BeautifulSoup(door.get(sent).text, "html.parser")
    links = [str(link["href"]) for link in page.select("main .notice a")]

    assert links == ([] if is_withdrawn else ["/you-said-we-did/1#reply-1"])


@pytest.mark.parametrize("prefix", ["", "/ur"])
def test_the_receipt_of_an_own_case_is_good_on_a_small_phone(
    browser: Browser, site: str, prefix: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, base_url=site)
    page = context.new_page()
    page.goto(f"{prefix}/feedback")
    page.locator("textarea[name=words]").fill("My child has no plan yet.")
    page.locator("input[value=own-case]").check()
    page.locator("form[method=post] button").click()
    page.locator("section[aria-labelledby=act]").wait_for()

    found = faults(page)
    cookies = context.cookies()
    context.close()

    assert found == []
    assert cookies == []
