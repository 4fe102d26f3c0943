"""Who may come in: inviting people, their roles, and closing an account."""

from dataclasses import dataclass
from datetime import datetime

from localoffer.database.connection import Database
from localoffer.review import accounts, keys
from localoffer.review.accounts import Account
from localoffer.review.keys import INVITATION


@dataclass(frozen=True)
class Invited:
    """Somebody to invite, and with which roles."""

    name: str
    email: str
    roles: frozenset[str]


@dataclass(frozen=True)
class Team:
    """What an administrator may do. `by` is always who does it."""

    database: Database
    secret: str

    def invite(self, invited: Invited, by: str, now: datetime) -> str | None:
        """Add somebody; return the path that lets them in, None if they are here."""
        with self.database.write() as connection:
            name, email, roles = invited.name, invited.email, invited.roles
            number = accounts.add(connection, name, email, roles, now)
            if number is None:
                return None
            detail = f"{name}: {' '.join(sorted(roles))}"
            accounts.note(connection, by, "invited", detail, now)
            return keys.new_link(connection, number, INVITATION, now, self.secret)

    def invite_again(self, account: Account, by: str, now: datetime) -> str:
        """Return a new path that lets somebody in; the one before opens no more.

        Who has a password keeps it until the path is used.
        """
        with self.database.write() as connection:
            accounts.note(connection, by, "invited again", account.name, now)
            return keys.new_link(connection, account.id, INVITATION, now, self.secret)

    def change_roles(
        self, account: Account, roles: frozenset[str], by: str, now: datetime
    ) -> bool:
        """Give somebody these roles; False if no administrator would be left."""
        with self.database.write() as connection:
            if not accounts.set_roles(connection, account.id, roles):
                return False
            detail = f"{account.name}: {' '.join(sorted(roles)) or 'none'}"
            accounts.note(connection, by, "changed roles", detail, now)
            return True

    def close(self, account: Account, by: str, now: datetime) -> bool:
        """Close an account; False if no administrator would be left."""
        with self.database.write() as connection:
            if not accounts.close(connection, account.id, now):
                return False
            accounts.note(connection, by, "closed an account", account.name, now)
            return True
