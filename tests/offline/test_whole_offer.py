"""The whole offer kept: read and searched in an outage, or nothing of it is."""

import json
import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked
from tests.offline.conftest import WAIT, Environ, Phone, Start, is_cut_off, is_gone
from tests.offline.questions import thirty

NEVER_OPENED = "/services/blue-badge"


def offers(phone: Phone) -> list[str]:
    return [name for name in phone.stored() if name.startswith("kept-offer-")]


def press(page: Page, deed: str) -> None:
    page.locator(f"[data-do={deed}]").click()


def said(page: Page, words: str, part: str = "status") -> None:
    expect(page.locator(f"[data-part={part}]")).to_contain_text(words, timeout=WAIT)


def first_three(page: Page, question: str) -> list[str]:
    """Ask on the offline page, and return the titles of the first three."""
    page.locator("#q").fill(question)
    page.evaluate("document.querySelector('[data-part=found]').textContent = ''")
    page.locator("#q").press("Enter")
    done = re.compile("Found: |We found nothing|does not look like")
    expect(page.locator("[data-part=found]")).to_contain_text(done, timeout=WAIT)
    # What is below the screen is not laid out yet, but it is there to be read.
    titles = page.locator("[data-part=results] :is(h3, strong)").all_text_contents()
    return [title.strip() for title in titles[:3]]


def online_three(edition: Edition, question: str) -> list[str]:
    results = edition.search.answer(Asked.from_args([("q", question)])).results
    return [result.card.title for result in results[:3]]


def test_the_size_shown_is_what_is_downloaded(phone: Phone) -> None:
    page = phone.open("/offline")
    size = page.locator("[data-part=size]")
    expect(size).to_contain_text(re.compile(r"\d+ kB"), timeout=WAIT)
    shown = int(re.findall(r"(\d+) kB", size.inner_text())[0]) * 1000
    before = dict(phone.harbour.sent)

    press(page, "offer")
    said(page, "You can read and search the whole local offer with no signal")

    sent = phone.harbour.sent
    files = phone.page.evaluate(
        "async () => (await (await fetch('/offline/pack.json')).json()).files"
    )
    parts = [p for p in sent if re.match(r"/offline/(entries|search)\.", p)]
    travelled = sum(sent[p] - before.get(p, 0) for p in (*parts, *files))
    assert len(parts) == 2
    assert abs(travelled - shown) < 1000


def test_an_entry_never_opened_is_read_and_urgent_help_too(phone: Phone) -> None:
    phone.keep_all()
    phone.harbour.go()

    page = phone.open(NEVER_OPENED)

    expect(page.locator("h1")).to_contain_text("Blue Badge")
    expect(page.locator("[data-kept-note]")).to_contain_text("today")
    expect(page.locator("link[hreflang=pl]")).to_have_attribute(
        "href", re.compile(f"^http://127.0.0.1:[0-9]+/pl{NEVER_OPENED}$")
    )
    assert page.title().endswith("Milton Keynes SEND help")
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    page = phone.open("/urgent-help")
    expect(page.locator("main")).to_contain_text("0800 1111")


def test_thirty_questions_have_the_same_first_three_as_online(
    phone: Phone, edition: Edition
) -> None:
    page = phone.keep_all()
    phone.harbour.go()
    page = phone.open("/")
    page.locator("[data-part=search]").wait_for(timeout=WAIT)

    offline = {question: first_three(page, question) for question in thirty()}

    assert offline == {
        question: online_three(edition, question) for question in thirty()
    }


def test_a_search_made_in_an_outage_is_answered_on_its_own_page(phone: Phone) -> None:
    phone.keep_all()
    phone.harbour.go()

    page = phone.open("/search?q=blue+badge+for+my+son")

    said(page, "Found: ", "found")
    expect(page.locator("#q")).to_have_value("blue badge for my son")
    expect(page.locator("[data-part=missing]")).to_be_hidden()
    page.locator("[data-part=results] a").first.click()
    expect(page.locator("h1")).to_contain_text("Blue Badge")
    assert not [p for paths in phone.stored().values() for p in paths if "search?" in p]


