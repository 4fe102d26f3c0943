"""Published answers as phones, desks and a checker see them."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser

from localoffer.settings import Settings
from tests.fresh import database_of, fresh_site
from tests.live import serving
from tests.pages.looking import TOO_WIDE, faults
from tests.pages.states import ANSWERED
from tests.pages.test_states import DESK, PHONE, look
from tests.replies.rows import AT, fill
from tests.signed import signed_in, token_of


@pytest.fixture(scope="module")
def published(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """A site with answers and a report."""
    folder = tmp_path_factory.mktemp("published")
    with fresh_site(settings, folder, lambda: AT) as app:
        fill(database_of(app))
        days = {"from": "2026-01-01", "to": "2026-12-31", "name": "2026"}
        signed_in(app, "rep").post("/desk/reports", data=days)
        yield app


@pytest.fixture(scope="module")
def live(published: Flask) -> Iterator[str]:
    with serving(published) as address:
        yield address


@pytest.mark.parametrize("prefix", ["", "/pl", "/ur"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone(browser: Browser, live: str, prefix: str, scheme: str) -> None:
    assert look(browser, live, ANSWERED, prefix, color_scheme=scheme, **PHONE) == {}


def test_on_a_desk(browser: Browser, live: str) -> None:
    assert look(browser, live, ANSWERED, "", **DESK) == {}


def test_with_text_twice_as_large(browser: Browser, live: str) -> None:
    context = browser.new_context(base_url=live, bypass_csp=True, **PHONE)
    page, wide = context.new_page(), []
    for state in ANSWERED:
        for prefix in ("", "/ur"):
            page.goto(prefix + state.address)
            page.add_style_tag(content="html{font-size:200%}")
            if page.evaluate(TOO_WIDE):
                wide.append(prefix + state.address)
    context.close()

    assert wide == []


def test_the_desk_s_page_of_reports(
    browser: Browser, live: str, published: Flask
) -> None:
    addresses = ("/desk/reports", "/desk/reports?year=2026&kind=calendar",
                 "/desk/reports?from=x&to=y")  # fmt: skip
    found: dict[str, Any] = {}
    for options in ({**PHONE}, {**PHONE, "color_scheme": "dark"}, {**DESK}):
        context = browser.new_context(base_url=live, **options)
        token = token_of(published, 1)
        context.add_cookies([{"name": "desk", "value": token, "url": f"{live}/desk"}])
        page = context.new_page()
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200
            if wrong := faults(page):
                found[address] = wrong
        context.close()

    assert found == {}
