"""What an e-mail says: one plain sentence, a link and a reference. Pure.

Nothing that anybody wrote is ever in one: who reads over a shoulder, or in a mailbox
that others share, learns that there is something to read, and no more.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from localoffer.outbox.seals import SEALED

REPLY = "reply"  # to a parent who left an address
DIGEST = "digest"
URGENT = "urgent"


@dataclass(frozen=True)
class Kind:
    """What one kind of e-mail says, and who gets it where that is no account."""

    subject: str
    sentence: str
    to: str = "a person at the desk"


def _(text: str) -> str:
    """Mark words that parents read, for the translators."""
    return text


KINDS: Mapping[str, Kind] = {
    DIGEST: Kind("Comments from families", "There are comments from families to read."),
    URGENT: Kind(
        "Urgent: please read a comment now",
        "A comment has words about harm in it. Please read it now.",
        "the duty team",
    ),
    "invitation": Kind(
        "Your way in to the desk", "You are invited to the desk of the local offer."
    ),
    "new password": Kind(
        "A new password for the desk",
        "Somebody asked for a new password for you. If it was not you, do nothing.",
    ),
    REPLY: Kind(
        _("There is a reply to your comment"),
        _("There is a reply to the comment that you sent us."),
        "a parent",
    ),
    "question": Kind(
        "A question about your page in the local offer",
        "We have a question about what the local offer says of your service.",
        "a provider",
    ),
    "answer asked": Kind(
        "Families ask: please write an answer",
        "You are asked to write an answer to what families told us.",
        "whoever was asked for an answer",
    ),
}
# Their links let whoever holds one in; only who may invite people may see them.
DOORS = SEALED
# Their links are good for something by themselves: forgotten when sent, never exported.
LINKS = DOORS | {"answer asked", "question"}
ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
LONGEST_ADDRESS = 254
PATH = re.compile(r"/(?!/)[!-~]*")  # one line, nothing that ends a header or a link


@dataclass(frozen=True)
class Letter:
    """An e-mail with all that it says. `number` is the same if it is sent again."""

    number: int
    kind: str
    path: str
    reference: str | None
    sentence: str | None = None  # instead of what its kind says


def address_in(text: str) -> str | None:
    """Return the one e-mail address in a contact, None when there is not just one.

    A parent may have written a telephone number, or a sentence with both.
    """
    words = (word.strip("<>()[],;:.\"'") for word in text.split())
    found = {word for word in words if ADDRESS.fullmatch(word)}
    found = {word for word in found if len(word) <= LONGEST_ADDRESS}
    return found.pop() if len(found) == 1 else None


def compose(
    letter: Letter, site: str, now: datetime, say: Callable[[str], str] = _
) -> EmailMessage:
    """Return the message, without sender and receiver; `say` translates.

    ValueError when the path is none: nothing may come into a message by it.
    """
    if not PATH.fullmatch(letter.path):
        message = "not a path"
        raise ValueError(message)
    kind = KINDS[letter.kind]
    message_ = EmailMessage(policy=SMTP)
    message_["Subject"] = say(kind.subject)
    message_["Date"] = format_datetime(now)
    host = urlsplit(site).hostname or "localhost"
    message_["Message-ID"] = f"<mail-{letter.number}@{host}>"
    message_["Auto-Submitted"] = "auto-generated"
    lines = [letter.sentence or say(kind.sentence), "", f"{site}{letter.path}"]
    if letter.reference:
        lines += ["", f"{say(_('Your reference is:'))} {letter.reference}"]
    message_.set_content("\n".join(lines) + "\n", cte="quoted-printable")
    return message_


def language_of(path: str, languages: tuple[str, ...]) -> str:
    """Return the language of a page by its path: the first is the site's own."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in languages else languages[0]
