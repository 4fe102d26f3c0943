"""The page of the week: its listing, its filters, its links and its standing words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

import numpy as np
from flask import request, url_for

from localoffer.content.markdown import Html, localised
from localoffer.edition.opening import Edition
from localoffer.edition.programme import programme
from localoffer.pages.results import Chip, Choice, ChoiceGroup, filter_label
from localoffer.pages.week import Listing, Week, listing
from localoffer.question.asked import FACETS, Asked
from localoffer.search.facets import AGE_BANDS
from localoffer.search.labels import Labels
from localoffer.web.locale import language

TICKED = ("need", "age", "cost", "day")  # the filters of this page's form
MILES = (1, 2, 3, 5, 10)


@dataclass(frozen=True)
class WhatsOnPage:
    """All that the template of the week needs."""

    body: Html
    is_said: bool
    listing: Listing
    asked: Asked
    facet_names: dict[str, str]
    groups: tuple[ChoiceGroup, ...]
    miles: tuple[int, ...]
    hidden: tuple[tuple[str, str], ...]
    chosen: tuple[Chip, ...]
    unknown: tuple[str, ...]
    is_place_known: bool
    previous: str | None
    next: str | None
    everything: str
    calendar: str


def whats_on_page(
    edition: Edition, labels: Labels, week: Week, asked: Asked
) -> WhatsOnPage:
    """Return the page of a week for what was asked."""
    found = programme(edition, asked)
    asked = _known(found.asked, found.unknown)
    html, is_said = edition.standing_html("whats-on", language())
    return WhatsOnPage(
        body=localised(html, request.script_root),
        is_said=is_said,
        listing=listing(edition, found, week),
        asked=asked,
        facet_names={name: labels.facet(name) for name in FACETS},
        groups=tuple(_group(name, edition, labels, asked) for name in TICKED),
        miles=tuple(sorted({*MILES, *([asked.within] if asked.within else [])})),
        hidden=_hidden(asked, week),
        chosen=tuple(_chips(asked, labels, week, has_place=found.is_place_known)),
        unknown=found.unknown,
        is_place_known=found.is_place_known,
        previous=_url(asked, week.previous) if week.previous else None,
        next=_url(asked, week.next) if week.next else None,
        everything=_url(Asked(), week.first),
        calendar=_calendar_url(asked),
    )


def _known(asked: Asked, unknown: tuple[str, ...]) -> Asked:
    """Return what was asked without the filters that nobody knows."""
    facets = tuple(pair for pair in asked.facets if pair[1] not in unknown)
    return replace(asked, facets=facets)


def _url(asked: Asked, first: date | None) -> str:
    week = [("week", first.isoformat())] if first else []
    arguments = urlencode([*asked.to_args(), *week])
    return url_for("pages.whats_on") + (f"?{arguments}" if arguments else "")


def _calendar_url(asked: Asked) -> str:
    """Return the address of the same as a calendar; no prefix, it is a machine's."""
    spoken = [("lang", language())] if language() != "en" else []
    arguments = urlencode([*asked.to_args(), *spoken])
    return "/calendar.ics" + (f"?{arguments}" if arguments else "")


def _hidden(asked: Asked, week: Week) -> tuple[tuple[str, str], ...]:
    kept = tuple(pair for pair in asked.facets if pair[0] not in TICKED)
    is_later = week.first != week.today
    return (*kept, *([("week", week.first.isoformat())] if is_later else []))


def _group(name: str, edition: Edition, labels: Labels, asked: Asked) -> ChoiceGroup:
    ticked = asked.values(name)
    values = dict.fromkeys([*_offered(name, edition), *ticked])
    choices = [
        Choice(name, v, labels.value(name, v), None, v in ticked) for v in values
    ]
    if name == "need":
        choices.sort(key=lambda choice: choice.label)
    return ChoiceGroup(name, labels.facet(name), tuple(choices), None, bool(ticked))


def _offered(name: str, edition: Edition) -> list[str]:
    """Return the values worth ticking: of needs, those that some session is for."""
    if name == "age":
        return list(AGE_BANDS)
    catalogue = edition.catalogue
    first, last = catalogue.span(name)
    values = [value for _, value in catalogue.columns[first:last]]
    if name != "need":
        return values
    numbers = [page.number for page in edition.diary.pages]
    held = np.asarray(catalogue.hot[numbers, first:last].any(axis=0), bool)
    return [values[place] for place in held.nonzero()[0].tolist()]


def _chips(
    asked: Asked, labels: Labels, week: Week, *, has_place: bool
) -> Iterator[Chip]:
    first = week.first if week.first != week.today else None
    for name, value in asked.facets:
        without = _url(asked.without_facet(name, value), first)
        yield Chip(filter_label(name, value, labels), "", without)
    if asked.near and has_place:
        without = _url(replace(asked, near="", within=None), first)
        yield Chip(labels.near(asked.near), "", without)
