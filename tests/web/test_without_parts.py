"""Without an edition or a database the site says so, and does what it still can."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from localoffer.app import create_app
from localoffer.settings import Settings, read_settings
from tests.fresh import database_of, fresh_site

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare(tmp_path: Path) -> Flask:
    """A site on which nobody has run a build yet."""
    return create_app(read_settings({"LOCALOFFER_DATA": str(tmp_path)}, ROOT))


@pytest.fixture
def without_tables(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    with fresh_site(settings, tmp_path) as app:
        database_of(app).migrate("base")
        yield app


@pytest.mark.parametrize("path", ["/", "/pl/search?q=a", "/feedback", "/sitemap.xml"])
def test_without_an_edition_a_page_says_try_again(bare: Flask, path: str) -> None:
    answer = bare.test_client().get(path)

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "<h1" in answer.text


def test_without_an_edition_the_api_says_so_in_json(bare: Flask) -> None:
    answer = bare.test_client().get("/api/search?q=a")

    assert answer.status_code == 503
    assert answer.json["error"]["status"] == 503  # type: ignore[index]


@pytest.mark.parametrize("path", ["/no-such-page", "/static/none", "/desk/x"])
def test_other_failures_need_no_edition(bare: Flask, path: str) -> None:
    assert bare.test_client().get(path).status_code in {403, 404}


def test_a_site_without_an_edition_is_alive_and_not_ready(bare: Flask) -> None:
    client = bare.test_client()

    assert client.get("/healthz").text == "ok\n"
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert "edition not ready" in ready.text
    assert 'localoffer_ready{part="edition"} 0' in client.get("/metrics").text
    assert client.get("/robots.txt").status_code == 200


def test_a_whole_site_is_ready(app: Flask) -> None:
    client = app.test_client()

    assert client.get("/readyz").text == "edition ok\ndatabase ok\n"
    assert 'localoffer_ready{part="database"} 1\n' in client.get("/metrics").text


@pytest.mark.parametrize(
    ("headers", "address"),
    [({}, "203.0.113.5"), ({"X-Forwarded-For": "203.0.113.5"}, "127.0.0.1")],
)
def test_figures_are_for_this_machine_only(
    app: Flask, headers: dict[str, str], address: str
) -> None:
    answer = app.test_client().get(
        "/metrics", headers=headers, environ_overrides={"REMOTE_ADDR": address}
    )

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "path", ["/", "/search?q=speech", "/services/salt-drop-in", "/you-said-we-did"]
)
def test_parents_pages_need_no_database(without_tables: Flask, path: str) -> None:
    assert without_tables.test_client().get(path).status_code == 200


def test_a_comment_without_a_database_keeps_its_words(without_tables: Flask) -> None:
    client = without_tables.test_client()

    answer = client.post("/feedback", data={"words": "Not lost."})

    assert answer.status_code == 503
    assert "Not lost." in answer.text
    assert client.get("/feedback/7K3M-9QTX-2HBA").status_code == 503


def test_a_file_that_is_no_database_is_not_ready(
    settings: Settings, tmp_path: Path
) -> None:
    with fresh_site(settings, tmp_path) as app:
        database_of(app).engine.dispose()
        for path in tmp_path.glob("fresh.db*"):
            path.write_bytes(b"no database at all " * 500)
        client = app.test_client()

        assert client.get("/readyz").status_code == 503
        assert client.get("/").status_code == 200
        assert client.post("/feedback", data={"words": "Kept."}).status_code == 503
