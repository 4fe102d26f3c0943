"""Signing in: what lets somebody in, what does not, and what neither tells."""

import re
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from argon2 import PasswordHasher
from cryptography.fernet import Fernet
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape

from localoffer.database.tables import accounts, audit, limits, sessions
from localoffer.review import accounts as account_rows
from localoffer.review.codes import CodeLock
from localoffer.review.door import Door
from localoffer.review.passwords import NOBODY, Passwords
from localoffer.settings import Settings
from localoffer.web.limits import SIGN_INS, SIGN_INS_TO_ONE
from tests.fresh import database_of, fresh_site
from tests.review.conftest import Watch
from tests.review.steps import (
    PASSWORD,
    is_in,
    knocking,
    log_of,
    part,
    rows,
    sign_in,
)

pytestmark = pytest.mark.usefixtures("ann")
WRONG = "We could not let you in."


def test_who_is_let_in_is_led_to_the_desk(desk: Flask, door: FlaskClient) -> None:
    answer = sign_in(door)

    assert (answer.status_code, answer.location) == (303, "/desk/")
    assert is_in(door)
    assert "Ann Reed" in door.get("/desk/me").text
    assert ("Ann Reed", "signed in", "") in log_of(desk)
    assert door.get("/desk/sign-in").location == "/desk/"


def test_the_cookie_is_for_the_desk_alone(door: FlaskClient) -> None:
    cookie = sign_in(door).headers["Set-Cookie"]

    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert parts == {"Path=/desk", "Secure", "HttpOnly", "SameSite=Lax"}
    assert len(cookie.split(";")[0].removeprefix("desk=")) == 43


def test_the_table_holds_no_secret(desk: Flask, door: FlaskClient) -> None:
    token = sign_in(door).headers["Set-Cookie"].split(";")[0].removeprefix("desk=")

    kept = "".join(map(str, rows(desk, sessions) + rows(desk, accounts)))
    assert token not in kept
    assert PASSWORD not in kept
    assert "$argon2id$" in kept


def test_an_address_may_be_typed_in_any_way(desk: Flask) -> None:
    for typed in (" Ann@Forum.Example ", "ANN@FORUM.EXAMPLE"):
        assert sign_in(knocking(desk), typed).status_code == 303


def test_a_wrong_password_and_an_unknown_address_say_the_same(
    desk: Flask, door: FlaskClient
) -> None:
    wrong = sign_in(door, password="not the right one")
    unknown = sign_in(door, "nobody@forum.example", password="not the right one")

    same = [re.sub(r'value="[^"]*"', "", a.text) for a in (wrong, unknown)]
    assert WRONG in same[0]
    assert same[0] == same[1]
    assert (wrong.status_code, unknown.status_code) == (403, 403)
    assert "Set-Cookie" not in wrong.headers
    assert not is_in(door)
    assert "not the right one" not in wrong.text
    assert log_of(desk)[-2:] == [
        ("Ann Reed", "was refused", "wrong password"),
        ("nobody known", "was refused", "wrong password"),
    ]


def test_no_address_that_was_typed_is_kept(desk: Flask, door: FlaskClient) -> None:
    sign_in(door, "zebedee@quillfeather.example", password="zebedee likes cheese")

    kept = "".join(map(str, rows(desk, audit) + rows(desk, limits)))
    assert "zebedee" not in kept


def test_where_there_is_no_password_it_takes_as_long(desk: Flask) -> None:
    """The same work is done: it is locked in the same way as ours are."""
    passwords = part(desk, Door).passwords

    assert not passwords.is_outdated(NOBODY)
    assert not passwords.opens(None, PASSWORD)
    kinds = [locked.rsplit("$", 2)[0] for locked in (NOBODY, passwords.lock("x"))]
    assert kinds[0] == kinds[1]


def test_an_old_lock_is_renewed_when_its_owner_comes(
    desk: Flask, door: FlaskClient
) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
    old = Passwords(weak).lock(PASSWORD)
    with database_of(desk).write() as connection:
        account_rows.change(connection, 1, password=old)

    assert sign_in(door, password="something else").status_code == 403
    assert rows(desk, accounts)[0]["password"] == old
    assert sign_in(door).status_code == 303
    renewed = str(rows(desk, accounts)[0]["password"])
    assert renewed != old
    assert not part(desk, Door).passwords.is_outdated(renewed)
    assert sign_in(knocking(desk)).status_code == 303


