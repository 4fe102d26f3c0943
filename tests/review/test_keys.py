"""Keys and sessions as rows, in both databases: each opens once, none for ever."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Column, func, select

from localoffer.database.connection import Database
from localoffer.database.tables import keys as key_rows, sessions
from localoffer.review import accounts, keys, people
from localoffer.review.forgetting import forget_sessions
from localoffer.review.passwords import weakness
from localoffer.web.clock import utc_now
from tests.database.conftest import cluster, database  # noqa: F401  both databases

NOW = utc_now()
REP = frozenset({"rep"})


@pytest.fixture
def full(database: Database) -> Database:  # noqa: F811
    """A database in which Ann and Ben have accounts."""
    database.migrate()
    with database.write() as connection:
        for name in ("Ann", "Ben"):
            accounts.add(connection, name, f"{name}@forum.example", REP, NOW)
    return database


def count(database: Database, column: Column[str]) -> int:  # noqa: F811
    with database.read() as connection:
        query = select(func.count(column))
        return int(connection.execute(query).scalar_one())


def test_an_address_has_one_account(full: Database) -> None:
    with full.write() as connection:
        again = accounts.add(connection, "Other", " ANN@forum.example", REP, NOW)
        more = accounts.add(connection, "Cat", "cat@forum.example", REP, NOW)

    assert again is None
    assert more is not None
    assert [a.name for a in accounts.everybody(full)] == ["Ann", "Ben", "Cat"]


def test_a_code_of_a_half_minute_is_taken_once_by_each(full: Database) -> None:
    with full.write() as connection:
        taken = [keys.use_code(connection, who, 7, NOW) for who in (1, 1, 2, 2)]
        taken += [keys.use_code(connection, 1, 8, NOW)]

    assert taken == [True, False, True, False, True]


def test_of_two_who_come_at_once_with_one_link_one_comes_in(full: Database) -> None:
    with full.write() as connection:
        path = keys.new_link(connection, 1, keys.INVITATION, NOW, "secret")
    token, found = path.removeprefix("/desk/join/"), []
    gate = threading.Barrier(2)

    def use() -> None:
        gate.wait()
        with full.write() as connection:
            found.append(keys.use(connection, token, keys.INVITATION, NOW))

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(found, key=str) == [1, None]


def test_a_recovery_code_is_read_however_it_is_typed(full: Database) -> None:
    with full.write() as connection:
        codes = keys.new_recovery_codes(connection, 1)
        code = next((c for c in codes if "0" in c or "1" in c), codes[0])
        slips = code.replace("0", "o").replace("1", "l").lower().replace("-", " – ")
        assert keys.has_recovery_code(connection, 1, slips)
        assert not keys.has_recovery_code(connection, 2, slips)
        assert keys.use_recovery_code(connection, 1, slips, NOW)
        assert not keys.has_recovery_code(connection, 1, slips)
        assert keys.recovery_codes_left(connection, 1) == 7


def test_what_has_ended_is_forgotten_and_nothing_else(full: Database) -> None:
    with full.write() as connection:
        for ago in (0, 119, 121, 60 * 13):
            then = NOW - timedelta(minutes=ago)
            people.begin_session(connection, 1, then)
        codes = keys.new_recovery_codes(connection, 1)
        keys.use_recovery_code(connection, 1, codes[0], NOW)
        keys.new_link(connection, 1, keys.INVITATION, NOW, "secret")
        long_ago = NOW - timedelta(days=8)
        keys.new_link(connection, 2, keys.INVITATION, long_ago, "secret")
        keys.use_code(connection, 1, 7, NOW)
        keys.use_code(connection, 1, 8, NOW - timedelta(minutes=6))

    forget_sessions(full, NOW)

    assert count(full, sessions.c.digest) == 2
    assert count(full, key_rows.c.digest) == 7 + 1 + 1


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("twelve signs", None),
        ("eleven sign", "short"),
        ("x" * 201, "long"),
        ("wombat kettle orbit lawn", None),
        ("zażółć gęślą jaźń", None),
        ("ہم سب مل کر چلیں", None),
        ("password1234", "common"),
        ("P-a-s-s-w-o-r-d-99", "common"),
        ("passwordpassword", "common"),
        ("123456789012", "common"),
        ("qwertyuiop12", "common"),
        ("abcdefghijklm", "common"),
        ("aaaaaaaaaaaaaaa", "common"),
        ("!!!!!!!!!!!!!!!", "common"),
        ("abababababab", "common"),
        ("Summer2026!!!!", "common"),
        ("annreed12345", "own"),
        ("Reed-Ann-2026!", "own"),
        ("ann.reed@forum", "own"),
        ("reeds sway by the water", None),
    ],
)
def test_which_passwords_are_weak(password: str, why: str | None) -> None:
    assert weakness(password, "Ann Reed", "ann.reed@forum.example") == why
