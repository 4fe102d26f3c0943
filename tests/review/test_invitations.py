"""Invitations: by command and by page, good once, for a while, for one person."""

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient

from localoffer.cli import group
from localoffer.database.tables import accounts, jobs, keys, mails
from localoffer.outbox.seals import link_in
from localoffer.review.people import digest_of
from localoffer.settings import Settings
from tests.review.conftest import Watch
from tests.review.steps import (
    NEW,
    PASSWORD,
    codes_in,
    is_in,
    knocking,
    link_in as link_on,
    log_of,
    part,
    rows,
    sign_in,
)

BEN = {"name": "Ben Okoro", "email": "Ben@council.example ", "roles": ["answerer"]}
SITE = "https://offer.example"
Run = Callable[..., Result]


@pytest.fixture
def admin(desk: Flask, ann: tuple[str, ...]) -> FlaskClient:
    """A browser in which Ann, an administrator, is signed in."""
    assert ann
    browser = knocking(desk)
    assert sign_in(browser).status_code == 303
    return browser


@pytest.fixture
def path(admin: FlaskClient) -> str:
    """Where Ben's invitation leads."""
    return link_on(admin.post("/desk/people", data=BEN).text).removeprefix(SITE)


def join(door: FlaskClient, path: str, password: str = NEW) -> int:
    return door.post(path, data={"new_password": password}).status_code


def test_an_invitation_leads_to_a_password_and_to_recovery_codes(
    desk: Flask, door: FlaskClient, path: str
) -> None:
    shown = door.get(path)
    joined = door.post(path, data={"new_password": NEW})

    assert "Welcome, Ben Okoro" in shown.text
    assert 'value="ben@council.example"' in shown.text
    assert len(set(codes_in(joined.text))) == 8
    assert joined.headers["Cache-Control"] == "no-store"
    assert not is_in(door)
    assert sign_in(door, "ben@council.example", password=NEW).location == "/desk/"
    assert log_of(desk)[-3:] == [
        ("Ann Reed", "invited", "Ben Okoro: answerer"),
        ("Ben Okoro", "joined", ""),
        ("Ben Okoro", "signed in", ""),
    ]


def test_an_invitation_opens_once(door: FlaskClient, path: str) -> None:
    assert join(door, path) == 200
    assert door.get(path).status_code == 404
    assert join(door, path, PASSWORD) == 404
    assert sign_in(door, "ben@council.example", password=PASSWORD).status_code == 403


def test_looking_at_an_invitation_does_not_use_it(door: FlaskClient, path: str) -> None:
    """Programs that read e-mails before people do open their links."""
    for _ in range(3):
        assert door.head(path).status_code == 200
        assert door.get(path).status_code == 200

    assert join(door, path) == 200


def test_an_invitation_runs_out(door: FlaskClient, path: str, watch: Watch) -> None:
    watch.wait(days=6, hours=23)
    assert door.get(path).status_code == 200
    watch.wait(hours=1, minutes=1)
    answer = door.get(path)
    assert answer.status_code == 404
    assert "This link opens no more" in answer.text
    assert join(door, path) == 404


def test_a_guessed_or_altered_invitation_opens_nothing(
    door: FlaskClient, path: str
) -> None:
    short = path.rsplit(".", 1)[0]
    for wrong in (
        short,
        short + ".",
        path + "x",
        path[:-1],
        path.swapcase(),
        "/desk/join/x",
    ):
        assert door.get(wrong).status_code == 404
        assert join(door, wrong) == 404
    new_password = path.replace("/join/", "/new-password/")
    assert door.get(new_password).status_code == 404


def test_tables_hold_nothing_that_opens(
    desk: Flask, door: FlaskClient, path: str
) -> None:
    """Neither the key's digest nor the link in the e-mail lets anybody in."""
    (key,) = [row for row in rows(desk, keys) if row["account_id"] == 2]
    (mail,) = [
        row for row in rows(desk, mails) if row["account_id"] == key["account_id"]
    ]
    secret = part(desk, Settings).secret_key
    token = path.removeprefix("/desk/join/")

    assert key["digest"] == digest_of(token)
    assert len(token) > 80
    assert token not in str([*rows(desk, mails), *rows(desk, jobs), *rows(desk, keys)])
    assert (mail["kind"], mail["reference"]) == ("invitation", None)
    assert door.get(str(mail["path"])).status_code == 404
    assert link_in("invitation", str(mail["path"]), secret) == path
    assert link_in("invitation", str(mail["path"]), "another key") != path


WEAK = {
    "": "Fill this in.",
    "short": "Choose a longer password",
    "benokoro1234": "without your own name",
    "Password12345!": "easy to guess",
    "x" * 40_000: "Choose a shorter password",
}


