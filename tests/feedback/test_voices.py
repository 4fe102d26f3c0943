"""What a comment is about, of what kind, in which voice, and if it may be published."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from localoffer.feedback import store
from localoffer.feedback.model import KINDS, NOT_FOUND, Comment
from tests.fresh import database_of

YOUNG = "/feedback?voice=young"


def sent(door: FlaskClient, app: Flask, **form: str) -> Comment:
    """Send a form and return what was kept."""
    assert door.post("/feedback", data=form).status_code == 303
    (comment,) = store.listed(database_of(app))
    return comment


def chosen(door: FlaskClient, address: str, name: str) -> list[str]:
    page = BeautifulSoup(door.get(address).text, "html.parser")
    return [str(f["value"]) for f in page.select(f"input[name={name}][checked]")]


def test_all_three_questions_are_asked_and_one_is_enough(
    door: FlaskClient, fresh: Flask
) -> None:
    page = BeautifulSoup(door.get("/feedback").text, "html.parser")
    comment = sent(door, fresh, involved="Nobody asked us.")

    names = [str(box["name"]) for box in page.select("form[method=post] textarea")]
    assert names == ["words", "easier", "involved"]
    assert comment.said == (("involved", "Nobody asked us."),)


def test_nobody_is_to_be_named_says_a_line_above_the_box(door: FlaskClient) -> None:
    for address, words in (
        ("/feedback", "Please do not name anyone."),
        (YOUNG, "Please do not put names."),
    ):
        text = door.get(address).text
        assert 0 < text.find(words) < text.find("<textarea")


@pytest.mark.parametrize("kind", [*KINDS, "", "nonsense"])
def test_the_kind_is_kept_and_an_unknown_one_is_a_comment(
    door: FlaskClient, fresh: Flask, kind: str
) -> None:
    expected = kind if kind in KINDS else "comment"

    assert sent(door, fresh, words="Hello.", kind=kind).kind == expected


@pytest.mark.parametrize(
    ("address", "about", "kind"),
    [
        ("/feedback", "", "comment"),
        ("/feedback?about=camhs", "camhs", "comment"),
        ("/feedback?about=camhs&kind=correction", "camhs", "correction"),
        ("/feedback?missing=swimming", NOT_FOUND, "comment"),
        ("/feedback?missing=swimming&about=camhs", "camhs", "comment"),
        ("/feedback?about=nobody&kind=x", "", "comment"),
    ],
)
def test_an_address_chooses_what_it_is_about_and_nothing_else(
    door: FlaskClient, address: str, about: str, kind: str
) -> None:
    assert chosen(door, address, "about") == [about]
    assert chosen(door, address, "kind") == [kind]
    assert chosen(door, address, "publish") == []


def test_what_could_not_be_found_is_kept_apart_from_the_whole_offer(
    door: FlaskClient, fresh: Flask
) -> None:
    comment = sent(door, fresh, words="Swimming for girls.", about=NOT_FOUND)

    assert (comment.about, comment.topic) == (NOT_FOUND, None)


@pytest.mark.parametrize(("said", "kept"), [("yes", True), ("no", False), ("", None)])
def test_if_words_may_be_published_is_kept(
    door: FlaskClient, fresh: Flask, said: str, kept: bool | None
) -> None:
    assert sent(door, fresh, words="Hello.", publish=said).may_publish is kept


def test_who_thinks_again_about_publishing_is_heard(
    door: FlaskClient, fresh: Flask
) -> None:
    page = BeautifulSoup(door.get("/feedback").text, "html.parser")
    field = page.select_one("input[name=submission]")
    assert field is not None
    form = {"words": "Hello.", "submission": str(field["value"])}

    for answer in ("yes", "no", "no"):
        door.post("/feedback", data={**form, "publish": answer})

    comments = store.listed(database_of(fresh))
    assert [comment.may_publish for comment in comments] == [True, False]


def test_the_young_form_has_one_box_and_three_faces_with_words(
    door: FlaskClient,
) -> None:
    page = BeautifulSoup(door.get(YOUNG + "&about=camhs").text, "html.parser")
    faces = page.select("label:has(input[name=feeling])")

    assert [face.text.strip() for face in faces] == ["Good", "So-so", "Bad"]
    assert all(face.select_one("svg[aria-hidden=true]") for face in faces)
    assert page.select("input[name=feeling][checked]") == []
    assert len(page.select("form[method=post] textarea")) == 1
    assert page.select("[name=contact]") == []
    about = page.select_one("input[name=about]")
    assert about is not None
    assert about["value"] == "camhs"


@pytest.mark.parametrize(
    ("form", "feeling", "said"),
    [
        ({"words": "Loud.", "feeling": "bad"}, "bad", (("included", "Loud."),)),
        ({"words": "Nice.", "feeling": "great"}, None, (("included", "Nice."),)),
        ({"words": "Nice."}, None, (("included", "Nice."),)),
        ({"feeling": "good"}, "good", ()),
    ],
)  # fmt: skip
def test_a_young_person_is_kept_in_their_own_voice(
    door: FlaskClient,
    fresh: Flask,
    form: dict[str, str],
    feeling: str | None,
    said: Any,
) -> None:
    comment = sent(door, fresh, voice="young", about="camhs", **form)

    assert (comment.voice, comment.feeling) == ("young-person", feeling)
    assert (comment.said, comment.about) == (said, "camhs")


def test_a_face_is_no_part_of_a_parents_comment(
    door: FlaskClient, fresh: Flask
) -> None:
    assert sent(door, fresh, words="Hello.", feeling="bad").feeling is None


@pytest.mark.parametrize("form", [{}, {"words": " "}, {"feeling": "none"}])
def test_an_empty_young_form_comes_back_as_it_was(
    door: FlaskClient, fresh: Flask, form: dict[str, str]
) -> None:
    answer = door.post("/feedback", data={"voice": "young", **form})

    assert answer.status_code == 400
    assert "Please choose a face, or write something." in answer.text
    assert 'name="feeling"' in answer.text
    assert store.listed(database_of(fresh)) == []


def test_the_notice_of_a_young_form_keeps_the_face_and_the_form(
    door: FlaskClient, fresh: Flask
) -> None:
    form = {"voice": "young", "words": "My teacher is Mr Khan", "feeling": "so-so"}
    page = BeautifulSoup(door.post("/feedback", data=form).text, "html.parser")

    assert "Mr Khan" in page.select_one(".notice.warn").text  # type: ignore[union-attr]
    face = page.select_one("input[name=feeling][checked]")
    assert face is not None
    assert face["value"] == "so-so"
    assert store.listed(database_of(fresh)) == []


def test_each_form_leads_to_the_other(door: FlaskClient) -> None:
    parent = BeautifulSoup(door.get("/feedback?about=camhs").text, "html.parser")
    young = BeautifulSoup(door.get(YOUNG + "&about=camhs").text, "html.parser")

    assert parent.select("main a[href='/feedback?voice=young&about=camhs']")
    assert young.select("main a[href='/feedback?about=camhs']")


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text, its syllables as runs of vowels."""
    words = re.findall(r"[a-z'-]+", text.lower())
    syllables = sum(
        len(re.findall(r"[aeiouy]+", w.removesuffix("e"))) or 1 for w in words
    )
    sentences = len(re.findall(r"[.?!]", text))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_the_young_form_is_read_by_children_under_nine(door: FlaskClient) -> None:
    page = BeautifulSoup(door.get(YOUNG).text, "html.parser")
    form = page.select_one("form[method=post]")
    assert form is not None
    for part in form.select(".trap, .hint:has(a), a"):
        part.decompose()
    parts = form.select("legend, label, p")
    text = " ".join(part.text.strip().rstrip(".?") + "." for part in parts)

    # Grade 3 is the reading age of eight to nine.
    assert grade(text) < 3, text