def test_words_of_harm_bring_urgent_help_first(phone: Phone) -> None:
    phone.keep_all()
    phone.harbour.go()
    page = phone.open("/search?q=my+son+wants+to+die")

    said(page, "Found: ", "found")

    first = page.locator("main > :first-child")
    expect(first).to_have_attribute("data-part", "urgent")
    expect(first).to_contain_text("999")
    page.locator("#q").fill("help with sleep")
    page.locator("#q").press("Enter")
    expect(page.locator("main > :first-child")).not_to_have_attribute(
        "data-part", "urgent"
    )


def test_a_question_that_cannot_be_read_brings_urgent_help_too(phone: Phone) -> None:
    phone.keep_all()
    phone.harbour.go()

    page = phone.open("/search?q=میرا بیٹا مرنا چاہتا ہے")

    said(page, "With no signal we can only read questions in English", "found")
    expect(page.locator("main > :first-child")).to_have_attribute("data-part", "urgent")


def test_private_pages_are_named_by_a_search_and_not_kept(
    phone: Phone, edition: Edition
) -> None:
    phone.keep_all()
    phone.harbour.go()
    page = phone.open("/search?q=childline")
    said(page, "Found: ", "found")
    title = "Someone for your child to talk to, day or night: Childline"

    card = page.locator(".card", has_text=title)

    expect(card).to_contain_text("You need a signal to open this one")
    assert card.locator("a").count() == 0
    phone.open("/services/childline")
    expect(page.locator("[data-part=missing]")).to_be_visible()
    text = page.evaluate(
        """async () => {
          const [name] = (await caches.keys()).filter((n) => /^kept-offer/.test(n));
          const all = await (await caches.open(name)).matchAll();
          return (await Promise.all(all.map((one) => one.text()))).join(' ');
        }"""
    )
    private = edition.vocabulary.private
    cards = [c for c in edition.catalogue.cards if private & set(c.topics)]
    assert len(cards) > 10
    assert [c.slug for c in cards if f"# {c.title}" in text or c.summary in text] == []


@pytest.mark.parametrize(
    ("fault", "words"),
    [(is_cut_off, "only half of it came"), (is_gone, "did not send all of it")],
)
def test_a_pack_that_does_not_come_whole_keeps_nothing_and_says_so(
    phone: Phone, fault: object, words: str
) -> None:
    page = phone.open("/offline")
    phone.harbour.faults["/offline/search."] = fault  # type: ignore[assignment]

    press(page, "offer")

    said(page, words)
    assert offers(phone) == []
    phone.harbour.faults.clear()
    phone.keep_all()
    assert len(offers(phone)) == 1


def test_a_full_phone_keeps_what_it_had_and_says_so(phone: Phone) -> None:
    page = phone.keep("/services/salt-drop-in")
    phone.open("/offline")
    session = phone.context.new_cdp_session(page)
    room = {"origin": phone.harbour.url, "quotaSize": 1_000_000}
    session.send("Storage.overrideQuotaForOrigin", room)

    press(page, "offer")

    said(page, "this phone is full")
    assert offers(phone) == []
    phone.harbour.go()
    phone.open("/services/salt-drop-in")
    expect(page.locator("h1")).to_have_text("Speech and language drop-in for parents")


def test_what_was_changed_on_the_way_is_not_kept(phone: Phone) -> None:
    """A phone company's page in place of a part has another checksum."""
    page = phone.open("/offline")

    def is_another(_app: Flask, _environ: Environ, start: Start) -> list[bytes]:
        start("200 OK", [("Content-Type", "application/octet-stream")])
        return [json.dumps({"pages": {}}).encode()]

    phone.harbour.faults["/offline/entries."] = is_another

    press(page, "offer")

    said(page, "only half of it came")
    assert offers(phone) == []


def test_urdu_is_kept_and_searched_in_urdu_pages(phone: Phone) -> None:
    page = phone.keep_all("/ur")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    phone.harbour.go()

    phone.open("/ur" + NEVER_OPENED)

    expect(page.locator("html")).to_have_attribute("lang", "ur")
    expect(page.locator("h1")).to_contain_text("Blue Badge")
    expect(page.locator("[data-kept-note]")).to_be_visible()
    phone.open("/ur/search?q=blue+badge")
    link = page.locator("[data-part=results] a").first
    expect(link).to_have_attribute("href", re.compile("^/ur/"), timeout=WAIT)
