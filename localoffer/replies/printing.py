"""Makes a report's files: for Word, and for paper by way of an HTML document."""

from collections.abc import Callable

from flask import Flask, render_template

from localoffer.paper.press import Pdf
from localoffer.replies.actions import Reports
from localoffer.replies.documents import as_docx
from localoffer.replies.outline import Outline
from localoffer.web.shelf import take


def as_html(outline: Outline) -> str:
    """Return a report as a whole HTML document with its styles, for the press."""
    return render_template("replies/report_paper.html", outline=outline)


def print_report(app: Flask, name: str, press: Callable[[str], Pdf]) -> None:
    """Make the files of a published report as it stands; PressError without a press.

    A report that is not there any more needs none.
    """
    with app.test_request_context("/"):
        reports = take(Reports)
        # The job may be about words that were taken down a moment ago.
        reports.snapshot.fresh()
        shown = reports.shown(name)
        if shown is None:
            return
        prints, report = reports.prints, shown.report
        # Word first: it needs no press.
        if prints.read(name, report, "docx") is None:
            prints.keep(name, report, "docx", as_docx(shown.outline))
        if prints.read(name, report, "pdf") is None:
            prints.keep(name, report, "pdf", press(as_html(shown.outline)).data)
