"""Links in e-mails that let somebody in: kept without a seal, sent with one. Pure.

The table of e-mails holds such a link as long as it waits. Without its seal, which
takes the site's own key, the link opens nothing: whoever reads the table, a copy of
it, or a page that lists it, comes in nowhere.
"""

import base64
import hashlib
import hmac

SEALED = frozenset({"invitation", "new password"})  # kinds of e-mail


def seal(path: str, secret: str) -> str:
    """Return a path with what only the holder of the site's key can add to it."""
    key = f"seal\0{secret}".encode()
    mac = hmac.new(key, path.encode(), hashlib.sha256).digest()
    return f"{path}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def link_in(kind: str, path: str, secret: str) -> str:
    """Return where the link of an e-mail leads, as it is sent: sealed if it must be."""
    return seal(path, secret) if kind in SEALED else path
