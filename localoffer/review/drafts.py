"""A signed link: somebody outside drafts an answer, without an account."""

from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from localoffer.database.connection import Database
from localoffer.database.ledger import LedgerRows
from localoffer.edition.opening import Editions
from localoffer.review import store
from localoffer.review.actions import Drafts, Review
from localoffer.review.doing import RefusedError
from localoffer.review.forms import DraftForm
from localoffer.review.model import Answer, Wording
from localoffer.search.catalogue import Card
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from localoffer.web.desk import ANYONE, needs
from localoffer.web.limits import LOOK_UPS, is_over, key_for
from localoffer.web.shelf import take

bp = Blueprint("drafts", __name__, url_prefix="/desk/draft")


@dataclass(frozen=True)
class DraftPage:
    """What an answerer may see: public words alone, and the form."""

    token: str
    answer: Answer
    words: tuple[Wording, ...]
    about: tuple[Card, ...]
    is_open: bool
    form: DraftForm
    is_kept: bool = False


@bp.get("/<token>")
@needs(ANYONE)
def show(token: str) -> ResponseReturnValue:
    """Show what is asked, in words that may be published."""
    answer = _answer(token)
    return _page(token, answer, DraftForm(obj=answer))


@bp.post("/<token>")
@needs(ANYONE)
def send(token: str) -> ResponseReturnValue:
    """Keep a draft; it may be changed until a rep has taken it over."""
    answer, form = _answer(token), DraftForm(request.form)
    if not form.is_good():
        return _page(token, answer, form), 400
    try:
        by = form.name.data or ""
        take(Review).draft(token, form.told, by, take(Clock).now())
    except RefusedError:
        return _page(token, answer, form), 409
    return _page(token, answer, form, is_kept=True)


def _answer(token: str) -> Answer:
    now, secret = take(Clock).now(), take(Settings).secret_key
    key = key_for(LOOK_UPS, request.remote_addr or "", secret, now)
    if is_over(LOOK_UPS, key, take(LedgerRows), now):
        abort(429)
    number = take(Drafts).read(token)
    with take(Database).read() as connection:
        found = store.answer(connection, number) if number is not None else None
    if found is None:
        abort(404)
    return found


def _page(token: str, answer: Answer, form: DraftForm, *, is_kept: bool = False) -> str:
    with take(Database).read() as connection:
        words = tuple(store.public_words_of(connection, answer.id))
        states = {state for _, state in store.comments_of(connection, answer.id)}
        slugs = store.entries_of(connection, answer.id)
    cards = take(Editions).current().catalogue.cards
    about = tuple(card for card in cards if card.slug in slugs)
    is_open = "waiting" in states
    page = DraftPage(token, answer, words, about, is_open, form, is_kept and is_open)
    return render_template("desk/draft.html", page=page)
