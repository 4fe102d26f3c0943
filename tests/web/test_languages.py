"""The path alone decides a page's language, and links stay in it."""

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from localoffer.app import create_app
from localoffer.errors import SettingsError
from localoffer.settings import Settings
from tests.fresh import fresh_site

PAGES = (
    "/", "/search?q=speech", "/topics/", "/guides/", "/whats-on", "/about", "/list",
    "/services/salt-drop-in", "/feedback", "/booklet", "/handouts",
    "/you-said-we-did", "/urgent-help",
)  # fmt: skip
LANGUAGES = ("en", "ar", "bn", "pl", "pt", "ro", "so", "ur")
FREE = ("/static/", "/opensearch.xml", "/manifest.webmanifest", "/feed.atom",
        "/calendar.ics", "/api/", "/you-said-we-did.atom")  # fmt: skip
MACHINES = (
    "/api/search", "/api/topics", "/desk/style", "/healthz", "/readyz", "/metrics",
    "/feed.atom", "/calendar.ics", "/sitemap.xml", "/robots.txt", "/opensearch.xml",
    "/manifest.webmanifest", "/you-said-we-did.atom",
)  # fmt: skip


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).text, "html.parser")


def html(found: BeautifulSoup) -> Tag:
    assert found.html is not None
    return found.html


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("code", "direction"),
    [(code, "rtl" if code in {"ar", "ur"} else "ltr") for code in LANGUAGES],
)
def test_a_page_says_its_language_and_direction(
    client: FlaskClient, path: str, code: str, direction: str
) -> None:
    prefix = "" if code == "en" else f"/{code}"

    found = html(page(client, prefix + path))

    assert (found["lang"], found["dir"]) == (code, direction)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_every_link_of_a_page_stays_in_its_language(
    client: FlaskClient, path: str, code: str
) -> None:
    found = page(client, f"/{code}{path}")
    links = [str(tag["href"]) for tag in found.select("a[href], link[href]")
             if "hreflang" not in tag.attrs]  # fmt: skip
    links += [str(form["action"]) for form in found.select("form[action]")]

    ours = [link for link in links if link.startswith("/")]
    assert ours
    stray = {x for x in ours if not x.startswith((f"/{code}/", *FREE))}
    assert stray == set()


@pytest.mark.parametrize("code", ["en", "pl", "ur"])
def test_links_to_other_languages_keep_the_path_and_the_question(
    client: FlaskClient, code: str
) -> None:
    prefix = "" if code == "en" else f"/{code}"
    asked = "/search?q=my%20son%26co&near=MK3&topic=salt-service&page=1"

    links = page(client, prefix + asked).select("footer a[hreflang]")

    there = {"en": asked} | {code: f"/{code}{asked}" for code in LANGUAGES[1:]}
    assert {str(a["hreflang"]): a["href"] for a in links} == there
    assert [a["hreflang"] for a in links if a.get("aria-current")] == [code]
    assert {a["hreflang"]: a["dir"] for a in links}["ur"] == "rtl"


@pytest.mark.parametrize(
    ("path", "wants", "suggested"),
    [
        ("/topics/", "pl,ur;q=0.9", "/pl/topics/"),
        ("/topics/", "fr,ur;q=0.9,en;q=0.5", "/ur/topics/"),
        ("/search?q=a%20b", "ar-EG", "/ar/search?q=a%20b"),
        ("/topics/", "en-GB,pl;q=0.9", None),
        ("/topics/", "fr", None),
        ("/topics/", "", None),
        ("/pl/topics/", "en,pl;q=0.3", None),  # who came here may well want it
        ("/pl/topics/", "ro", "/ro/topics/"),
    ],
)
def test_what_the_browser_prefers_is_suggested_and_changes_nothing_else(
    client: FlaskClient, path: str, wants: str, suggested: str | None
) -> None:
    plain = client.get(path)
    asked = client.get(path, headers={"Accept-Language": wants} if wants else {})
    found = BeautifulSoup(asked.text, "html.parser")
    link = found.select_one(".suggested a")

    assert (link["href"] if link else None) == suggested
    if link is not None and link.parent is not None:
        assert "Read this page" not in link.text
        link.parent.decompose()
    assert found.get_text().split() == page(client, path).get_text().split()
    assert "Accept-Language" in asked.headers["Vary"]
    assert (asked.headers["ETag"] == plain.headers["ETag"]) == (suggested is None)


def test_a_page_names_itself_in_every_language_and_by_default(
    client: FlaskClient,
) -> None:
    links = page(client, "/ur/about").select("link[rel=alternate][hreflang]")

    found = {str(a["hreflang"]): str(a["href"]) for a in links}
    assert set(found) == {*LANGUAGES, "x-default"}
    assert found["x-default"] == found["en"] == "http://localhost/about"
    assert found["so"] == "http://localhost/so/about"


@pytest.mark.parametrize("path", ["/fr/about?x=1", "/zh/", "/en/about"])
def test_an_unknown_language_is_offered_the_known_ones(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    found = BeautifulSoup(answer.text, "html.parser").select("a[hreflang]")

    assert answer.status_code == 404
    assert [str(a["hreflang"]) for a in found] == list(LANGUAGES)
    there = {str(a["hreflang"]): str(a["href"]) for a in found}
    assert there["pl"] == "/pl" + path[3:]
    assert client.get(there["pl"]).status_code == 200


def test_what_is_no_language_is_only_not_there(client: FlaskClient) -> None:
    for path in ("/xx/about", "/no-such-page", "/about/fr"):
        assert "hreflang" not in client.get(path).text


@pytest.mark.parametrize("path", MACHINES)
def test_machines_addresses_have_no_language(client: FlaskClient, path: str) -> None:
    assert client.get(f"/pl{path}").status_code == 404
    assert client.get(path).status_code in {200, 501}


@pytest.mark.parametrize("path", ["/fr/", "/PL/", "/en/", "/pl/pl/", "/pl/ur/about"])
def test_a_prefix_of_no_language_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_words_of_ours_are_translated_and_the_title_too(client: FlaskClient) -> None:
    found = {code: page(client, f"{code}/feedback") for code in ("", "/pl", "/ur")}

    headings = {one.select_one("h1") for one in found.values()}
    assert len({heading.text for heading in headings if heading}) == 3


def test_a_page_that_is_not_there_says_so_in_its_language(client: FlaskClient) -> None:
    found = html(page(client, "/ur/no-such-page"))

    assert (found["lang"], found["dir"]) == ("ur", "rtl")
    assert "We have no such page" not in found.text


def test_an_operator_may_leave_languages_out(
    settings: Settings, tmp_path: Path
) -> None:
    with fresh_site(settings, tmp_path, languages=("en", "pl")) as app:
        client = app.test_client()

        assert client.get("/pl/").status_code == 200
        assert client.get("/ur/").status_code == 404
        assert "/ur/" not in client.get("/").text


def test_a_language_without_a_catalogue_stops_the_start(settings: Settings) -> None:
    with pytest.raises(SettingsError, match="cy has no compiled catalogue"):
        create_app(replace(settings, languages=("en", "cy")))
