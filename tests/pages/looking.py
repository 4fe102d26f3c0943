"""Ways to look at a page in a browser and say what is wrong with it."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.pages.states import State

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
TAGS = [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
]  # fmt: skip
# What is below the screen is laid out when it is scrolled to: here, all of it now.
AXE_RUN = """async tags => {
  for (const e of document.querySelectorAll('*'))
    if (getComputedStyle(e).contentVisibility == 'auto')
      e.style.contentVisibility = 'visible';
  return (await axe.run(document, {runOnly: tags}))
    .violations.map(v => v.id + ': ' + v.nodes.map(n => n.target).join(' '));
}"""
TOO_WIDE = "document.scrollingElement.scrollWidth > innerWidth"
# Links within a sentence may be small (WCAG 2.2, 2.5.8); what stands alone is 44 high.
SMALL = """[...document.querySelectorAll('a, button, input, summary, select, textarea')]
  .filter(e => getComputedStyle(e).display != 'inline' && e.offsetParent)
  .filter(e => e.type != 'hidden' && !e.closest('.trap, .skip-link'))
  .map(e => [e, (e.closest('label') || e).getBoundingClientRect()])
  .filter(([_, b]) => b.height < 43.5 || b.width < 24)
  .map(([e, b]) => 'small: ' + e.outerHTML.slice(0, 90) + ' ' + b.height)"""
FRAME = """() => [
  document.querySelectorAll('h1').length == 1 || 'h1',
  document.documentElement.lang.length > 1 || 'lang',
  document.querySelectorAll('main').length == 1 || 'main',
  [...document.images].every(i => i.hasAttribute('alt')) || 'alt',
].filter(found => found !== true)"""


def open_state(page: Page, state: State, prefix: str = "") -> None:
    """Open a page in a state; where its form is to be sent first, send it."""
    page.goto(prefix + state.address)
    if state.typed is None:
        return
    for name, words in state.typed:
        page.locator(f"form[method=post] [name={name}]").fill(words)
    with page.expect_navigation():
        page.locator("form[method=post] button[aria-describedby]").click()


def axe(page: Page) -> list[str]:
    """Return what axe-core finds wrong, WCAG 2.2 AA and good practice."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(AXE_RUN, TAGS)
    return found


def faults(page: Page) -> list[str]:
    """Return all that is wrong with a page as it stands."""
    wide = ["scrolls sideways"] if page.evaluate(TOO_WIDE) else []
    return [*axe(page), *wide, *page.evaluate(SMALL), *page.evaluate(FRAME)]
