"""`localoffer desk found`: evidence for the forum in which nobody can be seen."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, strategies as st

from localoffer.cli import group
from localoffer.database.connection import Database
from localoffer.insight import store
from localoffer.insight.model import Batch, Count, Taps
from localoffer.insight.report import LEAST_TOLD, report

MONTH = "2026-11"


def taps(topic: str, yes: int, no: int, page: str = "guide") -> tuple[Taps, ...]:
    said = (("yes", yes), ("no", no))
    return tuple(Taps(MONTH, page, topic, answer, n) for answer, n in said if n)


def lines(*rows: Taps | Count) -> list[str]:
    counts = tuple(row for row in rows if isinstance(row, Count))
    told = tuple(row for row in rows if isinstance(row, Taps))
    return report(Batch(counts, told))


def line_of(topic: str, *rows: Taps | Count) -> list[str]:
    """Return the cells of a topic's line."""
    found = next(line for line in lines(*rows) if line.startswith(f"  {topic}"))
    return re.split(r"\s{2,}", found.strip())


def test_yes_no_and_share_stand_by_topic() -> None:
    rows = (*taps("sleep", 20, 10), *taps("sleep", 10, 0, page="results"))

    assert line_of("sleep", *rows) == ["sleep", "30", "10", "75%"]


@pytest.mark.parametrize(
    ("yes", "no", "told"),
    [
        (96, 4, ["96", "fewer than 5", "at least 96%"]),
        (96, 0, ["96", "fewer than 5", "at least 96%"]),
        (0, 12, ["fewer than 5", "12", "at most 25%"]),
        (5, 5, ["5", "5", "50%"]),
    ],
)
def test_a_small_count_is_not_told_and_not_given_away_by_its_share(
    yes: int, no: int, told: list[str]
) -> None:
    assert line_of("sleep", *taps("sleep", yes, no)) == ["sleep", *told]


def test_topics_with_small_counts_only_are_named_together() -> None:
    shown = lines(*taps("sleep", 4, 4), *taps("camhs", 1, 0), *taps("none", 9, 9))

    assert "  fewer than 5 of each: camhs, sleep" in shown
    assert any(line.startswith("  no topic") for line in shown)


def test_all_topics_together_are_rounded() -> None:
    rows = (*taps("sleep", 20, 10), *taps("camhs", 1, 2))

    assert line_of("all topics", *rows) == [
        "all topics", "about 20", "about 10", "67%",
    ]  # fmt: skip


def test_what_was_found_least_comes_first() -> None:
    rows = (*taps("a", 9, 6), *taps("b", 9, 40), *taps("c", 9, 1))

    shown = [line.split()[0] for line in lines(*rows) if line.startswith("  ")]

    assert shown[2:5] == ["b", "a", "c"]


def test_questions_without_a_sure_answer_are_told_with_their_common_words() -> None:
    rows = (
        Count(MONTH, "answered", "sleep", 30),
        Count(MONTH, "unanswered", "sleep", 10),
        Count(MONTH, "unanswered", "none", 8),
        Count(MONTH, "unanswered word", "swimming", 7),
        Count(MONTH, "unanswered word", "rare", 4),
        Count(MONTH, "district", "MK3", 5),
    )

    shown = lines(*rows)

    assert line_of("sleep", *rows) == ["sleep", "30", "10", "75%"]
    assert line_of("no topic", *rows)[2] == "8"
    assert "Words of questions without a sure answer: swimming 7" in shown
    assert "Districts named: MK3 5" in shown


totals = st.integers(0, 12)
topics = st.dictionaries(st.sampled_from("abcdefgh"), st.tuples(totals, totals))


@given(topics)
def test_no_number_below_five_is_ever_told(pairs: dict[str, tuple[int, int]]) -> None:
    rows = [row for topic, both in pairs.items() for row in taps(topic, *both)]
    counts = [
        Count(MONTH, kind, topic, total)
        for topic, both in pairs.items()
        for kind, total in zip(("word", "district"), both, strict=True)
        if total
    ]

    shown = "\n".join(lines(*rows, *counts))

    plain = re.sub(r"fewer than 5|\d+%|\d{4}-\d\d", "", shown)
    assert [n for n in map(int, re.findall(r"\d+", plain)) if n < LEAST_TOLD] == []


def test_the_command_prints_each_month_or_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'localoffer.db'}")
    database.migrate()
    monkeypatch.setenv("LOCALOFFER_DATA", str(tmp_path))
    before = CliRunner().invoke(group, ["desk", "found"])
    later = Taps("2026-12", "guide", "camhs", "yes", 9)
    store.add(database, Batch(taps=(*taps("sleep", 20, 10), later)))
    database.engine.dispose()

    every = CliRunner().invoke(group, ["desk", "found"])
    one = CliRunner().invoke(group, ["desk", "found", "--month", "2026-12"])

    assert before.output == "Nothing is counted yet.\n"
    assert [every.output.find(m) >= 0 for m in (MONTH, "2026-12")] == [True, True]
    assert MONTH not in one.output
    assert "camhs" in one.output