def test_one_is_led_back_to_where_one_was_going(
    door: FlaskClient, watch: Watch
) -> None:
    for to in ("/desk/people", "/desk/people?done=x&a=b+c", "/desk/a/b-c"):
        shown = door.get("/desk/sign-in", query_string={"to": to}).text
        assert f'name="to" value="{escape(to)}"' in shown
        assert sign_in(door, to=to).location == to
        door.post("/desk/sign-out")
        watch.wait(hours=1)


ELSEWHERE = (
    "https://evil.example/desk/", "//evil.example/desk", "/\\evil.example",
    "/desk/../../evil", "/desk/./../x", "/desk\\..\\x", "/desk@evil.example",
    "/desk.evil.example", "/deskevil", "/desk//evil.example", "javascript:x",
    "/desk/\n/x", "/desk/\x00", "/search", "/desk/%2e%2e/x", "/desk/me#x", "",
    "/desk/me?to=//evil.example", "/desk\n", " /desk", "/DESK/",
)  # fmt: skip


def test_one_is_led_nowhere_else(desk: Flask, watch: Watch) -> None:
    for to in ELSEWHERE:
        door = knocking(desk)
        shown = door.get("/desk/sign-in", query_string={"to": to}).text
        assert 'name="to"' not in shown, to
        assert sign_in(door, to=to).location == "/desk/", to
        watch.wait(minutes=10)


def test_a_closed_page_leads_to_the_door_and_back(door: FlaskClient) -> None:
    answer = door.get("/desk/me/password")

    assert answer.status_code == 303
    assert answer.location == "/desk/sign-in?to=/desk/me/password"


def test_signing_out_ends_the_session(desk: Flask, door: FlaskClient) -> None:
    token = sign_in(door).headers["Set-Cookie"].split(";")[0].removeprefix("desk=")
    answer = door.post("/desk/sign-out")

    assert answer.location == "/desk/sign-in?done=out"
    assert "desk=;" in answer.headers["Set-Cookie"]
    assert rows(desk, sessions) == []
    kept = knocking(desk)
    kept.set_cookie("desk", token, path="/desk")
    assert not is_in(kept)
    assert "You are signed out." in door.get(answer.location).text


def test_signing_in_again_ends_the_session_before(
    desk: Flask, door: FlaskClient
) -> None:
    sign_in(door)
    sign_in(door)

    assert len(rows(desk, sessions)) == 1


def test_a_session_ends_after_a_day_or_a_pause(door: FlaskClient, watch: Watch) -> None:
    sign_in(door)
    for _ in range(6):
        watch.wait(hours=1, minutes=59)
        assert is_in(door)
    watch.wait(minutes=7)
    assert not is_in(door)

    sign_in(door)
    watch.wait(hours=2, minutes=1)
    assert not is_in(door)


def test_tries_at_one_account_are_limited(desk: Flask, watch: Watch) -> None:
    for number in range(SIGN_INS_TO_ONE.most):
        browser = knocking(desk)
        browser.environ_base["REMOTE_ADDR"] = f"203.0.113.{number}"
        assert sign_in(browser, password="wrong wrong wrong").status_code == 403

    late = sign_in(knocking(desk))
    assert late.status_code == 429
    assert late.headers["Retry-After"]
    assert "Please wait an hour, then try again." in late.text
    assert "Set-Cookie" not in late.headers
    watch.wait(hours=1, minutes=1)
    assert sign_in(knocking(desk)).status_code == 303


def test_an_unknown_address_is_limited_like_a_known_one(desk: Flask) -> None:
    tries = [
        sign_in(knocking(desk), "no@one.example").status_code
        for _ in range(SIGN_INS_TO_ONE.most + 1)
    ]

    assert tries == [403] * SIGN_INS_TO_ONE.most + [429]


