"""E-mails are sent once, by a real server, and stay listed where they cannot be."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet
from sqlalchemy import insert, select

from localoffer.cli import group
from localoffer.cli.mailbag import Mailbag
from localoffer.cli.work import mail_handlers
from localoffer.content.reading import read_library
from localoffer.database import tables as t
from localoffer.database.connection import Database
from localoffer.edition.manifest import point_to
from localoffer.edition.opening import Edition
from localoffer.edition.standing import Standing, write_standing
from localoffer.feedback import store
from localoffer.feedback.actions import ContactLock
from localoffer.feedback.model import Comment
from localoffer.outbox import mails
from localoffer.outbox.mails import AGAIN, DESK, SEND, Mail, tell, waiting
from localoffer.outbox.model import MOST_ATTEMPTS, wait_after
from localoffer.outbox.post import Post, UnsafeServerError
from localoffer.outbox.worker import run_due
from localoffer.settings import MailServer, Settings, read_settings
from tests.held import put_comment, reference_of
from tests.post_office import PostOffice, certificate, post_office

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
KEY = Fernet.generate_key().decode()
REFERENCE = reference_of(1)
PARENT = "pat@home.example"
ROOT = Path(__file__).parents[2]


@dataclass
class Desk:
    """A worker with a clock of its own, and a mail server or none."""

    settings: Settings
    database: Database
    now: datetime = NOW

    def work(self) -> int:
        """Run what is due, as a worker that has just been started."""
        bag = Mailbag(self.settings, self.database, lambda: self.now)
        return run_due(self.database, mail_handlers(bag), lambda: self.now)

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def tell(self, kind: str = "reply", **values: Any) -> None:
        if kind == "reply":
            locked = ContactLock([KEY]).lock(values.pop("to", PARENT))
            values = {"locked_to": locked, "reference": REFERENCE} | values
        mail = Mail(kind, values.pop("path", f"/feedback/{REFERENCE}"), **values)
        with self.database.write() as connection:
            tell(connection, mail, self.now)

    def rows(self) -> Any:
        with self.database.read() as connection:
            return connection.execute(select(t.mails).order_by(t.mails.c.id)).all()


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@pytest.fixture
def desk(tmp_path: Path, office: PostOffice) -> Iterator[Desk]:
    settings = read_settings(
        {
            "LOCALOFFER_DATA": str(tmp_path),
            "LOCALOFFER_URL": "https://offer.example",
            "LOCALOFFER_CONTACT_KEY": KEY,
            "LOCALOFFER_SMTP_URL": f"smtp://127.0.0.1:{office.port}",
            "LOCALOFFER_MAIL_FROM": "offer@forum.example",
        },
        ROOT,
    )
    database = Database(settings.database_url)
    database.migrate()
    with database.write() as connection:
        put_comment(connection, 1, NOW)
        for name in ("A. Rep", "B. Rep", "Gone Rep", "Ed"):
            row = {
                "name": name, "email": f"{name[0]}@forum.example", "created_at": NOW,
                "roles": "editor" if name == "Ed" else "editor rep",
                "closed_at": NOW if name == "Gone Rep" else None,
            }  # fmt: skip
            connection.execute(insert(t.accounts).values(row))
    yield Desk(settings, database)
    database.engine.dispose()


def test_a_reply_is_sent_once_to_the_parent_and_says_nothing_else(
    desk: Desk, office: PostOffice
) -> None:
    desk.tell()

    desk.work()
    desk.work()

    ((sender, receiver, message),) = office.got
    assert (sender, receiver) == ("offer@forum.example", PARENT)
    assert (message["From"], message["To"]) == (sender, receiver)
    assert message.get_content().splitlines() == [
        "There is a reply to the comment that you sent us.",
        "",
        f"https://offer.example/feedback/{REFERENCE}",
        "",
        f"Your reference is: {REFERENCE}",
    ]
    assert desk.rows()[0].sent_at is not None
    with desk.database.read() as connection:
        told = connection.execute(select(t.contacts.c.told_at)).scalar_one()
    assert told.replace(tzinfo=UTC) == NOW


def test_a_server_that_ends_badly_has_the_mail_all_the_same(
    desk: Desk, office: PostOffice
) -> None:
    office.farewell = "421 out of order"
    desk.tell()

    desk.work()
    desk.later(hours=1)
    desk.work()

    assert len(office.got) == 1


def test_a_server_that_is_down_is_asked_again(desk: Desk, office: PostOffice) -> None:
    there = desk.settings
    desk.settings = replace(there, smtp=MailServer("127.0.0.1", 1, is_tls=False))
    desk.tell()

    assert desk.work() == 1
    assert desk.work() == 0
    desk.settings = there
    desk.later(seconds=wait_after(1).total_seconds())
    assert desk.work() == 1

    assert len(office.got) == 1


def test_a_worker_that_died_between_sends_again_under_the_same_name(
    desk: Desk, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    desk.tell()
    with monkeypatch.context() as patch:
        patch.setattr("localoffer.outbox.sending.mark_sent", die)
        with pytest.raises(KeyboardInterrupt):
            desk.work()
    assert desk.work() == 0  # the dead worker's claim still stands
    desk.later(minutes=11)
    desk.work()
    desk.later(minutes=11)
    desk.work()

    assert [m["Message-ID"] for _, _, m in office.got] == ["<mail-1@offer.example>"] * 2


def test_a_receiver_that_is_not_there_is_not_asked_again_and_stays_listed(
    desk: Desk, office: PostOffice
) -> None:
    office.refuses = {PARENT: 550}
    desk.tell()

    desk.work()
    desk.later(hours=2)
    desk.work()

    assert sum(words.upper().startswith("RCPT") for words in office.asked) == 1
    (left,) = waiting(desk.database)
    assert (left.kind, left.to, left.reference) == ("reply", "a parent", REFERENCE)


def test_a_receiver_who_is_refused_for_now_is_tried_later(
    desk: Desk, office: PostOffice
) -> None:
    office.refuses = {PARENT: 450}
    desk.tell()
    desk.work()
    office.refuses = {}
    desk.later(minutes=1)

    desk.work()

    assert len(office.got) == 1


def test_a_server_that_is_away_for_days_is_asked_again_each_day(
    desk: Desk, office: PostOffice
) -> None:
    office.refuses = {PARENT: 450}
    desk.tell()
    desk.tell("digest", path=DESK, account_id=1)
    office.refuses["A@forum.example"] = 450
    for _ in range(MOST_ATTEMPTS):
        desk.work()
        desk.later(hours=3)
    office.refuses = {}
    assert desk.work() == 0

    first = mails.send_again(desk.database, desk.now)
    twice = mails.send_again(desk.database, desk.now)
    desk.work()

    assert (first, twice) == (1, 0)
    assert [to for _, to, _ in office.got] == [PARENT]
    desk.tell()
    assert mails.send_again(desk.database, desk.now + AGAIN + timedelta(days=1)) == 0


@pytest.mark.parametrize("missing", ["smtp", "url"])
def test_without_a_server_or_an_address_it_stays_and_the_job_is_done(
    desk: Desk, missing: str, office: PostOffice
) -> None:
    nothing = None if missing == "smtp" else ""
    desk.settings = replace(desk.settings, **{missing: nothing})  # type: ignore[arg-type]
    desk.tell()

    desk.work()
    desk.later(days=1)

    assert desk.work() == 0
    assert [row.sent_at for row in desk.rows()] == [None]
    with desk.database.read() as connection:
        job = connection.execute(select(t.jobs)).one()
    assert job.done_at is not None
    assert job.failure is None
    assert office.got == []


@pytest.mark.parametrize("contact", ["07700 900123", "pat@a.example, sam@b.example"])
def test_a_contact_that_is_no_address_is_left_to_a_rep(
    desk: Desk, office: PostOffice, contact: str
) -> None:
    desk.tell(to=contact)

    desk.work()

    assert office.got == []
    assert [mail.to for mail in waiting(desk.database)] == ["a parent"]


def test_a_contact_locked_with_a_lost_key_is_left_to_a_rep(
    desk: Desk, office: PostOffice
) -> None:
    desk.settings = replace(desk.settings, contact_keys=())
    desk.tell()

    desk.work()

    assert office.got == []
    assert len(waiting(desk.database)) == 1


def test_an_account_that_is_closed_gets_nothing(desk: Desk, office: PostOffice) -> None:
    desk.tell("digest", path=DESK, account_id=3)

    desk.work()

    assert office.got == []


def test_a_door_is_forgotten_once_it_was_sent(desk: Desk, office: PostOffice) -> None:
    desk.tell("invitation", path="/desk/join/secret", account_id=1)
    open_to_all = waiting(desk.database)
    for_whoever_invites = waiting(desk.database, doors=True)

    desk.work()

    assert [mail.path for mail in open_to_all] == [None]
    assert [mail.path for mail in for_whoever_invites] == ["/desk/join/secret"]
    assert "https://offer.example/desk/join/secret" in office.texts()[0]
    assert [row.path for row in desk.rows()] == [DESK]


@pytest.mark.parametrize("whole", [True, False])
def test_a_password_goes_only_over_a_safe_line(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    context, trusted = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with post_office(tls=context, whole=whole) as office:
        server = MailServer("127.0.0.1", office.port, whole, "me", "p@ss")
        desk.settings = replace(desk.settings, smtp=server)
        desk.tell()

        desk.work()

    assert office.safe == [True]
    assert office.logins == [("me", "p@ss")]


def test_a_server_that_nobody_vouches_for_gets_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    context, _ = certificate(tmp_path)
    with post_office(tls=context) as office:
        server = MailServer("127.0.0.1", office.port, is_tls=False)
        desk.settings = replace(desk.settings, smtp=server)
        desk.tell()

        desk.work()

    assert office.got == []
    assert len(waiting(desk.database)) == 1


def test_a_password_is_not_sent_in_the_open(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("localoffer.outbox.post.HERE", ())
    server = MailServer("127.0.0.1", office.port, False, "me", "p@ss")

    with pytest.raises(UnsafeServerError):
        Post(server, "offer@forum.example").send(EmailMessage(), PARENT)

    assert office.logins == []


def test_no_address_and_no_path_is_in_a_log(
    desk: Desk, office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    office.refuses = {PARENT: 450}
    desk.tell()
    desk.tell("invitation", path="/desk/join/secret", account_id=1)

    desk.work()

    assert PARENT not in caplog.text
    assert "secret" not in caplog.text
    with desk.database.read() as connection:
        kept = connection.execute(select(t.jobs.c.failure, t.jobs.c.payload)).all()
    assert PARENT not in str(kept)


def test_the_command_lists_what_was_not_sent_and_no_address(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALOFFER_DATA", str(desk.settings.data))
    desk.tell()
    desk.tell("digest", path=DESK, account_id=1)
    desk.tell("question", path="/desk/q/1", locked_to=b"locked")
    run = CliRunner().invoke

    shown = run(group, ["desk", "mails"])
    told = run(group, ["desk", "told", REFERENCE])
    again = run(group, ["desk", "told", REFERENCE])

    assert shown.output.splitlines() == [
        f"2026-11-24  reply  to a parent  {REFERENCE}  /feedback/{REFERENCE}",
        "2026-11-24  digest  to A. Rep  /desk/",
        "2026-11-24  question  to a provider  /desk/q/1",
        "No mail server is set: LOCALOFFER_SMTP_URL.",
        "3 e-mails were not sent.",
    ]
    assert told.exit_code == 0
    assert again.output == "No reply is owed there.\n"
    assert "@" not in shown.output


def test_the_kind_of_job_is_the_one_that_others_plan(desk: Desk) -> None:
    bag = Mailbag(desk.settings, desk.database, lambda: NOW)

    assert SEND in mail_handlers(bag)


def name_team(data: Path, address: str | None) -> None:
    """Put a small edition's standing part where the worker looks for the area."""
    library, problems = read_library(ROOT / "content")
    assert library is not None, problems
    area = library.area.model_copy(update={"urgent_alert": address})
    folder = data / "editions" / "0123456789abcdef"
    folder.mkdir(parents=True)
    standing = Standing(area, library.vocabulary, {}, {}, {}, library.terms)
    write_standing(folder, standing)
    point_to(data / "editions", folder.name)


