"""The dates of terms: optional, never guessed, and their faults told with lines."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from localoffer.content.problems import Problem
from localoffer.content.reading import read_library
from localoffer.content.terms import FILE, TermDates
from localoffer.edition.build import build
from localoffer.edition.digest import digest_of
from localoffer.edition.opening import open_edition
from tests.week.offer import CONTENT, TERMS, text_of

Check = Callable[[str, str], list[Problem]]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    return folder


@pytest.fixture
def bare(content: Path) -> Path:
    """The content without an entry: quicker to read."""
    for name in ("services", "guides"):
        shutil.rmtree(content / name)
        (content / name).mkdir()
    return content


@pytest.fixture
def problems_of(bare: Path) -> Check:
    """Return the problems that a file of the content has."""

    def check(file: str, text: str) -> list[Problem]:
        (bare / file).write_text(text, "utf-8")
        return [p for p in read_library(bare)[1] if p.file == file]

    return check


def terms_in(content: Path) -> TermDates:
    library, problems = read_library(content)
    assert library is not None
    assert problems == []
    return library.terms


def test_the_real_dates_are_those_that_the_source_states() -> None:
    terms = terms_in(CONTENT)

    def season(day: str) -> str:
        stretch = terms.stretch_on(date.fromisoformat(day))
        return stretch.season if stretch else "not stated"

    assert season("2025-08-31") == "not stated"
    assert season("2025-09-01") == season("2025-10-26") == "term time"
    assert season("2025-10-27") == season("2025-11-02") == "holidays"
    assert season("2025-11-03") == season("2026-07-20") == "term time"
    assert season("2026-04-12") == season("2026-07-21") == "holidays"
    assert season("2026-07-22") == season("2026-11-27") == "not stated"


def test_stretches_follow_on_each_other_without_gap_or_overlap() -> None:
    (year,) = terms_in(CONTENT).years
    stretches = year.stretches

    for earlier, later in pairwise(stretches):
        assert later.first == earlier.last + timedelta(days=1)
        assert later.season != earlier.season
    assert [s.is_open for s in stretches] == [False] * (len(stretches) - 1) + [True]


def test_without_the_file_nothing_is_stated(content: Path) -> None:
    (content / "terms.yaml").unlink()

    assert terms_in(content) == TermDates()


def test_an_edition_holds_the_dates_and_is_named_by_them(
    content: Path, tmp_path: Path
) -> None:
    def digest() -> str:
        return digest_of(content, tmp_path / "code", {})

    first = digest()
    (content / "terms.yaml").write_text(TERMS, "utf-8")

    built = build(content, tmp_path / "var").digest
    edition = open_edition(tmp_path / "var" / "editions" / built)

    assert digest() != first
    assert edition.standing.terms == terms_in(content)


def test_a_good_file_has_no_problem(problems_of: Check) -> None:
    assert problems_of(FILE, TERMS) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("starts: 2026-09-01", "starts: soon", 4, "years.0.starts"),
        ("starts: 2026-09-01", "colour: red", 4, "years.0.colour"),
        ("back: 2026-11-02", "back: 2026-10-26", 6, "years.0.holidays.0.back"),
        ("starts: 2026-12-21", "starts: 2026-10-30", 7, "years.0.holidays.1.starts"),
        (", back: 2027-01-04", "", 7, "years.0.holidays.1"),
        ("[2026-12-03]", "[2026-12-25]", 11, "years.0.closed.0"),
        ("[2026-12-03]", "[2026-13-03]", 11, "years.0.closed.0"),
        ("sources: [", "sources: []  # [", 12, "years.0.sources"),
        ("- name: 2026 to 2027", "- name: [1]", 2, "years.0.name"),
    ],
)
def test_a_fault_is_a_problem_with_its_line(
    problems_of: Check, old: str, new: str, line: int, field: str
) -> None:
    found = problems_of(FILE, TERMS.replace(old, new, 1))

    assert (line, field) in {(p.line, p.field) for p in found}
    assert all(p.wrong and p.write for p in found)


def test_two_years_cannot_share_a_day(problems_of: Check) -> None:
    years = TERMS + TERMS.replace("years:\n", "").replace("2026-09-01", "2026-10-01")

    assert "years.1.starts" in {p.field for p in problems_of(FILE, years)}


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ('end: "11:30"', 'end: "09:30"', 8, "sessions.0.end"),
        ('start: "10:00", ', "", 8, "sessions.0.end"),
        ('start: "10:00"', "start: 10:00", 8, "sessions.0.start"),
        ("days: [monday]", "days: [mondays]", 8, "sessions.0.days.0"),
        ("days: [monday]", "dates: [2026-11-31]", 8, "sessions.0.dates.0"),
        ("2027-06-30", "2026-09-09", 10, "review_by"),
        ("2027-06-30", "2126-06-30", 10, "review_by"),
    ],
)
def test_a_session_with_a_fault_is_a_problem_with_its_line(
    problems_of: Check, old: str, new: str, line: int, field: str
) -> None:
    text = text_of("weekly")
    assert old in text

    found = problems_of("services/club-weekly.md", text.replace(old, new, 1))

    assert [(p.line, p.field) for p in found] == [(line, field)]
    assert all(p.wrong and p.write for p in found)
