"""Small work done aside, one piece after another, so that no page waits for it."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

log = logging.getLogger(__name__)
MOST_WAITING = 100

Errand = Callable[[], None]


class Errands:
    """One thread of a process, begun by the first errand: after the server's fork."""

    def __init__(self) -> None:
        """Begin no thread yet."""
        self._lock = Lock()
        self._waiting = 0
        self._thread: ThreadPoolExecutor | None = None

    def send(self, errand: Errand) -> bool:
        """Have an errand run aside; return False if too many wait already."""
        with self._lock:
            if self._waiting >= MOST_WAITING:
                return False
            self._waiting += 1
            if self._thread is None:
                self._thread = ThreadPoolExecutor(1, thread_name_prefix="errands")
            self._thread.submit(self._run, errand)
        return True

    def finish(self) -> None:
        """Wait until every errand sent so far is done."""
        thread = self._thread
        if thread is not None:
            thread.submit(lambda: None).result()

    def _run(self, errand: Errand) -> None:
        try:
            errand()
        except Exception as fault:  # noqa: BLE001  nobody is there to be told
            log.warning("errand failed: %s", type(fault).__name__)
        finally:
            with self._lock:
                self._waiting -= 1
