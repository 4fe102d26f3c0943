"""`/you-said-we-did`: counts, promises, every voice, and nothing that was withdrawn."""

import re
from datetime import timedelta

import brotli
import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from localoffer.replies.snapshot import Snapshot
from tests.fresh import database_of
from tests.replies.rows import (
    AT,
    URDU,
    add_comments,
    add_replies,
    comment_row,
    reply_row,
)

HTML = 8000  # bytes, compressed
WORDS = "We could not find any club near us that takes a child who needs help. "


def page(client: FlaskClient, address: str = "/you-said-we-did") -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def words(found: BeautifulSoup | Tag) -> str:
    return re.sub(r"\s+", " ", found.get_text(" "))


def main(soup: BeautifulSoup) -> str:
    assert soup.main is not None
    return words(soup.main)


def said(soup: BeautifulSoup) -> set[str]:
    """Return the numbers of the replies that a page has a place for."""
    return {str(e["id"]) for e in soup.find_all(id=re.compile("^reply-"))}


def test_without_any_answer_the_page_says_so(empty: Flask) -> None:
    text = main(page(empty.test_client()))

    assert "No comment has come to us yet." in text
    assert "Nothing has been published yet." in text
    assert "Promises not yet kept" not in text


def test_the_counts_say_what_came_and_what_became_of_it(reader: FlaskClient) -> None:
    text = main(page(reader))

    # Nine published, a correction, one withheld, one new; not what a machine sent.
    assert "12 comments came to us." in text
    assert "We answered 10 of them." in text
    # They waited 0, 2, 3, 4, 5, 8, 9, 21 and 30 days, and one not at all.
    assert "Half of the answers came within 5 days." in text
    assert "promises kept 1, pages put right 1" in text
    assert "Promises not yet kept: 2." in text


def test_promises_not_kept_stand_on_top_the_latest_first(reader: FlaskClient) -> None:
    heading = page(reader).find(id="promises")
    assert heading is not None
    listed = heading.find_next("ul")
    assert isinstance(listed, Tag)
    first, second = listed.find_all("li")

    assert "We will add a Saturday club. It is 23 days late." in words(first)
    assert "To be done by 1 March 2027." in words(second)
    assert "Saturday club" in main(page(reader, "/you-said-we-did?open=1"))
    assert "It is hard to ring." not in main(page(reader, "/you-said-we-did?open=1"))


def test_an_overdue_promise_says_how_late_it_is(reader: FlaskClient) -> None:
    text = main(page(reader))

    assert "Not yet kept. It was to be done by 1 November 2026. It is 23 days" in text
    assert "Not yet kept. It is to be done by 1 March 2027." in text
    assert "Kept on 30 August 2026. It is 17 points now." in text
    assert "Who sees to it: Short breaks team" in text


def test_every_voice_of_a_theme_has_a_place_and_counts(reader: FlaskClient) -> None:
    soup = page(reader)
    text = main(soup)

    assert "3 people told us about this." in text
    assert "2 people said this" in text
    assert said(soup) == {f"reply-{n}" for n in range(1, 10)}


def test_words_stand_in_their_own_language_with_the_english(
    reader: FlaskClient,
) -> None:
    for address in ("/you-said-we-did", "/you-said-we-did/4"):
        found = page(reader, address).find(id="reply-4")
        assert isinstance(found, Tag)
        first = found.find(lang="ur")
        assert isinstance(first, Tag)

        assert first["dir"] == "rtl"
        assert words(first).strip() == URDU
        assert "I found no place for my daughter." in words(found)


def test_in_urdu_the_english_is_marked_as_english(reader: FlaskClient) -> None:
    found = page(reader, "/ur/you-said-we-did/4").find(id="reply-4")
    assert isinstance(found, Tag)

    last = words(found.find_all(lang="en-GB")[-1])
    assert last.strip().startswith("I found no place")


@pytest.mark.parametrize(
    "address",
    [
        "/you-said-we-did", "/you-said-we-did/7", "/you-said-we-did.atom",
        "/pl/you-said-we-did", "/you-said-we-did?year=2026",
    ],
)  # fmt: skip
def test_of_what_was_taken_down_only_the_note_is_shown(
    reader: FlaskClient, address: str
) -> None:
    text = reader.get(address).text

    assert "It told who a child is." in text
    assert not any(word in text for word in ("Tom", "Oak School"))


def test_a_correction_is_told_with_its_day(reader: FlaskClient) -> None:
    text = main(page(reader))

    assert "Corrected on 24 November 2026: A name was taken out." in text


def test_markup_is_shown_as_it_was_written(reader: FlaskClient) -> None:
    soup = page(reader)
    text = reader.get("/you-said-we-did").text

    assert "&lt;b&gt;Big&lt;/b&gt; &amp; loud" in text
    assert "<b>Big" not in text
    assert not soup.find_all(["b", "i"])


def test_the_newest_answers_come_first(reader: FlaskClient) -> None:
    cards = page(reader).find_all("article")

    assert "2025" in words(cards[-1])
    assert all("2025" not in words(card) for card in cards[:-1])


def test_a_topic_and_a_year_choose(reader: FlaskClient) -> None:
    sleep = page(reader, "/you-said-we-did?topic=sleep")
    last_year = page(reader, "/you-said-we-did?year=2025")
    about = page(reader, "/you-said-we-did?about=camhs")
    nothing = page(reader, "/you-said-we-did?topic=sleep&year=2025")

    assert said(sleep) == {"reply-2", "reply-3", "reply-4"}
    assert said(last_year) == {"reply-5"}
    assert said(about) == {"reply-1", "reply-9"}
    assert said(nothing) == set()
    assert "Nothing has been published about this yet." in main(nothing)
    assert "1 answer. Show all answers" in main(sleep)
    chosen = sleep.find("option", selected=True)
    assert chosen is not None
    assert chosen["value"] == "sleep"


