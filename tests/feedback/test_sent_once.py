"""When a comment is kept, and what tells a hurried robot from a slow parent."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from itsdangerous import TimestampSigner
from sqlalchemy import event, text

from localoffer.feedback import store
from localoffer.feedback.actions import Submissions
from localoffer.feedback.model import LONGEST, QUICKEST
from localoffer.settings import Settings
from localoffer.web.clock import utc_now
from localoffer.web.limits import COMMENTS
from tests.fresh import database_of, fresh_site, submission_in

SECRET = "a long secret that only this test knows"


def suspicions(app: Flask) -> list[bool]:
    return [comment.suspected for comment in store.listed(database_of(app))]


def test_a_comment_is_committed_before_the_answer_is_made(fresh: Flask) -> None:
    seen: list[str] = []

    @fresh.after_request
    def note(answer: Response) -> Response:
        seen.append(str(answer.status_code))
        return answer

    door = fresh.test_client()
    form = {"words": "Kept.", "submission": submission_in(door)}
    seen.clear()
    engine = database_of(fresh).engine
    event.listen(engine, "commit", lambda _connection: seen.append("commit"))

    door.post("/feedback", data=form)

    # One commit notes the sender's use, one keeps the comment; then the thanks.
    assert seen == ["commit", "commit", "303"]


def test_two_posts_at_once_are_one_comment(fresh: Flask) -> None:
    form = {"words": "Once.", "submission": submission_in(fresh.test_client())}
    start, found = Barrier(2), []

    def send() -> None:
        door = fresh.test_client()
        start.wait()
        found.append(door.post("/feedback", data=form).location)

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 2
    assert len(set(found)) == 1
    assert len(suspicions(fresh)) == 1


@pytest.mark.parametrize("seconds", [-60, 0, QUICKEST - 0.1, QUICKEST, 600])
def test_two_seconds_tell_a_robot(
    settings: Settings, tmp_path: Path, seconds: float
) -> None:
    signed = Submissions(SECRET).new()
    read = Submissions(SECRET).read(signed)
    assert read is not None
    sent = read[1] + timedelta(seconds=seconds)

    with fresh_site(settings, tmp_path, lambda: sent, secret_key=SECRET) as app:
        form = {"words": "Hello.", "submission": signed}
        answer = app.test_client().post("/feedback", data=form)

        assert answer.status_code == 303
        assert suspicions(app) == [seconds < QUICKEST]


def test_a_form_left_open_for_a_month_is_sent_once_and_not_suspected(
    door: FlaskClient, fresh: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, month = TimestampSigner.get_timestamp, 30 * 24 * 3600
    with monkeypatch.context() as past:
        past.setattr(TimestampSigner, "get_timestamp", lambda self: now(self) - month)
        form = {"words": "At last.", "submission": submission_in(door)}

    first, second = (door.post("/feedback", data=form) for _ in range(2))

    assert first.location == second.location
    assert suspicions(fresh) == [False]


@pytest.mark.parametrize("letter", ["a", "ż", "ہ", "ক", "👩"])
def test_two_full_boxes_fit_in_any_script(door: FlaskClient, letter: str) -> None:
    box = letter * LONGEST

    answer = door.post("/feedback", data={"words": box, "easier": box})

    assert answer.status_code == 303


def test_a_long_name_of_no_entry_loses_no_comment(
    door: FlaskClient, fresh: Flask
) -> None:
    form = {"words": "Hello.", "about": "x" * 500}

    assert door.post("/feedback", data=form).status_code == 303
    assert [c.about for c in store.listed(database_of(fresh))] == [None]


def test_a_claimed_address_does_not_get_round_the_limit(door: FlaskClient) -> None:
    statuses = [
        door.post(
            "/feedback",
            data={"words": f"number {number}"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        ).status_code
        for number in range(COMMENTS.most + 1)
    ]

    assert statuses == [303] * COMMENTS.most + [429]


def test_the_limit_ends_with_its_window(settings: Settings, tmp_path: Path) -> None:
    at = [utc_now()]
    with fresh_site(settings, tmp_path, lambda: at[0]) as app:
        door, form = app.test_client(), {"words": "again"}
        for _ in range(COMMENTS.most + 1):
            door.post("/feedback", data=form)
        assert door.post("/feedback", data=form).status_code == 429

        at[0] += COMMENTS.window + timedelta(seconds=1)

        assert door.post("/feedback", data=form).status_code == 303


def test_a_disk_that_can_only_be_read_loses_no_words(
    door: FlaskClient, fresh: Flask
) -> None:
    engine = database_of(fresh).engine
    engine.dispose()
    event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA query_only=ON"))

    answer = door.post("/feedback", data={"words": "Not lost.", "easier": "Nor me."})

    assert answer.status_code == 503
    assert "Not lost." in answer.text
    assert "Nor me." in answer.text
    assert "Thank you" not in answer.text


def test_the_receipt_says_the_day_it_came_in_london(
    settings: Settings, tmp_path: Path
) -> None:
    late = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)  # half past midnight there
    with fresh_site(settings, tmp_path, lambda: late) as app:
        door = app.test_client()
        receipt = door.post("/feedback", data={"words": "Late."}).location

        assert "It came on 15 July 2026." in door.get(receipt).text


def test_the_receipt_says_how_far_a_comment_has_got(
    door: FlaskClient, fresh: Flask
) -> None:
    receipt = door.post("/feedback", data={"words": "Hello."}).location
    for state, words in (
        ("in-review", "We have read it."),
        ("answered", "We have answered it."),
        ("withheld", "will not publish it"),
    ):
        with database_of(fresh).write() as connection:
            connection.execute(text("UPDATE comments SET state = :s"), {"s": state})

        assert words in door.get(receipt).text
