"""Accounts as rows, and the lines that the log keeps of what happens to them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    delete,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.exc import IntegrityError

from localoffer.database.connection import Database, aware
from localoffer.database.tables import accounts, audit, keys, sessions
from localoffer.review.addresses import tidy_email
from localoffer.review.keys import INVITATION

ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Account:
    """Somebody who may come in. What is secret or private is in no message of ours."""

    id: int
    name: str
    roles: frozenset[str]
    created_at: datetime
    email: str = field(repr=False)
    password: str | None = field(repr=False, default=None)
    code_key: str | None = field(repr=False, default=None)
    invited_until: datetime | None = None

    @property
    def has_joined(self) -> bool:
        """Say whether they have chosen a password."""
        return self.password is not None


def by_email(database: Database, email: str) -> Account | None:
    """Return who has an e-mail address, as it was typed; None when nobody has."""
    typed = tidy_email(email)
    return next(iter(_read(database, accounts.c.email == typed)), None)


def by_number(database: Database, number: int) -> Account | None:
    """Return somebody by the number of their account, None when it is closed."""
    return next(iter(_read(database, accounts.c.id == number)), None)


def everybody(database: Database) -> list[Account]:
    """Return all whose accounts are not closed, by name."""
    return sorted(_read(database, true()), key=lambda a: (a.name.casefold(), a.id))


def add(
    connection: Connection, name: str, email: str, roles: frozenset[str], now: datetime
) -> int | None:
    """Add an account without a password; None when the e-mail address has one."""
    row = {"name": name, "email": tidy_email(email), "created_at": now}
    try:
        with connection.begin_nested():
            said = insert(accounts).values(**row, roles=_roles(roles))
            done = connection.execute(said)
    except IntegrityError:
        return None
    assert done.inserted_primary_key is not None  # noqa: S101  for the type checker
    return int(done.inserted_primary_key[0])


def change(connection: Connection, number: int, **values: Any) -> None:
    """Change what an account holds."""
    same = accounts.c.id == number
    connection.execute(update(accounts).where(same).values(**values))


def is_same(connection: Connection, account: Account) -> bool:
    """Say whether somebody's password is still what it was when it was read.

    Their row is held until the end: nobody sets a new password meanwhile.
    """
    query = select(accounts.c.password).where(accounts.c.id == account.id)
    return connection.execute(query.with_for_update()).scalar() == account.password


def name_of(connection: Connection, number: int) -> str:
    """Return how the others know somebody."""
    query = select(accounts.c.name).where(accounts.c.id == number)
    return str(connection.execute(query).scalar_one())


def set_roles(connection: Connection, number: int, roles: frozenset[str]) -> bool:
    """Give somebody these roles; False when nobody would be left to let others in."""
    if ADMINISTRATOR not in roles and not _others_may_lead(connection, number):
        return False
    change(connection, number, roles=_roles(roles))
    return True


def close(connection: Connection, number: int, now: datetime) -> bool:
    """Close an account and forget all of it but its name; False as in `set_roles`.

    The name stands beside what its owner did. The address is free for a new account.
    """
    if not _others_may_lead(connection, number):
        return False
    forgotten = {"email": f"closed {number}", "password": None, "code_key": None}
    change(connection, number, closed_at=now, roles="", **forgotten)
    for table in (sessions, keys):
        connection.execute(delete(table).where(table.c.account_id == number))
    return True


def note(
    connection: Connection, by: str, action: str, detail: str, now: datetime
) -> None:
    """Keep a line of the log: who did what. Names and roles, never an address."""
    row = {"at": now, "by": by[:80], "action": action, "detail": detail[:200]}
    connection.execute(insert(audit).values(**row))


def _others_may_lead(connection: Connection, number: int) -> bool:
    """Say whether an administrator who has joined stays if this account does not.

    Their rows are held until the end: of two who leave at once, the second is told no.
    """
    joined = accounts.c.password.is_not(None) & accounts.c.closed_at.is_(None)
    query = select(accounts.c.id, accounts.c.roles).where(joined).with_for_update()
    rows = connection.execute(query.order_by(accounts.c.id)).all()
    leading = {row.id for row in rows if ADMINISTRATOR in row.roles.split()}
    return number not in leading or len(leading) > 1


def _roles(roles: frozenset[str]) -> str:
    return " ".join(sorted(roles))


def _read(database: Database, which: ColumnElement[bool]) -> list[Account]:
    until = (
        select(func.max(keys.c.expires_at))
        .where(keys.c.account_id == accounts.c.id, keys.c.kind == INVITATION)
        .where(keys.c.used_at.is_(None))
        .correlate(accounts)
        .scalar_subquery()
    )
    query = select(accounts, until.label("invited_until"))
    with database.read() as connection:
        rows = connection.execute(query.where(which, accounts.c.closed_at.is_(None)))
        return [_account(row) for row in rows]


def _account(row: Row[Any]) -> Account:
    until = row.invited_until
    return Account(
        id=row.id,
        name=row.name,
        email=row.email,
        roles=frozenset(row.roles.split()),
        created_at=aware(row.created_at),
        password=row.password,
        code_key=row.code_key,
        invited_until=aware(until) if until else None,
    )
