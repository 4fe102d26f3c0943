"""The page of all people at the desk, for administrators."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext

from localoffer.database.connection import Database
from localoffer.review.accounts import Account, by_number, everybody
from localoffer.review.people_forms import ROLE_WORDS, InvitationForm, RolesForm
from localoffer.review.sign_in import Answer
from localoffer.review.team import Invited, Team
from localoffer.review.turnstile import now
from localoffer.settings import Settings
from localoffer.web.desk import needs, visitor
from localoffer.web.shelf import take

bp = Blueprint("team", __name__, url_prefix="/desk/people")


@dataclass(frozen=True)
class PeoplePage:
    """Everybody, and a form to invite somebody."""

    people: tuple[Account, ...]
    form: InvitationForm
    now: datetime
    done: str = ""


@dataclass(frozen=True)
class AccountPage:
    """Somebody, and what may be changed."""

    account: Account
    form: RolesForm
    now: datetime
    done: str = ""
    is_last: bool = False


@dataclass(frozen=True)
class LinkPage:
    """An invitation that was made just now: its link is shown once."""

    name: str
    link: str


@bp.get("")
@needs("people")
def index() -> Answer:
    """List everybody, with a form to invite somebody."""
    page = _people_page(InvitationForm())
    return render_template("desk/people.html", page=page)


@bp.post("")
@needs("people")
def invite() -> Answer:
    """Invite somebody, and show the link once."""
    form = InvitationForm(request.form)
    if not form.validate():
        return render_template("desk/people.html", page=_people_page(form)), 400
    name = form.name.data or ""
    invited = Invited(name, form.email.data or "", form.chosen)
    path = take(Team).invite(invited, visitor().name, now())
    if path is None:
        form.email.errors = [gettext("Somebody with this address is here already.")]
        return render_template("desk/people.html", page=_people_page(form)), 400
    return _show_link(name, path)


@bp.get("/<int:number>")
@needs("people")
def person(number: int) -> Answer:
    """Show somebody, and what may be changed."""
    account = _account(number)
    form = RolesForm()
    form.roles.data = sorted(account.roles)
    page = AccountPage(account, form, now(), done=request.args.get("done", ""))
    return render_template("desk/person.html", page=page)


@bp.post("/<int:number>/roles")
@needs("people")
def change_roles(number: int) -> Answer:
    """Give somebody other roles; the last administrator stays one."""
    account, form = _account(number), RolesForm(request.form)
    if not form.validate():
        abort(400)
    if not take(Team).change_roles(account, form.chosen, visitor().name, now()):
        return _last(account)
    return redirect(url_for("team.person", number=number, done="roles"), code=303)


@bp.post("/<int:number>/invitation")
@needs("people")
def invite_again(number: int) -> Answer:
    """Make a new link for somebody who has not joined; the one before opens no more."""
    account = _account(number)
    if account.has_joined:
        return redirect(url_for("team.person", number=number), code=303)
    path = take(Team).invite_again(account, visitor().name, now())
    return _show_link(account.name, path)


@bp.post("/<int:number>/closing")
@needs("people")
def close(number: int) -> Answer:
    """Close an account; the last administrator's stays open."""
    account = _account(number)
    if not take(Team).close(account, visitor().name, now()):
        return _last(account)
    return redirect(url_for("team.index", done="closed"), code=303)


def _account(number: int) -> Account:
    account = by_number(take(Database), number) if number < 2**31 else None
    if account is None:
        abort(404)
    return account


def _people_page(form: InvitationForm) -> PeoplePage:
    people = tuple(everybody(take(Database)))
    return PeoplePage(people, form, now(), done=request.args.get("done", ""))


def _show_link(name: str, path: str) -> str:
    # Never from the host that was asked: whoever forges one would get the key.
    page = LinkPage(name, take(Settings).url + path)
    return render_template("desk/invited.html", page=page)


def _last(account: Account) -> tuple[str, int]:
    form = RolesForm()
    form.roles.data = sorted(account.roles)
    page = AccountPage(account, form, now(), is_last=True)
    return render_template("desk/person.html", page=page), 409


@bp.app_template_filter("role_words")
def role_words(role: str) -> str:
    """Return what a role is called, and what it is for."""
    return str(ROLE_WORDS[role])
