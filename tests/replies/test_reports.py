"""Yearly reports through HTTP: previewed at the desk, published once, then frozen."""

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup, Tag
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from localoffer.cli.reports import print_handlers
from localoffer.database.tables import audit, reports
from localoffer.outbox.model import Handler
from localoffer.outbox.worker import run_due
from localoffer.paper.press import Pdf, PressError
from localoffer.replies.actions import Reports
from localoffer.replies.reports import WORD
from localoffer.replies.snapshot import Snapshot
from localoffer.review.model import RIGHTS
from localoffer.web.clock import Clock
from tests.fresh import database_of
from tests.replies.rows import (
    URDU,
    add_comments,
    add_replies,
    comment_row,
    reply_row,
)
from tests.signed import signed_in

DAYS = {"from": "2026-01-01", "to": "2026-12-31"}
PAGE = "/you-said-we-did/reports/2026"


@pytest.fixture
def rep(answered: Flask) -> FlaskClient:
    return signed_in(answered, "rep", name="A. Rep")


@pytest.fixture
def frozen(answered: Flask, rep: FlaskClient) -> Flask:
    """A site with a report of 2026."""
    answer = rep.post("/desk/reports", data={**DAYS, "name": "2026"})
    assert (answer.status_code, answer.location) == (303, PAGE)
    return answered


def change(app: Flask, *statements: str) -> None:
    """Change rows as the desk would, and let the site see it."""
    with database_of(app).write() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    app.extensions["localoffer"][Snapshot].fresh()


def body_of(app: Flask) -> str:
    with database_of(app).read() as connection:
        body: str = connection.execute(select(reports.c.body)).scalar_one()
    return body


def main(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    found = BeautifulSoup(answer.text, "html.parser").main
    assert found is not None
    return re.sub(r"\s+", " ", found.get_text(" "))


def files(client: FlaskClient) -> dict[str, bytes]:
    return {kind: client.get(f"{PAGE}.{kind}").data for kind in ("csv", "txt")}


@pytest.mark.parametrize("role", [*RIGHTS, ""])
def test_only_who_has_the_right_makes_reports(answered: Flask, role: str) -> None:
    client = signed_in(answered, role) if role else answered.test_client()
    may = role == "rep"
    same = {"Sec-Fetch-Site": "same-origin"}

    shown = client.get("/desk/reports")
    posted = client.post("/desk/reports", data={**DAYS, "name": "x"}, headers=same)

    assert shown.status_code == (200 if may else 403 if role else 303)
    assert posted.status_code == (303 if may else 403)
    assert client.get("/you-said-we-did/reports/x").status_code == (200 if may else 404)


def test_a_post_from_elsewhere_publishes_nothing(rep: FlaskClient) -> None:
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    data = {**DAYS, "name": "2026"}

    assert rep.post("/desk/reports", data=data, headers=elsewhere).status_code == 403
    assert rep.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("asked", "title", "name"),
    [
        ("year=2026&kind=calendar", "1 January 2026 to 31 December 2026", "2026"),
        ("year=2026&kind=school", "1 September 2026 to 31 August 2027",
         "2026-27-school"),
        ("year=2026&kind=financial", "1 April 2026 to 31 March 2027",
         "2026-27-financial"),
        ("from=2026-10-01&to=2026-11-24&year=2020",
         "1 October 2026 to 24 November 2026", "2026-10-01-to-2026-11-24"),
    ],
)  # fmt: skip
def test_the_desk_shows_what_a_report_would_say(
    rep: FlaskClient, asked: str, title: str, name: str
) -> None:
    text = rep.get(f"/desk/reports?{asked}").text

    assert title in text
    assert f'name="name" value="{name}"' in text
    assert "It is hard to ring." in text
    assert "Publish for good" in text


def test_the_desk_warns_of_days_that_are_to_come(rep: FlaskClient) -> None:
    early = rep.get("/desk/reports?from=2026-01-01&to=2026-11-24").text
    over = rep.get("/desk/reports?from=2026-01-01&to=2026-11-23").text

    assert "Its last day is not over yet." in early
    assert "Its last day is not over yet." not in over


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=x&to=2026-01-01", "The first day is no day."),
        ("from=2026-01-01", "The last day is no day."),
        ("from=2026-02-01&to=2026-01-01", "The last day comes before the first."),
        ("year=-5", "The year is no year."),
        ("year=2026&kind=dog", "There is no such kind of year."),
    ],
)
def test_wrong_days_are_told_at_the_form(
    rep: FlaskClient, query: str, words: str
) -> None:
    answer = rep.get(f"/desk/reports?{query}")

    assert answer.status_code == 200
    assert words in answer.text
    assert "Publish for good" not in answer.text


