"""Pages in a real browser: axe finds nothing, nothing scrolls sideways, keys work."""

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
TAGS = [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
]  # fmt: skip
PAGES = (
    "/", "/search?q=speech+help+for+my+3yo+in+bletchley", "/search?q=zzzz+qqqq",
    "/search?q=i+want+to+die", "/search?need=autism&cost=free&age=5-10",
    "/search?page=999", "/services/camhs", "/services/salt-drop-in",
    "/guides/turning-16", "/guides/", "/topics/", "/topics/sleep", "/feedback",
    "/found?found=yes", "/found?found=no&kind=results&about=crisis&q=help",
    "/feedback?about=camhs", "/feedback?reference=nothing", "/you-said-we-did",
    "/urgent-help", "/glossary", "/whats-on", "/nowhere", "/desk/",
    "/booklet", "/booklet?age=5-10&size=large", "/booklet?s=camhs,nobody", "/handouts",
)  # fmt: skip
AXE_RUN = """async tags => (await axe.run(document, {runOnly: tags}))
  .violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' '))"""
TOO_WIDE = "document.scrollingElement.scrollWidth > innerWidth"
SMALL = """[...document.querySelectorAll('a, button, input, summary')]
  .filter(e => getComputedStyle(e).display != 'inline' && e.offsetParent)
  .filter(e => e.type != 'hidden')
  .filter(e => !e.closest('.trap') && !e.closest('label'))
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([_, b]) => b.height < 24 || b.width < 24).map(([html]) => html)"""


@pytest.fixture(params=["light", "dark"])
def narrow(
    request: pytest.FixtureRequest, browser: Browser, site: str
) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        base_url=site,
        color_scheme=request.param,
    )
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(narrow: Page) -> None:
    faults = {}
    for address in PAGES:
        narrow.goto(address)
        narrow.evaluate(AXE.read_text("utf-8"))
        found = narrow.evaluate(AXE_RUN, TAGS)
        if narrow.evaluate(TOO_WIDE):
            found.append("scrolls sideways")
        found += [f"small: {html}" for html in narrow.evaluate(SMALL)]
        if found:
            faults[address] = found

    assert faults == {}


def test_axe_finds_the_faults_of_a_broken_page(narrow: Page) -> None:
    """The check itself must be able to fail."""
    narrow.goto("/")
    narrow.evaluate("document.body.innerHTML = '<img src=x><a href=x></a><input>'")
    narrow.evaluate(AXE.read_text("utf-8"))

    rules = {found.split(":")[0] for found in narrow.evaluate(AXE_RUN, TAGS)}

    assert {"image-alt", "link-name", "label"} <= rules


@pytest.mark.parametrize("prefix", ["/ur", "/pl"])
def test_other_languages_are_as_good(browser: Browser, site: str, prefix: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, base_url=site)
    page, faults = context.new_page(), {}
    for address in PAGES:
        if address == "/desk/":
            continue
        page.goto(prefix + address)
        page.evaluate(AXE.read_text("utf-8"))
        found = page.evaluate(AXE_RUN, TAGS)
        if page.evaluate(TOO_WIDE):
            found.append("scrolls sideways")
        if found:
            faults[address] = found
    direction = page.evaluate("document.documentElement.dir")
    context.close()

    assert faults == {}
    assert direction == ("rtl" if prefix == "/ur" else "ltr")


def test_a_wide_page_is_as_good(browser: Browser, site: str) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, base_url=site
    )
    page, faults = context.new_page(), {}
    for address in PAGES:
        page.goto(address)
        page.evaluate(AXE.read_text("utf-8"))
        if found := page.evaluate(AXE_RUN, TAGS):
            faults[address] = found
    context.close()

    assert faults == {}


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
