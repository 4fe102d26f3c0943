"""Suggestions while a parent types: topics, entries and places, best first."""

from itertools import chain

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings as effort, strategies as st

from localoffer.edition.opening import Edition

Row = dict[str, str | None]


def suggested(client: FlaskClient, text: str, language: str = "en") -> list[Row]:
    args = {"q": text, "lang": language}
    answer = client.get("/api/suggest", query_string=args)
    assert answer.status_code == 200
    assert set(answer.get_json()) == {"suggestions"}
    return list(answer.get_json()["suggestions"])


def texts(rows: list[Row]) -> list[str | None]:
    return [row["text"] for row in rows]


def test_a_suggestion_has_the_keys_that_outsiders_rely_on(client: FlaskClient) -> None:
    first = suggested(client, "blue bad")[0]

    assert first == {
        "kind": "topic",
        "lang": "en",
        "said": None,
        "text": "Blue Badge",
        "url": "/topics/blue-badge",
    }


@pytest.mark.parametrize("typed", ["sleep", "bl", "mk", "speech thera", "school"])
@pytest.mark.parametrize("language", ["en", "pl", "ur"])
def test_every_address_suggested_is_there_in_the_language(
    client: FlaskClient, typed: str, language: str
) -> None:
    rows = suggested(client, typed, language)

    prefix = "/" if language == "en" else f"/{language}/"
    assert 0 < len(rows) <= 8
    assert [row["url"] for row in rows if not str(row["url"]).startswith(prefix)] == []
    assert {client.get(str(row["url"])).status_code for row in rows} == {200}


def test_a_familys_own_words_bring_the_topics_label(client: FlaskClient) -> None:
    assert texts(suggested(client, "speech thera"))[0] == "Speech and language therapy"
    first = texts(suggested(client, "nappies"))[0]
    assert first == "Toilet training, wetting and soiling"


def test_a_place_leads_to_what_is_near_it(client: FlaskClient) -> None:
    place = suggested(client, "bletchl")[0]

    assert (place["kind"], place["text"]) == ("place", "Bletchley")
    assert place["url"] == "/search?near=Bletchley"
    page = client.get("/search?near=Bletchley").text
    assert "miles from Bletchley" in page
    assert '<a class="chip" href="/search"><bdi>Near Bletchley</bdi>' in page


def test_a_place_with_a_space_keeps_it_in_its_address(client: FlaskClient) -> None:
    urls = {row["url"] for row in suggested(client, "stony str")}

    assert "/search?near=Stony+Stratford" in urls


def test_districts_are_suggested_in_the_order_of_their_numbers(
    client: FlaskClient,
) -> None:
    places = [t for t in texts(suggested(client, "mk1")) if t]

    assert places[:3] == ["MK1", "MK10", "MK11"]
    assert texts(suggested(client, "lu1")) == []


def test_another_name_of_a_place_finds_it(client: FlaskClient) -> None:
    assert texts(suggested(client, "lakes est")) == ["Water Eaton"]


def test_the_same_name_comes_first_then_whole_words_then_beginnings(
    client: FlaskClient,
) -> None:
    walton = texts(suggested(client, "walton"))
    sleep = texts(suggested(client, "sleep"))
    begun = texts(suggested(client, "wol"))

    assert walton == ["Walton", "Walton Hall", "Walton Park"]
    assert sleep[:2] == ["Sleep", "Help with my child's sleep"]
    assert begun.index("Wolverton") < begun.index(
        "Special school for learning difficulties in Wolverton: Slated Row School"
    )


def test_no_kind_of_suggestion_crowds_out_the_others(client: FlaskClient) -> None:
    kinds = [row["kind"] for row in suggested(client, "br")]

    assert len(kinds) == 8
    assert {"topic", "service", "place"} <= set(kinds)


def test_plurals_and_apostrophes_do_not_matter(client: FlaskClient) -> None:
    money = "Money to change your home for a disabled child: Disabled Facilities Grant"

    assert money in texts(suggested(client, "grants"))
    assert texts(suggested(client, "downs syn"))[0] == "Down's syndrome"
    assert texts(suggested(client, "down’s syn"))[0] == "Down's syndrome"


def test_readers_of_another_language_may_type_it(client: FlaskClient) -> None:
    polish = suggested(client, "logop", "pl")
    bare = suggested(client, "szkola specj", "pl")
    urdu = suggested(client, "بولتا", "ur")

    assert polish[0]["url"] == "/pl/topics/salt-service"
    assert polish[0]["said"] == "logopeda"
    assert bare[0]["said"] == "szkoła specjalna"
    assert urdu[0]["url"] == "/ur/topics/salt-service"


def test_another_languages_words_are_no_noise_on_english_pages(
    client: FlaskClient,
) -> None:
    assert suggested(client, "logop", "en") == []
    assert suggested(client, "logop", "xx") == []


def test_another_script_is_understood_on_english_pages(client: FlaskClient) -> None:
    assert suggested(client, "بولتا", "en")[0]["url"] == "/topics/salt-service"


@pytest.mark.parametrize("typed", ["", " ", "s", "?!", "’", "\u064b\u064b", "a" * 800])
def test_too_little_or_nothing_known_suggests_nothing(
    client: FlaskClient, typed: str
) -> None:
    assert suggested(client, typed) == []


def test_a_whole_question_suggests_nothing(client: FlaskClient) -> None:
    question = "my son is three and he does not talk yet who can help"

    assert suggested(client, question) == []


def test_two_letters_bring_no_topic_by_its_phrases(client: FlaskClient) -> None:
    topics = [row for row in suggested(client, "bl") if row["kind"] == "topic"]

    assert texts(topics) == ["Blue Badge"]
    assert "/topics/ot-service" in {row["url"] for row in suggested(client, "ot")}


def test_filler_alone_brings_no_topic_by_its_phrases(client: FlaskClient) -> None:
    assert "topic" not in {row["kind"] for row in suggested(client, "how to")}


@effort(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40), st.sampled_from(["en", "pl", "ur", "zz", ""]))
def test_no_text_is_too_strange(client: FlaskClient, text: str, language: str) -> None:
    assert len(suggested(client, text, language)) <= 8


def test_hurtful_words_are_understood_but_never_shown_back(
    client: FlaskClient, edition: Edition
) -> None:
    hurtful = [(t, word) for t in edition.vocabulary.tongues for word in t.unsaid]
    assert len(hurtful) > 10

    for tongue, word in hurtful:
        phrases = chain.from_iterable(tongue.topics.values())
        assert any(word in phrase for phrase in phrases), word
        shown = [row["said"] or "" for row in suggested(client, word, tongue.language)]
        assert not any(word in said for said in shown), word