@pytest.mark.parametrize(
    "name", ["", "../x", "A", "a b", "a--b", "ü", "x" * 41, "a.pdf"]
)
def test_a_name_that_is_no_address_is_refused(rep: FlaskClient, name: str) -> None:
    answer = rep.post("/desk/reports", data={**DAYS, "name": name})

    assert answer.status_code == 400
    assert "small letters, digits and hyphens only" in answer.text


def test_publishing_twice_under_a_name_is_refused_in_words(
    frozen: Flask, rep: FlaskClient
) -> None:
    before = body_of(frozen)
    answer = rep.post("/desk/reports", data={**DAYS, "name": "2026"})

    assert answer.status_code == 400
    assert (
        "A report named 2026 is published already, and stays as it is." in answer.text
    )
    assert body_of(frozen) == before
    again = rep.post("/desk/reports", data={**DAYS, "name": "2026-again"})
    assert again.status_code == 303


def test_the_audit_log_says_who_published_it(frozen: Flask) -> None:
    with database_of(frozen).read() as connection:
        step = connection.execute(select(audit)).one()

    assert (step.by, step.action, step.detail) == ("A. Rep", "publish report", "2026")


def test_a_published_report_is_for_everybody_and_listed(frozen: Flask) -> None:
    client = frozen.test_client()
    frozen.extensions["localoffer"][Snapshot].fresh()
    listed = client.get("/you-said-we-did").text
    text = main(client, PAGE)

    assert f'href="{PAGE}"' in listed
    for said in (
        "It is hard to ring.",
        "Short breaks team",
        URDU,
        "regulation 56(4)(b)",
    ):
        assert said in text
    assert "Tom" not in text
    assert main(client, f"/pl{PAGE}")
    assert client.get(PAGE).headers["Cache-Control"] == "public, no-cache"
    tag = {"If-None-Match": client.get(PAGE).headers["ETag"]}
    assert client.get(PAGE, headers=tag).status_code == 304


def test_later_changes_do_not_change_a_published_report(frozen: Flask) -> None:
    client = frozen.test_client()
    body, text, before = body_of(frozen), main(client, PAGE), files(client)

    add_comments(database_of(frozen), comment_row(90), comment_row(91, state="new"))
    add_replies(database_of(frozen), reply_row(id=90, comment_id=90, said="New."))
    change(
        frozen,
        "UPDATE replies SET kept_on = '2026-12-01', changed_at = '2026-12-01 09:00:00'",
        "UPDATE replies SET did = 'Something else.', due_on = NULL WHERE id <> 6",
        "UPDATE comments SET state = 'withheld' WHERE id = 20",
        "DELETE FROM comments WHERE id = 3",
    )

    assert "New." in client.get("/you-said-we-did").text
    assert body_of(frozen) == body
    assert main(client, PAGE) == text
    assert files(client) == before


def test_words_taken_down_later_go_from_the_report_too(frozen: Flask) -> None:
    client, body = frozen.test_client(), body_of(frozen)
    assert URDU in main(client, PAGE)

    change(
        frozen,
        "UPDATE replies SET withdrawn_at = '2026-12-01 09:00:00', "
        "note = 'It named a nurse.' WHERE id = 4",
    )
    everything = b"".join(files(client).values())

    assert URDU not in main(client, PAGE)
    assert "It named a nurse." in main(client, PAGE)
    assert b"no place for my daughter" not in everything
    # What the others said, and what was kept as evidence, is as it was.
    assert "Nothing on Saturdays." in main(client, PAGE)
    assert body_of(frozen) == body


def test_a_report_published_right_after_an_answer_shows_it(answered: Flask) -> None:
    """The snapshot of five seconds ago does not know the answer yet."""
    rep = signed_in(answered, "rep")
    rep.get("/you-said-we-did")
    add_replies(database_of(answered), reply_row(id=77, said="Just now."))
    rep.post("/desk/reports", data={**DAYS, "name": "2026"})

    assert "Just now." in main(rep, PAGE)


def test_the_files_are_what_they_say(frozen: Flask) -> None:
    client = frozen.test_client()

    for kind, mimetype in (
        ("csv", "text/csv"),
        ("txt", "text/plain"),
    ):  # fmt: skip
        answer = client.get(f"{PAGE}.{kind}")
        assert answer.mimetype == mimetype
        assert answer.status_code == 200
    assert "'=cmd" in client.get(f"{PAGE}.csv").text


@pytest.mark.parametrize(
    "address",
    [f"{PAGE}.exe", f"{PAGE}?page=9", "/you-said-we-did/reports/none",
     "/you-said-we-did/reports/none.pdf", "/you-said-we-did/reports/",
     f"{PAGE}/x", f"{PAGE}?page=x"],
)  # fmt: skip
def test_what_is_no_report_is_not_found(frozen: Flask, address: str) -> None:
    assert frozen.test_client().get(address).status_code == 404


