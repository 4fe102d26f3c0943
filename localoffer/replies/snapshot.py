"""Published answers in memory, so that entry pages need no database."""

import hashlib
from collections.abc import Callable
from threading import Lock

from localoffer.errors import StorageError
from localoffer.replies.model import Reply

OLDEST = 5.0  # seconds


class Snapshot:
    """The last good set of answers, looked up again at most every five seconds."""

    def __init__(
        self, load: Callable[[], tuple[Reply, ...]], tick: Callable[[], float]
    ) -> None:
        """Take what loads the answers, and a clock that only runs forward (seconds)."""
        self._load, self._tick = load, tick
        self._lock = Lock()
        self._replies: tuple[Reply, ...] = ()
        self._loaded_at: float | None = None

    def all(self) -> tuple[Reply, ...]:
        """Return every answer; the last good ones while the database is away."""
        now = self._tick()
        with self._lock:
            if self._loaded_at is None or now - self._loaded_at >= OLDEST:
                self._loaded_at = now
                try:
                    self._replies = self._load()
                except StorageError:
                    return self._replies
        return self._replies

    def for_entry(self, slug: str) -> tuple[Reply, ...]:
        """Return the answers about one entry."""
        return tuple(reply for reply in self.all() if reply.about == slug)

    @property
    def version(self) -> str:
        """Return a text that changes whenever an answer does."""
        return hashlib.sha256(repr(self.all()).encode()).hexdigest()[:12]
