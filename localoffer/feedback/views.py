"""The comment form, its receipt, and the box for a reference."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from localoffer.database.ledger import LedgerRows
from localoffer.errors import StorageError
from localoffer.feedback.actions import Desk, Sent
from localoffer.feedback.forms import CommentForm
from localoffer.feedback.model import (
    NOT_FOUND,
    PROMPTS,
    HarmWords,
    KnownEntries,
    Receipt,
    Signpost,
    read_reference,
)
from localoffer.feedback.notice import Notice, notice_of
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from localoffer.web.failures import RETRY_SECONDS
from localoffer.web.limits import COMMENTS, LOOK_UPS, Limit, is_over, key_for
from localoffer.web.locale import language
from localoffer.web.shelf import take

BOXES = dict(zip(PROMPTS, ("words", "easier", "involved"), strict=True))
bp = Blueprint("feedback", __name__)


@dataclass(frozen=True)
class FormPage:
    """The form as shown. `notice` stands above it before it is sent for good."""

    form: CommentForm
    about: str
    entry: str
    title: str | None
    submission: str
    asks_contact: bool
    is_unsaved: bool = False
    is_too_soon: bool = False
    reference_error: bool = False
    urgent_in: str | None = None
    notice: Notice | None = None

    @property
    def box(self) -> str:
        """Return the name of the box that the notice speaks of first."""
        return BOXES[self.notice.parts[0].prompt] if self.notice else BOXES[PROMPTS[0]]


@dataclass(frozen=True)
class ReceiptPage:
    """Where a comment has got to; urgent help first, if the address asks for it."""

    receipt: Receipt
    urgent_in: str | None = None
    can_act: tuple[Signpost, ...] = ()


@bp.get("/feedback")
def form() -> str | Response | tuple[str, int]:
    """Show the form; a reference typed in its box leads to the receipt."""
    typed = request.args.get("reference", "").strip()
    if typed:
        reference = read_reference(typed)
        if reference is not None:
            return redirect(url_for("feedback.receipt", reference=reference), code=303)
    page = _page(_begun(), reference_error=bool(typed))
    return _shown(page), 400 if typed else 200


@bp.post("/feedback")
def send() -> str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Keep a comment, then say thank you; whatever goes wrong, keep what was typed."""
    filled = CommentForm(request.form)
    if not filled.validate():
        return _shown(_page(filled, is_sent=True)), 400
    harm = _harm(filled)
    # Who writes of harm is not held up: it is kept at once, and help is shown.
    notice = None if harm else notice_of(filled.said, filled.noticed.data or "")
    if notice:
        return _shown(replace(_page(filled), notice=notice))
    try:
        if _is_over(COMMENTS):
            return _again(replace(_page(filled, is_sent=True), is_too_soon=True), 429)
        reference = take(Desk).submit(_sent(filled, is_urgent=bool(harm)), _now())
    except StorageError:
        return _again(replace(_page(filled, is_sent=True), is_unsaved=True), 503)
    # The address asks for urgent help in a language; that language is not kept.
    to = url_for("feedback.receipt", reference=reference, help=harm)
    return redirect(to, code=303)


@bp.get("/feedback/<reference>")
def receipt(reference: str) -> str | tuple[str, int]:
    """Show where a comment has got to, without its text; 404 keeps the box."""
    if _is_over(LOOK_UPS):
        abort(429)
    read = read_reference(reference)
    found = take(Desk).receipt(read) if read else None
    if found is None:
        return _shown(_page(CommentForm(), reference_error=True)), 404
    can_act = take(KnownEntries).can_act() if found.is_own_case else ()
    shown = ReceiptPage(found, request.args.get("help"), can_act)
    return render_template("feedback/receipt.html", page=shown)


def _begun() -> CommentForm:
    """Return the form as an address asks for it: what it is about, in which voice."""
    asked = request.args
    missing = asked.get("missing", "")[:300].strip()
    about = asked.get("about") or (NOT_FOUND if "missing" in asked else "")
    return CommentForm(
        about=about,
        words=missing,
        kind=asked.get("kind", ""),
        voice=asked.get("voice", ""),
    )


def _shown(page: FormPage) -> str:
    name = "young" if page.form.is_young else "form"
    return render_template(f"feedback/{name}.html", page=page)


def _again(page: FormPage, status: int) -> tuple[str, int, dict[str, str]]:
    """Return the form with what was typed, and when to try again."""
    return _shown(page), status, {"Retry-After": RETRY_SECONDS[status]}


def _page(
    filled: CommentForm, *, reference_error: bool = False, is_sent: bool = False
) -> FormPage:
    """Return the form's page; for what was sent, urgent help comes first if needed."""
    desk = take(Desk)
    about = _about(filled) or ""
    entry = about if about != NOT_FOUND else ""
    return FormPage(
        form=filled,
        about=about,
        entry=entry,
        title=take(KnownEntries).title(entry) if entry else None,
        submission=filled.submission.data or desk.submissions.new(),
        asks_contact=desk.contacts.is_open,
        reference_error=reference_error,
        urgent_in=_harm(filled) if is_sent else None,
    )


def _about(filled: CommentForm) -> str | None:
    """Return what a comment is about, None for the whole offer or what is unknown."""
    about = filled.about.data or ""
    is_known = about == NOT_FOUND or (about and take(KnownEntries).title(about))
    return about if is_known else None


def _harm(filled: CommentForm) -> str | None:
    """Return `now`, or the language of words of harm; None when there are none."""
    found = take(HarmWords).language("\n".join(text for _, text in filled.said))
    return "now" if found in {"en", language()} else found


def _sent(filled: CommentForm, *, is_urgent: bool) -> Sent:
    about = _about(filled)
    return Sent(
        said=filled.said,
        about=about,
        topic=take(KnownEntries).topic(about) if about else None,
        kind=filled.chosen_kind,
        voice="young-person" if filled.is_young else "parent",
        feeling=filled.chosen_feeling,
        may_publish=filled.may_publish,
        urgent=is_urgent,
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
