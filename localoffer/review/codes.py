"""Codes that change every half minute, made by an app on somebody's phone."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import pyotp
from itsdangerous import BadSignature, URLSafeTimedSerializer

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

STEPS = (0, -1, 1)  # clocks may be half a minute apart
SETTING_UP = 30 * 60  # seconds in which a new key must be confirmed


def new_key() -> str:
    """Return a new key, as an app takes it: 160 random bits in base 32."""
    return pyotp.random_base32()


def step_of(key: str, typed: str, now: datetime) -> int | None:
    """Return which half minute a code belongs to, None when it is none of the last."""
    totp, digits = pyotp.TOTP(key), "".join(typed.split())
    for near in STEPS:
        step = totp.timecode(now) + near
        if hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode()):
            return step
    return None


def address_of(key: str, name: str, site: str) -> str:
    """Return the address that an app reads off a QR code."""
    return pyotp.TOTP(key).provisioning_uri(name=name, issuer_name=site)


@dataclass(frozen=True)
class CodeLock:
    """Locks the keys of codes: with the keys for contacts, or one from the site's own.

    A key that was locked in either way opens, so that keys for contacts can be set
    and changed later.
    """

    contact_keys: Sequence[str]
    secret: str

    def lock(self, key: str) -> str:
        """Return what is kept of a key."""
        return self._locks.encrypt(key.encode()).decode()

    def open(self, locked: str) -> str | None:
        """Return the key, None when it was locked with keys that are gone."""
        from cryptography.fernet import InvalidToken  # noqa: PLC0415

        try:
            return self._locks.decrypt(locked.encode()).decode()
        except InvalidToken:
            return None

    def offer(self, account: int) -> str:
        """Return a new key for somebody to confirm, signed, not yet kept anywhere."""
        return str(self._signer.dumps([account, new_key()]))

    def offered(self, signed: str, account: int) -> str | None:
        """Return the key offered to somebody, None if it was not, or long ago."""
        try:
            owner, key = self._signer.loads(signed, max_age=SETTING_UP)
        except (BadSignature, ValueError):
            return None
        return str(key) if owner == account else None

    @property
    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="key of codes")

    @cached_property
    def _locks(self) -> "MultiFernet":
        # Where it is used; it is 7 MB of each web process.
        from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415

        own = hmac.new(self.secret.encode(), b"key of codes", hashlib.sha256).digest()
        keys = [*self.contact_keys, base64.urlsafe_b64encode(own).decode()]
        return MultiFernet([Fernet(key) for key in keys])
