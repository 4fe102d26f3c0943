"""The server's own refusals, before a request reaches the site: plain, and private.

What comes with gunicorn shows its own page, and logs the sender's address and the
line that was asked.
"""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from gunicorn.http.errors import (  # type: ignore[import-untyped]
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
)
from gunicorn.util import write_nonblock  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from localoffer.web.headers import SAFETY

PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    "<title>{title}</title>"
    '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
    '<body><main><h1>{title}</h1><p>{words}</p><p><a href="/">'
    "Go to the first page</a></p></main></body></html>"
)
TOO_LONG = ("That is too much at once", "The address is too long. Ask in fewer words.")
UNREADABLE = ("We could not read that", "Go back and try again.")
BROKEN = ("Something broke on our side", "Please try again in a few minutes.")


class PlainWorker(ThreadWorker):  # type: ignore[misc]
    """Refuses in plain words and logs the kind of a failure, nobody's words."""

    def handle_error(
        self, _req: Any, client: Any, _addr: Any, fault: Exception
    ) -> None:
        """Answer what could not be read."""
        self.log.warning("refused: %s", type(fault).__name__)
        with suppress(OSError):
            write_nonblock(client, refusal(fault))


def refusal(fault: Exception) -> bytes:
    """Return the whole answer to a request that could not be read."""
    status, (title, words) = HTTPStatus.INTERNAL_SERVER_ERROR, BROKEN
    if isinstance(fault, LimitRequestLine):
        status, (title, words) = HTTPStatus.REQUEST_URI_TOO_LONG, TOO_LONG
    elif isinstance(fault, LimitRequestHeaders):
        status, (title, words) = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, UNREADABLE
    elif isinstance(fault, ParseException):
        status, (title, words) = HTTPStatus.BAD_REQUEST, UNREADABLE
    body = PAGE.format(title=title, words=words).encode()
    headers = {
        "Connection": "close",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        **SAFETY,
    }
    lines = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        *map(": ".join, headers.items()),
    )
    return "\r\n".join((*lines, "", "")).encode() + body
