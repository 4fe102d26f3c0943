"""A site that can go away and come back, and a phone that keeps things."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from localoffer.settings import Settings
from tests.fresh import fresh_site
from tests.live import phone_at, serving

ROOT = Path(__file__).parents[2]
WAIT = 60_000  # milliseconds; a busy machine makes a pack in seconds

Environ = dict[str, Any]
Start = Callable[..., Any]
Fault = Callable[[Flask, Environ, Start], Iterable[bytes]]


@dataclass
class Harbour:
    """A live server that keeps its port while it is away."""

    app: Flask
    port: int = 0
    open: ExitStack = field(default_factory=ExitStack)
    asked: list[str] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)  # bytes of bodies, by path
    faults: dict[str, Fault] = field(default_factory=dict)  # by the path's beginning

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def come(self) -> None:
        """Listen, on the port of before."""
        url = self.open.enter_context(serving(self._answer, self.port))
        self.port = int(url.rsplit(":", 1)[1])

    def go(self) -> None:
        """Close the port: nobody listens there any more."""
        self.open.close()

    def _answer(self, environ: Environ, start: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        fault = next(
            (f for begun, f in self.faults.items() if path.startswith(begun)), None
        )
        if fault:
            return fault(self.app, environ, start)
        body = b"".join(self.app(environ, start))
        self.sent[path] = self.sent.get(path, 0) + len(body)
        return [body]


def is_gone(_app: Flask, _environ: Environ, start: Start) -> Iterable[bytes]:
    """Answer 404."""
    start("404 Not Found", [("Content-Type", "text/plain")])
    return [b"gone"]


def is_cut_off(app: Flask, environ: Environ, start: Start) -> Iterable[bytes]:
    """Say how long the answer is, send half of it, and close."""
    body = b"".join(app(environ, start))
    return [body[: len(body) // 2]]


@dataclass(frozen=True)
class Phone:
    """A phone with one page open."""

    context: BrowserContext
    page: Page
    harbour: Harbour

    def open(self, path: str) -> Page:
        self.page.goto(self.harbour.url + path)
        return self.page

    def keep(self, path: str) -> Page:
        """Tap Keep on a page, and wait until it says that it is kept."""
        page = self.open(path)
        page.locator("[data-keep] button").click()
        said = page.locator("[data-keep] [role=status]")
        said.filter(has_text="Kept on this phone").wait_for(timeout=WAIT)
        return page

    def keep_all(self, prefix: str = "") -> Page:
        """Tap "Keep the whole local offer", and wait until it is."""
        page = self.open(prefix + "/offline")
        page.locator("[data-do=offer]").click()
        page.locator("[data-part=search]").wait_for(state="visible", timeout=WAIT)
        return page

    def stored(self) -> dict[str, list[str]]:
        """Return every address in every cache."""
        found: dict[str, list[str]] = self.page.evaluate(CACHED)
        return found

    def until(self, script: str, arg: str = "") -> None:
        """Return when a script says so; the worker works on behind the page."""
        end = time.monotonic() + WAIT / 1000
        while not self.page.evaluate(script, arg):
            assert time.monotonic() < end, "it never came"

    def has_nothing(self) -> bool:
        nothing: list[int] = self.page.evaluate(STORED)
        return not any(nothing)


CACHED = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const keys = await (await caches.open(name)).keys();
    found[name] = keys.map(({url}) => new URL(url).pathname);
  }
  return found;
}"""
STORED = """async () => [
  (await caches.keys()).length,
  localStorage.length,
  sessionStorage.length,
  (await indexedDB.databases()).length,
  (await navigator.serviceWorker.getRegistrations()).length,
  document.cookie.length,
]"""


@pytest.fixture(scope="session")
def afloat(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    """The site of the real content, for all tests: its packs are made once."""
    folder = tmp_path_factory.mktemp("afloat")
    with fresh_site(settings, folder, meaning=False) as app:
        yield app


@pytest.fixture
def harbour(afloat: Flask) -> Iterator[Harbour]:
    harbour = Harbour(afloat)
    harbour.come()
    yield harbour
    harbour.go()


@pytest.fixture
def phone(browser: Browser, drives: Playwright, harbour: Harbour) -> Iterator[Phone]:
    """A phone 320 pixels wide; no foreign address asked for, no script error."""
    device = drives.devices["Galaxy S9+"]
    with phone_at(browser, harbour.url, device, patience=10_000) as page:
        yield Phone(page.context, page, harbour)