@pytest.mark.parametrize("team", ["duty@council.example", None])
def test_words_of_harm_reach_every_rep_and_whom_the_area_names(
    desk: Desk, office: PostOffice, team: str | None
) -> None:
    name_team(desk.settings.data, team)
    comment = Comment(
        reference=reference_of(2), submission="two", said=(("included", "Harm."),),
        about=None, language="en", created_at=NOW, urgent=True,
    )  # fmt: skip
    store.keep(desk.database, comment, None)

    desk.work()

    reps = ["A@forum.example", "B@forum.example"]
    assert [to for _, to, _ in office.got] == [*reps, *([team] if team else [])]
    for text in office.texts():
        assert "Harm." not in text
        assert f"https://offer.example/desk/comments/{reference_of(2)}" in text


def test_a_digest_counts_what_waits_when_it_is_sent(
    desk: Desk, office: PostOffice
) -> None:
    desk.tell("digest", path=DESK, account_id=1)

    desk.work()

    (text,) = office.texts()
    assert text.splitlines()[0].startswith("New comments: 1. Waiting for an answer: 0.")
    assert text.splitlines()[2:] == ["https://offer.example/desk/"]


def test_milton_keynes_names_nobody_for_no_source_does(edition: Edition) -> None:
    assert edition.area.urgent_alert is None


@pytest.mark.parametrize(
    ("path", "said"), [("/pl/feedback/x", "Koszt"), ("/feedback/x", "Cost")]
)
def test_a_parent_is_written_to_in_the_language_of_her_page(
    desk: Desk, path: str, said: str
) -> None:
    words = Mailbag(desk.settings, desk.database, lambda: NOW).sender().words

    assert words.say(path, "Cost") == said


def test_every_word_that_parents_get_is_translated_by_the_path(
    desk: Desk, office: PostOffice
) -> None:
    bag = Mailbag(desk.settings, desk.database, lambda: NOW).sender()
    shout = replace(bag.words, say=lambda path, text: f"{path[:3]} {text.upper()}")
    desk.tell(path="/pl/feedback/x")

    replace(bag, words=shout).send({"mail": "1"})

    ((_, _, message),) = office.got
    assert message["Subject"] == "/pl THERE IS A REPLY TO YOUR COMMENT"
    assert office.texts()[0].splitlines() == [
        "/pl THERE IS A REPLY TO THE COMMENT THAT YOU SENT US.",
        "",
        "https://offer.example/pl/feedback/x",
        "",
        f"/pl YOUR REFERENCE IS: {REFERENCE}",
    ]
