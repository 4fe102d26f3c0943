"""Everything the desk holds, as files that other systems read; a file a table.

`SHEETS` is the schema: the docs show it, and a test holds it against the tables.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from localoffer.database import tables as t
from localoffer.database.connection import Database, aware
from localoffer.errors import StorageError
from localoffer.outbox.letters import LINKS
from localoffer.review.moving_in import COLUMNS
from localoffer.review.spreadsheet import written

ALWAYS, RAW, CONTACTS = "always", "--raw", "--contacts"
Value = str | int | bool | None


@dataclass(frozen=True)
class Sheet:
    """A table as a file. `columns` maps names in the file to those of the table."""

    name: str
    table: Table
    words: str
    columns: Mapping[str, str]
    when: str = ALWAYS


@dataclass(frozen=True)
class Wanted:
    """What is exported besides what always is; `unlock` opens a contact."""

    unlock: Callable[[bytes], str | None]
    raw: bool = False
    contacts: bool = False

    def has(self, sheet: Sheet) -> bool:
        """Say whether a file is asked for."""
        given = {ALWAYS: True, RAW: self.raw, CONTACTS: self.contacts}
        return given[sheet.when]


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


PUBLISHED = {column.name: column.field for column in COLUMNS}
SHEETS = (
    Sheet("comments", t.comments, "Comments, without a word of what they say.", _same(
        "id", "reference", "kind", "voice", "feeling", "about", "topic", "language",
        "source", "state", "suspected", "urgent", "may_publish",
        "prompts", "created_at",
    )),
    Sheet("reviews", t.reviews, "What reps decided about each.", _same(
        "comment_id", "seen_at", "closed_at", "reason", "outcome", "outcome_on",
        "assigned_to", "proposed_by", "answer_id", "repeat_of",
    )),
    Sheet("answers", t.answers, "Answers and promises; one may stand for many.", _same(
        "id", "theme", "did", "owner", "due_on", "kept_on", "kept_note", "asked",
        "drafted_by", "changed_at",
    )),
    Sheet("published", t.replies, "Published words, as an import reads them.",
          PUBLISHED | _same("comment_id", "answer_id")),
    Sheet("reports", t.reports, "Yearly reports as they were published.", _same(
        "id", "name", "first_day", "last_day", "published_at", "body",
    )),
    Sheet("audit", t.audit, "Who did what, and when.", _same(
        "id", "at", "by", "action", "reference", "detail",
    )),
    Sheet("accounts", t.accounts, "Who may sign in, with their roles.", _same(
        "id", "name", "roles", "created_at", "closed_at",
    )),
    Sheet("mails", t.mails, "E-mails; a link that lets somebody in is left out.", _same(
        "id", "kind", "account_id", "reference", "path", "made_at", "sent_at",
    )),
    Sheet("purges", t.purges, "When old words and contacts were purged.", _same(
        "id", "at", "raw_words", "contacts",
    )),
    Sheet("question_counts", t.question_counts, "What was asked for, by month.", _same(
        "month", "kind", "value", "total",
    ), RAW),
    Sheet("found_counts", t.found_counts, "Whether it was found, by month.", _same(
        "month", "page", "topic", "answer", "total",
    ), RAW),
    Sheet("right_counts", t.right_counts, "Whether a page was right, by month.", _same(
        "month", "about", "answer", "total",
    ), RAW),
    Sheet("raw_words", t.raw_words, "What was written, by the question it answers.",
          _same("comment_id", "prompt", "text"), RAW),
    Sheet("wordings", t.wordings, "What may be published of it; drafts too.", _same(
        "comment_id", "prompt", "language", "text", "changed_at",
    ), RAW),
    Sheet("notes", t.notes, "What reps wrote to each other about it.", _same(
        "id", "comment_id", "by", "at", "text",
    ), RAW),
    Sheet("contacts", t.contacts, "How to reach a parent who wants a reply, unlocked.",
          {"comment_id": "comment_id", "contact": "locked", "told_at": "told_at"},
          CONTACTS),
    Sheet("addresses", t.accounts, "The e-mail addresses of accounts.",
          _same("id", "email"), CONTACTS),
)  # fmt: skip
# What is never exported, and why.
LEFT_OUT = {
    "accounts.password": "a secret, even as it is kept",
    "accounts.code_key": "a secret",
    "sessions": "keys to the desk",
    "keys": "keys to the desk",
    "comments.submission": "a number of the form, of no use elsewhere",
    "mails.locked_to": "an address, locked",
    "raw_words.digest": "worked out from the words",
    "jobs": "work of this machine",
    "limits": "checks of a day against floods",
}


def schema() -> str:
    """Return the schema as the docs show it, in markdown."""
    lines = ["| file | when | what | columns |", "| --- | --- | --- | --- |"]
    for sheet in SHEETS:
        when = sheet.when if sheet.when == ALWAYS else f"with `{sheet.when}`"
        columns = " ".join(f"`{name}`" for name in sheet.columns)
        lines.append(f"| `{sheet.name}` | {when} | {sheet.words} | {columns} |")
    return "\n".join(lines)


def export(
    database: Database, folder: Path, wanted: Wanted, by: str, now: datetime
) -> dict[str, int]:
    """Write a CSV and a JSON file a table; return how many rows each has.

    StorageError when the folder holds anything: nothing is ever written over.
    """
    _make_ready(folder)
    given = [name for name in (RAW, CONTACTS) if getattr(wanted, name[2:])]
    line = {"at": now, "by": by, "action": "export", "detail": " ".join(given)}
    with database.write() as connection:
        connection.execute(insert(t.audit).values(line))
    counted = {}
    with database.read() as connection:
        if not database.is_sqlite:  # where a reader sees one moment anyhow
            connection.execution_options(isolation_level="REPEATABLE READ")
        for sheet in SHEETS:
            if wanted.has(sheet):
                rows = list(rows_of(connection, sheet, wanted))
                _write(folder, sheet, rows)
                counted[sheet.name] = len(rows)
    return counted


def _make_ready(folder: Path) -> None:
    message = "The folder cannot be made, or is not empty. Name a new one."
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StorageError(message)
        folder.chmod(0o700)
    except OSError:
        raise StorageError(message) from None


def rows_of(
    connection: Connection, sheet: Sheet, wanted: Wanted
) -> Iterator[dict[str, Value]]:
    """Yield the rows of a file."""
    key = sheet.table.primary_key.columns
    for row in connection.execute(select(sheet.table).order_by(*key)).mappings():
        values = dict(row)
        if sheet.table is t.contacts:
            values["locked"] = wanted.unlock(bytes(values["locked"]))
        if sheet.table is t.mails and values["kind"] in LINKS:
            values["path"] = ""
        if sheet.table is t.replies:
            values["origin"] = values["origin"] or f"reply-{values['id']}"
        yield {name: _plain(values[field]) for name, field in sheet.columns.items()}


def _plain(value: Any) -> Value:
    if isinstance(value, datetime):
        return aware(value).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _write(folder: Path, sheet: Sheet, rows: Sequence[dict[str, Value]]) -> None:
    columns = tuple(sheet.columns)
    cells = ([_cell(row[name]) for name in columns] for row in rows)
    _keep(folder / f"{sheet.name}.csv", written(columns, cells))
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    _keep(folder / f"{sheet.name}.json", text.encode())


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _keep(path: Path, data: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(data)
