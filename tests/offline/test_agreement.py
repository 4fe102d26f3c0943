"""The phone's search and the server's say the same, whatever is asked in English."""

import random
from typing import Any

import pytest
from playwright.sync_api import Page
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from localoffer.edition.opening import Edition
from localoffer.edition.sieve import sieve_of
from localoffer.question.asked import Asked
from localoffer.question.harm import urgent_language
from localoffer.question.topics import stem
from localoffer.question.words import tokens
from localoffer.search.engines.whoosh import stem_of
from tests.offline.conftest import Phone
from tests.offline.questions import SETS, english

# How many of each set's questions may have other first threes; as measured, all of
# them slips that the server takes for Portuguese.
MOST_APART = {"queries-dev": 0, "questions-tried": 2, "questions-unseen": 1}
OPEN = """async () => {
  const part = document.querySelector("script[src*='/static/code.']").src;
  const from = (name) => import(part.replace(/[^/]*$/, name));
  const [{Lexicon}, {Search}, stems, spelling, words, places] = await Promise.all(
    ["understand.js", "ranking.js", "stems.js", "spelling.js", "words.js", "places.js"]
      .map(from));
  const {parts} = await (await fetch("/offline/pack.json")).json();
  const {url} = parts.find(({name}) => name === "search");
  const pack = await (await fetch(url)).json();
  const search = new Search(pack, new Lexicon(pack));
  self.offline = {search, ...stems, ...spelling, ...words, ...places};
}"""
ASK = """(questions) => questions.map((text) => {
  const {query, results, isConfident} = self.offline.search.answer(text);
  return {
    first: results.slice(0, 3), confident: isConfident, urgent: query.isUrgent,
    age: query.age, place: query.place, elsewhere: query.isElsewhere,
    unread: query.isUnread,
  };
})"""


@pytest.fixture
def opened(phone: Phone) -> Page:
    page = phone.open("/offline")
    page.evaluate(OPEN)
    return page


def asked(question: str) -> Asked:
    return Asked.from_args([("q", question)])


def online(edition: Edition, question: str) -> dict[str, Any]:
    results = edition.search.answer(asked(question))
    places = [part.value for part in results.understood if part.kind == "place"]
    return {
        "first": [result.card.slug for result in results.results[:3]],
        "confident": results.confident,
        "urgent": results.urgent,
        "age": results.query.age,
        "place": places[0] if places else None,
        "elsewhere": results.query.is_elsewhere,
    }


@pytest.mark.parametrize("name", SETS)
def test_every_english_question_is_answered_alike(
    opened: Page, edition: Edition, name: str
) -> None:
    questions = [asked(question).text for question in english(name)]

    answers = opened.evaluate(ASK, questions)

    apart: dict[str, list[str]] = {}
    for question, offline in zip(questions, answers, strict=True):
        for key, value in online(edition, question).items():
            if offline[key] != value:
                apart.setdefault(key, []).append(question)
    assert len(apart.pop("first", [])) <= MOST_APART[name]
    assert apart == {}


def test_every_rule_of_harm_has_its_own_example_recognised(
    opened: Page, edition: Edition
) -> None:
    rules = edition.vocabulary.urgency.rules
    examples = [rule.like for rule in rules]
    calm = [phrase for rule in rules for phrase in (rule.say[0].split(",")[0],)]

    answers = opened.evaluate(ASK, [*examples, *calm])

    said = [answer["urgent"] for answer in answers]
    wanted = [urgent_language(text, edition.lexicon) is not None for text in calm]
    assert said == [True] * len(examples) + wanted


def test_questions_in_other_languages_are_known_not_to_be_read(opened: Page) -> None:
    """So that urgent help comes first: we cannot know that no harm is meant."""
    foreign = ["میرا بیٹا مرنا چاہتا ہے", "chcę umrzeć, moje dziecko", "আমি মরতে চাই"]
    said = [
        "speech help for my 3 yr old in bletchley",
        "dislexia test",
        "MK3 5LD",
        "adhd",
    ]

    answers = opened.evaluate(ASK, [*foreign, *said])

    assert [a["unread"] for a in answers] == [True] * len(foreign) + [False] * len(said)


