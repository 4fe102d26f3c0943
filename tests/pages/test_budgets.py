"""Every public page is small enough for a weak signal, in every language."""

import re
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from localoffer.edition.opening import Editions
from localoffer.settings import Settings
from tests.languages.offered import LANGUAGES

HTML, CSS, JAVASCRIPT = 8000, 6000, 8000  # bytes, compressed with brotli
SCRIPTS = {
    "suggest.js": 2000, "listen.js": 1024, "timeline.js": 1200, "copy.js": 500,
    "list.js": 1500, "offline/keep.js": 1500,
}  # fmt: skip
LOADED = re.compile(r'(?:src|rel="stylesheet" href)="(/static/[^"]+)"')
STATIC = Path(__file__).parents[2] / "static"
PAGES = (
    "/", "/search?q=speech+help+for+my+3+yr+old+in+bletchley", "/search?q=school",
    "/search", "/search?need=autism&cost=free&age=5-10", "/topics/", "/topics/sendias",
    "/guides/", "/whats-on", "/list", "/feedback", "/feedback?about=camhs",
    "/found?found=no&about=sleep", "/you-said-we-did", "/about", "/accessibility",
    "/privacy", "/cookies", "/urgent-help", "/young-people", "/booklet", "/nowhere",
    "/guides/ehc-needs-assessment-week-by-week", "/services/camhs",
    "/guides/ehc-needs-assessment-week-by-week/letters",
    "/booklet?age=5-10", "/handouts",
    "/offline", "/services/camhs", "/guides/turning-16",
)  # fmt: skip


def packed_size(client: FlaskClient, address: str) -> int:
    response = client.get(address, headers={"Accept-Encoding": "br"})
    assert response.headers.get("Content-Encoding") == "br"
    return len(response.data)


def has_letters(client: FlaskClient, page: str) -> bool:
    is_guide = page.startswith("/guides/")
    return is_guide and client.get(f"{page}/letters").status_code == 200


@pytest.mark.parametrize("prefix", ["", *(f"/{code}" for code in LANGUAGES[1:])])
def test_each_kind_of_page_keeps_to_its_budget(
    client: FlaskClient, prefix: str
) -> None:
    sizes = {page: packed_size(client, prefix + page) for page in PAGES}

    assert {page: size for page, size in sizes.items() if size > HTML} == {}


def test_every_entry_and_topic_keeps_to_its_budget(
    client: FlaskClient, settings: Settings
) -> None:
    edition = Editions(settings.data).current()
    folders = {"service": "services", "guide": "guides"}
    pages = [f"/{folders[c.kind]}/{c.slug}" for c in edition.catalogue.cards]
    pages += [f"{page}/letters" for page in pages if has_letters(client, page)]
    pages += [f"/topics/{t.slug}" for t in edition.vocabulary.topics.topics]

    # Their letters take most bytes of all.
    sizes = {page: packed_size(client, "/bn" + page) for page in pages}

    assert {page: size for page, size in sizes.items() if size > HTML} == {}


def test_styles_and_scripts_keep_to_their_budgets() -> None:
    def total(name: str) -> int:
        # What lies in a folder of its own is loaded when it is asked for.
        files = STATIC.glob(name)
        return sum(len(brotli.compress(f.read_bytes(), quality=11)) for f in files)

    assert 0 < total("*.css") <= CSS
    assert 0 < total("*.js") <= JAVASCRIPT
    assert {name: total(name) for name in SCRIPTS if total(name) > SCRIPTS[name]} == {}


def test_what_each_page_loads_keeps_to_the_budgets_of_first_view(
    client: FlaskClient,
) -> None:
    over = {}
    for page in PAGES:
        sizes = {".css": 0, ".js": 0}
        for address in LOADED.findall(client.get(page).text):
            sizes[Path(address).suffix] += packed_size(client, address)
        if not (0 < sizes[".css"] <= CSS and sizes[".js"] <= JAVASCRIPT):
            over[page] = sizes

    assert over == {}


def test_the_glossary_may_be_longer_but_not_twice(client: FlaskClient) -> None:
    """A list of hard words is read whole or searched; it is no step on the way."""
    assert packed_size(client, "/ur/glossary") <= 2 * HTML
