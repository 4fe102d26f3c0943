"""Reads published comments of an older system out of a spreadsheet. Pure.

Every problem is collected, with its line and column, before anything is written.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from unicodedata import category

from localoffer.feedback.model import PROMPTS
from localoffer.review.spreadsheet import Row, Sheet

OWN = re.compile(r"reply-([0-9]{1,9})")  # the id of a reply that was never imported
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PAGE = re.compile(r"(https?://[^/]+)?/(services|guides)/")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
NOON = 12  # of a day without a time: the same day in every zone


@dataclass(frozen=True)
class Known:
    """What a row is held against: topics by slug and by name, entries, the day."""

    topics: Mapping[str, str]
    entries: Collection[str]
    today: date


@dataclass(frozen=True)
class Fault:
    """What is wrong with a cell, and what to write."""

    line: int
    column: str
    words: str

    def __str__(self) -> str:
        """Return the line that is printed."""
        return f"line {self.line}, {self.column}: {self.words}"


@dataclass(frozen=True)
class Arrivals:
    """What a spreadsheet holds: rows as the table of replies has them, by their line.

    With a fault nothing of it is to be kept.
    """

    rows: tuple[dict[str, Any], ...]
    faults: tuple[Fault, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of the spreadsheet, and the column of the table that it fills."""

    name: str
    field: str
    words: str
    read: Callable[[str, Known], Any]
    needed: bool = False


def clean(text: str) -> str:
    """Return text without signs that hide or break what is written."""
    lines = TURNS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (" " if sign == "\t" else sign for sign in lines)
    return "".join(s for s in kept if s == "\n" or category(s) not in {"Cc", "Cs"})


def _text(most: int) -> Callable[[str, Known], str | None]:
    def read(cell: str, _known: Known) -> str | None:
        text = clean(cell).strip()
        if len(text) > most:
            raise ValueError(f"keep it under {most + 1} characters")  # noqa: EM102
        return text or None

    return read


def _day(cell: str, _known: Known) -> date | None:
    text = cell.strip()
    if not text:
        return None
    british = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})", text)
    try:
        if british:
            day, month, year = map(int, british.groups())
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        words = f"“{text[:20]}” is no date: write 2025-03-31 or 31/03/2025"
        raise ValueError(words) from None


