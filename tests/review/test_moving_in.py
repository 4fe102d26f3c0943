"""A spreadsheet of an older system is read whole, or every fault of it is told."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from localoffer.review import moving_in, moving_out
from localoffer.review.moving_in import NEEDED, Arrivals, Known
from localoffer.review.spreadsheet import read, written

ROOT = Path(__file__).parents[2]
KNOWN = Known(
    topics={"sleep": "sleep", "help with sleep": "sleep", "salt-drop-in": "salt"},
    entries={"camhs", "salt-drop-in"},
    today=date(2026, 11, 24),
)
ROW = {
    "id": "1", "received": "2025-03-01", "said": "a", "did": "b",
    "published": "2025-05-01",
}  # fmt: skip


def arrive(*rows: dict[str, str]) -> Arrivals:
    """Read rows, each the one above with some cells changed."""
    full = [ROW | {"id": str(number)} | row for number, row in enumerate(rows, 1)]
    columns = tuple(dict.fromkeys(name for row in full for name in row))
    cells = [[row.get(name, "") for name in columns] for row in full]
    return moving_in.read(read(written(columns, cells)), KNOWN)


def value(column: str, cell: str) -> Any:
    arrivals = arrive({column: cell})
    assert arrivals.faults == ()
    field = {c.name: c.field for c in moving_in.COLUMNS}[column]
    return arrivals.rows[0][field]


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("received", "2025-03-01", date(2025, 3, 1)),
        ("received", "1/3/2025", date(2025, 3, 1)),
        ("due", "", None),
        ("published", "31/12/2025", datetime(2025, 12, 31, 12, tzinfo=UTC)),
        ("published", "2025-12-31T09:30+01:00",
         datetime(2025, 12, 31, 8, 30, tzinfo=UTC)),
        ("published", "2025-12-31 09:30", datetime(2025, 12, 31, 9, 30, tzinfo=UTC)),
        ("topic", "Help with Sleep", "sleep"),
        ("topic", " sleep ", "sleep"),
        ("topic", "", None),
        ("about", "/services/camhs", "camhs"),
        ("about", "https://old.example/services/camhs/", "camhs"),
        ("about", "", None),
        ("prompt", "", "included"),
        ("prompt", "access", "access"),
        ("language", "", "en"),
        ("language", "PL", "pl"),
        ("owner", "", ""),
        ("said", " <b>bold</b>\r\nand\tmore\x00\u202e ", "<b>bold</b>\nand more"),
        ("did", "=1+1", "=1+1"),
    ],
)  # fmt: skip
def test_a_cell_is_read(column: str, cell: str, expected: object) -> None:
    assert value(column, cell) == expected


@pytest.mark.parametrize(
    ("column", "cell", "words"),
    [
        ("received", "31/31/2025", "is no date"),
        ("received", "soon", "is no date"),
        ("received", "2025-02-29", "is no date"),
        ("received", "", "is empty"),
        ("received", "2026-11-25", "in the future"),
        ("published", "2025-02-01", "before it was received"),
        ("published", "2026-12-24", "in the future"),
        ("published", "1 May 2025 at noon", "is no time"),
        ("published", "", "is empty"),
        ("topic", "Flying", "no topic “Flying”"),
        ("about", "The drop-in!", "name of a page"),
        ("prompt", "why", "included, access, involved"),
        ("language", "Polish", "two letters"),
        ("id", " ", "is empty"),
        ("id", "x" * 121, "under 121"),
        ("said", "", "is empty"),
        ("did", "\x00", "is empty"),
        ("owner", "x" * 161, "under 161"),
    ],
)
def test_a_wrong_cell_is_told_by_line_and_column(
    column: str, cell: str, words: str
) -> None:
    arrivals = arrive({}, {column: cell})

    told = [str(fault) for fault in arrivals.faults]
    assert any(line.startswith(f"line 3, {column}: ") for line in told)
    assert any(words in line for line in told)
    assert all(line.startswith("line 3, ") for line in told)


def test_every_fault_is_told_at_once() -> None:
    arrivals = arrive({"said": "", "topic": "x"}, {"id": "1", "due": "x"}, {"did": ""})

    assert [(fault.line, fault.column) for fault in arrivals.faults] == [
        (2, "topic"), (2, "said"), (3, "due"), (3, "id"), (4, "did"),
    ]  # fmt: skip
    assert "line 2 has the same" in str(arrivals.faults[3])


def test_a_missing_column_is_told_and_a_strange_one_left_aside() -> None:
    short = moving_in.read(read(b"id,said,colour\n1,a,red\n"), KNOWN)
    strange = arrive({"colour": "red", "comment_id": "7"})

    told = [(fault.line, fault.column) for fault in short.faults]
    assert told == [(1, name) for name in NEEDED if name != "id"]
    assert strange.notices == ("Columns left aside: colour.",)
    assert strange.faults == ()


def test_a_page_that_is_gone_is_kept_and_told() -> None:
    arrivals = arrive({"about": "gone-long-ago"})

    assert arrivals.rows[0]["about"] == "gone-long-ago"
    assert "there is no page “gone-long-ago” now" in arrivals.notices[0]


def test_of_a_withdrawn_one_no_words_need_be_left() -> None:
    arrivals = arrive({"said": "", "withdrawn": "2025-06-01", "note": "Withdrawn."})

    assert arrivals.faults == ()
    assert arrivals.rows[0]["said"] == ""


def test_the_docs_show_the_columns_and_the_example_is_a_true_one() -> None:
    docs = (ROOT / "docs" / "moving-out.md").read_text("utf-8")
    example = (ROOT / "docs" / "examples" / "older-system.csv").read_bytes()

    arrivals = moving_in.read(read(example), KNOWN)

    assert moving_in.described() in docs
    assert (arrivals.faults, arrivals.notices) == ((), ())
    assert len(arrivals.rows) == 2
    assert moving_out.schema() in docs
    for name, why in moving_out.LEFT_OUT.items():
        assert f"- `{name}`: {why}" in docs