def test_a_long_report_comes_in_pages_and_as_one(answered: Flask) -> None:
    rep = signed_in(answered, "rep")
    rows = [
        reply_row(id=n, said=f"Number {n}. " + "words " * 60) for n in range(100, 160)
    ]
    add_replies(database_of(answered), *rows)
    rep.post("/desk/reports", data={**DAYS, "name": "2026"})
    seen, address, pages = "", PAGE, 0
    while address:
        pages += 1
        seen += main(rep, address)
        packed = brotli.compress(rep.get(f"/ur{address}").data, quality=5)
        assert len(packed) <= 8000
        soup = BeautifulSoup(rep.get(address).text, "html.parser")
        after = soup.find("a", rel="next")
        address = str(after["href"]) if isinstance(after, Tag) else ""
    whole = main(rep, f"{PAGE}?page=all")

    assert pages > 2
    for n in range(100, 160):
        assert f"Number {n}." in seen
        assert f"Number {n}." in whole
    assert seen.count("What still waits") == 1


# The PDF and the document are the worker's: no web process makes them.


def fake(html: str) -> Pdf:
    return Pdf(b"%PDF-1.7 " + html.encode(), 1)


def handlers(app: Flask) -> dict[str, Handler]:
    return dict(print_handlers(lambda: app, fake))


def run(app: Flask) -> int:
    clock: Clock = app.extensions["localoffer"][Clock]
    return run_due(database_of(app), handlers(app), clock.now)


@pytest.fixture
def own_folder(answered: Flask, tmp_path: Path) -> Iterator[Path]:
    """A folder of this test's own for PDFs; the site's is shared by all."""
    kept: Reports = answered.extensions["localoffer"][Reports]
    before = kept.prints.folder
    kept.prints.folder = tmp_path / "reports"
    yield kept.prints.folder
    kept.prints.folder = before


def test_the_pdf_is_made_by_the_worker_after_publication(
    own_folder: Path, frozen: Flask
) -> None:
    client = frozen.test_client()
    early = client.get(f"{PAGE}.pdf")
    made = run(frozen)
    ready = client.get(f"{PAGE}.pdf")

    assert (early.status_code, early.headers["Refresh"]) == (202, "4")
    assert "The report is being made" in early.text
    word = client.get(f"{PAGE}.docx")

    assert made == 1
    assert word.mimetype == WORD
    assert word.data.startswith(b"PK")
    assert ready.mimetype == "application/pdf"
    assert ready.data.startswith(b"%PDF")
    assert URDU.encode() in ready.data


def test_the_pdf_is_made_anew_without_words_that_were_taken_down(
    own_folder: Path, frozen: Flask
) -> None:
    client = frozen.test_client()
    run(frozen)
    change(
        frozen,
        "UPDATE replies SET withdrawn_at = '2026-12-01 09:00:00', note = 'n' "
        "WHERE id = 4",
    )

    assert client.get(f"{PAGE}.pdf").status_code == 202
    assert run(frozen) == 1
    assert URDU.encode() not in client.get(f"{PAGE}.pdf").data
    word = Document(io.BytesIO(client.get(f"{PAGE}.docx").data))
    assert URDU not in [paragraph.text for paragraph in word.paragraphs]
    assert len(list(own_folder.iterdir())) == 2


def test_where_no_pdf_can_be_made_the_page_says_so(
    own_folder: Path, frozen: Flask
) -> None:
    def broken(html: str) -> Pdf:
        raise PressError("no Pango")

    clock: Clock = frozen.extensions["localoffer"][Clock]
    run_due(database_of(frozen), print_handlers(lambda: frozen, broken), clock.now)
    client = frozen.test_client()
    answer = client.get(f"{PAGE}.pdf")

    # The document for Word needs no press.
    assert client.get(f"{PAGE}.docx").status_code == 200
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "600"
    assert "Read it as a page" in answer.text


def test_a_report_that_was_read_is_shown_while_the_database_is_away(
    frozen: Flask,
) -> None:
    client = frozen.test_client()
    text = main(client, PAGE)
    database_of(frozen).migrate("base")

    assert main(client, PAGE) == text
    assert client.get("/you-said-we-did/reports/other").status_code == 503


def test_a_web_process_starts_without_what_makes_documents() -> None:
    heavy = "{'docx', 'lxml', 'weasyprint'} & set(sys.modules)"
    code = f"import sys, localoffer.app; print({heavy})"
    done = subprocess.run(  # noqa: S603  our own Python, our own code
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )

    assert done.stdout == "set()\n"
