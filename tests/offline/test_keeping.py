"""What a parent keeps is there when the signal is not, and nothing else is kept."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from localoffer.web.clock import utc_now
from tests.offline.conftest import WAIT, Phone, is_gone

BROWSED = (
    "/", "/search?q=speech", "/services/salt-drop-in", "/services/camhs",
    "/guides/turning-16", "/guides/", "/topics/", "/topics/sleep", "/whats-on", "/list",
    "/feedback", "/found?found=yes", "/urgent-help", "/about", "/offline", "/nowhere",
    "/ur/services/salt-drop-in", "/ur/offline", "/desk/",
)  # fmt: skip
PRIVATE = ("/search", "/feedback", "/found", "/desk", "/api")
COPY = "This is a copy that was kept on this phone on"


def addresses(phone: Phone) -> set[str]:
    return {path for paths in phone.stored().values() for path in paths}


def test_nothing_is_stored_before_keep_is_tapped(phone: Phone) -> None:
    stored = {}
    for path in BROWSED:
        phone.open(path)
        stored[path] = phone.has_nothing()

    assert stored == dict.fromkeys(BROWSED, True)
    assert "/sw.js" not in phone.harbour.asked


def test_one_page_is_read_in_an_outage_and_says_that_it_is_a_copy(phone: Phone) -> None:
    phone.keep("/services/salt-drop-in")
    assert phone.page.locator("[data-kept-note]").is_hidden()
    phone.harbour.go()

    page = phone.open("/services/salt-drop-in")

    note = page.locator("[data-kept-note]")
    expect(note).to_contain_text(COPY)
    expect(note).to_contain_text("today")
    expect(page.locator("h1")).to_have_text("Speech and language drop-in for parents")
    assert page.locator("[data-keep]").is_hidden()
    assert page.locator("form.found").is_hidden()
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"


def test_a_kept_page_is_fresh_while_there_is_a_signal(phone: Phone) -> None:
    phone.keep("/services/salt-drop-in")

    page = phone.open("/services/salt-drop-in")

    assert page.locator("[data-kept-note]").is_hidden()


def test_urgent_help_is_kept_with_any_page_and_nothing_else_is(phone: Phone) -> None:
    phone.keep("/services/salt-drop-in")

    pages = {p for p in addresses(phone) if not p.startswith("/static/")}
    assert pages == {
        "/services/salt-drop-in", "/urgent-help", "/offline", "/offline/note",
    }  # fmt: skip
    phone.harbour.go()
    page = phone.open("/urgent-help")
    expect(page.locator("main")).to_contain_text("0800 1111")
    expect(page.locator("[data-kept-note]")).to_contain_text(COPY)


def test_a_page_that_is_not_kept_leads_to_what_is_and_to_help(phone: Phone) -> None:
    phone.keep("/services/salt-drop-in")
    phone.harbour.go()

    page = phone.open("/services/blue-badge")

    expect(page.locator("[data-part=missing]")).to_be_visible()
    kept = page.locator("[data-part=pages] a")
    expect(kept).to_have_text("Speech and language drop-in for parents")
    expect(page.locator("[data-part=urgent]")).to_contain_text("999")
    expect(page.locator("[data-part=search]")).to_be_hidden()
    kept.click()
    expect(page.locator("h1")).to_have_text("Speech and language drop-in for parents")


def test_what_people_ask_and_send_is_never_kept(phone: Phone) -> None:
    phone.keep("/services/salt-drop-in")

    for path in (
        "/search?q=secret", "/feedback?about=camhs", "/found?found=no&about=sleep",
        "/services/salt-drop-in?q=secret", "/desk/", "/services/blue-badge",
    ):  # fmt: skip
        phone.open(path)
    phone.open("/offline")
    phone.page.locator("[data-part=pages] a").wait_for()

    kept = addresses(phone)
    assert not [path for path in kept if path.startswith(PRIVATE)]
    assert "/services/blue-badge" not in kept
    texts = phone.page.evaluate(
        """async () => {
          const texts = [];
          for (const name of await caches.keys())
            for (const one of await (await caches.open(name)).matchAll())
              texts.push(one.url + await one.text());
          return texts.join(' ');
        }"""
    )
    assert "secret" not in texts


def test_a_private_page_is_kept_by_itself_after_a_warning(phone: Phone) -> None:
    page = phone.open("/services/childline")
    expect(page.locator("[data-keep]")).to_contain_text("only if that is safe for you")

    phone.keep("/services/childline")
    phone.harbour.go()

    page = phone.open("/services/childline")
    expect(page.locator("[data-kept-note]")).to_contain_text(COPY)


def test_her_list_is_kept_but_for_private_pages(phone: Phone) -> None:
    page = phone.open("/list")
    slugs = '["salt-drop-in", "turning-16", "childline", "nowhere", "../desk"]'
    page.evaluate(f"localStorage.setItem('list', '{slugs}')")
    page.locator("[data-keep] button").click()
    said = page.locator("[data-keep] [role=status]")
    said.filter(has_text="kept only one by one").wait_for(timeout=WAIT)

    kept = addresses(phone)
    expect(said).to_contain_text("no longer on this site")
    assert {"/services/salt-drop-in", "/guides/turning-16", "/list"} <= kept
    assert not [path for path in kept if "childline" in path or "desk" in path]
    phone.harbour.go()
    page = phone.open("/guides/turning-16")
    expect(page.locator("[data-kept-note]")).to_contain_text(COPY)


def test_a_broken_list_keeps_the_page_itself(phone: Phone) -> None:
    page = phone.open("/list")
    page.evaluate("localStorage.setItem('list', '{not a list')")
    phone.page.locator("[data-keep] button").click()
    said = page.locator("[data-keep] [role=status]")
    said.filter(has_text="Kept on this phone").wait_for(timeout=WAIT)

    assert "/list" in addresses(phone)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (timedelta(days=3, hours=1), "3 days ago"),
        (timedelta(days=-40), "The date on this phone looks wrong"),
    ],
)
def test_a_copy_says_how_old_it_is_by_a_clock_it_can_trust(
    phone: Phone, now: timedelta, words: str
) -> None:
    phone.keep("/services/salt-drop-in")
    phone.harbour.go()
    phone.page.clock.set_fixed_time(utc_now() + now)

    page = phone.open("/services/salt-drop-in")

    note = page.locator("[data-kept-note]")
    expect(note).to_contain_text(words)
    year = str(utc_now().year)
    assert re.search(rf"\d+ \w+ {year}", note.inner_text())


def test_a_clock_that_was_wrong_at_keeping_is_told_by_the_servers(phone: Phone) -> None:
    """The phone is a year behind all along: it shows the server's date."""
    phone.keep("/services/salt-drop-in")
    phone.page.evaluate(
        """async () => {
          const cache = await caches.open('kept-pages');
          const old = await cache.match('/services/salt-drop-in');
          const headers = new Headers(old.headers);
          headers.set('x-skew', String(-366 * 864e5));
          const page = new Response(await old.text(), {headers});
          await cache.put('/services/salt-drop-in', page);
        }"""
    )
    phone.harbour.go()

    page = phone.open("/services/salt-drop-in")

    note = page.locator("[data-kept-note]")
    expect(note).to_contain_text("The date on this phone looks wrong")
    expect(note).to_contain_text(str(utc_now().year))


