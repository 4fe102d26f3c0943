"""Booklets in other languages: labels theirs, entries English, numbers unturned."""

import re

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from localoffer.edition.opening import Edition
from localoffer.pages.workshop import Workshop
from localoffer.paper.choice import LARGE, STARTER, Choice
from localoffer.paper.press import on_paper
from tests.languages.offered import LANGUAGES
from tests.paper.conftest import ADDRESS, Make
from tests.paper.reading import catalogue_of, code_for, codes_of, words_of


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("size", ["", LARGE])
def test_a_starter_comes_in_each_language(make: Make, language: str, size: str) -> None:
    printed = make(Choice(language=language, book=STARTER, size=size))

    assert catalogue_of(printed.reader)["/Lang"] == language
    assert printed.file.pages <= (32 if size else 16)


def test_titles_and_labels_are_in_polish(make: Make, edition: Edition) -> None:
    title = edition.translated("pl").words["Help with my child's sleep"]
    reader = make(Choice(language="pl", topic="sleep")).reader
    whole = " ".join(words_of(page) for page in reader.pages)

    assert "Strona 1 z" in whole
    assert "Pilna pomoc" in whole
    assert title in whole


def test_english_words_in_an_urdu_booklet_are_marked_as_english(
    known_app: Flask,
) -> None:
    html = Workshop(known_app).document(Choice(language="ur", topic="sleep"))
    page = BeautifulSoup(html or "", "html.parser")
    shown = page.select(":is(h1, p, li, dt, dd, td, h2, h3)")
    english = re.compile("[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}")

    assert page.html is not None
    assert (page.html["lang"], page.html["dir"]) == ("ur", "rtl")
    assert len(shown) > 100
    loose = [
        text
        for text in page.find_all(string=english)
        if text.find_parent(class_="entry")
        and not text.find_parent(attrs={"lang": "en-GB"})
    ]
    assert loose == []


def test_codes_of_an_urdu_booklet_lead_to_urdu_pages(make: Make) -> None:
    reader = make(Choice(language="ur", list=("camhs",))).reader
    codes = [code for page in reader.pages for code in codes_of(page)]

    assert code_for(f"{ADDRESS}/ur/services/camhs") in codes


def test_a_number_is_never_turned_about(make: Make) -> None:
    """Right to left, a plain space would let 254518 stand before 01908."""
    reader = make(Choice(language="ur", book=STARTER)).reader
    whole = "\n".join(page.extract_text() for page in reader.pages)

    for number in ("01908 254518", "0800 1111", "116 123", "01908 265545"):
        held = number.replace(" ", "\N{NO-BREAK SPACE}")
        assert held in whole
        assert number not in whole


def test_only_words_are_held_together_not_styles_or_pictures() -> None:
    html = '<style>p{margin:0 0 2px}</style><p title="1 2">ring 01908 254518</p>'

    assert on_paper(html, {}, "") == html.replace("8 2", "8\N{NO-BREAK SPACE}2")
