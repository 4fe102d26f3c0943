"""Everything moves out, but no key; what was published moves in again, once."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings as effort, strategies as some
from sqlalchemy import delete, insert, select, update

from localoffer.cli import group
from localoffer.database import tables as t
from localoffer.database.connection import Database
from localoffer.errors import StorageError
from localoffer.feedback.actions import ContactLock
from localoffer.review import moving_in, moving_out
from localoffer.review.arrivals import keep, new_of
from localoffer.review.moving_in import Known, clean
from localoffer.review.moving_out import LEFT_OUT, SHEETS, Wanted
from localoffer.review.spreadsheet import read, written
from localoffer.settings import Settings
from tests.database.test_migrations import fill
from tests.held import planted, put_comment, put_reply
from tests.replies.rows import reply_row

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()
KEY = Fernet.generate_key().decode()
LOCK = ContactLock([KEY])
PLAIN = Wanted(LOCK.unlock)
ALL = Wanted(LOCK.unlock, raw=True, contacts=True)
KNOWN = Known({"sleep": "sleep"}, {"camhs"}, TODAY)
WORDS = some.text(some.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
RISKY = some.sampled_from(["=1+1", "'=x", "-5 °C", "@home", "''+", 'a;b,c\t"d\ne'])
TEXTS = (WORDS | RISKY).map(lambda text: clean(text).strip() or "x")
DAYS = some.dates(date(2015, 1, 1), TODAY)
TIMES = some.datetimes(
    datetime.fromisoformat("2015-01-01"),
    datetime.fromisoformat("2026-11-24"),
    timezones=some.just(UTC),
)


@some.composite
def published_rows(draw: some.DrawFn) -> dict[str, Any]:
    published = draw(TIMES)
    withdrawn = draw(some.none() | TIMES)
    return {
        "origin": None,
        "prompt": draw(some.sampled_from(["included", "access", "involved"])),
        "about": draw(some.sampled_from([None, "camhs"])),
        "topic": draw(some.sampled_from([None, "sleep"])),
        "said": draw(TEXTS | some.just("")) if withdrawn else draw(TEXTS),
        "said_first": draw(some.none() | TEXTS),
        "language": draw(some.sampled_from(["en", "pl", "ur"])),
        "theme": draw(some.none() | TEXTS),
        "did": draw(TEXTS),
        "owner": draw(some.just("") | TEXTS),
        "due_on": draw(some.none() | DAYS),
        "kept_on": draw(some.none() | DAYS),
        "kept_note": draw(some.none() | TEXTS),
        "received_on": published.date() - timedelta(days=draw(some.integers(0, 900))),
        "published_at": published,
        "changed_at": draw(some.none() | TIMES),
        "note": draw(some.none() | TEXTS),
        "withdrawn_at": withdrawn,
    }


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'other.db'}")
    database.migrate()
    yield database
    database.engine.dispose()


@pytest.fixture
def full(database: Database) -> Database:
    """A database in which each table has a row, and secrets are planted."""
    database.migrate()
    fill(database)
    with database.write() as connection:
        secret = {"password": "Planted-password", "code_key": "Planted-code"}
        connection.execute(update(t.accounts).values(secret))
        connection.execute(update(t.sessions).values(digest="Planted-session"))
        connection.execute(update(t.keys).values(digest="Planted-key"))
        put_comment(connection, 2, NOW, submission="Planted-form")
        put_reply(connection, 2, NOW, said="=Planted-public", language="en")
        locked = LOCK.lock("Planted-contact")
        connection.execute(update(t.contacts).values(locked=locked))
        for path in ("/desk/join/Planted-door", "/desk/draft/Planted-door"):
            kind = "invitation" if "join" in path else "answer asked"
            row = {"kind": kind, "path": path, "made_at": NOW, "locked_to": locked}
            connection.execute(insert(t.mails).values(row))
    return database


def texts_in(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in folder.iterdir())


def rows_in(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_column_is_exported_or_left_out_for_a_reason() -> None:
    every = {
        f"{table.name}.{column.name}"
        for table in t.metadata.tables.values()
        for column in table.columns
    }
    given = {
        f"{sheet.table.name}.{field}"
        for sheet in SHEETS
        for field in sheet.columns.values()
    }
    # A reply's number is the end of its id, if it has none of its own.
    given |= {"replies.id"}
    left_out = {
        column
        for column in every
        if column in LEFT_OUT or column.split(".")[0] in LEFT_OUT
    }

    assert given | left_out == every
    assert given & left_out == {"mails.locked_to"} & given == set()


def test_everything_is_written_as_csv_and_as_json(
    full: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "deep" / "out"

    counted = moving_out.export(full, folder, ALL, "A. Rep", NOW)

    names = {sheet.name for sheet in SHEETS}
    assert set(counted) == names
    assert {file.name for file in folder.iterdir()} == {
        f"{name}.{ending}" for name in names for ending in ("csv", "json")
    }
    assert all(file.stat().st_mode & 0o77 == 0 for file in (folder, *folder.iterdir()))
    for sheet in SHEETS:
        rows, records = (
            rows_in(folder, sheet.name),
            json.loads((folder / f"{sheet.name}.json").read_text("utf-8")),
        )
        assert len(rows) == len(records) == counted[sheet.name] > 0, sheet.name
        assert list(rows[0]) == list(records[0]) == list(sheet.columns)


def test_no_key_goes_out_and_words_and_contacts_only_when_asked(
    full: Database, tmp_path: Path
) -> None:
    for name, wanted in (("plain", PLAIN), ("all", ALL)):
        moving_out.export(full, tmp_path / name, wanted, "A. Rep", NOW)

    plain, everything = texts_in(tmp_path / "plain"), texts_in(tmp_path / "all")
    for secret in ("password", "code", "session", "key", "form", "door"):
        assert f"Planted-{secret}" not in everything
    for kind in ("raw", "wording", "note"):
        assert planted(kind, 2) in everything
        assert planted(kind, 2) not in plain
    assert "Planted-contact" in everything
    assert "Planted-contact" not in plain
    assert "rep@forum.example" not in plain
    assert "Planted-public" in plain


def test_an_export_runs_no_formula_and_leaves_a_line_in_the_log(
    full: Database, tmp_path: Path
) -> None:
    moving_out.export(full, tmp_path / "out", ALL, "A. Rep", NOW)

    said = [row["said"] for row in rows_in(tmp_path / "out", "published")]
    records = json.loads((tmp_path / "out" / "published.json").read_text("utf-8"))
    assert "'=Planted-public" in said
    assert "=Planted-public" in [record["said"] for record in records]
    with full.read() as connection:
        line = connection.execute(select(t.audit).order_by(t.audit.c.id.desc())).first()
    assert line is not None
    assert (line.by, line.action, line.detail) == (
        "A. Rep", "export", "--raw --contacts",
    )  # fmt: skip


def test_nothing_is_ever_written_over(full: Database, tmp_path: Path) -> None:
    folder = tmp_path / "used"
    folder.mkdir(mode=0o755)
    (folder / "mine.txt").write_text("mine")

    for used in (folder, folder / "mine.txt"):
        with pytest.raises(StorageError, match="Name a new one"):
            moving_out.export(full, used, PLAIN, "A. Rep", NOW)

    assert [file.name for file in folder.iterdir()] == ["mine.txt"]
    assert folder.stat().st_mode & 0o777 == 0o755


def moved(database: Database) -> bytes:
    """Return `published.csv` of an export."""
    with database.read() as connection:
        sheet = next(sheet for sheet in SHEETS if sheet.name == "published")
        rows = list(moving_out.rows_of(connection, sheet, PLAIN))
    cells = ([moving_out._cell(value) for value in row.values()] for row in rows)
    return written(tuple(sheet.columns), cells)


@effort(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=40,
)
@given(rows=some.lists(published_rows(), max_size=4))
def test_what_went_out_comes_in_as_it_was(
    ready: Database, other: Database, rows: list[dict[str, Any]]
) -> None:
    for one in (ready, other):
        with one.write() as connection:
            connection.execute(delete(t.replies))
    if rows:
        with ready.write() as connection:
            connection.execute(insert(t.replies), rows)

    out = moved(ready)
    arrivals = moving_in.read(read(out), KNOWN)
    assert arrivals.faults == ()
    added = keep(other, arrivals, "test", NOW)
    again = keep(other, moving_in.read(read(moved(other)), KNOWN), "test", NOW)
    at_home = new_of(ready, arrivals)

    assert (added, again, at_home) == (len(rows), 0, ())
    assert moved(other) == out


@pytest.fixture
def ready(database: Database) -> Database:
    database.migrate()
    return database


def test_a_row_that_is_here_is_left_as_it_is(ready: Database) -> None:
    with ready.write() as connection:
        mine = reply_row(origin="old-1", said="as it is")
        connection.execute(insert(t.replies).values(mine))
    text = "id,received,said,did,published\nold-{},2025-01-01,anew,b,2025-02-01\n"

    for number, added in ((1, 0), (2, 1), (2, 0)):
        sheet = read(text.format(number).encode())
        assert keep(ready, moving_in.read(sheet, KNOWN), "A. Rep", NOW) == added

    with ready.read() as connection:
        said = connection.scalars(select(t.replies.c.said).order_by(t.replies.c.id))
        assert said.all() == ["as it is", "anew"]
        lines = connection.execute(select(t.audit.c.action, t.audit.c.detail)).all()
    assert [tuple(line) for line in lines] == [("import", "1 published comments")]


@pytest.fixture
def at_home(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A site with the real content's edition and a database of its own."""
    (tmp_path / "editions").symlink_to(settings.data / "editions")
    monkeypatch.setenv("LOCALOFFER_DATA", str(tmp_path))
    monkeypatch.setenv("LOCALOFFER_CONTACT_KEY", KEY)
    database = Database(f"sqlite:///{tmp_path / 'localoffer.db'}")
    database.migrate()
    yield database
    database.engine.dispose()


