"""A site that knows its address, with paper of its own, and a press for it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader

from localoffer.cli.bench import Bench
from localoffer.outbox.worker import run_due
from localoffer.pages.workshop import Workshop
from localoffer.paper.actions import Paper
from localoffer.paper.choice import Choice
from localoffer.paper.files import PaperFile
from localoffer.paper.press import can_press, press
from localoffer.settings import Settings
from tests.conftest import need
from tests.fresh import database_of, fresh_site
from tests.live import serving

ADDRESS = "https://offer.example"


@pytest.fixture(scope="session", autouse=True)
def pango() -> None:
    need(can_press(), "no Pango: scripts/test installs it")


@dataclass(frozen=True)
class Printed:
    """A PDF with its reader."""

    file: PaperFile
    reader: PdfReader


Make = Callable[[Choice], Printed]


def copied(settings: Settings, folder: Path) -> Settings:
    """Return settings of the same edition in a data folder of its own."""
    shutil.copytree(settings.data / "editions", folder / "data" / "editions")
    return replace(settings, data=folder / "data", url=ADDRESS, meaning=False)


@pytest.fixture(scope="session")
def known(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a site that knows its address."""
    return copied(settings, tmp_path_factory.mktemp("known"))


@pytest.fixture(scope="session")
def known_app(known: Settings) -> Iterator[Flask]:
    with fresh_site(known, known.data, url=ADDRESS) as app:
        yield app


@pytest.fixture(scope="session")
def make(known_app: Flask) -> Make:
    """Make a choice's PDF; the same one is made once."""
    shop, made = Workshop(known_app, press), dict[Choice, Printed]()

    def make(choice: Choice) -> Printed:
        if choice not in made:
            file = shop.make(choice)
            assert file is not None
            made[choice] = Printed(file, PdfReader(file.path))
        return made[choice]

    return make


@pytest.fixture(scope="session")
def known_site(known_app: Flask) -> Iterator[str]:
    """The address of that site on a live server."""
    with serving(known_app) as address:
        yield address


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    """Settings of a site with no paper yet."""
    return copied(settings, tmp_path)


@pytest.fixture
def own_app(own: Settings, tmp_path: Path) -> Iterator[Flask]:
    with fresh_site(own, tmp_path, url=ADDRESS) as app:
        yield app


def paper_of(app: Flask) -> Paper:
    """Return an app's way to paper."""
    paper: Paper = app.extensions["localoffer"][Paper]
    return paper


@pytest.fixture
def bench(own: Settings, own_app: Flask) -> Iterator[Bench]:
    """The worker of that site."""
    bench = Bench(own, paper_of(own_app))
    yield bench
    if "shop" in vars(bench):
        database_of(bench.shop.app).engine.dispose()


@pytest.fixture
def run(own_app: Flask, bench: Bench) -> Callable[[], int]:
    """Run the jobs that are due; return how many."""
    paper = paper_of(own_app)
    return lambda: run_due(paper.database, bench.handlers, paper.now)
