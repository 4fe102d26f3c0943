"""What can happen to a comment: it is sent, and it is asked after."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from itsdangerous import BadSignature, URLSafeTimedSerializer

from localoffer.database.connection import Database
from localoffer.feedback import store
from localoffer.feedback.model import QUICKEST, Comment, Receipt, Said, new_reference

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

SALT = "submission"


@dataclass(frozen=True)
class Sent:
    """A form that was filled in and found good."""

    said: Said
    about: str | None
    language: str
    contact: str
    submission: str
    trap: str
    topic: str | None = None
    kind: str = "comment"
    voice: str = "parent"
    feeling: str | None = None
    may_publish: bool | None = None
    urgent: bool = False
    source: str = "form"


def _sent_as(name: str, sent: Sent) -> str:
    """Return what makes a post one and the same: its form, words and choices.

    Whoever goes back and writes something else has sent something else; who now says
    that her words may not be published, too.
    """
    words = [part for prompt, text in sent.said for part in (prompt, text)]
    choices = (sent.about, sent.kind, sent.feeling, sent.may_publish)
    parts = (name, *words, sent.contact, *map(str, choices))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class Submissions:
    """Signed, timed, random names for forms, so that one form is one comment."""

    def __init__(self, secret: str) -> None:
        """Take the site's secret key."""
        self.signer = URLSafeTimedSerializer(secret, salt=SALT)

    def new(self) -> str:
        """Return a fresh name."""
        return str(self.signer.dumps(secrets.token_urlsafe(16)))

    def read(self, signed: str) -> tuple[str, datetime] | None:
        """Return the name and when it was given (UTC), or None when it is not ours."""
        try:
            name, at = self.signer.loads(signed, return_timestamp=True)
        except BadSignature:
            return None
        return str(name), at


class ContactLock:
    """Locks contact details with the newest of the operator's keys."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take keys, newest first; without any, nothing is asked or kept."""
        self.keys = _locks(keys) if keys else None

    @property
    def is_open(self) -> bool:
        """Say whether the form may ask for contact details."""
        return self.keys is not None

    def lock(self, contact: str) -> bytes | None:
        """Return the locked details, or None when there is nothing to keep."""
        if self.keys is None or not contact:
            return None
        return self.keys.encrypt(contact.encode())

    def unlock(self, locked: bytes) -> str | None:
        """Return the details as they were written; None when no key of ours fits."""
        if self.keys is None:
            return None
        from cryptography.fernet import InvalidToken  # noqa: PLC0415  as below

        try:
            return self.keys.decrypt(locked).decode()
        except InvalidToken:
            return None


def _locks(keys: Sequence[str]) -> "MultiFernet":
    # Where there is a key; it is 7 MB of each web process.
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415

    return MultiFernet([Fernet(key) for key in keys])


@dataclass(frozen=True)
class Desk:
    """What is needed to keep a comment."""

    database: Database
    submissions: Submissions
    contacts: ContactLock

    def submit(self, sent: Sent, now: datetime) -> str:
        """Keep what was sent and return its reference."""
        named = self.submissions.read(sent.submission)
        name = named[0] if named else secrets.token_urlsafe(16)
        seconds = (now - named[1]).total_seconds() if named else 0.0
        comment = Comment(
            reference=new_reference(secrets.choice),
            submission=_sent_as(name, sent),
            said=sent.said,
            about=sent.about,
            topic=sent.topic,
            kind=sent.kind,
            voice=sent.voice,
            feeling=sent.feeling,
            may_publish=sent.may_publish,
            urgent=sent.urgent,
            source=sent.source,
            language=sent.language,
            created_at=now,
            suspected=bool(sent.trap) or seconds < QUICKEST,
        )
        return store.keep(self.database, comment, self.contacts.lock(sent.contact))

    def receipt(self, reference: str) -> Receipt | None:
        """Return where a comment has got to."""
        return store.receipt(self.database, reference)
