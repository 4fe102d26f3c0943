"""The table of moves, tried over HTTP: every state, every step, every role."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from localoffer.database import tables
from localoffer.review.model import (
    ACTIONS,
    MOVES,
    OPEN,
    RIGHTS,
    ROLES,
    STATES,
    move,
)
from localoffer.settings import Settings
from tests.fresh import fresh_site
from tests.review.desk import comment, put_in, state_of, steps_of
from tests.signed import signed_in

FORMS = {
    "ask": {"asked": "SEND Team"},
    "answer": {"did": "We heat it.", "owner": "Halls team"},
    "settle": {"outcome": "corrected"},
    "withhold": {"reason": "vexatious"},
    "correct": {"note": "A word was wrong."},
    "withdraw": {"note": "It named somebody."},
}
# Who could read the words of a correction can do with it what readers can.
READERS = {"correction": {"rep", "editor"}, "comment": {"rep"}}


@pytest.fixture(scope="module")
def site(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    with fresh_site(settings, tmp_path_factory.mktemp("moves")) as app:
        yield app


@pytest.fixture(scope="module")
def people(site: Flask) -> dict[str, FlaskClient]:
    return {role: signed_in(site, role) for role in ROLES}


def may(role: str, kind: str, state: str, action: str) -> bool:
    step = move(state, action)
    if step is None:
        return False
    if step.right == "raw":
        return role in READERS[kind]
    return step.right in RIGHTS[role]


@pytest.mark.parametrize("kind", ["comment", "correction"])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("state", STATES)
def test_every_step_leads_where_the_table_says_or_nowhere(
    site: Flask, people: dict[str, FlaskClient], state: str, role: str, kind: str
) -> None:
    for action in ACTIONS:
        reference = comment(site, kind=kind)
        put_in(site, reference, state)

        answer = people[role].post(
            f"/desk/comments/{reference}/{action}", data=FORMS.get(action, {})
        )

        allowed = may(role, kind, state, action)
        allowed = allowed and not (action == "settle" and kind == "comment")
        if allowed:
            assert answer.status_code == (200 if action == "ask" else 303), action
            assert state_of(site, reference) == MOVES[state, action].to
            assert steps_of(site, reference) == [action]
        else:
            assert answer.status_code in {403, 409}, (action, answer.status_code)
            assert state_of(site, reference) == state
            assert steps_of(site, reference) == []


def test_the_table_names_known_states_and_rights() -> None:
    rights = frozenset().union(*RIGHTS.values())

    assert {state for state, _ in MOVES} | {m.to for m in MOVES.values()} <= set(STATES)
    assert {m.right for m in MOVES.values()} <= rights
    assert set(RIGHTS) == set(ROLES)


def test_nothing_is_withheld_that_nobody_has_read() -> None:
    assert move("new", "withhold") is None
    assert [a for (state, a) in MOVES if state == "new"] == ["take", "settle"]


def test_the_indexes_of_open_comments_know_the_open_states() -> None:
    ended = set(re.findall("'([a-z-]+)'", str(tables.OPEN)))

    assert "NOT IN" in str(tables.OPEN)
    assert set(STATES) - ended == OPEN
