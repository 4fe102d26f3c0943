"""Passwords: which are too weak, and how one is kept so that nobody can read it."""

import re
from dataclasses import dataclass, field
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200  # characters
# What attackers try first, once numbers and signs around it are taken off.
COMMON = frozenset(
    {
        "password", "passwort", "passw0rd", "p4ssword", "letmein", "welcome",
        "qwerty", "qwertyuiop", "azerty", "abc", "abcdef", "admin", "administrator",
        "monkey", "dragon", "sunshine", "princess", "football", "liverpool", "arsenal",
        "chelsea", "changeme", "trustno", "superman", "secret", "mypassword", "master",
        "default", "temporary", "newpassword", "passwordpassword", "test", "testing",
        "localoffer", "parentcarerforum", "carerforum", "send",
        "correcthorsebatterystaple", "whatever", "summer", "winter", "spring",
        "autumn", "iloveyou",
        "january", "february", "march", "april", "june", "july", "august", "september",
        "october", "november", "december", "zaq1xsw2", "1q2w3e4r5t", "1qaz2wsx3edc",
        "qazwsxedc", "starwars", "charlie", "jessica", "michael", "england", "family",
    }
)  # fmt: skip
ROWS = (
    "0123456789012345678901234567890", "9876543210987654321098765432109",
    "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
)  # fmt: skip
FEWEST = 4  # different signs
OWN = 8  # what must be left when a person's own name is taken out
# Of no password: compared with when there is none, so that both take as long.
NOBODY = (
    "$argon2id$v=19$m=19456,t=3,p=1$qGmb7O8hcCun7gVd20FWsQ"
    "$N8BWVjGuU/TjakY0BZLWU9Vl8v4PMixKri+0jLo6wrA"
)


def weakness(password: str, *own: str) -> str | None:
    """Return why a password is refused: short, long, common or own; None if it is not.

    `own` is what others know of its owner: a name, an e-mail address. No mix of kinds
    of signs is asked for: length is what counts.
    """
    said = normalize("NFKC", password).casefold()
    if len(said) < SHORTEST:
        return "short"
    if len(said) > LONGEST:
        return "long"
    if _is_common(said):
        return "common"
    return "own" if _is_own(said, own) else None


def _is_common(said: str) -> bool:
    bare = re.sub(r"[\W_]", "", said)
    core = bare.strip("0123456789")
    known = {bare, core, _unit(bare), _unit(core)} & COMMON
    in_a_row = any(bare and bare in row for row in ROWS)
    return bool(known) or in_a_row or len(set(said)) < FEWEST


def _unit(text: str) -> str:
    """Return what a text repeats: `abab` is twice `ab`."""
    return text[: (text + text).find(text, 1)] if text else ""


def _is_own(said: str, own: tuple[str, ...]) -> bool:
    parts = {p for text in own for p in re.split(r"[\W_]+", text.casefold())}
    left = re.sub(r"[\W_]", "", said)
    whole = len(left)
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= 3:
            left = left.replace(part, "")
    return len(left) < whole and len(left) < OWN


@dataclass(frozen=True)
class Passwords:
    """Locks passwords with argon2id, at the memory that OWASP asks for at least.

    More would let few people at once use up a small server's memory.
    """

    hasher: PasswordHasher = field(
        default_factory=lambda: PasswordHasher(
            time_cost=3, memory_cost=19456, parallelism=1
        )
    )

    def lock(self, password: str) -> str:
        """Return what is kept of a password."""
        return self.hasher.hash(normalize("NFKC", password))

    def opens(self, locked: str | None, password: str) -> bool:
        """Say whether it is the password; where there is none, say no as slowly."""
        try:
            self.hasher.verify(locked or NOBODY, normalize("NFKC", password))
        except (VerificationError, InvalidHashError):
            return False
        return locked is not None

    def is_outdated(self, locked: str) -> bool:
        """Say whether it was locked in an older way than is asked for today."""
        return self.hasher.check_needs_rehash(locked)
