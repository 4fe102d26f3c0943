"""Names and e-mail addresses as people type them. Pure."""

import re

LONGEST_NAME, LONGEST_EMAIL = 80, 200
LIKE_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def tidy_name(typed: str) -> str:
    """Return a name as we keep it: one line of what can be seen."""
    seen = "".join(sign if sign.isprintable() else " " for sign in typed)
    return " ".join(seen.split())


def tidy_email(typed: str) -> str:
    """Return an e-mail address as we keep it."""
    return typed.strip().lower()


def is_name(name: str) -> bool:
    """Say whether it is a name that can be kept."""
    return 0 < len(name) <= LONGEST_NAME


def is_email(address: str) -> bool:
    """Say whether an e-mail can be sent to it, as far as can be seen."""
    can_be_seen = address.isprintable() and len(address) <= LONGEST_EMAIL
    return can_be_seen and LIKE_EMAIL.fullmatch(address) is not None
