"""Markdown comes out as safe HTML, whatever goes in."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, strategies as st

from localoffer.content.markdown import TAGS, links, localised, render, set_apart
from localoffer.edition.translated import FOREIGN

NASTY = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "<a href='data:text/html,x'>x</a>",
        "<style>*{display:none}</style>",
        "# Title",
        "**bold** words",
        "<b onclick=x>",
        "\n\n",
        "[help](service:camhs)",
    ]
)


@given(st.lists(NASTY | st.text(max_size=30), max_size=8))
def test_nothing_that_runs_comes_out(parts: list[str]) -> None:
    page = BeautifulSoup(render(" ".join(parts)), "html.parser")

    for tag in page.find_all(True):
        assert tag.name in TAGS
        assert set(tag.attrs) <= {"href", "start", "scope", "rel"}
        address = str(tag.get("href", ""))
        assert address.startswith(("http:", "https:", "mailto:", "tel:", "/")) or (
            ":" not in address.split("/", maxsplit=1)[0]
        )


def test_headings_begin_below_the_title() -> None:
    assert "<h1" not in render("# A title\n\nWords")
    assert "<h2>" in render("# A title\n\nWords")


def test_links_to_entries_become_addresses_and_keep_the_language() -> None:
    html = render("See [CAMHS](service:camhs) and [this](guide:turning-16).")

    assert 'href="/services/camhs"' in html
    assert 'href="/pl/guides/turning-16"' in localised(html, "/pl")
    assert links("a\n[b](guide:c)") == ((1, "guide", "c"),)


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("اتصل على 01908 254518.", ["01908 254518"]),
        ("خطة EHC (EHC plan).", ["EHC", "EHC plan"]),
        ("SENDIAS.", ["SENDIAS"]),  # the full stop is of the sentence
        ("999bsl.co.uk پر", ["999bsl.co.uk"]),
        ("Milton Keynes-এর", ["Milton Keynes"]),
        ("2026-11-30 سے 10:00–15:00", ["2026-11-30", "10:00–15:00"]),
        ("عمر 3", []),
        ("a@b.example", ["a@b.example"]),
        ("MK9 3EJ میں", ["MK9 3EJ"]),
    ],
)
def test_english_and_numbers_stand_apart_in_other_letters(
    text: str, apart: list[str]
) -> None:
    html = set_apart(f'<p title="x y">{text}</p>', FOREIGN)

    assert re.findall("<bdi[^>]*>(.*?)</bdi>", html) == apart
    assert re.sub("</?bdi[^>]*>", "", html) == f'<p title="x y">{text}</p>'
