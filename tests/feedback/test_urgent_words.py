"""A comment with words of harm: kept like any other, and urgent help is shown first."""

import logging

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from sqlalchemy import text
from werkzeug.test import TestResponse

from localoffer.feedback import store
from localoffer.feedback.model import LONGEST
from tests.fresh import database_of, submission_in
from tests.pages.looking import AXE, AXE_RUN, TAGS, TOO_WIDE


def first(answer: TestResponse) -> Tag:
    """Return the first element of the main part of a page."""
    main = BeautifulSoup(answer.text, "html.parser").select_one("main")
    assert main is not None
    found = main.find(True)
    assert isinstance(found, Tag)
    return found


@pytest.mark.parametrize(
    "form",
    [
        {"words": "The page is fine but my son says he wants to kill himself."},
        {"easier": "Nothing is easy. I cant cope any more."},
        {"words": "Good.\nThe hall is warm.", "easier": "he has a knife"},
    ],
)
def test_words_of_harm_bring_the_box_right_after_sending(
    door: FlaskClient, form: dict[str, str]
) -> None:
    sent = door.post("/feedback", data=form)
    thanks = door.get(sent.location)

    assert sent.status_code == 303
    assert sent.location.endswith("?help=now")
    assert first(thanks).get("class") == ["urgent"]
    assert "Thank you. We have your words." in thanks.text


@pytest.mark.parametrize(
    "words",
    [
        "The number is old. I was dying for a break.",
        "My back is killing me and the queue is long.",
        "My son cant cope with the noise in the hall.",
        "Please add a course on self harm for staff.",
    ],
)
def test_an_ordinary_comment_brings_none(door: FlaskClient, words: str) -> None:
    sent = door.post("/feedback", data={"words": words})

    assert "help" not in sent.location
    assert 'class="urgent"' not in door.get(sent.location).text


@pytest.mark.parametrize(
    ("address", "words", "help_", "lang"),
    [
        ("/feedback", "Moja córka tnie się po rękach.", "pl", "pl"),
        ("/feedback", "میرا بیٹا مرنا چاہتا ہے", "ur", "ur"),
        ("/ur/feedback", "میرا بیٹا مرنا چاہتا ہے", "now", None),
        ("/ur/feedback", "I want to die", "now", None),
        ("/pl/feedback", "mon fils veut mourir", "fr", "fr"),
    ],
)
def test_the_box_is_in_the_writers_language(
    door: FlaskClient, address: str, words: str, help_: str, lang: str | None
) -> None:
    sent = door.post(address, data={"words": words})
    box = first(door.get(sent.location))

    assert sent.location.endswith(f"?help={help_}")
    assert box.get("class") == ["urgent"]
    assert box.get("lang") == lang


def test_only_that_it_is_urgent_is_kept_and_nothing_logged(
    door: FlaskClient, fresh: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    plain, urgent = ("It is fine.", "I want to die.")
    for words in (plain, urgent):
        sent = door.post(
            "/feedback", data={"words": words, "submission": submission_in(door)}
        )
        door.get(sent.location)
    with database_of(fresh).read() as connection:
        rows = connection.execute(text("SELECT * FROM comments ORDER BY id")).all()
        jobs = connection.execute(text("SELECT * FROM jobs")).all()

    kept = [comment.said[0][1] for comment in store.listed(database_of(fresh))]
    own = {"id", "reference", "submission", "words", "created_at"}
    rest = [
        {name: value for name, value in row._mapping.items() if name not in own}
        for row in rows
    ]
    assert kept == [plain, urgent]
    assert [row.pop("urgent") for row in rest] == [False, True]
    assert rest[0] == rest[1]
    assert "die" not in str(jobs)
    assert "help=" not in caplog.text
    assert "die" not in caplog.text


def test_the_receipt_shows_the_box_only_when_asked(door: FlaskClient) -> None:
    sent = door.post("/feedback", data={"words": "I want to die."})
    address = sent.location.partition("?")[0]

    assert 'class="urgent"' not in door.get(address).text
    assert first(door.get(f"{address}?help=now")).get("class") == ["urgent"]
    assert first(door.get(f"{address}?help=<b>")).get("lang") is None
    assert "<b>" not in door.get(f"{address}?help=<b>").text


def test_the_box_is_shown_even_if_the_form_comes_back(door: FlaskClient) -> None:
    words = "I want to die. " + "a" * LONGEST

    answer = door.post("/feedback", data={"words": words})

    assert answer.status_code == 400
    assert first(answer).get("class") == ["urgent"]


def test_the_form_says_that_nobody_reads_it_at_night(door: FlaskClient) -> None:
    page = BeautifulSoup(door.get("/feedback").text, "html.parser")
    button = page.select_one("form[method=post] button")
    assert button is not None
    said = page.select_one(f"#{button['aria-describedby']}")

    assert said is not None
    assert "Nobody reads this at night." in said.text
    assert said.select_one("a[href='/urgent-help']") is not None
    assert "ring 999" in page.select_one("main").text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("", "I want to die"),
        ("", "میرا بیٹا مرنا چاہتا ہے"),
        ("/ur", "میرا بیٹا مرنا چاہتا ہے"),
    ],
)
def test_the_thanks_are_good_on_a_small_phone(
    browser: Browser, site: str, prefix: str, words: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, base_url=site)
    page = context.new_page()
    page.goto(f"{prefix}/feedback")
    page.locator("textarea[name=words]").fill(words)
    page.locator("form[method=post] button").click()
    page.locator(".urgent").wait_for()
    page.evaluate(AXE.read_text("utf-8"))

    faults = page.evaluate(AXE_RUN, TAGS)
    is_too_wide = page.evaluate(TOO_WIDE)
    is_first = page.evaluate(
        "document.querySelector('main').firstElementChild.className == 'urgent'"
    )
    context.close()

    assert faults == []
    assert not is_too_wide
    assert is_first
