"""A site over an empty database, at a time that a test can move, and its people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from localoffer.review.door import Door
from localoffer.review.team import Invited, Team
from localoffer.settings import Settings
from tests.fresh import fresh_site, later
from tests.review.steps import PASSWORD, knocking, part
from tests.signed import signed_in


@dataclass
class Watch:
    """A clock that goes on when it is told to."""

    at: datetime = field(default_factory=later)

    def now(self) -> datetime:
        return self.at

    def wait(self, **much: float) -> None:
        self.at += timedelta(**much)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def rep(fresh: Flask) -> FlaskClient:
    return signed_in(fresh, "rep", name="Rita Rep")


@pytest.fixture
def desk(settings: Settings, tmp_path: Path, watch: Watch) -> Iterator[Flask]:
    """The site, with nobody at its desk yet."""
    url = "https://offer.example"
    with fresh_site(settings, tmp_path, watch.now, url=url) as app:
        yield app


@pytest.fixture
def ann(desk: Flask, watch: Watch) -> tuple[str, ...]:
    """Ann Reed has joined: a rep and administrator; her recovery codes."""
    roles = frozenset({"rep", "administrator"})
    invited = Invited("Ann Reed", "ann@forum.example", roles)
    path = part(desk, Team).invite(invited, "a test", watch.now())
    assert path is not None
    token = path.removeprefix("/desk/join/")
    codes = part(desk, Door).join(token, PASSWORD, watch.now())
    assert codes is not None
    return codes


@pytest.fixture
def door(desk: Flask) -> FlaskClient:
    return knocking(desk)
