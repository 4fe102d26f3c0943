"""The way in: signing in, and what leads back to it."""

from flask import Blueprint, render_template

from localoffer.web.desk import ANYONE, needs

bp = Blueprint("people", __name__, url_prefix="/desk")


@bp.get("/sign-in")
@needs(ANYONE)
def sign_in() -> str:
    """Show the sign-in page."""
    return render_template("desk/sign_in.html")
