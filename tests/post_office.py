"""A mail server of our own: small, on this machine, and refusing when told to."""

import base64
import datetime as dt
import ipaddress
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class PostOffice:
    """What the server was given, and how it behaves."""

    port: int = 0
    got: list[tuple[str, str, EmailMessage]] = field(default_factory=list)
    refuses: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    safe: list[bool] = field(default_factory=list)
    tls: ssl.SSLContext | None = None
    whole: bool = False  # TLS from the first byte on
    farewell: str = "221 goodbye"

    def texts(self) -> list[str]:
        return [message.get_content() for _, _, message in self.got]


class _Talk(socketserver.BaseRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        with suppress(OSError):
            self._talk()
        self.request.close()  # the one that TLS put in the place of the first

    def _talk(self) -> None:
        office, self.is_safe = self.server.office, False
        self.sender, self.receiver = "", ""
        if office.whole:
            self._secure()
        self.lines = self.request.makefile("rb")
        self._say("220 here")
        while line := self.lines.readline():
            words = line.decode().strip()
            office.asked.append(words)
            if not self._answer(words):
                return

    def _answer(self, words: str) -> bool:
        office = self.server.office
        verb = words.upper()
        if verb.startswith("EHLO"):
            more = "" if self.is_safe or not office.tls else "250-STARTTLS\r\n"
            self._say(f"250-here\r\n{more}250 AUTH PLAIN")
        elif verb == "STARTTLS":
            self._say("220 go on")
            self._secure()
            self.lines = self.request.makefile("rb")
        elif verb.startswith("AUTH PLAIN"):
            _, user, password = base64.b64decode(words.split()[2]).decode().split("\0")
            office.logins.append((user, password))
            self._say("235 welcome")
        elif verb.startswith("MAIL FROM"):
            self.sender = words.split("<")[1].split(">", maxsplit=1)[0]
            self._say("250 ok")
        elif verb.startswith("RCPT TO"):
            self.receiver = words.split("<")[1].split(">", maxsplit=1)[0]
            self._say(f"{office.refuses.get(self.receiver, 250)} so")
        elif verb == "DATA":
            self._take()
        elif verb == "QUIT":
            self._say(office.farewell)
        else:
            self._say("250 ok")
        return verb != "QUIT"

    def _take(self) -> None:
        self._say("354 go on")
        data = b""
        while (line := self.lines.readline()) != b".\r\n":
            data += line
        office = self.server.office
        message = message_from_bytes(data, policy=default)
        assert isinstance(message, EmailMessage)
        office.got.append((self.sender, self.receiver, message))
        office.safe.append(self.is_safe)
        self._say("250 kept")

    def _secure(self) -> None:
        assert self.server.office.tls
        self.request = self.server.office.tls.wrap_socket(
            self.request, server_side=True
        )
        self.is_safe = True

    def _say(self, words: str) -> None:
        self.request.sendall(words.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    office: PostOffice


@contextmanager
def post_office(
    port: int = 0, *, tls: ssl.SSLContext | None = None, whole: bool = False
) -> Iterator[PostOffice]:
    """Give a mail server that runs; 0: at any port."""
    with _Server(("127.0.0.1", port), _Talk) as server:
        office = PostOffice(server.server_address[1], tls=tls, whole=whole)
        server.office = office
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Return what a server on 127.0.0.1 proves itself with, and whom to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    day = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(day)
        .not_valid_after(day.replace(year=2120))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, private = folder / "trusted.pem", folder / "private.pem"
    trusted.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(trusted, private)
    return context, trusted
