"""A site over an empty database, and a browser at its door."""

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def door(fresh: Flask) -> FlaskClient:
    return fresh.test_client()
