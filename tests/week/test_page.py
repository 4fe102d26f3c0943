"""What stands in the week, and what stands below it as "ring first"."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.week.offer import CLUBS, NEVER_SHOWN
from tests.week.reading import Watch, ringing_in, shown_in

Fetch = Callable[[str], BeautifulSoup]
FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (
    "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30", "2026-12-01",
)  # fmt: skip


def days_of(soup: BeautifulSoup, club: str) -> list[str]:
    return sorted(s.day for s in shown_in(soup) if s.club == club)


def text(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


def test_only_what_is_confirmed_stands_under_a_day(page: Fetch) -> None:
    shown = {(s.club, s.day, s.start, s.end) for s in shown_in(page("/whats-on"))}

    assert shown == {
        ("open", FRIDAY, "18:00", "19:00"),
        ("ending", FRIDAY, "08:00", ""),
        ("ending", SATURDAY, "08:00", ""),
        ("once", SATURDAY, "13:00", ""),
        ("two", SATURDAY, "09:00", ""),
        ("sunday", SUNDAY, "10:00", "12:00"),
        ("two", MONDAY, "10:00", "11:30"),
        ("weekly", MONDAY, "10:00", "11:30"),
        ("term", TUESDAY, "16:00", "17:00"),  # not the Thursday: schools are shut
    }


@pytest.mark.parametrize(
    ("club", "why"),
    [
        ("expired", "The check holds only until 26 November 2026."),
        ("ending", "The check holds only until 28 November 2026."),
        ("paused", "This has stopped for now."),
        ("full", "This is full for now."),
        ("unchecked", "Nobody has checked this page with the service yet."),
        ("unreviewed", "It is not stated how long the check holds."),
        ("doubted", "We have not been able to check this with the service."),
        ("doubted-whole", "We have not been able to check this with the service."),
        ("doubted-status", "We have not been able to check this with the service."),
        ("untimed", "No time is stated."),
        ("dayless", "No day is stated."),
        ("tomorrow", "checked on 24 December 2026, a day that has not come yet."),
    ],
)
def test_what_is_not_confirmed_is_to_be_rung_first_with_its_reason(
    page: Fetch, club: str, why: str
) -> None:
    ringing = ringing_in(page("/whats-on"))

    assert why in ringing[club]
    assert "How to reach them" in ringing[club]


def test_every_session_stands_somewhere_but_what_is_over_or_hidden(page: Fetch) -> None:
    soup = page("/whats-on")
    seen = {s.club for s in shown_in(soup)} | set(ringing_in(soup))

    assert set(CLUBS) - seen == NEVER_SHOWN | {"holiday"}  # this is term time
    assert seen - set(CLUBS) == {"mk-dons-inclusion-football"}


def test_whom_to_ring_is_never_left_open(page: Fetch) -> None:
    soup = page("/whats-on")

    cards = soup.select("section[aria-labelledby=ring-first] > ul > li")
    assert cards
    assert [c for c in cards if not c.select("a[href^='tel:']")] == []


def test_a_check_that_ends_within_the_week_holds_until_its_day(page: Fetch) -> None:
    soup = page("/whats-on")

    assert days_of(soup, "ending") == [FRIDAY, SATURDAY]
    assert ringing_in(soup)["ending"].startswith("Club ending Sunday 08:00")


def test_days_come_in_order_and_the_earliest_first(page: Fetch) -> None:
    soup = page("/whats-on")
    days = [str(t["datetime"]) for t in soup.select("h2 > time")]
    saturday = soup.select("h2 + ul")[days.index(SATURDAY)]
    times = [str(t["datetime"]) for t in saturday.select("time:first-child")]

    assert days == sorted(days) == [FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY]
    assert times == ["08:00", "09:00", "13:00"]
    assert soup.select("h2")[0].get_text().startswith("Today: Friday")


def test_exceptions_and_days_when_schools_are_shut_are_left_out(page: Fetch) -> None:
    first, second = page("/whats-on"), page("/whats-on?week=2026-12-04")

    assert days_of(first, "term") == [TUESDAY]
    assert days_of(second, "term") == ["2026-12-10"]


def test_term_time_and_holidays_follow_the_dates_of_terms(page: Fetch) -> None:
    christmas = page("/whats-on?week=2026-12-18")
    after = page("/whats-on?week=2027-01-01")

    assert days_of(christmas, "term") == []
    assert days_of(christmas, "holiday") == ["2026-12-23"]
    assert "School holiday: Christmas, from 21 December 2026" in text(christmas)
    assert days_of(after, "term") == ["2027-01-05", "2027-01-07"]
    assert days_of(after, "holiday") == []


def test_a_day_in_no_stated_term_is_told_by_its_weekday_and_never_as_a_date(
    page: Fetch, watch: Watch
) -> None:
    watch.moment = datetime(2027, 7, 19, 12, tzinfo=UTC)
    last, after = page("/whats-on"), page("/whats-on?week=2027-07-26")

    assert days_of(last, "term") == ["2027-07-20"]  # the Thursday is a holiday
    assert "term" not in ringing_in(last)
    assert days_of(after, "term") == days_of(after, "holiday") == []
    ringing = ringing_in(after)
    assert ringing["term"].startswith(
        "Club term Tuesday, Thursday 16:00 – 17:00 (in term time) It is on in term "
        "time only, and the dates of the terms are not stated."
    )
    assert "the dates of the holidays are not stated." in ringing["holiday"]
    words = "The dates of terms and holidays are not stated for these days."
    assert words in text(after)
    assert "Summer, from 22 July 2027. When it ends is not stated." in text(last)
    assert "Not stated if these days are term time or holidays:" in text(last)


def test_a_session_that_does_not_state_its_holidays_says_so(page: Fetch) -> None:
    soup = page("/whats-on")

    cards = [c for c in soup.select("h2 + ul > li") if "Club open" in c.get_text()]
    assert "Not stated: if it is on in school holidays." in cards[0].get_text()
    assert "We have not been able to check" in cards[0].get_text()  # its place


def test_facts_that_are_not_stated_are_said_to_be_so(page: Fetch) -> None:
    cards = page("/whats-on").select("h2 + ul > li")
    words = {c.select_one("a").get_text(): c.get_text() for c in cards}  # type: ignore[union-attr]

    assert "Ages 5 to 11" in words["Club weekly"]
    assert "Free" in words["Club weekly"]
    assert "The Hall" in words["Club weekly"]
    assert "When it ends is not stated." in words["Club once"]
    for said in ("Age not stated", "Cost not stated", "Place not stated"):
        assert said in words["Club sunday"]
    assert "Last checked on 10 September 2026." in words["Club weekly"]


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        (datetime(2026, 11, 27, 23, 59, tzinfo=UTC), "2026-11-27"),
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), "2027-03-28"),  # the clock goes on
        (datetime(2027, 5, 27, 22, 59, tzinfo=UTC), "2027-05-27"),
        (datetime(2027, 5, 27, 23, 0, tzinfo=UTC), "2027-05-28"),  # London's midnight
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), "2026-10-25"),  # it goes back
    ],
)
def test_this_week_begins_on_londons_day(
    page: Fetch, watch: Watch, moment: datetime, first: str
) -> None:
    watch.moment = moment
    soup = page("/whats-on")
    days = {s.day for s in shown_in(soup)}

    last = (date.fromisoformat(first) + timedelta(days=6)).isoformat()
    assert days
    assert min(days) >= first
    assert max(days) <= last
    begins = date.fromisoformat(first)
    assert f"{begins.day} {begins:%B %Y} to" in text(soup)


@pytest.mark.parametrize(
    ("moment", "sunday"),
    [("2026-10-23", "2026-10-25"), ("2027-03-26", "2027-03-28")],
)
def test_times_are_the_wall_clocks_over_both_changes(
    page: Fetch, watch: Watch, moment: str, sunday: str
) -> None:
    watch.moment = datetime.fromisoformat(f"{moment}T12:00+00:00")
    (club,) = [s for s in shown_in(page("/whats-on")) if s.club == "sunday"]

    assert (club.day, club.start, club.end) == (sunday, "10:00", "12:00")


def test_weeks_lead_on_and_back_and_end(page: Fetch) -> None:
    address, firsts = "/whats-on", []
    while True:
        soup = page(address)
        on = soup.select_one("nav.pages a[rel=next]")
        if on is None:
            break
        address = str(on["href"])
        firsts.append(address.split("week=")[1])
    back = soup.select_one("nav.pages a[rel=prev]")

    assert len(firsts) == 7
    assert firsts[0] == "2026-12-04"
    assert firsts[-1] == "2027-01-15"
    assert back is not None
    assert back["href"] == "/whats-on?week=2027-01-08"
    assert page("/whats-on").select("nav.pages a[rel=prev]") == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("soon", "We could not read the date"),
        ("2026-13-45", "We could not read the date"),
        ("٢٠٢٦-١١-٣٠", "We could not read the date"),
        ("2026-11-26", "The week you asked for is over."),
        ("0001-01-01", "The week you asked for is over."),
        ("2027-01-16", "We show eight weeks, no more."),
        ("9999-12-31", "We show eight weeks, no more."),
    ],
)
def test_a_week_that_is_none_gives_this_week_and_says_why(
    page: Fetch, asked: str, words: str
) -> None:
    soup = page(f"/whats-on?week={asked}")

    assert words in text(soup)
    assert shown_in(soup) == shown_in(page("/whats-on"))


@pytest.mark.parametrize("year", [1, 1970, 2025])
def test_a_clock_set_too_early_confirms_nothing_and_says_so(
    page: Fetch, watch: Watch, year: int
) -> None:
    watch.moment = datetime(year, 3, 2, 12, tzinfo=UTC)
    soup = page("/whats-on")

    assert "The clock may be wrong." in text(soup)
    assert f"2 March {year}" in text(soup)
    assert shown_in(soup) == set()
    assert "Nothing is confirmed for these days." in text(soup)
    assert "BEGIN:VEVENT" not in page("/calendar.ics").get_text()


def test_a_clock_set_too_late_confirms_nothing(page: Fetch, watch: Watch) -> None:
    watch.moment = datetime(9999, 12, 30, 12, tzinfo=UTC)
    soup = page("/whats-on")

    assert shown_in(soup) == set()
    assert "The check holds only until 30 June 2027." in ringing_in(soup)["weekly"]


def test_the_real_content_says_that_nothing_is_confirmed_and_whom_to_ring(
    client: FlaskClient,
) -> None:
    soup = BeautifulSoup(client.get("/whats-on").text, "html.parser")

    assert shown_in(soup) == set()
    assert "Nothing is confirmed for these days." in text(soup)
    notice = soup.select("main .notice a[href='tel:01908254518']")
    assert len(notice) == 1
    assert "No time is stated." in ringing_in(soup)["mk-dons-inclusion-football"]
    assert "The dates of terms and holidays are not stated" in text(soup)


@pytest.mark.parametrize("prefix", ["/ur", "/pl"])
def test_other_languages_show_the_same_sessions(page: Fetch, prefix: str) -> None:
    soup = page(f"{prefix}/whats-on")

    assert shown_in(soup) == shown_in(page("/whats-on"))
    assert set(ringing_in(soup)) == set(ringing_in(page("/whats-on")))
    links = [str(a["href"]) for a in soup.select("main a[href*='calendar.ics']")]
    own = [link for link in links if link.startswith(f"{prefix}/services/club-")]
    assert own
    assert set(links) - set(own) == {f"/calendar.ics?lang={prefix[1:]}"}


def test_urdu_is_right_to_left_with_dates_of_its_own(page: Fetch) -> None:
    soup = page("/ur/whats-on")

    assert soup.html is not None
    assert soup.html["dir"] == "rtl"
    assert "نومبر" in soup.select("h2")[0].get_text()
    titles = soup.select("main li.card > h3 > a")
    assert titles
    for title in titles:
        is_english = title.get("lang") == "en-GB"
        assert is_english or re.search("[\u0600-\u06ff]", title.get_text())


def test_a_services_page_adds_what_is_confirmed_and_nothing_else(page: Fetch) -> None:
    def added(club: str) -> list[str]:
        links = page(f"/services/club-{club}").select("a[href*='calendar.ics']")
        return [str(a["href"]) for a in links]

    own = "/services/club-two/calendar.ics?session="
    assert added("two") == [f"{own}1", f"{own}2"]
    for club in ("paused", "unchecked", "doubted", "untimed", "expired", "unlisted"):
        assert added(club) == []
