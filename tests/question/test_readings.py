"""Facts stated in a sentence: what is read, and what only looks like it."""

import json
from pathlib import Path

import pytest

from localoffer.content.reading import read_library
from localoffer.question.asked import Asked
from localoffer.question.lexicon import Lexicon
from localoffer.question.understand import understand
from localoffer.question.words import tokens

CONTENT = Path(__file__).parents[2] / "content"
READ = {
    "age": [
        "my 3yo", "3 yr old", "three year old boy", "hes two and a half",
        "18 months old",
        "turning 16 in may", "aged 7", "he is 9 now", "in year 6", "yr 10 girl",
        "y8 son", "starting reception", "dd 6 wont eat", "my son 12 is violent",
        "diagnosed at 4", "shes only five", "6 weeks old", "16 yo", "dd7 wont eat",
        "ds (5) hits", "lo is 2", "nearly 3", "2.5 year old", "a girl of 6",
        "14 with epilepsy", "my lads 19", "daughter 6 years", "baby 5 weeks",
        "teenager wont talk", "in nursery",
    ],
    "place": [
        "in bletchley", "near wolverton", "clubs mk6", "MK9 3EJ", "stony stratford",
        "newport pagnell", "olney", "bletchely", "around furzton", "woburn sands",
        "great linford", "mk3 7aw", "walnut tree", "conniburrow", "fishermead",
        "emerson valley",
    ],
    "day": [
        "saturday club", "sundays", "something on monday", "after school club",
        "half term", "school holidays", "at the weekend", "weekends", "in the evening",
        "friday group", "wednesday", "tuesday mornings", "thursday drop in",
        "summer holidays", "easter holidays", "sat mornings",
    ],
    "price": [
        "free clubs", "for free", "free of charge", "no cost", "doesnt cost",
        "without paying", "cant afford it", "cheap swimming", "low cost", "affordable",
        "not expensive", "free respite", "free stuff", "anything free", "is it free",
    ],
    "access": [
        "no referral", "without a referral", "drop in", "walk in clinic", "self refer",
        "self referral", "refer him myself", "no appointment", "online group",
        "on zoom", "webinars", "come to the house", "home visit", "over the phone",
        "helpline", "gp referral", "dont need to book",
    ],
    "diagnosis": [
        "no diagnosis", "without a diagnosis", "not diagnosed", "undiagnosed",
        "before a diagnosis", "waiting for a diagnosis", "waiting for diagnosis",
        "hasnt got a diagnosis", "havent got a diagnosis", "doesnt have a diagnosis",
        "dont have a diagnosis", "no diagnosis yet", "not diagnosed yet",
        "waiting to be diagnosed", "isn't diagnosed",
    ],
    "plan": [
        "without an ehcp", "no ehcp", "without a plan", "no ehc plan", "no plan yet",
        "no ehcp yet", "not got an ehcp", "havent got an ehcp", "hasnt got an EHCP",
        "hasn't got a plan", "doesnt have an ehcp", "doesn't have a plan",
        "dont have an ehcp", "don't have a plan", "without an EHC plan",
    ],
}  # fmt: skip
NOT_READ = {
    "age": [
        "waited 7 months", "worker comes at 4", "20 week wait", "section 41",
        "9 months behind", "ring 111", "2 hours a day", "3 boys", "30 hours funding",
        "stage 2 complaint", "for 6 months", "5 miles away", "until hes 5",
        "two months to challenge it", "has 3 siblings", "one to one", "under 5s",
        "a place in reception", "not ready for reception", "the receptionist",
        "son 3 times a week", "dd 6 weeks in hospital", "section 20", "just 2 words",
        "till his teens", "2 and a half hours away", "two boys",
    ],
    "place": [
        "brought up in care", "my lo wont sleep", "so 3 schools said no", "ill today",
        "cant read", "broken leg", "short breaks", "mainstream school", "the bridge",
        "walks on toes",
    ],
    "day": [
        "today", "every day", "school day", "day centre", "all day", "two days ago",
        "one day", "these days", "holiday money", "afterwards",
    ],
    "price": [
        "freedom", "gluten foods", "paying for care", "carers allowance", "price",
        "expensive taste", "costs a fortune", "benefits", "vouchers", "grants",
    ],
    "access": [
        "referral refused", "waiting for referral", "dropped out", "walks on tiptoe",
        "line manager", "home education", "phone broken", "turned down", "book a place",
        "on the list",
    ],
    "diagnosis": [
        "just diagnosed", "diagnosis came through", "autism diagnosis",
        "wrong diagnosis",
        "after diagnosis", "diagnosed with adhd", "diagnosis letter", "who diagnoses",
        "dual diagnosis", "diagnosed late",
    ],
    "plan": [
        "plan to move", "school ignore the plan", "take the plan away", "draft plan",
        "care plan", "one page plan", "planned birth", "has a plan", "plan review",
        "planning",
    ],
}  # fmt: skip


