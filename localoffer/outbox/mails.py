"""What people are told by e-mail: a kind and a link, never a word that was said."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, delete, insert, select, update

from localoffer.database.connection import Database, aware
from localoffer.database.tables import accounts, comments, contacts, mails
from localoffer.outbox.letters import DIGEST, DOORS, KINDS, LINKS, PATH, REPLY
from localoffer.outbox.model import Job
from localoffer.outbox.store import add, find_waiting

SEND = "send mail"  # the kind of job that sends one
DESK = "/desk/"
# A server that is away longer than a job is tried is asked again daily, so long.
AGAIN = timedelta(days=7)


@dataclass(frozen=True)
class Mail:
    """An e-mail to be sent, to an account or to a contact that is locked.

    `path` is where its link leads, below the site's own address, in the language of
    whoever gets it: `/pl/feedback/…`. An urgent one to neither goes to the duty team
    that the area names.
    """

    kind: str
    path: str
    reference: str | None = None
    account_id: int | None = None
    locked_to: bytes | None = None

    def __post_init__(self) -> None:
        """Refuse a kind that has no words, and what is no path: ValueError."""
        if self.kind not in KINDS or not PATH.fullmatch(self.path):
            message = "no such kind of mail, or no path"
            raise ValueError(message)


@dataclass(frozen=True)
class Waiting:
    """An e-mail that was not sent: never to which address, but to whom.

    `path` is None where the link opens a door and is not for everybody's eyes.
    """

    id: int
    kind: str
    to: str
    path: str | None
    reference: str | None
    made_at: datetime


@dataclass(frozen=True)
class Unsent:
    """An e-mail with what is needed to send it."""

    id: int
    mail: Mail
    email: str | None  # of the account, if it is still open


def tell(connection: Connection, mail: Mail, now: datetime) -> None:
    """Keep an e-mail, and leave sending it to the worker."""
    done = connection.execute(insert(mails).values(**asdict(mail), made_at=now))
    assert done.inserted_primary_key is not None  # noqa: S101  for the type checker
    add(connection, _job(done.inserted_primary_key[0]), now)


def find_unsent(database: Database, number: int) -> Unsent | None:
    """Return an e-mail that is still to be sent, None when it is sent or gone."""
    query = (
        select(mails, accounts.c.email, accounts.c.closed_at)
        .join_from(mails, accounts, isouter=True)
        .where(mails.c.id == number, mails.c.sent_at.is_(None))
    )
    with database.read() as connection:
        row = connection.execute(query).first()
    if row is None:
        return None
    mail = Mail(row.kind, row.path, row.reference, row.account_id, row.locked_to)
    return Unsent(row.id, mail, None if row.closed_at else row.email)


def mark_sent(database: Database, number: int, now: datetime) -> None:
    """Note that an e-mail was sent: what it opened is forgotten, a parent is told."""
    with database.write() as connection:
        row = connection.execute(select(mails).where(mails.c.id == number)).first()
        if row is not None and row.sent_at is None:
            _mark(connection, row, now)


def mark_told(database: Database, reference: str, now: datetime) -> bool:
    """Note that a rep replied to a parent in person; False when none was owed."""
    owed = (mails.c.reference == reference) & (mails.c.kind == REPLY)
    query = select(mails).where(owed, mails.c.sent_at.is_(None))
    with database.write() as connection:
        rows = connection.execute(query).all()
        for row in rows:
            _mark(connection, row, now)
    return bool(rows)


def waiting(database: Database, *, doors: bool = False) -> tuple[Waiting, ...]:
    """Return what was not sent, oldest first; `doors`: with the links that open one.

    Show doors only to whoever may invite people.
    """
    query = (
        select(mails, accounts.c.name)
        .join_from(mails, accounts, isouter=True)
        .where(mails.c.sent_at.is_(None))
        .order_by(mails.c.made_at, mails.c.id)
    )
    with database.read() as connection:
        rows = connection.execute(query).all()
    return tuple(_waiting(row, doors=doors) for row in rows)


def send_again(database: Database, now: datetime) -> int:
    """Plan anew what could not be sent of late; return how much of it there is."""
    query = select(mails.c.id).where(
        mails.c.sent_at.is_(None),
        mails.c.made_at >= now - AGAIN,
        mails.c.kind != DIGEST,  # the next one says more
    )
    planned = 0
    with database.write() as connection:
        for number in connection.scalars(query).all():
            if find_waiting(connection, _job(number)) is None:
                add(connection, _job(number), now)
                planned += 1
    return planned


def _job(number: int) -> Job:
    return Job(SEND, {"mail": str(number)})


def _mark(connection: Connection, row: Row[tuple[object, ...]], now: datetime) -> None:
    values = {"sent_at": now} | ({"path": DESK} if row.kind in LINKS else {})
    connection.execute(update(mails).where(mails.c.id == row.id).values(values))
    if row.kind == REPLY:
        of = select(comments.c.id).where(comments.c.reference == row.reference)
        told = update(contacts).where(contacts.c.comment_id.in_(of))
        connection.execute(told.values(told_at=now))


def _waiting(row: Row[tuple[object, ...]], *, doors: bool) -> Waiting:
    path = row.path if doors or row.kind not in DOORS else None
    to = row.name or KINDS[row.kind].to
    return Waiting(row.id, row.kind, to, path, row.reference, aware(row.made_at))


def take_back(connection: Connection, account_id: int, kind: str) -> None:
    """Leave unsent what waits for an account: its link opens nothing any more."""
    same = (mails.c.account_id == account_id) & (mails.c.kind == kind)
    connection.execute(delete(mails).where(same, mails.c.sent_at.is_(None)))
