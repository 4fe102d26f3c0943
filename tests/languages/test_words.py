"""Every word that the site says is in the language it is meant to be in."""

import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from localoffer.content.library import Library
from localoffer.content.reading import read_library
from localoffer.edition.translated import names_of
from tests.languages.offered import ENOUGH, LANGUAGES, names_in, told

ROOT = Path(__file__).parents[2]
OTHERS = LANGUAGES[1:]
# Names that are all that is said, or more than the rest of it; read by hand.
NAMES = (
    "Sight Loss Advice Service", "Access to Work",
)  # fmt: skip
FEWEST = 0.9  # of what is long enough; the rest are names with few words round them


@pytest.fixture(scope="module")
def library() -> Library:
    found, _ = read_library(ROOT / "content")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def names(library: Library) -> re.Pattern[str]:
    titles = (e.record.title.rpartition(": ")[2] for e in library.entries)
    called = (name for e in library.entries for name in e.record.also_called)
    long = (name for name in (*titles, *called) if name[:1].isupper() and " " in name)
    return names_in((*names_of(library), *NAMES, *long))


def catalogue(code: str) -> dict[str, tuple[str, ...]]:
    path = ROOT / f"translations/{code}/LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        found = read_po(file)
    return {
        (m.id if isinstance(m.id, str) else m.id[0]): (
            tuple(m.string) if isinstance(m.string, tuple | list) else (m.string or "",)
        )
        for m in found
        if m.id
    }  # fmt: skip


def content(library: Library, code: str) -> dict[str, str]:
    return dict(next(t for t in library.translations if t.language == code).words)


def bodies(library: Library, code: str) -> list[str]:
    said = next(t for t in library.translations if t.language == code)
    return [block for v in said.versions for block in v.body.split("\n")]


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_is_in_its_language(code: str, names: re.Pattern[str]) -> None:
    wrong = [
        (text, found)
        for forms in catalogue(code).values()
        for text in forms
        if (found := told(text, code, names)) not in {None, code}
    ]

    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_translated_word_of_content_is_in_its_language(
    library: Library, code: str, names: re.Pattern[str]
) -> None:
    pairs = content(library, code).items()
    blocks = (("", block) for block in bodies(library, code))
    wrong = [
        (text, found)
        for english, text in (*pairs, *blocks)
        if (found := told(text, code, names, english)) not in {None, code}
    ]

    assert wrong == []


@pytest.mark.parametrize("code", OTHERS)
def test_most_of_what_is_said_can_be_told(
    library: Library, code: str, names: re.Pattern[str]
) -> None:
    """The check above must have had something to check."""
    texts = [*content(library, code).values(), *bodies(library, code)]
    long = [t for t in texts if sum(sign.isalpha() for sign in t) > 2 * ENOUGH]
    known = [t for t in long if told(t, code, names) == code]

    assert len(long) > 250
    assert len(known) > FEWEST * len(long)


@pytest.mark.parametrize("code", OTHERS)
def test_no_two_languages_say_the_same_at_length(library: Library, code: str) -> None:
    own = content(library, code)
    others = {c: content(library, c) for c in OTHERS if c != code}

    same = [
        text
        for english, text in own.items()
        for other in others.values()
        if len(text) > 2 * ENOUGH and other.get(english) == text
    ]

    assert same == []


def test_the_check_finds_english_and_another_language() -> None:
    nothing = re.compile(r"(?!)")

    assert told("This has been left standing in English here.", "pl", nothing) == "en"
    assert told("This has been left standing in English here.", "ur", nothing) == "en"
    assert told("Acest copil are nevoie de ajutor la școală.", "pt", nothing) == "ro"
    assert told("یہ بچہ سکول میں مدد چاہتا ہے اور اس کے والدین", "ar", nothing) == "ur"
    assert told("Krótko", "pl", nothing) is None
    english = "Ask for the reason in writing, and ask again."
    assert told(english, "so", nothing, english) == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_every_topic_need_and_way_in_is_said(library: Library, code: str) -> None:
    words, vocabulary = content(library, code), library.vocabulary
    terms = (
        *vocabulary.needs.terms, *vocabulary.access.terms,
        *vocabulary.delivered.terms, *vocabulary.interpreters.terms,
    )  # fmt: skip
    labels = [t.label for t in (*terms, *vocabulary.topics.groups)]
    labels += [w for t in vocabulary.topics.topics for w in (t.label, t.words)]
    titles = [w for e in library.entries for w in (e.record.title, e.record.summary)]

    assert [label for label in labels if label not in words] == []
    assert [title for title in titles if title not in words] == []


FIRST = (
    "guides/after-an-autism-diagnosis-guide", "guides/worried-about-talking",
    "guides/ehc-needs-assessment-week-by-week", "guides/school-is-not-meeting-needs",
    "guides/money-and-benefits", "guides/early-years-0-to-5",
    "guides/arriving-from-another-country", "services/mk-sendias",
    "services/asd-diagnostic-pathway", "guides/short-breaks-and-vouchers",
    "pages/urgent-help", "pages/privacy-summary", "pages/interpreters",
)  # fmt: skip


@pytest.mark.parametrize("code", OTHERS)
def test_what_families_need_first_is_whole_and_fresh(
    library: Library, code: str
) -> None:
    said = next(t for t in library.translations if t.language == code)
    versions = {version.place: version for version in said.versions}
    originals = library.originals

    for place in FIRST:
        version, english = versions[place], originals[place]
        assert version.fields.made_from == english.digest
        assert version.fields.state == "drafted"
        assert version.body
        assert {pair.en for pair in version.fields.words} == set(english.inner)


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("path", ["/", "/urgent-help", "/services/mk-sendias"])
def test_numbers_a_parent_rings_are_in_every_language(
    client: FlaskClient, code: str, path: str
) -> None:
    def numbers(address: str) -> set[str]:
        return set(re.findall(r'href="(tel:[^"]+)"', client.get(address).text))

    english, other = numbers(path), numbers(f"/{code}{path}".rstrip("/") or "/")
    assert english
    assert english <= other
    assert {n for n in other - english if not n.startswith("tel:+44")} == set()


def test_machines_are_answered_in_english_unless_they_ask(client: FlaskClient) -> None:
    plain = client.get("/api/search?q=autism", headers={"Accept-Language": "pl"})
    topics = client.get("/api/topics").get_json()["topics"]

    assert "Autism" in json.dumps(plain.get_json()["facets"])
    assert all(topic["label"].isascii() or "’" in topic["label"] for topic in topics)
