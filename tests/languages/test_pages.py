"""A page in another language: what is said in it, what is not, and what to say."""

import re
import shutil
from dataclasses import replace
from pathlib import Path
from unicodedata import category

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from localoffer.app import create_app
from localoffer.database.connection import Database
from localoffer.edition.build import build
from localoffer.settings import Settings
from tests.languages.offered import LANGUAGES, RIGHT_TO_LEFT

OTHERS = LANGUAGES[1:]
MOST_ENGLISH = 0.4  # of the letters of a translated page
TRANSLATED = (
    "/", "/urgent-help", "/privacy", "/interpreters", "/about", "/feedback",
    "/services/mk-sendias", "/services/asd-diagnostic-pathway",
    "/guides/worried-about-talking", "/guides/early-years-0-to-5",
    "/guides/ehc-needs-assessment-week-by-week", "/topics/", "/topics/sleep",
    "/guides/", "/search?q=autism",
)  # fmt: skip


def page(client: FlaskClient, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).text, "html.parser")


def main(client: FlaskClient, path: str) -> Tag:
    found = page(client, path).find("main")
    assert isinstance(found, Tag)
    return found


def letters(text: str) -> int:
    return sum(category(sign)[0] in "LM" for sign in text)


@pytest.fixture(scope="module")
def changed(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> FlaskClient:
    """The site after its English changed, with one translation checked by a speaker."""
    folder = tmp_path_factory.mktemp("changed")
    content = Path(shutil.copytree(settings.content, folder / "content"))
    english = content / "services/mk-sendias.md"
    english.write_text(
        english.read_text("utf-8").replace("Start here.", "Begin here."), "utf-8"
    )
    (content / "services/asd-diagnostic-pathway.ur.md").unlink()
    checked = content / "services/asd-diagnostic-pathway.ro.md"
    checked.write_text(
        checked.read_text("utf-8").replace(
            "state: drafted", "state: checked\nchecked: 2026-11-20"
        ),
        "utf-8",
    )
    own = replace(settings, content=content, data=folder / "data")
    assert build(own.content, own.data).digest
    Database(own.database_url).migrate()
    return create_app(own).test_client()


def notices(client: FlaskClient, path: str) -> str:
    """Return what the notices of a page say; only those of its translation are many."""
    return " ".join(
        n.get_text(" ", strip=True) for n in main(client, path).select(".notice")
    )


def test_a_draft_says_that_nobody_has_checked_it(client: FlaskClient) -> None:
    english = main(client, "/services/mk-sendias")
    polish = main(client, "/pl/services/mk-sendias")

    assert "Bezpłatne, niezależne porady" in polish.get_text()
    assert "Nie wiesz, co należy się dziecku?" in polish.get_text()
    assert polish.select_one('.notice a[hreflang="en"][href="/services/mk-sendias"]')
    assert english.select_one('a[hreflang="en"]') is None


def test_a_stale_translation_is_shown_and_says_so(
    client: FlaskClient, changed: FlaskClient
) -> None:
    fresh = notices(client, "/pl/services/mk-sendias")
    stale = notices(changed, "/pl/services/mk-sendias")

    assert "Nie wiesz, co" in main(changed, "/pl/services/mk-sendias").get_text()
    assert len(stale) > len(fresh)
    assert "angiels" in stale.replace(fresh, "")


def test_a_translation_that_a_speaker_checked_says_nothing(
    client: FlaskClient, changed: FlaskClient
) -> None:
    path = "/ro/services/asd-diagnostic-pathway"

    assert len(notices(changed, path)) < len(notices(client, path))


def test_what_is_not_translated_is_shown_in_english_with_translated_facts(
    changed: FlaskClient,
) -> None:
    found = main(changed, "/ur/services/asd-diagnostic-pathway")
    prose = found.select_one(".prose")

    assert prose is not None
    assert (prose["lang"], prose["dir"]) == ("en-GB", "ltr")
    assert all(
        re.search("[\u0600-\u06ff]", term.get_text()) for term in found.select("dt")
        if "lang" not in term.attrs
    )  # fmt: skip


def test_an_area_may_hide_drafts(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("hidden")
    content = Path(shutil.copytree(settings.content, folder / "content"))
    area = content / "area.yaml"
    area.write_text(area.read_text("utf-8") + "hides_drafts: true\n", "utf-8")
    own = replace(settings, content=content, data=folder / "data")
    assert build(own.content, own.data).digest

    client = create_app(own).test_client()

    prose = main(client, "/pl/services/mk-sendias").select_one(".prose")
    assert prose is not None
    assert prose["lang"] == "en-GB"
    assert client.get("/services/mk-sendias/easy").status_code == 404


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("path", TRANSLATED)
def test_english_is_marked_and_less_than_half_of_a_translated_page(
    client: FlaskClient, code: str, path: str
) -> None:
    found = main(client, f"/{code}{path}")
    whole = letters(found.get_text())
    apart = found.select('[lang="en-GB"], bdi, [lang="en"]')
    # Of two that stand one in the other, the outer holds both.
    outer = [t for t in apart if not any(p in apart for p in t.parents)]

    if path != "/privacy":  # the law's own text stands there below its summary
        english = sum(letters(t.get_text()) for t in outer)
        assert english <= MOST_ENGLISH * whole, (english, whole)
    for one in outer:
        one.decompose()
    if code in {*RIGHT_TO_LEFT, "bn"}:
        rest = found.get_text(" ", strip=True)
        latin = re.findall(r"[A-Za-z]{3,}(?: [A-Za-z]{2,}){4,}", rest)
        assert latin == []


@pytest.mark.parametrize("code", OTHERS)
def test_an_entry_gives_english_to_say_with_what_it_means(
    client: FlaskClient, code: str
) -> None:
    found = main(client, f"/{code}/services/mk-sendias").select_one("dl.say")
    assert found is not None
    said = [dt.get_text() for dt in found.select("dt[lang=en-GB]")]
    meant = [dd.get_text() for dd in found.select("dd")]

    name = {"ar": "Arabic", "bn": "Bangla", "pl": "Polish", "pt": "Portuguese",
            "ro": "Romanian", "so": "Somali", "ur": "Urdu"}[code]  # fmt: skip
    assert said[0] == (
        f"Hello. I speak {name} and little English. I need an interpreter, please."
    )
    assert any("I am ringing about this: “Free" in text for text in said)
    assert "My child is [age] years old." in said
    assert len(said) == len(meant) == len(set(meant))
    assert set(said).isdisjoint(meant)


def test_a_number_is_given_as_it_is_rung_from_abroad_too(client: FlaskClient) -> None:
    polish = main(client, "/pl/services/mk-sendias")

    assert polish.select_one('a[href="tel:+441908254518"]')
    assert "+44 1908 254518" in polish.get_text()
    for path in ("/services/mk-sendias", "/pl/services/childline"):
        assert "+44" not in main(client, path).get_text()


def test_results_say_which_of_them_are_in_english(client: FlaskClient) -> None:
    cards = main(client, "/pl/search?q=sendias").select("li.card")
    tagged = {
        str(link["href"]): "Po angielsku" in card.get_text()
        for card in cards
        if (link := card.select_one("h3 a"))
    }

    assert tagged["/pl/services/mk-sendias"] is False
    assert any(tagged.values())
    assert "In English" not in main(client, "/search?q=sendias").get_text()


@pytest.mark.parametrize(
    ("code", "question", "expected"),
    [
        ("pl", "zasilek", "disability-living-allowance"),  # without its marks
        ("pl", "zasiłek", "disability-living-allowance"),
        ("ro", "scoala speciala", "choosing-a-school-with-an-ehc-plan"),
        ("ro", "școală specială", "choosing-a-school-with-an-ehc-plan"),
        ("ar", "أسنان", "special-care-dentistry"),
        ("ur", "دانت", "special-care-dentistry"),
        ("bn", "দাঁতের ডাক্তার", "special-care-dentistry"),
        ("so", "ilkaha", "special-care-dentistry"),
        ("pt", "dentista", "special-care-dentistry"),
    ],
)
def test_words_find_entries_in_their_own_language(
    client: FlaskClient, code: str, question: str, expected: str
) -> None:
    answer = client.get("/api/search", query_string={"q": question, "lang": code})

    slugs = [result["slug"] for result in answer.get_json()["results"]]
    assert expected in slugs[:10], slugs
