"""Suggestions in a real browser: keys, touch, screen readers, and when they fail."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route, expect

from tests.pages.looking import TOO_WIDE, axe

HEIGHTS = "all => all.map(e => e.getBoundingClientRect().height)"
HAS_FOCUS = "document.activeElement.id === 'q'"
ASKED = "**/api/suggest?*"
SCRIPT = "**/static/suggest.*.js"
WITH_BOX = ("/", "/search?q=adhd", "/search?page=999", "/topics/", "/topics/sleep")
WITHOUT_BOX = ("/guides/", "/services/camhs", "/privacy", "/feedback", "/nowhere")


def type_in(page: Page, text: str) -> None:
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(text)


def opened(page: Page, text: str = "bl", address: str = "/") -> Page:
    """Return the page with the list open, nothing in it chosen."""
    page.goto(address)
    type_in(page, text)
    page.locator(".suggest li").first.wait_for()
    return page


def hold(page: Page, address: str) -> list[Route]:
    """Keep what asks for an address waiting; return what waits."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route(address, keep)
    return held


def with_the_clock_stopped(page: Page) -> list[str]:
    """Open the first page, its clock under our hand; return what it asks the API."""
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "/api/" in r.url else None)
    page.clock.install(time="2026-11-02T09:00:00")
    page.goto("/")
    page.clock.pause_at("2026-11-02T10:00:00")
    return asked


def chosen(page: Page) -> list[str]:
    return page.locator(".suggest [aria-selected=true] bdi").all_inner_texts()


def pointed_at(page: Page) -> str | None:
    """Return the text of the option that a screen reader is told of."""
    option = page.locator("#q").get_attribute("aria-activedescendant")
    return page.locator(f"#{option} bdi").inner_text() if option else None


