"""The desk's door: closed, unless a view says which right opens it."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from flask import Flask, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

COOKIE = "desk"
PATH = "/desk"
ANYONE = ""  # who is not signed in may come in too
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


def needs(right: str) -> Callable[[View], View]:
    """Open a view of the desk to whoever has a right, `ANYONE` to everybody."""

    def mark(view: View) -> View:
        view.desk_right = right  # type: ignore[attr-defined]
        return view

    return mark


def right_of(app: Flask, endpoint: str) -> str | None:
    """Return the right that opens a view, None when nothing does."""
    return getattr(app.view_functions[endpoint], "desk_right", None)


def visitor() -> Visitor:
    """Return who is signed in; 403 when nobody is."""
    found: Visitor | None = g.get("visitor")
    if found is None:
        abort(403)
    return found


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
        if right is None or not g.visitor.may(right):
            abort(403)
        return None

    app.before_request(check)


def _is_desk() -> bool:
    return request.path == PATH or request.path.startswith(f"{PATH}/")


def _to_the_door() -> Response:
    """Lead to the sign-in page and back; what is posted cannot be led."""
    if request.method not in {"GET", "HEAD"}:
        abort(403)
    return redirect(url_for("people.sign_in", to=request.path), code=303)
