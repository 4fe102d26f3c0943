"""The page of all people: roles, closing, and the last administrator."""

import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from localoffer.database.connection import Database
from localoffer.database.tables import accounts, keys, mails, sessions
from localoffer.review.accounts import by_number
from localoffer.review.team import Team
from localoffer.web.clock import Clock, utc_now
from tests.database.conftest import cluster, database  # noqa: F401  both databases
from tests.review.conftest import Watch
from tests.review.steps import is_in, knocking, log_of, part, rows, sign_in
from tests.signed import account, signed_in

LAST = "nobody else could let people in"


@pytest.fixture
def admin(door: FlaskClient, ann: tuple[str, ...]) -> FlaskClient:
    """A browser in which Ann, the only administrator, is signed in."""
    assert ann
    assert sign_in(door).status_code == 303
    return door


def test_everybody_is_listed_with_how_they_stand(
    desk: Flask, admin: FlaskClient, watch: Watch
) -> None:
    ben = {"name": "Ben", "email": "ben@council.example", "roles": ["answerer"]}
    admin.post("/desk/people", data=ben)
    page = admin.get("/desk/people").text

    assert page.index("Ann Reed") < page.index(">Ben</a>")
    assert page.count("Has joined.") == 1
    assert page.count("Invited: the link works until") == 1
    assert "Answerer: writes answers" in page
    for _ in range(90):
        watch.wait(hours=2)
        is_in(admin)
    sign_in(admin)
    assert "Has not joined, and the link has run out." in admin.get("/desk/people").text
    assert part(desk, Clock).now() == watch.now()


def test_roles_count_at_once(desk: Flask, admin: FlaskClient) -> None:
    ben = signed_in(desk, "rep", name="Ben")
    assert ben.get("/desk/").status_code == 200
    answer = admin.post("/desk/people/2/roles", data={"roles": ["administrator"]})

    assert answer.location == "/desk/people/2?done=roles"
    assert ben.get("/desk/").status_code == 403
    assert ben.get("/desk/people").status_code == 200
    assert log_of(desk)[-1] == ("Ann Reed", "changed roles", "Ben: administrator")
    admin.post("/desk/people/2/roles")
    assert ben.get("/desk/people").status_code == 403
    assert log_of(desk)[-1] == ("Ann Reed", "changed roles", "Ben: none")


def test_an_unknown_role_changes_nothing(desk: Flask, admin: FlaskClient) -> None:
    answer = admin.post("/desk/people/1/roles", data={"roles": ["rep", "owner"]})

    assert answer.status_code == 400
    assert rows(desk, accounts)[0]["roles"] == "administrator rep"


def test_closing_ends_everything_but_the_name(desk: Flask, admin: FlaskClient) -> None:
    ben = signed_in(desk, "rep", name="Ben")
    admin.post("/desk/people/2/invitation")
    answer = admin.post("/desk/people/2/closing")

    assert answer.location == "/desk/people?done=closed"
    assert not is_in(ben)
    row = rows(desk, accounts)[1]
    assert (row["name"], row["roles"], row["password"]) == ("Ben", "", None)
    assert "forum.example" not in str(row)
    for table in (keys, sessions):
        assert all(row["account_id"] == 1 for row in rows(desk, table))
    assert log_of(desk)[-1] == ("Ann Reed", "closed an account", "Ben")
    assert ">Ben</a>" not in admin.get("/desk/people").text
    assert admin.get("/desk/people/2").status_code == 404
    assert admin.post("/desk/people/2/roles").status_code == 404
    again = {"name": "Ben", "email": "ben@forum.example", "roles": ["rep"]}
    assert admin.post("/desk/people", data=again).status_code == 200


def test_the_last_administrator_stays(desk: Flask, admin: FlaskClient) -> None:
    """Who was invited and has not joined cannot let anybody in yet."""
    account(desk, "administrator", name="Invited")

    closing = admin.post("/desk/people/1/closing")
    leaving = admin.post("/desk/people/1/roles", data={"roles": ["rep"]})

    assert (closing.status_code, leaving.status_code) == (409, 409)
    assert LAST in closing.text
    assert LAST in leaving.text
    assert rows(desk, accounts)[0]["roles"] == "administrator rep"
    kept = admin.post("/desk/people/1/roles", data={"roles": ["administrator"]})
    assert kept.status_code == 303


def test_nobody_is_there_by_a_wrong_number(admin: FlaskClient) -> None:
    for number in ("0", "99", "99999999999999999999"):
        assert admin.get(f"/desk/people/{number}").status_code == 404
        assert admin.post(f"/desk/people/{number}/closing").status_code == 404


def test_one_closed_between_two_looks_is_asked_to_sign_in(
    desk: Flask, admin: FlaskClient
) -> None:
    ben = signed_in(desk, "rep", name="Ben")
    admin.post("/desk/people/2/closing")

    assert ben.get("/desk/me").location == "/desk/sign-in?to=/desk/me"
    assert not is_in(knocking(desk))
    assert all(row["account_id"] != 2 for row in rows(desk, mails))


def test_of_two_who_leave_at_once_one_stays(database: Database) -> None:  # noqa: F811
    database.migrate()
    row = {"roles": "administrator", "password": "x", "created_at": utc_now()}
    with database.write() as connection:
        for name in ("Ann", "Ben"):
            values = {**row, "name": name, "email": f"{name}@forum.example"}
            connection.execute(insert(accounts).values(values))
    both = [by_number(database, number) for number in (1, 2)]
    team, left = Team(database, "secret"), []
    gate = threading.Barrier(2)

    def leave(number: int) -> None:
        found = both[number]
        assert found is not None
        gate.wait()
        left.append(team.close(found, found.name, utc_now()))

    threads = [threading.Thread(target=leave, args=(n,)) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(left) == [False, True]
