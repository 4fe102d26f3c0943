"""What a phone asks for when a parent keeps pages: the worker, the pack, its page."""

import hashlib
from collections.abc import Callable

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    render_template,
    request,
)
from flask_babel import gettext
from jinja2 import BaseLoader, Environment
from werkzeug.wrappers import Response as AnyResponse

from localoffer.content.model import Guide
from localoffer.edition.opening import Edition
from localoffer.pages.addresses import card_url
from localoffer.pages.facts import Deciding
from localoffer.pages.offline import (
    FOLDER,
    Kept,
    Pack,
    Packs,
    Part,
    Rooms,
    files_of,
    frame_of,
    may_be_kept_at_once,
)
from localoffer.pages.results import ResultCard
from localoffer.pages.views import (
    edition_now,
    labels_for,
    letters_shown,
    shown,
    text_shown,
)
from localoffer.replies.snapshot import Snapshot
from localoffer.search.catalogue import Card
from localoffer.search.labels import Labels
from localoffer.web.absolute import absolute
from localoffer.web.clock import Clock
from localoffer.web.locale import language
from localoffer.web.shelf import take
from localoffer.web.static import StaticFiles, sent

WORKER = "sw.js"
FRAME_FILES = (
    "site.css", "print.css", "icon.svg", "icons.svg", "list.js", "listen.js", "copy.js",
    "timeline.js",
)  # fmt: skip
bp = Blueprint("offline", __name__)


@bp.get("/sw.js")
def worker() -> Response:
    """Give the worker, which only a tap on Keep registers."""
    files = take(StaticFiles)
    found = files.files[files.names[FOLDER + WORKER]]
    return Response(found.plain, mimetype="text/javascript")


@bp.get("/static/code.<digest>/<name>")
def code(digest: str, name: str) -> Response:
    """Give a script that another names; all of them lie in one folder."""
    files = take(StaticFiles)
    own = files.names.get(FOLDER + name)
    if own is None or digest != code_digest(files):
        abort(404)
    return sent(files.files[own])


@bp.get("/offline")
def page() -> str:
    """Show what is kept on this phone; its script fills it."""
    return render_template("offline/page.html")


@bp.get("/offline/words.json")
def words() -> Response:
    """Give what is said after a tap on Keep, in the language of the address."""
    said = {
        "done": gettext("Kept on this phone. You can read it with no signal."),
        "left": gettext(
            "Some pages are kept only one by one: open each of them, and keep it there."
        ),
        "lost": gettext("Some pages of your list are no longer on this site."),
        "signal": gettext("Not kept: there is no signal. Try again when there is."),
        "gone": gettext("Not kept: the site did not send the page. Try again later."),
        "half": gettext(
            "Not kept: only half of it came. Try again where the signal is better."
        ),
        "full": gettext(
            "Not kept: this phone is full. Delete something you do not "
            "need, then try again."
        ),
        "other": gettext(
            "Not kept: this browser does not let us. A private window may be why."
        ),
    }
    return jsonify(said)


@bp.get("/offline/version.json")
def version() -> Response:
    """Give what changes when a kept page may have changed."""
    return jsonify({"version": _version(edition_now())})


@bp.get("/offline/pack.json")
def manifest() -> Response:
    """Give the parts of the whole offer in this language, with their sizes."""
    edition = edition_now()
    return jsonify(_pack(edition).row(_version(edition), _address))


@bp.get("/offline/<name>.<digest>.json")
def part(name: str, digest: str) -> AnyResponse:
    """Give a part as it travels; 404 when there is a newer one."""
    wanted = f"{name}.{digest}.json"
    found = next((p for p in _pack(edition_now()).parts if p.file == wanted), None)
    if found is None:
        abort(404)
    return _sent(found)


def code_url(name: str) -> str:
    """Return the address of a script of the offline folder."""
    return f"/static/code.{code_digest(take(StaticFiles))}/{name}"


def code_digest(files: StaticFiles) -> str:
    """Return what changes when any of the offline scripts does."""
    named = sorted(name for own, name in files.names.items() if own.startswith(FOLDER))
    return hashlib.sha256("\n".join(named).encode()).hexdigest()[:10]


