"""What people ask and write is in no log."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from localoffer.cli.work import handlers_for
from localoffer.database.connection import Database
from localoffer.database.tables import metadata
from localoffer.outbox.worker import run_due
from localoffer.settings import Settings
from localoffer.web.clock import Clock
from tests.fresh import counting_of, database_of, fresh_site, later, submission_in

NAME = "Zebedee Quillfeather"
FIELDS = {"method", "route", "status", "ms", "request"}


class Kept(logging.Handler):
    """Keeps every record, with whatever was put into it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def text(self) -> str:
        formatter = logging.Formatter()
        shown = [formatter.format(r) + repr(vars(r)) for r in self.records]
        return "\n".join(shown)

    def rows(self) -> list[dict[str, object]]:
        """Return what the access log wrote."""
        ours = (r for r in self.records if r.name == "localoffer.access")
        return [json.loads(record.getMessage()) for record in ours]


@pytest.fixture
def logs() -> Iterator[Kept]:
    """Every record of every logger, the ones that tell nobody above them too."""
    kept = Kept()
    known = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    loggers = [logging.root, *(log for log in known if not log.propagate)]
    level = logging.root.level
    logging.root.setLevel(logging.DEBUG)
    for log in loggers:
        log.addHandler(kept)
    yield kept
    for log in loggers:
        log.removeHandler(kept)
    logging.root.setLevel(level)


@pytest.fixture
def fresh(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    with fresh_site(settings, tmp_path) as app:
        yield app


def test_a_planted_name_is_in_no_log(
    fresh: Flask, logs: Kept, capfd: pytest.CaptureFixture[str]
) -> None:
    client, about = fresh.test_client(), "salt-drop-in"
    form = {
        "words": f"{NAME} waited.",
        "easier": NAME,
        "contact": NAME,
        "submission": submission_in(client),
    }
    elsewhere = {"REMOTE_ADDR": "203.0.113.77"}
    for path in ("/search", "/pl/search", "/api/search", "/api/suggest", "/feedback"):
        asked = {"q": NAME, "near": NAME, "missing": NAME, "about": NAME, "drop": NAME}
        client.get(path, query_string=asked, environ_overrides=elsewhere)
    tapped = {"found": "no", "kind": "results", "about": NAME, "q": NAME}
    client.get(client.post("/found", data=tapped, environ_overrides=elsewhere).location)
    client.get(f"/list?ids={NAME}")
    client.get(f"/{NAME}")
    client.get(f"/services/{NAME}")
    client.get("/", headers={"Host": "Zebedee.example", "Referer": f"/?q={NAME}"})
    client.open("/", method="ZEBEDEE")
    client.post("/feedback", data=form, headers={"Origin": "https://zebedee.example"})
    receipt = client.post("/feedback", data=form, environ_overrides=elsewhere).location
    client.get(receipt)
    client.get("/feedback", query_string={"reference": receipt[-14:]})
    client.post("/feedback", data={**form, "words": NAME * 500})
    client.get(f"/feedback/{NAME}")

    counting_of(fresh).flush()

    told = logs.text() + "".join(capfd.readouterr())

    assert len(logs.rows()) >= 17
    assert receipt.startswith("/feedback/")
    for secret in ("zebedee", "quillfeather", receipt[-14:].lower(), "203.0.113.77"):
        assert secret not in told.lower()
    assert about not in told


def test_a_planted_name_in_a_question_is_in_no_table(fresh: Flask) -> None:
    client, database = fresh.test_client(), database_of(fresh)
    elsewhere = {"REMOTE_ADDR": "203.0.113.77"}
    typed = f"speech help for {NAME} in MK3 5LD, ring 01632 960001"
    for path in ("/search", "/ur/search", "/api/search"):
        client.get(path, query_string={"q": typed}, environ_overrides=elsewhere)
    for answer in ("yes", "no", NAME):
        form = {"found": answer, "kind": "results", "about": NAME, "q": typed}
        client.post("/found", data=form, environ_overrides=elsewhere)
    counting_of(fresh).flush()

    waiting = rows_of(database)
    run_due(database, handlers_for(database, Clock()), later)
    counted = rows_of(database)

    for kept in (waiting, counted):
        # Something was kept, so that there was something to find.
        assert "MK3" in kept
        assert "speech" in kept
        for secret in (*NAME.lower().split(), "5ld", "960001", "203.0.113.77"):
            assert secret not in kept.lower()


def rows_of(database: Database) -> str:
    """Return all that a database holds, every table of it."""
    with database.read() as connection:
        found = [connection.execute(select(t)).all() for t in metadata.sorted_tables]
    return repr(found)


def test_a_line_of_the_log_has_five_things(fresh: Flask, logs: Kept) -> None:
    answer = fresh.test_client().get("/services/salt-drop-in?from=x")

    (row,) = logs.rows()
    assert set(row) == FIELDS
    assert (row["method"], row["route"]) == ("GET", "/services/<slug>")
    assert (row["status"], row["request"]) == (200, answer.headers["X-Request-Id"])


def test_the_log_tells_what_was_really_sent(fresh: Flask, logs: Kept) -> None:
    client = fresh.test_client()
    tag = client.get("/about").headers["ETag"]
    client.get("/about", headers={"If-None-Match": tag})
    client.get("/no-such-page")
    client.get("/", headers={"Host": "evil.example"})
    client.post("/feedback", headers={"Sec-Fetch-Site": "cross-site"})

    found = [(row["route"], row["status"]) for row in logs.rows()]
    assert found == [
        ("/about", 200), ("/about", 304), ("none", 404), ("none", 400),
        ("/feedback", 403),
    ]  # fmt: skip


def test_every_answer_has_a_number_of_its_own(fresh: Flask) -> None:
    client = fresh.test_client()

    numbers = {client.get("/healthz").headers["X-Request-Id"] for _ in range(5)}

    assert len(numbers) == 5


@pytest.mark.parametrize("path", ["/about", "/api/topics"])
def test_an_unforeseen_fault_is_logged_without_its_words(
    fresh: Flask, logs: Kept, capfd: pytest.CaptureFixture[str], path: str
) -> None:
    def broken(**_: object) -> str:
        raise RuntimeError(NAME)

    for endpoint in ("pages.about", "exchange.topics"):
        fresh.view_functions[endpoint] = broken

    answer = fresh.test_client().get(path, query_string={"q": NAME})

    told = logs.text() + "".join(capfd.readouterr())
    assert answer.status_code == 500
    assert "It is not your fault." in answer.text
    assert "Zebedee" not in answer.text
    assert "Traceback" not in answer.text
    assert "unforeseen: RuntimeError at" in told
    assert "Zebedee" not in told
