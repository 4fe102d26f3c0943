"""What people do to keep their own account safe. Each step asks for the password."""

from dataclasses import dataclass, field
from datetime import datetime

from localoffer.database.connection import Database
from localoffer.review import accounts, keys, people
from localoffer.review.accounts import Account
from localoffer.review.codes import CodeLock, step_of
from localoffer.review.passwords import Passwords


@dataclass(frozen=True)
class NewCodes:
    """A key that was offered to somebody, and the first code made with it."""

    key: str = field(repr=False)
    code: str = field(repr=False)


@dataclass(frozen=True)
class Safety:
    """What it takes to change an account."""

    database: Database
    passwords: Passwords
    codes: CodeLock

    def knows(self, account: Account, password: str) -> bool:
        """Say whether somebody knows the password of an account."""
        return self.passwords.opens(account.password, password)

    def change_password(self, account: Account, password: str, now: datetime) -> str:
        """Set a new password and end all sessions; return the secret of a new one."""
        locked = self.passwords.lock(password)
        with self.database.write() as connection:
            accounts.change(connection, account.id, password=locked)
            people.end_all(connection, account.id)
            keys.drop(connection, account.id, keys.NEW_PASSWORD)
            accounts.note(connection, account.name, "changed the password", "", now)
            return people.begin_session(connection, account.id, now)

    def turn_codes_on(self, account: Account, new: NewCodes, now: datetime) -> bool:
        """Ask for codes from now on, if the first one is right; say whether it was."""
        step = step_of(new.key, new.code, now)
        if step is None:
            return False
        with self.database.write() as connection:
            if not keys.use_code(connection, account.id, step, now):
                return False
            locked = self.codes.lock(new.key)
            accounts.change(connection, account.id, code_key=locked)
            accounts.note(connection, account.name, "turned codes on", "", now)
            return True

    def turn_codes_off(self, account: Account, now: datetime) -> None:
        """Ask for no codes any more."""
        with self.database.write() as connection:
            accounts.change(connection, account.id, code_key=None)
            accounts.note(connection, account.name, "turned codes off", "", now)

    def new_recovery_codes(self, account: Account, now: datetime) -> tuple[str, ...]:
        """Return new recovery codes, to be shown once."""
        with self.database.write() as connection:
            accounts.note(connection, account.name, "made recovery codes", "", now)
            return keys.new_recovery_codes(connection, account.id)

    def recovery_codes_left(self, account: Account) -> int:
        """Return how many recovery codes somebody has left."""
        with self.database.read() as connection:
            return keys.recovery_codes_left(connection, account.id)

    def end_session(self, account: Account, name: str, now: datetime) -> None:
        """End one of somebody's sessions by its name."""
        with self.database.write() as connection:
            people.end_named(connection, account.id, name)
            accounts.note(connection, account.name, "ended a session", "", now)

    def sign_out_everywhere(self, account: Account, now: datetime) -> None:
        """End all of somebody's sessions."""
        with self.database.write() as connection:
            people.end_all(connection, account.id)
            accounts.note(connection, account.name, "signed out everywhere", "", now)
