"""Kills the site's web processes while comments are posted, and counts what is left.

Used by `scripts/benchmark --kill` and by the tests. The server is the one that
`localoffer serve` starts. Each form is signed and sent again when its answer was cut
off, as a parent would: thanked means that the thanks were received.
"""

import http.client
import os
import random
import signal
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from localoffer.database.connection import Database
from localoffer.feedback import store
from localoffer.feedback.actions import Submissions

PATIENCE = 30.0  # seconds for a server to be there, and for a post to be answered
WHOLE = 10  # every so manieth kill takes the whole server, not its web processes alone
BETWEEN = 2  # thanks between two kills, at least


@dataclass
class Server:
    """A server that is started again at the same address after it was killed."""

    command: Sequence[str]
    environ: dict[str, str]
    port: int
    log: Path
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it in a group of its own, and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.environ, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError, http.client.HTTPException):
                return self._ask()
            # A server that has ended will never answer.
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(0.05)
                break
        raise SystemExit(self.log.read_text("utf-8"))

    def kill_web(self) -> int:
        """Kill every web process; the server starts new ones. Return how many."""
        if self.process is None:
            return 0
        number = self.process.pid
        children = Path(f"/proc/{number}/task/{number}/children").read_text("ascii")
        for child in children.split():
            with suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        return len(children.split())

    def kill(self) -> None:
        """Kill all of it."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def _ask(self) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        line.request("GET", "/robots.txt")
        line.getresponse().read()
        line.close()


@dataclass
class Stream:
    """Posts that go on until they are stopped; each says something of its own."""

    port: int
    submissions: Submissions
    posted: list[str] = field(default_factory=list)
    thanked: dict[str, str] = field(default_factory=dict)
    cut_off: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    news: threading.Condition = field(default_factory=threading.Condition)

    def run(self, name: str) -> None:
        """Post one comment after another, until stopped."""
        number = 0
        while not self.stop.is_set():
            number += 1
            self.post(f"{name} {number}", address=f"10.{name}.{number % 250}.1")

    def post(self, words: str, address: str) -> None:
        """Post one comment, again while its answer is cut off."""
        form = {"words": words, "submission": self.submissions.new()}
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": address,
        }
        self.posted.append(words)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
            try:
                line.request("POST", "/feedback", urlencode(form), headers)
                answer = line.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException):
                self.cut_off += 1
                self.stop.wait(0.02)
                continue
            finally:
                line.close()
            if answer.status == http.client.SEE_OTHER:
                to = answer.headers["Location"].partition("?")[0]
                with self.news:
                    self.thanked[words] = to.rpartition("/")[2]
                    self.news.notify_all()
            return


@dataclass(frozen=True)
class Tally:
    """What came of it: lost were thanked for and are not there."""

    kills: int
    posted: int
    thanked: int
    kept: int
    cut_off: int
    lost: int
    twice: int

    def __str__(self) -> str:
        """Return the line that is printed."""
        return (
            f"{self.kills} kills: {self.posted} posted, {self.thanked} thanked, "
            f"{self.kept} kept, {self.cut_off} answers cut off, {self.lost} lost, "
            f"{self.twice} twice"
        )


@contextmanager
def served(
    command: Sequence[str], environ: dict[str, str], port: int, log: Path
) -> Iterator[Server]:
    """Give a server that runs, killed in the end."""
    server = Server(command, environ, port, log)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def kill_during_posts(server: Server, stream: Stream, times: int, posters: int) -> int:
    """Kill a server so often while comments are posted; return how often it was."""
    threads = [
        threading.Thread(target=stream.run, args=(str(n),)) for n in range(posters)
    ]
    for thread in threads:
        thread.start()
    pick, done = random.Random(5), 0  # noqa: S311  nothing secret
    try:
        for number in range(1, times + 1):
            _wait_for_thanks(stream)
            stream.stop.wait(pick.random() * 0.03)  # so that it comes at any moment
            if number % WHOLE:
                done += bool(server.kill_web())
            else:
                server.kill()
                server.start()
                done += 1
    finally:
        stream.stop.set()
        for thread in threads:
            thread.join()
    return done


def _wait_for_thanks(stream: Stream) -> None:
    enough = len(stream.thanked) + BETWEEN
    with stream.news:
        came = stream.news.wait_for(lambda: len(stream.thanked) >= enough, PATIENCE)
    if not came:
        message = "nobody was thanked for long: the server did not come back"
        raise SystemExit(message)


def tally(kills: int, stream: Stream, database: Database) -> Tally:
    """Compare what was thanked for with what is there."""
    kept = {comment.reference: comment.said for comment in store.listed(database)}
    words = Counter(text for said in kept.values() for _, text in said)
    lost = [
        text
        for text, reference in stream.thanked.items()
        if kept.get(reference) != (("included", text),)
    ]
    return Tally(
        kills,
        len(stream.posted),
        len(stream.thanked),
        len(kept),
        stream.cut_off,
        len(lost),
        sum(count - 1 for count in words.values()),
    )


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port