def kinds_in(text: str, lexicon: Lexicon) -> set[str]:
    _, parts = understand(Asked(text=text), lexicon)
    return {part.kind for part in parts}


@pytest.mark.parametrize("kind", READ)
def test_what_states_a_fact_is_read(lexicon: Lexicon, kind: str) -> None:
    missed = [text for text in READ[kind] if kind not in kinds_in(text, lexicon)]

    assert len(READ[kind]) >= 15
    assert missed == []


@pytest.mark.parametrize("kind", NOT_READ)
def test_what_only_looks_like_it_is_not(lexicon: Lexicon, kind: str) -> None:
    wrong = [text for text in NOT_READ[kind] if kind in kinds_in(text, lexicon)]

    assert len(NOT_READ[kind]) >= 10
    assert wrong == []


def test_every_phrase_of_the_files_has_at_most_five_words() -> None:
    library, _ = read_library(CONTENT)
    assert library is not None
    words = library.vocabulary
    phrases = [p for topic in words.topics.topics for p in topic.phrases]
    phrases += [p for reading in words.readings.readings for p in reading.phrases]
    phrases += [phrase for tongue in words.tongues for phrase in tongue.harm]
    harm = words.urgency
    texts = [*harm.words.values(), *harm.harmless, *harm.phrases, *harm.spelt.values()]
    for rule in harm.rules:
        guards = (rule.never_after, rule.never_before, rule.unless)
        texts += [*rule.say, *(text for text in guards if text)]
    phrases += [phrase for text in texts for phrase in text.split(",")]

    assert [phrase for phrase in phrases if len(phrase.split()) > 5] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("attension defisit", "attention deficit"),
        ("sensery processing", "sensory processing"),
        ("hes loosing his speach", None),
        ("wheelchiar", None),
        ("ehcp senco portage", None),
        ("chicken nuggets", None),
        ("kowalski", None),
        ("zolpidem", None),
        ("logopeda", None),
    ],
)
def test_slips_are_mended_and_true_words_are_not(
    lexicon: Lexicon, typed: str, meant: str | None
) -> None:
    query, _ = understand(Asked(text=typed), lexicon)
    mended = dict(query.mended)

    if meant is None:
        assert all(
            word in {"losing", "speech", "wheelchair"} for word in mended.values()
        )
    else:
        assert " ".join(mended.get(word, word) for word in typed.split()) == meant


def test_exact_turns_spelling_off(lexicon: Lexicon) -> None:
    query, _ = understand(Asked(text="attension defisit", exact=True), lexicon)

    assert query.mended == ()


def test_no_development_question_is_copied_into_the_words() -> None:
    """Four words in a row of one would be an answer learnt by heart."""
    root = CONTENT.parent
    lines = (
        (root / "tests/evaluation/queries-dev.jsonl").read_text("utf-8").splitlines()
    )
    runs = set()
    for line in lines:
        words = [token.word for token in tokens(json.loads(line)["q"])]
        runs |= {tuple(words[n : n + 4]) for n in range(len(words) - 3)}
    copied = []
    files = [
        *(CONTENT / "vocabulary").rglob("*.yaml"),
        *root.glob("localoffer/**/*.py"),
    ]
    for path in files:
        for line in path.read_text("utf-8").splitlines():
            for part in line.split(","):
                words = [token.word for token in tokens(part)]
                found = {tuple(words[n : n + 4]) for n in range(len(words) - 3)}
                copied += [(path.name, " ".join(run)) for run in found & runs]

    assert copied == []
