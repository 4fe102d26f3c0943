"""Published answers in memory, so that entry pages need no database."""

import hashlib
from collections.abc import Callable
from threading import Lock

from localoffer.errors import StorageError
from localoffer.replies.model import Reply

OLDEST = 5.0  # seconds
WAIT = 30.0  # seconds before asking a database again that did not answer


class Snapshot:
    """The last good set of answers, looked up again at most every five seconds."""

    def __init__(
        self, load: Callable[[], tuple[Reply, ...]], tick: Callable[[], float]
    ) -> None:
        """Take what loads the answers, and a clock that only runs forward (seconds)."""
        self._load, self._tick = load, tick
        self._lock = Lock()
        self._replies: tuple[Reply, ...] = ()
        self._next = float("-inf")

    def all(self) -> tuple[Reply, ...]:
        """Return every answer; the last good ones while the database is away."""
        # One request looks; the others never wait for a database that is away.
        if self._tick() >= self._next and self._lock.acquire(blocking=False):
            try:
                self._replies = self._load()
                self._next = self._tick() + OLDEST
            except StorageError:
                self._next = self._tick() + WAIT
            finally:
                self._lock.release()
        return self._replies

    def for_entry(self, slug: str) -> tuple[Reply, ...]:
        """Return the answers about one entry."""
        return tuple(reply for reply in self.all() if reply.about == slug)

    @property
    def version(self) -> str:
        """Return a text that changes whenever an answer does."""
        return hashlib.sha256(repr(self.all()).encode()).hexdigest()[:12]
