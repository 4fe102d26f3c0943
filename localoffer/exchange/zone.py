"""The clock changes of London, as calendar programs want to be told of them.

Summer time is from the last Sunday of March to the last Sunday of October, both at one
o'clock Greenwich time: the rule of the zone database for London since 1996. A test
holds it against that database. icalendar's own table puts the spring change an hour
late, and ends.
"""

from datetime import datetime, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from localoffer.web.clock import LONDON

WINTER, SUMMER = timedelta(0), timedelta(hours=1)


def london() -> Timezone:
    """Return the zone; each change stands at the wall clock's time before it."""
    zone = Timezone()
    zone.add("tzid", LONDON.key)
    spring, autumn = TimezoneDaylight(), TimezoneStandard()
    _change(spring, "BST", datetime(1996, 3, 31, 1), WINTER)  # noqa: DTZ001
    _change(autumn, "GMT", datetime(1996, 10, 27, 2), SUMMER)  # noqa: DTZ001
    zone.add_component(spring)
    zone.add_component(autumn)
    return zone


def _change(
    part: TimezoneDaylight | TimezoneStandard,
    name: str,
    first: datetime,
    before: timedelta,
) -> None:
    part.add("tzname", name)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", WINTER if before == SUMMER else SUMMER)
    part.add("dtstart", first)
    rule = {"freq": "yearly", "bymonth": first.month, "byday": "-1su"}
    part.add("rrule", rule)