@pytest.fixture
def small(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Makes pages 320 pixels wide, each in a context of its own."""
    contexts = []

    def page(**options: Any) -> Page:
        size: Any = {"width": 320, "height": 640}
        context = browser.new_context(viewport=size, base_url=site, **options)
        context.set_default_timeout(5000)
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


def test_the_script_is_on_pages_with_a_search_box_only(client: FlaskClient) -> None:
    def scripts(address: str) -> tuple[int, int]:
        text = client.get(address).text
        found = text.count("/static/suggest.")
        # No script holds the page up: it is put off, or a module, which is the same.
        scripts = re.findall(r"<script ([^>]*)>", text)
        assert all("defer" in one or 'type="module"' in one for one in scripts)
        return found, found

    assert {address: scripts(address) for address in WITH_BOX} == dict.fromkeys(
        WITH_BOX, (1, 1)
    )
    assert {address: scripts(address)[0] for address in WITHOUT_BOX} == dict.fromkeys(
        WITHOUT_BOX, 0
    )


@pytest.mark.parametrize("address", WITH_BOX)
def test_typing_shows_suggestions_and_chooses_none(phone: Page, address: str) -> None:
    opened(phone, "bl", address)
    box = phone.get_by_role("combobox")
    options = phone.get_by_role("listbox", name="Suggestions").get_by_role("option")

    expect(options).to_have_count(8)
    expect(options.first).to_have_accessible_name("Blue Badge Topic")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    assert box.get_attribute("aria-controls") == phone.locator(
        ".suggest"
    ).get_attribute("id")
    assert pointed_at(phone) is None
    assert chosen(phone) == []
    assert phone.evaluate(HAS_FOCUS)
    assert phone.context.cookies() == []


def test_a_polite_voice_says_how_many_there_are(phone: Page) -> None:
    opened(phone, "bl")
    voice = phone.locator(".search [role=status]")

    expect(voice).to_have_text("Suggestions: 8")
    assert voice.bounding_box() is not None
    type_in(phone, "nappies")
    expect(voice).to_have_text(re.compile(r"^Suggestions: [1-7]$"))
    phone.keyboard.press("Escape")
    expect(voice).to_have_text("")


def test_arrows_go_round_and_home_and_end_to_the_ends(phone: Page) -> None:
    opened(phone, "bl")
    names = phone.locator(".suggest bdi").all_inner_texts()
    seen = []
    for key in ("Down", "Down", "Up", "Up", "Down", "End", "Home"):
        phone.keyboard.press(f"Arrow{key}" if key in {"Up", "Down"} else key)
        seen.append(pointed_at(phone))
        assert chosen(phone) == [pointed_at(phone)]

    first, second, last = names[0], names[1], names[-1]
    assert seen == [first, second, first, last, first, last, first]
    expect(phone.locator("#q")).to_have_value("bl")
    assert phone.evaluate(HAS_FOCUS)


def test_the_option_pointed_at_is_brought_into_view(phone: Page) -> None:
    opened(phone, "bl")

    phone.keyboard.press("ArrowUp")

    expect(phone.locator(".suggest li").last).to_be_in_viewport(ratio=0.99)


def test_home_and_end_move_in_the_text_while_nothing_is_chosen(phone: Page) -> None:
    opened(phone, "bl")

    phone.keyboard.press("Home")

    assert phone.locator("#q").evaluate("e => e.selectionStart") == 0
    assert pointed_at(phone) is None


@pytest.mark.parametrize("key", ["ArrowLeft", "ArrowRight", "u"])
def test_going_back_to_the_text_chooses_nothing(phone: Page, key: str) -> None:
    opened(phone, "bl")
    phone.keyboard.press("ArrowDown")

    phone.keyboard.press(key)

    assert pointed_at(phone) is None
    assert chosen(phone) == []


def test_enter_goes_to_the_suggestion_chosen(phone: Page) -> None:
    opened(phone, "blue b")

    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Enter")

    phone.wait_for_url("**/topics/blue-badge")


def test_enter_searches_for_the_text_when_nothing_is_chosen(phone: Page) -> None:
    opened(phone, "blue b")

    phone.keyboard.press("Enter")

    phone.wait_for_url("**/search?q=blue+b")


def test_escape_closes_the_list_and_keeps_the_text(phone: Page) -> None:
    opened(phone, "bl")
    phone.keyboard.press("ArrowDown")

    phone.keyboard.press("Escape")

    expect(phone.locator(".suggest")).to_be_hidden()
    expect(phone.locator("#q")).to_have_attribute("aria-expanded", "false")
    expect(phone.locator("#q")).to_have_value("bl")
    assert pointed_at(phone) is None
    phone.keyboard.press("Escape")
    expect(phone.locator("#q")).to_have_value("bl")
    phone.keyboard.press("ArrowDown")
    expect(phone.locator(".suggest")).to_be_visible()
    assert pointed_at(phone) is None


def test_tab_leaves_the_box_and_closes_the_list(phone: Page) -> None:
    opened(phone, "bl")
    phone.keyboard.press("ArrowDown")

    phone.keyboard.press("Tab")

    expect(phone.locator(".suggest")).to_be_hidden()
    assert phone.evaluate("document.activeElement.type") == "submit"
    expect(phone.locator("#q")).to_have_value("bl")


def test_a_tap_goes_to_the_suggestion(phone: Page) -> None:
    opened(phone, "bletchl")

    phone.locator(".suggest li").first.tap()

    phone.wait_for_url("**/search?near=Bletchley")
    expect(phone.locator(".suggest")).to_be_hidden()


def test_a_press_keeps_the_focus_and_only_its_end_goes(
    small: Callable[..., Page],
) -> None:
    page = opened(small(), "bl")
    page.locator(".suggest li").first.hover()

    page.mouse.down()

    assert page.evaluate(HAS_FOCUS)
    expect(page.locator(".suggest")).to_be_visible()
    page.mouse.move(1, 1)
    page.mouse.up()
    assert page.url.endswith("/")


def test_the_search_button_is_never_covered(phone: Page) -> None:
    opened(phone, "bl")

    phone.get_by_role("button", name="Search").click()

    phone.wait_for_url("**/search?q=bl")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("prefix", "typed"), [("", "bl"), ("/ur", "bl"), ("/ur", "بول"), ("/pl", "logop")]
)
@pytest.mark.parametrize("address", ["/", "/search?q=adhd"])
def test_axe_finds_nothing_while_the_list_is_open(
    small: Callable[..., Page], scheme: str, prefix: str, typed: str, address: str
) -> None:
    page = opened(small(color_scheme=scheme), typed, prefix + address)
    page.keyboard.press("ArrowDown")

    assert axe(page) == []
    assert not page.evaluate(TOO_WIDE)
    heights = page.locator(".suggest li").evaluate_all(HEIGHTS)
    assert min(heights) >= 44


def test_the_urdu_page_reads_from_the_right_and_names_topics_in_urdu(
    small: Callable[..., Page],
) -> None:
    page = opened(small(), "اسپیچ تھراپی", "/ur/")
    name = page.locator(".suggest bdi").first
    end = "e => e.getBoundingClientRect().right"

    expect(name).to_have_attribute("lang", "ur")
    expect(name).to_contain_text("سپیچ تھراپی")
    expect(page.locator(".suggest .said").first).to_contain_text("اسپیچ تھراپی")
    gap = page.locator(".suggest li").first.evaluate(end) - name.evaluate(end)
    assert 0 < gap < 20
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ur/topics/salt-service")


def test_the_option_pointed_at_is_seen_in_forced_colours(
    small: Callable[..., Page],
) -> None:
    page = opened(small(forced_colors="active"), "bl")
    page.keyboard.press("ArrowDown")
    outline = """e => { const s = getComputedStyle(e);
      return [s.outlineStyle, s.outlineWidth, s.outlineColor != s.backgroundColor]; }"""

    first, second = page.locator(".suggest li").all()[:2]

    assert first.evaluate(outline) == ["solid", "3px", True]
    assert second.evaluate(outline)[0] == "none"


def test_without_javascript_the_page_is_what_it_was(small: Callable[..., Page]) -> None:
    page = small(java_script_enabled=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    box = page.get_by_role("searchbox")
    box.press_sequentially("blue badge")

    assert box.get_attribute("role") is None
    assert page.locator(".suggest").count() == 0
    assert [url for url in asked if "suggest" in url] == []
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?q=blue+badge")


FAILURES: dict[str, Callable[[Route], None]] = {
    "offline": lambda route: route.abort("internetdisconnected"),
    "broken": lambda route: route.fulfill(status=500, json={"error": {}}),
    "busy": lambda route: route.fulfill(status=503, body="<!doctype html>"),
    "garbage": lambda route: route.fulfill(status=200, body="<!doctype html>"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_nothing_is_said_when_the_server_cannot_suggest(
    phone: Page, failure: str
) -> None:
    opened(phone, "bl")
    phone.route(ASKED, FAILURES[failure])

    phone.keyboard.press("u")

    expect(phone.locator(".suggest")).to_be_hidden()
    expect(phone.locator(".search [role=status]")).to_have_text("")
    expect(phone.locator("#q")).to_have_attribute("aria-expanded", "false")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/search?q=blu")


def test_the_server_is_asked_once_when_the_fingers_rest(phone: Page) -> None:
    asked = with_the_clock_stopped(phone)
    type_in(phone, "autism")
    phone.clock.run_for(100)
    phone.keyboard.press("Backspace")
    phone.clock.run_for(149)
    assert asked == []

    with phone.expect_response(ASKED):
        phone.clock.run_for(1)

    assert [url.split("?")[1] for url in asked] == ["q=autis&lang=en"]


@pytest.mark.parametrize("typed", ["b", " b ", "my son cannot sleep " * 4])
def test_one_letter_or_a_long_question_stays_in_the_box(
    phone: Page, typed: str
) -> None:
    asked = with_the_clock_stopped(phone)

    phone.locator("#q").fill(typed)
    phone.clock.run_for(1000)
    phone.evaluate("fetch('/api/topics')")

    assert [url.split("/api/")[1] for url in asked] == ["topics"]


def test_a_late_answer_to_older_letters_is_never_shown(phone: Page) -> None:
    held = hold(phone, "**/api/suggest?q=bl&*")
    phone.goto("/")
    with phone.expect_request("**/api/suggest?q=bl&*") as first:
        type_in(phone, "bl")

    with phone.expect_event("requestfailed", lambda r: r == first.value):
        phone.locator("#q").press_sequentially("etchley")

    expect(phone.locator(".suggest bdi").first).to_have_text("Bletchley")
    assert len(held) == 1


def test_escape_stops_what_is_being_asked(phone: Page) -> None:
    hold(phone, ASKED)
    phone.goto("/")
    with phone.expect_request(ASKED) as asked:
        type_in(phone, "bl")

    with phone.expect_event("requestfailed", lambda r: r == asked.value):
        phone.keyboard.press("Escape")

    expect(phone.locator(".suggest")).to_be_hidden()


def test_a_script_that_comes_late_does_not_disturb_the_typing(phone: Page) -> None:
    held = hold(phone, SCRIPT)
    with phone.expect_request(SCRIPT):
        phone.goto("/", wait_until="commit")
    box = phone.locator("#q")
    box.press_sequentially("blue badge")
    phone.keyboard.press("Home")
    phone.keyboard.press("ArrowRight")

    held[0].continue_()

    expect(box).to_have_attribute("role", "combobox")
    assert phone.evaluate(HAS_FOCUS)
    expect(box).to_have_value("blue badge")
    assert box.evaluate("e => e.selectionStart") == 1
