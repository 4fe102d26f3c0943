"""`localoffer desk report`: the yearly report, to read, to send and to publish."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click
from flask import Flask

from localoffer.app import create_app
from localoffer.cli.config import settings_now
from localoffer.outbox.model import Handler
from localoffer.paper.press import Pdf, press, press_apart
from localoffer.replies.actions import PRINT, Draft, ReportError, Reports
from localoffer.replies.documents import as_csv, as_docx, as_text
from localoffer.replies.outline import outline_of
from localoffer.replies.printing import as_html, print_report
from localoffer.replies.report import BEGINS, Report, year_of
from localoffer.replies.reports import names_now
from localoffer.web.clock import Clock
from localoffer.web.shelf import take

FORMATS = ("text", "html", "csv", "docx", "pdf")
BY = "the command"  # who published it, in the audit log
DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    epilog="Example: localoffer desk report --year 2026 --kind financial --publish"
)
@click.option("--from", "first", type=DAY, help="The first day, such as 2026-04-01.")
@click.option("--to", "last", type=DAY, help="The last day, such as 2027-03-31.")
@click.option("--year", type=click.IntRange(2000, 9000), help="The year it begins in.")
@click.option("--kind", type=click.Choice(list(BEGINS)), default="calendar")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
@click.option("--output", type=click.Path(path_type=Path), help="A file to write to.")
@click.option("--publish", is_flag=True, help="Publish it for good, and say where.")
@click.option("--name", help="Its name in the address, where it is published.")
def report(**told: object) -> None:
    """Print the yearly report of regulation 56, or publish it at its own address.

    A published report stays as it is: its name cannot be used again.
    """
    days = _days(told)
    app = create_app(replace(settings_now(), meaning=False))
    with app.test_request_context("/"):
        reports, clock = take(Reports), take(Clock)
        draft = reports.draft(days, clock.today(), names_now())
        if told["publish"]:
            draft = Draft(str(told["name"] or draft.name), draft.report)
            reports.publish(draft, BY, clock.now())
            click.echo(f"Published at /you-said-we-did/reports/{draft.name}", err=True)
        if not told["publish"] or told["output"]:
            _put(written_as(str(told["form"]), draft.report), told["output"])


def written_as(form: str, report: Report) -> bytes:
    """Return a report in a form; PressError where a PDF cannot be made."""
    outline = outline_of(report)
    if form == "pdf":
        return press(as_html(outline)).data
    if form == "docx":
        return as_docx(outline)
    if form == "csv":
        return as_csv(report, outline).encode()
    return (as_html(outline) if form == "html" else as_text(outline)).encode()


def print_handlers(
    app: Callable[[], Flask], make: Callable[[str], Pdf] = press_apart
) -> Mapping[str, Handler]:
    """Return what makes the files of published reports; `app` is asked when needed."""
    return {PRINT: lambda payload: print_report(app(), payload["name"], make)}


def _days(told: Mapping[str, object]) -> tuple[date, date]:
    first, last, year = told["first"], told["last"], told["year"]
    if isinstance(first, datetime) and isinstance(last, datetime):
        return first.date(), last.date()
    if not isinstance(year, int) or first or last:
        message = "Say --from and --to, or --year. See --help."
        raise ReportError(message)
    kind = next(one for one in BEGINS if one == told["kind"])
    return year_of(year, kind)


def _put(data: bytes, output: object) -> None:
    if isinstance(output, Path):
        output.write_bytes(data)
    else:
        click.echo(data, nl=False)
