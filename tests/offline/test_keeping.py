"""What a parent keeps is there when the signal is not, and nothing else is kept."""

import pytest
from playwright.sync_api import expect

from tests.offline.conftest import Phone

BROWSED = (
    "/", "/search?q=speech", "/services/salt-drop-in", "/services/camhs",
    "/guides/turning-16", "/guides/", "/topics/", "/topics/sleep", "/whats-on", "/list",
    "/feedback", "/urgent-help", "/about", "/offline", "/ur/services/salt-drop-in",
)  # fmt: skip


def test_nothing_is_stored_before_keep_is_tapped(phone: Phone) -> None:
    stored = {}
    for path in BROWSED:
        phone.open(path)
        stored[path] = phone.has_nothing()

    assert stored == dict.fromkeys(BROWSED, True)
    assert "/sw.js" not in phone.harbour.asked
    assert not any("pack" in path for path in phone.harbour.asked if "json" not in path)


def test_one_page_is_read_in_an_outage_and_says_that_it_is_a_copy(phone: Phone) -> None:
    phone.keep("/services/salt-drop-in")
    assert phone.page.locator("[data-kept-note]").is_hidden()
    phone.harbour.go()

    page = phone.open("/services/salt-drop-in")

    note = page.locator("[data-kept-note]")
    expect(note).to_contain_text("This is a copy that was kept on this phone on")
    expect(note).to_contain_text("today")
    expect(page.locator("h1")).to_contain_text("talk")
    phone.open("/urgent-help")
    expect(page.locator("main")).to_contain_text("0800 1111")
