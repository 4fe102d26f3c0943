"""A site with a database of its own, for tests that write."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from localoffer.app import create_app
from localoffer.database.connection import Database
from localoffer.edition.opening import Editions
from localoffer.errors import EditionError
from localoffer.insight.actions import Counting
from localoffer.settings import Settings
from localoffer.web.clock import Clock, utc_now


def later() -> datetime:
    """Return the time a parent sends a form: some seconds after it was shown."""
    return utc_now() + timedelta(seconds=5)


def database_of(app: Flask) -> Database:
    """Return the database that an app writes to."""
    database: Database = app.extensions["localoffer"][Database]
    return database


def counting_of(app: Flask) -> Counting:
    """Return what an app counts with, once it has nothing more to do."""
    counting: Counting = app.extensions["localoffer"][Counting]
    counting.errands.finish()
    return counting


@lru_cache(maxsize=8)
def editions_of(data: Path) -> Editions:
    """Return the editions of a data folder, opened once for every site over it."""
    return Editions(data)


@lru_cache(maxsize=1)
def compiled_templates() -> FileSystemBytecodeCache:
    """Return where templates are kept compiled, so that each is compiled once."""
    return FileSystemBytecodeCache(mkdtemp(prefix="templates-"))


@lru_cache(maxsize=1)
def empty_database() -> bytes:
    """Return the file of an SQLite database with every table and no row."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        database = Database(f"sqlite:///{path}")
        database.migrate()
        database.engine.dispose()
        return path.read_bytes()


@contextmanager
def fresh_site(
    settings: Settings,
    folder: Path,
    now: Callable[[], datetime] = later,
    **changes: Any,
) -> Iterator[Flask]:
    """Give the site of a built edition over an empty database in a folder."""
    changes.setdefault("database_url", f"sqlite:///{folder / 'fresh.db'}")
    app = create_app(replace(settings, **changes), Clock(now))
    app.jinja_env.bytecode_cache = compiled_templates()
    with suppress(EditionError):
        # An edition never changes, so that every site may read the same one.
        own: Editions = app.extensions["localoffer"][Editions]
        own._open = editions_of(own.folder.parent).current()
    database = database_of(app)
    if database.is_sqlite:
        # Migrations are tried in tests/database; here their outcome is copied.
        path = Path(str(database.engine.url.database))
        if not path.exists():
            path.write_bytes(empty_database())
    else:
        database.migrate()
    yield app
    counting_of(app)
    database_of(app).engine.dispose()


def submission_in(client: FlaskClient, address: str = "/feedback") -> str:
    """Return the signed name of a form as it was shown."""
    found = re.search(r'name="submission" value="([^"]+)"', client.get(address).text)
    assert found, "the form carries no submission"
    return found[1]
