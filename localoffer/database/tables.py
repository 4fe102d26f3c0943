"""Tables. A comment's raw words, its contact and a published answer lie apart."""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", String(14), nullable=False, unique=True),
    Column("submission", String(64), nullable=False, unique=True),
    Column("about", String(120)),
    Column("language", String(8), nullable=False),
    Column("source", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("suspected", Boolean, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("words", Text, nullable=False),
    Column("easier", Text, nullable=False),
)

contacts = Table(
    "contacts",
    metadata,
    Column("comment_id", Integer, ForeignKey("comments.id"), primary_key=True),
    Column("locked", LargeBinary, nullable=False),
)

replies = Table(
    "replies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("about", String(120)),
    Column("said", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("published_at", DateTime(timezone=True), nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("payload", Text, nullable=False),
    Column("run_after", DateTime(timezone=True), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_until", DateTime(timezone=True)),
    Column("done_at", DateTime(timezone=True)),
    Column("failure", String(80)),
    Index("ix_jobs_waiting", "done_at", "run_after"),
)

limits = Table(
    "limits",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, index=True),
    Column("at", DateTime(timezone=True), nullable=False),
)

question_counts = Table(
    "question_counts",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("value", String(80), primary_key=True),
    Column("total", Integer, nullable=False),
)

found_counts = Table(
    "found_counts",
    metadata,
    Column("month", String(7), primary_key=True),
    Column("page", String(20), primary_key=True),
    Column("topic", String(80), primary_key=True),
    Column("answer", String(8), primary_key=True),
    Column("total", Integer, nullable=False),
)
