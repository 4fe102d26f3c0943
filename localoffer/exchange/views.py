"""The machines' blueprint: the search API, feeds and descriptions."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify, render_template, request
from flask_babel import force_locale, gettext

from localoffer.edition.opening import Edition, Editions
from localoffer.exchange.mapping import search_answer, suggest_answer, topics_answer
from localoffer.question.asked import LONGEST_TEXT, Asked, tidy
from localoffer.search.labels import Labels
from localoffer.settings import Settings
from localoffer.web.absolute import absolute
from localoffer.web.shelf import take

PAGES = (
    "/", "/topics/", "/guides/", "/whats-on", "/about", "/accessibility", "/privacy",
    "/cookies", "/urgent-help", "/glossary", "/young-people", "/you-said-we-did",
    "/feedback",
    "/booklet", "/handouts",
)  # fmt: skip
FOLDERS = {"service": "services", "guide": "guides"}
bp = Blueprint("exchange", __name__)


@bp.get("/api/search")
def search() -> Response:
    """Answer a question with JSON; the same call as the results page."""
    edition = take(Editions).current()
    asked, language = Asked.read(request.args.items(multi=True)), _language()
    results = edition.search.answer(asked, language)
    if not results.page_exists:
        abort(404, description="There is no such page of results.")
    with force_locale("en_GB" if language == "en" else language):
        return _open(search_answer(results, _labels(edition)))


@bp.get("/api/suggest")
def suggest() -> Response:
    """Answer the first letters of a question with topics, entries and places."""
    text = tidy(request.args.get("q", ""), LONGEST_TEXT)
    return _open(suggest_answer(take(Editions).current(), text, _language()))


@bp.get("/api/topics")
def topics() -> Response:
    """List all topics with how many entries each has."""
    return _open(topics_answer(take(Editions).current()))


@bp.get("/api/open-referral/v3/")
def open_referral() -> Response:
    """Say honestly that this interface is still to come."""
    message = "Open Referral UK 3.0 is still to come. For now use /api/search."
    response = _open({"error": {"status": 501, "message": message}})
    response.status_code = 501
    return response


@bp.get("/feed.atom")
def feed() -> Response:
    """Give new and changed entries, latest first."""
    edition = take(Editions).current()
    listed = range(len(edition.catalogue.cards))
    entries = [edition.rendered.entry(number) for number in listed]
    dated = sorted((e for e in entries if e.edited), key=lambda e: e.edited or "")
    return _xml(
        "application/atom+xml",
        "exchange/feed.atom",
        edition=edition,
        entries=dated[::-1][:50],
        folders=FOLDERS,
    )


@bp.get("/sitemap.xml")
def sitemap() -> Response:
    """Give the address of every page, in every language."""
    edition = take(Editions).current()
    cards = edition.catalogue.cards
    paths = [
        *PAGES,
        *(f"/{FOLDERS[card.kind]}/{card.slug}" for card in cards),
        *(f"/guides/{slug}/letters" for slug, _ in edition.letters),
        *(f"/topics/{topic.slug}" for topic in edition.vocabulary.topics.topics),
    ]
    languages = take(Settings).languages
    return _xml(
        "application/xml", "exchange/sitemap.xml", paths=paths, languages=languages
    )


@bp.get("/robots.txt")
def robots() -> Response:
    """Tell robots what is not for them."""
    lines = (
        "User-agent: *",
        # A plain question is read, so that its page's wish not to be listed is heard;
        # filters make pages without end.
        "Disallow: /search?*&",
        "Disallow: /feedback",
        "Disallow: /found",
        "Disallow: /desk",
        "Disallow: /booklet.pdf",
        "Disallow: /handout.pdf",
        f"Sitemap: {absolute('/sitemap.xml')}",
        "",
    )
    return Response("\n".join(lines), mimetype="text/plain")


@bp.get("/opensearch.xml")
def opensearch() -> Response:
    """Describe the search to browsers."""
    return _xml(
        "application/opensearchdescription+xml",
        "exchange/opensearch.xml",
        edition=take(Editions).current(),
    )


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """Describe the site to phones."""
    name = take(Editions).current().area.site_name
    row = {
        "name": name,
        "short_name": name[:12],
        "start_url": "/",
        "display": "browser",
        "lang": "en-GB",
    }
    response = jsonify(row)
    response.mimetype = "application/manifest+json"
    return response


def _language() -> str:
    """Return the language asked for, English when it is not one of ours."""
    language = request.args.get("lang", "en")
    return language if language in take(Settings).languages else "en"


def _labels(edition: Edition) -> Labels:
    standing = edition.standing
    return Labels(gettext, standing.vocabulary, standing.organisations)


def _open(answer: dict[str, Any]) -> Response:
    """Return JSON that any site may read."""
    response = jsonify(answer)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _xml(mimetype: str, template: str, **context: Any) -> Response:
    text = render_template(template, absolute=absolute, **context)
    return Response(text, mimetype=mimetype)
