"""Our own access log: a method, a rule, a status, milliseconds, a request's id.

Never a query string, a reference, a list or an address: what people ask is private.
"""

import json
import logging
import secrets
import sys
import time

from flask import Flask, Response, g, request

log = logging.getLogger("localoffer.access")


def register(app: Flask) -> None:
    """Log each answer of an app as one line of JSON on the error stream."""
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    g.started = time.perf_counter()
    g.request_id = secrets.token_hex(8)


def _end(response: Response) -> Response:
    rule = request.url_rule.rule if request.url_rule else "none"
    began = g.get("started", time.perf_counter())
    row = {
        "method": request.method if request.method in _METHODS else "other",
        "route": rule,
        "status": response.status_code,
        "ms": round((time.perf_counter() - began) * 1000, 1),
        "request": g.get("request_id", ""),
    }
    log.info(json.dumps(row))
    response.headers["X-Request-Id"] = row["request"]
    return response


_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"}
