"""One comment, from a parent's phone to “you said, we did”, through two reps' hands."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from localoffer.web.desk import COOKIE
from tests.live import serving
from tests.signed import account, token_of

WORDS = "My son Jack waits outside in the rain. The door is too narrow."
SAFE = "My son [name] waits outside in the rain. The door is too narrow."


@pytest.fixture
def site(fresh: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The site of an area where two people publish."""
    monkeypatch.setattr("localoffer.review.cases._second_person", lambda: True)
    with serving(fresh) as address:
        yield address


def at_the_desk(browser: Browser, app: Flask, site: str, name: str) -> Page:
    token = token_of(app, account(app, "rep", name=name))
    context = browser.new_context(base_url=site)
    context.set_default_timeout(8000)
    context.add_cookies([
        {
            "name": COOKIE, "value": token, "domain": "127.0.0.1", "path": "/desk",
            "secure": True, "httpOnly": True, "sameSite": "Lax",
        }
    ])  # fmt: skip
    return context.new_page()


def sent_by(parent: BrowserContext) -> str:
    """Send a comment from a phone, notice and all; return its reference."""
    page = parent.new_page()
    page.goto("/feedback?about=salt-drop-in")
    page.locator("#words").fill(WORDS)
    page.locator("input[name=publish][value=yes]").check()
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_role("button", name="Send it as it is").click()
    expect(page.locator("h1")).to_contain_text("Thank you")
    return page.url.rsplit("/", 1)[1]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_comment_is_redacted_answered_approved_and_published(
    browser: Browser, fresh: Flask, site: str
) -> None:
    parent = browser.new_context(base_url=site, viewport={"width": 360, "height": 740})
    parent.set_default_timeout(8000)
    reference = sent_by(parent)

    rita = at_the_desk(browser, fresh, site, "Rita")
    rita.goto("/desk/")
    rita.get_by_role("link", name=re.compile(reference)).click()
    press(rita, "I have read this: take it on")
    expect(rita.locator(".said mark")).to_have_text("Jack")
    rita.get_by_role("button", name=re.compile("^Take out Jack")).click()
    box = rita.locator("textarea[name=words-included-en]")
    expect(box).to_have_value(SAFE)
    rita.locator("#did").fill("The door will be made wider.")
    rita.locator("#owner").fill("Estates team")
    rita.locator("#due_on").fill("2027-04-01")
    press(rita, "Keep the answer")
    press(rita, "Propose it")
    expect(rita.get_by_text("Another person must look at it")).to_be_visible()
    expect(rita.get_by_role("button", name="Publish", exact=True)).to_have_count(0)

    otto = at_the_desk(browser, fresh, site, "Otto")
    otto.goto(f"/desk/comments/{reference}")
    press(otto, "Publish")

    reader = parent.new_page()
    for path in ("/you-said-we-did", "/services/salt-drop-in"):
        reader.goto(path)
        expect(reader.locator("main")).to_contain_text("The door will be made wider.")
        assert "Jack" not in reader.content()
    reader.goto(f"/feedback/{reference}")
    assert "rain" not in reader.locator("main").inner_text()
    for page in (rita, otto):
        page.context.close()
    parent.close()
