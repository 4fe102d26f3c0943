"""The rules of what is kept, as pure dates and as words that people read."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, strategies as some

from localoffer.review.retention import RAW, RULES, Span, table

ROOT = Path(__file__).parents[2]
DAYS = some.dates(date(1999, 1, 1), date(2099, 12, 31))
SPANS = some.sampled_from([Span(months=12), Span(days=30), Span(months=1)])


@pytest.mark.parametrize(
    ("began", "over"),
    [
        (date(2025, 3, 15), date(2026, 3, 15)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_year_is_twelve_months_of_the_calendar(began: date, over: date) -> None:
    assert Span(months=12).after(began) == over


@given(DAYS, DAYS, SPANS)
def test_the_moment_that_is_asked_for_parts_over_from_kept(
    began: date, today: date, span: Span
) -> None:
    """Every moment of a day is over or none is: days begin in UTC."""
    first = datetime.combine(began, time(), UTC)
    last = datetime.combine(began, time(23, 59, 59, 999999), UTC)
    is_over = span.after(began) <= today

    assert (first < span.before(today)) is is_over
    assert (last < span.before(today)) is is_over


@given(DAYS, SPANS)
def test_nothing_is_kept_shorter_than_was_said(began: date, span: Span) -> None:
    least = timedelta(days=span.days or 28 * span.months)

    assert span.after(began) - began >= least


def test_a_rule_without_a_time_never_ends() -> None:
    endless = [rule for rule in RULES if rule.span is None]

    assert len(endless) == 3
    for rule in endless:
        assert rule.before(date(2099, 1, 1)).year == 1


def test_the_docs_show_the_table_that_the_job_goes_by() -> None:
    assert table() in (ROOT / "docs" / "retention.md").read_text("utf-8")


def test_the_privacy_page_names_each_time_of_the_table() -> None:
    page = (ROOT / "content" / "pages" / "privacy.md").read_text("utf-8")

    assert {str(rule.span) for rule in RULES if rule.span} == {"12 months", "30 days"}
    section = page.split("## How long we keep comments")[1].split("\n## ")[0]
    for line in (
        "Your contact details, until 30 days after we sent you a reply",
        "Your own words, until 12 months after we published an answer or decided",
        "What we publish stays",
        "A comment that nobody has answered stays until somebody has",
        "copies for safety, for at most 30 days",
    ):
        assert line in " ".join(section.split())
    assert "not yet set a date for clearing them" not in page


def test_words_are_kept_as_long_as_a_yearly_report_may_need_them() -> None:
    assert RAW.span == Span(months=12)