@pytest.mark.parametrize(
    "query",
    [
        "topic=" + "x" * 2000, "year=-1", "year=abc", "about=../../etc", "topic=%00",
        "topic=%22%3E%3Cscript%3E", "open=yes", "topic=a&topic=b",
    ],
)  # fmt: skip
def test_what_nobody_asks_is_answered_plainly(reader: FlaskClient, query: str) -> None:
    answer = reader.get(f"/you-said-we-did?{query}")

    assert answer.status_code == 200
    assert "<script>" not in answer.text.replace('<script src="', "")


@pytest.mark.parametrize(
    "address",
    [
        "/you-said-we-did?page=2", "/you-said-we-did?page=0", "/you-said-we-did?page=x",
        "/you-said-we-did?page=-1", "/you-said-we-did?page=²", "/you-said-we-did/10",
        "/you-said-we-did/1?page=2", "/you-said-we-did/99999999999999999999",
        "/you-said-we-did/x", "/you-said-we-did/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(reader: FlaskClient, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_an_entry_shows_its_answers_and_leads_to_all(answered: Flask) -> None:
    add_replies(
        database_of(answered),
        reply_row(id=30, about="camhs", said="A third.", did="Done."),
        reply_row(id=31, about="camhs", said="My Tom.", did="x", withdrawn_at=AT,
                  note="Taken down."),
    )  # fmt: skip
    soup = page(answered.test_client(), "/services/camhs")
    heading = soup.find(id="replies")
    assert heading is not None
    section = heading.find_parent("section")
    assert isinstance(section, Tag)

    assert said(soup) == {"reply-1", "reply-9"}
    assert "All 3 answers about this" in words(section)
    assert "Tom" not in words(section)
    assert "You said, we did" not in main(
        page(answered.test_client(), "/services/newlife")
    )


def many(app: Flask, count: int, **values: object) -> None:
    rows = (
        reply_row(
            id=n, said=f"{WORDS}{n}. {WORDS}", did=f"{WORDS}{n % 9}", owner="The team",
            published_at=AT - timedelta(hours=n), **values,
        )
        for n in range(1, count + 1)
    )  # fmt: skip
    add_replies(database_of(app), *rows)


@pytest.mark.parametrize("prefix", ["", "/pl", "/ur"])
def test_each_page_is_small_however_many_answers_there_are(
    empty: Flask, prefix: str
) -> None:
    many(empty, 150, about="camhs", topic="sleep")
    client, sizes, seen = empty.test_client(), [], set[str]()
    address = f"{prefix}/you-said-we-did"
    while address:
        soup = page(client, address)
        sizes.append(len(brotli.compress(client.get(address).data, quality=5)))
        seen |= said(soup)
        after = soup.find("a", rel="next")
        address = str(after["href"]).split("#")[0] if isinstance(after, Tag) else ""
    entry = client.get(f"{prefix}/services/camhs").data

    assert len(sizes) > 5
    assert seen == {f"reply-{n}" for n in range(1, 151)}
    assert max(sizes) <= HTML
    assert len(brotli.compress(entry, quality=5)) <= HTML


def test_all_voices_of_an_answer_stand_on_its_own_pages(empty: Flask) -> None:
    rows = [
        reply_row(id=n, theme="Clubs", said=f"{n}. {WORDS}", said_first=URDU * 9,
                  language="ur")
        for n in range(1, 81)
    ]  # fmt: skip
    add_replies(database_of(empty), *rows)
    client = empty.test_client()
    listed = page(client)
    own = [page(client, "/you-said-we-did/1?page=1")]
    while isinstance(after := own[-1].find("a", rel="next"), Tag):
        own.append(page(client, str(after["href"])))

    assert len(said(listed)) == 3
    assert "Read all that was said about this" in main(listed)
    assert set().union(*map(said, own)) == {f"reply-{n}" for n in range(1, 81)}
    # Who follows the link of her receipt sees her own words at once.
    assert "reply-77" in said(page(client, "/you-said-we-did/77"))


def test_the_page_is_kept_by_a_browser_until_something_changes(
    answered: Flask,
) -> None:
    client, address = answered.test_client(), "/you-said-we-did"
    snapshot: Snapshot = answered.extensions["localoffer"][Snapshot]
    first, entry = client.get(address), client.get("/services/newlife")
    tag = {"If-None-Match": first.headers["ETag"]}
    same = client.get(address, headers=tag)
    add_comments(database_of(answered), comment_row(90, state="new"))
    snapshot._recount = float("-inf")
    snapshot.fresh()
    counted = client.get(address, headers=tag)
    other = client.get("/services/newlife", headers={
        "If-None-Match": entry.headers["ETag"]
    })  # fmt: skip

    assert first.headers["Cache-Control"] == "public, no-cache"
    assert same.status_code == 304
    assert "13 comments came" in counted.text
    # A comment changes the counts, and no other page.
    assert other.status_code == 304


def test_no_cookie_is_set_and_no_script_is_needed(reader: FlaskClient) -> None:
    answer = reader.get("/you-said-we-did")

    assert "Set-Cookie" not in answer.headers
    assert not re.search(r"<script(?! src=)", answer.text)


def test_pages_need_no_database_once_they_were_read(answered: Flask) -> None:
    client = answered.test_client()
    before = client.get("/you-said-we-did").text
    database_of(answered).migrate("base")

    assert client.get("/you-said-we-did").text == before
    assert client.get("/you-said-we-did/4").status_code == 200
    assert client.get("/you-said-we-did.atom").status_code == 200
