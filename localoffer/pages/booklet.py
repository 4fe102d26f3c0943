"""A booklet as one HTML document: each entry says what its web page says."""

import re
from dataclasses import dataclass
from datetime import date

from flask import render_template, request, url_for
from flask_babel import gettext

from localoffer.content.markdown import Html, localised
from localoffer.edition.opening import Edition
from localoffer.pages.addresses import entry_url
from localoffer.pages.entry import EntryPage, entry_page
from localoffer.paper.choice import STARTER, Choice
from localoffer.paper.codes import data_uri
from localoffer.paper.press import on_paper
from localoffer.paper.selection import MOST, Selection
from localoffer.search.labels import Labels
from localoffer.web.locale import language

SENTENCE = re.compile(r"[^.]+\.")
HOW = "starter"  # the standing page that a starter booklet begins with


@dataclass(frozen=True)
class Sheet:
    """An entry on paper. The addresses are empty when the site's is not known."""

    place: str
    template: str
    page: EntryPage
    path: str
    address: str
    short: str


@dataclass(frozen=True)
class How:
    """How to use the local offer."""

    title: str
    body: Html
    is_said: bool


@dataclass(frozen=True)
class Booklet:
    """All that the booklet's template needs."""

    title: str
    is_english: bool
    size: str
    made: date
    root: str
    sheets: tuple[Sheet, ...]
    cards: tuple[Sheet, ...] = ()
    may_fit: tuple[str, ...] = ()
    left_out: int = 0
    most: int = MOST
    how: How | None = None

    @property
    def holds(self) -> int:
        """Return how many entries are inside."""
        return len(self.sheets) + len(self.cards)


@dataclass(frozen=True)
class Handout:
    """One page for a clinic's shelf. The addresses are empty when ours is not known."""

    title: str
    is_english: bool
    words: str
    titles: tuple[str, ...]
    size: str
    left_out: int
    root: str
    address: str
    short: str
    statement: str


@dataclass(frozen=True)
class Printer:
    """What a document is made from: an edition, its words, a day, the address."""

    edition: Edition
    labels: Labels
    today: date
    root: str

    def booklet(self, selection: Selection) -> Booklet:
        """Return a selection as a booklet."""
        choice = selection.choice
        sheets = tuple(self.sheet(slug) for slug in selection.slugs)
        is_starter = choice.book == STARTER
        whole = [s for s in sheets if not is_starter or s.page.kind == "guide"]
        return Booklet(
            title=title_of(choice, self.labels),
            is_english=bool(choice.topic or choice.need),
            size=choice.size,
            made=self.today,
            root=self.root,
            sheets=tuple(whole),
            cards=tuple(sheet for sheet in sheets if sheet not in whole),
            may_fit=tuple(sorted(card.title for card in selection.may_fit)),
            left_out=selection.left_out,
            how=self._how() if is_starter else None,
        )

    def sheet(self, slug: str) -> Sheet:
        """Return an entry as it goes on paper; LookupError when it is not there."""
        entry = self.edition.entry(slug)
        if entry is None:
            raise LookupError(slug)
        prefix = request.script_root
        page = entry_page(entry, self.edition, self.labels, prefix, self.today)
        path = entry_url(entry.kind, slug)
        return Sheet(
            place=f"entry-{slug}",
            template=f"pages/{entry.kind}.html",
            page=page,
            path=path,
            address=self.root + path if self.root else "",
            short=short_address(self.edition, slug, path, self.root),
        )

    def handout(self, selection: Selection) -> Handout:
        """Return a selection as a handout: one entry's, or a list's."""
        choice = selection.choice
        sheets = [self.sheet(slug) for slug in selection.slugs]
        titles = tuple(sheet.page.record.title for sheet in sheets)
        one = sheets[0] if choice.guide else None
        listed = url_for("pages.saved_list") + f"?s={','.join(selection.slugs)}"
        path = one.path if one else listed
        return Handout(
            title=one.page.record.title if one else gettext("Help chosen for you"),
            is_english=one is not None,
            words=one.page.record.summary if one else "",
            titles=() if one else titles,
            size=choice.size,
            left_out=selection.left_out,
            root=self.root,
            address=self.root + path if self.root else "",
            short=one.short if one else bare(self.root),
            statement=whose(self.edition),
        )

    def _how(self) -> How | None:
        page = self.edition.standing.pages.get(HOW)
        if page is None:
            return None
        html, is_said = self.edition.standing_html(HOW, language())
        return How(page.title, localised(html, request.script_root), is_said)


def booklet_html(selection: Selection, printer: Printer) -> str:
    """Return a booklet as one document, ready for the press."""
    booklet = printer.booklet(selection)
    html = render_template("paper/booklet.html", booklet=booklet, code=data_uri)
    places = {sheet.path: sheet.place for sheet in booklet.sheets}
    return on_paper(html, places, printer.root)


def handout_html(selection: Selection, printer: Printer) -> str:
    """Return a handout as one document, ready for the press."""
    handout = printer.handout(selection)
    html = render_template("paper/handout.html", handout=handout, code=data_uri)
    return on_paper(html, {}, printer.root)


def short_address(edition: Edition, slug: str, path: str, root: str) -> str:
    """Return what is typed to come to an entry, as few letters as we have."""
    if not root:
        return ""
    word = edition.area.word_of(slug)
    return f"{bare(root)}/go/{word}" if word else bare(root) + path


def whose(edition: Edition) -> str:
    """Return whose site it is not: the area's statement up to whom to ring."""
    return " ".join(SENTENCE.findall(edition.area.statement)[:2])


def bare(root: str) -> str:
    """Return an address without its scheme, which nobody types."""
    return root.split("://", 1)[-1]


def title_of(choice: Choice, labels: Labels) -> str:
    """Return what a booklet is called, in this request's language."""
    if choice.book == STARTER:
        return str(gettext("Where to start"))
    if choice.list:
        return str(gettext("Your list"))
    parts = [labels.value(name, values[0]) for name, values in choice.filters]
    return " · ".join(parts)
