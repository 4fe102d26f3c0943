"""A person's own page: what keeps an account safe, and who is asked before."""

import re

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape

from localoffer.database.tables import accounts, sessions
from localoffer.web.limits import SIGN_INS_TO_ONE
from tests.review.conftest import Watch
from tests.review.steps import (
    NEW,
    PASSWORD,
    codes_in,
    is_in,
    knocking,
    log_of,
    rows,
    sign_in,
)
from tests.signed import signed_in

WRONG = "nothing like the right one"


@pytest.fixture
def me(door: FlaskClient, ann: tuple[str, ...]) -> FlaskClient:
    """A browser in which Ann is signed in."""
    assert ann
    assert sign_in(door).status_code == 303
    return door


def test_every_role_has_a_page_of_its_own(desk: Flask) -> None:
    for role in ("rep", "editor", "answerer", "administrator"):
        assert signed_in(desk, role).get("/desk/me").status_code == 200
    assert signed_in(desk).get("/desk/me").status_code == 200


def test_a_new_password_ends_every_other_session(desk: Flask, me: FlaskClient) -> None:
    other = knocking(desk)
    sign_in(other)
    form = {"old_password": PASSWORD, "new_password": NEW}
    answer = me.post("/desk/me/password", data=form)

    assert answer.location == "/desk/me?done=password"
    assert "Your password is changed." in me.get(answer.location).text
    assert not is_in(other)
    assert sign_in(other).status_code == 403
    assert sign_in(other, password=NEW).status_code == 303
    assert ("Ann Reed", "changed the password", "") in log_of(desk)


STEPS = {
    "/desk/me/password": {"new_password": NEW},
    "/desk/me/recovery": {},
    "/desk/me/codes/off": {},
}


def test_nothing_is_changed_without_the_password(desk: Flask, me: FlaskClient) -> None:
    before = rows(desk, accounts)
    for path, form in STEPS.items():
        for typed, status in ((WRONG, 403), ("", 400)):
            given = {**form, "password": typed, "old_password": typed}
            answer = me.post(path, data=given)
            assert answer.status_code == status, path
            assert not codes_in(answer.text)
            assert WRONG not in answer.text
            assert NEW not in answer.text

    assert rows(desk, accounts) == before


def test_the_password_cannot_be_guessed_from_inside(me: FlaskClient) -> None:
    """Whoever finds an open browser has as few tries as at the door."""
    form = {"old_password": WRONG, "new_password": NEW}
    answers = [
        me.post("/desk/me/password", data=form).status_code
        for _ in range(SIGN_INS_TO_ONE.most)
    ]

    assert answers == [403] * (SIGN_INS_TO_ONE.most - 1) + [429]


def test_a_new_password_is_weighed(me: FlaskClient) -> None:
    form = {"old_password": PASSWORD, "new_password": "ann reed 2026"}
    answer = me.post("/desk/me/password", data=form)

    assert answer.status_code == 400
    assert "without your own name" in answer.text


def offered(me: FlaskClient) -> tuple[str, str]:
    """Return the key that the page shows, and what it sends back for it."""
    page = me.get("/desk/me/codes").text
    key = re.search(r'Key: <code dir="ltr">([A-Z2-7 ]+)</code>', page)
    signed = re.search(r'name="key_code" value="([^"]+)"', page)
    assert key
    assert signed
    assert '<img src="data:image/svg+xml' in page
    return key[1].replace(" ", ""), signed[1]


def test_codes_are_turned_on_by_the_first_one(
    desk: Flask, me: FlaskClient, watch: Watch
) -> None:
    key, signed = offered(me)
    form = {"key_code": signed, "password": PASSWORD}
    wrong = me.post("/desk/me/codes", data={**form, "code": "000000"})
    assert wrong.status_code == 403
    assert f'value="{escape(signed)}"' in wrong.text
    assert rows(desk, accounts)[0]["code_key"] is None
    code = pyotp.TOTP(key).at(watch.now())
    answer = me.post("/desk/me/codes", data={**form, "code": code})

    assert answer.location == "/desk/me?done=codes-on"
    assert "Turn codes off" in me.get("/desk/me").text
    assert key not in str(rows(desk, accounts))
    # The code that turned them on has been used.
    assert sign_in(knocking(desk), code=code).status_code == 403
    watch.wait(seconds=30)
    fresh = pyotp.TOTP(key).at(watch.now())
    assert sign_in(knocking(desk), code=fresh).status_code == 303


