"""A lost password needs nobody awake, and tells nobody who has an account."""

from dataclasses import replace

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from localoffer.cli.work import door_handlers
from localoffer.database.tables import jobs, keys, mails, sessions
from localoffer.outbox.seals import link_in
from localoffer.outbox.worker import run_due
from localoffer.review import accounts as account_rows
from localoffer.review.codes import CodeLock
from localoffer.review.sign_in import PostOffice
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from localoffer.web.limits import LOST, LOST_BY_ONE
from localoffer.web.shelf import put
from tests.fresh import database_of
from tests.review.conftest import Watch
from tests.review.steps import (
    NEW,
    PASSWORD,
    codes_in,
    is_in,
    knocking,
    log_of,
    part,
    rows,
    sign_in,
)

ASKED = "If we know this address, a link is on its way to it."


def recover(door: FlaskClient, code: str, email: str = "ann@forum.example") -> int:
    form = {"email": email, "recovery_code": code, "new_password": NEW}
    return door.post("/desk/lost", data=form).status_code


def test_a_recovery_code_sets_a_new_password_once(
    desk: Flask, door: FlaskClient, ann: tuple[str, ...]
) -> None:
    signed_in = knocking(desk)
    sign_in(signed_in)
    typed = ann[0].replace("-", " ").lower()

    assert recover(door, typed) == 303
    assert not is_in(signed_in)
    assert sign_in(door).status_code == 403
    assert sign_in(door, password=NEW).status_code == 303
    assert recover(knocking(desk), typed) == 403
    done = ("Ann Reed", "set a new password by a recovery code", "")
    assert done in log_of(desk)


def test_only_digests_of_recovery_codes_are_kept(
    desk: Flask, ann: tuple[str, ...]
) -> None:
    kept = str(rows(desk, keys))

    assert len(ann) == 8
    assert not any(code in kept or code.replace("-", "") in kept for code in ann)


def test_a_wrong_code_and_an_unknown_address_say_the_same(
    desk: Flask, door: FlaskClient, ann: tuple[str, ...]
) -> None:
    form = {"recovery_code": "AAAA-BBBB-CCCC-DDDD", "new_password": NEW}
    known = door.post("/desk/lost", data={**form, "email": "ann@forum.example"})
    other = {"recovery_code": ann[0], "email": "xyz@forum.example"}
    unknown = door.post("/desk/lost", data={**form, **other})

    assert (known.status_code, unknown.status_code) == (403, 403)
    shown = unknown.text.replace("xyz@", "ann@").replace(ann[0], form["recovery_code"])
    assert shown == known.text
    assert NEW not in known.text
    assert sign_in(knocking(desk)).status_code == 303


def test_one_persons_code_is_no_use_for_another(
    desk: Flask, door: FlaskClient, ann: tuple[str, ...]
) -> None:
    with database_of(desk).write() as connection:
        now = part(desk, Clock).now()
        account_rows.add(connection, "Ben", "ben@council.example", frozenset(), now)
        account_rows.change(connection, 2, password="x")

    assert recover(door, ann[0], "ben@council.example") == 403
    assert recover(door, ann[0]) == 303


def test_a_code_is_kept_for_a_better_password(
    door: FlaskClient, ann: tuple[str, ...]
) -> None:
    form = {"email": "ann@forum.example", "recovery_code": ann[0]}
    for weak in ("annreed12345", "password1234", "short"):
        answer = door.post("/desk/lost", data={**form, "new_password": weak})
        assert answer.status_code == 400
        assert 'href="#new_password"' in answer.text

    assert recover(door, ann[0]) == 303


def test_codes_of_a_phone_are_asked_for_after_that(
    desk: Flask, door: FlaskClient, ann: tuple[str, ...]
) -> None:
    with database_of(desk).write() as connection:
        locked = part(desk, CodeLock).lock(pyotp.random_base32())
        account_rows.change(connection, 1, code_key=locked)

    assert recover(door, ann[0]) == 303
    assert sign_in(door, password=NEW).status_code == 403
    assert sign_in(door, password=NEW, code=ann[1]).status_code == 303


@pytest.mark.usefixtures("ann")
def test_tries_are_limited_by_account_and_by_place(
    desk: Flask, door: FlaskClient, watch: Watch
) -> None:
    tried = [recover(door, "AAAA") for _ in range(LOST_BY_ONE.most + 1)]
    assert tried == [403] * LOST_BY_ONE.most + [429]

    watch.wait(hours=2)
    for number in range(LOST.most):
        assert recover(door, "AAAA", f"{number}@forum.example") == 403
    late = recover(door, "AAAA")
    assert late == 429


