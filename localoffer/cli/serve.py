"""`localoffer serve`: the production server, and the worker beside it."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

import click

from localoffer.cli.config import settings_now
from localoffer.database.connection import Database
from localoffer.settings import Settings, ensure_secret_key

# Set before Python starts: one thread of numpy a request is enough, and libraries
# that open threads of their own can hang after a fork.
QUIET = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
SELF = (sys.executable, "-P", "-c", "from localoffer.cli import main; main()")
LAST_WAIT = 10  # seconds for a child to end


@click.command(epilog="Example: localoffer serve --port 8000")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on."
)
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def serve(host: str, port: int) -> None:
    """Serve the site until told to stop."""
    settings = settings_now()
    ensure_secret_key(settings.data)
    Database(settings.database_url).migrate()
    environment = {**os.environ, **QUIET}
    web = subprocess.Popen(server_command(settings, host, port), env=environment)  # noqa: S603
    worker = subprocess.Popen([*SELF, "work"], env=environment)  # noqa: S603

    def stop(_signal: int, _frame: FrameType | None) -> None:
        web.terminate()

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, stop)
    code = _watch(web, worker, environment)
    sys.exit(code)


def server_command(settings: Settings, host: str, port: int) -> Sequence[str]:
    """Return what starts the web processes."""
    return (
        sys.executable, "-P", "-m", "gunicorn", "localoffer.app:from_environment()",
        "--bind", f"{host}:{port}",
        "--worker-class", "localoffer.web.server.PlainWorker",
        "--workers", str(settings.workers),
        "--threads", str(settings.threads),
        "--no-control-socket",
        "--limit-request-line", "8190",
        "--timeout", "30",
        "--graceful-timeout", "10",
        "--log-level", "warning",
    )  # fmt: skip


def _watch(
    web: "subprocess.Popen[bytes]",
    worker: "subprocess.Popen[bytes]",
    environment: dict[str, str],
) -> int:
    """Wait for the server to end; start the worker again whenever it ends first."""
    while True:
        try:
            code = web.wait(timeout=5)
        except subprocess.TimeoutExpired:
            if worker.poll() is not None:
                worker = subprocess.Popen([*SELF, "work"], env=environment)  # noqa: S603
            continue
        worker.terminate()
        try:
            worker.wait(timeout=LAST_WAIT)
        except subprocess.TimeoutExpired:
            worker.kill()
        return code