def test_tries_from_one_place_are_limited(door: FlaskClient) -> None:
    for number in range(SIGN_INS.most):
        assert sign_in(door, f"{number}@forum.example").status_code == 403

    assert sign_in(door).status_code == 429


def test_a_form_that_is_not_whole_says_what_is_missing(door: FlaskClient) -> None:
    faults = ({"email": ""}, {"password": ""}, {"password": "x" * 201})
    for typed in (*faults, {"email": "x" * 201}, {"code": "1" * 41}):
        form = {"email": "ann@forum.example", "password": PASSWORD, **typed}
        answer = door.post("/desk/sign-in", data=form)
        assert answer.status_code == 400
        assert "There is a problem" in answer.text
        assert f'href="#{next(iter(typed))}"' in answer.text


@pytest.fixture
def key(desk: Flask, ann: tuple[str, ...]) -> str:
    """Ann has codes turned on; the key in her phone."""
    assert ann
    key = pyotp.random_base32()
    with database_of(desk).write() as connection:
        locked = part(desk, CodeLock).lock(key)
        account_rows.change(connection, 1, code_key=locked)
    return key


def test_a_code_of_a_clock_near_ours_is_taken_and_of_one_far_off_is_not(
    desk: Flask, key: str, watch: Watch
) -> None:
    found = {}
    for seconds in (-60, -30, 0, 30, 60):
        watch.wait(minutes=30)
        code = pyotp.TOTP(key).at(watch.now() + timedelta(seconds=seconds))
        typed = f" {code[:3]} {code[3:]}"
        found[seconds] = sign_in(knocking(desk), code=typed).status_code

    assert found == {-60: 403, -30: 303, 0: 303, 30: 303, 60: 403}


def test_a_code_is_taken_once(desk: Flask, key: str, watch: Watch) -> None:
    code = pyotp.TOTP(key).at(watch.now())

    assert sign_in(knocking(desk), code=code).status_code == 303
    again = sign_in(knocking(desk), code=code)
    assert again.status_code == 403
    assert WRONG in again.text
    watch.wait(seconds=30)
    assert sign_in(knocking(desk), code=code).status_code == 403
    fresh = pyotp.TOTP(key).at(watch.now())
    assert sign_in(knocking(desk), code=fresh).status_code == 303


@pytest.mark.usefixtures("key")
def test_a_password_alone_lets_nobody_in_who_has_codes(
    desk: Flask, door: FlaskClient, watch: Watch
) -> None:
    for code in ("", "000000x", "12345", "ٱ", "0" * 40):
        wrong_password = sign_in(door, password="something else", code=code)
        answer = sign_in(door, code=code)
        assert answer.status_code == 403
        assert answer.text == wrong_password.text
        assert log_of(desk)[-1] == ("Ann Reed", "was refused", "wrong code")
        watch.wait(minutes=20)


def test_a_recovery_code_stands_in_for_a_phone_once(
    desk: Flask, key: str, ann: tuple[str, ...]
) -> None:
    assert key
    typed = ann[3].lower().replace("-", " ")

    assert sign_in(knocking(desk), code=typed).status_code == 303
    assert sign_in(knocking(desk), code=typed).status_code == 403
    assert ("Ann Reed", "used a recovery code", "") in log_of(desk)


def test_keys_of_codes_are_never_in_the_clear(desk: Flask, key: str) -> None:
    kept = str(rows(desk, accounts)[0]["code_key"])

    assert key not in kept
    assert len(kept) <= 200
    assert part(desk, CodeLock).open(kept) == key


def test_keys_for_contacts_may_come_later(
    settings: Settings, tmp_path: Path, desk: Flask, key: str
) -> None:
    kept = str(rows(desk, accounts)[0]["code_key"])
    secret = part(desk, Settings).secret_key
    later = CodeLock((Fernet.generate_key().decode(),), secret)
    (tmp_path / "other").mkdir()
    with fresh_site(settings, tmp_path / "other", secret_key="x" * 40) as other:
        assert part(other, CodeLock).open(kept) is None
    assert later.open(kept) == key
    assert CodeLock((), secret).open(later.lock(key)) is None
