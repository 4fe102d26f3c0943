"""The inbox, and what else a rep opens on a Sunday evening."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from localoffer.database.connection import Database
from localoffer.edition.opening import Editions
from localoffer.feedback.actions import Desk, Sent
from localoffer.feedback.model import KINDS
from localoffer.outbox.mails import mark_told, waiting as mails_waiting
from localoffer.review import inbox, store
from localoffer.review.actions import Review
from localoffer.review.doing import RefusedError
from localoffer.review.forms import (
    AGES,
    SOURCES,
    EnterForm,
    NoteForm,
    read_filter,
    span_of,
)
from localoffer.review.model import STATES, Answer, Filter, Line, Person, Step
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from localoffer.web.desk import needs, visitor
from localoffer.web.shelf import take

bp = Blueprint("review", __name__, url_prefix="/desk")


@dataclass(frozen=True)
class InboxPage:
    """A page of comments, and how many there are of each kind."""

    asked: Filter
    lines: tuple[Line, ...]
    has_more: bool
    today: date
    states: Mapping[str, int]
    ages: Mapping[str, int]
    topics: Mapping[str, int]
    entries: Mapping[str, int]
    reps: tuple[tuple[int, str], ...]
    can_search: bool

    def at(self, **changes: object) -> str:
        """Return the address of the inbox with something asked differently."""
        values = asdict(self.asked) | {"page": 1} | changes
        kept = {name: value for name, value in values.items() if value not in ("", 1)}
        return url_for("review.index", **kept)


@dataclass(frozen=True)
class PromisesPage:
    """Promises that are not marked as kept, each with its voices and comments."""

    rows: tuple[tuple[Answer, int, tuple[str, ...]], ...]
    today: date
    form: NoteForm
    wrong: int | None = None


@dataclass(frozen=True)
class LogPage:
    """A page of the audit log."""

    steps: tuple[Step, ...]
    older: int | None


@bp.get("/")
@needs("inbox")
def index() -> str:
    """Show the comments that are asked for: urgent ones first, then the oldest."""
    person, clock = signed_in(), take(Clock)
    asked = read_filter(request.args)
    can_search = person.may("raw")
    asked = asked if can_search else Filter(**(asdict(asked) | {"text": ""}))
    with take(Database).read() as connection:
        span = inbox.Span(*span_of(asked.age, clock.now()))
        lines = inbox.page(connection, asked, span)
        states = inbox.counts_by_state(connection)
        spans = [inbox.Span(*span_of(age, clock.now())) for age in AGES]
        ages = inbox.counts_by_age(connection, spans)
        page = InboxPage(
            asked=asked,
            lines=tuple(lines[: inbox.PAGE]),
            has_more=len(lines) > inbox.PAGE,
            today=clock.today(),
            states={state: states.get(state, 0) for state in STATES},
            ages=dict(zip(AGES, ages, strict=True)),
            topics=inbox.counts_of_open(connection, "topic"),
            entries=inbox.counts_of_open(connection, "about"),
            reps=tuple(store.people(connection, "rep")),
            can_search=can_search,
        )
    return render_template("desk/index.html", page=page, names=Names.now())


@bp.get("/enter")
@needs("enter")
def enter() -> str:
    """Show the form for what was said on paper, by telephone or at a meeting."""
    return _enter_page(EnterForm(submission=take(Desk).submissions.new()))


@bp.post("/enter")
@needs("enter")
def entered() -> Response | tuple[str, int]:
    """Keep what was said elsewhere, with its source."""
    form, edition = EnterForm(request.form), take(Editions).current()
    entry = edition.entry(form.about.data or "")
    languages = take(Settings).languages
    is_known = not form.about.data or entry is not None
    is_good = form.validate() and is_known and form.language.data in languages
    if not is_good:
        if not is_known:
            form.about.errors = [gettext("There is no entry of that name.")]
        return _enter_page(form), 400
    topics = entry.record.topics if entry else ()
    sent = Sent(
        said=form.said,
        about=form.about.data or None,
        language=form.language.data or "en",
        contact="",
        submission=form.submission.data or "",
        trap="",
        topic=topics[0] if topics else None,
        kind=form.kind.data or "comment",
        may_publish=True if form.may_publish.data else None,
        source=form.source.data or "paper",
    )
    reference = take(Desk).submit(sent, take(Clock).now())
    return redirect(url_for("cases.show", reference=reference), code=303)


@bp.get("/promises")
@needs("inbox")
def promises() -> str:
    """Show what was promised and is not yet marked as kept."""
    return _promises_page(NoteForm())


@bp.post("/promises/<int:number>")
@needs("answer")
def keep(number: int) -> Response | tuple[str, int]:
    """Note that a promise is kept."""
    form, clock = NoteForm(request.form), take(Clock)
    if not form.validate():
        return _promises_page(form, number), 400
    try:
        take(Review).keep_promise(
            signed_in(), number, form.note.data or "", clock.now()
        )
    except RefusedError:
        abort(404)
    return redirect(url_for("review.promises"), code=303)


@bp.get("/mails")
@needs("contact")
def mails() -> str:
    """Show the e-mails that were not sent: to whom and the link, never an address."""
    waiting = mails_waiting(take(Database))
    has_server = take(Settings).smtp is not None
    return render_template("desk/mails.html", mails=waiting, has_server=has_server)


@bp.post("/mails/<reference>")
@needs("contact")
def told(reference: str) -> Response:
    """Note that a rep replied to a parent in person: no e-mail is owed any more."""
    if not mark_told(take(Database), reference, take(Clock).now()):
        abort(404)
    return redirect(url_for("review.mails"), code=303)


@bp.get("/log")
@needs("audit")
def log() -> str:
    """Show who did what, newest first."""
    text = request.args.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
    with take(Database).read() as connection:
        rows = store.log(connection, before)
    shown = rows[: store.PAGE]
    older = shown[-1][0] if len(rows) > store.PAGE else None
    page = LogPage(tuple(step for _, step in shown), older)
    return render_template("desk/log.html", page=page)


@dataclass(frozen=True)
class Names:
    """What topics and entries are called; a slug where its name is gone."""

    topics: Mapping[str, str]
    titles: Mapping[str, str]

    @classmethod
    def now(cls) -> "Names":
        """Return the names of the edition that parents see."""
        edition = take(Editions).current()
        return cls(
            {t.slug: t.label for t in edition.vocabulary.topics.topics},
            {card.slug: card.title for card in edition.catalogue.cards},
        )

    def topic(self, slug: str) -> str:
        """Return a topic's label."""
        return self.topics.get(slug, slug)

    def title(self, slug: str) -> str:
        """Return an entry's title."""
        return self.titles.get(slug, slug)


def signed_in() -> Person:
    """Return who is signed in, as the desk knows them; 403 when nobody is."""
    found = visitor()
    if not isinstance(found, Person):
        abort(403)
    return found


def _enter_page(form: EnterForm) -> str:
    form.submission.data = form.submission.data or secrets.token_urlsafe(16)
    languages = take(Settings).languages
    return render_template(
        "desk/enter.html", form=form, kinds=KINDS, sources=SOURCES, codes=languages
    )


def _promises_page(form: NoteForm, wrong: int | None = None) -> str:
    with take(Database).read() as connection:
        rows = tuple(
            (
                answer,
                voices,
                tuple(one for one, _ in store.comments_of(connection, answer.id)),
            )
            for answer, voices in store.promises(connection)
        )
    page = PromisesPage(rows, take(Clock).today(), form, wrong)
    return render_template("desk/promises.html", page=page)
