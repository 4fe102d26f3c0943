"""One comment at the desk: read, reword, answer, publish."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from localoffer.content.model import Service
from localoffer.database.connection import Database
from localoffer.edition.opening import Edition, Editions
from localoffer.feedback.model import KINDS, read_reference
from localoffer.feedback.risks import risks
from localoffer.review import inbox, store
from localoffer.review.actions import Review, Rule
from localoffer.review.deletion import delete as delete_comment
from localoffer.review.doing import RefusedError, Why, may
from localoffer.review.forms import (
    AnswerForm,
    AskForm,
    NoteForm,
    SettleForm,
    WithholdForm,
    read_wordings,
)
from localoffer.review.model import ACTIONS, Answer, Case, Person
from localoffer.review.redaction import (
    FEW,
    Pane,
    month_of,
    pane,
    place_named,
    without,
)
from localoffer.review.views import Names, signed_in
from localoffer.web.absolute import absolute
from localoffer.web.clock import Clock
from localoffer.web.desk import needs
from localoffer.web.shelf import take

bp = Blueprint("cases", __name__, url_prefix="/desk/comments")


@dataclass(frozen=True)
class CasePage:
    """A comment with its panes, its forms, and what this person may do now."""

    case: Case
    panes: tuple[Pane, ...]
    warning: str | None
    actions: tuple[str, ...]
    person: Person
    themes: tuple[Answer, ...]
    service_emails: tuple[str, ...]
    reps: tuple[tuple[int, str], ...]
    kinds: tuple[str, ...]
    second_person: bool
    answer: AnswerForm
    ask: AskForm
    note: NoteForm
    withhold: WithholdForm
    settle: SettleForm
    same: int
    problem: Why | None = None
    link: str | None = None


@bp.get("/<reference>")
@needs("inbox")
def show(reference: str) -> str:
    """Show a comment as this person may see it."""
    return _page(reference)


@bp.post("/<reference>/words")
@needs("wording")
def words(reference: str) -> str | Response | tuple[str, int]:
    """Keep the public words; a press may first take one marked thing out of them."""
    found = _case(reference)
    wordings = read_wordings(request.form, _languages(found))
    take_out = request.form.get("take-out", "")
    wordings = [without(wording, take_out) for wording in wordings]
    return _do(reference, lambda r, p: r.word(p, reference, wordings, _now()), "words")


@bp.post("/<reference>/take")
@needs("inbox")
def take_on(reference: str) -> str | Response | tuple[str, int]:
    """Take a comment on."""
    return _do(reference, lambda r, p: r.take(p, reference, _now()))


@bp.post("/<reference>/assign")
@needs("raw")
def assign(reference: str) -> str | Response | tuple[str, int]:
    """Give a comment to somebody."""
    to = request.form.get("to", "")
    number = int(to) if to.isascii() and to.isdigit() else None
    return _do(reference, lambda r, p: r.assign(p, reference, number, _now()))


@bp.post("/<reference>/sort")
@needs("inbox")
def sort(reference: str) -> str | Response | tuple[str, int]:
    """Say what a comment is about."""
    edition, values = take(Editions).current(), request.form
    kind, topic, about = (values.get(n, "").strip() for n in ("kind", "topic", "about"))
    if kind not in KINDS:
        abort(400)
    if topic and edition.vocabulary.topic(topic) is None:
        return _page(reference, problem=Why.NO_TOPIC), 400
    if about and edition.entry(about) is None:
        return _page(reference, problem=Why.NO_ENTRY), 400
    new = {"kind": kind, "topic": topic or None, "about": about or None}
    return _do(reference, lambda r, p: r.sort(p, reference, _now(), **new))


@bp.post("/<reference>/note")
@needs("inbox")
def note(reference: str) -> str | Response | tuple[str, int]:
    """Keep a note for the other reps."""
    form = NoteForm(request.form)
    if not form.validate():
        return _page(reference, note=form), 400
    text = form.note.data or ""
    return _do(reference, lambda r, p: r.note(p, reference, text, _now()), "notes")


@bp.post("/<reference>/merge")
@needs("raw")
def merge(reference: str) -> str | Response | tuple[str, int]:
    """Treat comments that say exactly the same as this one."""
    return _do(reference, lambda r, p: r.merge(p, reference, _now()))


@bp.post("/<reference>/group")
@needs("wording")
def group(reference: str) -> str | Response | tuple[str, int]:
    """Put a comment under a theme, a new one or none."""
    new, old = request.form.get("new", "").strip()[:160], request.form.get("theme", "")
    to: int | str | None = new or None
    if not new and old.isascii() and old.isdigit():
        to = int(old)
    return _do(reference, lambda r, p: r.group(p, reference, to, _now()))


@bp.post("/<reference>/ask")
@needs("wording")
def ask(reference: str) -> str | Response | tuple[str, int]:
    """Ask somebody outside for an answer; the link is shown once."""
    form = AskForm(request.form)
    if not form.validate():
        return _page(reference, ask=form), 400
    try:
        token = take(Review).ask(signed_in(), reference, form.asking, _now())
    except RefusedError as fault:
        return _refused(reference, fault)
    return _page(reference, link=absolute(url_for("drafts.show", token=token)))


@bp.post("/<reference>/answer")
@needs("answer")
def answer(reference: str) -> str | Response | tuple[str, int]:
    """Say what we did or will do."""
    form = AnswerForm(request.form)
    if not form.is_good():
        return _page(reference, answer=form), 400
    return _do(reference, lambda r, p: r.answer(p, reference, form.told, _now()))


@bp.post("/<reference>/settle")
@needs("settle")
def settle(reference: str) -> str | Response | tuple[str, int]:
    """End a correction."""
    form = SettleForm(request.form)
    if not form.validate():
        return _page(reference, settle=form), 400
    how = str(form.outcome.data)
    return _do(reference, lambda r, p: r.settle(p, reference, how, _now()))


@bp.post("/<reference>/withhold")
@needs("withhold")
def withhold(reference: str) -> str | Response | tuple[str, int]:
    """Leave a comment out, with its reason."""
    form = WithholdForm(request.form)
    if not form.validate():
        return _page(reference, withhold=form), 400
    why = str(form.reason.data)
    return _do(reference, lambda r, p: r.withhold(p, reference, why, _now()))


@bp.post("/<reference>/reopen")
@needs("withhold")
def reopen(reference: str) -> str | Response | tuple[str, int]:
    """Take a comment up again."""
    return _do(reference, lambda r, p: r.reopen(p, reference, _now()))


@bp.post("/<reference>/propose")
@needs("publish")
def propose(reference: str) -> str | Response | tuple[str, int]:
    """Ask a second person to approve."""
    return _do(reference, lambda r, p: r.propose(p, reference, _now()))


@bp.post("/<reference>/publish")
@needs("publish")
def publish(reference: str) -> str | Response | tuple[str, int]:
    """Publish words and answer."""
    rule = Rule(_second_person(), "own-words" in request.form)
    return _do(reference, lambda r, p: r.publish(p, reference, rule, _now()))


@bp.post("/<reference>/correct")
@needs("publish")
def correct(reference: str) -> str | Response | tuple[str, int]:
    """Publish the words as they are now, with a public note."""
    form = NoteForm(request.form)
    if not form.validate():
        return _page(reference, note=form), 400
    text = form.note.data or ""
    return _do(reference, lambda r, p: r.correct(p, reference, text, _now()))


@bp.post("/<reference>/withdraw")
@needs("publish")
def withdraw(reference: str) -> str | Response | tuple[str, int]:
    """Take published words back, with a public note."""
    form = NoteForm(request.form)
    if not form.validate():
        return _page(reference, note=form), 400
    text = form.note.data or ""
    return _do(reference, lambda r, p: r.withdraw(p, reference, text, _now()))


@bp.post("/<reference>/delete")
@needs("delete")
def delete(reference: str) -> Response | tuple[str, int]:
    """Delete a comment with all that hangs on it, once it is asked for twice."""
    person, found = signed_in(), _case(reference)
    if "sure" not in request.form:
        return _page(reference, problem=Why.NOT_SURE), 400
    delete_comment(
        take(Database),
        found.line.reference,
        person.name,
        _now(),
        published="published" in request.form,
    )
    return redirect(url_for("review.index"), code=303)


def _do(
    reference: str, step: Callable[[Review, Person], Any], part: str | None = None
) -> Response | tuple[str, int]:
    """Take a step and show the comment again; what was typed stays if it is refused."""
    try:
        step(take(Review), signed_in())
    except RefusedError as fault:
        return _refused(reference, fault)
    to = url_for("cases.show", reference=reference, _anchor=part)
    return redirect(to, code=303)


def _refused(reference: str, fault: RefusedError) -> tuple[str, int]:
    if fault.why is Why.NOT_THERE:
        abort(404)
    if fault.why is Why.NOT_ALLOWED:
        abort(403)
    return _page(reference, problem=fault.why), 409


def _page(
    reference: str, *, problem: Why | None = None, link: str | None = None, **forms: Any
) -> str:
    person, found, edition = signed_in(), _case(reference), take(Editions).current()
    today = take(Clock).today()
    with take(Database).read() as connection:
        themes = tuple(store.themes(connection))
        reps = tuple(store.people(connection, "rep"))
        same = store.same_words(connection, found.line.id)
        place, topic = place_named(found, edition.lexicon), found.line.topic or ""
        span = inbox.Span(*month_of(found))
        alike = inbox.count_alike(connection, topic, span) if place and topic else FEW
    given = found.answer
    forms.setdefault("answer", AnswerForm(obj=given) if given else AnswerForm())
    page = CasePage(
        case=found,
        panes=tuple(
            pane(found, prompt, text, code, risks)
            for prompt, text in _prompts(found)
            for code in _languages(found)
        ),
        warning=place if alike < FEW else None,
        actions=_actions(found, person),
        person=person,
        themes=themes,
        service_emails=_emails(found.line.about, edition),
        reps=reps,
        kinds=KINDS,
        second_person=_second_person(),
        same=len(same) if person.may("raw") else 0,
        problem=problem,
        link=link,
        **(_empty_forms() | forms),
    )
    return render_template("desk/case.html", page=page, names=Names.now(), today=today)


def _emails(about: str | None, edition: Edition) -> tuple[str, ...]:
    """Return the addresses at which a service says that it can be reached."""
    entry = edition.entry(about or "")
    if entry is None or not isinstance(entry.record, Service):
        return ()
    provider = edition.standing.organisations[entry.record.provider]
    reach = (entry.record.contact, provider.contact)
    return tuple(e.address for contact in reach if contact for e in contact.emails)


def _empty_forms() -> dict[str, Any]:
    return {
        "ask": AskForm(),
        "note": NoteForm(),
        "withhold": WithholdForm(),
        "settle": SettleForm(),
    }


def _prompts(found: Case) -> list[tuple[str, str]]:
    """Return what was said by prompt; once it is purged, the wordings' prompts."""
    if found.said:
        return list(found.said)
    return [(prompt, "") for prompt in dict.fromkeys(w.prompt for w in found.wordings)]


def _languages(found: Case) -> tuple[str, ...]:
    return ("en",) if found.line.language == "en" else (found.line.language, "en")


def _actions(found: Case, person: Person) -> tuple[str, ...]:
    """Return the steps that this person may take now."""
    return tuple(action for action in ACTIONS if may(person, action, found))


def _case(reference: str) -> Case:
    read = read_reference(reference)
    found = take(Review).case(signed_in(), read) if read else None
    if found is None or read != reference:
        abort(404)
    return found


def _second_person() -> bool:
    return take(Editions).current().area.second_person


def _now() -> Any:
    return take(Clock).now()
