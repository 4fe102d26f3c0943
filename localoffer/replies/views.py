"""You said, we did: the published answers, one answer, and the feed of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from localoffer.content.markdown import Html, localised
from localoffer.edition.opening import Edition, Editions
from localoffer.replies.answers import Answer, Voice, cut, weight_of
from localoffer.replies.feed import Names, feed_of
from localoffer.replies.model import Counts, Issue
from localoffer.replies.published import Wanted
from localoffer.replies.snapshot import Snapshot
from localoffer.web.absolute import absolute
from localoffer.web.clock import Clock
from localoffer.web.headers import shape_by
from localoffer.web.locale import language
from localoffer.web.shelf import take

HEAVIEST = 6000  # bytes of words on a page, so that it stays small when packed
MOST_VOICES = 3  # of an answer among others; all of them stand on its own page
MOST_PROMISES = 5
FOLDERS = {"service": "services", "guide": "guides"}
FEED = "/you-said-we-did.atom"
bp = Blueprint("replies", __name__)


@dataclass(frozen=True)
class RepliesPage:
    """A page of answers; counts and promises stand on the first of all of them."""

    title: str
    body: Html
    is_said: bool
    counts: Counts
    kept: int
    open: int
    promises: tuple[Answer, ...]
    wanted: Wanted
    topics: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    about: str | None
    about_url: str | None
    answers: tuple[Answer, ...]
    total: int
    number: int
    pages: int
    before: str | None
    after: str | None
    feed: str
    issues: tuple[Issue, ...]
    most_voices: int = MOST_VOICES

    @property
    def is_first(self) -> bool:
        """Say whether it is where one arrives."""
        return self.wanted.is_all and self.number == 1


@dataclass(frozen=True)
class AnswerPage:
    """One answer with all that was said to it, some to a page."""

    answer: Answer
    voices: tuple[Voice, ...]
    entries: tuple[tuple[str, str, str], ...]
    number: int
    pages: int
    before: str | None
    after: str | None


@bp.app_context_processor
def _lateness() -> dict[str, Any]:
    """Tell templates how late a promise is today."""
    return {"days_late": lambda answer: answer.days_late(take(Clock).today())}


@bp.get("/you-said-we-did")
def index() -> str:
    """Show published answers, newest first, and say so when there is none."""
    published, edition = take(Snapshot).now(), take(Editions).current()
    wanted, number = read_wanted(), read_number()
    answers = published.wanted(wanted)
    pages = tuple(cut(answers, _weight, HEAVIEST)) or ((),)
    if number > len(pages):
        abort(404, description="There is no such page of answers.")
    shape_by(published.found.counts, published.found.issues, published.version)
    standing = edition.standing.pages["you-said-we-did"]
    html, is_said = edition.standing_html("you-said-we-did", language())
    place = _place(edition, wanted.about) if wanted.about else None
    page = RepliesPage(
        title=standing.title,
        body=localised(html, request.script_root),
        is_said=is_said,
        counts=published.found.counts,
        kept=published.kept,
        open=len(published.promises),
        promises=published.promises[:MOST_PROMISES],
        wanted=wanted,
        topics=_topics(published.topics, edition),
        years=published.years,
        about=place[1] if place else None,
        about_url=place[2] if place else None,
        answers=pages[number - 1],
        total=len(answers),
        number=number,
        pages=len(pages),
        before=_index_url(wanted, number - 1) if number > 1 else None,
        after=_index_url(wanted, number + 1) if number < len(pages) else None,
        feed=_feed_url(wanted.topic if wanted.topic in published.topics else ""),
        issues=published.found.issues,
    )
    return render_template("replies/index.html", page=page)


@bp.get("/you-said-we-did/<int:number>")
def answer(number: int) -> str:
    """Show the answer to one reply, with all that others said to it."""
    published, edition = take(Snapshot).now(), take(Editions).current()
    found, at = published.answer(number), read_number()
    if found is None:
        abort(404)
    pages = tuple(cut(found.voices, weight_of, HEAVIEST)) or ((),)
    if at > len(pages):
        abort(404)
    if "page" not in request.args:
        # The address is given to who said it: it opens where their words are.
        at = _page_with(number, pages)
    shape_by(published.version)

    def url(page: int) -> str:
        return url_for(".answer", number=found.first_id, page=page)

    places = (_place(edition, slug) for slug in sorted(found.entries))
    page = AnswerPage(
        answer=found,
        voices=pages[at - 1],
        entries=tuple(place for place in places if place),
        number=at,
        pages=len(pages),
        before=url(at - 1) if at > 1 else None,
        after=url(at + 1) if at < len(pages) else None,
    )
    return render_template("replies/answer.html", page=page)


@bp.get(FEED)
def feed() -> Response:
    """Give the answers that were published or changed last, of one topic if asked."""
    published, edition = take(Snapshot).now(), take(Editions).current()
    topic = request.args.get("topic", "")
    if topic and topic not in published.topics:
        topic = topic if edition.vocabulary.topic(topic) else abort(404)
    names = Names(
        url=absolute,
        topic=lambda slug: topic_label(edition, slug),
        site=edition.area.site_name,
        title=edition.standing.pages["you-said-we-did"].title,
    )
    made = feed_of(published.wanted(Wanted(topic=topic)), topic, names)
    text = render_template("replies/feed.xml", feed=made)
    return Response(text, mimetype="application/atom+xml")


def read_wanted() -> Wanted:
    """Return which answers this request asks for."""
    args = request.args
    return Wanted(
        topic=args.get("topic", ""),
        year=args.get("year", ""),
        about=args.get("about", ""),
        is_open=args.get("open", "") == "1",
    )


def read_number() -> int:
    """Return the number of the page asked for; 404 when it is none."""
    text = request.args.get("page", "1")
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text)):
        abort(404)
    return int(text)


def topic_label(edition: Edition, slug: str) -> str:
    """Return a topic's name, its slug when the edition has it no more."""
    topic = edition.vocabulary.topic(slug)
    return topic.label if topic else slug


def _topics(slugs: Iterable[str], edition: Edition) -> tuple[tuple[str, str], ...]:
    named = ((slug, topic_label(edition, slug)) for slug in slugs)
    return tuple(sorted(named, key=lambda pair: pair[1].casefold()))


def _place(edition: Edition, slug: str) -> tuple[str, str, str] | None:
    """Return an entry's slug, title and address, None when there is none now."""
    slug = edition.standing.former.get(slug, slug)
    number = edition.numbers.get(slug)
    if number is None:
        return None
    card = edition.catalogue.cards[number]
    url = f"{request.script_root}/{FOLDERS[card.kind]}/{slug}"
    return slug, card.title, url


def _index_url(wanted: Wanted, number: int) -> str:
    return url_for(
        ".index",
        topic=wanted.topic or None,
        year=wanted.year or None,
        about=wanted.about or None,
        open="1" if wanted.is_open else None,
        page=number if number > 1 else None,
        _anchor="answers",
    )


def _feed_url(topic: str) -> str:
    return f"{FEED}?topic={topic}" if topic else FEED


def _weight(answer: Answer) -> int:
    """Return about how many bytes an answer takes among others."""
    shown = sum(map(weight_of, answer.voices[:MOST_VOICES]))
    return shown + len(answer.reply.did.encode()) + 400


def _page_with(number: int, pages: tuple[tuple[Voice, ...], ...]) -> int:
    for at, voices in enumerate(pages, 1):
        if any(number in voice.ids for voice in voices):
            return at
    return 1
