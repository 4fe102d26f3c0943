"""`localoffer desk report`: read it, write it to a file, publish it once."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from docx import Document
from flask import Flask
from pypdf import PdfReader

from localoffer.cli import group, main
from localoffer.errors import LocalOfferError
from localoffer.paper.press import can_press
from localoffer.settings import Settings
from tests.conftest import need
from tests.fresh import database_of
from tests.replies.rows import URDU

YEAR = ("--year", "2026", "--kind", "calendar")
Run = Callable[..., Result]


@pytest.fixture
def run(answered: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on the site of the test."""
    url = database_of(answered).engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("LOCALOFFER_DATA", str(settings.data))
    monkeypatch.setenv("LOCALOFFER_DATABASE_URL", url)
    monkeypatch.setenv("LOCALOFFER_CONTENT", str(settings.content))
    return lambda *words: CliRunner().invoke(group, ["desk", "report", *words])


def test_the_report_is_printed_as_text(run: Run) -> None:
    done = run("--from", "2026-04-01", "--to", "2027-03-31")

    assert done.exit_code == 0
    assert "You said, we did: 1 April 2026 to 31 March 2027" in done.output
    assert "Comments that came in this time: 12" in done.output
    assert "It is hard to ring." in done.output
    assert "Tom" not in done.output


@pytest.mark.parametrize(
    ("kind", "first"),
    [("calendar", "1 January"), ("school", "1 September"), ("financial", "1 April")],
)
def test_each_kind_of_year_can_be_asked_for(run: Run, kind: str, first: str) -> None:
    assert f"{first} 2026 to" in run("--year", "2026", "--kind", kind).output


def test_each_form_is_written_to_a_file(run: Run, tmp_path: Path) -> None:
    for form in ("html", "csv", "docx"):
        file = tmp_path / f"report.{form}"
        assert run(*YEAR, "--format", form, "--output", str(file)).exit_code == 0

    html = (tmp_path / "report.html").read_text("utf-8")
    document = Document(io.BytesIO((tmp_path / "report.docx").read_bytes()))
    assert html.startswith("<!doctype html>")
    assert f'<div lang="ur" dir="rtl"><p>{URDU}</p></div>' in html
    assert "&lt;b&gt;Big&lt;/b&gt;" in html
    assert "'=cmd" in (tmp_path / "report.csv").read_text("utf-8")
    assert URDU in [paragraph.text for paragraph in document.paragraphs]


def test_the_pdf_is_tagged_and_says_what_it_is(run: Run, tmp_path: Path) -> None:
    need(can_press(), "no Pango: scripts/test installs it")
    file = tmp_path / "report.pdf"
    assert run(*YEAR, "--format", "pdf", "--output", str(file)).exit_code == 0

    reader = PdfReader(file)
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "It is hard to ring." in text
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "You said, we did: 1 January 2026 to 31 December 2026"
    )
    assert "/MarkInfo" in reader.trailer["/Root"]  # type: ignore[operator]


def test_it_is_published_once_and_then_refused(run: Run, answered: Flask) -> None:
    first = run(*YEAR, "--publish")
    second = run(*YEAR, "--publish")
    other = run(*YEAR, "--publish", "--name", "2026-again")
    client = answered.test_client()

    assert "Published at /you-said-we-did/reports/2026" in first.output
    assert isinstance(second.exception, LocalOfferError)
    assert "A report named 2026 is published already" in second.exception.message
    assert other.exit_code == 0
    assert client.get("/you-said-we-did/reports/2026").status_code == 200
    assert client.get("/you-said-we-did/reports/2026-again").status_code == 200


@pytest.mark.parametrize(
    "words", [(), ("--from", "2026-01-01"), (*YEAR, "--to", "2026-12-31")]
)
def test_days_that_are_not_said_are_asked_for(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)

    assert isinstance(done.exception, LocalOfferError)
    assert "Say --from and --to, or --year." in done.exception.message


def test_a_refusal_is_told_in_words_with_its_own_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["localoffer", "desk", "report"])

    with pytest.raises(SystemExit) as stopped:
        main()

    assert stopped.value.code == 6
    assert "Say --from and --to, or --year." in capsys.readouterr().err
