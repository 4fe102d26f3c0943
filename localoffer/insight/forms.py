"""What a tap tells: found or not, about what, and the way back. Nothing is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from localoffer.edition.opening import Edition
from localoffer.insight.model import ANSWERS, NONE, PAGES
from localoffer.question.asked import Asked

LONGEST_ADDRESS = 6000  # characters; a server takes 8190 with all that goes before


@dataclass(frozen=True)
class Told:
    """A tap. What is unknown is `none`; the way back is a question or an entry."""

    answer: str
    page: str
    topic: str
    asked: Asked | None = None
    slug: str | None = None

    @classmethod
    def read(cls, values: "MultiDict[str, str]", edition: Edition) -> "Told":
        """Return what a form, or the address of the thanks, tells."""
        page = _known(values.get("kind", ""), PAGES.__contains__)
        asked = Asked.from_args(values.items(multi=True))
        entry = edition.entry(values.get("slug", ""))
        is_entry = entry is not None and entry.kind == page
        return cls(
            answer=_known(values.get("found", ""), ANSWERS.__contains__),
            page=page,
            topic=_known(values.get("about", ""), edition.vocabulary.topic),
            asked=asked if page == "results" else None,
            slug=values["slug"] if is_entry else None,
        )

    @property
    def thanks(self) -> str:
        """Return the address of the thanks; a very long way back is left out."""
        told = [("found", self.answer), ("kind", self.page), ("about", self.topic)]
        whole = urlencode([*told, *self._way()])
        arguments = whole if len(whole) <= LONGEST_ADDRESS else urlencode(told)
        return f"{url_for('insight.thanks')}?{arguments}"

    @property
    def back(self) -> str | None:
        """Return the address of the page that was tapped on, None when unknown."""
        if self.slug is not None:
            return url_for(f"pages.{self.page}", slug=self.slug)
        if self.asked is None:
            return None
        arguments = urlencode(self._way())
        return url_for("pages.search") + (f"?{arguments}" if arguments else "")

    def _way(self) -> tuple[tuple[str, str], ...]:
        if self.slug is not None:
            return (("slug", self.slug),)
        return self.asked.to_args() if self.asked is not None else ()


@dataclass(frozen=True)
class ToldRight:
    """A tap on "Was this page right?": `slug` is None where there is no such page."""

    answer: str
    kind: str
    slug: str | None

    @classmethod
    def read(cls, values: "MultiDict[str, str]", edition: Edition) -> "ToldRight":
        """Return what the form of an entry's page tells."""
        entry = edition.entry(values.get("slug", ""))
        return cls(
            answer=_known(values.get("right", ""), ANSWERS.__contains__),
            kind=entry.kind if entry else NONE,
            slug=entry.slug if entry else None,
        )

    @property
    def next(self) -> str:
        """Return where the tap leads: on a no, to a comment that corrects the page."""
        if self.answer == "no":
            return url_for("feedback.form", about=self.slug, kind="correction")
        told = [("right", self.answer), ("kind", self.kind)]
        way = [("slug", self.slug)] if self.slug else []
        return f"{url_for('insight.thanks')}?{urlencode([*told, *way])}"


def _known(value: str, is_known: Callable[[str], object]) -> str:
    return value if is_known(value) else NONE
