"""What a guide may carry: letters, words to say, a timeline; and each fault named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, strategies as some

from localoffer.content.letters import has_open_gap, pieces
from localoffer.content.model import Guide
from localoffer.content.problems import Problem
from localoffer.content.reading import read_library

CONTENT = Path(__file__).parents[2] / "content"
GUIDE = """---
title: A worry
summary: What to do about a worry.
topics: [complaints]
entries: [mk-sendias, ipsea]
scripts:
  - when: When you ring
    to: [mk-sendias]
    words: I am [your name].
letters:
  - title: Ask for help
    when: When you need it.
    to: [mk-sendias]
    text: |-
      Dear [name]

      Please help.
timeline:
  title: The weeks
  starts: On the day they get it.
  since: 2014-09-01
  steps:
    - {title: You ask, to: 0, who: You, what: You write.}
    - {title: You wait, to: 0, who: You, what: You wait.}
    - {title: Yes or no, from: 2, to: 6, who: They, what: They answer.}
sources:
  - {title: A letter, seen: A copy}
---

Do this.
"""
Check = Callable[[str], list[Problem]]


@pytest.fixture
def problems_of(tmp_path: Path) -> Check:
    """Return the problems that one more guide of this text brings."""
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)

    def check(text: str) -> list[Problem]:
        (folder / "guides" / "a-worry.md").write_text(text, "utf-8")
        _, problems = read_library(folder)
        return [problem for problem in problems if problem.file.endswith("a-worry.md")]

    return check


def test_a_guide_may_carry_all_of_it(problems_of: Check) -> None:
    assert problems_of(GUIDE) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("[your name]", "[your name", 9, "scripts.0.words"),
        ("Dear [name]", "Dear []", 14, "letters.0.text"),
        ("Dear [name]", "Dear name]", 14, "letters.0.text"),
        (
            "    to: [mk-sendias]\n    text",
            "    to: [nobody]\n    text",
            13,
            "letters.0.to",
        ),
        (
            "    to: [mk-sendias]\n    words",
            "    to: [nobody]\n    words",
            8,
            "scripts.0.to",
        ),
        ("    when: When you need it.\n", "", 11, "letters.0.when"),
        ("from: 2, to: 6", "from: 7, to: 6", 22, "timeline.steps"),
        ("You ask, to: 0", "You ask, to: 9", 22, "timeline.steps"),
        ("You ask, to: 0", "You ask, to: -1", 23, "timeline.steps.0.to"),
        ("You ask, to: 0", "You ask, to: soon", 23, "timeline.steps.0.to"),
        ("who: They", "entries: [no-one], who: They", 25, "timeline.steps.2.entries"),
        ("since: 2014-09-01", "since: long ago", 21, "timeline.since"),
        ("scripts:\n", "call_script: Hello\nscripts:\n", 6, "call_script"),
        ("sources:", "unconfirmed: [lettres]\nsources:", 26, "unconfirmed"),
    ],
)
def test_a_fault_is_a_problem_with_its_line(
    problems_of: Check, old: str, new: str, line: int, field: str
) -> None:
    assert old in GUIDE

    problems = problems_of(GUIDE.replace(old, new, 1))

    assert [(p.line, p.field) for p in problems] == [(line, field)]
    assert all(problem.write and problem.wrong for problem in problems)


@given(some.text(alphabet="ab []\n", max_size=40))
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    cut = pieces(text)

    assert "".join(part for part, _ in cut) == text
    gaps = [part for part, is_gap in cut if is_gap]
    assert all(gap.startswith("[") and gap.endswith("]") for gap in gaps)
    rest = "".join(part for part, is_gap in cut if not is_gap)
    assert has_open_gap(text) == ("[" in rest or "]" in rest)


def test_the_four_letters_of_the_law_are_there() -> None:
    """Ask for an assessment, ask school for a meeting, chase a reply, complain."""
    library, _ = read_library(CONTENT)
    assert library is not None
    guides = [e.record for e in library.entries if isinstance(e.record, Guide)]
    titles = {letter.title for guide in guides for letter in guide.letters}

    for wanted in (
        "Ask for an EHC needs assessment",
        "Ask school for a meeting about extra help",
        "Chase a reply from school",
        "Chase a reply from the council",
        "Complain to the headteacher",
        "Complain that it is late",
    ):
        assert wanted in titles
    assert sum(bool(guide.scripts) for guide in guides) >= 8


def test_no_letter_names_where_to_send_it_by_itself() -> None:
    """An address, a number or a mailbox comes from the entry, where it is checked."""
    library, _ = read_library(CONTENT)
    assert library is not None
    for entry in library.entries:
        if isinstance(entry.record, Guide):
            for letter in entry.record.letters:
                assert "@" not in letter.text, entry.slug
                assert not any(
                    len(word) > 4 and word.isdigit() for word in letter.text.split()
                )


def test_each_week_of_the_timeline_has_its_law() -> None:
    library, _ = read_library(CONTENT)
    assert library is not None
    (guide,) = (
        entry.record
        for entry in library.entries
        if isinstance(entry.record, Guide) and entry.record.timeline
    )
    assert guide.timeline is not None

    strict = [(s.to, s.law) for s in guide.timeline.steps if not s.usual]

    assert [week for week, _ in strict] == [0, 6, 16, 20]
    assert all(law and ("regulation" in law or "section" in law) for _, law in strict)
