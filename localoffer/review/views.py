"""The desk's first page: where a rep, an editor or an administrator begins."""

from flask import Blueprint, render_template

from localoffer.web.desk import needs, visitor

bp = Blueprint("review", __name__, url_prefix="/desk")


@bp.get("/")
@needs("inbox")
def index() -> str:
    """Show the inbox."""
    return render_template("desk/index.html", visitor=visitor())
