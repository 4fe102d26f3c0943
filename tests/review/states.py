"""Every page of the desk in the states that somebody may meet, in one list.

Other rooms of the desk add their pages here. An address may name what a preparation
makes, such as `{invitation}`: add one to `PREPARED`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Flask

from localoffer.review.door import Door
from localoffer.review.keys import NEW_PASSWORD, new_link
from localoffer.review.team import Invited, Team
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from tests.fresh import database_of
from tests.review.steps import PASSWORD, part

NOBODY = ""  # opens a page without signing in


@dataclass(frozen=True)
class DeskState:
    """A page as somebody with a role meets it; `rule` is its kind, as in the map."""

    rule: str
    name: str
    address: str
    role: str = NOBODY


STATES = (
    DeskState("/desk/", "inbox", "/desk/", "rep"),
    DeskState("/desk/sign-in", "sign-in", "/desk/sign-in"),
    DeskState("/desk/sign-in", "sign-in-done", "/desk/sign-in?to=/desk/me&done=out"),
    DeskState("/desk/join/<token>", "join", "{invitation}"),
    DeskState("/desk/join/<token>", "join-gone", "/desk/join/x"),
    DeskState("/desk/new-password/<token>", "new-password", "{new_password}"),
    DeskState("/desk/lost", "lost", "/desk/lost"),
    DeskState("/desk/me", "me", "/desk/me?done=password", "rep"),
    DeskState("/desk/me/password", "me-password", "/desk/me/password", "rep"),
    DeskState("/desk/me/codes", "me-codes", "/desk/me/codes", "rep"),
    DeskState("/desk/me/recovery", "me-recovery", "/desk/me/recovery", "rep"),
    DeskState("/desk/people", "people", "/desk/people", "administrator"),
    DeskState("/desk/people", "no-right", "/desk/people", "rep"),
    DeskState(
        "/desk/people/<int:number>", "person", "/desk/people/{person}", "administrator"
    ),
)
# Downloads, and what is no page of its own.
NO_PAGES = frozenset({"/desk/style"})  # is in the list of public pages
Made = Mapping[str, str]
Preparation = Callable[[Flask], Made]


def people(app: Flask) -> Made:
    """Invite somebody who has joined, and somebody who has not."""
    team, now = part(app, Team), part(app, Clock).now()
    roles = frozenset({"answerer", "editor"})
    joined = team.invite(Invited("Ann Reed", "ann@forum.example", roles), "x", now)
    path = team.invite(
        Invited("Ben Okoro-Featherstonehaugh", "b" * 60 + "@forum.example", roles),
        "x",
        now,
    )
    assert joined
    assert path
    part(app, Door).join(joined.removeprefix("/desk/join/"), PASSWORD, now)
    with database_of(app).write() as connection:
        secret = part(app, Settings).secret_key
        renewing = new_link(connection, 1, NEW_PASSWORD, now, secret)
    return {"invitation": path, "new_password": renewing, "person": "2"}


PREPARED: tuple[Preparation, ...] = (people,)
