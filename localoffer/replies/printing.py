"""Puts a report on paper: an HTML document of its own, then a PDF."""

from collections.abc import Callable

from flask import Flask, render_template

from localoffer.paper.press import Pdf
from localoffer.replies.actions import Reports
from localoffer.replies.outline import outline_of
from localoffer.replies.report import Report
from localoffer.web.shelf import take


def as_html(report: Report) -> str:
    """Return a report as a whole HTML document with its styles, for the press."""
    return render_template("replies/report_paper.html", outline=outline_of(report))


def print_report(app: Flask, name: str, press: Callable[[str], Pdf]) -> None:
    """Make the PDF of a published report as it stands; PressError where none can be.

    A report that is not there any more needs none.
    """
    with app.test_request_context("/"):
        reports = take(Reports)
        # The job may be about words that were taken down a moment ago.
        reports.snapshot.fresh()
        report = reports.shown(name)
        if report is not None:
            reports.prints.keep(name, report, press(as_html(report)).data)
