"""One database: SQLite in a file by default, or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, TimeoutError as PoolTimeout

from localoffer.errors import StorageError

MIGRATIONS = Path(__file__).with_name("migrations")
WAIT = 5  # seconds for a lock or a connection
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # a comment is on disk before thanks
    f"busy_timeout={WAIT * 1000}",
    "foreign_keys=ON",
    "secure_delete=ON",
)
UNREADY = "We could not reach our records just now."


class Database:
    """Opens connections; nothing is opened before the first is asked for."""

    def __init__(self, url: str) -> None:
        """Take an SQLAlchemy address."""
        if url.startswith("postgresql://"):
            url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        self.is_sqlite = url.startswith("sqlite")
        options: dict[str, Any] = {"pool_timeout": WAIT, "hide_parameters": True}
        if not self.is_sqlite:
            options |= {
                "pool_pre_ping": True,
                "connect_args": {"connect_timeout": WAIT},
            }
        self.engine: Engine = create_engine(url, **options)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare)
            event.listen(self.engine, "begin", _begin)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection for reading; StorageError when there is none."""
        with _plainly(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose work is committed at the end, or not at all."""
        with _plainly(), self.engine.connect() as connection:
            writing = connection.execution_options(localoffer_write=True)
            with writing.begin():
                yield writing

    def migrate(self, revision: str = "head") -> None:
        """Bring the tables to a revision, up or down."""
        # Web processes never migrate: without Alembic each is 11 MB smaller.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        if self.is_sqlite:
            Path(self.engine.url.database or ".").parent.mkdir(
                parents=True, exist_ok=True
            )
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with _plainly(), self.engine.connect() as connection:
            config.attributes["connection"] = connection
            go = command.downgrade if revision in {"base", "-1"} else command.upgrade
            go(config, revision)

    def empty_log(self) -> None:
        """Leave nothing of what was removed in SQLite's log; StorageError if it stays.

        What is removed from the file is overwritten (`secure_delete`), but the log
        still holds it as it was, until it is written back and cut off. PostgreSQL
        has nothing of the kind that a program may do.
        """
        if not self.is_sqlite:
            return
        with _plainly(), self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None  # noqa: S101  for the type checker
            cursor = raw.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            told = cursor.fetchone()
            cursor.close()
            is_busy = told is None or bool(told[0])
        if is_busy:
            raise StorageError(UNREADY)

    def answers(self) -> bool:
        """Say whether the database answers."""
        try:
            with self.read() as connection:
                connection.execute(text("SELECT 1"))
        except StorageError:
            return False
        return True


def aware(moment: datetime) -> datetime:
    """Return a moment from a row in UTC: SQLite forgets zones, servers use theirs."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


@contextmanager
def _plainly() -> Iterator[None]:
    """Turn the driver's failures into ours, without the values that were sent."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as fault:
        # A broken rule of a table is the caller's business, not the disk's.
        if isinstance(fault, DBAPIError) and "Integrity" in type(fault).__name__:
            raise
        raise StorageError(UNREADY) from None


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    is_write = connection.get_execution_options().get("localoffer_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")
