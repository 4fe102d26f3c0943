"""What people are told by e-mail: a kind and a link, never a word that was said."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert

from localoffer.database.tables import mails
from localoffer.outbox.model import Job
from localoffer.outbox.store import add

SEND = "send mail"  # the kind of job that sends one


@dataclass(frozen=True)
class Mail:
    """An e-mail to be sent, to an account or to a contact that is locked.

    `path` is where its link leads, below the site's own address.
    """

    kind: str
    path: str
    reference: str | None = None
    account_id: int | None = None
    locked_to: bytes | None = None


def tell(connection: Connection, mail: Mail, now: datetime) -> None:
    """Keep an e-mail, and leave sending it to the worker."""
    done = connection.execute(insert(mails).values(**asdict(mail), made_at=now))
    assert done.inserted_primary_key is not None  # noqa: S101  for the type checker
    add(connection, Job(SEND, {"mail": str(done.inserted_primary_key[0])}), now)


def take_back(connection: Connection, account_id: int, kind: str) -> None:
    """Leave unsent what waits for an account: its link opens nothing any more."""
    same = (mails.c.account_id == account_id) & (mails.c.kind == kind)
    connection.execute(delete(mails).where(same, mails.c.sent_at.is_(None)))
