"""The real server refuses what it cannot read: in plain words, and logging nobody."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from localoffer.cli.serve import server_command
from localoffer.settings import Settings

ROOT = Path(__file__).parents[2]
NAME = "Zebedee"


@dataclass(frozen=True)
class Server:
    """A running server and where its words go."""

    process: "subprocess.Popen[bytes]"
    address: tuple[str, int]
    log: Path

    def ask(self, sent: bytes) -> str:
        """Return the whole answer to some bytes."""
        with closing(socket.create_connection(self.address, timeout=60)) as line:
            line.sendall(sent)
            answer = b""
            # What is refused is not read to its end, and may be cut off after.
            with suppress(ConnectionResetError):
                while piece := line.recv(65536):
                    answer += piece
        return answer.decode()

    def told(self) -> str:
        """Stop the server and return all it logged."""
        self.process.terminate()
        self.process.wait(60)
        return self.log.read_text("utf-8")


@pytest.fixture
def server(settings: Settings, tmp_path: Path) -> Iterator[Server]:
    log = tmp_path / "log"
    with socket.create_server(("127.0.0.1", 0)) as listening, log.open("wb") as out:
        # It takes over a socket that listens already: nobody waits for a port.
        command = list(server_command(settings, "127.0.0.1", 0))
        command[command.index("--bind") + 1] = f"fd://{listening.fileno()}"
        process = subprocess.Popen(  # noqa: S603
            command,
            stdout=out,
            stderr=out,
            cwd=ROOT,
            pass_fds=[listening.fileno()],
            env={
                **os.environ,
                "LOCALOFFER_DATA": str(settings.data),
                "PYTHONPATH": str(ROOT),
            },
        )
        address = listening.getsockname()
        yield Server(process, (address[0], address[1]), log)
        process.terminate()
        process.wait(60)


def test_what_cannot_be_read_is_refused_plainly_and_logged_without_words(
    server: Server,
) -> None:
    host, close = b"Host: localhost\r\n", b"Connection: close\r\n\r\n"
    asked = {
        b"GET /search?q=%b HTTP/1.1\r\n": "HTTP/1.1 200",
        b"GET /search?q=my son %b HTTP/1.1\r\n": "HTTP/1.1 400",
        b"GET /search?q=%b" + b"x" * 9000 + b" HTTP/1.1\r\n": "HTTP/1.1 414",
        b"GET / HTTP/1.1\r\nBad Header %b: x\r\n": "HTTP/1.1 400",
        b"GET / HTTP/1.1\r\nX-Long: %b" + b"x" * 9000 + b"\r\n": "HTTP/1.1 4",
    }
    for sent, status in asked.items():
        answer = server.ask(sent.replace(b"%b", NAME.encode()) + host + close)

        assert answer.startswith(status), sent[:60]
        assert "frame-ancestors 'none'" in answer
        assert "<h1" in answer

    told = server.told()
    assert NAME not in told
    assert "127.0.0.1" not in told
    assert '"route": "/search"' in told
