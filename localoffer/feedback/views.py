"""The comment form, its receipt, and the box for a reference."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from localoffer.database.ledger import LedgerRows
from localoffer.errors import StorageError
from localoffer.feedback.actions import Desk, Sent
from localoffer.feedback.forms import CommentForm
from localoffer.feedback.model import HarmWords, KnownEntries, Receipt, read_reference
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from localoffer.web.failures import RETRY_SECONDS
from localoffer.web.limits import COMMENTS, LOOK_UPS, Limit, is_over, key_for
from localoffer.web.locale import language
from localoffer.web.shelf import take

bp = Blueprint("feedback", __name__)


@dataclass(frozen=True)
class FormPage:
    """The form as shown."""

    form: CommentForm
    about: str
    title: str | None
    submission: str
    asks_contact: bool
    is_unsaved: bool = False
    is_too_soon: bool = False
    reference_error: bool = False
    urgent_in: str | None = None


@dataclass(frozen=True)
class ReceiptPage:
    """Where a comment has got to; urgent help first, if the address asks for it."""

    receipt: Receipt
    urgent_in: str | None = None


@bp.get("/feedback")
def form() -> str | Response | tuple[str, int]:
    """Show the form; a reference typed in its box leads to the receipt."""
    typed = request.args.get("reference", "").strip()
    if typed:
        reference = read_reference(typed)
        if reference is not None:
            return redirect(url_for("feedback.receipt", reference=reference), code=303)
    missing = request.args.get("missing", "")[:300].strip()
    filled = CommentForm(about=request.args.get("about", ""), words=missing)
    page = _page(filled, reference_error=bool(typed))
    return render_template("feedback/form.html", page=page), 400 if typed else 200


@bp.post("/feedback")
def send() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Keep a comment, then say thank you; whatever goes wrong, keep what was typed."""
    filled = CommentForm(request.form)
    if not filled.validate():
        page = replace(_page(filled), urgent_in=_harm(filled))
        return render_template("feedback/form.html", page=page), 400
    try:
        if _is_over(COMMENTS):
            return _again(replace(_page(filled), is_too_soon=True), 429)
        reference = take(Desk).submit(_sent(filled), _now())
    except StorageError:
        return _again(replace(_page(filled), is_unsaved=True), 503)
    # The address asks for urgent help; nothing of it is kept with the comment.
    to = url_for("feedback.receipt", reference=reference, help=_harm(filled))
    return redirect(to, code=303)


@bp.get("/feedback/<reference>")
def receipt(reference: str) -> str | tuple[str, int]:
    """Show where a comment has got to, without its text; 404 keeps the box."""
    if _is_over(LOOK_UPS):
        abort(429)
    read = read_reference(reference)
    found = take(Desk).receipt(read) if read else None
    if found is None:
        page = _page(CommentForm(), reference_error=True)
        return render_template("feedback/form.html", page=page), 404
    shown = ReceiptPage(found, request.args.get("help"))
    return render_template("feedback/receipt.html", page=shown)


def _again(page: FormPage, status: int) -> tuple[str, int, dict[str, str]]:
    """Return the form with what was typed, and when to try again."""
    page = replace(page, urgent_in=_harm(page.form))
    headers = {"Retry-After": RETRY_SECONDS[status]}
    return render_template("feedback/form.html", page=page), status, headers


def _page(filled: CommentForm, *, reference_error: bool = False) -> FormPage:
    desk = take(Desk)
    about = filled.about.data or ""
    title = take(KnownEntries).title(about) if about else None
    return FormPage(
        form=filled,
        about=about if title else "",
        title=title,
        submission=filled.submission.data or desk.submissions.new(),
        asks_contact=desk.contacts.is_open,
        reference_error=reference_error,
    )


def _harm(filled: CommentForm) -> str | None:
    """Return `now`, or the language of words of harm; None when there are none."""
    found = take(HarmWords).language("\n".join(text for _, text in filled.said))
    return "now" if found in {"en", language()} else found


def _sent(filled: CommentForm) -> Sent:
    about = filled.about.data or ""
    return Sent(
        said=filled.said,
        about=about if take(KnownEntries).title(about) else None,
        language=language(),
        contact=filled.contact.data or "",
        submission=filled.submission.data or "",
        trap=filled.website.data or "",
    )


def _is_over(limit: Limit) -> bool:
    """Note one use, and say whether it is one too many."""
    secret = take(Settings).secret_key
    key = key_for(limit, request.remote_addr or "", secret, _now())
    return is_over(limit, key, take(LedgerRows), _now())


def _now() -> datetime:
    return take(Clock).now()
