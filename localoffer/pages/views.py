"""The parents' blueprint: parse, ask, render."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, Response, abort, redirect, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from localoffer.edition.opening import Edition, Editions
from localoffer.edition.rendered import Rendered
from localoffer.insight.views import note_question
from localoffer.pages.addresses import entry_url
from localoffer.pages.directory import (
    guides_page,
    home_page,
    text_page,
    topic_page,
    topics_page,
    whats_on_page,
)
from localoffer.pages.entry import entry_page
from localoffer.pages.results import ResultsPage
from localoffer.question.asked import Asked
from localoffer.replies.snapshot import Snapshot
from localoffer.search.labels import Labels
from localoffer.web.clock import Clock
from localoffer.web.shelf import take

TEXT_PAGES = (
    "about", "accessibility", "privacy", "cookies", "urgent-help", "glossary",
    "young-people", "list", "booklet",
)  # fmt: skip
bp = Blueprint("pages", __name__)


def edition_now() -> Edition:
    """Return the edition this request reads."""
    return take(Editions).current()


def labels_for(edition: Edition) -> Labels:
    """Return the names of things in this request's language."""
    standing = edition.standing
    return Labels(gettext, standing.vocabulary, standing.organisations)


@bp.get("/")
def home() -> str:
    """Show the first page."""
    edition = edition_now()
    return render_template(
        "pages/home.html", page=home_page(edition, labels_for(edition))
    )


@bp.get("/search")
def search() -> tuple[str, int]:
    """Show what a question finds; a page number that is none is 404."""
    edition = edition_now()
    asked = Asked.read(request.args.items(multi=True))
    results = edition.search.answer(asked)
    page = ResultsPage.of(results, edition, labels_for(edition))
    note_question(results)
    status = 200 if results.page_exists else 404
    return render_template("pages/results.html", page=page), status


@bp.get("/services/<slug>")
def service(slug: str) -> str | AnyResponse:
    """Show a service."""
    return _entry("service", slug)


@bp.get("/guides/<slug>")
def guide(slug: str) -> str | AnyResponse:
    """Show a guide."""
    return _entry("guide", slug)


def _entry(kind: str, slug: str) -> str | AnyResponse:
    edition = edition_now()
    entry = edition.entry(edition.standing.former.get(slug, slug))
    if entry is None:
        abort(404)
    if (entry.kind, entry.slug) != (kind, slug):
        return redirect(entry_url(entry.kind, entry.slug), code=301)
    return shown(entry, edition)


def shown(
    entry: Rendered, edition: Edition, render: Callable[..., str] = render_template
) -> str:
    """Return the page of an entry as it stands today."""
    today = take(Clock).today()
    page = entry_page(entry, edition, labels_for(edition), request.script_root, today)
    page = replace(page, replies=take(Snapshot).for_entry(entry.slug))
    return render(f"pages/{entry.kind}.html", page=page)


@bp.get("/topics/")
def topics() -> str:
    """Show all topics."""
    return render_template("pages/topics.html", page=topics_page(edition_now()))


@bp.get("/topics/<slug>")
def topic(slug: str) -> str:
    """Show one topic."""
    page = topic_page(edition_now(), slug)
    if page is None:
        abort(404)
    return render_template("pages/topic.html", page=page)


@bp.get("/guides/")
def guides() -> str:
    """Show all guides."""
    return render_template("pages/guides.html", page=guides_page(edition_now()))


@bp.get("/whats-on")
def whats_on() -> str:
    """Show what has a stated day."""
    page = whats_on_page(edition_now(), request.script_root)
    return render_template("pages/whats_on.html", page=page)


def text_shown(slug: str) -> str:
    """Return a standing page."""
    page = text_page(edition_now(), slug, request.script_root)
    if page is None:
        abort(404)
    return render_template("pages/text.html", page=page)


for _slug in TEXT_PAGES:
    bp.add_url_rule(
        f"/{_slug}", endpoint=_slug, view_func=text_shown, defaults={"slug": _slug}
    )


@bp.get("/booklet.pdf")
def booklet_pdf() -> Response:
    """Say honestly that the printed booklet is still to come."""
    words = render_template(
        "pages/text.html", page=text_page(edition_now(), "booklet", request.script_root)
    )
    return Response(words, status=501)
