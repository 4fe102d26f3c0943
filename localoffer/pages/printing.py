"""Paper's addresses: the booklet and handout pages, their PDFs, codes, short words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
)
from flask_babel import gettext
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from localoffer.content.markdown import Html, localised
from localoffer.content.vocabulary import Topic
from localoffer.edition.opening import Edition
from localoffer.errors import StorageError
from localoffer.pages.addresses import card_url, entry_url
from localoffer.pages.booklet import bare, title_of
from localoffer.pages.views import edition_now, labels_for
from localoffer.paper.actions import Paper
from localoffer.paper.choice import BOOKLET, HANDOUT, LARGE, STARTER, Choice
from localoffer.paper.codes import svg
from localoffer.paper.files import PaperFile
from localoffer.paper.selection import MOST, MOST_ON_A_HANDOUT, Selection, select
from localoffer.search.catalogue import Card
from localoffer.search.facets import AGE_BANDS
from localoffer.settings import Settings
from localoffer.web.locale import language
from localoffer.web.shelf import take

LONGEST_CODE = 2000  # letters of an address that a code still holds
OURS = re.compile(r"/[a-z0-9/-]*(\?s=[a-z0-9,-]+)?")
DAY = 24 * 3600  # seconds
LOOK_AGAIN = "4"  # seconds
RETRY = {"busy": "300", "failed": "600", "away": "60"}
bp = Blueprint("paper", __name__)


@dataclass(frozen=True)
class Ready:
    """A PDF's address, and the file when it is made already."""

    title: str
    url: str
    file: PaperFile | None


@dataclass(frozen=True)
class BookletPage:
    """The page where a booklet is chosen; `problem` says what is wrong, if it is."""

    title: str
    body: Html
    is_said: bool
    ready: tuple[Ready, ...]
    topics: tuple[Topic, ...]
    ages: tuple[tuple[str, str], ...]
    needs: tuple[tuple[str, str], ...]
    choice: Choice
    chosen: Ready | None
    count: int
    silent: int
    left_out: int
    unknown: tuple[str, ...]
    most: int = MOST
    problem: str = ""


@dataclass(frozen=True)
class HandoutLine:
    """A guide's handout."""

    card: Card
    url: str
    pdf: str
    short: str


@dataclass(frozen=True)
class HandoutsPage:
    """All handouts, for those who put paper on shelves."""

    lines: tuple[HandoutLine, ...]
    has_address: bool
    list_pdf: str = ""
    left_out: int = 0
    most: int = MOST_ON_A_HANDOUT
    unknown: tuple[str, ...] = ()
    problem: str = ""


def _asked(kind: str) -> Selection:
    choice = Choice.read(request.args, kind, language())
    return select(choice, edition_now())


@bp.get("/booklet")
def booklet() -> str:
    """Show what can be had as a booklet, and what a choice would hold."""
    selection = _asked(BOOKLET)
    problem = _nothing(selection) if selection.is_empty and _has_asked() else ""
    return _booklet_page(selection, problem)


def _has_asked() -> bool:
    return any(name in request.args for name in ("s", "topic", "age", "need", "book"))


def _nothing(selection: Selection) -> str:
    if selection.unknown:
        return str(gettext("None of what you chose is here. Choose again below."))
    return str(
        gettext("You chose nothing for the booklet. Choose a topic or an age below.")
    )


def _booklet_page(selection: Selection, problem: str = "") -> str:
    edition = edition_now()
    labels, words = labels_for(edition), edition.standing.pages["booklet"]
    counts = edition.catalogue.totals("topic")
    topics = (t for t in edition.vocabulary.topics.topics if counts.get(t.slug))
    needs = [(n, labels.value("need", n)) for n in edition.catalogue.totals("need")]
    html, is_said = edition.standing_html("booklet", language())
    page = BookletPage(
        title=words.title,
        body=localised(html, request.script_root),
        is_said=is_said,
        ready=_starters(edition),
        topics=tuple(sorted(topics, key=lambda t: t.label.casefold())),
        ages=tuple((band, labels.value("age", band)) for band in AGE_BANDS),
        needs=tuple(sorted(needs, key=lambda pair: pair[1])),
        choice=selection.choice,
        chosen=None if selection.is_empty else _ready(selection, edition),
        count=len(selection.slugs),
        silent=len(selection.may_fit),
        left_out=selection.left_out,
        unknown=selection.unknown,
        problem=problem,
    )
    return render_template("paper/choose.html", page=page)


def _starters(edition: Edition) -> tuple[Ready, ...]:
    if not edition.area.starter:
        return ()
    choices = (Choice(BOOKLET, language(), size, STARTER) for size in ("", LARGE))
    return tuple(_ready(select(choice, edition), edition) for choice in choices)


def _ready(selection: Selection, edition: Edition) -> Ready:
    choice = selection.choice
    return Ready(
        title=title_of(choice, labels_for(edition)),
        url=_pdf_url(choice),
        file=take(Paper).find(choice, edition.digest),
    )


def _pdf_url(choice: Choice) -> str:
    named = url_of(choice.args)
    name = "booklet" if choice.kind == BOOKLET else "handout"
    return f"{request.script_root}/{name}.pdf?{named}"


