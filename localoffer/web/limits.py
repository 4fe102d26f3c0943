"""Limits on posts and look-ups, the same in every process, without addresses kept."""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


class Ledger(Protocol):
    """Keeps when a key was used."""

    def count_and_add(self, key: str, now: datetime, window: timedelta) -> int:
        """Return how often the key was used within the window, this time included."""
        ...


@dataclass(frozen=True)
class Limit:
    """So many uses in a window, for one sender."""

    name: str
    most: int
    window: timedelta


COMMENTS = Limit("comments", 20, timedelta(hours=1))
FOUND = Limit("found", 120, timedelta(hours=1))  # a school may share one address
LOOK_UPS = Limit("look-ups", 30, timedelta(minutes=10))
# At the desk's door, by sender (a forum's office may share an address) and by account.
SIGN_INS = Limit("sign-ins", 40, timedelta(minutes=10))
SIGN_INS_TO_ONE = Limit("sign-ins to one", 10, timedelta(hours=1))
LOST = Limit("lost", 20, timedelta(hours=1))
LOST_BY_ONE = Limit("lost by one", 5, timedelta(hours=1))


def key_for(limit: Limit, address: str, secret: str, now: datetime) -> str:
    """Return a key that tells senders apart for one day and names nobody.

    IPv6 addresses count by their /64, which is one household.
    """
    return key_of(limit, _household(address), secret, now)


def key_of(limit: Limit, name: str, secret: str, now: datetime) -> str:
    """Return a key for whatever is counted apart: it tells nobody what that was."""
    salt = f"{secret}\0{now.date().isoformat()}".encode()
    said = f"{limit.name}\0{name}".encode()
    return hmac.new(salt, said, hashlib.sha256).hexdigest()


def is_over(limit: Limit, key: str, ledger: Ledger, now: datetime) -> bool:
    """Note one use, and say whether it is one too many."""
    return ledger.count_and_add(key, now, limit.window) > limit.most


def _household(address: str) -> str:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    # An IPv4 sender, as a socket for both kinds writes it: one household each.
    if ip.ipv4_mapped is not None:
        return str(ip.ipv4_mapped)
    return str(ipaddress.ip_network((ip, 64), strict=False))
