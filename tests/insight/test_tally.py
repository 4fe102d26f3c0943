"""What is counted names nobody, and has an end."""

from dataclasses import replace

from hypothesis import given, strategies as st

from localoffer.insight.model import (
    MOST_ROWS,
    Batch,
    Count,
    Emptied,
    Question,
    Rights,
    Tally,
    Taps,
)

HOLDERS = {"speech": 12, "zebedee": 1, "smith": 2, "help": 200}
MONTH = "2026-11"
TAPS = Taps(MONTH, "guide", "camhs", "no")
RIGHT = Rights(MONTH, "camhs", "yes")


def tally() -> Tally:
    return Tally(lambda word: HOLDERS.get(word, 0))


def test_topics_districts_and_common_words_are_counted() -> None:
    counts = tally()
    topics, words = ("salt-service", "salt-service", "camhs"), ("speech", "help")

    counts.add(Question(MONTH, "salt-service", topics, "MK3", words))
    counts.add(Question(MONTH, words=("speech", "speech")))

    assert counts.take().counts == (
        Count(MONTH, "answered", "none", 1),
        Count(MONTH, "answered", "salt-service", 1),
        Count(MONTH, "district", "MK3", 1),
        Count(MONTH, "topic", "camhs", 1),
        Count(MONTH, "topic", "salt-service", 1),
        Count(MONTH, "word", "help", 1),
        Count(MONTH, "word", "speech", 2),
    )


def test_a_question_without_a_sure_answer_is_told_apart() -> None:
    counts = tally()
    question = Question(MONTH, words=("speech", "smith"), is_answered=False)

    counts.add(question)

    assert counts.take().counts == (
        Count(MONTH, "unanswered", "none", 1),
        Count(MONTH, "unanswered word", "speech", 1),
        Count(MONTH, "word", "speech", 1),
    )


def test_each_month_is_counted_by_itself() -> None:
    counts = tally()

    for month in ("2026-12", MONTH, MONTH):
        counts.add(Question(month))

    assert [(c.month, c.total) for c in counts.take().counts] == [
        (MONTH, 2),
        ("2026-12", 1),
    ]


def test_counting_begins_again_once_taken() -> None:
    counts = tally()
    counts.add(Question(MONTH, district="MK3"))
    counts.give_back(Batch(taps=(TAPS,)))

    assert counts.take()
    assert not counts.take()


def test_what_is_given_back_is_added_to_what_came_since() -> None:
    counts = tally()
    counts.add(Question(MONTH))
    counts.give_back(Batch(taps=(TAPS,), rights=(RIGHT,)))
    away = counts.take()
    counts.add(Question(MONTH))
    counts.give_back(Batch(taps=(TAPS,), rights=(RIGHT,)))

    counts.give_back(away)

    assert counts.take() == Batch(
        (Count(MONTH, "answered", "none", 2),),
        (replace(TAPS, total=2),),
        (replace(RIGHT, total=2),),
    )


def test_memory_has_an_end_and_known_rows_count_on() -> None:
    counts = tally()
    known = Count(MONTH, "topic", "0")
    counts.give_back(
        Batch(tuple(Count(MONTH, "topic", str(n)) for n in range(MOST_ROWS + 50)))
    )

    counts.give_back(Batch((known, Count(MONTH, "topic", "one more"))))

    taken = counts.take().counts
    assert len(taken) == MOST_ROWS
    assert replace(known, total=2) in taken


def test_a_value_too_wide_for_its_column_is_left_out() -> None:
    counts = tally()

    counts.add(Question(MONTH, topics=("x" * 81, "x" * 80)))

    kept = [c.value for c in counts.take().counts if c.kind == "topic"]
    assert kept == ["x" * 80]


def test_a_job_carries_a_batch_there_and_back() -> None:
    batch = Batch((Count(MONTH, "word", "speech", 3),), (TAPS,), (RIGHT,))

    assert Batch.read(batch.payload()) == batch
    assert Batch.read({}) == Batch()


@given(st.lists(st.text()))
def test_a_word_that_few_entries_hold_is_never_counted(words: list[str]) -> None:
    counts = tally()

    counts.add(Question(MONTH, words=(*words, "zebedee", "smith"), is_answered=False))

    kept = {c.value for c in counts.take().counts if c.kind.endswith("word")}
    assert kept <= {"speech", "help"}


def test_a_filter_with_a_name_too_long_is_counted_by_its_kind() -> None:
    counts = tally()

    counts.add_emptied(Emptied(MONTH, "provider", "x" * 70, "sleep"))
    counts.add_emptied(Emptied(MONTH, "provider", "x" * 80, "sleep"))
    counts.add_emptied(Emptied(MONTH, "cost", "free"))

    assert {c.value: c.total for c in counts.take().counts} == {
        "cost=free none": 1,
        "provider sleep": 2,
    }