def _moment(cell: str, known: Known) -> datetime | None:
    text = cell.strip()
    if len(text) <= len("31/03/2025"):
        day = _day(text, known)
        return None if day is None else datetime(*day.timetuple()[:3], NOON, tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        words = f"“{text[:40]}” is no time: write 2025-03-31 or 2025-03-31T12:00Z"
        raise ValueError(words) from None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _topic(cell: str, known: Known) -> str | None:
    text = clean(cell).strip()
    if not text:
        return None
    found = known.topics.get(text.casefold())
    if found is None:
        words = f"there is no topic “{text[:40]}”: see /api/topics, or leave it empty"
        raise ValueError(words)
    return found


def _about(cell: str, _known: Known) -> str | None:
    text = PAGE.sub("", cell.strip()).rstrip("/")
    if text and not SLUG.fullmatch(text):
        words = "write the name of a page, as in /services/salt-drop-in, or leave it"
        raise ValueError(f"{words} empty")  # noqa: EM102
    return text or None


def _prompt(cell: str, _known: Known) -> str:
    text = cell.strip() or PROMPTS[0]
    if text not in PROMPTS:
        raise ValueError(f"write one of {', '.join(PROMPTS)}")  # noqa: EM102
    return text


def _language(cell: str, _known: Known) -> str:
    text = cell.strip().lower() or "en"
    if not re.fullmatch("[a-z]{2,3}", text):
        raise ValueError("write a code of two letters: en, pl, ur")  # noqa: EM101
    return text


COLUMNS = (
    Column("id", "origin", "The older system's own number or name for it.",
           _text(120), needed=True),
    Column("received", "received_on", "The day on which it came.", _day, needed=True),
    Column("about", "about", "The page it is about; empty: the whole offer.", _about),
    Column("topic", "topic", "A topic's name, or its label.", _topic),
    Column("prompt", "prompt", "What was asked: included, access or involved.",
           _prompt),
    Column("said", "said", "What families said, in English, as it was published.",
           _text(20_000)),
    Column("said_first", "said_first", "The same in the language it came in.",
           _text(20_000)),
    Column("language", "language", "The code of that language; empty: en.", _language),
    Column("theme", "theme", "What it has in common with others.", _text(160)),
    Column("did", "did", "What was done, or will be.", _text(20_000), needed=True),
    Column("owner", "owner", "Who did it, or owns the promise.", _text(160)),
    Column("due", "due_on", "By when it was promised.", _day),
    Column("kept", "kept_on", "The day on which the promise was kept.", _day),
    Column("kept_note", "kept_note", "What became of the promise.", _text(20_000)),
    Column("published", "published_at", "The day or time of publication.", _moment,
           needed=True),
    Column("changed", "changed_at", "When it was last corrected.", _moment),
    Column("note", "note", "The public note of a correction or withdrawal.",
           _text(20_000)),
    Column("withdrawn", "withdrawn_at", "When it was withdrawn.", _moment),
)  # fmt: skip
# What our own export has besides, and an import cannot use.
OURS = frozenset({"comment_id", "answer_id"})
NEEDED = tuple(column.name for column in COLUMNS if column.needed)


def read(sheet: Sheet, known: Known) -> Arrivals:
    """Return what a spreadsheet holds, with every fault of every row."""
    names = {column.name for column in COLUMNS}
    missing = [name for name in NEEDED if name not in sheet.columns]
    if missing:
        faults = [Fault(1, name, "this column is missing") for name in missing]
        return Arrivals((), tuple(faults), sheet.notices)
    aside = [name for name in sheet.columns if name and name not in names | OURS]
    notices = list(sheet.notices)
    if aside:
        notices.append(f"Columns left aside: {', '.join(aside)}.")
    rows, found, seen = [], list[Fault](), dict[str, int]()
    for row in sheet.rows:
        values, faults = _values(row, known)
        faults += _at_odds(row.line, values, known)
        faults += _again(row.line, values.get("origin"), seen)
        notices += _unknown_page(row.line, values.get("about"), known)
        rows.append(values)
        found += faults
    return Arrivals(tuple(rows), tuple(found), tuple(notices))


def _values(row: Row, known: Known) -> tuple[dict[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    faults = []
    for column in COLUMNS:
        try:
            value = column.read(row.cells.get(column.name, ""), known)
        except ValueError as fault:
            faults.append(Fault(row.line, column.name, f"{fault}."))
            continue
        if value is None and column.needed:
            faults.append(Fault(row.line, column.name, "this cell is empty."))
        values[column.field] = value
    values["owner"] = values.get("owner") or ""
    if values.get("withdrawn_at") and not values.get("said"):
        values["said"] = ""  # deleted at somebody's wish: only the note is left
    elif "said" in values and values["said"] is None:
        faults.append(Fault(row.line, "said", "this cell is empty."))
    return values, faults


def _at_odds(line: int, values: dict[str, Any], known: Known) -> list[Fault]:
    """Return what cannot be true of the dates together."""
    received, published = values.get("received_on"), values.get("published_at")
    faults = []
    for name, day in (("received", received), ("published", published)):
        last = day.date() if isinstance(day, datetime) else day
        if last is not None and last > known.today:
            faults.append(Fault(line, name, "this is in the future."))
    if received and published and published.date() < received:
        faults.append(Fault(line, "published", "this is before it was received."))
    return faults


def _again(line: int, origin: str | None, seen: dict[str, int]) -> list[Fault]:
    if origin is None:
        return []
    first = seen.setdefault(origin, line)
    if first == line:
        return []
    return [Fault(line, "id", f"line {first} has the same.")]


def _unknown_page(line: int, about: str | None, known: Known) -> list[str]:
    if about is None or about in known.entries:
        return []
    return [f"line {line}, about: there is no page “{about}” now. It is kept as it is."]


def described() -> str:
    """Return the columns as the docs show them, in markdown."""
    lines = ["| column | needed | what |", "| --- | --- | --- |"]
    for column in COLUMNS:
        needed = "yes" if column.needed or column.name == "said" else ""
        lines.append(f"| `{column.name}` | {needed} | {column.words} |")
    return "\n".join(lines)