def url_of(args: dict[str, str]) -> str:
    """Return arguments as an address has them; all of them are slugs and commas."""
    return "&".join(f"{name}={value}" for name, value in args.items())


@bp.get("/booklet.pdf")
def booklet_pdf() -> AnyResponse:
    """Send a booklet; have it made first when it is not there."""
    selection = _asked(BOOKLET)
    if selection.is_empty:
        page = _booklet_page(selection, _nothing(selection))
        return Response(page, status=400)
    return _pdf(selection)


@bp.get("/handouts")
def handouts() -> str:
    """Show one handout a guide, and how to have one for a list."""
    selection = _asked(HANDOUT)
    problem = ""
    if selection.is_empty and "s" in request.args:
        problem = gettext("None of what you chose is here. Choose a guide below.")
    return _handouts_page(selection, problem)


def _handouts_page(selection: Selection, problem: str = "") -> str:
    edition, root = edition_now(), take(Settings).url
    cards = [card for card in edition.catalogue.cards if card.kind == "guide"]
    page = HandoutsPage(
        lines=tuple(_line(card, edition, root) for card in cards),
        has_address=bool(root),
        list_pdf=_pdf_url(selection.choice) if selection.choice.list else "",
        left_out=selection.left_out,
        unknown=selection.unknown,
        problem=problem,
    )
    return render_template("paper/handouts.html", page=page)


def _line(card: Card, edition: Edition, root: str) -> HandoutLine:
    word = edition.area.word_of(card.slug)
    return HandoutLine(
        card=card,
        url=card_url(card),
        pdf=f"{request.script_root}/handout.pdf?guide={card.slug}",
        short=f"{bare(root)}/go/{word}" if word else "",
    )


@bp.get("/handout.pdf")
def handout_pdf() -> AnyResponse:
    """Send a handout; have it made first when it is not there."""
    selection = _asked(HANDOUT)
    if selection.is_empty:
        words = gettext("None of what you chose is here. Choose a guide below.")
        return Response(_handouts_page(selection, words), status=400)
    return _pdf(selection)


def _pdf(selection: Selection) -> AnyResponse:
    edition, paper, choice = edition_now(), take(Paper), selection.choice
    file = paper.find(choice, edition.digest)
    data = file.read() if file else None
    if file and data:
        response = Response(data, mimetype="application/pdf")
        name = _file_name(selection, edition)
        response.headers["Content-Disposition"] = f"inline; filename={name}"
        response.set_etag(f"{file.path.stem}-{file.made:x}")
        return response
    try:
        state: str = paper.ask(choice)
    except StorageError:
        state = "away"
    return _wait(state, choice)


def _wait(state: str, choice: Choice) -> Response:
    again = _pdf_url(choice)
    words = render_template("paper/waiting.html", state=state, again=again)
    response = Response(words, status=202 if state == "waiting" else 503)
    if state == "waiting":
        response.headers["Refresh"] = LOOK_AGAIN
    else:
        response.headers["Retry-After"] = RETRY[state]
    return response


def _file_name(selection: Selection, edition: Edition) -> str:
    choice = selection.choice
    own = choice.guide or choice.book or ("list" if choice.list else "")
    parts = [edition.area.site_name, own, choice.topic, choice.age, choice.need]
    parts += [choice.kind if choice.kind == HANDOUT else "", choice.size]
    parts.append("" if choice.language == "en" else choice.language)
    return "-".join(_plain(parts)) + ".pdf"


def _plain(parts: Iterable[str]) -> list[str]:
    found = (re.sub(r"[^a-z0-9]+", "-", part.casefold()).strip("-") for part in parts)
    return [part for part in found if part]


@bp.get("/go/<word>")
def go(word: str) -> AnyResponse:
    """Lead from a word on a poster to its entry."""
    edition = edition_now()
    slug = edition.area.leads_to(word.strip().casefold())
    entry = edition.entry(slug) if slug else None
    if entry is None:
        abort(404)
    return redirect(entry_url(entry.kind, entry.slug), code=302)


@bp.get("/qr.svg")
def code() -> Response:
    """Give the code of a page of ours, by its path without a language."""
    root, to = take(Settings).url, request.args.get("to", "")
    if not root or not _is_ours(to):
        abort(404)
    picture = svg(root + request.script_root + to)
    response = Response(picture, mimetype="image/svg+xml")
    # An address and its code never part.
    response.headers["Cache-Control"] = f"public, max-age={DAY}"
    return response


def _is_ours(to: str) -> bool:
    """Say whether a path is of one of our own pages that is there."""
    path, _, query = to.partition("?")
    if len(to) > LONGEST_CODE or not OURS.fullmatch(to):
        return False
    try:
        endpoint, values = current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        return False
    if query and endpoint != "pages.saved_list":
        return False
    return _is_there(str(endpoint), values)


def _is_there(endpoint: str, values: Mapping[str, Any]) -> bool:
    edition = edition_now()
    if endpoint in {"pages.service", "pages.guide"}:
        entry = edition.entry(values["slug"])
        return entry is not None and endpoint == f"pages.{entry.kind}"
    if endpoint == "pages.topic":
        return edition.vocabulary.topic(values["slug"]) is not None
    return endpoint.startswith("pages.")
