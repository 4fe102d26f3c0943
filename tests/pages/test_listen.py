"""Listen: a button only where the device has a voice, which reads the page in order."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

# A speech engine that speaks when told: `spoke()` ends what is being said.
ENGINE = """(voices => {
  const said = window.said = [];
  let now = null;
  const engine = {
    getVoices: () => voices,
    onvoiceschanged: null,
    speak(it) {
      now = it;
      said.push({text: it.text, lang: it.lang, voice: it.voice.name});
    },
    cancel() {
      const cut = now; now = null; window.cancelled = (window.cancelled || 0) + 1;
      if (cut) cut.onerror({type: 'error', error: 'canceled'});
    },
  };
  window.spoke = () => { const done = now; now = null; done.onend({type: 'end'}); };
  window.broke = () => { const it = now; now = null; it.onerror({type: 'error'}); };
  window.speaking = () => now !== null;
  window.allSpoke = () => { while (now) window.spoke(); };
  window.gains = more => { voices = more; engine.onvoiceschanged(); };
  Object.defineProperty(window, 'speechSynthesis', {value: engine});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})(%s)"""
BRITISH = "{lang: 'en-GB', name: 'British', localService: true}"
ENGLISH = "{lang: 'en_US', name: 'American', localService: true}"
URDU = "{lang: 'ur-PK', name: 'Urdu', localService: true}"
FAR = "{lang: 'en-GB', name: 'Far', localService: false}"
GUIDE = "/guides/help-with-sleep"
LONG_GUIDE = "/guides/ehc-needs-assessment-week-by-week"


def page_with(page: Page, address: str, *voices: str) -> Page:
    page.add_init_script(ENGINE % f"[{','.join(voices)}]")
    page.goto(address)
    return page


def said(page: Page, name: str = "text") -> list[Any]:
    return [one[name].strip() for one in page.evaluate("window.said")]


def is_urdu(letter: str) -> bool:
    return "\u0600" <= letter <= "\u06ff"


def read_all(page: Page) -> list[str]:
    page.get_by_role("button", name="Listen").click()
    page.evaluate("window.allSpoke()")
    return said(page)


def test_without_a_voice_there_is_no_button(phone: Page) -> None:
    page_with(phone, GUIDE)

    expect(phone.locator("#listen")).to_be_hidden()


@pytest.mark.parametrize("voice", [URDU, FAR])
def test_a_voice_of_another_language_or_far_away_is_none(
    phone: Page, voice: str
) -> None:
    """A far voice would tell somebody else which page is read."""
    page_with(phone, GUIDE, voice)

    expect(phone.locator("#listen")).to_be_hidden()


def test_where_there_is_no_speech_at_all_nothing_breaks(phone: Page) -> None:
    phone.add_init_script(
        "Object.defineProperty(window, 'speechSynthesis', {value: undefined})"
    )
    phone.goto(GUIDE)

    expect(phone.locator("#listen")).to_be_hidden()
    expect(phone.locator("h1")).to_be_visible()


def test_without_javascript_there_is_no_button(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto(GUIDE)

    expect(page.locator("#listen")).to_be_hidden()
    context.close()


def test_a_voice_that_comes_late_brings_the_button(phone: Page) -> None:
    page_with(phone, GUIDE)
    expect(phone.locator("#listen")).to_be_hidden()

    phone.evaluate(f"window.gains([{ENGLISH}])")

    expect(phone.get_by_role("button", name="Listen")).to_be_visible()
    expect(phone.get_by_role("button", name="Stop")).to_be_hidden()


@pytest.mark.parametrize(
    "address",
    ["/guides/turning-16", LONG_GUIDE, "/services/camhs", "/about", "/privacy"],
)
def test_the_heading_comes_first_and_then_all_of_the_text(
    phone: Page, client: FlaskClient, address: str
) -> None:
    main = BeautifulSoup(client.get(address).text, "html.parser").main
    assert main is not None
    page_with(phone, address, BRITISH)

    text = read_all(phone)

    heading = main.find("h1")
    assert heading is not None
    assert " ".join(text).startswith(" ".join(heading.get_text().split()))
    heard = "".join("".join(text).split())
    own = [p for p in main.select(".prose p, .prose li, .prose h2") if not p.find("a")]
    for block in own:
        if block.name != "li" or not block.find(["p", "ul", "ol"]):
            assert "".join(block.get_text().split()) in heard, block
    place = 0
    for block in main.select(".prose h2"):
        place = heard.index("".join(block.get_text().split()), place)


def test_what_is_no_text_is_not_read(phone: Page) -> None:
    page_with(phone, LONG_GUIDE, BRITISH)

    heard = " ".join(read_all(phone))

    for words in (
        "Skip to the main part", "Urgent help", "Letters to copy Words", "Copy",
        "When did the council get your request", "Did you find what you needed",
        "How we know", "Stop", "Cookies", "Pause",
    ):  # fmt: skip
        assert words not in heard.replace("Letters to copy", ""), words


def test_nothing_said_at_once_is_long_and_nothing_is_lost(phone: Page) -> None:
    """Engines fall silent after some fifteen seconds of one utterance."""
    page_with(phone, "/guides/which-school-or-nursery", BRITISH)
    endless = "word " * 100 + "x" * 400 + " end. Next at 9.30am? Yes"
    phone.locator(".prose").evaluate(
        "(e, t) => { e.textContent = ''; const p = document.createElement('p');"
        " p.textContent = t; e.append(p); }",
        endless,
    )

    text = read_all(phone)

    assert all(len(part) <= 181 or " " not in part for part in text)
    assert "".join("".join(endless).split()) in "".join("".join(text).split())
    assert "Next at 9.30am?" in text


def test_a_telephone_number_is_read_digit_by_digit(phone: Page) -> None:
    page_with(phone, "/guides/ehc-needs-assessment-week-by-week", BRITISH)

    heard = " ".join(" ".join(read_all(phone)).split())

    assert "0 1 9 0 8 2 5 4 5 1 8" in heard


def test_english_in_an_urdu_page_is_read_by_an_english_voice(phone: Page) -> None:
    page_with(phone, "/ur/services/send-tribunal", BRITISH, URDU)
    phone.locator("#listen button").first.click()
    phone.evaluate("window.allSpoke()")

    spoken = phone.evaluate("window.said")
    assert {one["voice"] for one in spoken} == {"British", "Urdu"}
    assert spoken[0]["voice"] == "British"
    english = "".join(one["text"] for one in spoken if one["voice"] == "British")
    assert not any(is_urdu(letter) for letter in english)


def test_without_an_urdu_voice_urdu_labels_are_left_out(phone: Page) -> None:
    page_with(phone, "/ur/privacy", BRITISH)
    phone.locator("#listen button").first.click()
    phone.evaluate("window.allSpoke()")

    assert said(phone, "voice") != []
    assert set(said(phone, "voice")) == {"British"}
    assert not any(is_urdu(letter) for letter in "".join(said(phone)))


def test_a_british_voice_is_taken_first(phone: Page) -> None:
    page_with(phone, GUIDE, ENGLISH, BRITISH)
    read_all(phone)

    assert set(said(phone, "voice")) == {"British"}
    assert set(said(phone, "lang")) == {"en-GB"}


def test_pause_keeps_the_place_and_stop_loses_it(phone: Page) -> None:
    page_with(phone, GUIDE, BRITISH)
    phone.get_by_role("button", name="Listen").click()
    expect(phone.get_by_role("button", name="Stop")).to_be_visible()
    phone.evaluate("window.spoke()")

    phone.get_by_role("button", name="Pause").click()
    assert phone.evaluate("window.speaking()") is False
    phone.get_by_role("button", name="Listen").click()

    first, second, again = said(phone)
    assert (second, again) == (second, second) != (first, first)

    phone.get_by_role("button", name="Stop").click()
    expect(phone.get_by_role("button", name="Stop")).to_be_hidden()
    expect(phone.get_by_role("button", name="Listen")).to_be_focused()
    phone.get_by_role("button", name="Listen").click()
    assert said(phone)[-1] == first


def test_at_the_end_it_is_ready_to_begin_again(phone: Page) -> None:
    page_with(phone, GUIDE, BRITISH)
    text = read_all(phone)

    expect(phone.get_by_role("button", name="Listen")).to_be_visible()
    expect(phone.get_by_role("button", name="Stop")).to_be_hidden()
    phone.get_by_role("button", name="Listen").click()
    assert said(phone)[-1] == text[0]


def test_a_failure_is_told(phone: Page) -> None:
    page_with(phone, GUIDE, BRITISH)
    phone.get_by_role("button", name="Listen").click()

    phone.evaluate("window.broke()")

    status = phone.locator("#listen").get_by_role("status")
    expect(status).to_have_text("This phone could not read the page aloud.")
    expect(phone.get_by_role("button", name="Listen")).to_be_visible()


def test_it_is_silent_once_the_page_is_left(phone: Page) -> None:
    page_with(phone, GUIDE, BRITISH)
    phone.get_by_role("button", name="Listen").click()

    phone.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    assert phone.evaluate("window.speaking()") is False
    assert phone.evaluate("window.cancelled") == 1
    expect(phone.locator("#listen").get_by_role("status")).to_have_text("")


def test_buttons_are_large_enough_for_a_thumb(phone: Page) -> None:
    page_with(phone, GUIDE, BRITISH)
    phone.get_by_role("button", name="Listen").click()

    for button in phone.locator("#listen button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
