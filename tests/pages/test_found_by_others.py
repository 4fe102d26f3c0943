"""Which pages search engines may list: ours, and nobody's own words."""

import pytest
from flask.testing import FlaskClient

HIDDEN = '<meta name="robots" content="noindex">'


@pytest.mark.parametrize(
    "path", ["/", "/search?q=autism", "/search?q=Sleep", "/services/camhs", "/guides/"]
)
def test_a_page_of_ours_may_be_listed(client: FlaskClient, path: str) -> None:
    text = client.get(path).text

    assert HIDDEN not in text


@pytest.mark.parametrize(
    "path",
    [
        "/search", "/search?q=my+son+has+autism", "/search?q=autism&page=2",
        "/search?q=autism&cost=free", "/search?q=autism&near=MK9+3EJ",
        "/search?q=Self-harm", "/search?q=zzzz", "/list?s=camhs",
    ],
)  # fmt: skip
def test_what_a_parent_asked_may_not(client: FlaskClient, path: str) -> None:
    assert HIDDEN in client.get(path).text


def test_robots_read_a_question_and_no_filters(client: FlaskClient) -> None:
    rules = client.get("/robots.txt").text.splitlines()

    assert "Disallow: /search?*&" in rules
    assert "Disallow: /search" not in rules
