"""A question in another language finds its topic; English is never taken for one."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked
from localoffer.question.languages import (
    Language,
    foreign_stem,
    pieces,
    plain,
    recognise,
)
from localoffer.question.query import SearchQuery
from localoffer.question.words import tokens

ROOT = Path(__file__).parents[2]
QUESTIONS: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parent / "foreign.yaml").read_text("utf-8")
)
LANGUAGES = ["ar", "bn", "fr", "gu", "pl", "pt", "ro", "so", "ta", "ur", "zh"]
ENGLISH = (  # names from everywhere, and words that came to stay
    "my daughter Agnieszka wont eat",
    "Joao needs speech therapy",
    "my nephew Nguyen has ADHD",
    "Mr Kowalski at the SEND team phone number",
    "Zakariya Hussain needs a wheelchair",
    "Fatima 3 yrs not talking",
    "iftar club for autistic kids",
    "halal food at nursery",
    "is there a creche near Wolverton",
    "au pair for disabled child",
    "kindergarten place for Lena",
    "chauffeur or taxi to school",
    "karate or taekwondo for Mohammed",
    "Somali speaking social worker",
    "dislexia help at school",
    "autism assesment for Ananya",
)


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


def asked(edition: Edition, text: str) -> SearchQuery:
    return edition.search.answer(Asked(text=text)).query


@pytest.mark.parametrize("language", LANGUAGES)
def test_families_questions_in_their_language_find_their_topic(
    edition: Edition, language: str
) -> None:
    wrong = []
    for text, wanted in QUESTIONS[language]:
        query = asked(edition, text)
        first = {slug for slug, _ in query.topics[:3]}
        is_found = first.intersection(wanted) if wanted else query.is_elsewhere
        if query.language != language or not is_found:
            wrong.append((text, query.language, first))

    assert wrong == []


def test_every_language_has_questions_and_what_is_not_ours(edition: Edition) -> None:
    tongues = edition.vocabulary.tongues

    assert sorted(tongue.language for tongue in tongues) == LANGUAGES
    assert sorted(QUESTIONS) == LANGUAGES
    assert all(len(questions) >= 6 for questions in QUESTIONS.values())
    assert all(len(tongue.topics["elsewhere"]) >= 25 for tongue in tongues)


@pytest.mark.parametrize("text", ENGLISH)
def test_names_and_loans_leave_a_question_english(edition: Edition, text: str) -> None:
    assert asked(edition, text).language == "en"


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("szukam social worker dla mojego dziecka", "pl", "social-care-assessment"),
        ("minha filha precisa de speech therapy", "pt", "salt-service"),
        ("ছেলের autism আছে কি না জানতে চাই", "bn", "asd-assessment"),
        ("bache ko blue badge chahiye", "ur", "blue-badge"),
        ("我想申請EHCP", "zh", "ehc-assessment"),
    ],
)
def test_english_names_are_read_in_any_language(
    edition: Edition, text: str, language: str, topic: str
) -> None:
    query = asked(edition, text)

    assert query.language == language
    assert topic in dict(query.topics[:3])


def test_only_the_languages_that_a_question_may_be_in_are_made(
    edition: Edition,
) -> None:
    languages = {
        tongue.language: Language(tongue) for tongue in edition.vocabulary.tongues
    }
    lexicon = edition.search.lexicon

    found = recognise(
        pieces("logopeda dla syna"), lambda: [*languages.values()], lexicon.is_english
    )

    assert found is languages["pl"]
    made = {code for code, language in languages.items() if "words" in vars(language)}
    assert made == {"fr", "pl", "pt", "ro", "so", "ur"}
    assert not any("topics" in vars(language) for language in languages.values())


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


def test_forms_of_a_word_share_a_stem_in_every_script() -> None:
    for one, other in (
        ("المدرسة", "للمدرسه"),
        ("بالمدرسة", "مدرسة"),
        ("نھیں", "نہیں"),
        ("হাঁটতে", "হাটতে"),
        ("বাড়ী", "বাড়ি"),
        ("ઊંઘતું", "ઉંઘતું"),
        ("தூங்குவது", "தூங்குவதில்லை"),
    ):
        assert foreign_stem(one) == foreign_stem(other)
    for one, other in (("প্রতিবন্ধী", "প্রতিদিন"), ("بالغ", "الغ"), ("بول", "بولتا")):
        assert foreign_stem(one) != foreign_stem(other)


def test_words_stand_apart_where_they_are_written_together() -> None:
    assert [piece.word for piece in pieces("l'école d’Ali")] == [
        "l",
        "école",
        "d",
        "ali",
    ]
    assert [piece.word for piece in pieces("EHCP怎么申请")] == [
        "ehcp",
        "怎么",
        "么申",
        "申请",
    ]
    assert [piece.word for piece in pieces("ra'yiga")] == ["rayiga"]
