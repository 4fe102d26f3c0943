"""Each fault in a content folder is a problem with its line and what to write."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from localoffer.content.problems import Problem
from localoffer.content.reading import read_library

CONTENT = Path(__file__).parents[2] / "content"
GOOD = """---
title: Music morning
summary: A morning of songs for small children.
topics: [leisure-activities]
provider: milton-keynes-city-council
sources:
  - title: The council's page
    seen: copy of 2026
---

Come and sing.
"""
Check = Callable[[str | bytes], list[Problem]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "content"
    shutil.copytree(CONTENT, target)
    return target


@pytest.fixture
def problems_of(folder: Path) -> Check:
    """Return the problems that one more entry of this text brings."""

    def check(text: str | bytes, name: str = "music-morning.md") -> list[Problem]:
        path = folder / "services" / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        _, problems = read_library(folder)
        return [problem for problem in problems if problem.file.endswith(name)]

    return check


def test_the_reference_content_has_no_problem() -> None:
    library, problems = read_library(CONTENT)

    assert library is not None
    assert [str(problem) for problem in problems] == []


def test_a_sign_that_turns_words_about_is_a_problem_where_it_stands(
    problems_of: Check,
) -> None:
    turned = GOOD.replace("Come and sing.", "Come and sing.\n\nRing \u202e321.")

    assert [(p.line, p.field, p.wrong) for p in problems_of(turned)] == [
        (13, "body", "a hidden text-direction character")
    ]


def test_a_good_entry_has_no_problem(problems_of: Check) -> None:
    assert problems_of(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("provider: milton-keynes-city-council\n", "", 2, "provider"),
        ("Music morning", "[one, two]", 2, "title"),
        ("[leisure-activities]", "[leisure-activity]", 4, "topics"),
        ("[leisure-activities]", "leisure-activities", 4, "topics"),
        ("provider: milton", "provider: nobody-of-milton", 5, "provider"),
        ("sources:", "related: [no-such-entry]\nsources:", 6, "related"),
        ("sources:", "checked: 2026-13-45\nsources:", 6, "checked"),
        ("sources:", "ages: {from: 9, to: 4}\nsources:", 6, "ages"),
        ("sources:", "ages: {from: 0, to: eleven}\nsources:", 6, "ages.to"),
        ("sources:", "colour: red\nsources:", 6, "colour"),
        ("sources:", "title: Again\nsources:", 6, "title"),
        ("sources:", "covers: [ACT-99]\nsources:", 6, "covers"),
        ("sources:", "ehc_plan: 'yes'\nsources:", 6, "ehc_plan"),
        ("sources:", "places: [{postcode: mk93ej}]\nsources:", 6, "places.0.postcode"),
        ("Come and sing.", "See [this](service:no-such).", 11, "body"),
        ("A morning of", "A" * 161, 3, "summary"),
    ],
)
def test_a_fault_is_a_problem_with_its_line(
    problems_of: Check, old: str, new: str, line: int, field: str
) -> None:
    problems = problems_of(GOOD.replace(old, new, 1))

    assert [(p.line, p.field) for p in problems] == [(line, field)]
    assert all(problem.write and problem.wrong for problem in problems)


def test_a_tab_is_a_problem(problems_of: Check) -> None:
    (problem,) = problems_of(GOOD.replace("  - title", "\t- title"))

    assert (problem.line, "tab" in problem.wrong) == (7, True)


def test_a_file_that_is_not_utf8_is_a_problem(problems_of: Check) -> None:
    (problem,) = problems_of(GOOD.encode() + b"caf\xe9\n")

    assert (problem.line, "UTF-8" in problem.wrong) == (12, True)


def test_a_file_without_fields_is_a_problem(problems_of: Check) -> None:
    (problem,) = problems_of("Just words\n")

    assert problem.line == 1


def test_two_entries_cannot_have_one_name(folder: Path) -> None:
    shutil.copy(folder / "guides" / "turning-16.md", folder / "guides" / "camhs.md")
    (folder / "services" / "music-morning.md").write_text(
        GOOD.replace("provider:", "formerly: [sibs]\nprovider:"), "utf-8"
    )

    _, problems = read_library(folder)

    assert any("`camhs` is also the name" in p.wrong for p in problems)
    assert any("`sibs` is also the name" in p.wrong for p in problems)


def test_all_problems_are_told_at_once(problems_of: Check) -> None:
    text = GOOD.replace("provider: milton-keynes-city-council\n", "")
    text = text.replace("sources:", "colour: red\nages: {to: x}\nsources:")

    assert {p.field for p in problems_of(text)} == {"provider", "colour", "ages.to"}


def test_a_wrong_word_brings_the_nearest_right_one(problems_of: Check) -> None:
    (problem,) = problems_of(GOOD.replace("sources:", "conttact: {}\nsources:"))

    assert problem.write == "Did you mean `contact`?"


def test_a_missing_file_of_words_is_a_problem(folder: Path) -> None:
    (folder / "vocabulary" / "needs.yaml").unlink()

    library, problems = read_library(folder)

    assert library is None
    assert [p.file for p in problems] == ["vocabulary/needs.yaml"]
