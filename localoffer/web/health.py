"""For operators: alive, ready, and a few figures for this machine only."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, abort, request

from localoffer.web.shelf import take

bp = Blueprint("health", __name__)


@dataclass(frozen=True)
class Checks:
    """What must answer for the site to be ready, by name."""

    checks: dict[str, Callable[[], bool]]


@bp.get("/healthz")
def alive() -> Response:
    """Say that the process is alive."""
    return Response("ok\n", mimetype="text/plain")


@bp.get("/readyz")
def ready() -> Response:
    """Say which parts are ready; 503 when one is not."""
    found = {name: check() for name, check in take(Checks).checks.items()}
    lines = [
        f"{name} {'ok' if good else 'not ready'}\n" for name, good in found.items()
    ]
    status = 200 if all(found.values()) else 503
    return Response("".join(lines), status=status, mimetype="text/plain")


@bp.get("/metrics")
def metrics() -> Response:
    """Give figures in Prometheus' format, to this machine only."""
    # A proxy on this machine speaks for somebody else.
    is_near = request.remote_addr in {"127.0.0.1", "::1"}
    if not is_near or "X-Forwarded-For" in request.headers:
        abort(404)
    lines = ["# TYPE localoffer_ready gauge\n"]
    for name, check in take(Checks).checks.items():
        lines.append(f'localoffer_ready{{part="{name}"}} {int(check())}\n')
    return Response("".join(lines), mimetype="text/plain")
