"""Ways in that open once, as rows: links, recovery codes, codes that were used.

Only digests are kept: whoever reads the table comes in nowhere.
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from localoffer.database.tables import accounts, keys
from localoffer.feedback.model import ALPHABET, SLIPS, grouped
from localoffer.outbox.mails import Mail, take_back, tell
from localoffer.outbox.seals import seal
from localoffer.review.people import digest_of

INVITATION = "invitation"
NEW_PASSWORD = "new password"  # noqa: S105  a kind of link
RECOVERY = "recovery"
CODE = "code"
PATHS = {INVITATION: "/desk/join/", NEW_PASSWORD: "/desk/new-password/"}
LASTS = {INVITATION: timedelta(days=7), NEW_PASSWORD: timedelta(hours=1)}
MOST_RECOVERY = 8
SIGNS = 16  # of a recovery code: 80 random bits, written in four groups of four
REMEMBERED = timedelta(minutes=5)  # a used code; it is good for less than two


def new_link(
    connection: Connection, account: int, kind: str, now: datetime, secret: str
) -> str:
    """Return the path of a new link, and leave an e-mail with it to be sent.

    Links of the same kind that were made before open no more.
    """
    drop(connection, account, kind)
    take_back(connection, account, kind)
    kept = PATHS[kind] + secrets.token_urlsafe(32)
    path = seal(kept, secret)
    digest = digest_of(path.removeprefix(PATHS[kind]))
    _add(connection, digest, account, kind, now + LASTS[kind])
    tell(connection, Mail(kind, kept, account_id=account), now)
    return path


def find(connection: Connection, token: str, kind: str, now: datetime) -> int | None:
    """Return whose link it is, None when it was used or has run out."""
    query = select(keys.c.account_id).join(accounts)
    query = query.where(_is_good(digest_of(token), kind, now))
    found = connection.execute(query.where(accounts.c.closed_at.is_(None)))
    return found.scalar_one_or_none()


def use(connection: Connection, token: str, kind: str, now: datetime) -> int | None:
    """Return whose link it is, and let it open nothing more; None as in `find`."""
    account = find(connection, token, kind, now)
    is_first = account is not None and _take(connection, digest_of(token), kind, now)
    return account if is_first else None


def new_recovery_codes(connection: Connection, account: int) -> tuple[str, ...]:
    """Return new recovery codes, to be shown once; the ones before open no more."""
    drop(connection, account, RECOVERY)
    codes = tuple(
        grouped("".join(secrets.choice(ALPHABET) for _ in range(SIGNS)))
        for _ in range(MOST_RECOVERY)
    )
    for code in codes:
        _add(connection, _recovery(account, code), account, RECOVERY, None)
    return codes


def has_recovery_code(connection: Connection, account: int, typed: str) -> bool:
    """Say whether it is one of somebody's recovery codes, and not used yet."""
    same = and_(keys.c.digest == _recovery(account, typed), keys.c.kind == RECOVERY)
    query = select(keys.c.digest).where(same, keys.c.used_at.is_(None))
    return connection.execute(query).first() is not None


def use_recovery_code(
    connection: Connection, account: int, typed: str, now: datetime
) -> bool:
    """Say whether it is one of somebody's recovery codes, and let it open no more."""
    return _take(connection, _recovery(account, typed), RECOVERY, now)


def recovery_codes_left(connection: Connection, account: int) -> int:
    """Return how many recovery codes somebody has left."""
    mine = and_(keys.c.account_id == account, keys.c.kind == RECOVERY)
    query = select(func.count(keys.c.digest)).where(mine, keys.c.used_at.is_(None))
    return int(connection.execute(query).scalar_one())


def use_code(connection: Connection, account: int, step: int, now: datetime) -> bool:
    """Say whether somebody's code of a half minute is used for the first time."""
    digest = digest_of(f"{CODE}\0{account}\0{step}")
    try:
        with connection.begin_nested():
            _add(connection, digest, account, CODE, now + REMEMBERED)
    except IntegrityError:
        return False
    return True


def drop(connection: Connection, account: int, *kinds: str) -> None:
    """Remove somebody's keys of some kinds."""
    mine = and_(keys.c.account_id == account, keys.c.kind.in_(kinds))
    connection.execute(delete(keys).where(mine))


def forget(connection: Connection, now: datetime) -> None:
    """Remove keys that were used or have run out."""
    is_over = or_(keys.c.used_at.is_not(None), keys.c.expires_at < now)
    connection.execute(delete(keys).where(is_over))


def _add(
    connection: Connection, digest: str, account: int, kind: str, until: datetime | None
) -> None:
    row = {"account_id": account, "kind": kind, "expires_at": until}
    connection.execute(insert(keys).values(digest=digest, **row))


def _take(connection: Connection, digest: str, kind: str, now: datetime) -> bool:
    # One statement: of two who come at once with one key, one is first.
    good = _is_good(digest, kind, now)
    return (
        connection.execute(update(keys).where(good).values(used_at=now)).rowcount == 1
    )


def _is_good(digest: str, kind: str, now: datetime) -> ColumnElement[bool]:
    return and_(
        keys.c.digest == digest,
        keys.c.kind == kind,
        keys.c.used_at.is_(None),
        or_(keys.c.expires_at.is_(None), keys.c.expires_at > now),
    )


def _recovery(account: int, typed: str) -> str:
    """Return what is kept of a recovery code, however a person typed it."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(SLIPS)
    return digest_of(f"{RECOVERY}\0{account}\0{signs}")
