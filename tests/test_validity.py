"""The check of pages must be able to fail, and must know which page it is about."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests import validity
from tests.conftest import need

BROKEN = "<!doctype html><html lang=en><title>x</title><p><div></p><img src=x>"


@pytest.fixture(autouse=True)
def checker() -> None:
    need(validity.can_check(), "no Java or vnu: scripts/test installs them")


def test_a_broken_page_is_found_with_its_address(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(BROKEN, "utf-8")
    (tmp_path / "one.asked").write_text("GET /broken?", "utf-8")

    faults = validity.faults_in(tmp_path)

    assert any("alt" in fault for fault in faults)
    assert all(fault.startswith("GET /broken?") for fault in faults)


def test_every_page_that_is_fetched_is_kept(
    client: FlaskClient, fetched_pages: Path
) -> None:
    text = client.get("/services/camhs").text

    kept = [page.read_text("utf-8") for page in fetched_pages.glob("*.html")]

    assert text in kept
