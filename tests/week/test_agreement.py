"""The page, the calendar files and the rule, worked out anew, always agree."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings as effort, strategies as st

from localoffer.content.fields import Session, Source
from localoffer.content.model import Status
from localoffer.content.terms import Holiday, SchoolYear, TermDates
from localoffer.content.timetable import DAYS, Timetable
from localoffer.edition.diary import DiaryPage
from localoffer.edition.opening import Edition, Editions
from tests.week.calendars import sittings_in
from tests.week.reading import NOON, Watch, ringing_in, shown_in

TODAY = NOON.date()
SHOWN = 56  # days in eight weeks
DATES = st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=90))
TIMES = st.times(time(0, 0), time(21, 0)).map(lambda t: f"{t:%H:%M}")
RUNNING: tuple[Status, ...] = ("running",) * 12  # most are, so that most days count
Sitting = tuple[str, str, str, str]


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    start = draw(TIMES) if draw(st.integers(0, 9)) else None
    later = st.none() | st.just("23:59")
    return Session(
        days=tuple(draw(st.lists(st.sampled_from(DAYS), max_size=7, unique=True))),
        dates=tuple(draw(st.lists(DATES, max_size=2, unique=True))),
        start=start,
        end=draw(later) if start else None,
        when=draw(
            st.sampled_from(["term time", "term time", "holidays", "all year", None])
        ),
        except_dates=tuple(draw(st.lists(DATES, max_size=3))),
    )


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    states: tuple[Status, ...] = (*RUNNING, "paused", "closed", "moved")
    checked = TODAY + timedelta(days=draw(st.integers(-60, 3)))
    review_by = checked + timedelta(days=draw(st.integers(0, 200)))
    return Timetable(
        status=draw(st.sampled_from(states)),
        checked=draw(st.sampled_from([*[checked] * 9, None])),
        review_by=draw(st.sampled_from([*[review_by] * 9, None])),
        unconfirmed=draw(st.sampled_from([*[()] * 8, ("cost",), ("sessions",)])),
        sessions=tuple(draw(st.lists(sessions(), min_size=1, max_size=3))),
    )


@st.composite
def term_dates(draw: st.DrawFn) -> TermDates:
    turns = sorted(draw(st.lists(DATES, max_size=7, unique=True)))
    if not turns:
        return TermDates()
    starts, *rest = turns
    pairs = [rest[n : n + 2] for n in range(0, len(rest), 2)]
    return TermDates(
        years=(
            SchoolYear(
                name="one",
                schools="all",
                starts=starts,
                holidays=tuple(
                    Holiday(name="h", starts=p[0], back=p[1] if p[1:] else None)
                    for p in pairs
                ),
                closed=tuple(draw(st.lists(DATES, max_size=2))),
                sources=(Source(title="t", seen="s"),),
            ),
        )
    )


class Fixed(Editions):
    """One edition with another diary in it."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def current(self) -> Edition:
        return self.edition


@contextmanager
def holding(
    app: Flask, pages: tuple[DiaryPage, ...], terms: TermDates
) -> Iterator[FlaskClient]:
    """Give the site of an edition with these timetables alone."""
    shelf: dict[type, Any] = app.extensions["localoffer"]
    whole = shelf[Editions]
    edition = whole.current()
    standing = replace(edition.standing, terms=terms)
    diary: Any = SimpleNamespace(pages=pages)
    shelf[Editions] = Fixed(replace(edition, standing=standing, diary=diary))
    try:
        yield app.test_client()
    finally:
        shelf[Editions] = whole


