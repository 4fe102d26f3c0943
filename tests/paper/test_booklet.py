"""What a finished booklet says, opened as a reader's program opens it."""

import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from localoffer.edition.opening import Edition
from localoffer.paper.choice import LARGE, STARTER, Choice
from tests.paper.conftest import ADDRESS, Make, Printed
from tests.paper.reading import (
    bookmarks,
    catalogue_of,
    code_for,
    codes_of,
    sizes_of,
    words_of,
)

BEGUN = Choice(book=STARTER)
TOPIC = Choice(topic="sleep")
RING = "01908 657825"


def squeezed(text: str) -> str:
    """Return text without spaces: lines break where they must."""
    return re.sub(r"\s", "", text)


def entries_of(printed: Printed, edition: Edition) -> dict[str, int]:
    """Return the page, from 0, of each entry that has a bookmark."""
    titles = {card.title: card.slug for card in edition.catalogue.cards}
    marks = [mark for mark in bookmarks(printed.reader) if mark[0] == 0]
    return {titles[words]: page for _, words, page in marks if words in titles}


def test_the_starter_has_at_most_16_pages_and_what_a_family_needs_first(
    make: Make, edition: Edition
) -> None:
    printed = make(BEGUN)
    pages = [words_of(page) for page in printed.reader.pages]

    assert 5 <= len(pages) <= 16
    assert printed.file.pages == len(pages)
    whole = " ".join(pages)
    for needed in ("999", "116 123", "0800 1111", "01908 254518", RING):
        assert needed in whole
    assert "How to use the local offer" in whole
    names = [edition.entry(slug) for slug in edition.area.starter]
    held = squeezed(whole)
    assert [e.slug for e in names if e and squeezed(e.record.title) not in held] == []


def test_each_entry_starts_a_page_and_has_a_bookmark(
    make: Make, edition: Edition
) -> None:
    printed = make(TOPIC)
    wanted = {card.slug for card in edition.catalogue.having("topic", "sleep")}
    found = entries_of(printed, edition)

    assert set(found) == wanted
    assert len(set(found.values())) == len(wanted)
    for slug, number in found.items():
        entry = edition.entry(slug)
        assert entry is not None
        page = words_of(printed.reader.pages[number])
        begins = squeezed(page).find(squeezed(entry.record.title))
        # Before it stands only the line that says when it was checked.
        assert 0 <= begins < 70


def test_the_contents_tell_the_right_pages(make: Make, edition: Edition) -> None:
    printed = make(TOPIC)
    first = squeezed(" ".join(words_of(page) for page in printed.reader.pages[:2]))

    for slug, number in entries_of(printed, edition).items():
        entry = edition.entry(slug)
        assert entry is not None
        title = re.escape(squeezed(entry.record.title))
        told = re.search(rf"{title}\.+(\d+)", first)
        assert told is not None
        assert int(told[1].removesuffix(told[1][len(str(number + 1)) :])) == number + 1


def test_the_file_is_tagged_and_names_its_title_and_language(make: Make) -> None:
    reader = make(BEGUN).reader
    root = catalogue_of(reader)

    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Where to start · Milton Keynes SEND help"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize("size", ["", LARGE])
def test_every_page_says_its_number_and_whom_to_ring_for_a_copy(
    make: Make, size: str
) -> None:
    reader = make(Choice(topic="sleep", size=size)).reader

    for number, page in enumerate(reader.pages, 1):
        words = squeezed(words_of(page))
        for needed in (
            f"Page {number} of {len(reader.pages)}",
            "Milton Keynes SEND help",
            f"For a copy on paper, ring the SEND Support Line on {RING}.",
            "We could not check if they post copies.",
        ):
            assert squeezed(needed) in words


@pytest.mark.parametrize(("size", "least"), [("", 12), (LARGE, 18)])
def test_no_letter_is_smaller_than_promised(make: Make, size: str, least: int) -> None:
    reader = make(Choice(topic="sleep", size=size)).reader
    sizes = set().union(*(sizes_of(page) for page in reader.pages))

    assert min(sizes) >= least
    assert sizes == {max(size, least) for size in sizes}


def test_each_entry_has_a_code_that_leads_back_to_it(
    make: Make, edition: Edition
) -> None:
    printed = make(TOPIC)

    for slug, number in entries_of(printed, edition).items():
        entry = edition.entry(slug)
        assert entry is not None
        folder = "guides" if entry.kind == "guide" else "services"
        codes = codes_of(printed.reader.pages[number])
        assert codes == [code_for(f"{ADDRESS}/{folder}/{slug}")]


def test_an_entry_says_what_its_web_page_says(
    make: Make, known_app: Flask, edition: Edition
) -> None:
    """Facts, doubts and dates too: a line of the web page is a line of the booklet."""
    slugs = ("camhs", "salt-drop-in", "send-support-line", "shout")
    printed = make(Choice(list=slugs))
    paper = squeezed(" ".join(words_of(page) for page in printed.reader.pages))
    client = known_app.test_client()

    lost = []
    for slug in slugs:
        page = BeautifulSoup(client.get(f"/services/{slug}").text, "html.parser")
        for gone in page.select(
            ".quick, .found, details, .paper, address a, p.card, [data-keep], [hidden]"
        ):
            gone.decompose()
        for part in page.select("article :is(h1, p, dt, dd, .prose li)"):
            words = squeezed(part.get_text())
            if words not in paper:
                lost.append(part.get_text())

    assert lost == []
    assert squeezed("We have not been able to check this with the service.") in paper


def test_each_page_of_an_entry_says_when_it_was_checked(
    make: Make, edition: Edition
) -> None:
    reader = make(TOPIC).reader
    first = min(entries_of(make(TOPIC), edition).values())

    for page in reader.pages[first:]:
        assert re.search("Nobody has checked this page|Last checked", words_of(page))


def test_an_age_names_what_does_not_state_its_ages(
    make: Make, edition: Edition
) -> None:
    choice = Choice(age="16-18", topic="camhs")
    printed = make(choice)
    last = words_of(printed.reader.pages[-1])
    silent = [c for c in edition.catalogue.having("topic", "camhs") if not c.ages]

    assert silent
    assert "May fit too: not stated" in last
    assert [c.title for c in silent if squeezed(c.title) not in squeezed(last)] == []
