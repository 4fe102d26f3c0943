"""The gentle notice: what looks like a name is told before it is sent."""

import logging

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from localoffer.feedback import store
from localoffer.feedback.model import LONGEST
from localoffer.feedback.notice import MOST_SHOWN, notice_of
from tests.fresh import database_of, submission_in

NAMED = "My son Jakub waits. Ring 07700 900123."


def kept(app: Flask) -> list[str]:
    comments = store.listed(database_of(app))
    return [text for comment in comments for _, text in comment.said]


def page_of(answer: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.text, "html.parser")


def fields(answer: TestResponse) -> dict[str, str]:
    """Return what a browser would send of the form as it came back."""
    form = page_of(answer).select_one("form[method=post]")
    assert isinstance(form, Tag)
    shown = form.select("input:not([type=radio]), [type=radio][checked]")
    boxes = {str(b["name"]): b.text.removeprefix("\n") for b in form.select("textarea")}
    return {str(f["name"]): str(f.get("value", "")) for f in shown} | boxes


def has_notice(answer: TestResponse) -> bool:
    return answer.status_code == 200 and "We have not sent this yet" in answer.text


def test_it_comes_once_with_the_words_kept_and_then_sends(
    door: FlaskClient, fresh: Flask
) -> None:
    filled = {
        "words": NAMED, "easier": "A map.", "kind": "own-case", "publish": "no",
        "submission": submission_in(door), "about": "salt-drop-in",
    }  # fmt: skip

    first = door.post("/feedback", data=filled)
    page = page_of(first)

    assert has_notice(first)
    assert first.headers["Cache-Control"] == "no-store"
    assert [item.text for item in page.select(".notice.warn li")] == [
        "This looks like a name: Jakub",
        "This looks like a phone number: 07700 900123",
    ]
    assert page.title is not None
    assert page.title.text.startswith("Not sent yet:")
    assert kept(fresh) == []
    again = fields(first)
    assert {name: again[name] for name in filled} == filled

    second = door.post("/feedback", data=again)

    assert second.status_code == 303
    assert kept(fresh) == [NAMED, "A map."]


def test_its_buttons_send_it_or_lead_to_the_box(door: FlaskClient) -> None:
    answer = door.post("/feedback", data={"easier": NAMED})

    notice = page_of(answer).select_one("form[method=post] .notice.warn")
    assert notice is not None
    button, link = notice.select_one("button"), notice.select_one("a.button")
    assert button is not None
    assert link is not None
    assert (button["type"], button.text) == ("submit", "Send it as it is")
    assert link["href"] == "#easier"


def test_words_taken_out_are_sent_at_once(door: FlaskClient, fresh: Flask) -> None:
    back = fields(door.post("/feedback", data={"words": NAMED}))

    sent = door.post("/feedback", data=back | {"words": "My son Jakub waits."})

    assert sent.status_code == 303
    assert kept(fresh) == ["My son Jakub waits."]


def test_new_parts_bring_it_once_more_and_never_again(
    door: FlaskClient, fresh: Flask
) -> None:
    form = {"words": "my son Jakub"}
    answers = []
    for more in ("", ", Mrs Khan", ", MK9 3EJ"):
        form["words"] += more
        answers.append(door.post("/feedback", data=form))
        if has_notice(answers[-1]):
            form = fields(answers[-1])

    assert [has_notice(answer) for answer in answers] == [True, True, False]
    assert kept(fresh) == ["my son Jakub, Mrs Khan, MK9 3EJ"]


def test_who_is_in_danger_is_not_held_up(door: FlaskClient, fresh: Flask) -> None:
    sent = door.post("/feedback", data={"words": "My son Jakub wants to kill himself."})

    assert sent.location.endswith("?help=now")
    assert [comment.urgent for comment in store.listed(database_of(fresh))] == [True]


@pytest.mark.parametrize("seen", ["x", "/////", "a" * 9000, "<b>\"'", "\x00", "1/2/3"])
def test_what_is_carried_may_be_anything(
    door: FlaskClient, fresh: Flask, seen: str
) -> None:
    answer = door.post("/feedback", data={"words": NAMED, "noticed": seen})

    assert answer.status_code in {200, 303}
    assert "<b>" not in answer.text
    assert len(kept(fresh)) == (answer.status_code == 303)


def test_markup_in_a_part_is_shown_as_text(door: FlaskClient) -> None:
    answer = door.post("/feedback", data={"words": "<i>a@b.example</i> <script>"})

    assert has_notice(answer)
    assert "<i>" not in answer.text
    assert page_of(answer).select("main script") == []


def test_a_full_box_of_names_makes_no_endless_list() -> None:
    text = "".join(f"a{n}@example.org " for n in range(400))[:LONGEST]

    notice = notice_of((("included", text),), "")

    assert notice is not None
    assert len(notice.parts) == MOST_SHOWN
    assert notice_of((("included", text),), notice.seen) is None


def test_nothing_of_it_is_logged(
    door: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    door.post("/feedback", data={"words": NAMED})

    assert "Jakub" not in caplog.text
    assert "900123" not in caplog.text
