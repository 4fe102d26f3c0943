"""A site over an empty database, and what it has counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from localoffer.settings import Settings
from tests.fresh import fresh_site


@pytest.fixture
def fresh(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    with fresh_site(settings, tmp_path) as app:
        yield app
