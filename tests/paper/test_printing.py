"""Web pages printed by a browser: one side of A4, with the code back."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from localoffer.content.markdown import plain
from localoffer.edition.opening import Edition
from tests.paper.conftest import ADDRESS
from tests.paper.reading import code_for, codes_of, words_of
from tests.paper.test_booklet import squeezed

STATIC = Path(__file__).parents[2] / "static"
A4 = (595, 842)  # points


@pytest.fixture
def page(browser: Browser, known_site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=known_site)
    yield context.new_page()
    context.close()


def printed(page: Page, address: str) -> PdfReader:
    page.goto(address)
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def longest(edition: Edition, most: int) -> list[str]:
    """Return the services whose records and bodies are longest."""

    def size(slug: str) -> int:
        entry = edition.entry(slug)
        assert entry is not None
        return len(entry.record.model_dump_json()) + len(plain(entry.html))

    services = [c.slug for c in edition.catalogue.cards if c.kind == "service"]
    return sorted(services, key=size)[-most:]


def test_the_longest_services_fit_one_side_of_a4(page: Page, edition: Edition) -> None:
    found = {}
    for slug in longest(edition, 12):
        reader = printed(page, f"/services/{slug}")
        box = reader.pages[0].mediabox
        assert (round(box.width), round(box.height)) == A4
        found[slug] = len(reader.pages)

    assert {slug: sides for slug, sides in found.items() if sides > 1} == {}


def test_a_printed_service_keeps_what_matters_and_no_more(page: Page) -> None:
    (side,) = printed(page, "/services/salt-drop-in").pages
    words = squeezed(words_of(side))

    for kept in (
        "Speech and language drop-in for parents",
        "We do not know if this still runs. Ask before you go.",
        "We have not been able to check this with the service.",
        "Nobody has checked this page with the service yet.",
        "01908 254518",
        "For a copy on paper, ring the SEND Support Line on 01908 657825.",
        f"{ADDRESS}/services/salt-drop-in",
    ):
        assert squeezed(kept) in words
    for left in (
        "Did you find",
        "Skip to",
        "Languages",
        "Is anything wrong",
        "Topics A",
    ):
        assert squeezed(left) not in words


@pytest.mark.parametrize("prefix", ["", "/ur"])
def test_the_code_is_printed_and_leads_back(page: Page, prefix: str) -> None:
    reader = printed(page, f"{prefix}/services/camhs")
    codes = [code for side in reader.pages for code in codes_of(side)]

    assert codes == [code_for(f"{ADDRESS}{prefix}/services/camhs")]


def test_the_code_costs_nothing_until_the_page_is_printed(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/services/camhs", wait_until="networkidle")
    before = [url for url in asked if "qr.svg" in url]
    is_seen = page.locator(".paper").is_visible()

    page.pdf()

    assert before == []
    assert not is_seen
    assert len([url for url in asked if "qr.svg" in url]) == 1


def test_where_a_link_leads_is_written_out(page: Page) -> None:
    reader = printed(page, "/urgent-help")
    words = squeezed(" ".join(words_of(side) for side in reader.pages))

    assert "(https://www.999bsl.co.uk)" in words


def test_print_is_black_on_white_though_the_screen_is_dark(
    browser: Browser, known_site: str
) -> None:
    context = browser.new_context(base_url=known_site, color_scheme="dark")
    page = context.new_page()
    page.goto("/services/camhs")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        """() => [...document.querySelectorAll('body, h1, p, a, .doubt, li')]
          .map(e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor])"""
    )
    context.close()

    assert {tuple(pair) for pair in colours} == {("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")}


def test_the_style_of_print_is_small() -> None:
    packed = brotli.compress((STATIC / "print.css").read_bytes(), quality=11)

    assert len(packed) < 1000
