"""A site with published answers in it, seen on a day that is given."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from localoffer.settings import Settings
from tests.database.conftest import cluster, database
from tests.fresh import database_of, fresh_site
from tests.replies.rows import AT, fill

__all__ = ["cluster", "database"]


@pytest.fixture
def empty(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    """A site without any answer, on the day of the rows."""
    url = "https://offer.example"
    with fresh_site(settings, tmp_path, lambda: AT, url=url) as app:
        yield app


@pytest.fixture
def answered(empty: Flask) -> Flask:
    """The same site with a little of everything published."""
    fill(database_of(empty))
    return empty


@pytest.fixture
def reader(answered: Flask) -> FlaskClient:
    return answered.test_client()
