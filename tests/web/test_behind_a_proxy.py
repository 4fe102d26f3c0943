"""With a proxy of the operator's before it, the site believes what that says."""

from pathlib import Path

import pytest
from gunicorn.http.errors import (  # type: ignore[import-untyped]
    InvalidRequestLine,
    LimitRequestHeaders,
    LimitRequestLine,
)

from localoffer.app import from_environment
from localoffer.settings import Settings
from localoffer.web.limits import LOOK_UPS
from localoffer.web.server import refusal
from tests.fresh import fresh_site

UNKNOWN = "/feedback/7K3M-9QTX-2HBA"


def test_senders_and_safety_are_as_the_proxy_says(
    settings: Settings, tmp_path: Path
) -> None:
    with fresh_site(settings, tmp_path, proxies=1) as app:
        client = app.test_client()

        def ask(address: str, path: str = UNKNOWN) -> int:
            forged = f"192.0.2.1, {address}"
            return client.get(path, headers={"X-Forwarded-For": forged}).status_code

        statuses = [ask("203.0.113.1") for _ in range(LOOK_UPS.most + 1)]
        assert statuses[-1] == 429
        assert ask("203.0.113.2") == 404
        assert ask("203.0.113.2", "/metrics") == 404
        safe = client.get("/", headers={"X-Forwarded-Proto": "https"})
        assert "Strict-Transport-Security" in safe.headers
        forged = {"X-Forwarded-Host": "evil.example"}
        assert client.get("/", headers=forged).status_code == 400


def test_the_server_starts_it_from_the_environment(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALOFFER_DATA", str(settings.data))

    assert from_environment().test_client().get("/").status_code == 200


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (LimitRequestLine(9000, 8190), 414),
        (LimitRequestHeaders("Planted"), 431),
        (InvalidRequestLine("Planted"), 400),
        (RuntimeError("Planted"), 500),
    ],
)
def test_a_refusal_repeats_nothing(fault: Exception, status: int) -> None:
    head, _, body = refusal(fault).decode().partition("\r\n\r\n")

    assert head.startswith(f"HTTP/1.1 {status} ")
    assert f"Content-Length: {len(body.encode())}" in head
    assert "Planted" not in head + body
