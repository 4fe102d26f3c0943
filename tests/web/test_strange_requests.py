"""Whatever is asked, the answer is in plain words and never a fault of ours."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings as effort, strategies as st

from localoffer.settings import Settings
from tests.fresh import fresh_site

HOSTS = (
    "evil.example",
    "localhost.evil.example",
    "evil.example:80",
    "127.0.0.2",
    "x y",
)
NAMES = st.sampled_from(
    ["q", "near", "within", "page", "sort", "drop", "exact", "lang", "topic", "need",
     "age", "access", "delivered", "cost", "day", "diagnosis", "plan", "provider"]
)  # fmt: skip
VALUES = st.text(max_size=60) | st.sampled_from(
    ["0", "-1", "1e9", "9" * 40, "²", "salt-service", "age:3", "MK3", "'", "%", "\x00",
     "free under £5 for my 3 yr old in bletchley", "suicide", "\u202e", "🙂", "٣"]
)  # fmt: skip
JUNK = st.text("%&=+;?#/0fFeEcC8.,[]{}\\\"'<> aq", max_size=80)
BYTES = st.binary(max_size=40).map(lambda data: "".join(f"%{b:02x}" for b in data))


@st.composite
def questions(draw: st.DrawFn) -> str:
    """Give the part of an address that comes after the question mark."""
    pairs = draw(st.lists(st.tuples(NAMES | st.text(max_size=9), VALUES | BYTES)))
    sent = [f"{quote(name)}={quote(value, safe='%')}" for name, value in pairs]
    return "&".join([*sent, draw(JUNK | BYTES)])


@pytest.mark.parametrize("path", ["/search", "/api/search", "/ur/search", "/"])
@effort(max_examples=60, deadline=None)
@given(question=questions())
def test_any_question_is_answered(app: Flask, path: str, question: str) -> None:
    answer = app.test_client().get(
        path, environ_overrides={"QUERY_STRING": question.encode().decode("latin-1")}
    )

    assert answer.status_code in {200, 404}
    assert "Traceback" not in answer.text


@effort(max_examples=60, deadline=None)
@given(path=st.text(max_size=40) | BYTES)
def test_any_path_is_answered(app: Flask, path: str) -> None:
    answer = app.test_client().get(f"/{quote(path, safe='%/')}")

    # A path of two slashes reads as another host, which is refused.
    assert answer.status_code in {200, 303, 308, 400, 403, 404, 429, 501}


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("q=%ff%fe", 200),
        ("q=" + "x" * 10_000, 400),
        ("q=" + "x" * 800, 200),
        ("q=" + "speech%20" * 1000, 400),
        ("q=%00%01%1b[31m", 200),
        ("q=%f0%9f%99%82", 200),
        ("q=" + "(" * 300, 200),
        ("q=%27%20OR%201=1--", 200),
        ("page=0", 404),
        ("page=-1", 404),
        ("page=999999", 404),
        ("page=abc", 404),
        ("page=%c2%b2", 404),
        ("topic=no-such-topic", 200),
        ("topic=salt-service&topic=salt-service", 200),
        ("age=300&age=abc&cost=gold&unheard=of", 200),
        ("&".join(f"need=n{n}" for n in range(500)), 200),
        ("near=nowhere&within=abc", 200),
        ("sort=sideways&exact=2&drop=nothing", 200),
    ],
)
def test_a_strange_question_has_its_status(
    client: FlaskClient, question: str, status: int
) -> None:
    page = client.get(f"/search?{question}")
    machine = client.get(f"/api/search?{question}")

    assert (page.status_code, machine.status_code) == (status, status)
    assert "<h1" in page.text
    assert "Traceback" not in page.text
    assert isinstance(json.loads(machine.text), dict)
    if status == 404:
        assert machine.json == {
            "error": {"status": 404, "message": machine.json["error"]["message"]}  # type: ignore[index]
        }


def test_markup_in_a_question_is_shown_as_typed(client: FlaskClient) -> None:
    answer = client.get("/search", query_string={"q": '"><script>alert(1)</script>'})

    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("path", ["/", "/api/topics", "/feedback", "/healthz"])
def test_a_forged_host_is_refused(client: FlaskClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1"])
def test_this_machine_is_trusted(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_the_sites_own_name_and_the_operators_others_are_trusted(
    settings: Settings, tmp_path: Path
) -> None:
    with fresh_site(
        settings,
        tmp_path,
        url="https://offer.example",
        trusted_hosts=("other.example",),
    ) as app:
        hosts = ("offer.example", "other.example", "localhost", "third.example")
        found = [
            app.test_client().get("/", headers={"Host": host}).status_code
            for host in hosts
        ]

    assert found == [200, 200, 200, 400]


def test_a_claimed_host_of_a_proxy_is_not_believed_without_one(
    client: FlaskClient,
) -> None:
    answer = client.get("/sitemap.xml", headers={"X-Forwarded-Host": "evil.example"})

    assert answer.status_code == 200
    assert "evil" not in answer.text


def test_a_post_of_five_megabytes_is_too_much(client: FlaskClient) -> None:
    answer = client.post("/feedback", data={"words": "x" * 5_000_000})

    assert answer.status_code == 413
    assert "Please send a shorter text" in answer.text


def test_a_form_of_a_thousand_parts_or_files_is_too_much(client: FlaskClient) -> None:
    parts = {f"part{n}": "x" for n in range(1000)}

    answer = client.post("/feedback", data=parts, content_type="multipart/form-data")

    assert answer.status_code == 413


@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "multipart/form-data; boundary=", "x"]
)
def test_a_body_that_is_no_form_is_an_empty_form(
    client: FlaskClient, kind: str
) -> None:
    answer = client.post("/feedback", data=b"\xff\xfe{", content_type=kind)

    assert answer.status_code == 400
    assert "Traceback" not in answer.text
