"""Whether a post comes from our own pages, told by its headers alone."""

import re
from urllib.parse import urlsplit

from flask import Flask, abort, request

from localoffer.web.hosts import LOOPBACK

SAFE = {"GET", "HEAD", "OPTIONS"}


def register(app: Flask, url: str) -> None:
    """Refuse posts from other origins with 403; `url` is the site's own, or empty."""

    def check() -> None:
        if request.method not in SAFE and not _is_ours(url):
            abort(403)

    app.before_request(check)


def _is_ours(url: str) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is None:
        # Old browsers send neither: the public form may be posted, the desk not.
        return not request.path.startswith("/desk")
    return origin in {_own(url), _loopback()}


def _own(url: str) -> str | None:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if url else None


def _loopback() -> str | None:
    """Return the origin of this machine's own pages, None for any other host."""
    name = re.sub(r":[0-9]+$", "", request.host)
    return f"{request.scheme}://{request.host}" if name in LOOPBACK else None
