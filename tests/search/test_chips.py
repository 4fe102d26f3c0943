"""Each thing read from a sentence is a chip, and taking it off shows an effect."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked

ASKED = {
    "age": "clubs for my 3yo",
    "place": "clubs in bletchley",
    "topic": "speech therapy and sleep",
    "day": "saturday clubs",
    "price": "free activities for families",
    "access": "help with anxiety without a referral",
    "diagnosis": "adhd help without a diagnosis",
    "plan": "short breaks without a plan",
}


def order(edition: Edition, asked: Asked) -> list[tuple[str, tuple[str, ...]]]:
    """Return every entry found, with its reasons' kinds, page after page."""
    first = edition.search.answer(asked)
    pages = [edition.search.answer(asked.on_page(n + 1)) for n in range(first.pages)]
    return [
        (r.card.slug, tuple(why.kind for why in r.reasons))
        for page in pages
        for r in page.results
    ]


@pytest.mark.parametrize("kind", ASKED)
def test_taking_a_chip_off_changes_order_or_counts(edition: Edition, kind: str) -> None:
    asked = Asked(text=ASKED[kind])
    part = next(p for p in edition.search.answer(asked).understood if p.kind == kind)

    without = asked.without(part.kind, str(part.value))

    slugs = [slug for slug, _ in order(edition, asked)]
    assert slugs != [slug for slug, _ in order(edition, without)]
    left = edition.search.answer(without).understood
    assert part.key not in [other.key for other in left]


@pytest.mark.parametrize("kind", ASKED)
def test_the_page_links_to_what_a_chip_hides(client: FlaskClient, kind: str) -> None:
    page = BeautifulSoup(
        client.get("/search", query_string={"q": ASKED[kind]}).data, "html.parser"
    )
    links = [str(a["href"]) for a in page.select(".chips a.chip")]

    dropped = [link for link in links if f"drop={kind}%3A" in link]

    assert dropped
    assert client.get(dropped[0]).status_code == 200
