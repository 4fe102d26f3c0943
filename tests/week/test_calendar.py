"""The calendar files: right over the clock changes, and the same as the page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from flask.testing import FlaskClient
from icalendar import Calendar

from localoffer.settings import Settings
from tests.fresh import fresh_site
from tests.week.calendars import LONDON, Event, events_in, moments_of
from tests.week.reading import NOON, Watch


def events_of(clubs: FlaskClient, club: str, asked: str = "") -> list[Event]:
    answer = clubs.get(f"/services/club-{club}/calendar.ics{asked}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    return events_in(answer.data)


def days_of(events: list[Event]) -> list[str]:
    return sorted(m.date().isoformat() for e in events for m in moments_of(e))


def test_a_weekly_session_is_one_rule_until_its_review(clubs: FlaskClient) -> None:
    (event,) = events_of(clubs, "weekly")
    days = days_of([event])

    assert event["RRULE"]["FREQ"] == ["WEEKLY"]
    assert event["RRULE"]["BYDAY"] == ["MO"]
    assert (days[0], days[-1]) == ("2026-09-14", "2027-06-28")
    assert len(days) == 42


def test_the_wall_clock_stays_over_both_changes(clubs: FlaskClient) -> None:
    (event,) = events_of(clubs, "sunday")
    moments = {m.date(): m for m in moments_of(event)}

    hours = {
        day: (moments[day].hour, moments[day].astimezone(UTC).hour)
        for day in (
            date(2026, 10, 18), date(2026, 10, 25), date(2027, 3, 21), date(2027, 3, 28)
        )
    }  # fmt: skip
    assert list(hours.values()) == [(10, 9), (10, 10), (10, 10), (10, 9)]
    assert {m.hour for m in moments.values()} == {10}


def test_the_file_tells_the_clock_changes_rightly(clubs: FlaskClient) -> None:
    """Hold its own table against the zone database, at every hour of ten years."""
    zone: Any = Calendar.from_ical(clubs.get("/calendar.ics").data).walk("VTIMEZONE")[0]
    changes = []
    for part in zone.subcomponents:
        rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=part["DTSTART"].dt)
        before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
        walls = rule.between(datetime(2025, 1, 1), datetime(2037, 1, 1))  # noqa: DTZ001
        changes += [((w - before).replace(tzinfo=UTC), after) for w in walls]
    changes.sort()

    moment, wrong = datetime(2026, 1, 1, tzinfo=UTC), []
    while moment.year < 2036:
        told = [after for at, after in changes if at <= moment][-1]
        if told != moment.astimezone(LONDON).utcoffset():
            wrong.append(moment)
        moment += timedelta(hours=1 if moment.month in {3, 10} else 24)

    assert str(zone["TZID"]) == "Europe/London"
    assert wrong == []


def test_each_term_has_a_rule_of_its_own_without_its_exceptions(
    clubs: FlaskClient,
) -> None:
    events = events_of(clubs, "term")
    days = days_of(events)

    terms = [(d[0], d[-1]) for d in (days_of([event]) for event in events)]
    assert terms[:3] == [
        ("2026-11-03", "2026-12-17"),
        ("2027-01-05", "2027-02-11"),
        ("2027-02-23", "2027-03-25"),
    ]
    assert "2026-12-03" not in days  # schools are shut
    assert "2026-12-08" not in days  # the session's own exception
    assert "2026-12-10" in days


def test_holidays_have_a_rule_each(clubs: FlaskClient) -> None:
    assert days_of(events_of(clubs, "holiday")) == [
        "2026-12-23", "2026-12-30", "2027-02-17", "2027-03-31", "2027-04-07",
    ]  # fmt: skip


def test_single_dates_that_are_over_are_left_out(clubs: FlaskClient) -> None:
    events = events_of(clubs, "once")

    assert days_of(events) == ["2026-11-28", "2027-01-09"]
    assert all("DTEND" not in e and "RRULE" not in e for e in events)
    assert all("When it ends is not stated." in e["DESCRIPTION"] for e in events)


def test_one_session_is_had_alone(clubs: FlaskClient) -> None:
    first, second = (events_of(clubs, "two", f"?session={n}") for n in (1, 2))

    assert [e["RRULE"]["BYDAY"] for e in (*first, *second)] == [["MO"], ["SA"]]
    assert len(events_of(clubs, "two")) == 2
    assert clubs.get("/services/club-two/calendar.ics?session=9").status_code == 404


@pytest.mark.parametrize(
    "club", ["paused", "closed", "unchecked", "doubted", "untimed", "expired", "over",
             "tomorrow", "unlisted"],
)  # fmt: skip
def test_what_is_not_confirmed_is_no_event_and_says_whom_to_ring(
    clubs: FlaskClient, club: str
) -> None:
    answer = clubs.get(f"/services/club-{club}/calendar.ics")

    assert answer.status_code == 404
    assert answer.mimetype == "text/plain"
    assert "no day and time is confirmed" in answer.text
    assert "01908 254518" in answer.text
    assert f"/services/club-{club}#reach" in answer.text


def test_addresses_that_are_none(clubs: FlaskClient) -> None:
    assert clubs.get("/services/no-such/calendar.ics").status_code == 404
    assert clubs.get("/services/turning-16/calendar.ics").status_code == 404
    assert clubs.get("/services/club-draft/calendar.ics").status_code == 404
    assert clubs.get("/ur/calendar.ics").status_code == 404


def test_an_event_says_what_the_page_says(clubs: FlaskClient) -> None:
    (event,) = events_of(clubs, "weekly")

    assert str(event["SUMMARY"]) == "Club weekly"
    assert str(event["LOCATION"]) == "The Hall, MK3 7AW"
    assert str(event["URL"]).endswith("/services/club-weekly")
    assert str(event["STATUS"]) == "CONFIRMED"
    lines = str(event["DESCRIPTION"]).split("\n")
    assert "Age 5\u201311" in lines
    assert "Free" in lines
    assert "Last checked on 10 September 2026." in lines
    assert "Ring before you go: times may have changed." in lines
    assert "01632 960001" in lines
    assert event["DTSTAMP"].dt == datetime(2026, 9, 10, tzinfo=UTC)


def test_the_same_day_gives_the_same_bytes_and_no_two_ids_are_one(
    clubs: FlaskClient, watch: Watch
) -> None:
    first = clubs.get("/calendar.ics").data
    watch.moment += timedelta(hours=6)
    again = clubs.get("/calendar.ics").data
    ids = [str(event["UID"]) for event in events_in(first)]

    assert first == again
    assert len(ids) == len(set(ids)) > 10


def test_an_id_stays_when_time_goes_on_and_whatever_is_asked(
    clubs: FlaskClient, watch: Watch
) -> None:
    def ids(address: str) -> set[str]:
        return {str(event["UID"]) for event in events_in(clubs.get(address).data)}

    now, mondays = ids("/calendar.ics"), ids("/calendar.ics?day=monday")
    two = ids("/services/club-two/calendar.ics?session=1")
    watch.moment += timedelta(days=30)
    later = ids("/calendar.ics")

    assert two < mondays < now
    assert len(later & now) > 8
    # What was shown first a month later was asserted in the future until then.
    assert len(later - now) == 1


def test_lines_are_folded_and_end_as_the_rules_say(clubs: FlaskClient) -> None:
    data = clubs.get("/calendar.ics").data

    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_every_rule_ends_in_universal_time_and_begins_in_the_zone(
    clubs: FlaskClient,
) -> None:
    text = clubs.get("/calendar.ics").text.replace("\r\n ", "")
    lines = text.split("\r\n")

    rules = [line for line in lines if line.startswith("RRULE:FREQ=WEEKLY")]
    starts = [line for line in lines if line.startswith("DTSTART;")]
    assert rules
    assert all(
        "UNTIL=" in rule and rule.split("UNTIL=")[1][15] == "Z" for rule in rules
    )
    assert all(start.startswith("DTSTART;TZID=Europe/London:") for start in starts)


def test_links_come_from_the_settings_and_never_from_the_request(
    offer_settings: Settings, tmp_path: Path
) -> None:
    settings = replace(offer_settings, url="https://offer.example")
    with fresh_site(settings, tmp_path, lambda: NOON) as app:
        data = app.test_client().get("/calendar.ics").data

    links = {str(event["URL"]).rsplit("/", 1)[0] for event in events_in(data)}
    assert links == {"https://offer.example/services"}
    assert b"localhost" not in data


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/calendar.ics?lang=ur", "مفت"),
        ("/ur/services/club-weekly/calendar.ics", "مفت"),
        ("/pl/services/club-weekly/calendar.ics", "Bezpłatn"),
        ("/calendar.ics?lang=xx", "Free"),
    ],
)
def test_it_speaks_the_language_asked_for(
    clubs: FlaskClient, address: str, words: str
) -> None:
    events = events_in(clubs.get(address).data)

    (weekly,) = [e for e in events if str(e["SUMMARY"]) == "Club weekly"]
    assert words in str(weekly["DESCRIPTION"])


def test_with_nothing_confirmed_it_is_a_whole_file_that_says_so(
    client: FlaskClient,
) -> None:
    answer = client.get("/calendar.ics")
    made: Any = Calendar.from_ical(answer.data)

    assert answer.status_code == 200
    assert made.walk("VEVENT") == []
    assert "Nothing is confirmed just now." in str(made["X-WR-CALDESC"])
    assert "01908 254518" in str(made["X-WR-CALDESC"])
