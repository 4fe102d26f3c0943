"""Every page of the desk in the states that somebody may meet, in one list.

Other rooms of the desk add their pages here. An address may name what a preparation
makes, such as `{invitation}`: add one to `PREPARED`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Flask

from localoffer.review import store
from localoffer.review.actions import Drafts
from localoffer.review.door import Door
from localoffer.review.keys import NEW_PASSWORD, new_link
from localoffer.review.team import Invited, Team
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from tests.fresh import database_of
from tests.review.desk import comment, put_in
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
    DeskState("/desk/", "inbox-filtered", "/desk/?state=new&text=cold", "rep"),
    DeskState("/desk/", "inbox-empty", "/desk/?topic=nothing", "rep"),
    DeskState("/desk/comments/<reference>", "new", "/desk/comments/{new}", "rep"),
    DeskState("/desk/comments/<reference>", "risky", "/desk/comments/{risky}", "rep"),
    DeskState(
        "/desk/comments/<reference>", "two-languages", "/desk/comments/{polish}", "rep"
    ),
    DeskState(
        "/desk/comments/<reference>", "answered", "/desk/comments/{answered}", "rep"
    ),
    DeskState(
        "/desk/comments/<reference>", "published", "/desk/comments/{published}", "rep"
    ),
    DeskState(
        "/desk/comments/<reference>", "outsider", "/desk/comments/{risky}", "answerer"
    ),
    DeskState(
        "/desk/comments/<reference>", "editor", "/desk/comments/{correction}", "editor"
    ),
    DeskState("/desk/draft/<token>", "draft", "{draft}"),
    DeskState("/desk/enter", "enter", "/desk/enter", "rep"),
    DeskState("/desk/promises", "promises", "/desk/promises", "rep"),
    DeskState("/desk/mails", "mails", "/desk/mails", "rep"),
    DeskState("/desk/log", "log", "/desk/log", "administrator"),
    DeskState("/desk/reports", "reports", "/desk/reports", "rep"),
    DeskState("/desk/insight", "insight", "/desk/insight", "rep"),
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
# The style page is in the list of public pages.
NO_PAGES = frozenset({"/desk/style", "/desk/insight.csv", "/desk/insight.json"})
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


def comments(app: Flask) -> Made:
    """Keep comments in every state that a page shows differently."""
    made = {
        "new": comment(app, "The hall is cold.", about="camhs", topic="camhs"),
        "risky": comment(app, "My son Jack. Ring 07700 900123.", urgent=True),
        "polish": comment(app, "Sala jest zimna.", language="pl", may_publish=False),
        "correction": comment(app, "The number is old.", kind="correction"),
        "answered": comment(app, "It is cold."),
        "published": comment(app, "It was cold."),
    }
    for name in ("risky", "polish"):
        put_in(app, made[name], "in-review", ready=False)
    for name in ("answered", "published"):
        put_in(app, made[name], name)
    asked = comment(app, "Nobody rings back.")
    put_in(app, asked, "waiting")
    with database_of(app).read() as connection:
        found = store.case(connection, asked)
    assert found is not None
    assert found.answer is not None
    return made | {"draft": f"/desk/draft/{part(app, Drafts).link(found.answer.id)}"}


PREPARED: tuple[Preparation, ...] = (people, comments)
