"""The time, asked of one object so that tests can say what it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def utc_now() -> datetime:
    """Return the time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  the one clock


def day_in_london(moment: datetime) -> date:
    """Return the date in London at a moment."""
    return moment.astimezone(LONDON).date()


@dataclass(frozen=True)
class Clock:
    """Tells the time."""

    now: Callable[[], datetime] = utc_now

    def today(self) -> date:
        """Return the date in London."""
        return day_in_london(self.now())
