"""Years of three kinds, in whole months."""

from datetime import date

import pytest

from localoffer.insight.years import latest, name_of, span_of

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("kind", "year", "words"),
    [
        ("calendar", 2025, "January 2025 to December 2025"),
        ("calendar", 2026, "January 2026 to October 2026"),
        ("school", 2025, "September 2025 to August 2026"),
        ("school", 2026, "September 2026 to October 2026"),
        ("financial", 2025, "April 2025 to March 2026"),
        ("financial", 2026, "April 2026 to October 2026"),
    ],
)
def test_a_year_is_its_months_that_are_over(kind: str, year: int, words: str) -> None:
    span = span_of(kind, year, TODAY)

    assert span
    assert span.words == words


def test_the_year_before_is_as_many_months() -> None:
    span = span_of("school", 2026, TODAY)

    assert span
    assert span.before.months == ("2025-09", "2025-10")


@pytest.mark.parametrize(
    ("kind", "today", "year"),
    [
        ("calendar", date(2026, 1, 31), 2025),
        ("calendar", date(2026, 2, 1), 2026),
        ("school", date(2026, 9, 30), 2025),
        ("school", date(2026, 10, 1), 2026),
        ("financial", date(2026, 4, 30), 2025),
        ("financial", date(2026, 5, 1), 2026),
    ],
)
def test_a_year_begins_once_a_month_of_it_is_over(
    kind: str, today: date, year: int
) -> None:
    assert latest(kind, today) == year
    assert span_of(kind, year, today) is not None
    assert span_of(kind, year + 1, today) is None


def test_years_that_run_over_new_year_are_named_by_both() -> None:
    assert name_of("calendar", 2026) == "2026"
    assert name_of("school", 2026) == "2026 to 2027"
