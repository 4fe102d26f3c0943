"""Senders are told apart for a day, and nobody is named."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from localoffer.web.limits import COMMENTS, LOOK_UPS, Limit, is_over, key_for

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
SECRET = "a secret"


def key(address: str, limit: Limit = COMMENTS, at: datetime = NOON) -> str:
    return key_for(limit, address, SECRET, at)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.1", "203.0.113.1", True),
        ("203.0.113.1", "203.0.113.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.1", "::ffff:203.0.113.2", False),
        ("::ffff:203.0.113.1", "203.0.113.1", True),
        ("", "no address", True),
    ],
)
def test_a_sender_is_one_household(one: str, other: str, is_same: bool) -> None:
    assert (key(one) == key(other)) is is_same


def test_a_key_lasts_for_a_day_and_for_one_limit() -> None:
    address = "203.0.113.1"

    assert key(address) == key(address, at=NOON + timedelta(hours=11))
    assert key(address) != key(address, at=NOON + timedelta(days=1))
    assert key(address) != key(address, LOOK_UPS)
    assert key(address) != key_for(COMMENTS, address, "another secret", NOON)


@given(st.ip_addresses().map(str))
def test_a_key_holds_no_address(address: str) -> None:
    assert len(key(address)) == 64
    assert set(key(address)) <= set("0123456789abcdef")


class Counted:
    """A ledger that has counted so many uses."""

    def __init__(self, uses: int) -> None:
        self.uses = uses

    def count_and_add(self, _key: str, _now: datetime, _window: timedelta) -> int:
        return self.uses


@pytest.mark.parametrize(("uses", "over"), [(1, False), (20, False), (21, True)])
def test_the_last_use_within_the_limit_is_allowed(uses: int, over: bool) -> None:
    assert is_over(COMMENTS, "key", Counted(uses), NOON) is over