def in_weeks(client: FlaskClient, asked: str = "") -> list[Sitting]:
    """Return all that the pages of eight weeks show under a day."""
    found = []
    for number in range(SHOWN // 7):
        first = TODAY + timedelta(days=7 * number)
        soup = BeautifulSoup(
            client.get(f"/whats-on?week={first}{asked}").text, "html.parser"
        )
        found += [(s.club, s.day, s.start, s.end) for s in shown_in(soup)]
    return found


def in_file(client: FlaskClient, asked: str = "") -> list[Sitting]:
    """Return all that the calendar file holds of the same weeks, by slug."""
    edition = client.application.extensions["localoffer"][Editions].current()
    slugs = {card.title: card.slug for card in edition.catalogue.cards}
    data = client.get(f"/calendar.ics?{asked}").data
    last = TODAY + timedelta(days=SHOWN - 1)
    return [
        (slugs[title].removeprefix("club-"), day, start, end)
        for title, day, start, end in sittings_in(data, TODAY, last)
    ]


def season_of(terms: TermDates, day: date) -> str:
    """Work out a day's season from the turns alone, day by day."""
    for year in terms.years:
        turns = [(year.starts, "term time")]
        for holiday in year.holidays:
            turns.append((holiday.starts, "holidays"))
            turns += [(holiday.back, "term time")] if holiday.back else []
        for (first, season), (later, _) in pairwise(turns):
            if first <= day < later:
                return season
        if day == turns[-1][0]:
            return turns[-1][1]
    return ""


def is_on(t: Timetable, s: Session, terms: TermDates, day: date) -> bool:
    """Say whether a session is confirmed on a day: the rule, told another way."""
    stands = t.status == "running" and "sessions" not in t.unconfirmed
    if not (stands and s.start and t.checked and t.review_by):
        return False
    in_time = t.checked <= TODAY <= day <= t.review_by and day not in s.except_dates
    if day in s.dates or s.when in {"all year", None}:
        return in_time and (day in s.dates or DAYS[day.weekday()] in s.days)
    shut = any(day in year.closed for year in terms.years)
    in_season = season_of(terms, day) == s.when and not shut
    return in_time and in_season and DAYS[day.weekday()] in s.days


@effort(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(timetables(), min_size=1, max_size=3), term_dates())
def test_pages_files_and_the_rule_agree_on_every_day(
    offer_app: Flask, watch: Watch, found: list[Timetable], terms: TermDates
) -> None:
    pages = tuple(DiaryPage(n, timetable) for n, timetable in enumerate(found))
    with holding(offer_app, pages, terms) as client:
        cards = client.application.extensions["localoffer"][Editions].current()
        slugs = [cards.catalogue.cards[n].slug for n in range(len(found))]
        shown, filed = in_weeks(client), in_file(client)

    days = [TODAY + timedelta(days=n) for n in range(SHOWN)]
    expected = {
        (slugs[page.number].removeprefix("club-"), str(day), s.start, s.end or "")
        for page in pages
        for s in page.timetable.sessions
        for day in days
        if is_on(page.timetable, s, terms, day)
    }
    assert set(shown) == expected
    assert set(filed) == expected


@pytest.mark.parametrize(
    "asked",
    ["", "need=autism", "day=monday", "day=saturday&day=sunday", "cost=free",
     "age=5-10&need=autism", "near=MK3+7AW&within=1", "topic=leisure-activities",
     "day=friday&cost=priced", "provider=milton-keynes-city-council", "need=none-such",
     "day=blursday", "plan=needed", "near=nowhere+at+all"],
)  # fmt: skip
def test_the_page_and_the_file_agree_for_every_filter(
    clubs: FlaskClient, asked: str
) -> None:
    assert sorted(in_weeks(clubs, f"&{asked}")) == sorted(in_file(clubs, asked))


FACTS: dict[str, dict[str, set[str]]] = {
    # What each club of this week states; what is not here is not stated.
    "weekly": {"need": {"autism"}, "age": {"5-10"}, "cost": {"free"}},
    "term": {"need": {"autism"}, "cost": {"priced"}},
    "sunday": {"need": {"vision-impairment"}},
    "open": {}, "ending": {}, "once": {}, "two": {},
}  # fmt: skip
WEEKDAYS = {
    "weekly": {"monday"}, "term": {"tuesday"}, "sunday": {"sunday"},
    "open": {"friday"}, "ending": {"friday", "saturday"}, "once": {"saturday"},
    "two": {"saturday", "monday"},
}  # fmt: skip
CHOICES = {
    "need": ("autism", "vision-impairment", "physical-disability"),
    "age": ("0-4", "5-10"),
    "cost": ("free", "priced"),
    "day": DAYS,
}
ASKED = st.fixed_dictionaries(
    {
        name: st.sets(st.sampled_from(values), max_size=2)
        for name, values in CHOICES.items()
    }
)


@effort(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(ASKED)
def test_filters_keep_three_states(
    clubs: FlaskClient, asked: dict[str, set[str]]
) -> None:
    pairs = "&".join(f"{n}={v}" for n, values in asked.items() for v in sorted(values))
    soup = BeautifulSoup(clubs.get(f"/whats-on?{pairs}").text, "html.parser")

    fitting: set[tuple[str, str]] = set()
    possible: set[tuple[str, str]] = set()
    for club, facts in FACTS.items():
        for day in WEEKDAYS[club]:
            if asked["day"] and day not in asked["day"]:
                continue
            wanted = {n: v for n, v in asked.items() if v and n != "day"}
            states = [facts[n] & v if n in facts else None for n, v in wanted.items()]
            if all(state is None or state for state in states):
                (possible if None in states else fitting).add((club, day))

    def weekday(day: str) -> str:
        return DAYS[date.fromisoformat(day).weekday()]

    shown = shown_in(soup)
    assert {(s.club, weekday(s.day)) for s in shown if s.is_fit} == fitting
    assert {(s.club, weekday(s.day)) for s in shown if not s.is_fit} == possible


def test_what_may_fit_says_what_to_ask(clubs: FlaskClient) -> None:
    soup = BeautifulSoup(clubs.get("/whats-on?cost=free&age=5-10").text, "html.parser")
    fits = {s.club for s in shown_in(soup) if s.is_fit}
    cards = [c.get_text(" ") for c in soup.select("h3 + ul > li.card")]

    assert fits == {"weekly"}
    assert cards
    assert all("Not stated:" in card and "Ask them." in card for card in cards)


def test_filters_hold_below_ring_first_too(clubs: FlaskClient) -> None:
    def ringing(asked: str) -> set[str]:
        page = clubs.get(f"/whats-on?{asked}").text
        return set(ringing_in(BeautifulSoup(page, "html.parser")))

    assert "paused" in ringing("day=monday")
    assert "paused" not in ringing("day=sunday")
    assert "mk-dons-inclusion-football" in ringing("day=sunday")
    assert "dayless" in ringing("day=sunday")
    assert "mk-dons-inclusion-football" not in ringing("need=vision-impairment")


@pytest.mark.parametrize("moment", ["2026-10-24T23:30+00:00", "2026-11-27T00:00+00:00"])
def test_they_agree_on_the_night_the_clocks_change(
    offer_app: Flask, watch: Watch, moment: str
) -> None:
    watch.moment = datetime.fromisoformat(moment)
    night = Timetable(
        status="running",
        checked=date(2026, 10, 1),
        review_by=date(2027, 4, 30),
        sessions=(Session(days=("sunday",), start="00:30", end="00:50"),),
    )
    with holding(offer_app, (DiaryPage(0, night),), TermDates()) as client:
        soup = BeautifulSoup(client.get("/whats-on").text, "html.parser")
        today = watch.moment.astimezone(UTC).date()
        data = client.get("/calendar.ics").data
        filed = sittings_in(data, today, today + timedelta(days=200))

    (shown,) = shown_in(soup)
    assert (shown.day, "00:30", "00:50") in {row[1:] for row in filed}
    assert {row[2:] for row in filed} == {("00:30", "00:50")}
