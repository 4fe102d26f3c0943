"""The site on a live server, and a phone that looks at it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

HOME: dict[str, Any] = {"locale": "en-GB", "timezone_id": "Europe/London"}


@contextmanager
def serving(app: Any, port: int = 0) -> Iterator[str]:
    """Give the address of an app on this machine, while it is served; 0: any port."""
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def phone_at(
    browser: Browser, site: str, device: dict[str, Any], patience: int = 5000
) -> Iterator[Page]:
    """Give a page on a phone; nothing foreign may be asked for, no script may fail.

    `patience` is how many milliseconds it waits for anything.
    """
    context = browser.new_context(**device, **HOME, base_url=site)
    context.set_default_timeout(patience)
    asked: list[str] = []
    errors: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    foreign = [url for url in asked if not url.startswith((site, "data:", "blob:"))]
    assert not foreign
    assert not errors
