"""The headers of every answer: safety, caching, and a smaller form."""

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert
from werkzeug.test import TestResponse

from localoffer.database.tables import replies
from localoffer.settings import Settings
from localoffer.web import headers
from localoffer.web.clock import utc_now
from tests.fresh import database_of, fresh_site
from tests.replies.rows import reply_row

SAFETY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; worker-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "geolocation=(self), camera=(), microphone=(), browsing-topics=()"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# What an answer may carry besides; anything new has to be thought about.
MAY = {
    "Access-Control-Allow-Origin", "Allow", "Cache-Control", "Content-Encoding",
    "Content-Length", "Content-Type", "Date", "ETag", "Location", "Retry-After",
    "Vary", "X-Request-Id", "Link",
}  # fmt: skip
PUBLIC = ("/", "/pl/", "/search?q=speech", "/topics/", "/services/salt-drop-in")
MACHINES = ("/api/search?q=speech", "/api/topics", "/sitemap.xml", "/robots.txt")
PRIVATE = (
    "/feedback", "/pl/feedback", "/feedback?about=salt-drop-in", "/feedback/x",
    "/feedback?reference=x", "/found", "/ur/found?found=no&about=sleep",
    "/desk/", "/desk/x", "/healthz", "/readyz", "/metrics",
)  # fmt: skip


def static_in(client: FlaskClient) -> str:
    found = re.search(r'href="(/static/site\.[^"]+)"', client.get("/").text)
    assert found is not None
    return found[1]


def packed(client: FlaskClient, path: str, encoding: str) -> TestResponse:
    return client.get(path, headers={"Accept-Encoding": encoding})


def unpacked(answer: TestResponse) -> bytes:
    encoding = answer.headers.get("Content-Encoding")
    if encoding == "br":
        return bytes(brotli.decompress(answer.data))
    return gzip.decompress(answer.data) if encoding == "gzip" else answer.data


@pytest.mark.parametrize(
    "path", [*PUBLIC, *MACHINES, *PRIVATE, "/no-such-page", "/api/none", "static"]
)
def test_every_answer_carries_the_safety_headers_and_no_cookie(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(static_in(client) if path == "static" else path)

    names = {name for name, _ in answer.headers}
    assert {name: answer.headers.get(name) for name in SAFETY} == SAFETY
    assert names - set(SAFETY) <= MAY
    assert "Set-Cookie" not in names
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_refused_post_carries_them_too(client: FlaskClient) -> None:
    answer = client.post("/feedback", headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert {name: answer.headers.get(name) for name in SAFETY} == SAFETY
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_a_safe_connection_is_held_to_it(client: FlaskClient) -> None:
    safe = client.get("/", base_url="https://localhost")

    assert safe.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in client.get("/").headers


@pytest.mark.parametrize("path", PRIVATE)
def test_what_is_private_is_never_kept(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers


@pytest.mark.parametrize("path", [*PUBLIC, *MACHINES])
def test_a_public_page_is_asked_for_again_and_not_sent_twice(
    client: FlaskClient, path: str
) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]

    again = client.get(path, headers={"If-None-Match": tag})

    assert first.headers["Cache-Control"] == "public, no-cache"
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["Cache-Control"] == "public, no-cache"


def test_a_tag_is_of_one_language_encoding_and_question(client: FlaskClient) -> None:
    answers = [
        packed(client, path, encoding)
        for path in ("/", "/pl/", "/ur/", "/search?q=a", "/search?q=b")
        for encoding in ("br", "gzip", "identity")
    ]

    tags = [answer.headers["ETag"] for answer in answers]
    assert len(set(tags)) == len(tags)
    assert {answer.headers["Vary"] for answer in answers} == {
        "Accept-Encoding, Accept-Language"
    }


def test_a_tag_changes_with_the_day(settings: Settings, tmp_path: Path) -> None:
    days = [datetime(2026, 7, 1, 22, 59, tzinfo=UTC)]
    with fresh_site(settings, tmp_path, lambda: days[0]) as app:
        client = app.test_client()
        before = client.get("/").headers["ETag"]
        days[0] = datetime(2026, 7, 1, 23, 1, tzinfo=UTC)  # past midnight in London

        assert client.get("/").headers["ETag"] != before


def test_a_tag_changes_with_a_published_answer(
    settings: Settings, tmp_path: Path
) -> None:
    with fresh_site(settings, tmp_path) as app:
        before = app.test_client().get("/").headers["ETag"]
        with database_of(app).write() as connection:
            connection.execute(insert(replies), [reply_row(published_at=utc_now())])
    with fresh_site(settings, tmp_path) as app:
        assert app.test_client().get("/").headers["ETag"] != before


@pytest.mark.parametrize("path", ["/", "/ur/topics/", "/api/topics", "static"])
def test_each_encoding_holds_the_same(client: FlaskClient, path: str) -> None:
    path = static_in(client) if path == "static" else path
    answers = [packed(client, path, e) for e in ("br", "gzip", "identity")]

    assert [a.headers.get("Content-Encoding") for a in answers] == ["br", "gzip", None]
    assert len({unpacked(answer) for answer in answers}) == 1
    sizes = [len(answer.data) for answer in answers]
    assert sizes == sorted(sizes)
    assert [int(answer.headers["Content-Length"]) for answer in answers] == sizes


@pytest.mark.parametrize("accepts", ["", "br;q=0, gzip;q=0", "zstd", "nonsense;;q=x"])
def test_who_takes_no_encoding_gets_none(client: FlaskClient, accepts: str) -> None:
    answer = packed(client, "/", accepts)

    assert "Content-Encoding" not in answer.headers
    assert b"<html" in answer.data


def test_the_desk_is_never_compressed(client: FlaskClient) -> None:
    for path in ("/desk/", "/desk/x"):
        assert "Content-Encoding" not in packed(client, path, "br").headers


def test_a_file_with_its_digest_is_kept_for_ever(client: FlaskClient) -> None:
    answer = client.get(static_in(client))

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.mimetype == "text/css"


@pytest.mark.parametrize(
    "path", ["/static/site.css", "/static/../setup.cfg", "/static/%2e%2e/setup.cfg"]
)
def test_a_file_without_its_digest_is_not_there(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_head_says_what_get_would(client: FlaskClient) -> None:
    get, head = client.get("/"), client.head("/")

    assert head.data == b""
    for name in ("ETag", "Cache-Control", "Content-Length", "Content-Type"):
        assert head.headers[name] == get.headers[name]


def test_a_page_made_while_something_changed_is_asked_for_again() -> None:
    # The new tag on the old page would keep the old page for ever.
    app, versions = Flask("changing"), ["old"]
    headers.register(app, lambda: versions[-1], lambda: "/static/site.css")

    @app.get("/")
    def page() -> str:
        shown = versions[-1]
        versions.append("new")
        return shown

    first = app.test_client().get("/")
    tag = {"If-None-Match": first.headers["ETag"]}

    assert first.text == "old"
    assert app.test_client().get("/", headers=tag).text == "new"


def test_a_browser_is_told_of_the_styles_before_it_reads_the_page(
    client: FlaskClient,
) -> None:
    page, plain = client.get("/"), client.get("/api/topics")

    address = page.headers["Link"].split(">")[0].removeprefix("<")
    assert page.headers["Link"] == f"<{address}>; rel=preload; as=style"
    assert f'<link rel="stylesheet" href="{address}">' in page.text
    assert client.get(address).status_code == 200
    assert "Link" not in plain.headers