def test_a_key_that_we_did_not_offer_is_not_taken(
    desk: Flask, me: FlaskClient, watch: Watch
) -> None:
    key, signed = offered(me)
    other = signed_in(desk, "rep", name="Ben")
    code = pyotp.TOTP(key).at(watch.now())
    form = {"password": PASSWORD, "code": code}

    for forged in (key, signed[:-1], "", "x"):
        answer = me.post("/desk/me/codes", data={**form, "key_code": forged})
        assert answer.location == "/desk/me/codes"
    theirs = other.post("/desk/me/codes", data={**form, "key_code": signed})
    assert theirs.location == "/desk/me/codes"
    assert [row["code_key"] for row in rows(desk, accounts)] == [None, None]


def test_codes_are_turned_off_by_the_password(
    desk: Flask, me: FlaskClient, watch: Watch
) -> None:
    key, signed = offered(me)
    code = pyotp.TOTP(key).at(watch.now())
    form = {"key_code": signed, "password": PASSWORD, "code": code}
    me.post("/desk/me/codes", data=form)
    assert "Your password alone will let you in." in me.get("/desk/me/codes").text

    me.post("/desk/me/codes/off", data={"password": PASSWORD})

    assert rows(desk, accounts)[0]["code_key"] is None
    assert sign_in(knocking(desk)).status_code == 303
    assert [action for _, action, _ in log_of(desk)][-3:] == [
        "turned codes on",
        "turned codes off",
        "signed in",
    ]


def test_new_recovery_codes_replace_the_old(
    desk: Flask, me: FlaskClient, ann: tuple[str, ...]
) -> None:
    assert "You have 8 left." in me.get("/desk/me").text
    made = codes_in(me.post("/desk/me/recovery", data={"password": PASSWORD}).text)
    form = {"email": "ann@forum.example", "new_password": NEW}
    old = me.post("/desk/lost", data={**form, "recovery_code": ann[0]})
    new = me.post("/desk/lost", data={**form, "recovery_code": made[0]})

    assert len(set(made)) == 8
    assert (old.status_code, new.status_code) == (403, 303)
    sign_in(me, password=NEW)
    assert "You have 7 left." in me.get("/desk/me").text


def test_one_session_can_be_ended(desk: Flask, me: FlaskClient, watch: Watch) -> None:
    watch.wait(minutes=3)
    other = knocking(desk)
    sign_in(other)
    page = me.get("/desk/me").text
    names = re.findall(r'name="session" value="([0-9a-f]{16})"', page)
    assert len(names) == 1
    assert page.count("This browser") == 1

    assert me.post("/desk/me/sessions", data={"session": names[0]}).status_code == 303
    assert not is_in(other)
    assert is_in(me)


def test_nobody_ends_a_session_of_another(desk: Flask, me: FlaskClient) -> None:
    name = str(rows(desk, sessions)[0]["digest"])[:16]
    other = signed_in(desk, "administrator", name="Ben")

    for given in (name, "", "%" * 16, "_" * 16):
        other.post("/desk/me/sessions", data={"session": given})
    assert is_in(me)
    assert is_in(other)


def test_sign_out_everywhere(desk: Flask, me: FlaskClient) -> None:
    other, ben = knocking(desk), signed_in(desk, "rep", name="Ben")
    sign_in(other)
    answer = me.post("/desk/me/sign-out-everywhere")

    assert answer.location == "/desk/sign-in?done=everywhere"
    assert "desk=;" in answer.headers["Set-Cookie"]
    assert not is_in(me)
    assert not is_in(other)
    assert is_in(ben)
