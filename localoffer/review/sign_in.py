"""The way in: signing in and out, an invitation, a lost password."""

import re
from dataclasses import dataclass

from flask import (
    Blueprint,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import format_time
from werkzeug.wrappers import Response

from localoffer.database.connection import Database
from localoffer.review.door import Door, Tried
from localoffer.review.keys import INVITATION, NEW_PASSWORD
from localoffer.review.navigation import desk_frame, links_for
from localoffer.review.people import person_of
from localoffer.review.people_forms import (
    WEAK,
    LinkForm,
    NewPasswordForm,
    RecoveryForm,
    SignInForm,
)
from localoffer.review.turnstile import is_too_often, now
from localoffer.web.desk import ANYONE, COOKIE, found, let_in, needs, see_out
from localoffer.web.failures import RETRY_SECONDS
from localoffer.web.limits import LOST, LOST_BY_ONE, SIGN_INS, SIGN_INS_TO_ONE
from localoffer.web.shelf import take

bp = Blueprint("people", __name__, url_prefix="/desk")
bp.app_context_processor(lambda: {"desk_frame": desk_frame})
bp.add_app_template_filter(lambda at: format_time(at, "short"), "london_time")
# Of our own pages, and of no other's: no scheme, no host, nothing that a browser
# reads as one.
BELOW = re.compile(r"/desk(/[A-Za-z0-9_.~-]+)*/?(\?[A-Za-z0-9_.~=&%+-]*)?")
AGAIN = {"Retry-After": RETRY_SECONDS[429]}
Answer = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


@dataclass(frozen=True)
class PostOffice:
    """Whether e-mails can be sent from here."""

    is_open: bool


@dataclass(frozen=True)
class SignInPage:
    """The sign-in form as shown; `done` is what was done just before."""

    form: SignInForm
    to: str
    done: str = ""
    is_wrong: bool = False
    is_too_often: bool = False


@dataclass(frozen=True)
class LostPage:
    """Both ways to a new password as shown."""

    form: RecoveryForm
    link_form: LinkForm
    sends_mail: bool
    is_wrong: bool = False
    is_too_often: bool = False
    is_asked: bool = False


@dataclass(frozen=True)
class PasswordPage:
    """A form for a new password, by a link; whose it is."""

    form: NewPasswordForm
    name: str
    email: str


@dataclass(frozen=True)
class RecoveryPage:
    """Recovery codes, shown once."""

    codes: tuple[str, ...]


@bp.get("/sign-in")
@needs(ANYONE)
def sign_in() -> Answer:
    """Show the sign-in page; who is signed in is led on."""
    person = found()
    to = _below(request.args.get("to", ""))
    if person is not None:
        return redirect(to or links_for(person)[0].url, code=303)
    page = SignInPage(SignInForm(), to, done=request.args.get("done", ""))
    return render_template("desk/sign_in.html", page=page)


@bp.post("/sign-in")
@needs(ANYONE)
def enter() -> Answer:
    """Let somebody in, and lead them to where they were going."""
    form, to = SignInForm(request.form), _below(request.form.get("to", ""))
    if not form.validate():
        return render_template("desk/sign_in.html", page=SignInPage(form, to)), 400
    if is_too_often(SIGN_INS, SIGN_INS_TO_ONE, form.email.data or ""):
        page = SignInPage(form, to, is_too_often=True)
        return render_template("desk/sign_in.html", page=page), 429, AGAIN
    tried = Tried(form.email.data or "", form.password.data or "", form.code.data or "")
    token = take(Door).sign_in(tried, now())
    person = person_of(take(Database), token, now()) if token else None
    if token is None or person is None:
        page = SignInPage(form, to, is_wrong=True)
        return render_template("desk/sign_in.html", page=page), 403
    _end_this()
    return let_in(redirect(to or links_for(person)[0].url, code=303), token)


@bp.post("/sign-out")
@needs(ANYONE)
def leave() -> Response:
    """End this browser's session."""
    _end_this()
    return see_out(redirect(url_for("people.sign_in", done="out"), code=303))


@bp.get("/join/<token>")
@needs(ANYONE)
def invitation(token: str) -> Answer:
    """Show whom a link invites, and ask for a password; 404 when it opens no more."""
    page = _password_page(token, INVITATION, NewPasswordForm())
    return render_template("desk/join.html", page=page) if page else _gone()


@bp.post("/join/<token>")
@needs(ANYONE)
def join(token: str) -> Answer:
    """Set the first password, and show recovery codes once."""
    form = NewPasswordForm(request.form)
    page = _password_page(token, INVITATION, form)
    if page is None:
        return _gone()
    if not form.validate():
        return render_template("desk/join.html", page=page), 400
    codes = take(Door).join(token, form.new_password.data or "", now())
    if codes is None:
        return _gone()
    return render_template("desk/recovery_codes.html", page=RecoveryPage(codes))


@bp.get("/lost")
@needs(ANYONE)
def lost() -> Answer:
    """Show the ways to a new password."""
    return render_template("desk/lost.html", page=_lost_page(RecoveryForm()))


@bp.post("/lost")
@needs(ANYONE)
def recover() -> Answer:
    """Set a new password by a recovery code."""
    form = RecoveryForm(request.form)
    form.own = (form.email.data or "",)
    if not form.validate():
        return render_template("desk/lost.html", page=_lost_page(form)), 400
    if is_too_often(LOST, LOST_BY_ONE, form.email.data or ""):
        page = _lost_page(form, is_too_often=True)
        return render_template("desk/lost.html", page=page), 429, AGAIN
    typed = form.email.data, form.new_password.data, form.recovery_code.data
    refusal = take(Door).recover(Tried(*(text or "" for text in typed)), now())
    if refusal == "own":
        form.new_password.errors = [WEAK["own"]]
        return render_template("desk/lost.html", page=_lost_page(form)), 400
    if refusal is not None:
        page = _lost_page(form, is_wrong=True)
        return render_template("desk/lost.html", page=page), 403
    return see_out(redirect(url_for("people.sign_in", done="password"), code=303))


@bp.post("/lost/link")
@needs(ANYONE)
def ask_for_link() -> Answer:
    """Have a link sent, if anybody has this address; the answer is the same."""
    if not take(PostOffice).is_open:
        abort(404)
    form = LinkForm(request.form)
    page = _lost_page(RecoveryForm(), link_form=form)
    if not form.validate():
        return render_template("desk/lost.html", page=page), 400
    if is_too_often(LOST, LOST_BY_ONE, form.link_email.data or ""):
        page = _lost_page(RecoveryForm(), link_form=form, is_too_often=True)
        return render_template("desk/lost.html", page=page), 429, AGAIN
    take(Door).ask_for_link(form.link_email.data or "", now())
    page = _lost_page(RecoveryForm(), link_form=form, is_asked=True)
    return render_template("desk/lost.html", page=page)


@bp.get("/new-password/<token>")
@needs(ANYONE)
def new_password(token: str) -> Answer:
    """Ask for a new password; 404 when the link opens no more."""
    page = _password_page(token, NEW_PASSWORD, NewPasswordForm())
    return render_template("desk/new_password.html", page=page) if page else _gone()


@bp.post("/new-password/<token>")
@needs(ANYONE)
def renew(token: str) -> Answer:
    """Set a new password by a link, and end every session."""
    form = NewPasswordForm(request.form)
    page = _password_page(token, NEW_PASSWORD, form)
    if page is None:
        return _gone()
    if not form.validate():
        return render_template("desk/new_password.html", page=page), 400
    if not take(Door).renew(token, form.new_password.data or "", now()):
        return _gone()
    return see_out(redirect(url_for("people.sign_in", done="password"), code=303))


def _below(to: str) -> str:
    """Return an address of the desk as it was, nothing for any other."""
    path = to.split("?", 1)[0]
    is_ours = BELOW.fullmatch(to) and not {".", ".."} & set(path.split("/"))
    return to if is_ours else ""


def _end_this() -> None:
    """End the session that this browser came with, if it came with one."""
    token = request.cookies.get(COOKIE)
    if token:
        take(Door).sign_out(token)


def _password_page(token: str, kind: str, form: NewPasswordForm) -> PasswordPage | None:
    account = take(Door).holder(token, kind, now())
    if account is None:
        return None
    form.own = (account.name, account.email)
    return PasswordPage(form, account.name, account.email)


def _lost_page(
    form: RecoveryForm,
    *,
    link_form: LinkForm | None = None,
    is_wrong: bool = False,
    is_too_often: bool = False,
    is_asked: bool = False,
) -> LostPage:
    return LostPage(
        form=form,
        link_form=link_form or LinkForm(),
        sends_mail=take(PostOffice).is_open,
        is_wrong=is_wrong,
        is_too_often=is_too_often,
        is_asked=is_asked,
    )


def _gone() -> Response:
    return make_response(render_template("desk/gone.html"), 404)