def _address(found: Part) -> str:
    # The search is the same in every language, so that a phone may have it already.
    prefix = "" if found.name == "search" else request.script_root
    return f"{prefix}/offline/{found.file}"


def _sent(found: Part) -> Response:
    """Return a part compressed once; the mimetype keeps it from being so again."""
    if request.accept_encodings["br"]:
        response = Response(found.packed, mimetype="application/octet-stream")
        response.headers["Content-Encoding"] = "br"
        return response
    return Response(found.plain, mimetype="application/octet-stream")


def _version(edition: Edition) -> str:
    """Return all that shapes kept pages: edition, answers, styles and scripts."""
    files = sorted(take(StaticFiles).names.values())
    said = "\n".join((edition.digest, take(Snapshot).version, *files))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _pack(edition: Edition) -> Pack:
    # A site that was told no address of its own is named as it is asked.
    shape = _version(edition), take(Clock).today(), absolute("/")
    return take(Packs).packs.get(language(), shape, lambda: _made(edition))


def _made(edition: Edition) -> Pack:
    cards = edition.catalogue.cards
    kept = [card for card in cards if may_be_kept_at_once(card, edition)]
    alone = [card for card in cards if not may_be_kept_at_once(card, edition)]
    rooms = _rooms(edition, kept)
    parts = (
        Part.of("entries", rooms.data(alone)),
        take(Packs).searches.get("search", edition.digest, lambda: _search(edition)),
    )
    return Pack(parts, _files(), len(kept), len(alone))


def _search(edition: Edition) -> Part:
    return Part.of("search", edition.offline_search)


def _rooms(edition: Edition, kept: list[Card]) -> Rooms:
    root, render = request.script_root, _bare()
    pages = {
        "/offline": Kept.of(page()),
        "/urgent-help": Kept.of(text_shown("urgent-help")),
    }
    for card in kept:
        entry = edition.entry(card.slug)
        if entry is not None:
            path = card_url(card).removeprefix(root)
            pages[path] = Kept.of(shown(entry, edition, render))
            if isinstance(entry.record, Guide) and entry.record.letters:
                kept_letters = letters_shown(entry, edition, render)
                pages[f"{path}/letters"] = Kept.of(kept_letters)
    labels = labels_for(edition)
    cards = {card.slug: _card(card, labels) for card in kept}
    frame = frame_of(render_template("offline/frame.html"), request.path)
    return Rooms(frame, pages, cards)


def _bare() -> Callable[..., str]:
    """Return what renders pages without the frame that all of them share."""
    own = current_app.jinja_env
    bare = own.overlay(loader=Bare(own.loader))

    def render(name: str, **context: object) -> str:
        current_app.update_template_context(context)
        return bare.get_template(name).render(context)

    return render


class Bare(BaseLoader):
    """Loads templates, but a bare one where the frame is asked for."""

    def __init__(self, loader: BaseLoader | None) -> None:
        """Take what loads all others."""
        self.loader = loader or BaseLoader()

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return a template's text, its file, and whether that is still the same."""
        name = "offline/bare.html" if template == "base.html" else template
        return self.loader.get_source(environment, name)


def _card(card: Card, labels: Labels) -> str:
    """Return a result as results pages show it, without why it is there."""
    item = ResultCard(
        card=card,
        url=card_url(card),
        reasons=(),
        snippet=(),
        facts=Deciding.of_card(card, labels),
        ask=(),
        miles=None,
    )
    return render_template("offline/card.html", item=item)


def _files() -> tuple[tuple[str, int], ...]:
    files = take(StaticFiles)
    frame = [f"/static/{files.names[name]}" for name in FRAME_FILES]
    scripts = {
        code_url(own.removeprefix(FOLDER)): name
        for own, name in sorted(files.names.items())
        if own.startswith(FOLDER) and own != FOLDER + WORKER
    }
    sizes = files_of(files, (*frame, *(f"/static/{name}" for name in scripts.values())))
    named = (*frame, *scripts)
    return tuple((name, size) for name, (_, size) in zip(named, sizes, strict=True))
