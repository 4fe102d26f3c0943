"""Yearly reports: the desk's page that makes one, and their own addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale
from flask import (
    Blueprint,
    Response,
    abort,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from localoffer.edition.opening import Editions
from localoffer.errors import StorageError
from localoffer.feedback.model import KnownEntries
from localoffer.replies.actions import Draft, ReportError, Reports, Shown
from localoffer.replies.answers import cut
from localoffer.replies.compiling import Names
from localoffer.replies.documents import as_csv, as_text
from localoffer.replies.model import Issue
from localoffer.replies.outline import Blocks, Outline, Part, chaptered, outline_of
from localoffer.replies.report import BEGINS, Report, year_of
from localoffer.replies.snapshot import Snapshot
from localoffer.replies.views import read_number, topic_label
from localoffer.web.clock import Clock
from localoffer.web.desk import needs, visitor
from localoffer.web.headers import shape_by
from localoffer.web.shelf import take

HEAVIEST = 5000  # bytes of answers on a page
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What takes long to make, or libraries that a web process does not take in.
MADE = {"pdf": "application/pdf", "docx": WORD}
LOOK_AGAIN = "4"  # seconds
RETRY = "600"  # seconds
KINDS = {
    "calendar": "Calendar year, from 1 January",
    "school": "School year, from 1 September",
    "financial": "Financial year, from 1 April",
}
bp = Blueprint("reports", __name__)


@dataclass(frozen=True)
class ReportPage:
    """A published report; its numbers stand on the first page of its answers."""

    name: str
    title: str
    front: Blocks
    answers: Blocks
    back: Blocks
    number: int
    pages: int
    before: str | None
    after: str | None
    is_whole: bool


@dataclass(frozen=True)
class DeskPage:
    """The desk's page: a form, what it would make, and what is published."""

    kinds: tuple[tuple[str, str], ...]
    years: tuple[int, ...]
    values: dict[str, str]
    issues: tuple[Issue, ...]
    problem: str = ""
    draft: Draft | None = None
    outline: Outline | None = None
    answers: Blocks = ()
    shown: int = 0


@bp.get("/you-said-we-did/reports/<name>")
def shown(name: str) -> str:
    """Show a published report: as it was, but for words taken down since."""
    found = _find(name)
    shape_by(found.version)
    outline = found.outline
    if request.args.get("page") == "all":
        everything = tuple(chaptered(outline.parts))
        return _report_page(name, outline, everything, (0, 0))
    pages, number = tuple(cut(outline.parts, _weight, HEAVIEST)), read_number()
    if number > len(pages):
        abort(404)
    blocks = tuple(chaptered(pages[number - 1]))
    return _report_page(name, outline, blocks, (number, len(pages)))


@bp.get("/you-said-we-did/reports/<name>.<kind>")
def document(name: str, kind: str) -> AnyResponse:
    """Send a published report as pdf, docx, csv or txt."""
    if kind not in {*MADE, "csv", "txt"}:
        abort(404)
    found = _find(name)
    shape_by(found.version)
    if kind in MADE:
        return _made(name, found.report, kind)
    if kind == "csv":
        data = as_csv(found.report, found.outline)
        return _file(data, "text/csv", f"{name}.csv")
    return Response(as_text(found.outline), mimetype="text/plain")


@bp.get("/desk/reports")
@needs("report")
def index() -> str:
    """Show what a report of some days would say, and those that are published."""
    try:
        days = read_days(request.args)
        draft = _draft(days) if days else None
    except ReportError as fault:
        return _desk_page(problem=fault.message)
    return _desk_page(draft)


@bp.post("/desk/reports")
@needs("report")
def publish() -> AnyResponse | tuple[str, int]:
    """Publish a report for good."""
    name = request.form.get("name", "").strip()
    try:
        days = read_days(request.form)
        if days is None:
            message = "Say of which days the report is to be."
            raise ReportError(message)
        draft = Draft(name, _draft(days).report)
        take(Reports).publish(draft, visitor().name, take(Clock).now())
    except ReportError as fault:
        return _desk_page(problem=fault.message), 400
    return redirect(url_for(".shown", name=name), code=303)


