"""The parents' blueprint: parse, ask, render."""

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from localoffer.content.model import Guide, Service
from localoffer.edition.opening import Edition, Editions
from localoffer.edition.rendered import Rendered
from localoffer.insight.views import note_question
from localoffer.pages.addresses import entry_url, list_url, saved_here
from localoffer.pages.directory import (
    guides_page,
    home_page,
    text_page,
    topic_page,
    topics_page,
)
from localoffer.pages.easy import easy_page
from localoffer.pages.entry import EntryPage, entry_page
from localoffer.pages.listing import Sharing, list_page
from localoffer.pages.maps import map_url
from localoffer.pages.results import ResultsPage
from localoffer.pages.saved import SavedList
from localoffer.pages.saying import Saying
from localoffer.pages.style import style_page
from localoffer.pages.week import Week
from localoffer.pages.whats_on import whats_on_page
from localoffer.question.asked import Asked
from localoffer.replies.snapshot import Snapshot
from localoffer.search.labels import Labels
from localoffer.web.absolute import absolute
from localoffer.web.clock import Clock
from localoffer.web.desk import ANYONE, needs
from localoffer.web.locale import language
from localoffer.web.shelf import take

TEXT_PAGES = (
    "about", "accessibility", "privacy", "cookies", "urgent-help", "glossary",
    "young-people", "interpreters",
)  # fmt: skip
EASY_PAGES = ("urgent-help", "privacy", "feedback")
bp = Blueprint("pages", __name__)


def edition_now() -> Edition:
    """Return the edition this request reads."""
    return take(Editions).current()


def labels_for(edition: Edition) -> Labels:
    """Return the names of things in this request's language."""
    standing = edition.standing
    say = Saying.now(edition).plain
    return Labels(gettext, standing.vocabulary, standing.organisations, say)


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
    results = edition.search.answer(asked, language())
    whole = request.args.get("more", "")
    page = ResultsPage.of(results, edition, labels_for(edition), whole)
    if not whole:
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


@bp.get("/guides/<slug>/letters")
def letters(slug: str) -> str | AnyResponse:
    """Show the letters of a guide."""
    edition = edition_now()
    entry = _found(edition, slug)
    if not isinstance(entry.record, Guide) or not entry.record.letters:
        abort(404)
    if entry.slug != slug:
        return redirect(url_for(".letters", slug=entry.slug), code=301)
    return letters_shown(entry, edition)


def _entry(kind: str, slug: str) -> str | AnyResponse:
    edition = edition_now()
    entry = _found(edition, slug)
    if (entry.kind, entry.slug) != (kind, slug):
        return redirect(entry_url(entry.kind, entry.slug), code=301)
    return shown(entry, edition)


def _found(edition: Edition, slug: str) -> Rendered:
    """Return an entry by its name now or formerly, or answer 404."""
    entry = edition.entry(edition.standing.former.get(slug, slug))
    if entry is None:
        abort(404)
    return entry


def _page_of(entry: Rendered, edition: Edition) -> EntryPage:
    today = take(Clock).today()
    return entry_page(entry, edition, labels_for(edition), request.script_root, today)


def letters_shown(
    entry: Rendered, edition: Edition, render: Callable[..., str] = render_template
) -> str:
    """Return the page of a guide's letters."""
    return render("pages/letters.html", page=_page_of(entry, edition))


def shown(
    entry: Rendered, edition: Edition, render: Callable[..., str] = render_template
) -> str:
    """Return the page of an entry as it stands today."""
    page = _page_of(entry, edition)
    page = replace(page, answers=take(Snapshot).about(entry.slug))
    return render(f"pages/{entry.kind}.html", page=page)


@bp.get("/services/<slug>/easy", defaults={"folder": "services"})
@bp.get("/guides/<slug>/easy", defaults={"folder": "guides"})
def easy(folder: str, slug: str) -> str:
    """Show an entry or a standing page in Easy Read."""
    page = easy_page(folder, slug, edition_now(), request.script_root)
    if page is None:
        abort(404)
    return render_template("pages/easy.html", page=page)


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


@bp.get("/list")
def saved_list() -> str:
    """Show the list that the address carries, and ways to send it."""
    edition, saved = edition_now(), saved_here()
    page = list_page(saved, edition, labels_for(edition), request.script_root)
    link = absolute(list_url(SavedList(tuple(e.card.slug for e in page.entries))))
    subject = gettext("Help for a child with special needs")
    words = gettext("Here is a list of help:")
    sharing = Sharing.of(link, words, subject) if page.entries else None
    return render_template("pages/list.html", page=page, sharing=sharing)


@bp.get("/services/<slug>/map/<int:number>")
def place_map(slug: str, number: int) -> AnyResponse:
    """Open a place of a service in the map app of the phone that asks."""
    entry = edition_now().entry(slug)
    if entry is None or not isinstance(entry.record, Service):
        abort(404)
    places = entry.record.places
    if not 1 <= number <= len(places):
        abort(404)
    answer = redirect(map_url(places[number - 1], request.user_agent.string))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/desk/style")
@needs(ANYONE)
def style() -> str:
    """Show every part of the pages in every state."""
    edition = edition_now()
    page = style_page(edition, labels_for(edition), "Say it in other words.")
    return render_template("desk/style.html", page=page)


@bp.get("/whats-on")
def whats_on() -> str:
    """Show what is on in the coming seven days, or in a week asked for."""
    edition, today = edition_now(), take(Clock).today()
    week = Week.read(request.args.get("week", ""), today)
    asked = Asked.read(request.args.items(multi=True))
    page = whats_on_page(edition, labels_for(edition), week, asked)
    return render_template("pages/whats_on.html", page=page)


def text_shown(slug: str) -> str:
    """Return a standing page."""
    page = text_page(edition_now(), slug, request.script_root)
    if page is None:
        abort(404)
    return render_template("pages/text.html", page=page)


for _slug in EASY_PAGES:
    bp.add_url_rule(
        f"/{_slug}/easy",
        endpoint="easy",
        view_func=easy,
        defaults={"folder": "pages", "slug": _slug},
    )
for _slug in TEXT_PAGES:
    bp.add_url_rule(
        f"/{_slug}", endpoint=_slug, view_func=text_shown, defaults={"slug": _slug}
    )
