"""Spreadsheets are read as people save them, and written so that nothing is run."""

import pytest
from hypothesis import given, strategies as some

from localoffer.review.spreadsheet import UnreadableError, read, written
from localoffer.web.cells import guarded, unguarded

CELLS = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)
TABLE = "id;said\r\n1;Café\r\n"


@given(CELLS)
def test_no_cell_begins_a_formula_and_each_comes_back(cell: str) -> None:
    safe = guarded(cell)

    assert not safe or safe[0] not in "=+-@\t\r\n＝＋－＠"
    assert unguarded(safe) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "'=1"])
def test_what_a_spreadsheet_would_run_has_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["it's", "'tis", "a=b", "", "1"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert guarded(cell) == unguarded(cell) == cell


@given(some.lists(some.tuples(CELLS, CELLS).filter(any), max_size=5))
def test_what_is_written_is_read_again(rows: list[tuple[str, str]]) -> None:
    sheet = read(written(("one", "two"), rows))

    assert sheet.columns == ("one", "two")
    assert [tuple(row.cells.values()) for row in sheet.rows] == rows
    assert sheet.notices == ()


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.encode("cp1252"),
        TABLE.replace(";", ",").encode(),
        TABLE.replace(";", "\t").encode(),
        f"sep=;\r\n{TABLE}".encode(),
        f"\r\n{TABLE}\r\n;\r\n".encode(),
        TABLE.replace("\r\n", "\n").replace("id;said", " ID ;Said").encode(),
    ],
)
def test_a_file_is_read_however_it_was_saved(data: bytes) -> None:
    sheet = read(data)

    assert sheet.columns == ("id", "said")
    assert [row.cells for row in sheet.rows] == [{"id": "1", "said": "Café"}]
    assert bool(sheet.notices) is (data == TABLE.encode("cp1252"))


def test_a_row_is_named_by_the_line_that_it_begins_on() -> None:
    data = b'sep=,\nid,said\n1,"two\nlines"\n2,one\n3\n'

    sheet = read(data)

    assert [row.line for row in sheet.rows] == [3, 5, 6]
    assert sheet.rows[2].cells == {"id": "3", "said": ""}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"id,id\n", "Line 1: two columns"),
        (b"id,said\n1,a,b\n", "Line 2: more cells"),
        (b'id,said\n1,a\n2,"b\n', "Line 3: "),
        (b"id,said\n1,\x81\x8d\n", "Line 2: this is not text"),
        (b"id,said\n1," + b"x" * 200_000, "Line 2: "),
    ],
)
def test_what_is_no_spreadsheet_is_told_with_its_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read(data)
