"""Both databases, each empty: SQLite in a file, and a PostgreSQL of our own."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from localoffer.database.connection import Database
from tests.conftest import need

NO_SYNC = "-c fsync=off -c full_page_writes=off"


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs, if any."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max(folders, key=lambda f: float(f.parent.name), default=None)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def run(*words: str | Path) -> None:
    """Run a program; the server refuses to be run by root."""
    as_root = ("runuser", "-u", "postgres", "--") if os.getuid() == 0 else ()
    command: Sequence[str] = [*as_root, *map(str, words)]
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=True, stdout=quiet, cwd="/", timeout=60)  # noqa: S603


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The address of a throw-away PostgreSQL on this machine."""
    found = programs()
    need(found is not None, "no PostgreSQL server: scripts/test installs it")
    assert found is not None
    folder, port = Path(tempfile.mkdtemp(prefix="pg")), free_port()
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    run(found / "initdb", "-D", data, "-U", "app", "--auth=trust", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    options = f"-p {port} -c listen_addresses=127.0.0.1 {NO_SYNC}"
    options += f" -c unix_socket_directories={folder}"
    run(
        found / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"
    )
    yield f"postgresql://app@127.0.0.1:{port}/postgres"
    run(found / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database, without tables."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    else:
        database = Database(request.getfixturevalue("cluster"))
        with database.write() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    yield database
    database.engine.dispose()