def test_a_weak_password_is_refused_and_the_link_still_opens(
    door: FlaskClient, path: str
) -> None:
    for password, words in WEAK.items():
        answer = door.post(path, data={"new_password": password})
        assert answer.status_code == 400
        assert words in answer.text
        assert 'href="#new_password"' in answer.text
        assert not password or password not in answer.text

    assert join(door, path) == 200


def test_a_new_invitation_closes_the_one_before(
    desk: Flask, admin: FlaskClient, door: FlaskClient, path: str
) -> None:
    second = link_on(admin.post("/desk/people/2/invitation").text).removeprefix(SITE)

    assert second != path
    assert door.get(path).status_code == 404
    waiting = [row for row in rows(desk, mails) if row["account_id"] == 2]
    assert len(waiting) == 1
    assert second.startswith(str(waiting[0]["path"]))
    assert join(door, second) == 200


def test_who_has_joined_is_not_invited_again_by_page(
    admin: FlaskClient, door: FlaskClient, path: str
) -> None:
    join(door, path)

    assert admin.post("/desk/people/2/invitation").location == "/desk/people/2"


FAULTS: tuple[tuple[dict[str, object], str], ...] = (
    ({"name": " "}, "name"),
    ({"name": "x" * 81}, "name"),
    ({"email": "ben"}, "email"),
    ({"email": "ben@council"}, "email"),
    ({"email": "b\x00en@council.example"}, "email"),
    ({"email": "ann@forum.example"}, "email"),
    ({"roles": []}, "roles"),
    ({"roles": ["owner"]}, "roles"),
)


def test_who_cannot_be_invited(desk: Flask, admin: FlaskClient) -> None:
    for change, field in FAULTS:
        answer = admin.post("/desk/people", data={**BEN, **change})
        assert answer.status_code == 400, change
        assert f'href="#{field}"' in answer.text, change

    assert len(rows(desk, accounts)) == 1


def test_markup_in_a_name_is_text(admin: FlaskClient) -> None:
    admin.post("/desk/people", data={**BEN, "name": "<script>x</script>\u202e"})

    shown = admin.get("/desk/people").text
    assert "<script>x" not in shown
    assert "&lt;script&gt;x&lt;/script&gt;" in shown
    assert "\u202e" not in shown


@pytest.fixture
def run(desk: Flask, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `localoffer desk invite` on the desk's database."""
    settings = part(desk, Settings)
    monkeypatch.setattr("localoffer.cli.people.settings_now", lambda: settings)

    def command(*words: str) -> Result:
        return CliRunner().invoke(group, ["desk", "invite", *words])

    return command


def test_the_first_account_is_made_by_a_command(
    desk: Flask, door: FlaskClient, run: Run
) -> None:
    shown = run(
        "Ann Reed", "Ann@forum.example", "--role", "rep", "--role", "administrator"
    )

    assert shown.exit_code == 0
    assert re.fullmatch(rf"{SITE}/desk/join/\S+\n", shown.output)
    assert join(door, shown.output.strip().removeprefix(SITE)) == 200
    assert sign_in(door, password=NEW).status_code == 303
    assert door.get("/desk/people").status_code == 200
    first = ("the command line", "invited", "Ann Reed: administrator rep")
    assert log_of(desk)[0] == first


@pytest.mark.usefixtures("ann")
def test_the_command_lets_in_again_whoever_lost_all(
    desk: Flask, door: FlaskClient, run: Run
) -> None:
    ann = ("Ann Reed", "ann@forum.example", "--role", "administrator")
    sign_in(door)
    link = run(*ann).output.strip().removeprefix(SITE)

    assert sign_in(knocking(desk)).status_code == 303
    assert join(knocking(desk), link) == 200
    assert not is_in(door)
    assert sign_in(door).status_code == 403
    assert sign_in(door, password=NEW).status_code == 303


@pytest.mark.usefixtures("ann")
def test_the_command_leaves_the_last_administrator_one(run: Run) -> None:
    shown = run("Ann Reed", "ann@forum.example", "--role", "rep")

    assert shown.exit_code == 1
    assert "must stay one" in shown.stderr


def test_the_command_says_what_is_wrong(run: Run) -> None:
    assert run("Ann", "ann", "--role", "rep").exit_code == 2
    assert run(" ", "ann@forum.example", "--role", "rep").exit_code == 2
    assert run("Ann", "ann@forum.example").exit_code == 2
    assert run("Ann", "ann@forum.example", "--role", "owner").exit_code == 2


@pytest.mark.usefixtures("ann")
def test_a_link_never_comes_from_the_host_that_was_asked(door: FlaskClient) -> None:
    here = {"base_url": "http://127.0.0.1"}
    form = {"email": "ann@forum.example", "password": PASSWORD}
    assert door.post("/desk/sign-in", data=form, **here).status_code == 303
    answer = door.post("/desk/people", data=BEN, **here)

    assert link_on(answer.text).startswith(f"{SITE}/desk/join/")
