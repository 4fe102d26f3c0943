"""Makes paper out of a choice: the worker's bench, with a site behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Flask

from localoffer.edition.opening import Edition, Editions
from localoffer.pages.booklet import Printer, booklet_html, handout_html
from localoffer.pages.views import labels_for
from localoffer.paper.actions import Paper, made_with
from localoffer.paper.choice import HANDOUT, Choice
from localoffer.paper.files import PaperFile
from localoffer.paper.press import Pdf, press_apart
from localoffer.paper.selection import select
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from localoffer.web.locale import LANGUAGE
from localoffer.web.shelf import take


@dataclass(frozen=True)
class Workshop:
    """A site that nobody visits: what it would show goes on paper instead."""

    app: Flask
    press: Callable[[str], Pdf] = press_apart

    def make_job(self, payload: Mapping[str, str]) -> None:
        """Make what a job asks for, unless it is there."""
        choice = Choice.from_payload(payload)
        with self.app.app_context():
            is_there = take(Paper).find(choice, take(Editions).current().digest)
        if not is_there:
            self.make(choice)

    def make(self, choice: Choice) -> PaperFile | None:
        """Make a choice's PDF anew; None when the edition has nothing of it.

        PressError where PDFs cannot be made.
        """
        html = self.document(choice)
        if html is None:
            return None
        pdf = self.press(html)
        with self.app.app_context():
            edition, paper = take(Editions).current(), take(Paper)
            key = choice.key(paper.root)
            kept = paper.files.keep(edition.digest, key, pdf.data, pdf.pages)
            paper.files.forget_oldest(edition.digest, self._planned_keys(edition))
        return kept

    def plan(self) -> tuple[Choice, ...]:
        """Return what is made with the current edition; EditionError if none."""
        with self.app.app_context():
            return made_with(take(Editions).current(), take(Settings).languages)

    def document(self, choice: Choice) -> str | None:
        """Return what goes to the press as HTML; None when there is nothing of it."""
        prefix = "" if choice.language == "en" else f"/{choice.language}"
        environ = {LANGUAGE: choice.language, "SCRIPT_NAME": prefix}
        with self.app.test_request_context("/", environ_overrides=environ):
            edition, root = take(Editions).current(), take(Paper).root
            selection = select(choice, edition)
            if selection.is_empty:
                return None
            labels, today = labels_for(edition), take(Clock).today()
            make = handout_html if choice.kind == HANDOUT else booklet_html
            return make(selection, Printer(edition, labels, today, root))

    def _planned_keys(self, edition: Edition) -> set[str]:
        root = take(Paper).root
        planned = made_with(edition, take(Settings).languages)
        return {choice.key(root) for choice in planned}
