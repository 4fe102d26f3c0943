"""A comment that could not be sent is not lost, and is not said to be sent."""

from playwright.sync_api import Page, expect

from tests.offline.conftest import Phone

WORDS = "The drop-in was moved and nobody told us."
NOT_SENT = "Not sent: there is no signal. Your words are still here."


def write(page: Page) -> None:
    page.locator("#words").fill(WORDS)
    page.locator("form[data-unsent] button").click()


def test_with_no_signal_the_words_stay_and_it_says_that_they_were_not_sent(
    phone: Phone,
) -> None:
    page = phone.open("/feedback")
    phone.harbour.go()

    write(page)

    alert = page.locator("form[data-unsent] [role=alert]")
    expect(alert).to_have_text(NOT_SENT)
    expect(page.locator("#words")).to_have_value(WORDS)
    assert phone.has_nothing()
    phone.harbour.come()
    page.locator("form[data-unsent] button").click()
    page.wait_for_url("**/feedback/*-*-*")
    expect(page.locator("main")).not_to_contain_text(NOT_SENT)


def test_with_a_signal_it_is_sent_once(phone: Phone) -> None:
    page = phone.open("/feedback?about=camhs")

    write(page)

    page.wait_for_url("**/feedback/*-*-*")
    posted = [path for path in phone.harbour.asked if path == "/feedback"]
    assert len(posted) == 2


def test_a_form_that_is_not_taken_says_what_is_wrong(phone: Phone) -> None:
    page = phone.open("/feedback")

    page.locator("form[data-unsent] button").click()

    expect(page.locator(".error-summary h2")).to_have_text("There is a problem")


def test_words_of_harm_still_bring_urgent_help_after_sending(phone: Phone) -> None:
    page = phone.open("/feedback")
    page.locator("#words").fill("I want to die")
    page.locator("form[data-unsent] button").click()

    page.wait_for_url("**/feedback/*-*-*?help=*")

    expect(page.locator(".urgent")).to_be_visible()
