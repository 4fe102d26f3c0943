"""The desk's page of what is asked for and not found, its charts and exports."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from click.testing import CliRunner
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import insert

from localoffer.cli import group
from localoffer.database.tables import right_counts
from localoffer.edition.rendered import Upkeep
from localoffer.insight import store
from localoffer.insight.model import Batch, Count, Taps
from localoffer.insight.upkeep import Wanted
from localoffer.settings import Settings
from tests.fresh import database_of, fresh_site
from tests.live import serving
from tests.pages.looking import faults
from tests.signed import account, signed_in, token_of

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
COUNTS = (
    Count("2025-03", "topic", "sleep", 10),
    Count("2026-03", "topic", "sleep", 25),
    Count("2026-03", "topic", "camhs", 4),
    Count("2026-11", "topic", "sleep", 500),  # still runs
    Count("2026-03", "unanswered", "sleep", 12),
    Count("2026-05", "unanswered", "none", 7),
    Count("2026-03", "unanswered in", "MK3 sleep", 6),
    Count("2026-03", "unanswered in", "MK3 none", 5),
    Count("2026-03", "unanswered in", "MK9 sleep", 4),
    Count("2026-03", "emptied", "cost=free sleep", 5),
    Count("2026-03", "emptied", "within=3 none", 6),
    Count("2026-03", "emptied", "day=several none", 7),
    Count("2026-03", "district", "MK3", 30),
    Count("2026-03", "unanswered word", "swimming", 8),
)
TAPS = (
    Taps("2026-03", "guide", "sleep", "no", 3),
    Taps("2026-03", "service", "sleep", "no", 3),
    Taps("2026-03", "guide", "sleep", "yes", 4),
)
RIGHT = (
    {"month": "2026-03", "about": "camhs", "answer": "no", "total": 9},
    {"month": "2026-03", "about": "camhs", "answer": "yes", "total": 90},
    {"month": "2026-03", "about": "mk-sendias", "answer": "no", "total": 4},
)


@pytest.fixture
def counted(settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    with fresh_site(settings, tmp_path, lambda: NOW) as app:
        store.add(database_of(app), Batch(COUNTS, TAPS))
        with database_of(app).write() as connection:
            connection.execute(insert(right_counts), list(RIGHT))
        yield app


def tables(text: str) -> dict[str, list[list[str]]]:
    """Return the rows of each table by the name of its section."""
    page = BeautifulSoup(text, "html.parser")
    return {
        str(section["aria-labelledby"]): [
            [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])]
            for row in section.select("tbody tr")
        ]
        for section in page.select("main section.card")
    }


def test_a_year_stands_beside_the_year_before(counted: Flask) -> None:
    found = tables(signed_in(counted, "rep").get("/desk/insight").text)

    assert found["asked"] == [["Sleep", "25", "10"]]
    assert found["unmet"] == [
        ["Sleep", "10", "fewer than 5"],
        ["No topic that we know", "5", "fewer than 5"],
    ]
    assert found["unmet-districts"] == [["MK3", "10", "fewer than 5"]]
    assert found["pairs"] == [["Sleep, MK3", "5", "fewer than 5"]]
    assert [row[:2] for row in found["emptied"]] == [
        ["Cost: Free", "5"],
        ["Day: more than one", "5"],
        ["Miles from a place: 3", "5"],
    ]
    assert found["districts"] == [["MK3", "30", "fewer than 5"]]
    assert found["words"] == [["swimming", "5", "fewer than 5"]]
    assert found["found-no"] == [["Sleep", "5", "fewer than 5"]]
    assert found["found-yes"] == []
    assert [row[1:] for row in found["wrong"]] == [["5", "fewer than 5"]]
    assert len(found["months"]) == 10
    assert found["months"][2] == ["March 2026", "10", "fewer than 5"]


def test_what_is_missing_can_be_told_of_one_topic(counted: Flask) -> None:
    rep = signed_in(counted, "rep")

    found = tables(rep.get("/desk/insight?of=calendar-2026&topic=sleep").text)

    assert found["unmet-districts"] == [["MK3", "5", "fewer than 5"]]
    assert [row[0] for row in found["emptied"]] == ["Cost: Free"]
    assert found["months"][4] == ["May 2026", "fewer than 5", "fewer than 5"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("?of=school-2025", "September 2025 to August 2026"),
        ("?of=financial-2025", "April 2025 to March 2026"),
        ("?of=calendar-9999", "January 2026 to October 2026"),
        ("?of=calendar-0000", "January 1 to December 1"),
        ("?of=moon-2026&topic=<script>", "January 2026 to October 2026"),
        ("?of=calendar-٢٠٢٦", "January 2026 to October 2026"),
    ],
)
def test_any_address_shows_a_year(counted: Flask, address: str, words: str) -> None:
    answer = signed_in(counted, "rep").get(f"/desk/insight{address}")

    assert answer.status_code == 200
    assert words in answer.text
    assert "<script>" not in answer.text.split("<main", 1)[1]


@pytest.mark.parametrize("ending", ["", ".csv", ".json"])
def test_who_has_no_right_to_insight_sees_none(counted: Flask, ending: str) -> None:
    address = f"/desk/insight{ending}"
    opens = {
        role: signed_in(counted, role).get(address).status_code
        for role in ("rep", "editor", "administrator", "answerer")
    }

    assert opens == {"rep": 200, "editor": 200, "administrator": 200, "answerer": 403}
    assert counted.test_client().get(address).status_code == 303


def test_each_chart_is_a_picture_with_a_name_that_points_to_its_table(
    counted: Flask,
) -> None:
    text = signed_in(counted, "rep").get("/desk/insight").text
    page = BeautifulSoup(text, "html.parser")
    charts = page.select("main svg[role=img]")

    assert len(charts) == 8
    for chart in charts:
        title, table = (
            page.find(id=str(chart[name]))
            for name in ("aria-labelledby", "aria-describedby")
        )
        assert isinstance(title, Tag)
        assert isinstance(table, Tag)
        section = chart.find_parent("section")
        assert section
        told = [cell.get_text() for cell in section.select("tbody td")]
        drawn = [t.get_text() for t in chart.find_all("text")]
        assert [word for at, word in enumerate(drawn) if at % 3] == told
        assert table.find_parent("details") in section.find_all("details")
    assert not re.search(r"\sstyle=|<style|\son\w+=", text)


def test_all_formats_tell_the_same(counted: Flask) -> None:
    rep = signed_in(counted, "rep")
    page = tables(rep.get("/desk/insight").text)
    lines = list(csv.reader(io.StringIO(rep.get("/desk/insight.csv").text)))
    said = json.loads(rep.get("/desk/insight.json").text)

    shown = [row for name in page for row in page[name]]
    assert lines[0][2:] == [
        "January 2026 to October 2026", "January 2025 to October 2025",
    ]  # fmt: skip
    assert [line[1:] for line in lines[1 : len(shown) + 1]] == shown
    assert [list(r.values()) for t in said["tables"] for r in t["rows"]] == shown
    assert "attachment" in rep.get("/desk/insight.csv").headers["Content-Disposition"]
    assert "no-store" in rep.get("/desk/insight.json").headers["Cache-Control"]


def test_a_count_planted_with_markup_is_text(counted: Flask) -> None:
    planted = "<b>=1+1</b>"
    rows = tuple(
        Count("2026-03", kind, planted, 50)
        for kind in ("topic", "district", "unanswered word", "emptied", "unanswered in")
    )
    store.add(database_of(counted), Batch(rows))
    rep = signed_in(counted, "rep")

    text = rep.get("/desk/insight").text

    assert planted not in text
    assert "&lt;b&gt;=1+1" in text


def test_the_command_prints_what_the_page_shows(
    counted: Flask, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = database_of(counted).engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("LOCALOFFER_DATA", str(settings.data))
    monkeypatch.setenv("LOCALOFFER_DATABASE_URL", url)
    monkeypatch.setattr(
        "localoffer.web.clock.Clock.today", lambda _: date(2026, 11, 24)
    )
    asked = ["desk", "insight", "--year", "2025", "--kind", "school"]

    text = CliRunner().invoke(group, asked).output
    as_csv = CliRunner().invoke(group, [*asked, "--as", "csv"]).output

    assert text.startswith("September 2025 to August 2026, beside September 2024")
    assert "  Sleep: 25 (before: 10)" in text
    assert "  Every other topic: fewer than 5, or none." in text
    page = signed_in(counted, "rep").get("/desk/insight.csv?of=school-2025").text
    assert as_csv.splitlines() == page.splitlines()


def test_what_editors_must_do_is_told(counted: Flask) -> None:
    text = signed_in(counted, "editor").get("/desk/insight").text

    assert "Overdue a check: 0" in text
    assert re.search(r"Never checked with the service: [1-9]", text)
    assert "REG-56-3a" in text
    assert "SCH2-P01a" not in text.split('id="uncovered"')[1]


def test_an_entry_is_overdue_from_the_day_after() -> None:
    day = date(2026, 3, 1)
    entries = [
        Upkeep("b", "service", "B", day, day, ("REG-53",)),
        Upkeep("a", "guide", "A", day, date(2026, 1, 1), ()),
        Upkeep("c", "service", "C", None, None, ()),
    ]

    on_the_day = Wanted.of(entries, (), day)
    later = Wanted.of(entries, (), date(2026, 3, 2))

    assert [one.slug for one in on_the_day.overdue] == ["a"]
    assert [one.slug for one in later.overdue] == ["a", "b"]
    assert [one.slug for one in later.unchecked] == ["c"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_well_on_a_phone_and_at_a_desk(
    counted: Flask, browser: Browser, width: int, scheme: str
) -> None:
    token = token_of(counted, account(counted, "rep"))
    with serving(counted) as site:
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        context.add_cookies(
            [{"name": "desk", "value": token, "url": f"{site}/desk", "secure": True}]
        )
        page, said = context.new_page(), []
        page.on("console", lambda message: said.append(message.text))
        page.goto("/desk/insight")
        closed = faults(page)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = 1)")
        opened = faults(page)
        context.close()

    assert (closed, opened, said) == ([], [], [])
