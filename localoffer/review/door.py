"""Coming in: signing in and out, joining by an invitation, a lost password."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from localoffer.database.connection import Database
from localoffer.outbox.model import Job
from localoffer.outbox.store import add as add_job
from localoffer.review import accounts, keys, people
from localoffer.review.accounts import Account
from localoffer.review.codes import CodeLock, step_of
from localoffer.review.passwords import Passwords, weakness

SEND_LINK = "send a new password's link"  # the kind of job that makes one
NOBODY = "nobody known"
Refusal = Literal["refused", "own"]


@dataclass(frozen=True)
class Tried:
    """What was typed at the door. None of it is in a message of ours."""

    email: str = field(repr=False)
    password: str = field(repr=False)
    code: str = field(repr=False, default="")


@dataclass(frozen=True)
class Door:
    """What it takes to let somebody in."""

    database: Database
    passwords: Passwords
    codes: CodeLock
    secret: str

    def sign_in(self, tried: Tried, now: datetime) -> str | None:
        """Return a new session's secret, None when what was typed lets nobody in.

        Whether there is such an account makes no difference that can be measured.
        """
        account = accounts.by_email(self.database, tried.email)
        locked = account.password if account else None
        is_right = self.passwords.opens(locked, tried.password)
        with self.database.write() as connection:
            is_same = account is not None and accounts.is_same(connection, account)
            if account is None or not is_right or not is_same:
                self._refuse(connection, account, "password", now)
                return None
            if not self._takes(connection, account, tried.code, now):
                self._refuse(connection, account, "code", now)
                return None
            if self.passwords.is_outdated(account.password or ""):
                renewed = self.passwords.lock(tried.password)
                accounts.change(connection, account.id, password=renewed)
            accounts.note(connection, account.name, "signed in", "", now)
            return people.begin_session(connection, account.id, now)

    def sign_out(self, token: str) -> None:
        """End the session of a secret."""
        with self.database.write() as connection:
            people.end_session(connection, token)

    def holder(self, token: str, kind: str, now: datetime) -> Account | None:
        """Return whose link it is, None when it was used or has run out."""
        with self.database.read() as connection:
            number = keys.find(connection, token, kind, now)
        return accounts.by_number(self.database, number) if number else None

    def join(self, token: str, password: str, now: datetime) -> tuple[str, ...] | None:
        """Set the password of whom a link invites; return recovery codes to show once.

        None when the link was used or has run out. Codes of a phone are off: who was
        invited again may have lost it.
        """
        locked = self.passwords.lock(password)
        with self.database.write() as connection:
            number = keys.use(connection, token, keys.INVITATION, now)
            if number is None:
                return None
            self._set(connection, number, locked)
            accounts.change(connection, number, code_key=None)
            self._note(connection, number, "joined", now)
            return keys.new_recovery_codes(connection, number)

    def renew(self, token: str, password: str, now: datetime) -> bool:
        """Set a new password by a link that was sent; False when it opens no more."""
        locked = self.passwords.lock(password)
        with self.database.write() as connection:
            number = keys.use(connection, token, keys.NEW_PASSWORD, now)
            if number is None:
                return False
            self._set(connection, number, locked)
            self._note(connection, number, "set a new password by a link", now)
            return True

    def recover(self, tried: Tried, now: datetime) -> Refusal | None:
        """Set a new password by a recovery code; return why not, None if it is set."""
        account = accounts.by_email(self.database, tried.email)
        locked = self.passwords.lock(tried.password)
        with self.database.write() as connection:
            number = account.id if account and account.has_joined else 0
            if account is None or not keys.has_recovery_code(
                connection, number, tried.code
            ):
                self._refuse(connection, account, "recovery code", now)
                return "refused"
            if weakness(tried.password, account.name, account.email):
                return "own"  # the code is kept for a better password
            if not keys.use_recovery_code(connection, number, tried.code, now):
                return "refused"
            self._set(connection, number, locked)
            done = "set a new password by a recovery code"
            accounts.note(connection, account.name, done, "", now)
            return None

    def ask_for_link(self, email: str, now: datetime) -> None:
        """Have a link sent to whoever has this address, if anybody has.

        The same is written either way, and the worker does the rest: how long it
        takes tells nobody who has an account.
        """
        account = accounts.by_email(self.database, email)
        number = account.id if account and account.has_joined else 0
        with self.database.write() as connection:
            add_job(connection, Job(SEND_LINK, {"account": str(number)}), now)

    def send_link(self, payload: Mapping[str, str], now: datetime) -> None:
        """Make the link that was asked for, and leave an e-mail to be sent."""
        account = accounts.by_number(self.database, int(payload["account"]))
        if account is None:
            return
        with self.database.write() as connection:
            kind = keys.NEW_PASSWORD
            keys.new_link(connection, account.id, kind, now, self.secret)
            accounts.note(connection, account.name, "asked for a link", "", now)

    def _takes(
        self, connection: Connection, account: Account, code: str, now: datetime
    ) -> bool:
        """Say whether a code is right: a phone's, or a recovery code in its place."""
        if account.code_key is None:
            return True
        key = self.codes.open(account.code_key)
        step = step_of(key, code, now) if key else None
        if step is not None:
            return keys.use_code(connection, account.id, step, now)
        is_recovery = keys.use_recovery_code(connection, account.id, code, now)
        if is_recovery:
            used = "used a recovery code"
            accounts.note(connection, account.name, used, "", now)
        return is_recovery

    def _set(self, connection: Connection, number: int, locked: str) -> None:
        """Set a password; every session ends, and every link for a new one."""
        accounts.change(connection, number, password=locked)
        people.end_all(connection, number)
        keys.drop(connection, number, keys.NEW_PASSWORD)

    def _note(
        self, connection: Connection, number: int, done: str, now: datetime
    ) -> None:
        name = accounts.name_of(connection, number)
        accounts.note(connection, name, done, "", now)

    def _refuse(
        self, connection: Connection, account: Account | None, what: str, now: datetime
    ) -> None:
        """Note who was refused: a name only where there is an account, never a try."""
        name = account.name if account else NOBODY
        accounts.note(connection, name, "was refused", f"wrong {what}", now)