def names_now() -> Names:
    """Return how the current edition names things."""
    edition, languages = take(Editions).current(), Locale.parse("en").languages
    titles = take(KnownEntries)
    return Names(
        topic=lambda slug: topic_label(edition, slug),
        entry=lambda slug: titles.title(slug) or slug,
        language=lambda code: str(languages.get(code, code)),
        site=edition.area.site_name,
        council=edition.area.council.name,
    )


def read_days(values: Mapping[str, str]) -> tuple[date, date] | None:
    """Return the days that a form names, None when it names none."""
    year, kind = values.get("year", "").strip(), values.get("kind", "calendar")
    first, last = values.get("from", "").strip(), values.get("to", "").strip()
    if first or last:
        return _day(first, "first"), _day(last, "last")
    if not year:
        return None
    if not (year.isascii() and year.isdigit() and 2000 <= int(year) <= 9000):
        message = "The year is no year."
        raise ReportError(message)
    found = [one for one in BEGINS if one == kind]
    if not found:
        message = "There is no such kind of year."
        raise ReportError(message)
    return year_of(int(year), found[0])


def _day(text: str, which: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"The {which} day is no day. Write it as 2026-04-01."
        raise ReportError(message) from None


def _draft(days: tuple[date, date]) -> Draft:
    return take(Reports).draft(days, take(Clock).today(), names_now())


def _find(name: str) -> Shown:
    found = take(Reports).shown(name)
    if found is None:
        abort(404)
    return found


def _weight(part: Part) -> int:
    return part.weight


def _report_page(
    name: str, outline: Outline, answers: Blocks, place: tuple[int, int]
) -> str:
    number, pages = place

    def url(page: int) -> str:
        return url_for(".shown", name=name, page=page if page > 1 else None)

    is_first, is_last = number <= 1, number >= pages
    page = ReportPage(
        name=name,
        title=outline.title,
        front=outline.front if is_first else (),
        answers=answers,
        back=outline.back if is_last else (),
        number=number,
        pages=pages,
        before=None if is_first else url(number - 1),
        after=None if is_last else url(number + 1),
        is_whole=pages < 2,
    )
    return render_template("replies/report.html", page=page)


def _desk_page(draft: Draft | None = None, problem: str = "") -> str:
    outline = outline_of(draft.report) if draft else None
    parts: Iterable[Part] = outline.parts if outline else ()
    some = next(cut(tuple(parts), _weight, 10 * HEAVIEST), ())
    values = {**request.args.to_dict(), **request.form.to_dict()}
    this_year = take(Clock).today().year
    page = DeskPage(
        kinds=tuple(KINDS.items()),
        years=tuple(range(this_year, this_year - 6, -1)),
        values={"year": "", "kind": "", "from": "", "to": "", "name": "", **values},
        issues=take(Snapshot).fresh().found.issues,
        problem=problem,
        draft=draft,
        outline=outline,
        answers=tuple(chaptered(some)),
        shown=len(some),
    )
    return render_template("desk/reports.html", page=page)


def _made(name: str, report: Report, kind: str) -> AnyResponse:
    """Send what the worker made; have it made when it is not there."""
    data = take(Reports).prints.read(name, report, kind)
    if data is not None:
        how = "inline" if kind == "pdf" else "attachment"
        return _file(data, MADE[kind], f"{name}.{kind}", how)
    try:
        is_coming = take(Reports).ask_for_print(name, take(Clock).now())
    except StorageError:
        is_coming = False
    words = render_template(
        "replies/waiting.html", name=name, kind=kind, is_coming=is_coming
    )
    response = Response(words, status=202 if is_coming else 503)
    if is_coming:
        response.headers["Refresh"] = LOOK_AGAIN
    else:
        response.headers["Retry-After"] = RETRY
    return response


def _file(
    data: bytes | str, mimetype: str, name: str, how: str = "attachment"
) -> Response:
    response = Response(data, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"{how}; filename=you-said-{name}"
    return response
