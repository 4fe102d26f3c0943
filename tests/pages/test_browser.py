"""Pages in a real browser: what a parent does works by key and without a script."""

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.looking import TOO_WIDE


def test_a_parent_finds_help_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": 360, "height": 740},
        base_url=site,
    )
    page = context.new_page()
    page.goto("/")

    page.get_by_label("I need help with…").fill("speech help for my 3yo")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Age 3 (3yo)").wait_for()
    page.locator(".filters > summary").click()
    page.locator(".filters details > summary", has_text="Cost").click()
    page.get_by_label("Free", exact=False).first.check()
    page.get_by_role("button", name="Show results").click()
    page.locator(".card h3 a").first.click()

    assert page.locator("h1").count() == 1
    assert page.locator("#reach").is_visible()
    assert context.cookies() == []
    context.close()


def test_a_comment_is_sent_and_found_again_without_javascript(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/services/camhs")
    page.get_by_role("link", name="Is anything wrong with this page?").click()
    page.get_by_label("What is good, wrong or missing?").fill("The hours are old.")
    page.get_by_role("button", name="Send").click()

    reference = page.locator("main strong bdi").inner_text()
    page.goto("/feedback")
    page.get_by_label("Your reference").fill(reference.lower().replace("-", " "))
    page.get_by_role("button", name="See where it has got to").click()

    assert page.locator("main strong bdi").inner_text() == reference
    assert "The hours are old." not in page.content()
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("prefix", ["", "/ur"])
def test_a_no_leads_on_without_javascript(
    browser: Browser, site: str, prefix: str
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto(f"{prefix}/search?q=sleep+problems")
    asked = page.url
    page.locator("form.found button[value=no]").click()

    on = page.locator("main")
    assert on.locator("a[href^='tel:']").count() == 1
    assert on.locator(f"a[href='{prefix}/topics/sleep']").count() == 1
    page.locator("a[href*='/feedback?missing=']").click()
    assert page.locator("#words").input_value().strip() == "sleep problems"
    page.go_back()
    page.locator("a[href*='/search?']").last.click()
    assert page.url == asked
    assert context.cookies() == []
    context.close()


def test_every_stop_of_the_keyboard_can_be_seen(phone: Page) -> None:
    phone.goto("/search?q=adhd")
    stops = 0
    for _ in range(200):
        phone.keyboard.press("Tab")
        seen = phone.evaluate(
            """() => { const e = document.activeElement;
            if (!e || e === document.body) return null;
            const s = getComputedStyle(e);
            return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"""
        )
        if seen is None:
            break
        assert seen, phone.evaluate("document.activeElement.outerHTML")
        stops += 1

    assert stops > 20


def test_text_may_be_spaced_out(browser: Browser, site: str) -> None:
    """WCAG 1.4.12: more space between lines, words and letters loses nothing."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, base_url=site, bypass_csp=True
    )
    page = context.new_page()
    wide = []
    for address in ("/", "/search?q=autism", "/services/camhs", "/feedback"):
        page.goto(address)
        page.add_style_tag(
            content="*{line-height:1.5!important;letter-spacing:.12em!important;"
            "word-spacing:.16em!important}p{margin-bottom:2em!important}"
        )
        if page.evaluate(TOO_WIDE):
            wide.append(address)
    context.close()

    assert wide == []


def test_no_stop_of_the_keyboard_is_hidden_by_the_filters(phone: Page) -> None:
    """WCAG 2.2, 2.4.11: the open panel lets go when the focus moves on to results."""
    phone.goto("/search?q=autism")
    phone.locator(".filters > summary").click()
    hidden, stops = [], 0
    for _ in range(120):
        phone.keyboard.press("Tab")
        seen = phone.evaluate(
            """() => { const e = document.activeElement;
            if (!e || e === document.body) return null;
            const box = e.getBoundingClientRect();
            const at = document.elementFromPoint(
              box.left + box.width / 2, box.top + box.height / 2);
            return at !== null && (e.contains(at) || at.contains(e)); }"""
        )
        if seen is None:
            break
        stops += 1
        if not seen:
            hidden.append(phone.evaluate("document.activeElement.outerHTML"))

    assert hidden == []
    assert stops > 40


def test_nothing_moves_for_who_wants_nothing_to_move(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    page = context.new_page()
    moving = """[...document.querySelectorAll('*')].filter(e => {
      const s = getComputedStyle(e);
      return parseFloat(s.transitionDuration) || parseFloat(s.animationDuration);
    }).map(e => e.outerHTML.slice(0, 80))"""
    found = {}
    for address in ("/", "/search?q=autism", "/services/camhs", "/desk/style"):
        page.goto(address)
        if seen := page.evaluate(moving):
            found[address] = seen
    context.close()

    assert found == {}
