"""The desk: closed, but for a page that says so."""

from flask import Blueprint, abort, render_template, request

bp = Blueprint("review", __name__, url_prefix="/desk")
OPEN = {"/desk/"}


@bp.before_request
def closed_by_default() -> None:
    """Refuse everything that is not on the short list of open pages."""
    if request.path not in OPEN:
        abort(403)


@bp.get("/")
def index() -> str:
    """Say that the desk is not open yet."""
    return render_template("desk/index.html")


@bp.route("/<path:_rest>", methods=["GET", "POST"])
def rest(_rest: str) -> str:
    """Stand for all that is to come; the door above refuses it."""
    abort(403)
