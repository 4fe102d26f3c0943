"""The sentence of an entry that holds what was typed."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from localoffer.content.markdown import passages
from localoffer.search.engines.whoosh import snippet

TEXT = (
    "A nurse visits. She can help with feeding, and with tubes. Ring first. "
    "Opening\nHours are from nine until three in the week"
)


def test_the_best_sentence_is_shown_with_its_stop_and_its_words_marked() -> None:
    assert snippet(TEXT, ["tube", "feed"]) == (
        ("She can help with ", False),
        ("feeding", True),
        (", and with ", False),
        ("tubes", True),
        (".", False),
    )


@pytest.mark.parametrize("words", [[], ["school"], ["*"], ["title:x"], ["opening"]])
def test_there_is_none_when_no_word_stands_in_a_sentence(words: list[str]) -> None:
    assert snippet(TEXT, words) == ()


def test_a_line_break_ends_a_sentence() -> None:
    shown = snippet(TEXT, ["hours"])

    assert shown[0] == ("Hours", True)


def test_blocks_are_kept_apart_and_signs_read_as_they_are() -> None:
    html = "<h2>Who</h2><ul><li>Mums &amp; dads</li><li>Carers.</li></ul><p>All.</p>"

    assert passages(html) == "Who\nMums & dads\nCarers. All. "


def test_a_result_shows_it_marked_and_says_the_words_once(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/search?q=wheelchair").data, "html.parser")
    shown = page.select("li.card:has(.snippet)")

    assert shown
    for card in shown:
        mark = card.select_one(".snippet mark")
        assert mark is not None
        assert "wheelchair" in mark.text.casefold()
        assert "Mentions: wheelchair" not in card.text