def test_a_page_that_cannot_be_had_says_so(phone: Phone) -> None:
    page = phone.open("/services/salt-drop-in")
    button, said = (
        page.locator("[data-keep] button"),
        page.locator("[data-keep] p[role]"),
    )
    phone.harbour.faults["/services/"] = is_gone
    button.click()
    expect(said).to_contain_text(
        "Not kept: the site did not send the page", timeout=WAIT
    )


def test_keeping_without_a_signal_says_so(phone: Phone) -> None:
    phone.keep("/services/salt-drop-in")
    page = phone.open("/services/blue-badge")
    phone.harbour.go()

    page.locator("[data-keep] button").click()

    said = page.locator("[data-keep] [role=status]")
    expect(said).to_contain_text("Not kept: there is no signal")
    assert "/services/blue-badge" not in addresses(phone)


def test_a_full_phone_says_so(phone: Phone) -> None:
    page = phone.open("/services/salt-drop-in")
    session = phone.context.new_cdp_session(page)
    room = {"origin": phone.harbour.url, "quotaSize": 1}
    session.send("Storage.overrideQuotaForOrigin", room)

    page.locator("[data-keep] button").click()

    said = page.locator("[data-keep] [role=status]")
    expect(said).to_contain_text("Not kept: this phone is full", timeout=WAIT)
