"""The desk's page of what is asked for and not found, and its exports."""

from flask import Blueprint, Response, render_template, request

from localoffer.database.connection import Database
from localoffer.edition.opening import Editions
from localoffer.insight.export import as_csv, as_json
from localoffer.insight.shown import Chosen, Shown, choices
from localoffer.web.clock import Clock
from localoffer.web.desk import needs
from localoffer.web.shelf import take

NAMES = {
    "calendar": "Calendar years",
    "school": "School years",
    "financial": "Financial years",
}
bp = Blueprint("charts", __name__, url_prefix="/desk")


@bp.get("/insight")
@needs("insight")
def index() -> str:
    """Show a year beside the year before."""
    shown, edition = _shown(), take(Editions).current()
    return render_template(
        "desk/insight.html",
        page=shown,
        years=[(NAMES[kind], some) for kind, some in choices(take(Clock).today())],
        topics=[(t.slug, t.label) for t in edition.vocabulary.topics.topics],
    )


@bp.get("/insight.csv")
@needs("insight")
def table() -> Response:
    """Return what the page shows, as CSV."""
    shown = _shown()
    return _file(shown, as_csv(shown), "text/csv; charset=utf-8", "csv")


@bp.get("/insight.json")
@needs("insight")
def data() -> Response:
    """Return what the page shows, as JSON."""
    shown = _shown()
    return _file(shown, as_json(shown), "application/json", "json")


def _shown() -> Shown:
    edition, today = take(Editions).current(), take(Clock).today()
    chosen = Chosen.read(request.args, edition, today)
    return Shown.of(chosen, take(Database), edition, today)


def _file(shown: Shown, text: str, kind: str, ending: str) -> Response:
    name = "-".join(("insight", *shown.chosen.args.values()))
    response = Response(text, content_type=kind)
    disposition = f'attachment; filename="{name}.{ending}"'
    response.headers["Content-Disposition"] = disposition
    return response
