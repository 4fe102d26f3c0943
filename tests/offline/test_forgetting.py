"""One tap forgets everything, whatever is broken, with a signal and without."""

import pytest
from playwright.sync_api import Page, expect

from tests.offline.conftest import WAIT, Phone


def forget(page: Page) -> None:
    page.locator("[data-do=forget]").click()
    said = page.locator("[data-part=forgotten]")
    expect(said).to_contain_text("Nothing of this site is kept", timeout=WAIT)


@pytest.mark.parametrize("is_away", [False, True])
def test_one_tap_forgets_everything(phone: Phone, is_away: bool) -> None:
    phone.keep("/services/childline")
    page = phone.keep_all()
    page.evaluate("localStorage.setItem('list', '[\"camhs\"]')")
    page.evaluate("sessionStorage.setItem('other', '1')")
    if is_away:
        phone.harbour.go()
        page = phone.open("/offline")

    forget(page)

    assert page.locator("[data-part=search]").is_hidden()
    assert page.locator("[data-part=pages] a").count() == 0
    assert phone.has_nothing()


def test_nothing_comes_back_after_forgetting(phone: Phone) -> None:
    page = phone.keep_all()

    forget(page)
    phone.open("/services/salt-drop-in")
    phone.open("/offline")

    assert phone.has_nothing()


def test_what_is_kept_after_forgetting_is_kept(phone: Phone) -> None:
    page = phone.keep_all()
    forget(page)

    page.locator("[data-do=offer]").click()

    page.locator("[data-part=search]").wait_for(state="visible", timeout=WAIT)
    assert [name for name in phone.stored() if name.startswith("kept-offer-")]


@pytest.mark.parametrize(
    "breaking",
    [
        "caches.open('kept-notes').then((c) => c.put('/offline/note', new Response()))",
        "caches.delete('kept-notes')",
        "caches.keys().then((all) => caches.delete(all.find((n) => /offer/.test(n))))",
        "navigator.serviceWorker.getRegistration().then((one) => one.unregister())",
    ],
)
def test_forgetting_works_when_half_of_it_is_broken(
    phone: Phone, breaking: str
) -> None:
    page = phone.keep_all()
    page.evaluate(breaking)
    page = phone.open("/offline")

    forget(page)

    assert phone.has_nothing()


def test_what_a_late_worker_opens_again_is_forgotten_too(phone: Phone) -> None:
    page = phone.keep_all()
    page.evaluate(
        """() => {
          const one = caches.delete.bind(caches);
          let late = 3;
          caches.delete = async (name) => {
            const gone = await one(name);
            if (late-- > 0) await caches.open(name);
            return gone;
          };
        }"""
    )

    forget(page)

    assert phone.has_nothing()


def test_a_browser_that_does_not_let_go_is_not_said_to_have_forgotten(
    phone: Phone,
) -> None:
    page = phone.keep_all()
    page.evaluate("() => { caches.delete = () => Promise.reject(new Error('no')); }")

    page.locator("[data-do=forget]").click()

    said = page.locator("[data-part=forgotten]")
    expect(said).to_contain_text("Clear this site’s data", timeout=WAIT)
