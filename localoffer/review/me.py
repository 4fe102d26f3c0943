"""A person's own page: password, codes, and where they are signed in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from localoffer.database.connection import Database
from localoffer.edition.opening import Editions
from localoffer.paper.codes import data_uri
from localoffer.review.accounts import Account, by_number
from localoffer.review.codes import CodeLock, address_of
from localoffer.review.people import Session, sessions_of
from localoffer.review.people_forms import (
    ROLE_WORDS,
    ChangePasswordForm,
    CodesForm,
    ConfirmForm,
)
from localoffer.review.safety import NewCodes, Safety
from localoffer.review.sign_in import AGAIN, Answer, RecoveryPage
from localoffer.review.turnstile import is_too_often, now
from localoffer.web.desk import COOKIE, SIGNED_IN, let_in, needs, see_out, visitor
from localoffer.web.limits import SIGN_INS, SIGN_INS_TO_ONE
from localoffer.web.shelf import take

bp = Blueprint("me", __name__, url_prefix="/desk/me")


@dataclass(frozen=True)
class MePage:
    """What somebody may see of their own account."""

    account: Account
    role_words: tuple[str, ...]
    codes_left: int
    sessions: tuple[Session, ...]
    done: str


@dataclass(frozen=True)
class StepPage:
    """A form that changes an account; the password is asked for each time."""

    form: Any
    email: str
    is_wrong: bool = False
    is_too_often: bool = False


@dataclass(frozen=True)
class CodesPage(StepPage):
    """A key for an app: as a picture, and as signs to type."""

    key: str = ""
    picture: str = ""


@bp.get("")
@needs(SIGNED_IN)
def index() -> Answer:
    """Show somebody their own account."""
    account, token = _account(), request.cookies.get(COOKIE, "")
    page = MePage(
        account=account,
        role_words=tuple(str(w) for r, w in ROLE_WORDS.items() if r in account.roles),
        codes_left=take(Safety).recovery_codes_left(account),
        sessions=tuple(sessions_of(take(Database), account.id, token, now())),
        done=request.args.get("done", ""),
    )
    return render_template("desk/me.html", page=page)


@bp.get("/password")
@needs(SIGNED_IN)
def password() -> Answer:
    """Ask for the old password and a new one."""
    page = StepPage(ChangePasswordForm(), _account().email)
    return render_template("desk/me_password.html", page=page)


@bp.post("/password")
@needs(SIGNED_IN)
def change_password() -> Answer:
    """Set a new password: every other session ends."""
    account, form = _account(), ChangePasswordForm(request.form)
    form.own = (account.name, account.email)
    refused = _check(form, account, form.old_password, _step("desk/me_password.html"))
    if refused is not None:
        return refused
    new = form.new_password.data or ""
    token = take(Safety).change_password(account, new, now())
    return let_in(_back("password"), token)


@bp.get("/codes")
@needs(SIGNED_IN)
def codes() -> Answer:
    """Show a key to be taken up by an app, or how to turn codes off."""
    account = _account()
    if account.code_key is not None:
        page = StepPage(ConfirmForm(), account.email)
        return render_template("desk/me_codes_off.html", page=page)
    form = CodesForm()
    form.key_code.data = take(CodeLock).offer(account.id)
    return _show_key(account, form)()


@bp.post("/codes")
@needs(SIGNED_IN)
def turn_codes_on() -> Answer:
    """Ask for codes from now on, if the first code is right."""
    account, form = _account(), CodesForm(request.form)
    key = take(CodeLock).offered(form.key_code.data or "", account.id)
    if key is None or account.code_key is not None:
        return redirect(url_for("me.codes"), code=303)
    refused = _check(form, account, form.password, _show_key(account, form))
    if refused is not None:
        return refused
    new = NewCodes(key, form.code.data or "")
    if not take(Safety).turn_codes_on(account, new, now()):
        return _show_key(account, form)(is_wrong=True), 403
    return _back("codes-on")


@bp.post("/codes/off")
@needs(SIGNED_IN)
def turn_codes_off() -> Answer:
    """Ask for no codes any more."""
    account, form = _account(), ConfirmForm(request.form)
    refused = _check(form, account, form.password, _step("desk/me_codes_off.html"))
    if refused is not None:
        return refused
    take(Safety).turn_codes_off(account, now())
    return _back("codes-off")


@bp.get("/recovery")
@needs(SIGNED_IN)
def recovery() -> Answer:
    """Ask for the password before new recovery codes are made."""
    page = StepPage(ConfirmForm(), _account().email)
    return render_template("desk/me_recovery.html", page=page)


@bp.post("/recovery")
@needs(SIGNED_IN)
def new_recovery_codes() -> Answer:
    """Show new recovery codes once."""
    account, form = _account(), ConfirmForm(request.form)
    refused = _check(form, account, form.password, _step("desk/me_recovery.html"))
    if refused is not None:
        return refused
    made = take(Safety).new_recovery_codes(account, now())
    return render_template("desk/recovery_codes.html", page=RecoveryPage(made))


@bp.post("/sessions")
@needs(SIGNED_IN)
def end_session() -> Response:
    """End one of somebody's sessions."""
    name = request.form.get("session", "")
    take(Safety).end_session(_account(), name, now())
    return _back("session")


@bp.post("/sign-out-everywhere")
@needs(SIGNED_IN)
def leave_everywhere() -> Response:
    """End all of somebody's sessions, this one too."""
    take(Safety).sign_out_everywhere(_account(), now())
    return see_out(redirect(url_for("people.sign_in", done="everywhere"), code=303))


Show = Callable[..., str]


def _account() -> Account:
    account = by_number(take(Database), visitor().id)
    if account is None:
        abort(403)  # closed since the guard looked
    return account


def _back(done: str) -> Response:
    return redirect(url_for("me.index", done=done), code=303)


def _check(form: Any, account: Account, typed: Any, show: Show) -> Answer | None:
    """Return the form again unless it is whole and the password is right."""
    if not form.validate():
        return show(form=form), 400
    if is_too_often(SIGN_INS, SIGN_INS_TO_ONE, account.email):
        return show(form=form, is_too_often=True), 429, AGAIN
    if not take(Safety).knows(account, typed.data or ""):
        return show(form=form, is_wrong=True), 403
    return None


def _step(template: str) -> Show:
    def show(form: Any, **state: bool) -> str:
        page = StepPage(form, _account().email, **state)
        return render_template(template, page=page)

    return show


def _show_key(account: Account, filled: CodesForm) -> Show:
    signed = filled.key_code.data or ""
    key = take(CodeLock).offered(signed, account.id) or ""
    site = take(Editions).current().area.site_name
    picture = data_uri(address_of(key, account.email, site))

    def show(form: CodesForm = filled, **state: bool) -> str:
        grouped = " ".join(key[n : n + 4] for n in range(0, len(key), 4))
        page = CodesPage(form, account.email, key=grouped, picture=picture, **state)
        return render_template("desk/me_codes.html", page=page)

    return show
