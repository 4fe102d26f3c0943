"""A comment at the desk, from its words to “you said, we did”."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from cryptography.fernet import Fernet
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from localoffer.database.tables import contacts, mails
from localoffer.settings import Settings
from tests.fresh import database_of, fresh_site
from tests.review.desk import (
    comment,
    published,
    put_in,
    review_of,
    state_of,
    steps_of,
)
from tests.signed import signed_in

WORDS = "My son Jack cannot get in. Ring me on 07700 900123."
SCRIPT = '<script>alert(1)</script><img src=x onerror="x">'


def post(client: FlaskClient, reference: str, step: str, **form: str) -> int:
    return client.post(f"/desk/comments/{reference}/{step}", data=form).status_code


def page(client: FlaskClient, reference: str) -> BeautifulSoup:
    answer = client.get(f"/desk/comments/{reference}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def box(shown: BeautifulSoup, name: str) -> str:
    found = shown.select_one(f"textarea[name={name}]")
    assert found is not None
    return found.text.strip()


def test_a_comment_goes_from_the_form_to_you_said_we_did(
    fresh: Flask, rep: FlaskClient
) -> None:
    reference = comment(fresh, WORDS, about="salt-drop-in", may_publish=True)

    assert post(rep, reference, "take") == 303
    shown = page(rep, reference)
    marked = [mark.text for mark in shown.select(".said mark")]
    assert marked == ["Jack", "07700 900123"]
    words = {"words-included-en": box(shown, "words-included-en"), "take-out": "all"}
    assert post(rep, reference, "words", **words) == 303
    safe = box(page(rep, reference), "words-included-en")
    assert safe == "My son [name] cannot get in. Ring me on [phone number]."
    assert post(rep, reference, "answer", did="A ramp.", owner="Halls team") == 303
    assert post(rep, reference, "publish") == 303

    (row,) = published(fresh)
    assert (row["said"], row["did"], row["about"]) == (safe, "A ramp.", "salt-drop-in")
    assert state_of(fresh, reference) == "published"
    assert steps_of(fresh, reference) == ["take", "word", "answer", "publish"]
    public = fresh.test_client().get("/you-said-we-did").text
    assert "Jack" not in public
    assert "A ramp." in public


def test_one_press_takes_one_thing_out_and_keeps_the_rest(
    fresh: Flask, rep: FlaskClient
) -> None:
    reference = comment(fresh, WORDS)
    press = page(rep, reference).select_one("button[name=take-out]")
    assert press is not None
    words = {"words-included-en": WORDS + " More.", "take-out": str(press["value"])}

    post(rep, reference, "words", **words)

    kept = box(page(rep, reference), "words-included-en")
    assert kept == "My son [name] cannot get in. Ring me on 07700 900123. More."


def test_markup_is_shown_as_text_everywhere(fresh: Flask, rep: FlaskClient) -> None:
    reference = comment(fresh, SCRIPT, about=None)
    post(rep, reference, "take")
    post(rep, reference, "note", note=SCRIPT)
    post(rep, reference, "group", new=SCRIPT)
    post(rep, reference, "words", **{"words-included-en": SCRIPT})
    post(rep, reference, "answer", did=SCRIPT, owner=SCRIPT, due_on="2027-04-01")
    for path in (
        f"/desk/comments/{reference}",
        "/desk/",
        "/desk/promises",
        "/desk/log",
    ):
        text = rep.get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
    post(rep, reference, "publish")
    assert "<script>alert" not in fresh.test_client().get("/you-said-we-did").text


def test_a_comment_in_another_language_needs_both(
    fresh: Flask, rep: FlaskClient
) -> None:
    reference = comment(fresh, "Sala jest zimna.", language="pl", may_publish=True)
    post(rep, reference, "take")
    post(rep, reference, "words", **{"words-included-en": "The hall is cold."})
    post(rep, reference, "answer", did="We heat it.", owner="Halls team")

    assert post(rep, reference, "publish") == 409
    words = {"words-included-en": "The hall is cold."}
    words["words-included-pl"] = "Sala jest zimna."
    post(rep, reference, "words", **words)
    assert post(rep, reference, "publish") == 303

    (row,) = published(fresh)
    assert (row["said"], row["said_first"]) == ("The hall is cold.", "Sala jest zimna.")
    assert row["language"] == "pl"


def test_who_said_no_is_not_quoted(fresh: Flask, rep: FlaskClient) -> None:
    reference = comment(fresh, may_publish=False)
    put_in(fresh, reference, "answered")

    refused = rep.post(f"/desk/comments/{reference}/publish")

    assert refused.status_code == 409
    assert "not to publish their words" in refused.text
    assert published(fresh) == []
    assert post(rep, reference, "publish", **{"own-words": "on"}) == 303


def test_an_answerer_never_sees_what_was_really_said(fresh: Flask) -> None:
    reference = comment(fresh, WORDS)
    put_in(fresh, reference, "in-review")
    answerer, editor = (signed_in(fresh, role) for role in ("answerer", "editor"))

    for client in (answerer, editor):
        text = client.get(f"/desk/comments/{reference}").text
        assert "Jack" not in text
        assert "07700" not in text


def test_an_editor_reads_a_correction_and_ends_it(fresh: Flask) -> None:
    reference = comment(fresh, "The number is old.", kind="correction")
    editor = signed_in(fresh, "editor")

    assert "The number is old." in editor.get(f"/desk/comments/{reference}").text
    assert post(editor, reference, "settle", outcome="corrected") == 303

    receipt = fresh.test_client().get(f"/feedback/{reference}").text
    assert state_of(fresh, reference) == "answered"
    assert review_of(database_of(fresh), reference)["outcome"] == "corrected"
    assert "The number is old." not in receipt


def test_exact_repeats_are_one_and_others_keep_their_voice(
    fresh: Flask, rep: FlaskClient
) -> None:
    first, *same = [comment(fresh, words) for words in ("Cold.", " cold. ", "COLD.")]
    other = comment(fresh, "Cold!")
    post(rep, first, "take")

    assert "2 other comments say exactly the same" in page(rep, first).text
    assert post(rep, first, "merge") == 303

    listed = rep.get("/desk/").text
    assert first in listed
    assert other in listed
    assert not any(reference in listed for reference in same)
    post(rep, first, "withhold", reason="vexatious")
    assert {state_of(fresh, one) for one in same} == {"withheld"}
    assert state_of(fresh, other) == "new"


def test_a_theme_shares_one_answer_and_publishes_each_voice(
    fresh: Flask, rep: FlaskClient
) -> None:
    references = [comment(fresh, f"It is cold {n}.", may_publish=True) for n in (1, 2)]
    for at, reference in enumerate(references):
        post(rep, reference, "take")
        shown = page(rep, reference)
        words = {"words-included-en": box(shown, "words-included-en")}
        post(rep, reference, "words", **words)
        options = {o.text: o["value"] for o in shown.select("#theme option")}
        form = (
            {"new": "Cold halls"} if at == 0 else {"theme": str(options["Cold halls"])}
        )
        post(rep, reference, "group", **form)
    for reference in references:
        post(
            rep, reference, "answer", did="We heat.", owner="Halls", due_on="2027-04-01"
        )
        assert post(rep, reference, "publish") == 303

    rows = published(fresh)
    assert {row["theme"] for row in rows} == {"Cold halls"}
    assert len({row["answer_id"] for row in rows}) == 1
    assert [row["said"] for row in rows] == ["It is cold 1.", "It is cold 2."]
    assert "2 comments" in rep.get("/desk/promises").text
    number = rows[0]["answer_id"]
    assert (
        rep.post(f"/desk/promises/{number}", data={"note": "Warm."}).status_code == 303
    )
    assert {row["kept_note"] for row in published(fresh)} == {"Warm."}
    assert "No promise is open" in rep.get("/desk/promises").text


def test_a_promise_past_its_day_is_shown_as_overdue(
    fresh: Flask, rep: FlaskClient
) -> None:
    reference = comment(fresh)
    put_in(fresh, reference, "in-review")
    post(rep, reference, "answer", did="Soon.", owner="Halls", due_on="2026-01-31")

    assert "Overdue since 31 January 2026" in rep.get("/desk/promises").text


@pytest.mark.parametrize("day", ["31/01/2027", "2027-02-30", "soon", "2027-13-01"])
def test_a_day_that_cannot_be_read_is_told_and_nothing_is_lost(
    fresh: Flask, rep: FlaskClient, day: str
) -> None:
    reference = comment(fresh)
    put_in(fresh, reference, "in-review", ready=False)
    form = {"did": "A ramp.", "owner": "Halls team", "due_on": day}

    answer = rep.post(f"/desk/comments/{reference}/answer", data=form)

    shown = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 400
    assert "Write the day like 2027-04-01" in answer.text
    assert box(shown, "did") == "A ramp."
    assert state_of(fresh, reference) == "in-review"


def test_a_published_item_is_corrected_and_withdrawn_with_a_note(
    fresh: Flask, rep: FlaskClient
) -> None:
    reference = comment(fresh, may_publish=True)
    put_in(fresh, reference, "answered")
    post(rep, reference, "publish")
    post(rep, reference, "words", **{"words-included-en": "One hall is cold."})

    assert post(rep, reference, "correct", note="It is one hall.") == 303
    (row,) = published(fresh)
    assert (row["said"], row["note"]) == ("One hall is cold.", "It is one hall.")

    assert post(rep, reference, "withdraw", note="It named somebody.") == 303
    (row,) = published(fresh)
    assert (row["said"], row["did"], row["note"]) == ("", "", "It named somebody.")
    assert row["withdrawn_at"] is not None
    assert state_of(fresh, reference) == "in-review"


def test_a_reply_goes_once_to_who_left_an_address(
    fresh: Flask, rep: FlaskClient
) -> None:
    reference = comment(fresh, contact=b"locked", may_publish=True)
    put_in(fresh, reference, "answered")

    post(rep, reference, "publish")
    post(rep, reference, "withdraw", note="Again.")
    post(rep, reference, "answer", did="We heat it.", owner="Halls team")
    post(rep, reference, "publish")

    with database_of(fresh).read() as connection:
        sent = connection.execute(select(mails)).mappings().all()
        told = connection.execute(select(contacts.c.told_at)).scalar_one()
    (mail,) = sent
    assert (mail["kind"], mail["path"]) == ("reply", f"/feedback/{reference}")
    assert mail["locked_to"] == b"locked"
    assert told is not None


def test_only_a_second_person_publishes_where_the_area_asks(
    fresh: Flask, rep: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("localoffer.review.cases._second_person", lambda: True)
    reference = comment(fresh, may_publish=True)
    put_in(fresh, reference, "answered")
    other = signed_in(fresh, "rep", name="Otto Rep")

    assert post(other, reference, "publish") == 409
    assert post(rep, reference, "propose") == 303
    assert post(rep, reference, "publish") == 409
    changed = {"words-included-en": "Changed after it was proposed."}
    assert post(rep, reference, "words", **changed) == 303
    assert post(other, reference, "publish") == 409
    assert post(rep, reference, "propose") == 303
    assert post(other, reference, "publish") == 303
    assert len(published(fresh)) == 1


def test_an_answerer_drafts_through_a_link_without_an_account(
    settings: Settings, fresh: Flask, rep: FlaskClient
) -> None:
    reference = comment(fresh, WORDS)
    post(rep, reference, "take")
    post(rep, reference, "words", **{"words-included-en": "A child cannot get in."})
    asked = rep.post(f"/desk/comments/{reference}/ask", data={"asked": "SEND Team"})
    found = re.search(r'href="http://localhost(/desk/draft/[^"]+)"', asked.text)
    assert found
    outside, link = fresh.test_client(), found[1]

    shown = outside.get(link)
    assert "A child cannot get in." in shown.text
    assert "Jack" not in shown.text
    form = {"did": "A ramp by April.", "owner": "Estates", "name": "SEND Team"}
    empty = outside.post(link, data={}, headers={"Sec-Fetch-Site": "same-origin"})
    sent = outside.post(link, data=form, headers={"Sec-Fetch-Site": "same-origin"})

    assert (empty.status_code, sent.status_code) == (400, 200)
    assert "The forum has your draft" in sent.text
    assert box(page(rep, reference), "did") == "A ramp by April."
    assert "Drafted by SEND Team" in page(rep, reference).text
    post(rep, reference, "answer", did="A ramp by April.", owner="Estates")
    late = outside.post(link, data=form, headers={"Sec-Fetch-Site": "same-origin"})
    assert late.status_code == 409
    assert outside.get(link[:-2] + "xx").status_code == 404


def test_two_reps_at_once_do_not_undo_each_other(
    fresh: Flask, rep: FlaskClient
) -> None:
    reference = comment(fresh)
    put_in(fresh, reference, "in-review")
    assert post(rep, reference, "withhold", reason="vexatious") == 303

    answer = rep.post(
        f"/desk/comments/{reference}/answer", data={"did": "x", "owner": "y"}
    )

    assert answer.status_code == 409
    assert "cannot be done in this state" in answer.text


def test_a_place_with_few_voices_is_warned_of(fresh: Flask, rep: FlaskClient) -> None:
    reference = comment(fresh, "No help in Bletchley.", topic="sleep")
    put_in(fresh, reference, "in-review", ready=False)
    words = {"words-included-en": "No help in Bletchley."}
    post(rep, reference, "words", **words)

    assert "may point at one family" in page(rep, reference).text
    for n in range(4):
        comment(fresh, f"Another {n}.", topic="sleep")
    assert "may point at one family" not in page(rep, reference).text


@pytest.mark.parametrize(
    ("step", "form"),
    [("withhold", {"reason": "boring"}), ("sort", {"kind": "nonsense"}),
     ("sort", {"kind": "comment", "topic": "nonsense"}), ("note", {"note": " "}),
     ("sort", {"kind": "comment", "about": "../etc"}), ("assign", {"to": "999"}),
     ("ask", {"asked": "x", "email": "not an address"}), ("group", {"theme": "99"})],
)  # fmt: skip
def test_what_is_wrong_is_told_and_changes_nothing(
    fresh: Flask, rep: FlaskClient, step: str, form: dict[str, str]
) -> None:
    reference = comment(fresh)
    put_in(fresh, reference, "in-review")

    assert post(rep, reference, step, **form) in {400, 409}
    assert steps_of(fresh, reference) == []


def test_a_guessed_reference_is_not_there(rep: FlaskClient) -> None:
    assert rep.get("/desk/comments/0000-0000-0000").status_code == 404
    assert rep.get("/desk/comments/nonsense").status_code == 404
    assert post(rep, "0000-0000-0000", "take") == 404


KEY = Fernet.generate_key().decode()


@pytest.fixture
def locking(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    """The site with a key, so that it may keep an address."""
    with fresh_site(settings, tmp_path, contact_keys=(KEY,)) as app:
        yield app


def test_an_email_for_the_draft_is_locked(locking: Flask) -> None:
    rep, reference = signed_in(locking, "rep"), comment(locking)
    put_in(locking, reference, "in-review")
    form = {"asked": "SEND Team", "email": "team@council.example"}

    asked = rep.post(f"/desk/comments/{reference}/ask", data=form)

    with database_of(locking).read() as connection:
        locked = connection.execute(select(mails.c.locked_to)).scalar_one()
    assert asked.status_code == 200
    assert b"council.example" not in locked
    assert Fernet(KEY).decrypt(locked) == b"team@council.example"


def test_a_service_is_asked_about_its_page_at_its_own_address(locking: Flask) -> None:
    rep = signed_in(locking, "rep")
    reference = comment(locking, WORDS, about="mk-sendias", kind="correction")
    post(rep, reference, "take")
    post(rep, reference, "words", **{"words-included-en": "The hours are wrong."})
    inputs = page(rep, reference).select("form:has(#service-email) input")
    boxes = {str(one["name"]): str(one.get("value", "")) for one in inputs}

    asked = rep.post(f"/desk/comments/{reference}/ask", data=boxes)

    with database_of(locking).read() as connection:
        mail = connection.execute(select(mails)).one()
    found = re.search(r'href="http://localhost(/desk/draft/[^"]+)"', asked.text)
    assert found
    outside = locking.test_client().get(found[1])
    assert boxes["email"] == "contact@mksendias.org.uk"
    assert Fernet(KEY).decrypt(mail.locked_to).decode() == boxes["email"]
    assert (mail.kind, mail.path) == ("question", found[1])
    assert "The hours are wrong." in outside.text
    assert 'href="/services/mk-sendias"' in outside.text
    assert "Jack" not in outside.text


def test_a_comment_is_deleted_by_one_who_is_sure(
    fresh: Flask, rep: FlaskClient
) -> None:
    reference = comment(fresh, WORDS, contact=b"locked", may_publish=True)
    put_in(fresh, reference, "answered")
    post(rep, reference, "publish")

    assert post(rep, reference, "delete") == 400
    assert post(rep, reference, "delete", sure="on", published="on") == 303

    assert rep.get(f"/desk/comments/{reference}").status_code == 404
    assert fresh.test_client().get(f"/feedback/{reference}").status_code == 404
    (row,) = published(fresh)
    assert row["withdrawn_at"] is not None
    assert "Jack" not in str(row)
    assert steps_of(fresh, reference)[-1] == "delete"


def test_what_would_have_been_sent_is_listed_without_an_address(
    fresh: Flask, rep: FlaskClient
) -> None:
    reference = comment(fresh, contact=b"locked", language="pl", kind="correction")
    post(rep, reference, "take")
    post(rep, reference, "settle", outcome="right")

    listed = rep.get("/desk/mails").text
    told = rep.post(f"/desk/mails/{reference}")

    assert f"/pl/feedback/{reference}" in listed
    assert "No mail server is set" in listed
    assert "locked" not in listed
    assert told.status_code == 303
    assert "None waits" in rep.get("/desk/mails").text
    assert rep.post("/desk/mails/0000-0000-0000").status_code == 404
