"""What is counted names nobody."""

from hypothesis import given, strategies as st

from localoffer.insight.model import Count, Tally

HOLDERS = {"speech": 12, "zebedee": 1, "smith": 2, "help": 200}


def tally() -> Tally:
    return Tally(lambda word: HOLDERS.get(word, 0))


def test_topics_districts_and_common_words_are_counted() -> None:
    counts = tally()

    counts.add(["salt-service"], "MK3", ["speech", "help"])
    counts.add([], None, ["speech"])

    assert counts.take() == (
        Count("district", "MK3", 1),
        Count("topic", "salt-service", 1),
        Count("word", "help", 1),
        Count("word", "speech", 2),
    )


def test_counting_begins_again_once_taken() -> None:
    counts = tally()
    counts.add([], "MK3", [])

    counts.take()

    assert counts.take() == ()


@given(st.lists(st.text()))
def test_a_word_that_few_entries_hold_is_never_counted(words: list[str]) -> None:
    counts = tally()

    counts.add([], None, [*words, "zebedee", "smith"])

    assert {count.value for count in counts.take()} <= {"speech", "help"}
