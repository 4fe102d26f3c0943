"""Published answers in memory, so that public pages need no database."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from threading import Lock
from typing import Protocol

from localoffer.errors import StorageError
from localoffer.replies.answers import Answer
from localoffer.replies.model import Counts, Reply
from localoffer.replies.published import Found, Published

OLDEST = 5.0  # seconds between two looks at whether anything changed
RECOUNT = 60.0  # seconds between two counts of what came
WHOLE = 600.0  # seconds between two readings of all, whatever the looks say
WAIT = 30.0  # seconds before asking a database again that did not answer


class Source(Protocol):
    """Where published answers come from."""

    def stamp(self) -> object:
        """Return something that differs when an answer or a report was changed."""
        ...

    def load(self) -> Found:
        """Return all that is published, without counts."""
        ...

    def counts(self, replies: tuple[Reply, ...]) -> Counts:
        """Return what came and what became of it, with what is published of it."""
        ...


class Snapshot:
    """The last good set of answers, looked at again at most every five seconds."""

    def __init__(self, source: Source, tick: Callable[[], float]) -> None:
        """Take a source, and a clock that only runs forward (seconds)."""
        self._source, self._tick = source, tick
        self._lock = Lock()
        self._published = Published()
        self._stamp: object = None
        self._next = self._recount = self._whole = float("-inf")

    def now(self) -> Published:
        """Return all that is published; the last good of it while there is no more."""
        # One request looks; the others never wait for a database that is away.
        if self._tick() >= self._next and self._lock.acquire(blocking=False):
            try:
                self._look()
                self._next = self._tick() + OLDEST
            except StorageError:
                self._next = self._tick() + WAIT
            finally:
                self._lock.release()
        return self._published

    def fresh(self) -> Published:
        """Look again at once; return the last good while the database is away."""
        self._next = float("-inf")
        return self.now()

    def about(self, slug: str) -> tuple[Answer, ...]:
        """Return the answers about one entry, newest first."""
        return self.now().about(slug)

    @property
    def version(self) -> str:
        """Return a text that changes whenever an answer does."""
        return self.now().version

    def _look(self) -> None:
        # Ten thousand answers take a while to read: first ask whether to.
        stamp, now = self._source.stamp(), self._tick()
        is_new = stamp != self._stamp or now >= self._whole
        if not is_new and now < self._recount:
            return
        old = self._published
        found = self._source.load() if is_new else old.found
        found = replace(found, counts=self._source.counts(found.replies))
        if is_new:
            self._whole = now + WHOLE
        if found.replies == old.found.replies and old.version:
            self._published = replace(old, found=found)
        else:
            version = hashlib.sha256(repr(found.replies).encode()).hexdigest()[:12]
            self._published = Published.of(found, version)
        self._stamp, self._recount = stamp, now + RECOUNT
