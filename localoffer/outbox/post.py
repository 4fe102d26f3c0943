"""Hands messages to a mail server, and never waits for one for long."""

import smtplib
import ssl
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from localoffer.settings import MailServer

WAIT = 20.0  # seconds for each answer of the server
HERE = ("localhost", "127.0.0.1", "::1")
FOR_GOOD = 500  # from this code on a server says that it will never take it


class UnsafeServerError(Exception):
    """A password would have been sent where others on the way can read it."""


class RefusedError(Exception):
    """The server will never take mail for this receiver."""


@dataclass(frozen=True)
class Post:
    """Sends as one sender, by one server."""

    server: MailServer
    sender: str

    def send(self, message: EmailMessage, to: str) -> None:
        """Hand a message over; RefusedError when nobody is there to get it.

        Whatever else goes wrong may go right later: OSError, of which the errors of
        smtplib are some.
        """
        message["From"], message["To"] = self.sender, to
        line = self._connect()
        try:
            line.send_message(message, self.sender, [to])
        except smtplib.SMTPRecipientsRefused as fault:
            if all(code >= FOR_GOOD for code, _ in fault.recipients.values()):
                raise RefusedError from None
            raise
        finally:
            # A server that ends badly has taken it all the same: once is enough.
            with suppress(OSError):
                line.quit()
            line.close()

    def _connect(self) -> smtplib.SMTP:
        server, context = self.server, ssl.create_default_context()
        if server.is_tls:
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=WAIT, context=context
            )
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=WAIT)
        with ExitStack() as held:
            held.callback(line.close)
            self._greet(line, context)
            held.pop_all()
        return line

    def _greet(self, line: smtplib.SMTP, context: ssl.SSLContext) -> None:
        server = self.server
        line.ehlo()
        is_safe = server.is_tls or server.host in HERE
        if not server.is_tls and line.has_extn("starttls"):
            line.starttls(context=context)
            line.ehlo()
            is_safe = True
        if server.user:
            if not is_safe:
                raise UnsafeServerError
            line.login(server.user, server.password)
