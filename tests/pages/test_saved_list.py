"""A parent's list: in the address, with no account or cookie; kept when asked."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given, strategies as st
from playwright.sync_api import Browser, Page

from localoffer.pages.saved import MOST_SAVED, SavedList

SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


def soup(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


@given(st.lists(SLUGS, unique=True, max_size=MOST_SAVED))
def test_an_address_gives_back_the_list_it_was_made_of(slugs: list[str]) -> None:
    saved = SavedList(tuple(slugs))

    assert SavedList.read(saved.text) == saved


@given(st.text(max_size=400), SLUGS)
def test_one_more_is_at_the_end_and_can_be_taken_off(text: str, slug: str) -> None:
    saved = SavedList.read(text)

    more = saved.with_one(slug)

    if len(saved.slugs) < MOST_SAVED:
        assert slug in more.slugs
    assert slug not in more.without(slug).slugs
    assert [s for s in saved.slugs if s != slug] == [s for s in more.slugs if s != slug]


def test_the_list_shows_its_entries_in_order(client: FlaskClient) -> None:
    page = soup(client, "/list?s=salt-drop-in,camhs,turning-16")

    links = [str(h2.a["href"]) for h2 in page.select(".cards h2") if h2.a]

    assert [urlsplit(link).path for link in links] == [
        "/services/salt-drop-in",
        "/services/camhs",
        "/guides/turning-16",
    ]


def test_unknown_names_are_told_and_the_rest_is_shown(client: FlaskClient) -> None:
    page = soup(client, "/list?s=camhs,no-such-thing,<b>x</b>")

    notice = page.select_one(".notice.warn")

    assert notice is not None
    assert "no-such-thing" in notice.text
    assert "<b>x</b>" in notice.text
    assert len(page.select(".cards h2")) == 1


def test_a_list_that_is_too_long_says_so(client: FlaskClient) -> None:
    many = ",".join(["camhs", *(f"x{n}" for n in range(MOST_SAVED))])

    page = soup(client, f"/list?s={many}")

    assert "A list holds up to 100 entries" in page.text
    assert len(page.select(".cards h2")) == 1


@pytest.mark.parametrize("address", ["/list", "/list?s=", "/list?s=,,", "/list?s=%00"])
def test_an_empty_list_says_what_to_do(client: FlaskClient, address: str) -> None:
    page = soup(client, address)

    assert "Your list is empty" in page.text
    assert page.select(".cards h2") == []


def test_a_list_is_sent_with_its_whole_address(client: FlaskClient) -> None:
    page = soup(client, "/list?s=camhs,nonsense,mk-sendias")
    links = [str(a["href"]) for a in page.select("#send ~ p a")]

    shown = page.select_one("#link")

    assert shown is not None
    assert shown["value"] == "http://localhost/list?s=camhs,mk-sendias"
    schemes = [link.split(":")[0] for link in links]
    assert schemes == ["sms", "mailto", "https"]
    assert all(str(shown["value"]) in unquote(link) for link in links)


def test_a_list_is_carried_through_search_and_entries(client: FlaskClient) -> None:
    """Without a script, what is saved goes from page to page in the address."""
    results = soup(client, "/search?q=sleep&s=camhs")
    card = results.select_one(".card h3 a")
    assert card is not None
    assert parse_qs(urlsplit(str(card["href"])).query) == {"s": ["camhs"]}

    entry = soup(client, str(card["href"]))
    saving = entry.select_one("[data-save]")
    hidden = results.select("input[name=s]")

    assert saving is not None
    assert str(saving["href"]).startswith("/list?s=camhs,")
    assert [field["value"] for field in hidden] == ["camhs"] * len(hidden)
    assert len(hidden) == 2


def test_no_list_leaves_no_trace_in_addresses(client: FlaskClient) -> None:
    text = client.get("/search?q=sleep").text

    assert re.findall(r'href="/(?:services|guides)/[^"]*[?&]s=', text) == []
    assert 'name="s"' not in text


def test_a_list_is_made_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/search?q=sleep")
    page.locator(".card [data-save]").first.click()
    page.get_by_label("What do you need help with?").fill("autism")
    page.get_by_role("button", name="Search").click()
    page.locator(".card h3 a").first.click()
    page.locator("[data-save]").click()

    assert page.locator(".cards h2").count() == 2
    page.locator(".cards .saving").first.click()
    assert page.locator(".cards h2").count() == 1
    assert context.cookies() == []
    context.close()


def kept(page: Page) -> object:
    return page.evaluate("Object.entries({...localStorage})")


def test_nothing_is_kept_before_a_parent_saves(phone: Page) -> None:
    for address in (
        "/",
        "/search?q=sleep",
        "/services/camhs",
        "/list?s=camhs",
        "/list",
    ):
        phone.goto(address)

    assert kept(phone) == []


def test_saving_is_remembered_and_taken_back(phone: Page) -> None:
    phone.goto("/services/camhs")
    save = phone.get_by_role("button", name="Save NHS child mental")
    save.focus()
    phone.keyboard.press("Space")

    assert phone.locator("[data-save]").get_attribute("aria-pressed") == "true"
    assert phone.url.endswith("/services/camhs")
    assert kept(phone) == [["list", '["camhs"]']]
    assert phone.get_by_role("status").last.inner_text().startswith("Saved NHS")
    phone.goto("/search?q=camhs")
    phone.get_by_role("link", name="My list (1)").click()
    assert phone.locator(".cards h2").count() == 1
    phone.locator(".cards .saving").click()
    assert kept(phone) == []
    phone.goto("/")
    assert phone.get_by_role("link", name="My list", exact=True).is_visible()


def test_a_list_from_somebody_else_is_remembered_only_when_asked(phone: Page) -> None:
    phone.goto("/list?s=camhs,salt-drop-in")
    assert kept(phone) == []

    phone.get_by_role("button", name="Remember this list on this phone").click()

    assert kept(phone) == [["list", '["camhs","salt-drop-in"]']]
    assert phone.get_by_text("This list is now kept on this phone.").is_visible()
    phone.goto("/list")
    phone.get_by_role("link", name="Show the list on this phone").click()
    assert phone.locator(".cards h2").count() == 2


def test_a_phone_that_keeps_nothing_still_has_a_list(phone: Page) -> None:
    """A full phone, or storage switched off: the address carries the list."""
    phone.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full') };"
    )
    phone.goto("/services/camhs")
    phone.locator("[data-save]").click()
    phone.wait_for_url("**/list?s=camhs")

    phone.get_by_role("button", name="Remember this list").click()

    assert phone.get_by_text("This phone would not keep the list.").is_visible()


@pytest.mark.parametrize("rubbish", ["{", '"camhs"', "[1,null]", '["<b>"]'])
def test_rubbish_on_the_phone_is_passed_over(phone: Page, rubbish: str) -> None:
    phone.goto("/")
    phone.evaluate("text => localStorage.setItem('list', text)", rubbish)

    phone.goto("/services/camhs")

    assert phone.get_by_role("link", name="My list", exact=True).is_visible()
