"""Alike voices stand under one answer, and each of them counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from localoffer.replies.answers import Answer, cut, grouped
from localoffer.replies.model import Reply
from localoffer.replies.published import Found, Published, Wanted

AT = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
ONE = Reply(1, None, "No club.", "A club.", AT, comment_id=1, answer_id=1, theme="Club")


def only(*replies: Reply) -> Answer:
    """Return the one answer that all of these stand under."""
    (answer,) = grouped(replies)
    return answer


def test_every_voice_of_a_theme_is_shown_and_counted() -> None:
    answer = only(ONE, replace(ONE, id=2, comment_id=2, said="Nothing on Saturdays."))

    assert [v.reply.said for v in answer.voices] == [
        "No club.",
        "Nothing on Saturdays.",
    ]
    assert answer.people == 2


def test_only_the_very_same_words_are_merged_and_still_counted() -> None:
    same = replace(ONE, id=2, comment_id=2)
    nearly = replace(ONE, id=3, comment_id=3, said="No club!")
    answer = only(ONE, same, nearly)

    assert [voice.ids for voice in answer.voices] == [(1, 2), (3,)]
    assert answer.people == 3


def test_one_comment_on_two_questions_is_one_person() -> None:
    answer = only(ONE, replace(ONE, id=2, prompt="access"))

    assert len(answer.voices) == 2
    assert answer.people == 1


@pytest.mark.parametrize(
    "change", [{"did": "x"}, {"owner": "x"}, {"due_on": date(2027, 1, 1)}]
)
def test_answers_that_differ_are_not_made_one(change: dict[str, object]) -> None:
    other = replace(ONE, id=2, comment_id=2, **change)  # type: ignore[arg-type]

    assert len(grouped((ONE, other))) == 2


def test_without_an_answer_s_number_the_theme_holds_voices_together() -> None:
    imported = replace(ONE, answer_id=None, comment_id=None)
    alone = replace(imported, theme=None)

    assert only(imported, replace(imported, id=2)).people == 2
    assert len(grouped((alone, replace(alone, id=2)))) == 2


def test_of_what_was_taken_down_nothing_is_left_but_the_note() -> None:
    gone = replace(ONE, id=2, comment_id=2, withdrawn_at=AT, note="It named a child.")
    shown, taken = grouped((ONE, gone))

    assert (shown.people, shown.is_gone) == (1, False)
    assert (taken.voices, taken.is_gone, taken.reply.note) == (
        (),
        True,
        "It named a child.",
    )
    assert not taken.is_open


def test_a_promise_is_late_from_the_day_after() -> None:
    due = date(2026, 11, 24)
    answer = only(replace(ONE, due_on=due))

    late = [answer.days_late(due + timedelta(days=n)) for n in (-1, 0, 1, 30)]

    assert late == [0, 0, 1, 30]
    assert only(replace(ONE, due_on=due, kept_on=due)).days_late(date.max) == 0


def test_the_time_of_the_last_change_is_known() -> None:
    kept = replace(ONE, due_on=date(2026, 12, 1), kept_on=date(2026, 12, 3))
    corrected = replace(ONE, changed_at=AT + timedelta(hours=1), note="Put right.")

    assert only(ONE).updated_at == AT
    assert only(kept).updated_at == datetime(2026, 12, 3, tzinfo=UTC)
    assert only(corrected).updated_at == AT + timedelta(hours=1)


def test_a_public_note_is_told_once_for_all_its_voices() -> None:
    one = replace(ONE, changed_at=AT + timedelta(hours=1), note="Put right.")
    answer = only(one, replace(one, id=2, said="x"))

    assert answer.notes == ((date(2026, 11, 25), "Put right."),)


def test_days_are_those_of_london() -> None:
    summer = replace(ONE, published_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))

    assert summer.published_on == date(2026, 7, 1)
    assert replace(summer, received_on=date(2026, 6, 20)).days == 11
    assert summer.days is None


def test_answers_are_found_by_topic_year_entry_and_promise() -> None:
    replies = (
        replace(ONE, topic="sleep", about="camhs", due_on=date(2026, 1, 1)),
        replace(ONE, id=2, answer_id=2, topic="sleep",
                published_at=AT.replace(year=2025)),
        replace(ONE, id=3, answer_id=3),
    )  # fmt: skip
    published = Published.of(Found(replies), "v")

    def ids(**asked: object) -> list[int]:
        wanted = Wanted(**asked)  # type: ignore[arg-type]
        return [answer.reply.id for answer in published.wanted(wanted)]

    assert ids() == [1, 2, 3]
    assert ids(topic="sleep") == [1, 2]
    assert ids(topic="sleep", year="2025") == [2]
    assert ids(about="camhs") == [1]
    assert ids(is_open=True) == [1]
    assert ids(topic="nothing") == []
    assert published.years == (2026, 2025)
    assert published.topics == ("sleep",)


def test_the_most_overdue_promise_comes_first() -> None:
    replies = tuple(
        replace(ONE, id=n, answer_id=n, due_on=date(2026, month, 1))
        for n, month in ((1, 5), (2, 3), (3, 12))
    )

    promises = Published.of(Found(replies), "v").promises

    assert [answer.reply.id for answer in promises] == [2, 1, 3]


def test_a_page_holds_what_fits_and_always_something() -> None:
    pages = list(cut([5, 5, 20, 1, 1], lambda n: n, 10))

    assert pages == [(5, 5), (20,), (1, 1)]
    assert list(cut([], len, 10)) == []
