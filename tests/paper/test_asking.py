"""A reader asks for paper, waits, and has it; and what she is told when she cannot."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select

from localoffer.app import create_app
from localoffer.cli.bench import Bench
from localoffer.database.tables import jobs
from localoffer.edition.opening import Edition
from localoffer.outbox.worker import run_due
from localoffer.pages.workshop import Workshop
from localoffer.paper.actions import MAKE, MOST_WAITING
from localoffer.paper.choice import Choice
from localoffer.paper.press import Pdf, PressError
from localoffer.settings import Settings
from tests.fresh import database_of
from tests.paper.conftest import paper_of

Run = Callable[[], int]
ASKED = "/booklet.pdf?s=camhs,mk-sendias"


def waiting(app: Flask) -> int:
    query = select(func.count(jobs.c.id)).where(jobs.c.done_at.is_(None))
    with database_of(app).read() as connection:
        return int(connection.execute(query).scalar_one())


def words(text: str) -> str:
    page = BeautifulSoup(text, "html.parser")
    return " ".join(page.select_one("main").get_text(" ").split())  # type: ignore[union-attr]


def test_a_booklet_is_asked_for_made_and_sent(own_app: Flask, run: Run) -> None:
    client = own_app.test_client()

    first = client.get(ASKED)
    assert (first.status_code, first.headers["Refresh"]) == (202, "4")
    assert first.headers["Cache-Control"] == "no-store"
    assert "Your booklet is being made" in words(first.text)
    assert 'href="/booklet.pdf?s=camhs,mk-sendias"' in first.text
    assert run() == 1

    done = client.get(ASKED)
    assert (done.status_code, done.mimetype) == (200, "application/pdf")
    assert done.data.startswith(b"%PDF-")
    name = "milton-keynes-send-help-list.pdf"
    assert done.headers["Content-Disposition"] == f"inline; filename={name}"
    again = client.get(ASKED, headers={"If-None-Match": done.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.head(ASKED).status_code == 200


def test_the_same_choice_waits_once_however_it_is_written(own_app: Flask) -> None:
    client = own_app.test_client()
    for asked in (ASKED, ASKED, "/booklet.pdf?s=mk-sendias,,CAMHS,camhs&x=1"):
        assert client.get(asked).status_code == 202

    assert waiting(own_app) == 1


def test_a_booklet_comes_in_the_language_of_its_address(
    own_app: Flask, run: Run
) -> None:
    client = own_app.test_client()
    asked = "/ur/booklet.pdf?s=camhs&size=large"
    page = client.get(asked).text

    assert '<html lang="ur" dir="rtl">' in page
    assert 'href="/ur/booklet.pdf?s=camhs' in page.replace("size=large&amp;", "")
    assert run() == 1
    response = client.get(asked)
    assert "list-large-ur.pdf" in response.headers["Content-Disposition"]


def test_when_too_many_wait_the_next_is_told_to_come_again(own_app: Flask) -> None:
    client, paper = own_app.test_client(), paper_of(own_app)
    for number in range(MOST_WAITING):
        paper.ask(Choice(topic=f"t{number}"))

    answer = client.get(ASKED)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
    assert "Try again in a few minutes" in words(answer.text)
    assert "Refresh" not in answer.headers
    assert waiting(own_app) == MOST_WAITING
    # What waits already is still told that it is being made.
    assert paper.ask(Choice(topic="t0")) == "waiting"


def test_without_a_database_ready_paper_is_sent_and_new_is_not_promised(
    own: Settings, own_app: Flask, run: Run
) -> None:
    own_app.test_client().get(ASKED)
    run()
    away = "postgresql://nobody@127.0.0.1:1/none"
    client = create_app(replace(own, database_url=away)).test_client()

    ready, new = client.get(ASKED), client.get("/booklet.pdf?s=sibs")

    assert ready.status_code == 200
    assert (new.status_code, new.headers["Retry-After"]) == (503, "60")
    assert "We could not reach our records" in words(new.text)


def test_a_press_that_breaks_is_told_and_tried_again(
    own_app: Flask, bench: Bench, run: Run
) -> None:
    client, paper = own_app.test_client(), paper_of(own_app)
    client.get(ASKED)

    def broken(_html: str) -> Pdf:
        raise PressError("no Pango")

    shop = Workshop(bench.shop.app, broken)
    assert run_due(paper.database, {MAKE: shop.make_job}, paper.now) == 1

    told = client.get(ASKED)
    assert (told.status_code, told.headers["Retry-After"]) == (503, "600")
    assert "It is not your fault" in words(told.text)
    assert waiting(own_app) == 1
    assert not list(paper.files.folder.rglob("*.pdf"))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "You chose nothing for the booklet"),
        ("s=", "You chose nothing for the booklet"),
        ("s=nobody,nothing", "None of what you chose is here"),
        ("topic=zzz", "None of what you chose is here"),
        ("age=7", "None of what you chose is here"),
    ],
)
def test_a_booklet_of_nothing_is_refused_in_words(
    own_app: Flask, query: str, said: str
) -> None:
    answer = own_app.test_client().get(f"/booklet.pdf?{query}")

    assert answer.status_code == 400
    assert said in words(answer.text)
    # The next step is on the same page.
    assert '<select id="topic" name="topic">' in answer.text
    assert waiting(own_app) == 0


def test_the_page_says_what_a_choice_holds_and_leaves_out(
    own_app: Flask, edition: Edition
) -> None:
    client = own_app.test_client()
    many = ",".join(edition.slugs[:120])

    some = words(client.get("/booklet?s=camhs,nobody,sibs").text)
    cut = words(client.get(f"/booklet?s={many},nobody").text)
    age = words(client.get("/booklet?age=5-10").text)

    assert "2 guides and services" in some
    assert "so they are left out: nobody" in some
    assert "We take the first 100. Left out: 20." in cut
    assert "may fit: it is not stated" in age


def test_pages_and_size_are_told_only_of_what_is_made(own_app: Flask, run: Run) -> None:
    client = own_app.test_client()
    assert " kB" not in words(client.get("/booklet?s=camhs").text)
    client.get("/booklet.pdf?s=camhs")
    run()

    assert " kB)" in words(client.get("/booklet?s=camhs").text)


def test_a_web_process_never_takes_in_the_press(own: Settings) -> None:
    """67 MB and two seconds in each: the worker alone may pay them."""
    code = (
        "import sys\n"
        "from localoffer.app import from_environment\n"
        "client = from_environment().test_client()\n"
        "for path in ('/', '/booklet?topic=sleep', '/handouts', '/booklet.pdf',\n"
        "             '/qr.svg?to=/services/camhs', '/handout.pdf?guide=turning-16'):\n"
        "    client.get(path)\n"
        "print([name for name in sys.modules if 'weasyprint' in name])\n"
    )
    environ = {
        "LOCALOFFER_DATA": str(own.data),
        "LOCALOFFER_URL": own.url,
        "PATH": "",
        "LOCALOFFER_MEANING": "off",
    }
    done = subprocess.run(  # noqa: S603  our own Python
        [sys.executable, "-c", code],
        env=environ, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.strip() == "[]"
