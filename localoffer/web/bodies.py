"""How much may be posted: more is 413, in a way that browsers live to read."""

from typing import BinaryIO

from flask import Flask, abort, request

MOST_DRAINED = 8 * 1024 * 1024  # bytes
PIECE = 64 * 1024


def register(app: Flask, longest: int) -> None:
    """Refuse bodies that say they are longer than `longest` bytes with 413."""

    def check() -> None:
        length = request.content_length or 0
        if length > longest:
            _drain(request.environ["wsgi.input"], min(length, MOST_DRAINED))
            abort(413)

    app.before_request(check)


def _drain(body: BinaryIO, left: int) -> None:
    """Read a body away: closing on one unread cuts the browser off from the page."""
    while left > 0:
        piece = body.read(min(left, PIECE))
        if not piece:
            return
        left -= len(piece)
