"""A site over an empty database, with people signed in at its desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from localoffer.settings import Settings
from tests.fresh import fresh_site
from tests.signed import signed_in


@pytest.fixture
def fresh(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    with fresh_site(settings, tmp_path) as app:
        yield app


@pytest.fixture
def rep(fresh: Flask) -> FlaskClient:
    return signed_in(fresh, "rep", name="Rita Rep")
