"""An entry's page answers in order, and never leaves a parent without a number."""

import re

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from localoffer.content.model import Service
from localoffer.edition.opening import Edition
from localoffer.pages.entry import reach_of

ORDER = [
    "who", "in", "cost", "where", "reach", "decides", "nothing", "no", "day", "keep",
    "related", "found", "truth",
]  # fmt: skip
DOUBT = "We have not been able to check this with the service."


@pytest.fixture(scope="module")
def services(edition: Edition) -> dict[str, Service]:
    found = {}
    for card in edition.catalogue.cards:
        entry = edition.entry(card.slug)
        assert entry is not None
        if isinstance(entry.record, Service):
            found[card.slug] = entry.record
    return found


def soup(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.text, "html.parser")


def test_how_to_reach_them_is_never_empty(
    edition: Edition, services: dict[str, Service]
) -> None:
    for slug, service in services.items():
        reach = reach_of(service, edition)
        contact = reach.contact
        numbers = [*contact.phones, *contact.texts, *contact.emails, *reach.adviser]
        assert numbers or contact.web or reach.whose == "urgent", slug
        if reach.whose in {"web", "adviser"}:
            assert reach.adviser, slug
        assert reach.whose != "adviser" or "crisis" not in service.topics


def test_every_entry_page_shows_a_way_to_reach_somebody(
    client: FlaskClient, services: dict[str, Service]
) -> None:
    for slug in services:
        section = soup(client, f"/services/{slug}").find(
            "section", attrs={"aria-labelledby": "reach"}
        )
        assert isinstance(section, Tag)
        links = [str(a["href"]) for a in section.find_all("a")]
        ways = ("tel:", "sms:", "mailto:", "http")
        assert [link for link in links if link.startswith(ways)], slug


def test_sections_stand_in_the_order_of_a_parents_questions(
    client: FlaskClient, services: dict[str, Service]
) -> None:
    for slug in list(services)[::10]:
        page = soup(client, f"/services/{slug}")
        main = page.find("main")
        assert isinstance(main, Tag)
        ids = [str(h["id"]) for h in main.find_all("h2") if h.get("id")]
        assert ids == [name for name in ORDER if name in ids], slug
        assert {"who", "in", "cost", "where", "reach", "truth"} <= set(ids)
        assert "no" in ids or "crisis" in services[slug].topics


def test_what_could_not_be_checked_says_so(
    client: FlaskClient, services: dict[str, Service]
) -> None:
    for slug, service in services.items():
        shown = DOUBT in soup(client, f"/services/{slug}").text
        assert shown == bool(service.unconfirmed), slug


def test_what_is_not_confirmed_says_so_first(
    client: FlaskClient, services: dict[str, Service]
) -> None:
    for slug, service in services.items():
        if service.status == "not confirmed":
            page = soup(client, f"/services/{slug}")
            assert "We do not know if this still runs." in page.text, slug


def test_a_former_address_leads_to_the_new_one_for_ever(
    client: FlaskClient,
) -> None:
    assert client.get("/guides/camhs").headers["Location"] == "/services/camhs"
    assert client.get("/services/turning-16").status_code == 301
    assert client.get("/services/no-such-entry").status_code == 404


def test_every_page_says_whose_site_it_is_and_whom_to_ring(
    client: FlaskClient, edition: Edition
) -> None:
    for address in ("/", "/search?q=adhd", "/services/camhs", "/feedback", "/about"):
        footer = soup(client, address).find("footer")
        assert footer is not None
        words = re.sub(r"\s+", " ", footer.text)
        assert edition.area.statement in words
        assert "999" in words


def test_every_link_of_our_own_leads_somewhere(client: FlaskClient) -> None:
    """Follow every address below the site from the home page, each once."""
    waiting, seen, dead = ["/"], set[str](), []
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        # A place on a map leads out of the site.
        leads_on = {302} if "/map/" in address else {200, 301, 303}
        if response.status_code not in leads_on:
            dead.append(address)
        if "html" not in response.content_type:
            continue
        for link in BeautifulSoup(response.text, "html.parser").find_all("a"):
            href = str(link.get("href", "")).split("#")[0]
            is_page = href.startswith("/") and not href.startswith("//")
            # Searches and forms prefilled by each page are endless; one kind will do.
            is_english = not href.startswith(("/pl/", "/ur/"))
            if is_page and is_english and "?" not in href and href not in seen:
                seen.add(href)
                waiting.append(href)

    assert dead == []
    assert len(seen) > 250