def test_strange_texts_are_answered_too(opened: Page) -> None:
    strange = [
        "", " ", "?", "the and of", "\u200b", "x" * 800, "\U0001f600 \U0001f600",
        "constructor toString __proto__ hasOwnProperty", "0", "999999", "'", "()[]{}.",
        "MK", "m k 3", "in L1", "((((", "\\", "a\u0301e\u0301", "１２ years old",
    ]  # fmt: skip

    answers = opened.evaluate(ASK, strange)

    assert len(answers) == len(strange)


def test_every_word_has_the_same_stems(opened: Page, edition: Edition) -> None:
    said = {w for t in edition.search.engine.terms for w in (t,)}  # type: ignore[attr-defined]
    words = sorted(edition.lexicon.said | set(edition.lexicon.speller.targets) | said)

    found = opened.evaluate(
        """(all) => all.map((one) =>
          [self.offline.porter(one), self.offline.english(one)])""",
        words,
    )

    assert len(words) > 10_000
    pairs = zip(words, found, strict=True)
    assert [w for w, two in pairs if two != [stem_of(w), stem(w)]] == []


def slipped(word: str, chance: random.Random) -> str:
    """Return a word with one slip of the finger, or two."""
    for _ in range(chance.choice((1, 2))):
        at = chance.randrange(len(word))
        letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
        word = chance.choice(
            (
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :] or letter,
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
            )
        )
    return word


def test_slips_are_counted_alike_and_mended_alike(
    opened: Page, edition: Edition
) -> None:
    chance = random.Random(7)  # noqa: S311  the same slips each time
    words = chance.sample(sorted(edition.lexicon.speller.targets), 400)
    pairs = [(word, slipped(word, chance)) for word in words]

    counted = opened.evaluate(
        """(pairs) => pairs.map(([one, other]) => [
          self.offline.slipsBetween(one, other, 9), self.offline.alike(one, other)])""",
        pairs,
    )
    mended = opened.evaluate(
        """(all) => {
          const {speller} = self.offline.search.lexicon;
          return all.map((one) => speller.mended([one])[0]);
        }""",
        [other for _, other in pairs],
    )

    for (one, other), (slips, likeness) in zip(pairs, counted, strict=True):
        assert slips == OSA.distance(one, other)
        assert likeness == pytest.approx(fuzz.ratio(one, other))
    speller = edition.lexicon.speller
    wrong = [
        (other, to, speller.mended([other])[0])
        for (_, other), to in zip(pairs, mended, strict=True)
        if to != speller.mended([other])[0]
    ]
    # The words of English are kept in few bits, which now and then know one too many.
    assert len(wrong) <= 2
    assert [to for _, to, _ in wrong if to is not None] == []


def test_texts_are_cut_into_the_same_words(opened: Page) -> None:
    texts = [
        "My son's 3½ yrs old, can't talk!", "naïve café ’tis", "سپیچ تھراپی",
        "EHCP/ECHP e-mail x_y 2.5", "Cześć, gdzie jest szkoła?", "বাংলা ভাষা", "ss bus is",
    ]  # fmt: skip

    cut = opened.evaluate(
        "(all) => all.map((text) => self.offline.tokens(text).map(({word}) => word))",
        texts,
    )

    assert cut == [[token.word for token in tokens(text)] for text in texts]


def test_the_sieve_never_denies_a_word_and_seldom_takes_another(opened: Page) -> None:
    words = [f"word{number}" for number in range(5000)]
    others = [f"other{number}" for number in range(5000)]

    held, taken = opened.evaluate(
        """([row, words, others]) => {
          const sieve = new self.offline.Sieve(row);
          const count = (all) => all.filter((one) => sieve.has(one)).length;
          return [count(words), count(others)];
        }""",
        [sieve_of(words), words, others],
    )

    assert held == len(words)
    assert taken < 40
