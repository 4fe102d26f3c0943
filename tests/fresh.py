"""A site with a database of its own, for tests that write."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from localoffer.app import create_app
from localoffer.database.connection import Database
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
    database_of(app).migrate()
    yield app
    counting_of(app)
    database_of(app).engine.dispose()


def submission_in(client: FlaskClient, address: str = "/feedback") -> str:
    """Return the signed name of a form as it was shown."""
    found = re.search(r'name="submission" value="([^"]+)"', client.get(address).text)
    assert found, "the form carries no submission"
    return found[1]
