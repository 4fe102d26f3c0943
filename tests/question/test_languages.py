"""A question in another language finds its topic; English is never taken for one."""

import json
from pathlib import Path

import pytest

from localoffer.edition.build import build
from localoffer.edition.opening import Edition, Editions
from localoffer.question.asked import Asked
from localoffer.question.languages import foreign_stem, plain
from localoffer.question.words import tokens

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    data = tmp_path_factory.mktemp("data")
    build(ROOT / "content", data)
    return Editions(data).current()


def telling(edition: Edition, phrases: tuple[str, ...]) -> list[str]:
    """Return the phrases that can be told from English by a word of theirs."""
    is_english = edition.search.lexicon.is_english
    return [p for p in phrases if not all(is_english(t.word) for t in tokens(p))]


def test_every_language_finds_what_its_own_phrases_mean(edition: Edition) -> None:
    """A phrase of each topic that is not English too, asked alone, leads there."""
    wrong = {}
    for tongue in edition.vocabulary.tongues:
        missed = []
        for slug, phrases in tongue.topics.items():
            for phrase in telling(edition, phrases)[:1]:
                query = edition.search.answer(Asked(text=phrase)).query
                if slug not in dict(query.topics[:3]):
                    missed.append((slug, phrase, query.language))
        if len(missed) > 0.15 * len(tongue.topics):
            wrong[tongue.language] = missed

    assert wrong == {}


def test_english_questions_are_english(edition: Edition) -> None:
    lines = (
        (ROOT / "tests/evaluation/queries-dev.jsonl").read_text("utf-8").splitlines()
    )
    queries = [json.loads(line) for line in lines]
    english = [row["q"] for row in queries if row["lang"] == "en"]

    taken = [
        text
        for text in english
        if edition.search.answer(Asked(text=text)).query.language != "en"
    ]

    assert taken == []
    for text in ("DLA renewal", "EHCP", "la", "dla", "my son na"):
        assert edition.search.answer(Asked(text=text)).query.language == "en"


def test_forms_of_a_word_share_a_stem() -> None:
    assert foreign_stem("szkoła") == foreign_stem("SZKOLA")
    assert foreign_stem("logopedy") == foreign_stem("logopeda")
    assert plain("Łódź") == "lodz"
