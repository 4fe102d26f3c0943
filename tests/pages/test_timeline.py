"""The 20 weeks: a list that reads well alone, and a family's own dates in the page."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from tests.pages.looking import AXE, AXE_RUN, TAGS, TOO_WIDE

GUIDE = "/guides/ehc-needs-assessment-week-by-week"
KEPT = """async () => [document.cookie, localStorage.length, sessionStorage.length,
  (await indexedDB.databases()).length, (await caches.keys()).length, location.href]"""


def steps(client: FlaskClient, prefix: str = "") -> list[str]:
    page = BeautifulSoup(client.get(prefix + GUIDE).text, "html.parser")
    return [" ".join(item.get_text(" ").split()) for item in page.select(".weeks > li")]


def on(page: Page, day: str, address: str = GUIDE) -> None:
    """Open the timeline with the phone's clock at noon of a day."""
    page.clock.set_fixed_time(f"{day}T12:00:00Z")
    page.goto(address)
    # The server's clock is not the phone's: give the page that day too.
    page.locator("#own-dates").evaluate("(e, day) => e.dataset.today = day", day)


def dates(page: Page) -> list[str]:
    return page.locator(".weeks .own").all_inner_texts()


def long(day: date) -> str:
    """Return a day as British pages write it: Thursday 1 October 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def plain(text: str) -> str:
    return text.replace(",", "")


def test_the_list_says_who_acts_and_when_without_a_script(client: FlaskClient) -> None:
    found = steps(client)

    assert [re.match(r"(?:By week|About weeks|Week) [\d to]+", s)[0].strip()  # type: ignore[index]
            for s in found] == [
        "Week 0", "By week 6", "About weeks 6 to 12", "By week 16",
        "About weeks 16 to 20", "By week 20",
    ]  # fmt: skip
    assert all("Who acts:" in step and "What you can do:" in step for step in found)
    assert "regulation 5(1)" in found[1]
    assert "The law sets no week for this step." in found[2]
    assert "at least 15 days" in found[4]
    page = client.get(GUIDE).text
    assert "leaves out no weekends, bank holidays or school holidays" in page
    assert "closed for 4 weeks or more in a row" in page


def test_the_box_for_a_date_has_no_name_and_no_form(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get(GUIDE).text, "html.parser")
    box = page.find(id="asked-on")

    assert box is not None
    assert box.get("name") is None
    assert box.find_parent("form") is None
    assert box.get("form") is None


def test_own_dates_are_worked_out_and_the_next_is_told(phone: Page) -> None:
    on(phone, "2026-11-26")

    phone.get_by_label("When did the council get your request?").fill("2026-10-01")

    start = date(2026, 10, 1)
    shown = [plain(text) for text in dates(phone)]
    assert shown[0] == long(start)
    assert shown[1].startswith(f"By {long(start + timedelta(weeks=6))}")
    assert shown[1].endswith("This should have happened by now.")
    assert shown[3] == f"By {long(start + timedelta(weeks=16))}"
    assert shown[5] == f"By {long(start + timedelta(weeks=20))}"
    told = plain(phone.locator("#own-dates").get_by_role("status").inner_text())
    assert told == (
        "Today is Thursday 26 November 2026. "
        "Week 6 has passed: that step should have happened. "
        "Next: week 16 by Thursday 21 January 2027. "
        "Your dates stand in the list below."
    )


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Karachi", "America/Lima"])
def test_no_day_is_lost_when_the_clocks_change(
    browser: Browser, site: str, zone: str
) -> None:
    context = browser.new_context(base_url=site, timezone_id=zone, locale="en-GB")
    page = context.new_page()
    on(page, "2026-02-20")
    for start in (date(2026, 2, 16), date(2025, 10, 20), date(2024, 2, 29)):
        page.fill("#asked-on", start.isoformat())
        ends = [plain(dates(page)[n]) for n in (1, 3, 5)]
        for text, weeks in zip(ends, (6, 16, 20), strict=True):
            assert text.startswith(f"By {long(start + timedelta(weeks=weeks))}")
    context.close()


def test_the_last_day_itself_is_not_late(phone: Page) -> None:
    on(phone, "2026-11-12")
    phone.fill("#asked-on", "2026-10-01")

    assert "should have happened" not in dates(phone)[1]

    on(phone, "2026-11-13")
    phone.fill("#asked-on", "2026-10-01")

    assert "should have happened" in dates(phone)[1]


def test_a_start_long_ago_says_that_all_is_late(phone: Page) -> None:
    on(phone, "2026-11-26")
    phone.fill("#asked-on", "2025-01-06")

    status = phone.locator("#own-dates").get_by_role("status")
    expect(status).to_contain_text("All the weeks have passed.")
    late = [n for n, text in enumerate(dates(phone)) if "should have happened" in text]
    assert late == [1, 3, 5]


def test_a_day_to_come_is_said_to_be_one_and_still_reckoned(phone: Page) -> None:
    on(phone, "2026-11-26")
    phone.fill("#asked-on", "2026-12-01")

    status = phone.locator("#own-dates").get_by_role("status")
    expect(status).to_contain_text("The day you gave is still to come.")
    expect(status).not_to_contain_text("Next:")
    assert plain(dates(phone)[1]) == "By Tuesday 12 January 2027"


def test_a_year_before_the_rules_brings_a_message_and_no_dates(phone: Page) -> None:
    on(phone, "2026-11-26")
    phone.fill("#asked-on", "2026-10-01")
    phone.fill("#asked-on", "2012-10-01")

    status = phone.locator("#own-dates").get_by_role("status")
    expect(status).to_contain_text("These rules began on")
    expect(status).to_contain_text("1 September 2014")
    assert dates(phone) == [""] * 6
    expect(phone.locator(".weeks .own").first).to_be_hidden()


@pytest.mark.parametrize("day", ["2028-01-01", "9999-12-31", "275760-09-13"])
def test_a_day_too_far_ahead_asks_for_the_year(phone: Page, day: str) -> None:
    on(phone, "2026-11-26")
    phone.locator("#asked-on").evaluate(
        "(e, day) => { e.value = day; e.dispatchEvent(new Event('input')); }", day
    )

    status = phone.locator("#own-dates").get_by_role("status")
    expect(status).to_have_text("That day is more than a year away. Check the year.")
    assert dates(phone) == [""] * 6


def test_half_a_date_is_asked_for_only_when_the_box_is_left(phone: Page) -> None:
    on(phone, "2026-11-26")
    box = phone.locator("#asked-on")
    status = phone.locator("#own-dates").get_by_role("status")
    box.focus()
    box.press_sequentially("1010202")  # the tenth of October, whatever comes first
    expect(status).to_have_text("")
    box.blur()
    expect(status).to_have_text("Give the whole date: day, month and year.")
    assert dates(phone) == [""] * 6

    box.fill("2026-10-10")
    expect(status).to_contain_text("Next: week 16")
    box.fill("")

    expect(status).to_have_text("")
    assert dates(phone) == [""] * 6


def test_a_slow_clock_is_told_and_not_believed(phone: Page) -> None:
    on(phone, "2019-01-01")
    phone.locator("#own-dates").evaluate("e => e.dataset.today = '2026-11-26'")
    phone.fill("#asked-on", "2026-10-01")

    status = phone.locator("#own-dates").get_by_role("status")
    expect(status).to_contain_text("The date on your phone looks wrong.")
    expect(status).to_contain_text("26 November 2026")
    expect(status).not_to_contain_text("still to come")


def test_the_page_carries_the_day_it_was_sent(client: FlaskClient) -> None:
    found = re.search(r'data-today="(\d{4}-\d\d-\d\d)"', client.get(GUIDE).text)

    assert found is not None
    assert date.fromisoformat(found[1]) >= date(2026, 1, 1)


def test_nothing_is_asked_for_and_nothing_is_kept(phone: Page) -> None:
    on(phone, "2026-11-26")
    before = phone.evaluate(KEPT)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))

    phone.fill("#asked-on", "2026-10-01")
    phone.locator("#asked-on").press("Enter")
    phone.evaluate("new Promise(done => requestIdleCallback(done))")

    assert asked == []
    assert phone.evaluate(KEPT) == before
    assert before[:5] == ["", 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("prefix", "weekday"), [("/pl", "czwartek"), ("/ur", "جمعرات")]
)
def test_dates_are_in_the_language_of_the_page(
    phone: Page, prefix: str, weekday: str
) -> None:
    on(phone, "2026-11-26", prefix + GUIDE)
    phone.fill("#asked-on", "2026-10-01")

    assert all(weekday in dates(phone)[n] for n in (0, 1, 3, 5))


@pytest.mark.parametrize("prefix", ["", "/ur"])
def test_with_dates_and_a_voice_axe_finds_nothing(phone: Page, prefix: str) -> None:
    """What scripts bring to light is held to the same rules."""
    on(phone, "2026-11-26", prefix + GUIDE)
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.locator("#listen, #listen [hidden]").evaluate_all(
        "all => all.forEach(e => { e.hidden = false; })"
    )
    phone.fill("#asked-on", "2026-10-01")
    phone.evaluate(AXE.read_text("utf-8"))

    assert phone.evaluate(AXE_RUN, TAGS) == []
    assert phone.evaluate(TOO_WIDE) is False


def test_without_javascript_there_is_no_empty_box(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto(GUIDE)

    expect(page.locator("#asked-on")).to_be_hidden()
    expect(page.locator(".weeks > li").nth(5)).to_contain_text("By week 20")
    context.close()


@pytest.mark.parametrize(("prefix", "side"), [("", "left"), ("/ur", "right")])
def test_the_line_and_its_dots_stand_at_the_beginning(
    browser: Browser, site: str, prefix: str, side: str
) -> None:
    """The picture is drawn with borders, which forced colours and paper keep."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640},
        base_url=site,
        forced_colors="active",
    )
    page = context.new_page()
    page.goto(prefix + GUIDE)
    style = "(e, [p, n]) => getComputedStyle(e, p)[n]"
    line = page.locator(".weeks")
    dot = page.locator(".weeks > li").first
    border = side.capitalize()

    assert line.evaluate(style, [None, f"border{border}Style"]) == "solid"
    assert line.evaluate(style, [None, f"border{border}Width"]) == "4px"
    assert dot.evaluate(style, ["::before", f"border{border}Style"]) == "solid"
    assert dot.evaluate(style, ["::before", side]).startswith("-")
    assert line.evaluate("e => getComputedStyle(e).listStyleType") == "none"
    assert line.get_attribute("role") == "list"
    context.close()


def test_steps_stand_in_the_order_of_their_weeks(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get(GUIDE).text, "html.parser")
    weeks = [int(str(item["data-to"])) for item in page.select(".weeks > li")]

    assert len(weeks) == 6
    assert all(one <= two for one, two in pairwise(weeks))
