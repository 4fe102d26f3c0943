"""Handouts fit one small page, carry the way to the page, and say whose they are."""

from collections.abc import Callable
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from pypdf import PdfReader

from localoffer.edition.opening import Edition
from localoffer.pages.workshop import Workshop
from localoffer.paper.choice import HANDOUT, Choice
from localoffer.paper.press import press
from localoffer.settings import Settings
from tests.fresh import fresh_site
from tests.paper.conftest import ADDRESS, Make
from tests.paper.reading import code_for, codes_of, sizes_of, words_of
from tests.paper.test_booklet import squeezed

A5 = (420, 595)  # points


def guides(edition: Edition) -> list[str]:
    return [card.slug for card in edition.catalogue.cards if card.kind == "guide"]


def test_every_guide_has_a_handout_of_one_small_page(
    make: Make, edition: Edition
) -> None:
    for slug in guides(edition):
        reader = make(Choice(HANDOUT, guide=slug)).reader
        (page,) = reader.pages
        words = squeezed(words_of(page))
        entry = edition.entry(slug)

        assert entry is not None
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A5
        assert codes_of(page) == [code_for(f"{ADDRESS}/guides/{slug}")]
        for needed in (
            entry.record.title,
            entry.record.summary,
            f"offer.example/go/{edition.area.word_of(slug)}",
            "01908 254518",
            "01908 657825",
            "Milton Keynes SEND help",
            "It is not Milton Keynes City Council's own local offer.",
        ):
            assert squeezed(needed) in words
        assert min(sizes_of(page)) >= 12


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_the_longest_still_fit_in_other_languages(
    make: Make, edition: Edition, language: str
) -> None:
    def length(slug: str) -> int:
        entry = edition.entry(slug)
        assert entry is not None
        return len(entry.record.title + entry.record.summary)

    for slug in sorted(guides(edition), key=length)[-3:]:
        reader = make(Choice(HANDOUT, language, guide=slug)).reader
        (page,) = reader.pages
        assert codes_of(page) == [code_for(f"{ADDRESS}/{language}/guides/{slug}")]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_list_of_many_fits_and_its_code_opens_the_list(
    make: Make, edition: Edition, language: str
) -> None:
    titles = {card.slug: card.title for card in edition.catalogue.cards}
    longest = sorted(titles, key=lambda slug: len(titles[slug]))[-30:]
    in_order = sorted(
        longest, key=lambda s: (s not in guides(edition), titles[s].casefold())
    )
    choice = Choice(HANDOUT, language, list=tuple(in_order))

    (page,) = make(choice).reader.pages

    prefix = "" if language == "en" else f"/{language}"
    address = f"{ADDRESS}{prefix}/list?s={','.join(in_order)}"
    assert codes_of(page) == [code_for(address)]


def test_without_an_address_there_is_no_code_and_paper_says_so(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A false address on a poster cannot be taken back."""
    folder = tmp_path_factory.mktemp("unknown")
    with fresh_site(settings, folder, url="") as app:
        shop = Workshop(app, press)
        handout = shop.document(Choice(HANDOUT, guide="turning-16"))
        booklet = shop.document(Choice(topic="sleep"))
        page = app.test_client().get("/handouts").text

    for html in (handout, booklet):
        assert html is not None
        assert "data:image" not in html
        assert "localhost" not in html
        assert "127.0.0.1" not in html
    assert "does not know its own address" in (handout or "")
    assert "LOCALOFFER_URL" in page


def test_the_page_lists_each_guide_with_its_short_address(
    known_app: Flask, edition: Edition
) -> None:
    page = BeautifulSoup(known_app.test_client().get("/handouts").text, "html.parser")
    links = {str(a["href"]) for a in page.select('a[href*="handout.pdf"]')}

    assert links == {f"/handout.pdf?guide={slug}" for slug in guides(edition)}
    assert "offer.example/go/autism" in page.get_text()


def test_a_handout_is_made_for_a_list_and_a_guide(
    own_app: Flask, run: Callable[[], int]
) -> None:
    client = own_app.test_client()
    asked = ("/handout.pdf?guide=turning-16", "/handout.pdf?s=sibs,camhs")
    assert [client.get(path).status_code for path in asked] == [202, 202]
    assert "/handout.pdf?s=sibs,camhs" in client.get("/handouts?s=camhs,sibs").text
    run()

    for path in asked:
        answer = client.get(path)
        assert answer.mimetype == "application/pdf"
        assert len(PdfReader(BytesIO(answer.data)).pages) == 1


@pytest.mark.parametrize("query", ["", "guide=nothing", "s=nobody", "topic=sleep"])
def test_a_handout_of_nothing_is_refused_in_words(known_app: Flask, query: str) -> None:
    answer = known_app.test_client().get(f"/handout.pdf?{query}")

    assert answer.status_code == 400
    assert "None of what you chose is here" in answer.text
    assert "/handout.pdf?guide=turning-16" in answer.text
