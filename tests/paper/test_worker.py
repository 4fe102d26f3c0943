"""The worker makes paper with each edition, a little at a time, and tidies up."""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from localoffer.cli import bench as bench_module, group
from localoffer.cli.bench import Bench
from localoffer.database.tables import jobs
from localoffer.edition.opening import Edition
from localoffer.errors import EditionError
from localoffer.outbox import store as outbox
from localoffer.outbox.worker import Plans, work
from localoffer.paper import press as press_module
from localoffer.paper.actions import AHEAD, APART, MAKE, made_with
from localoffer.paper.choice import STARTER, Choice
from localoffer.paper.files import MOST_FILES, PaperFiles
from localoffer.paper.press import PressError, press, press_apart
from localoffer.settings import Settings
from tests.fresh import later
from tests.paper.conftest import paper_of

Run = Callable[[], int]


def planned(app: Flask) -> list[Choice]:
    paper = paper_of(app)
    query = select(jobs).where(jobs.c.kind == AHEAD).order_by(jobs.c.run_after)
    with paper.database.read() as connection:
        rows = connection.execute(query).all()
    return [Choice.from_payload(json.loads(row.payload)) for row in rows]


def test_a_new_edition_is_planned_once(own_app: Flask, bench: Bench) -> None:
    with own_app.app_context():
        choices = bench.shop.plan()

    bench.look()
    bench.look()
    again = Bench(bench.settings, bench.paper)
    again.__dict__["shop"] = bench.shop
    again.look()

    assert planned(own_app) == list(choices)
    assert choices[0].book == STARTER


def test_what_a_parent_asks_for_comes_before_what_is_made_ahead(
    own_app: Flask, bench: Bench
) -> None:
    bench.look()
    paper = paper_of(own_app)
    first = outbox.claim(paper.database, paper.now())
    paper.ask(Choice(list=("camhs",)))

    second = outbox.claim(paper.database, paper.now() + timedelta(seconds=1))

    assert first is not None
    assert second is not None
    assert (first.kind, second.kind) == (AHEAD, MAKE)
    assert timedelta(seconds=2) < APART


def test_what_is_made_already_is_not_planned_or_made_again(
    own_app: Flask, bench: Bench, run: Run
) -> None:
    client = own_app.test_client()
    asked = "/booklet.pdf?topic=sleep"
    client.get(asked)
    run()
    file = next(bench.paper.files.folder.rglob("*.pdf"))
    before = file.stat().st_mtime_ns

    bench.look()
    bench.shop.make_job({"topic": "sleep"})

    assert "sleep" not in {choice.topic for choice in planned(own_app)}
    assert file.stat().st_mtime_ns == before


def test_paper_of_former_editions_goes_with_them(bench: Bench) -> None:
    old = bench.paper.files.keep("0ld", "key", b"%PDF-", 1)
    kept = bench.paper.files.keep(current_of(bench), "key", b"%PDF-", 1)

    bench.look()

    assert not old.path.exists()
    assert kept.path.exists()


def current_of(bench: Bench) -> str:
    return (bench.settings.data / "editions" / "current").read_text("utf-8").strip()


def test_only_the_oldest_go_when_there_are_too_many(tmp_path: Path) -> None:
    files = PaperFiles(tmp_path)
    for number in range(6):
        kept = files.keep("edition", f"k{number}", b"%PDF-", 2)
        os.utime(kept.path, (number, number))

    files.forget_oldest("edition", {"k0"}, most=3)

    left = {path.stem for path in tmp_path.rglob("*.pdf")}
    assert left == {"k0", "k3", "k4", "k5"}
    assert {path.stem for path in tmp_path.rglob("*.json")} == left
    assert MOST_FILES >= 100


def test_half_a_file_is_never_found(tmp_path: Path) -> None:
    files = PaperFiles(tmp_path)
    folder = tmp_path / "booklets" / "edition"
    folder.mkdir(parents=True)
    (folder / "key.json").write_text('{"pages": 2}')
    (folder / "0123.aside").write_bytes(b"%PDF-half")

    assert files.find("edition", "key") is None
    (folder / "key.json").write_text("{")
    (folder / "key.pdf").write_bytes(b"%PDF-")
    assert files.find("edition", "key") is None


def test_without_pango_nothing_is_planned_and_the_worker_goes_on(
    own_app: Flask, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_module, "can_press", lambda: False)

    bench.look()

    assert planned(own_app) == []


def test_without_an_edition_the_worker_waits(settings: Settings, bench: Bench) -> None:
    (bench.settings.data / "editions" / "current").unlink()

    bench.look()

    assert "shop" not in vars(bench)


def test_a_look_that_fails_does_not_end_the_worker(own_app: Flask) -> None:
    stop, paper = Event(), paper_of(own_app)

    def look() -> None:
        stop.set()
        raise EditionError("damaged")

    work(paper.database, {}, later, stop, Plans(look=look))

    assert stop.is_set()


def test_a_job_for_what_is_gone_is_done_with_nothing(bench: Bench) -> None:
    bench.shop.make_job({"list": "nobody"})

    assert not list(bench.paper.files.folder.rglob("*.pdf"))


def test_a_press_apart_gives_the_same_pages() -> None:
    html = "<html lang=en><title>A</title><h1>One</h1><h1 style='break-before:page'>B"

    here, apart = press(html), press_apart(html)

    assert here.pages == apart.pages == 2
    assert apart.data.startswith(b"%PDF-")


def test_a_press_apart_tells_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a machine without Pango: the library cannot be taken in."""
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text("raise OSError('no pango')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    with pytest.raises(PressError, match="libpango"):
        press_apart("<p>")
    assert not press_module.can_press()


def test_the_press_asks_no_network(caplog: pytest.LogCaptureFixture) -> None:
    picture = (
        '<img src="http://127.0.0.1:9/x.png" alt="x"><img src="file:///etc/passwd">'
    )

    assert press(f"<html lang=en><title>A</title>{picture}").pages == 1
    assert caplog.text.count("disallowed protocol") == 2


def test_booklets_are_made_now_when_told(
    own: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALOFFER_DATA", str(own.data))
    monkeypatch.setenv("LOCALOFFER_LANGUAGES", "en")

    result = CliRunner().invoke(group, ["booklets", "--starter"])

    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert lines[0].startswith("starter en: ")
    assert lines[-1] == "2 booklets made."
    made = list((own.data / "booklets").rglob("*.pdf"))
    assert len(made) == 2


def test_booklets_say_what_to_install(
    own: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCALOFFER_DATA", str(own.data))
    booklets_module = sys.modules["localoffer.cli.booklets"]
    monkeypatch.setattr(booklets_module, "can_press", lambda: False)

    result = CliRunner().invoke(group, ["booklets"])

    assert isinstance(result.exception, PressError)
    assert "libpango" in result.exception.message


def test_an_area_without_a_starter_has_none(edition: Edition) -> None:
    area = edition.area.model_copy(update={"starter": ()})
    bare = replace(edition, standing=replace(edition.standing, area=area))

    assert all(choice.topic for choice in made_with(bare, ("en",)))
