"""Every address of the desk as nobody and as each role: open only by its right."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from localoffer.review.model import RIGHTS, ROLES
from localoffer.web.desk import ANYONE, SIGNED_IN, right_of
from tests.review.steps import knocking
from tests.signed import signed_in
from tests.test_doors import address

PAGE = Path(__file__).parents[2] / "docs/desk-people.md"
KNOWN = frozenset().union(*RIGHTS.values())
Door = tuple[str, str, str]  # method, address, right


def rules(app: Flask) -> Iterator[Rule]:
    """Return every rule of the desk."""
    for rule in app.url_map.iter_rules():
        if rule.rule == "/desk" or rule.rule.startswith("/desk/"):
            yield rule


def doors(app: Flask) -> list[Door]:
    """Return every way in to the desk that is not open to everybody."""
    ways = (
        (method, address(rule), right_of(app, rule.endpoint) or ANYONE)
        for rule in rules(app)
        for method in {"GET", "POST"} & (rule.methods or set())
    )
    return sorted(way for way in ways if way[2] != ANYONE)


def is_refused(client: FlaskClient, door: Door) -> bool:
    """Say whether the guard let nobody through: 403, or led to the sign-in page."""
    method, path, _ = door
    answer = client.open(path, method=method)
    return answer.status_code == 403 or "/desk/sign-in?to=" in (answer.location or "")


def test_every_address_names_a_right_that_there_is(desk: Flask) -> None:
    named = {rule.rule: right_of(desk, rule.endpoint) for rule in rules(desk)}

    assert len(named) > 15
    assert [rule for rule, right in named.items() if right is None] == []
    assert set(named.values()) <= KNOWN | {ANYONE, SIGNED_IN}


def test_nobody_comes_in_anywhere_else(desk: Flask) -> None:
    client = knocking(desk)
    passed = [door for door in doors(desk) if not is_refused(client, door)]

    assert passed == []


@pytest.mark.parametrize("role", ["", *ROLES])
def test_a_role_opens_what_it_has_the_right_to(desk: Flask, role: str) -> None:
    rights = RIGHTS.get(role, frozenset()) | {SIGNED_IN}
    found: dict[str, list[Door]] = {"open": [], "closed": []}
    for number, door in enumerate(doors(desk)):
        # A browser for each: some of these sign it out.
        client = signed_in(desk, *filter(None, [role]), name=f"n{number}")
        # Not these accounts: number 1 is the first browser's own.
        path = door[1].replace("/1", "/987654") if "people" in door[1] else door[1]
        state = "closed" if is_refused(client, (door[0], path, door[2])) else "open"
        found[state].append(door)

    assert [door for door in found["open"] if door[2] not in rights] == []
    assert [door for door in found["closed"] if door[2] in rights] == []


def test_who_may_not_is_told_so_and_can_go_elsewhere(desk: Flask) -> None:
    answer = signed_in(desk, "rep").get("/desk/people")

    assert answer.status_code == 403
    assert "This is not open to you" in answer.text
    assert 'href="/desk/me"' in answer.text


def test_each_is_shown_only_the_links_that_are_open(desk: Flask) -> None:
    clients = {role: signed_in(desk, *filter(None, [role])) for role in ["", *ROLES]}
    found = {}
    for role, client in clients.items():
        page = client.get("/desk/me").text
        frame = page.split('aria-label="Desk"')[1].split("</nav>")[0]
        found[role] = set(re.findall(r'href="(/desk[^"]*)"', frame))
        opened = {path: client.get(path).status_code for path in found[role]}
        assert set(opened.values()) == {200}, role

    assert found[""] == {"/desk/me"}
    assert {"/desk/", "/desk/me"} <= found["rep"]
    assert {"/desk/people", "/desk/me"} <= found["administrator"]
    assert "/desk/people" not in found["rep"] | found["editor"] | found["answerer"]
    assert "/desk/" not in found["administrator"]


def test_the_page_on_roles_says_what_the_table_says() -> None:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if "|" in line]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head = next(row for row in cells if row[0] == "may")
    said = {
        role: {row[1].strip("`") for row in cells if len(row) > at and row[at] == "yes"}
        for at, role in enumerate(head)
        if role in ROLES
    }

    assert said == {role: set(rights) for role, rights in RIGHTS.items()}
    assert [row[0] for row in cells if row[0] == ""] == []
