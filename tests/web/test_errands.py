"""Work done aside: in order, bounded, and no failure of it stops the next."""

from threading import Event

import pytest

from localoffer.web.errands import MOST_WAITING, Errands


def test_errands_are_done_in_order() -> None:
    errands, done = Errands(), list[int]()

    for number in range(20):
        assert errands.send(lambda n=number: done.append(n))  # type: ignore[misc]
    errands.finish()

    assert done == list(range(20))


def test_more_than_enough_are_refused_and_room_comes_back() -> None:
    errands, go = Errands(), Event()

    def wait() -> None:
        go.wait(60)

    taken = [errands.send(wait) for _ in range(MOST_WAITING + 1)]
    go.set()
    errands.finish()

    assert taken == [True] * MOST_WAITING + [False]
    assert errands.send(go.clear)


def test_a_failing_errand_is_told_by_its_kind_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    errands, done = Errands(), list[str]()

    def fail() -> None:
        raise ValueError("Zebedee")

    errands.send(fail)
    errands.send(lambda: done.append("next"))
    errands.finish()

    assert done == ["next"]
    assert "ValueError" in caplog.text
    assert "Zebedee" not in caplog.text


def test_with_nothing_sent_there_is_nothing_to_wait_for() -> None:
    Errands().finish()
