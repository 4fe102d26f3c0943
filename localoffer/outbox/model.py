"""A job: something slow or outward, kept until it is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)

Handler = Callable[[Mapping[str, str]], None]


@dataclass(frozen=True)
class Job:
    """A kind of work with what it needs; `attempts` counts those begun."""

    kind: str
    payload: Mapping[str, str]
    id: int = 0
    attempts: int = 0


@dataclass(frozen=True)
class Waiting:
    """A job that waits: how often it was begun, and how it failed last, if it did."""

    attempts: int
    failure: str | None


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failed tries: doubling from a minute."""
    return FIRST_WAIT * (1 << min(max(attempts - 1, 0), 10))
