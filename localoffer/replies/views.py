"""You said, we did: the published answers."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from localoffer.content.markdown import Html, localised
from localoffer.edition.opening import Editions
from localoffer.replies.model import Reply
from localoffer.replies.snapshot import Snapshot
from localoffer.web.shelf import take

bp = Blueprint("replies", __name__)


@dataclass(frozen=True)
class RepliesPage:
    """The page of all answers."""

    title: str
    body: Html
    replies: tuple[Reply, ...]


@bp.get("/you-said-we-did")
def index() -> str:
    """Show every published answer, and say so when there is none."""
    standing = take(Editions).current().standing.pages["you-said-we-did"]
    page = RepliesPage(
        title=standing.title,
        body=localised(standing.html, request.script_root),
        replies=take(Snapshot).all(),
    )
    return render_template("replies/index.html", page=page)
