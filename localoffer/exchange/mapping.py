"""Results and topics as plain data for the search API. Pure."""

from typing import Any
from urllib.parse import urlencode

from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked
from localoffer.search.facets import Facet
from localoffer.search.labels import Labels
from localoffer.search.results import Result, Results
from localoffer.search.suggestions import Suggestion

FOLDERS = {"service": "services", "guide": "guides", "topic": "topics"}


def search_answer(results: Results, labels: Labels) -> dict[str, Any]:
    """Return the answer of `/api/search`; `query.language` is what was recognised."""
    rescue = results.rescue
    return {
        "query": {"text": results.asked.text, "language": results.query.language},
        "understood": [
            {"kind": part.kind, "value": part.value, "text": part.text}
            for part in results.understood
        ],
        "urgent": results.urgent,
        "confident": results.confident,
        "total": results.total,
        "not_stated": results.not_stated,
        "did_you_mean": results.meant,
        "results": [_result(result, labels) for result in results.results],
        "facets": [_facet(facet, labels) for facet in results.facets],
        "rescue": None
        if rescue is None
        else {"drop": rescue.facet, "values": rescue.values, "brings": rescue.brings},
    }


def topics_answer(edition: Edition) -> dict[str, Any]:
    """Return the answer of `/api/topics`."""
    counts = edition.catalogue.totals("topic")
    return {
        "topics": [
            {"slug": t.slug, "label": t.label, "entries": counts[t.slug]}
            for t in edition.vocabulary.topics.topics
        ]
    }


def suggest_answer(edition: Edition, text: str, language: str) -> dict[str, Any]:
    """Return the answer of `/api/suggest`, its addresses in a language's pages.

    `lang` is the language that the text is in: English where nobody has said it.
    """
    prefix = "" if language == "en" else f"/{language}"
    said = edition.translated(language)
    return {
        "suggestions": [
            {
                "text": said.say(found.text),
                "lang": language if said.knows(found.text) else "en",
                "kind": found.kind,
                "url": prefix + _way(found),
                "said": found.said,
            }
            for found in edition.suggester.suggest(text, language)
        ]
    }


def _way(found: Suggestion) -> str:
    if found.kind == "place":
        return "/search?" + urlencode(Asked(near=found.key).to_args())
    return _address(found.kind, found.key)


def _address(kind: str, slug: str) -> str:
    return f"/{FOLDERS[kind]}/{slug}"


def _result(result: Result, labels: Labels) -> dict[str, Any]:
    card = result.card
    return {
        "slug": card.slug,
        "kind": card.kind,
        "title": card.title,
        "summary": card.summary,
        "url": _address(card.kind, card.slug),
        "topics": card.topics,
        "reasons": [labels.reason(reason) for reason in result.reasons],
        "miles": result.miles,
        "fit": result.fit,
    }


def _facet(facet: Facet, labels: Labels) -> dict[str, Any]:
    return {
        "name": facet.name,
        "label": labels.facet(facet.name),
        "values": [
            {
                "value": v.value,
                "label": labels.value(facet.name, v.value),
                "count": v.count,
                "selected": v.is_selected,
            }
            for v in facet.values
        ],
    }
