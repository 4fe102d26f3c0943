"""The form keeps what was typed, and says where the fault is."""

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text
from werkzeug.test import TestResponse

from localoffer.feedback import store
from localoffer.feedback.model import LONGEST, Comment
from tests.fresh import database_of, submission_in

ENTRY = "salt-drop-in"


def kept(app: Flask) -> list[Comment]:
    return store.listed(database_of(app))


def words_of(comment: Comment) -> str:
    ((prompt, words),) = comment.said
    assert prompt == "included"
    return words


def one(answer: TestResponse, selector: str) -> Tag:
    found = BeautifulSoup(answer.text, "html.parser").select_one(selector)
    assert found is not None, selector
    return found


def box(answer: TestResponse, name: str) -> str:
    return one(answer, f"textarea[name={name}]").text.removeprefix("\n").strip()


def test_a_form_filled_in_as_shown_is_kept(door: FlaskClient, fresh: Flask) -> None:
    page = door.get(f"/feedback?about={ENTRY}")
    form = one(page, "form[method=post]")
    shown = form.select("input:not([type=radio]), [type=radio][checked]")
    fields = {str(f["name"]): str(f.get("value", "")) for f in shown}
    fields |= {"words": "The number is old.", "easier": "A map."}

    answer = door.post(str(form["action"]), data=fields)

    (found,) = kept(fresh)
    assert answer.status_code == 303
    assert answer.location == f"/feedback/{found.reference}"
    assert found.said == (("included", "The number is old."), ("access", "A map."))
    assert (found.about, found.language, found.suspected) == (ENTRY, "en", False)
    assert (found.source, found.state) == ("form", "new")
    assert (found.kind, found.voice, found.may_publish) == ("comment", "parent", None)
    assert (found.topic, found.urgent, found.feeling) == ("salt-drop-in", False, None)


def test_the_form_says_which_entry_it_is_about(door: FlaskClient) -> None:
    page = door.get(f"/feedback?about={ENTRY}")

    title = one(door.get(f"/services/{ENTRY}"), "h1").text.strip()
    assert title in one(page, "main").text
    assert one(page, "input[name=about]")["value"] == ENTRY


@pytest.mark.parametrize("about", ["no-such-entry", "../x", "<script>", "x" * 900])
def test_an_unknown_entry_is_left_out(
    door: FlaskClient, fresh: Flask, about: str
) -> None:
    page = door.get("/feedback", query_string={"about": about})
    door.post("/feedback", data={"words": "Hello.", "about": about})

    assert page.status_code == 200
    assert one(page, "input[name=about]")["value"] == ""
    assert "This is about:" not in page.text
    assert [comment.about for comment in kept(fresh)] == [None]


def test_what_was_not_found_stands_in_the_box(door: FlaskClient) -> None:
    page = door.get("/feedback", query_string={"missing": "swimming <b> for girls"})

    assert box(page, "words") == "swimming <b> for girls"


@pytest.mark.parametrize("words", ["", " \n\t ", "\x00\x07", "\u202e\ufeff"])
def test_an_empty_form_is_told_so_at_the_box(
    door: FlaskClient, fresh: Flask, words: str
) -> None:
    answer = door.post("/feedback", data={"words": words})

    assert answer.status_code == 400
    assert one(answer, "title").text.startswith("Problem:")
    link = one(answer, ".error-summary a")
    field = one(answer, str(link["href"]))
    assert field["aria-invalid"] == "true"
    assert "words-error" in str(field["aria-describedby"]).split()
    assert one(answer, "#words-error").text == link.text
    assert kept(fresh) == []


@pytest.mark.parametrize("name", ["words", "easier"])
def test_a_text_too_long_stays_in_its_box(
    door: FlaskClient, fresh: Flask, name: str
) -> None:
    texts = {"words": "short", "easier": "short", name: "a" * (LONGEST + 1)}

    answer = door.post("/feedback", data=texts)

    assert answer.status_code == 400
    assert one(answer, ".error-summary a")["href"] == f"#{name}"
    assert {n: box(answer, n) for n in texts} == texts
    assert kept(fresh) == []


def test_the_second_box_alone_will_do(door: FlaskClient, fresh: Flask) -> None:
    door.post("/feedback", data={"easier": "Bigger print."})

    assert [comment.said for comment in kept(fresh)] == [(("access", "Bigger print."),)]


def test_a_filled_trap_is_kept_as_suspected(door: FlaskClient, fresh: Flask) -> None:
    form = {"words": "Buy.", "website": "x", "submission": submission_in(door)}

    assert door.post("/feedback", data=form).status_code == 303
    assert [comment.suspected for comment in kept(fresh)] == [True]


@pytest.mark.parametrize("submission", ["", "made up", "a.b.c", "\x00", "x" * 5000])
def test_a_form_that_is_not_ours_is_kept_as_suspected(
    door: FlaskClient, fresh: Flask, submission: str
) -> None:
    form = {"words": "Hello.", "submission": submission}

    assert door.post("/feedback", data=form).status_code == 303
    assert [comment.suspected for comment in kept(fresh)] == [True]


def test_one_form_sent_twice_is_one_comment(door: FlaskClient, fresh: Flask) -> None:
    form = {"words": "Once.", "submission": submission_in(door)}

    first, second = (door.post("/feedback", data=form) for _ in range(2))

    assert first.location == second.location
    assert len(kept(fresh)) == 1


def test_other_words_from_the_same_form_are_not_lost(
    door: FlaskClient, fresh: Flask
) -> None:
    form = {"submission": submission_in(door)}

    first = door.post("/feedback", data={**form, "words": "First."})
    second = door.post("/feedback", data={**form, "words": "Second."})

    assert first.location != second.location
    assert [words_of(comment) for comment in kept(fresh)] == ["First.", "Second."]


def test_the_language_of_the_page_is_kept(door: FlaskClient, fresh: Flask) -> None:
    answer = door.post("/ur/feedback", data={"words": "نمبر پرانا ہے۔"})

    assert answer.location.startswith("/ur/feedback/")
    assert [(c.language, words_of(c)) for c in kept(fresh)] == [
        ("ur", "نمبر پرانا ہے۔")
    ]


def test_other_scripts_stay_whole_and_hidden_signs_go(
    door: FlaskClient, fresh: Flask
) -> None:
    typed = "می\u200cخواهم\r\na\u00a0b\tc\x1b[31m\u202e\x00 👩\u200d👧 <b>&amp;"

    door.post("/feedback", data={"words": typed})

    expected = "می\u200cخواهم\na b c[31m 👩\u200d👧 <b>&amp;"
    assert [words_of(comment) for comment in kept(fresh)] == [expected]


def test_a_full_disk_is_told_and_the_words_stay(
    door: FlaskClient, fresh: Flask
) -> None:
    door.post("/feedback", data={"words": "The first is kept."})
    database = database_of(fresh)
    with database.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    database.engine.dispose()
    limit = f"PRAGMA max_page_count={pages}"
    event.listen(database.engine, "connect", lambda found, _: found.execute(limit))

    answer = door.post("/feedback", data={"words": "n" * 5000, "easier": "Not lost"})

    assert answer.status_code == 503
    assert "We could not save this just now." in one(answer, "[role=alert]").text
    assert (box(answer, "words"), box(answer, "easier")) == ("n" * 5000, "Not lost")
    assert "Thank you" not in answer.text
    assert [words_of(comment) for comment in kept(fresh)] == ["The first is kept."]
