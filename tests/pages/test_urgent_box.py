"""The urgent-help box: first on the page, in the asker's language, numbers true."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from playwright.sync_api import Browser

from localoffer.content.model import Service
from localoffer.content.reading import read_library
from localoffer.edition.opening import Edition
from tests.pages.looking import AXE, AXE_RUN, TAGS, TOO_WIDE

CONTENT = Path(__file__).parents[2] / "content"
TITLE = "If someone is in danger, get help now"
DAY_AND_NIGHT = re.compile(r"(day and night|any time|24 hours)", re.IGNORECASE)
DOUBT = re.compile(r"\b(may|might|since|until|except|check|\d ?[ap]m)\b", re.IGNORECASE)


def main_of(client: FlaskClient, address: str) -> Tag:
    found = BeautifulSoup(client.get(address).text, "html.parser").select_one("main")
    assert found is not None
    return found


def first_of(client: FlaskClient, address: str) -> Tag:
    """Return the first element of the main part."""
    found = main_of(client, address).find(True)
    assert isinstance(found, Tag)
    return found


@pytest.mark.parametrize("rest", ["", "&exact=1", "&drop=topic:crisis", "&page=99"])
def test_the_box_stands_above_everything(client: FlaskClient, rest: str) -> None:
    box = first_of(client, f"/search?q=he+says+he+wants+to+die{rest}")

    assert box.get("class") == ["urgent"]
    assert box.select_one("h2").text == TITLE  # type: ignore[union-attr]


def test_results_stand_below_it(client: FlaskClient) -> None:
    page = main_of(client, "/search?q=i+cant+cope+with+his+violence")
    found = client.get("/api/search?q=i+cant+cope+with+his+violence").json
    assert found is not None

    assert found["urgent"] is True
    assert len(page.select("li.card")) == len(found["results"]) > 3


@pytest.mark.parametrize("text", ["speech+help", "dying+for+a+break", "adhd", ""])
def test_ordinary_questions_have_no_box(client: FlaskClient, text: str) -> None:
    assert main_of(client, f"/search?q={text}").select_one(".urgent") is None


@pytest.mark.parametrize(
    ("address", "lang", "dir_"),
    [
        ("/search?q=mój+syn+chce+się+zabić", "pl", "ltr"),
        ("/search?q=میرا+بیٹا+مرنا+چاہتا+ہے", "ur", "rtl"),
        ("/search?q=ابني+يريد+أن+يموت", "ar", "rtl"),
        ("/ur/search?q=我儿子说他想死", "zh", "ltr"),
        ("/pl/search?q=mon+fils+veut+mourir", "fr", "ltr"),
    ],
)
def test_the_box_is_in_the_askers_language(
    client: FlaskClient, edition: Edition, address: str, lang: str, dir_: str
) -> None:
    box = first_of(client, address)
    tongue = edition.vocabulary.tongue(lang)

    assert tongue is not None
    assert (box["lang"], box["dir"]) == (lang, dir_)
    assert box.select_one("h2").text == tongue.urgent_title  # type: ignore[union-attr]
    assert not box.select("[lang]"), "a line is not in the language of the box"


@pytest.mark.parametrize("prefix", ["/pl", "/ur"])
def test_an_english_question_is_answered_in_the_pages_language(
    client: FlaskClient, edition: Edition, prefix: str
) -> None:
    box = first_of(client, f"{prefix}/search?q=i+want+to+die")
    tongue = edition.vocabulary.tongue(prefix[1:])

    assert tongue is not None
    assert "lang" not in box.attrs, "the page says its language itself"
    assert box.select_one("h2").text == tongue.urgent_title  # type: ignore[union-attr]


@pytest.mark.parametrize("address", ["/search?q=suicidal", "/ur/search?q=suicidal"])
def test_every_number_is_set_apart_and_rings(client: FlaskClient, address: str) -> None:
    box = first_of(client, address)
    links = {str(a["href"]): a.text.strip() for a in box.select("a.call")}
    for bdi in box.select("bdi"):
        bdi.decompose()

    assert not re.search(r"\d", box.text)
    assert links["tel:999"] == "999"
    assert links["tel:116123"] == "116 123"
    assert links["sms:85258"] == "85258"
    assert list(links)[-1] == "tel:01908265545", "out of hours comes last, apart"


def test_the_out_of_hours_team_is_set_off_with_its_hours(client: FlaskClient) -> None:
    apart = first_of(client, "/search?q=suicidal").select_one(".apart")

    assert apart is not None
    assert "Monday to Thursday 9am to 5pm, and Friday 9am to 4.30pm" in apart.text


def test_every_line_is_said_in_every_language(edition: Edition) -> None:
    area, tongues = edition.area, edition.vocabulary.tongues
    codes = {tongue.language for tongue in tongues}
    assert area.out_of_hours is not None

    for line in (*area.urgent, area.out_of_hours):
        assert set(line.in_) == codes, line.entry
    assert all(tongue.urgent_title and tongue.urgent_more for tongue in tongues)


def test_translations_hold_the_same_numbers(edition: Edition) -> None:
    """Hours may be said with a 24-hour clock; all else is the same."""
    for line in edition.area.urgent:
        said = sorted(re.findall(r"\d+", line.words))
        for code, words in line.in_.items():
            assert sorted(re.findall(r"\d+", words)) == said, (line.entry, code)
    apart = edition.area.out_of_hours
    assert apart is not None
    clock = str.maketrans({":": ".", "h": "."})
    for code, words in apart.in_.items():
        digits = re.findall(r"\d+", words.translate(clock))
        assert set(digits) <= {"9", "5", "4", "30", "17", "16", "00"}, code


def test_only_who_answers_day_and_night_is_in_the_box() -> None:
    """Held against the entries' own words, without the site's own check."""
    library, _ = read_library(CONTENT)
    assert library is not None
    entries = {entry.slug: entry.record for entry in library.entries}

    assert len(library.area.urgent) >= 4
    for line in library.area.urgent:
        service = entries[line.entry]
        assert isinstance(service, Service)
        assert service.contact is not None
        hours = service.contact.hours or ""
        assert DAY_AND_NIGHT.search(hours), line.entry
        assert not DOUBT.search(hours), line.entry
        assert not {"contact", "contact.hours"} & set(service.unconfirmed), line.entry
        assert line.reached is not None
        numbers = {n.number for n in (*service.contact.phones, *service.contact.texts)}
        assert line.reached.number in numbers, line.entry


@pytest.mark.parametrize(
    ("entry", "number", "wrong"),
    [
        ("papyrus-hopeline", "0800 068 4141", "do not say day and night"),
        ("mash", "01908 253169", "do not say day and night"),
        ("cnwl-crisis-line", "0800 0234 650", "do not say day and night"),
        ("emergency-social-work-team", "01908 265545", "do not say day and night"),
        ("samaritans", "0800 1111", "does not give the number"),
        ("no-such-entry", "999", "does not give the number"),
    ],
)
def test_an_editor_cannot_slip_another_in(
    tmp_path: Path, entry: str, number: str, wrong: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    path = content / "area.yaml"
    line = f'urgent:\n  - words: Ring.\n    number: {{number: "{number}"}}\n'
    line += f"    entry: {entry}\n"
    path.write_text(path.read_text("utf-8").replace("urgent:\n", line, 1), "utf-8")

    _, problems = read_library(content)

    assert [p.file for p in problems] == ["area.yaml"]
    assert wrong in problems[0].wrong


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=i+want+to+die", "/search?q=میرا+بیٹا+مرنا+چاہتا+ہے",
        "/ur/search?q=i+want+to+die", "/ur/search?q=mój+syn+chce+się+zabić",
        "/search?q=என்+மகன்+சாக+வேண்டும்",
    ],
)  # fmt: skip
def test_the_box_is_good_on_a_small_phone(
    browser: Browser, site: str, address: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, base_url=site)
    page = context.new_page()
    page.goto(address)
    page.evaluate(AXE.read_text("utf-8"))

    faults = page.evaluate(AXE_RUN, TAGS)
    top = page.locator(".urgent").bounding_box()
    heading = page.locator("h1").bounding_box()
    is_too_wide = page.evaluate(TOO_WIDE)
    context.close()

    assert faults == []
    assert not is_too_wide
    assert top is not None
    assert heading is not None
    assert top["y"] < heading["y"]
