"""Spreadsheets as files: written so that no cell is run, and read as people save them.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, which
is taken away again when one of ours is read. Pure.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from localoffer.web.cells import guarded, unguarded

SEPARATORS = (",", ";", "\t")
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class UnreadableError(Exception):
    """The file is no spreadsheet; the message says why, and in which line."""


@dataclass(frozen=True)
class Row:
    """One row, by column, and the line of the file that it begins on."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Sheet:
    """A file as it was read. `notices` say what was done to read it."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notices: tuple[str, ...] = ()


def written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file that every spreadsheet opens, accents and all."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def read(data: bytes) -> Sheet:
    """Return what a CSV file holds; UnreadableError when it is none.

    It may be UTF-8, UTF-16 or Windows-1252, with commas, semicolons or tabs.
    """
    text, notices = _decoded(data)
    lines = text.splitlines(keepends=True)
    skipped = 0
    while lines and (not lines[0].strip() or lines[0].lower().startswith("sep=")):
        lines, skipped = lines[1:], skipped + 1
    if not lines:
        message = "The file is empty."
        raise UnreadableError(message)
    separator = max(SEPARATORS, key=lines[0].count)
    records = _records("".join(lines), separator, skipped)
    columns = tuple(name.strip().lower().replace(" ", "_") for name in next(records)[1])
    if len(set(columns)) < len(columns):
        message = f"Line {skipped + 1}: two columns have the same name."
        raise UnreadableError(message)
    rows = tuple(_row(line, columns, cells) for line, cells in records if any(cells))
    return Sheet(columns, rows, notices)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        notice = "The file is not UTF-8: it was read as Windows-1252."
    try:
        return data.decode("cp1252"), (notice,)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        message = f"Line {line}: this is not text. Save the file as CSV, UTF-8."
        raise UnreadableError(message) from None


def _records(
    text: str, separator: str, skipped: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line that it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield skipped + begins, [unguarded(cell) for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as fault:
        message = f"Line {skipped + begins}: {fault}."
        raise UnreadableError(message) from None


def _row(line: int, columns: tuple[str, ...], cells: list[str]) -> Row:
    if any(cells[len(columns) :]):
        message = f"Line {line}: more cells than columns."
        raise UnreadableError(message)
    padded = [*cells, *[""] * (len(columns) - len(cells))]
    return Row(line, dict(zip(columns, padded, strict=False)))
