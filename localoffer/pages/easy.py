"""The Easy Read page: large, calm, a picture beside each idea."""

from dataclasses import dataclass

from flask import url_for

from localoffer.content.markdown import Html, localised
from localoffer.edition.opening import Edition

# The page that an Easy Read text of a standing page belongs to.
SUMMARY_OF = {"privacy": "privacy-summary"}
PICTURES = "easy"  # a folder of static files


@dataclass(frozen=True)
class Idea:
    """A picture's file, what it shows, and the words beside it."""

    picture: str
    shows: str
    words: Html


@dataclass(frozen=True)
class EasyPage:
    """All that the template needs; `whole` is the address of the full page."""

    title: str
    summary: str
    sections: tuple[tuple[str, tuple[Idea, ...]], ...]
    whole: str
    is_form: bool
    is_stale: bool
    is_checked: bool


def easy_url(place: str, edition: Edition) -> str | None:
    """Return the address of the Easy Read version, None when there is none."""
    folder, slug = place.split("/", 1)
    is_part = slug in SUMMARY_OF.values()
    if is_part or f"{folder}/{SUMMARY_OF.get(slug, slug)}" not in edition.easy:
        return None
    return url_for("pages.easy", folder=folder, slug=slug)


def easy_page(folder: str, slug: str, edition: Edition, prefix: str) -> EasyPage | None:
    """Return the page of an Easy Read version, None when there is none."""
    text = edition.easy.get(f"{folder}/{SUMMARY_OF.get(slug, slug)}")
    if text is None:
        return None
    sections = tuple(
        (
            heading,
            tuple(
                Idea(f"{PICTURES}/{i.picture}.svg", i.shows, localised(i.html, prefix))
                for i in ideas
            ),
        )
        for heading, ideas in text.sections
    )
    return EasyPage(
        title=text.title,
        summary=text.summary,
        sections=sections,
        whole=_whole(folder, slug),
        is_form=slug == "feedback",
        is_stale=text.is_stale,
        is_checked=text.state == "checked",
    )


def _whole(folder: str, slug: str) -> str:
    if slug == "feedback":
        return url_for("feedback.form", voice="young")
    if folder == "pages":
        return url_for(f"pages.{slug}")
    return url_for(f"pages.{folder.removesuffix('s')}", slug=slug)
