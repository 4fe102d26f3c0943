"""A form that comes after its session ended loses nothing, and tells nothing."""

import logging
from collections.abc import Mapping

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from localoffer.database.tables import accounts
from tests.review.conftest import Watch
from tests.review.steps import NEW, PASSWORD, is_in, rows, sign_in

pytestmark = pytest.mark.usefixtures("ann")
LATE = "/desk/people?from=here&to=there"
WORDS = 'Two lines,\nwith <b>signs</b> & "marks" that are long enough to be seen.\n'
NAME = "zebedee.quillfeather"


def late(door: FlaskClient, path: str, form: Mapping[str, object]) -> BeautifulSoup:
    """Post a form after a session ended; return the page that comes back."""
    answer = door.post(path, data=form)
    assert answer.status_code == 403
    assert answer.headers["Cache-Control"] == "no-store"
    return BeautifulSoup(answer.text, "html5lib")


def test_all_that_was_written_comes_back_and_can_be_sent_again(
    door: FlaskClient,
) -> None:
    form = {"name": WORDS, "email": "ben@council.example", "roles": ["rep", "editor"]}
    page = late(door, LATE, form)

    sheet = page.find("form", method="post")
    assert sheet is not None
    assert sheet["action"] == LATE
    hidden = [(i["name"], i["value"]) for i in sheet.find_all("input")]
    assert hidden == [
        ("email", "ben@council.example"),
        ("roles", "rep"),
        ("roles", "editor"),
    ]
    (box,) = sheet.find_all("textarea")
    assert box["name"] == "name"
    assert box.text.replace("\r", "") == WORDS
    link = page.find("a", target="_blank")
    assert link is not None
    assert link["href"] == "/desk/sign-in"


def test_passwords_and_codes_do_not_come_back(door: FlaskClient) -> None:
    form: dict[str, object] = {
        "password": PASSWORD,
        "old_password": PASSWORD,
        "new_password": NEW,
        "code": "123456",
        "recovery_code": "7777-7777-7777-7777",
        "key_code": "a signed key",
        "kept": "this",
    }
    page = late(door, "/desk/me/password", form)

    fields = [i["name"] for i in page.select("main form input, main form textarea")]
    assert fields == ["kept"]
    assert not any(str(v) in page.text for k, v in form.items() if k != "kept")


def test_a_session_that_ran_out_is_one_that_ended(
    desk: Flask, door: FlaskClient, watch: Watch
) -> None:
    sign_in(door)
    watch.wait(hours=3)
    form: dict[str, object] = {"name": "Ben", "email": "b@x.example", "roles": "rep"}

    assert late(door, "/desk/people", form).find("form") is not None
    assert len(rows(desk, accounts)) == 1
    assert not is_in(door)


def test_a_form_from_elsewhere_is_not_shown_again(desk: Flask) -> None:
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://evil.example"},
        {},
    ):
        answer = desk.test_client().post(
            "/desk/people", data={"name": WORDS}, headers=headers
        )
        assert answer.status_code == 403
        assert "Two lines" not in answer.text


def test_nothing_typed_at_the_door_is_in_a_log(
    door: FlaskClient,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    typed = {
        "email": f"{NAME}@x.example",
        "password": NAME,
        "code": NAME,
        "new_password": NAME * 3,
        "recovery_code": NAME,
        "name": NAME,
    }
    for path in (
        "/desk/sign-in", "/desk/lost", "/desk/people", f"/desk/join/{NAME}",
        f"/desk/new-password/{NAME}", "/desk/me/password",
    ):  # fmt: skip
        door.post(path, data=typed)
    sign_in(door)
    for path in ("/desk/people", "/desk/me/password", "/desk/me/sessions"):
        door.post(path, data=typed)

    out, err = capfd.readouterr()
    assert '"route": "/desk/join/<token>"' in caplog.text + err
    assert NAME not in caplog.text + out + err
