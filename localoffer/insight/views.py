"""Two taps each, counted: “Did you find what you needed?”, “Was this page right?”."""

import re
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from localoffer.content.vocabulary import HARM, Topic
from localoffer.edition.opening import Edition, Editions
from localoffer.insight.actions import Counting, emptied_of, month_of, question_of
from localoffer.insight.forms import Told, ToldRight
from localoffer.insight.model import ANSWERS, Batch, Rights, Taps
from localoffer.question.asked import Asked
from localoffer.question.harm import urgent_language
from localoffer.search.results import Results
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from localoffer.web.limits import FOUND, key_for
from localoffer.web.shelf import take

LONGEST_MISSING = 300  # characters, as the comment form takes them
# What reads pages for others; "CUBOT" is a make of phone.
ROBOT = re.compile(r"(?<!cu)bot\b|crawl|spider|slurp|externalhit", re.IGNORECASE)
AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
bp = Blueprint("insight", __name__)


@dataclass(frozen=True)
class ThanksPage:
    """A thank you; on a no, what else may help."""

    is_found: bool
    is_right: bool
    urgent_in: str | None
    topic: Topic | None
    back: str | None
    missing: str | None
    about: str | None


@bp.post("/found")
def tap() -> AnyResponse:
    """Count a tap, and thank for it whatever becomes of the count."""
    edition, month = take(Editions).current(), month_of(take(Clock).today())
    if "right" in request.form:
        right = ToldRight.read(request.form, edition)
        if right.answer in ANSWERS and right.slug is not None:
            _count(Batch(rights=(Rights(month, right.slug, right.answer),)))
        return redirect(right.next, code=303)
    told = Told.read(request.form, edition)
    if told.answer in ANSWERS:
        _count(Batch(taps=(Taps(month, told.page, told.topic, told.answer),)))
    return redirect(told.thanks, code=303)


def _count(tapped: Batch) -> None:
    sender, secret = request.remote_addr or "", take(Settings).secret_key
    take(Counting).tap(tapped, key_for(FOUND, sender, secret, take(Clock).now()))


@bp.get("/found")
def thanks() -> str:
    """Show the thank you."""
    edition = take(Editions).current()
    told = Told.read(request.args, edition)
    page = ThanksPage(
        is_found=told.answer == "yes",
        is_right=request.args.get("right") == "yes",
        urgent_in=_urgent_in(told, edition),
        topic=edition.vocabulary.topic(told.topic),
        back=told.back,
        missing=(told.asked.text[:LONGEST_MISSING] or None) if told.asked else None,
        about=told.slug,
    )
    return render_template("insight/thanks.html", page=page)


def _urgent_in(told: Told, edition: Edition) -> str | None:
    """Return the language to say urgent help in, or None where it is not called for."""
    if told.asked and (harm := urgent_language(told.asked.text, edition.lexicon)):
        return harm
    return "en" if told.answer != "yes" and told.topic in HARM else None


def note_question(results: Results) -> None:
    """Count a question when it is first asked; a second look at it is none.

    A filter that leaves nothing to show is counted by itself, whatever was asked.
    """
    asked, today = results.asked, take(Clock).today()
    is_new = bool(asked.text) and asked == Asked(text=asked.text)
    emptied = emptied_of(results, today) if asked.page == 1 and not asked.sort else None
    if not (is_new or emptied) or not _is_a_reader():
        return
    if is_new:
        take(Counting).tally.add(question_of(results, today))
    if emptied:
        take(Counting).tally.add_emptied(emptied)


@bp.after_app_request
def flush(response: Response) -> Response:
    """Leave the tally to the worker once a minute; the answer does not wait."""
    take(Counting).flush_if_due()
    return response


def _is_a_reader() -> bool:
    """Say whether somebody looks at this page now, and did not just look at it."""
    is_ahead = any("prefetch" in request.headers.get(name, "") for name in AHEAD)
    is_robot = ROBOT.search(request.user_agent.string) is not None
    is_again = bool(request.if_none_match)
    return request.method == "GET" and not (is_ahead or is_robot or is_again)
