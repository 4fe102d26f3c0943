"""The page of what is kept, as it looks in each of its states."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.offline.conftest import WAIT, Phone
from tests.pages.looking import AXE, AXE_RUN, SMALL, TAGS, TOO_WIDE

LEAST_TARGET = 44  # pixels
BUTTONS = """[...document.querySelectorAll('main button')].filter((e) => e.offsetParent)
  .map((e) => e.getBoundingClientRect().height)"""


def faults(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(AXE_RUN, TAGS)
    found += ["scrolls sideways"] if page.evaluate(TOO_WIDE) else []
    # The frame's own links are looked at with the pages.
    small = page.evaluate(SMALL.replace("'a, button", "'main a, main button"))
    found += [f"small: {html}" for html in small]
    low = [height for height in page.evaluate(BUTTONS) if height < LEAST_TARGET]
    return [*found, *(f"a button of {height} pixels" for height in low)]


def nothing_kept(phone: Phone, prefix: str) -> None:
    phone.open(prefix + "/offline")
    expect(phone.page.locator("[data-part=size]")).not_to_be_empty(timeout=WAIT)


def one_kept(phone: Phone, prefix: str) -> None:
    phone.open(prefix + "/services/salt-drop-in").locator("[data-keep] button").click()
    phone.until("() => caches.has('kept-notes')")
    phone.open(prefix + "/offline")
    expect(phone.page.locator("[data-part=pages] a")).to_be_visible(timeout=WAIT)


def all_kept(phone: Phone, prefix: str) -> None:
    phone.keep_all(prefix)


def not_there(phone: Phone, prefix: str) -> None:
    all_kept(phone, prefix)
    phone.harbour.go()
    phone.open(prefix + "/services/childline")
    expect(phone.page.locator("[data-part=missing]")).to_be_visible(timeout=WAIT)


def searched(phone: Phone, prefix: str) -> None:
    all_kept(phone, prefix)
    phone.harbour.go()
    phone.open(prefix + "/search?q=my+son+wants+to+die")
    expect(phone.page.locator("[data-part=results] li").first).to_be_visible(
        timeout=WAIT
    )


def read_from_the_pack(phone: Phone, prefix: str) -> None:
    all_kept(phone, prefix)
    phone.harbour.go()
    phone.open(prefix + "/services/blue-badge")
    expect(phone.page.locator("[data-kept-note]")).to_be_visible(timeout=WAIT)


def forgotten(phone: Phone, prefix: str) -> None:
    one_kept(phone, prefix)
    phone.page.locator("[data-do=forget]").click()
    expect(phone.page.locator("[data-part=forgotten]")).not_to_be_empty(timeout=WAIT)


STATES = (
    nothing_kept, one_kept, all_kept, not_there, searched, read_from_the_pack,
    forgotten,
)  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "/ur"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_in_any_state(
    phone: Phone, state: Callable[[Phone, str], None], prefix: str
) -> None:
    state(phone, prefix)

    assert faults(phone.page) == []


def test_what_happens_is_said_to_screen_readers(phone: Phone) -> None:
    nothing_kept(phone, "")

    for part in ("status", "forgotten", "found"):
        expect(phone.page.locator(f"[data-part={part}]")).to_have_attribute(
            "role", "status"
        )
