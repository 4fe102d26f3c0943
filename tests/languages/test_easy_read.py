"""Easy Read: short sentences, a picture for each idea, and a page that is calm."""

import shutil
from collections import defaultdict
from pathlib import Path

import pytest
import textstat
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from localoffer.content.easy_read import LONGEST_SENTENCE, sentences
from localoffer.content.library import Library
from localoffer.content.problems import errors
from localoffer.content.reading import read_library
from localoffer.edition.opening import Edition

ROOT = Path(__file__).parents[2]
FILE = "services/mk-sendias.easy.md"
MOST_IDEAS = 3  # that one picture stands for
HARDEST = 4.0  # the grade of school that a text asks for
PAGES = (
    "/guides/after-an-autism-diagnosis-guide/easy",
    "/guides/worried-about-talking/easy",
    "/guides/ehc-needs-assessment-week-by-week/easy",
    "/guides/school-is-not-meeting-needs/easy", "/guides/money-and-benefits/easy",
    "/guides/early-years-0-to-5/easy", "/guides/arriving-from-another-country/easy",
    "/services/mk-sendias/easy", "/services/asd-diagnostic-pathway/easy",
    "/guides/short-breaks-and-vouchers/easy", "/urgent-help/easy", "/feedback/easy",
    "/privacy/easy",
)  # fmt: skip


@pytest.fixture(scope="module")
def library() -> Library:
    found, problems = read_library(ROOT / "content")
    assert found is not None
    assert problems == []
    return found


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "content", tmp_path / "content"))


@pytest.mark.parametrize(
    ("text", "wrong", "level"),
    [
        ("You can ring.", "this idea has no picture", "error"),
        ("![A cat](picture:no-such)\nYou can ring.", "there is no picture", "error"),
        ("![Ring](picture:telephone)\n" + "Ring. " * 4, "has 4 sentences", "advice"),
        ("![Ring](picture:telephone)\n" + "very " * 16 + "long.", "17 words", "advice"),
        (
            "![Ring](picture:telephone)\nAsk for an **appeal**.",
            "not explained",
            "advice",
        ),
    ],
)
def test_what_is_not_easy_is_a_problem(
    content: Path, text: str, wrong: str, level: str
) -> None:
    path = content / FILE
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n{text}\n", "utf-8")

    _, problems = read_library(content)

    assert [(p.file, p.level) for p in problems] == [(FILE, level)]
    assert wrong in problems[0].wrong
    assert problems[0].line > before.count("\n")
    assert bool(errors(problems)) == (level == "error")


def test_easy_read_of_nothing_is_advice(content: Path) -> None:
    text = (content / FILE).read_text("utf-8")
    (content / "services/gone.easy.md").write_text(text, "utf-8")

    _, problems = read_library(content)

    assert [(p.file, p.level) for p in problems] == [
        ("services/gone.easy.md", "advice")
    ]


def test_every_sentence_is_short_and_easy_to_read(library: Library) -> None:
    for easy in library.easy:
        said = [
            s for part in easy.sections for i in part.ideas for s in sentences(i.text)
        ]
        assert len(said) > 10, easy.file
        assert max(len(sentence.split()) for sentence in said) <= LONGEST_SENTENCE
        grade = textstat.flesch_kincaid_grade(" ".join(said))
        assert grade <= HARDEST, (easy.file, grade)


def test_a_picture_stands_for_few_ideas_and_every_one_is_used(library: Library) -> None:
    shows = defaultdict(set)
    for easy in library.easy:
        for section in easy.sections:
            for idea in section.ideas:
                shows[idea.picture].add(idea.shows)

    assert {name: said for name, said in shows.items() if len(said) > MOST_IDEAS} == {}
    pictures = {path.stem for path in (ROOT / "static/easy").glob("*.svg")}
    assert pictures == set(shows)


def test_pictures_hold_nothing_that_runs_or_is_fetched() -> None:
    for path in (ROOT / "static/easy").glob("*.svg"):
        text = path.read_text("utf-8")
        assert len(text) < 4500, path.name
        for word in ("<script", "style=", "href", "url(", "<image", " on"):
            assert word not in text.lower(), (path.name, word)
        name = path.stem
        assert f"`{name}`" in (ROOT / "docs/easy-read-pictures.md").read_text("utf-8")


@pytest.mark.parametrize("path", PAGES)
def test_each_idea_has_its_picture_and_what_it_shows(
    client: FlaskClient, path: str
) -> None:
    found = BeautifulSoup(client.get(path).text, "html.parser")
    ideas = found.select(".idea")

    assert len(ideas) >= 8
    for idea in ideas:
        picture = idea.select_one("img")
        assert picture is not None
        assert picture["alt"]
        assert client.get(str(picture["src"])).status_code == 200
    whole = found.select_one("article > p a")
    assert whole is not None
    assert client.get(str(whole["href"])).status_code == 200
    assert "have not checked this page yet" in found.get_text()


def test_an_entry_leads_to_its_easy_read(client: FlaskClient, edition: Edition) -> None:
    for path in PAGES:
        if path != "/feedback/easy":
            assert f'href="{path}"' in client.get(path.removesuffix("/easy")).text
    assert 'href="/services/camhs/easy"' not in client.get("/services/camhs").text
    assert client.get("/services/camhs/easy").status_code == 404
    assert len(edition.easy) == len(PAGES)


def test_in_another_language_it_is_marked_as_english(client: FlaskClient) -> None:
    found = BeautifulSoup(client.get("/ur/urgent-help/easy").text, "html.parser")

    assert found.select_one('.easy > [lang="en-GB"][dir="ltr"] h1')
    assert found.html is not None
    assert found.html["dir"] == "rtl"


def test_numbers_are_those_of_the_whole_page(client: FlaskClient) -> None:
    def numbers(path: str) -> set[str]:
        found = BeautifulSoup(client.get(path).text, "html.parser")
        return {str(a["href"]) for a in found.select("main a[href^=tel]")}

    easy = numbers("/services/mk-sendias/easy")
    assert easy
    assert easy <= numbers("/services/mk-sendias")


def test_it_is_large_and_a_picture_stands_beside_its_words(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto("/services/mk-sendias/easy")
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.idea')).fontSize)"
    )
    picture = page.locator(".idea img").first.bounding_box()
    words = page.locator(".idea > div").first.bounding_box()
    page.emulate_media(media="print")
    breaks = page.evaluate(
        "getComputedStyle(document.querySelector('.idea')).breakInside"
    )
    shown = page.locator(".idea img").first.is_visible()
    printed = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.idea p')).fontSize)"
    )
    columns = page.evaluate(
        "getComputedStyle(document.querySelector('article')).columnCount"
    )
    context.close()

    assert size >= 20
    assert picture is not None
    assert words is not None
    assert picture["x"] + picture["width"] <= words["x"]
    assert picture["y"] < words["y"] + words["height"]
    assert (breaks, shown, columns) == ("avoid", True, "1")
    assert printed >= 20  # pixels: 16 points are 21