EXAMPLE = str(Path(__file__).parents[2] / "docs" / "examples" / "older-system.csv")


def test_the_command_takes_the_example_in_once_and_tries_first(
    at_home: Database,
) -> None:
    run = CliRunner().invoke

    tried = run(group, ["desk", "import", EXAMPLE, "--dry-run"])
    with at_home.read() as connection:
        untouched = connection.execute(select(t.replies)).all()
    done = run(group, ["desk", "import", EXAMPLE])
    again = run(group, ["desk", "import", EXAMPLE])

    assert tried.output.splitlines() == [
        "would add  2024-017  2024-09-12  salt-drop-in",
        "would add  2024-018  2024-09-20  the offer",
        "2 of 2 would be added; the rest is here already.",
    ]
    assert untouched == []
    assert done.output == "2 of 2 were added; the rest was here already.\n"
    assert again.output == "0 of 2 were added; the rest was here already.\n"
    with at_home.read() as connection:
        first = connection.execute(select(t.replies).order_by(t.replies.c.id)).first()
    assert first is not None
    assert (first.origin, first.topic, first.about) == (
        "2024-017", "salt-drop-in", "salt-drop-in",
    )  # fmt: skip


def test_the_command_tells_each_fault_and_writes_nothing(
    at_home: Database, tmp_path: Path
) -> None:
    good = "1,2025-01-01,,a,b,2025-02-01\n"
    faulty = "".join(f"{n},soon,flying,a,b,2025-02-01\n" for n in range(2, 42))
    file = tmp_path / "old.csv"
    file.write_text(f"id,received,topic,said,did,published\n{good}{faulty}")
    run = CliRunner().invoke

    shown = run(group, ["desk", "import", str(file)])
    file.write_bytes(b"")
    empty = run(group, ["desk", "import", str(file)])

    lines = shown.output.splitlines()
    assert shown.exit_code == 1
    assert lines[0].startswith("line 3, received: “soon” is no date")
    assert lines[-2:] == ["… and 30 more.", "Nothing was written."]
    assert (empty.exit_code, empty.output) == (1, "The file is empty.\n")
    with at_home.read() as connection:
        assert connection.execute(select(t.replies)).all() == []


def test_the_command_moves_out_with_a_warning_where_one_is_due(
    at_home: Database, tmp_path: Path
) -> None:
    with at_home.write() as connection:
        put_comment(connection, 1, NOW)
        locked = LOCK.lock("Planted-contact")
        connection.execute(update(t.contacts).values(locked=locked))
    run = CliRunner().invoke

    plain = run(group, ["desk", "export", str(tmp_path / "plain")])
    all_of_it = run(
        group, ["desk", "export", str(tmp_path / "all"), "--raw", "--contacts"]
    )

    assert "       1  comments" in plain.output.splitlines()
    assert "in confidence" not in plain.output
    assert "in confidence" in all_of_it.output
    (row,) = rows_in(tmp_path / "all", "contacts")
    assert row["contact"] == "Planted-contact"
    assert not (tmp_path / "plain" / "contacts.csv").exists()
