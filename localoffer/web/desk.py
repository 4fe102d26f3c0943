"""The desk's door: closed, unless a view says which right opens it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from flask import (
    Flask,
    abort,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response

COOKIE = "desk"
PATH = "/desk"
ANYONE = ""  # who is not signed in may come in too
SIGNED_IN = "signed in"  # whoever is signed in, with whatever role
# What is typed into these is not shown again, whoever asks.
SECRETS = ("password", "code")
View = TypeVar("View", bound=Callable[..., Any])


class Visitor(Protocol):
    """Somebody signed in."""

    @property
    def id(self) -> int:
        """Return the number of their account."""
        ...

    @property
    def name(self) -> str:
        """Return how the others know them."""
        ...

    def may(self, right: str) -> bool:
        """Say whether they have a right."""
        ...


@dataclass(frozen=True)
class SignedOutPage:
    """A form that came too late: where it goes, and what was in it."""

    action: str
    kept: tuple[tuple[str, str], ...]


def needs(right: str) -> Callable[[View], View]:
    """Open a view of the desk to whoever has a right.

    `ANYONE` opens it to everybody, `SIGNED_IN` to whoever is signed in.
    """

    def mark(view: View) -> View:
        view.desk_right = right  # type: ignore[attr-defined]
        return view

    return mark


def right_of(app: Flask, endpoint: str) -> str | None:
    """Return the right that opens a view, None when nothing does."""
    return getattr(app.view_functions[endpoint], "desk_right", None)


def is_open_to(right: str | None, person: Visitor) -> bool:
    """Say whether a view that names this right is open to somebody signed in."""
    if right in {ANYONE, SIGNED_IN}:
        return True
    return right is not None and person.may(right)


def found() -> Visitor | None:
    """Return who is signed in, None when nobody is or the page is not the desk's."""
    visitor: Visitor | None = g.get("visitor")
    return visitor


def visitor() -> Visitor:
    """Return who is signed in; 403 when nobody is."""
    known = found()
    if known is None:
        abort(403)
    return known


def let_in(response: Response, token: str) -> Response:
    """Return an answer with a session's secret, for the desk's pages alone.

    It lasts as long as the browser keeps it: the session itself ends at the desk.
    """
    response.set_cookie(
        COOKIE, token, path=PATH, secure=True, httponly=True, samesite="Lax"
    )
    return response


def see_out(response: Response) -> Response:
    """Return an answer that makes a browser forget its session's secret."""
    response.delete_cookie(
        COOKIE, path=PATH, secure=True, httponly=True, samesite="Lax"
    )
    return response


def register(app: Flask, find: Callable[[str], Visitor | None]) -> None:
    """Guard everything below `/desk`; `find` tells who holds a session."""

    def check() -> Response | None:
        # What is no page of ours is refused as anywhere else.
        if not _is_desk() or request.endpoint is None:
            return None
        right = right_of(app, request.endpoint)
        token = request.cookies.get(COOKIE, "")
        g.visitor = find(token) if token else None
        if right == ANYONE:
            return None
        if g.visitor is None:
            return _to_the_door()
        if not is_open_to(right, g.visitor):
            return make_response(render_template("desk/no_right.html"), 403)
        return None

    app.before_request(check)


def _is_desk() -> bool:
    return request.path == PATH or request.path.startswith(f"{PATH}/")


def _to_the_door() -> Response:
    """Lead to the sign-in page and back; what is posted cannot be led.

    Browsers do not all give back what was typed when one goes back to a page, so the
    words come back with the answer: nothing that was written is lost.
    """
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("people.sign_in", to=request.path), code=303)
    fields = request.form.items(multi=True)
    kept = tuple((name, said) for name, said in fields if not _is_secret(name))
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    page = SignedOutPage(request.path + query, kept)
    return make_response(render_template("desk/signed_out.html", page=page), 403)


def _is_secret(name: str) -> bool:
    return any(word in name for word in SECRETS)
