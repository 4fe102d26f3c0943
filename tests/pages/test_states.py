"""Every kind of page in every state, as a phone, a desk and a checker see it."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from localoffer.web.locale import MACHINES
from tests.languages.offered import LANGUAGES, RIGHT_TO_LEFT
from tests.pages.looking import TOO_WIDE, axe, faults, open_state
from tests.pages.states import ANSWERED, KINDS, SENT, STATES, State, is_translated

PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
# What is read by machines, or leads elsewhere at once, or stands for a closed desk.
NO_PAGES = {
    "/services/<slug>/map/<int:number>", "/services/<slug>/calendar.ics",
    "/go/<word>", "/qr.svg", "/offline/words.json", "/offline/version.json",
    "/offline/pack.json", "/offline/<name>.<digest>.json",
}  # fmt: skip
MANY = 12  # pages that one test opens
Faults = dict[str, list[str]]


def parts(states: Sequence[State]) -> list[Any]:
    """Return the states in parts that one test can open in good time."""
    cut = [states[at : at + MANY] for at in range(0, len(states), MANY)]
    return [pytest.param(part, id=part[0].name) for part in cut]


every_state = pytest.mark.parametrize("states", parts(STATES))
every_kind = pytest.mark.parametrize("states", parts(KINDS))


def look(
    browser: Browser, site: str, states: Sequence[State], prefix: str, **options: Any
) -> Faults:
    """Return what is wrong with each state's page in one view."""
    context = browser.new_context(base_url=site, **options)
    page, found = context.new_page(), {}
    for state in states:
        if prefix and not is_translated(state):
            continue
        open_state(page, state, prefix)
        if wrong := [*faults(page), *language_faults(page, prefix)]:
            found[state.name] = wrong
    context.close()
    return found


def language_faults(page: Page, prefix: str) -> list[str]:
    """Return what is wrong with the language that a page says it is in."""
    code = prefix.strip("/") or "en"
    root = page.locator("html")
    said = root.get_attribute("lang"), root.get_attribute("dir")
    right = code, "rtl" if code in RIGHT_TO_LEFT else "ltr"
    return [] if said == right else [f"says {said}, is {right}"]


@every_state
def test_on_a_phone(browser: Browser, site: str, states: Sequence[State]) -> None:
    assert look(browser, site, states, "", **PHONE) == {}


@every_state
def test_on_a_phone_in_urdu_and_the_dark(
    browser: Browser, site: str, states: Sequence[State]
) -> None:
    assert look(browser, site, states, "/ur", color_scheme="dark", **PHONE) == {}


@every_kind
@pytest.mark.parametrize("code", [c for c in LANGUAGES[1:] if c != "ur"])
def test_on_a_phone_in_every_other_language(
    browser: Browser, site: str, states: Sequence[State], code: str
) -> None:
    """In the dark where the writing runs from right to left."""
    colours = "dark" if code in RIGHT_TO_LEFT else "light"

    assert look(browser, site, states, f"/{code}", color_scheme=colours, **PHONE) == {}


@every_kind
def test_on_a_desk_in_the_dark(
    browser: Browser, site: str, states: Sequence[State]
) -> None:
    assert look(browser, site, states, "", color_scheme="dark", **DESK) == {}


@every_kind
def test_on_a_desk(browser: Browser, site: str, states: Sequence[State]) -> None:
    assert look(browser, site, states, "", **DESK) == {}


@every_kind
def test_where_no_script_comes(
    browser: Browser, site: str, states: Sequence[State]
) -> None:
    """The page as it is without our scripts; the checker itself is one."""
    context = browser.new_context(base_url=site, color_scheme="dark", **PHONE)
    context.route("**/*.js", lambda route: route.abort())
    page, found = context.new_page(), {}
    for state in states:
        open_state(page, state)
        if wrong := faults(page):
            found[state.name] = wrong
    context.close()

    assert found == {}


@every_kind
def test_with_text_twice_as_large(
    browser: Browser, site: str, states: Sequence[State]
) -> None:
    """WCAG 1.4.4 and 1.4.10 together, at 320 pixels, in both directions of writing."""
    context = browser.new_context(base_url=site, bypass_csp=True, **PHONE)
    page, wide = context.new_page(), []
    for state in states:
        for prefix in ("", "/ur"):
            if prefix and not is_translated(state):
                continue
            open_state(page, state, prefix)
            page.add_style_tag(content="html{font-size:200%}")
            if page.evaluate(TOO_WIDE):
                wide.append(prefix + state.address)
    context.close()

    assert wide == []


@every_kind
def test_with_colours_of_the_reader(
    browser: Browser, site: str, states: Sequence[State]
) -> None:
    """Forced colours: nothing that can be pressed is told by its background alone."""
    context = browser.new_context(base_url=site, forced_colors="active", **PHONE)
    page, found = context.new_page(), {}
    bare = """[...document.querySelectorAll('.button, .chip, .card, .input')]
      .filter(e => e.offsetParent && getComputedStyle(e).borderTopStyle == 'none')
      .map(e => e.outerHTML.slice(0, 90))"""
    for state in states:
        open_state(page, state)
        if wrong := page.evaluate(bare):
            found[state.name] = wrong
    context.close()

    assert found == {}


def test_axe_finds_the_faults_of_a_broken_page(phone: Page) -> None:
    """The check itself must be able to fail."""
    phone.goto("/")
    phone.evaluate("document.body.innerHTML = '<img src=x><a href=x></a><input>'")

    rules = {found.split(":")[0] for found in axe(phone)}

    assert {"image-alt", "link-name", "label"} <= rules
    assert "h1" in faults(phone)


def test_every_kind_of_public_page_is_in_the_list(app: Flask) -> None:
    listed = {state.rule for state in (*STATES, *ANSWERED)} | set(SENT)
    rules = {r.rule for r in app.url_map.iter_rules() if "GET" in (r.methods or ())}
    # The desk's own list of pages is held in tests/review.
    pages = {rule for rule in rules if not rule.startswith(MACHINES)}
    pages -= NO_PAGES

    assert pages - listed == set()


def text_of(client: FlaskClient, state: State) -> str:
    """Return a state's page as it is fetched, its form sent first if it is to be."""
    if state.typed is None:
        return client.get(state.address).text
    path, _, told = state.address.partition("?")
    return client.post(path, data=dict([*parse_qsl(told), *state.typed])).text


def test_each_state_has_a_name_and_a_title_of_its_own(client: FlaskClient) -> None:
    titles: dict[str, str] = {}
    for state in STATES:
        text = text_of(client, state)
        title = re.search(r"<title>([^<]+)</title>", text)
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
        assert title, state
        assert heading, state
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", heading[1])).strip()
        assert words in re.sub(r"\s+", " ", title[1]), state
        titles[state.name] = title[1]

    assert len(titles) == len(STATES)
    assert "“autism” · page 2" in titles["search-second"]
    assert "sensery processing" in titles["search-misspelt"]
