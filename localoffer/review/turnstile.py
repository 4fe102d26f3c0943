"""Whether somebody tries too often at the desk's door."""

from datetime import datetime

from flask import request

from localoffer.database.ledger import LedgerRows
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from localoffer.web.limits import Limit, is_over, key_for, key_of
from localoffer.web.shelf import take


def is_too_often(by_sender: Limit, by_account: Limit, email: str) -> bool:
    """Note one try, and say whether it is one too many, by a sender or for an account.

    An address that has no account is counted like one that has.
    """
    secret, ledger = take(Settings).secret_key, take(LedgerRows)
    sender = key_for(by_sender, request.remote_addr or "", secret, now())
    account = key_of(by_account, email, secret, now())
    over = is_over(by_sender, sender, ledger, now())
    return over or is_over(by_account, account, ledger, now())


def now() -> datetime:
    """Return the time of this request."""
    return take(Clock).now()