@pytest.fixture
def sending(desk: Flask, ann: tuple[str, ...]) -> Flask:
    """The desk of a site that can send e-mails; Ann has joined."""
    assert ann
    put(desk, PostOffice, PostOffice(is_open=True))
    return desk


def ask(door: FlaskClient, email: str = "ann@forum.example") -> str:
    answer = door.post("/desk/lost/link", data={"link_email": email})
    assert answer.status_code == 200
    return answer.text


def work(desk: Flask) -> int:
    """Do what the worker does; return how many jobs were tried."""
    clock = part(desk, Clock)
    handlers = dict(door_handlers(part(desk, Settings), database_of(desk), clock))
    handlers["send mail"] = lambda _payload: None  # a mail server's part
    return run_due(database_of(desk), handlers, clock.now)


def link_of(desk: Flask) -> str:
    """Return where the link of the newest e-mail leads, as it is sent."""
    mail = max(rows(desk, mails), key=lambda row: int(str(row["id"])))
    assert mail["kind"] == "new password"
    secret = part(desk, Settings).secret_key
    return link_in(str(mail["kind"]), str(mail["path"]), secret)


def test_a_link_sets_a_new_password_once(sending: Flask, door: FlaskClient) -> None:
    signed_in = knocking(sending)
    sign_in(signed_in)
    assert ASKED in ask(door)
    assert work(sending) == 3
    link = link_of(sending)

    assert door.get(link).status_code == 200
    done = door.post(link, data={"new_password": NEW})
    assert done.location == "/desk/sign-in?done=password"
    assert not is_in(signed_in)
    assert sign_in(door, password=NEW).status_code == 303
    assert door.get(link).status_code == 404
    assert door.post(link, data={"new_password": PASSWORD}).status_code == 404


def test_a_link_runs_out_after_an_hour(
    sending: Flask, door: FlaskClient, watch: Watch
) -> None:
    ask(door)
    work(sending)
    watch.wait(minutes=59)
    assert door.get(link_of(sending)).status_code == 200
    watch.wait(minutes=2)
    assert door.get(link_of(sending)).status_code == 404


def test_a_newer_link_closes_the_one_before(sending: Flask, door: FlaskClient) -> None:
    ask(door)
    work(sending)
    first = link_of(sending)
    ask(door)
    work(sending)

    assert door.get(first).status_code == 404
    assert door.get(link_of(sending)).status_code == 200


def test_an_unknown_address_gets_the_same_answer_and_no_e_mail(
    sending: Flask, door: FlaskClient
) -> None:
    before = len(rows(sending, mails))
    known = ask(door)
    unknown = ask(door, "xyz@forum.example")

    assert unknown.replace("xyz@", "ann@") == known
    asked = [row for row in rows(sending, jobs) if "password" in str(row["kind"])]
    assert [row["payload"] for row in asked] == ['{"account": "1"}', '{"account": "0"}']
    work(sending)
    assert len(rows(sending, mails)) == before + 1
    assert "xyz" not in str([rows(sending, table) for table in (jobs, mails, keys)])


def test_a_link_weighs_passwords_like_any_other(
    sending: Flask, door: FlaskClient
) -> None:
    ask(door)
    work(sending)
    weak = door.post(link_of(sending), data={"new_password": "annreed12345"})

    assert weak.status_code == 400
    assert "without your own name" in weak.text


@pytest.mark.usefixtures("sending")
def test_asking_for_links_is_limited(door: FlaskClient) -> None:
    for _ in range(LOST_BY_ONE.most):
        ask(door)

    late = door.post("/desk/lost/link", data={"link_email": "ann@forum.example"})
    assert late.status_code == 429
    assert "too many tries" in late.text


@pytest.mark.usefixtures("ann")
def test_without_a_mail_server_no_link_is_offered(
    desk: Flask, door: FlaskClient
) -> None:
    assert "By e-mail" not in door.get("/desk/lost").text
    asked = door.post("/desk/lost/link", data={"link_email": "ann@forum.example"})
    assert asked.status_code == 404
    put(desk, PostOffice, replace(part(desk, PostOffice), is_open=True))
    assert "By e-mail" in door.get("/desk/lost").text


def test_who_has_not_joined_gets_no_link(sending: Flask, door: FlaskClient) -> None:
    with database_of(sending).write() as connection:
        now = part(sending, Clock).now()
        account_rows.add(connection, "Ben", "ben@council.example", frozenset(), now)
    ask(door, "ben@council.example")
    work(sending)

    assert "2" not in {str(row["account_id"]) for row in rows(sending, mails)}
    assert not codes_in(door.get("/desk/lost").text)
    assert rows(sending, sessions) == []
