"""What a request needs is asked for by its type, the time too."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from localoffer.web.clock import Clock, utc_now
from localoffer.web.shelf import put, take


def test_a_thing_is_found_by_its_type() -> None:
    app, clock = Flask("shelf"), Clock()
    put(app, Clock, clock)

    with app.app_context():
        assert take(Clock) is clock


def test_what_was_never_put_is_told_by_name() -> None:
    app = Flask("shelf")
    put(app, str, "x")

    with app.app_context(), pytest.raises(LookupError, match="given no Clock"):
        take(Clock)


def test_what_is_of_another_type_is_told() -> None:
    app = Flask("shelf")
    put(app, str, "x")
    app.extensions["localoffer"][Clock] = "no clock"

    with app.app_context(), pytest.raises(LookupError, match="the Clock is a str"):
        take(Clock)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 1, 23, 59, tzinfo=UTC), date(2026, 12, 1)),
    ],
)
def test_today_is_londons(moment: datetime, day: date) -> None:
    assert Clock(lambda: moment).today() == day


def test_the_time_knows_its_zone() -> None:
    assert utc_now().tzinfo is UTC
