"""Every page of the desk, as a phone, a desk and a checker see it."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from localoffer.review.sign_in import PostOffice
from localoffer.review.team import Invited, Team
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from localoffer.web.desk import COOKIE
from localoffer.web.shelf import put
from tests.fresh import fresh_site
from tests.live import serving
from tests.pages.looking import TOO_WIDE, faults
from tests.review.states import NO_PAGES, PREPARED, STATES, DeskState
from tests.review.steps import NEW, part
from tests.signed import account, token_of

PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
MANY = 8  # pages that one test opens
Faults = dict[str, list[str]]


class Desk:
    """The desk on a live server, with rows behind every page."""

    def __init__(self, app: Flask, site: str) -> None:
        self.app, self.site = app, site
        self.made = {k: v for make in PREPARED for k, v in make(app).items()}
        self.accounts: dict[str, int] = {}

    def address(self, state: DeskState) -> str:
        return state.address.format(**self.made)

    def come_in(self, context: BrowserContext, role: str) -> None:
        """Have a browser signed in with a role."""
        if role not in self.accounts:
            self.accounts[role] = account(self.app, role)
        token = token_of(self.app, self.accounts[role])
        context.add_cookies([
            {
                "name": COOKIE, "value": token, "domain": "127.0.0.1",
                "path": "/desk", "secure": True, "httpOnly": True, "sameSite": "Lax",
            }
        ])  # fmt: skip


@pytest.fixture(scope="module")
def desk(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    with fresh_site(settings, tmp_path_factory.mktemp("desk")) as app:
        put(app, PostOffice, PostOffice(is_open=True))
        with serving(app) as site:
            yield Desk(app, site)


def look(
    browser: Browser, desk: Desk, states: Sequence[DeskState], **view: Any
) -> Faults:
    """Return what is wrong with each state's page in one view."""
    found = {}
    for role in dict.fromkeys(state.role for state in states):
        context = browser.new_context(base_url=desk.site, **view)
        if role:
            desk.come_in(context, role)
        page = context.new_page()
        for state in states:
            if state.role == role:
                page.goto(desk.address(state))
                assert "/sign-in" not in page.url or "/sign-in" in state.rule, state
                if wrong := faults(page):
                    found[state.name] = wrong
        context.close()
    return found


def parts(states: Sequence[DeskState]) -> list[Any]:
    """Return the states in parts that one test can open in good time."""
    cut = [states[at : at + MANY] for at in range(0, len(states), MANY)]
    return [pytest.param(part, id=part[0].name) for part in cut]


KINDS = tuple({state.rule: state for state in reversed(STATES)}.values())
every_state = pytest.mark.parametrize("states", parts(STATES))
every_kind = pytest.mark.parametrize("states", parts(KINDS))


@every_state
def test_on_a_phone(browser: Browser, desk: Desk, states: Sequence[DeskState]) -> None:
    assert look(browser, desk, states, **PHONE) == {}


@every_kind
def test_on_a_phone_in_the_dark(
    browser: Browser, desk: Desk, states: Sequence[DeskState]
) -> None:
    assert look(browser, desk, states, color_scheme="dark", **PHONE) == {}


@every_kind
def test_on_a_desk(browser: Browser, desk: Desk, states: Sequence[DeskState]) -> None:
    assert look(browser, desk, states, **DESK) == {}


@every_state
def test_with_text_twice_as_large(
    browser: Browser, desk: Desk, states: Sequence[DeskState]
) -> None:
    wide = []
    for state in states:
        context = browser.new_context(base_url=desk.site, bypass_csp=True, **PHONE)
        if state.role:
            desk.come_in(context, state.role)
        page = context.new_page()
        page.goto(desk.address(state))
        page.add_style_tag(content="html{font-size:200%}")
        if page.evaluate(TOO_WIDE):
            wide.append(state.name)
        context.close()

    assert wide == []


def test_every_page_of_the_desk_is_in_the_list(app: Flask) -> None:
    rules = {r.rule for r in app.url_map.iter_rules() if "GET" in (r.methods or ())}
    pages = {rule for rule in rules if rule == "/desk" or rule.startswith("/desk/")}

    assert pages - NO_PAGES == {state.rule for state in STATES}
    assert len({state.name for state in STATES}) == len(STATES)


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    """A phone on which nobody is signed in."""
    context = browser.new_context(base_url=desk.site, **PHONE)
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


def test_somebody_joins_and_signs_in_by_keyboard(page: Page, desk: Desk) -> None:
    now = part(desk.app, Clock).now()
    invited = Invited("Cat", "cat@forum.example", frozenset({"rep"}))
    path = part(desk.app, Team).invite(invited, "x", now)
    assert path
    page.goto(path)
    page.get_by_label("New password").fill("short")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert page.title().startswith("Problem:")
    assert faults(page) == []
    page.get_by_label("New password").fill(NEW)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    assert page.locator("li code").count() == 8
    assert faults(page) == []

    page.get_by_role("link", name="I have kept them").click()
    page.get_by_label("E-mail address").fill("cat@forum.example")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    assert faults(page) == []
    page.get_by_label("Password", exact=True).fill(NEW)
    page.keyboard.press("Enter")
    page.get_by_text("Signed in: Cat").wait_for()
    (cookie,) = page.context.cookies(desk.site + "/desk/")
    assert cookie["secure"]
    assert cookie["httpOnly"]
    assert cookie["expires"] == -1
    assert page.context.cookies(desk.site + "/") == []


def test_a_form_that_is_sent_too_late_keeps_its_words(page: Page, desk: Desk) -> None:
    desk.come_in(page.context, "administrator")
    page.goto("/desk/people")
    page.get_by_label("Name").fill("Dee Long-Name " + "x" * 50)
    page.get_by_label("E-mail address").fill("dee@forum.example")
    page.get_by_label("Rep: reads comments").check()
    page.context.clear_cookies()
    page.get_by_role("button", name="Invite", exact=True).click()

    page.get_by_role("heading", name="You are signed out").wait_for()
    assert faults(page) == []
    shown = page.get_by_label("Your words 1").input_value()
    assert shown == "Dee Long-Name " + "x" * 50
    desk.come_in(page.context, "administrator")
    page.get_by_role("button", name="Send it again").click()
    page.get_by_role("heading", name="is invited").wait_for()
    assert faults(page) == []
    page.goto("/desk/people")
    assert page.get_by_text("dee@forum.example").count() == 1
