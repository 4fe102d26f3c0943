"""The rule language of urgency.yaml: what it can say, and that its rules hold."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from localoffer.content.frontmatter import read_fields
from localoffer.content.reading import read_library
from localoffer.content.vocabulary import Urgency
from localoffer.edition.english import english_words
from localoffer.edition.opening import Edition
from localoffer.question.asked import Asked
from localoffer.question.harm import urgent_language
from localoffer.question.urgency import Alarm
from localoffer.question.words import fold

CONTENT = Path(__file__).parents[2] / "content"
# Topics whose own phrases may speak of harm.
ABOUT_HARM = {
    "crisis", "self-harm", "safeguarding", "behaviour", "bereavement", "youth-justice",
}  # fmt: skip
LEAST_ORDINARY = 0.998  # of the other topics' phrases


@pytest.fixture(scope="module")
def rules() -> Urgency:
    library, _ = read_library(CONTENT)
    assert library is not None
    return library.vocabulary.urgency


def alarm(text: str) -> Alarm:
    """Return the rules of a small file."""
    document, problems = read_fields(text.encode(), "urgency.yaml")
    assert document is not None, problems
    return Alarm.of(Urgency.model_validate_json(json.dumps(document.fields)))


def anything(_: str) -> bool:
    return True


def nothing(_: str) -> bool:
    return False


SMALL = """
words:
  child: son, daughter, my little one
harmless: [kill* time, dying for a break]
rules:
  - name: kills
    say: ["=child, he", "kill*", "me, (end)"]
    within: 1
    never_after: "no"
    never_before: softly
    unless: story
    like: he kills me
  - name: a knife in any order
    say: ["knife", "near"]
    any_order: true
    like: near a knife
phrases: [overdose, too late tonight]
spelt:
  going to: gonna
  overdose: odose
"""


@pytest.mark.parametrize(
    "text",
    [
        "he kills me", "My son killed me!", "my little one is killing me", "he kills",
        "there is a knife near her", "near to the knife", "an over dose",
        "too late tonight", "odose", "he killsme", "he kilsl me",
    ],
)  # fmt: skip
def test_a_rule_is_read_as_it_is_written(text: str) -> None:
    assert alarm(SMALL).holds(text, nothing)


@pytest.mark.parametrize(
    "text",
    [
        "he wants to kill me",  # too far apart
        "he kills time",  # harmless, and nothing else is said
        "no he kills me", "he kills me softly", "a story where he kills me",
        "kill me he",  # not in this order
        "she had a knife. Nobody was near",  # two sentences
        "too late", "",
    ],
)  # fmt: skip
def test_what_cancels_a_rule_cancels_it(text: str) -> None:
    assert not alarm(SMALL).holds(text, anything)


def test_rules_are_kept_and_read_again() -> None:
    made = alarm(SMALL)

    kept = Alarm.of_row(json.loads(json.dumps(made.row)))

    assert kept.holds("an over dose", nothing)
    assert kept.holds("near a knife", nothing)
    assert not kept.holds("he kills time", nothing)
    assert kept.row == made.row


def test_a_word_that_is_english_is_never_taken_for_a_slip() -> None:
    assert alarm(SMALL).holds("he killz me", nothing)
    assert not alarm(SMALL).holds("he killz me", anything)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("a: x, =none y", "=none is not there"),
        ("a: =a", "=a names itself"),
        ("a: =b\n  b: x, =a", "names itself"),
    ],
)
def test_a_list_that_cannot_be_written_out_is_refused(words: str, wrong: str) -> None:
    text = f"words:\n  {words}\nharmless: []\nrules: []\nphrases: []\n"
    document, _ = read_fields(text.encode(), "urgency.yaml")
    assert document is not None

    with pytest.raises(ValidationError, match=wrong):
        Urgency.model_validate_json(json.dumps(document.fields))


def test_every_rule_recognises_its_own_example(rules: Urgency) -> None:
    missed = []
    for rule in rules.rules:
        alone = rules.model_copy(update={"rules": (rule,), "phrases": ()})
        if not Alarm.of(alone).holds(rule.like, anything):
            missed.append((rule.name, rule.like))

    assert len(rules.rules) > 100
    assert missed == []


def test_every_starred_word_is_a_word(rules: Urgency) -> None:
    """A star takes a word's forms: a cut-off word would have none."""
    english = english_words() | {"selfharm", "anaphylactic"}
    texts = [*rules.words.values(), *rules.harmless, *rules.phrases]
    for rule in rules.rules:
        guards = (rule.never_after, rule.never_before, rule.unless)
        texts += [*rule.say, *(text for text in guards if text)]
    starred = {w for t in texts for w in t.replace(",", " ").split() if w[-1] == "*"}

    assert {word for word in starred if word[:-1] not in english} == set()


def test_families_phrases_for_ordinary_topics_are_ordinary(edition: Edition) -> None:
    """Thousands of phrases that others wrote, none of them with urgency in mind."""
    phrases = [
        phrase
        for topic in edition.vocabulary.topics.topics
        if topic.slug not in ABOUT_HARM
        for phrase in topic.phrases
    ]

    urgent = [p for p in phrases if urgent_language(p, edition.lexicon) is not None]

    assert len(phrases) > 3000
    assert len(urgent) <= (1 - LEAST_ORDINARY) * len(phrases), urgent


def test_what_is_dropped_or_asked_exactly_changes_nothing(edition: Edition) -> None:
    asked = Asked(text="my daughter is selfharming")
    parts = edition.search.answer(asked).understood
    for part in parts:
        asked = asked.without(part.kind, str(part.value))

    assert [part.kind for part in parts] == ["topic"]
    assert edition.search.answer(asked).urgent
    assert edition.search.answer(Asked(text="suisidal", exact=True)).urgent


def test_nothing_is_hidden_when_it_is_urgent(edition: Edition) -> None:
    """The same words find the same entries, whatever stands above them."""
    calm, urgent = (
        edition.search.answer(Asked(text=text))
        for text in ("speech therapy", "speech therapy suicidal")
    )

    assert (calm.urgent, urgent.urgent) == (False, True)
    assert urgent.total + urgent.not_stated >= calm.total + calm.not_stated
    assert urgent.results


def test_a_word_of_any_length_is_read_once(edition: Edition) -> None:
    before = fold.cache_info().misses

    assert urgent_language("a" * 5000 + " kill myself", edition.lexicon) == "en"
    assert fold.cache_info().misses - before < 10


def test_a_long_comment_is_read_to_its_end(edition: Edition) -> None:
    ordinary = "The group is lovely and the room is warm. "

    assert urgent_language(ordinary * 100, edition.lexicon) is None
    assert urgent_language(ordinary * 100 + "I cant cope any more", edition.lexicon)
