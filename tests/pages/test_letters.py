"""Letters and words to say: read, copied, mailed, printed; in English everywhere."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from localoffer.content.model import Guide
from localoffer.edition.opening import Edition

LETTERS = "/guides/ehc-needs-assessment-week-by-week/letters"
GUIDE = "/guides/sent-home-or-part-time"


def soup(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.text, "html.parser")


def words_of(client: FlaskClient, address: str, name: str) -> str:
    """Return the text of an element, each line break of it kept."""
    page = client.get(address).text
    found = re.search(rf'id="{name}"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert found is not None, (address, name)
    return unescape(re.sub(r"<[^>]+>", "", found[1]))


def guides(edition: Edition) -> dict[str, Guide]:
    found = {}
    for card in edition.catalogue.cards:
        entry = edition.entry(card.slug)
        if entry is not None and isinstance(entry.record, Guide):
            found[card.slug] = entry.record
    return found


def test_every_letter_stands_whole_on_its_page_and_is_led_to(
    client: FlaskClient, edition: Edition
) -> None:
    seen = 0
    for slug, guide in guides(edition).items():
        for number, letter in enumerate(guide.letters, 1):
            address = f"/guides/{slug}/letters"
            page = soup(client, address)
            link = soup(client, f"/guides/{slug}").find(
                "a", href=f"{address}#letter-{number}"
            )
            assert words_of(client, address, f"text-{number}") == letter.text
            assert page.find(id=f"letter-{number}") is not None
            assert link is not None
            assert link.get_text() == letter.title
            seen += 1
    assert seen >= 10


def test_all_letters_are_listed_with_the_guides(
    client: FlaskClient, edition: Edition
) -> None:
    links = soup(client, "/guides/").select("main a[href*='/letters#letter-']")
    titles = [link.get_text() for link in links]
    found = guides(edition).values()

    assert titles == sorted(it.title for guide in found for it in guide.letters)
    for link in links:
        address, anchor = str(link["href"]).split("#")
        assert soup(client, address).find(id=anchor).get_text() == link.get_text()  # type: ignore[union-attr]


def test_an_email_to_nobody_holds_the_whole_letter(
    client: FlaskClient, edition: Edition
) -> None:
    for slug, guide in guides(edition).items():
        if not guide.letters:
            continue
        page = soup(client, f"/guides/{slug}/letters")
        links = page.select("main a[href^='mailto:']")
        assert len(links) == len(guide.letters)
        for link, letter in zip(links, guide.letters, strict=True):
            address = urlsplit(str(link["href"]))
            said = parse_qs(address.query, strict_parsing=True)
            assert address.path == ""
            assert said["subject"] == [letter.title]
            assert said["body"] == [letter.text.replace("\n", "\r\n")]


def test_where_to_send_it_leads_to_entries(client: FlaskClient) -> None:
    links = [str(a["href"]) for a in soup(client, LETTERS).select(".letter .links a")]

    assert "/services/mk-send-team" in links
    assert "/services/council-complaints" in links
    assert all(client.get(link).status_code == 200 for link in links)


def test_what_nobody_has_checked_says_so(client: FlaskClient) -> None:
    words = "No parent or local service has checked them yet."

    assert words in soup(client, LETTERS).get_text()
    assert words in soup(client, GUIDE).get_text()
    assert words not in soup(client, "/guides/help-with-sleep").get_text()


@pytest.mark.parametrize("prefix", ["/pl", "/ur"])
def test_in_other_languages_a_letter_stays_english(
    client: FlaskClient, prefix: str
) -> None:
    page, english = soup(client, prefix + LETTERS), soup(client, LETTERS)
    own, same = page.find(id="text-1"), english.find(id="text-1")

    assert isinstance(own, Tag)
    assert isinstance(same, Tag)
    assert own.get_text() == same.get_text()
    assert own["lang"] == "en-GB"
    assert own["dir"] == "ltr"
    # One paragraph more: that it is in English, and why.
    assert len(page.select("article > p")) == len(english.select("article > p")) + 1


def test_a_guide_without_letters_has_no_page_of_them(client: FlaskClient) -> None:
    for address in (
        "/guides/help-with-sleep/letters", "/guides/camhs/letters",
        "/guides/no-such-guide/letters", "/services/camhs/letters",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("ask school for a meeting about extra help", "school-is-not-meeting-needs"),
        ("letter complain to the headteacher", "school-is-not-meeting-needs"),
        ("letter where has the camhs referral got to", "waiting-for-camhs"),
    ],
)
def test_a_letter_is_found_by_its_title(
    client: FlaskClient, question: str, slug: str
) -> None:
    answer = client.get("/api/search", query_string={"q": question}).get_json()

    assert slug in [result["slug"] for result in answer["results"]]


def test_scripts_are_loaded_only_where_they_are_used(client: FlaskClient) -> None:
    def loaded(address: str) -> set[str]:
        found = re.findall(r'src="/static/(\w+)\.', client.get(address).text)
        return {name for name in found if name not in {"suggest", "list", "code"}}

    assert loaded("/") == loaded("/topics/") == set()
    assert loaded("/services/camhs") == loaded("/about") == {"listen"}
    assert loaded("/guides/help-with-sleep") == {"listen"}
    assert loaded(GUIDE) == loaded(LETTERS) == {"listen", "copy"}
    assert loaded(LETTERS.removesuffix("/letters")) == {"listen", "copy", "timeline"}


def test_a_press_copies_the_letter_and_says_so(phone: Page) -> None:
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto(LETTERS)
    card = phone.locator(".letter").nth(1)
    button = card.get_by_role("button", name="Chase a reply from the council")

    button.click()

    expect(card.get_by_role("status")).to_have_text("Copied.")
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert copied == card.locator(".words").evaluate("e => e.textContent")
    assert "\n\nPlease answer by [date], and tell me:\n1. what" in copied


def test_where_copying_is_refused_the_words_are_chosen(phone: Page) -> None:
    phone.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "Document.prototype.execCommand = () => false;"
    )
    phone.goto(GUIDE)
    card = phone.locator("#say-1").locator("..")

    card.get_by_role("button", name="Copy").click()

    expect(card.get_by_role("status")).to_have_text(
        "The words are chosen. Now copy them."
    )
    chosen = phone.evaluate("getSelection().toString()")
    assert chosen.startswith("Hello, I am [your name].")
    assert chosen.endswith("May I have your name?")


def test_an_old_browser_copies_too(phone: Page) -> None:
    phone.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "Document.prototype.execCommand = what => { window.did = what; return true; };"
    )
    phone.goto(LETTERS)
    card = phone.locator(".letter").first

    card.get_by_role("button", name="Copy").click()

    expect(card.get_by_role("status")).to_have_text("Copied.")
    assert phone.evaluate("window.did") == "copy"


@pytest.mark.parametrize("prefix", ["", "/ur"])
def test_without_javascript_a_letter_is_chosen_by_hand(
    browser: Browser, site: str, prefix: str
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 320, "height": 640}, base_url=site
    )
    page = context.new_page()
    page.goto(prefix + LETTERS)

    words = page.locator("#text-1")
    styles = [words.evaluate(f"e => getComputedStyle(e).{name}") for name in (
        "userSelect", "whiteSpace", "direction"
    )]  # fmt: skip

    assert styles == ["all", "pre-wrap", "ltr"]
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    expect(page.locator(".letter a[href^='mailto:?subject=']").first).to_be_visible()
    context.close()


def test_on_paper_there_are_letters_and_no_buttons(phone: Page) -> None:
    phone.goto(LETTERS)
    phone.emulate_media(media="print")

    expect(phone.locator("#text-3")).to_be_visible()
    expect(phone.locator("[data-copy]").first).to_be_hidden()
    expect(phone.locator("main a[href^='mailto:']").first).to_be_hidden()
