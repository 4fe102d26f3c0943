"""The week on a phone 320 pixels wide, in English and from right to left."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.live import serving
from tests.pages.looking import AXE, AXE_RUN, TAGS, TOO_WIDE
from tests.week.reading import Watch

LOW = """[...document.querySelectorAll('main a.chip, main a.button, main .call, '
  + 'main summary, main .tick, main select, main .pages a, main button')]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44)
  .map(e => e.outerHTML.slice(0, 90))"""
PAGES = (
    "/whats-on", "/whats-on?need=autism&day=monday", "/whats-on?cost=free",
    "/whats-on?week=2026-12-18", "/whats-on?week=soon&near=nowhere",
    "/services/club-two",
)  # fmt: skip


@pytest.fixture(scope="module")
def address(offer_app: Flask) -> Iterator[str]:
    with serving(offer_app) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def small(
    request: pytest.FixtureRequest, browser: Browser, address: str, watch: Watch
) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        base_url=address,
        java_script_enabled=request.param,
    )
    context.set_default_timeout(5000)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize(
    ("prefix", "scheme"),
    [("", "light"), ("", "dark"), ("/ur", "light"), ("/pl", "dark")],
)
def test_axe_finds_nothing_and_nothing_is_too_wide_or_too_low(
    browser: Browser, address: str, prefix: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        base_url=address,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page, faults = context.new_page(), {}
    for path in PAGES:
        page.goto(prefix + path)
        page.evaluate(
            "document.querySelectorAll('details').forEach(d => d.open = true)"
        )
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(AXE_RUN, TAGS)
        found += ["scrolls sideways"] if page.evaluate(TOO_WIDE) else []
        found += [f"low: {html}" for html in page.evaluate(LOW)]
        if found:
            faults[path] = found
    context.close()

    assert faults == {}


def test_a_parent_finds_a_day_and_takes_it_along(small: Page) -> None:
    small.goto("/whats-on")
    small.locator(".filters > summary").click()
    small.locator(".filters details > summary", has_text="Day").click()
    small.get_by_label("Saturday").check()
    small.get_by_role("button", name="Show these").click()
    days = small.locator("main h2 > time")
    assert days.count() == 1
    assert days.get_attribute("datetime") == "2026-11-28"

    small.get_by_role("link", name="The next week").click()
    small.wait_for_url("**day=saturday**week=2026-12-04**")
    with small.expect_download() as taken:
        small.get_by_role("link", name="Add to calendar Club two").click()
    assert taken.value.url.endswith("/services/club-two/calendar.ics?session=2")


def test_whom_to_ring_is_one_touch_away(small: Page) -> None:
    small.goto("/whats-on?need=none-such&day=sunday&cost=priced&age=0-4&need=autism")

    call = small.locator("main .notice a.call")
    assert call.get_attribute("href") == "tel:01908254518"
    assert call.is_visible()
