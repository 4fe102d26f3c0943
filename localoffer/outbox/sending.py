"""Sends the e-mails that wait: what the worker does with a job of the kind `SEND`.

At least once: a worker that dies between handing a message over and noting it sends
it again. Both copies carry the same Message-ID, so that most mailboxes show one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from localoffer.database.connection import Database
from localoffer.outbox.letters import DIGEST, URGENT, Letter, address_in, compose
from localoffer.outbox.mails import Unsent, find_unsent, mark_sent
from localoffer.outbox.post import Post, RefusedError


@dataclass(frozen=True)
class Words:
    """What a message is said with: translated by its path, and counted afresh."""

    say: Callable[[str, str], str]  # (path, English) to the path's language
    digest: Callable[[], str]


@dataclass(frozen=True)
class Sender:
    """Sends e-mails. Without a server, or the site's address, each stays as it is."""

    database: Database
    post: Post | None
    site: str
    unlock: Callable[[bytes], str | None]
    duty_team: Callable[[], str | None]
    words: Words
    now: Callable[[], datetime]

    def send(self, payload: Mapping[str, str]) -> None:
        """Send one e-mail, once; leave it to the desk when it cannot be sent."""
        unsent = find_unsent(self.database, int(payload["mail"]))
        if unsent is None or self.post is None or not self.site:
            return
        to = self._address(unsent)
        if to is None:
            return
        mail, sentence = unsent.mail, None
        if mail.kind == DIGEST:
            sentence = self.words.digest()
        letter = Letter(unsent.id, mail.kind, mail.path, mail.reference, sentence)
        message = compose(
            letter, self.site, self.now(), lambda text: self.words.say(mail.path, text)
        )
        try:
            self.post.send(message, to)
        except RefusedError:
            return
        mark_sent(self.database, unsent.id, self.now())

    def _address(self, unsent: Unsent) -> str | None:
        """Return whom to write to; None when there is no e-mail address."""
        mail = unsent.mail
        if mail.account_id is not None:
            found: str | None = unsent.email
        elif mail.locked_to is not None:
            found = self.unlock(mail.locked_to)
        else:
            found = self.duty_team() if mail.kind == URGENT else None
        return address_in(found) if found else None
