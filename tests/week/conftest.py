"""A site with made-up clubs, and a clock that a test sets."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from localoffer.edition.build import build
from localoffer.settings import Settings, read_settings
from tests.fresh import fresh_site
from tests.week.offer import write_offer
from tests.week.reading import NOON, Watch

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def offer_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("offer")
    content = write_offer(folder)
    named = {"LOCALOFFER_CONTENT": str(content), "LOCALOFFER_DATA": str(folder / "var")}
    settings = read_settings(named, ROOT)
    built = build(settings.content, settings.data)
    assert built.digest, "\n".join(map(str, built.problems))
    return settings


@pytest.fixture(scope="session")
def _watch() -> Watch:
    return Watch()


@pytest.fixture(scope="session")
def offer_app(
    offer_settings: Settings, _watch: Watch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("fresh")
    with fresh_site(offer_settings, folder, _watch.now) as app:
        yield app


@pytest.fixture
def watch(_watch: Watch) -> Watch:
    """The clock of the clubs' site, at noon on Friday 27 November 2026."""
    _watch.moment = NOON
    return _watch


@pytest.fixture
def clubs(offer_app: Flask, watch: Watch) -> FlaskClient:
    return offer_app.test_client()


@pytest.fixture
def page(clubs: FlaskClient) -> Callable[[str], BeautifulSoup]:
    """Return the page of an address."""

    def fetch(address: str) -> BeautifulSoup:
        answer = clubs.get(address)
        assert answer.status_code == 200, address
        return BeautifulSoup(answer.text, "html.parser")

    return fetch
