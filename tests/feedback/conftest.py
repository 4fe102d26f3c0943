"""A site over an empty database, and a browser at its door."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from localoffer.settings import Settings
from tests.fresh import fresh_site


@pytest.fixture
def fresh(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    with fresh_site(settings, tmp_path) as app:
        yield app


@pytest.fixture
def door(fresh: Flask) -> FlaskClient:
    return fresh.test_client()
